"""All settings, in one file, read from the environment. ``BIJAK_MODE`` says which installation this is.

========== ============================================================================================
mode       meaning
========== ============================================================================================
production nothing secret has a default; cookies are secure; refuses to start when a secret is missing
demo       the same code and server, plus the date switch and the outbox; secrets are made at first start
test       the test suite: no mail leaves, passwords hash fast
========== ============================================================================================
"""

from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils.csp import CSP

from bijak.config import environment as env

BASE_DIR = Path(__file__).resolve().parents[1]

MODE = env.text("BIJAK_MODE", "production")
if MODE not in ("production", "demo", "test"):
    raise env.Misconfigured(f"BIJAK_MODE is '{MODE}'; write production, demo or test.")
IS_DEMO = MODE == "demo"
IS_TEST = MODE == "test"

DEBUG = False
SECRET_KEY = env.secret("BIJAK_SECRET_KEY", "only-for-tests" if IS_TEST else None)
ALLOWED_HOSTS = env.names("BIJAK_ALLOWED_HOSTS", "localhost,127.0.0.1,testserver" if IS_TEST else None)
BASE_URL = env.text("BIJAK_BASE_URL", None if MODE == "production" else "http://localhost:8000").rstrip("/")
BEHIND_TLS = BASE_URL.startswith("https://")
DATA_DIR = env.folder("BIJAK_DATA_DIR", BASE_DIR.parent / "build" / "data")
# The published example of the key format (Go's sumdb/note): for tests only.
EXAMPLE_KEY = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
LEDGER_SIGNING_KEY = env.text("BIJAK_SIGNING_KEY", EXAMPLE_KEY if IS_TEST else None)
LEDGER_ORIGIN = env.text("BIJAK_LEDGER_ORIGIN", BASE_URL.split("//", 1)[-1])

INSTALLED_APPS = [
    "bijak.config.apps.AuthConfig",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "servestatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django_tasks_db",
    # The house, ground floor first: events are delivered in this order.
    "bijak.ledger",
    "bijak.shell",
    "bijak.accounts",
    "bijak.documents",
    "bijak.notifications",
    "bijak.endpoints",
    "bijak.interchange",
    "bijak.organization",
    "bijak.policy",
    "bijak.people",
    "bijak.letters",
    "bijak.lists",
    "bijak.quality",
    "bijak.selfservice",
    "bijak.survey",
    "bijak.consultation",
    "bijak.outreach",
    "bijak.competency",
    "bijak.performance",
    "bijak.career",
    "bijak.professionalism",
    "bijak.talent",
    "bijak.welfare",
    "bijak.simulation",
    "bijak.monitoring",
    "bijak.siasn",
    "bijak.desk",
    "bijak.portal",
    "bijak.operations",
    # Below the house in this list, so that our templates of its pages are found first.
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
]

MIDDLEWARE = [
    "bijak.operations.middleware.HealthMiddleware",
    "bijak.operations.middleware.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "bijak.shell.middleware.LanguageMiddleware",
    "bijak.endpoints.middleware.ProgramsMiddleware",
    "bijak.shell.middleware.NoNulMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "bijak.organization.middleware.TodayMiddleware",
    "bijak.accounts.middleware.AccessMiddleware",
]

ROOT_URLCONF = "bijak.config.urls"
WSGI_APPLICATION = "bijak.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "bijak.shell.context.page",
            ],
            "libraries": {"i18n": "bijak.shell.templatetags.translated"},
            "builtins": ["bijak.shell.templatetags.components", "bijak.shell.templatetags.formats"],
        },
    }
]
# Ours stands before Django's "i18n" on purpose: it looks a sentence up once.
SILENCED_SYSTEM_CHECKS = ["templates.W003"]

DATABASES = {"default": env.database(env.database_url())}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Attempts are counted in the first; papers, which strangers ask for, must never push a count out of it.
CACHES = {
    alias: {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": table,
        "OPTIONS": {"MAX_ENTRIES": most},
    }
    for alias, table, most in (("default", "cache", 10_000), ("papers", "cache_papers", 300))
}
TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "QUEUES": ["default", "imports"],
    }
}

FORM_RENDERER = "bijak.shell.widgets.Renderer"

# Accounts and sign-in ---------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["bijak.accounts.sessions.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "nip", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
if IS_TEST:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
SESSION_ENGINE = "bijak.accounts.sessions"
SESSION_COOKIE_AGE = int(timedelta(hours=10).total_seconds())
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"

# How long the log of who looked at whose data is kept.
VIEW_LOG_DAYS = env.number("BIJAK_VIEW_LOG_DAYS", 730)

ACCOUNT_ADAPTER = "bijak.accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "bijak.accounts.forms.SignIn",
    "reauthenticate": "bijak.accounts.forms.Reauthenticate",
    "change_password": "bijak.accounts.forms.ChangePassword",
    "set_password": "bijak.accounts.forms.SetPassword",
    "reset_password": "bijak.accounts.forms.ResetPassword",
    "reset_password_from_key": "bijak.accounts.forms.ResetPasswordFromKey",
    "add_email": "bijak.accounts.forms.ChangeEmail",
}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = "nip"
ACCOUNT_PRESERVE_USERNAME_CASING = False  # digits have no case; so the index on nip is used
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*"]  # unused: nobody signs up
ACCOUNT_EMAIL_VERIFICATION = "none"  # an administrator gave the first address; a changed one is confirmed
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = False  # the session ends with the browser: office computers are shared
# A whole town hall may sign in at eight o'clock from one address; one account is guessed at five times.
# Comments: a campus behind one address writes a hundred in an hour, one mail address gets ten links.
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": "100/m/ip,5/5m/key",
    "comment": "100/h/ip,10/h/key,20/d/key",
    "comment_by_account": "60/h/key",
    # Each check reads a file of some megabytes.
    "verify": "30/m/ip",
    # Papers that nobody has had laid out within the hour: a processor for up to seconds each.
    "paper": "20/m/ip,60/m/key",
    # The register whole; who asks again for what she has already is not counted.
    "register": "12/h/ip,60/h/key",
    # A page of it, 200 decrees.
    "register_page": "120/h/ip,1200/h/key",
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("BIJAK_PROXIES", 1 if BEHIND_TLS else 0)

MFA_ADAPTER = "bijak.accounts.adapters.MFAAdapter"
MFA_FORMS = {
    "authenticate": "bijak.accounts.forms.ShowSecondFactor",
    "reauthenticate": "bijak.accounts.forms.ShowSecondFactorAgain",
    "activate_totp": "bijak.accounts.forms.SetUpApp",
    "add_webauthn": "bijak.accounts.forms.AddKey",
    "edit_webauthn": "bijak.accounts.forms.RenameKey",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = f"Bijak {LEDGER_ORIGIN}"
MFA_TOTP_TOLERANCE = 1  # thirty seconds either way: telephones are not always on time
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not BEHIND_TLS

# The agency's own sign-in service (OpenID Connect); off without an address.
SOCIALACCOUNT_ADAPTER = "bijak.accounts.adapters.SocialAccountAdapter"
OIDC_SERVER = env.text("BIJAK_OIDC_SERVER", "")
OIDC_NIP_CLAIM = env.text("BIJAK_OIDC_NIP_CLAIM", "nip")
SOCIALACCOUNT_PROVIDERS: dict[str, dict[str, object]] = {}
if OIDC_SERVER:
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "instansi",
                "name": env.text("BIJAK_OIDC_NAME", "SSO instansi"),
                "client_id": env.text("BIJAK_OIDC_CLIENT"),
                "secret": env.text("BIJAK_OIDC_SECRET"),
                "settings": {"server_url": OIDC_SERVER},
            }
        ],
    }

# Security ---------------------------------------------------------------------------------------

SECURE_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "object-src": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
    # The form that starts the agency's sign-in is answered by a redirect to its server.
    "form-action": [CSP.SELF, *(["/".join(OIDC_SERVER.split("/")[:3])] if OIDC_SERVER else [])],
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CSRF_TRUSTED_ORIGINS = [BASE_URL]
CSRF_FAILURE_VIEW = "bijak.shell.errors.csrf_failure"
if BEHIND_TLS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds())

# Signatures in PDFs: the agency's certificate (PKCS#12), the certificates that others' are traced to (PEM, a file
# or a folder), and the esign server of BSrE. Each is off without its setting.
CERTIFICATE = env.text("BIJAK_CERTIFICATE", "")
CERTIFICATE_PASSPHRASE = env.secret("BIJAK_CERTIFICATE_PASSPHRASE", "")
TRUST_ROOTS = env.text("BIJAK_TRUST_ROOTS", "")
ESIGN_SERVER = env.text("BIJAK_ESIGN_SERVER", "")
ESIGN_USER = env.text("BIJAK_ESIGN_USER", "")
ESIGN_PASSWORD = env.secret("BIJAK_ESIGN_PASSWORD", "")

# The national web service of personnel data: BKN gives an agency its key and its account. Off without an address.
SIASN_SERVER = env.text("BIJAK_SIASN_SERVER", "")
SIASN_TOKEN_ADDRESS = env.text("BIJAK_SIASN_TOKEN_ADDRESS", "https://apimws.bkn.go.id/oauth2/token")
SIASN_CONSUMER_KEY = env.text("BIJAK_SIASN_CONSUMER_KEY", "")
SIASN_CONSUMER_SECRET = env.secret("BIJAK_SIASN_CONSUMER_SECRET", "")
SIASN_SSO_ADDRESS = env.text(
    "BIJAK_SIASN_SSO_ADDRESS",
    "https://sso-siasn.bkn.go.id/auth/realms/public-siasn/protocol/openid-connect/token",
)
SIASN_SSO_CLIENT = env.text("BIJAK_SIASN_SSO_CLIENT", "")
SIASN_SSO_USER = env.text("BIJAK_SIASN_SSO_USER", "")
SIASN_SSO_PASSWORD = env.secret("BIJAK_SIASN_SSO_PASSWORD", "")
SIASN_REQUESTS_PER_MINUTE = env.number("BIJAK_SIASN_REQUESTS_PER_MINUTE", 60)
# How it calls the agency itself: a position that is sent there names both (instansiId, satuanKerjaId).
SIASN_AGENCY_ID = env.text("BIJAK_SIASN_AGENCY_ID", "")
SIASN_OFFICE_ID = env.text("BIJAK_SIASN_OFFICE_ID", "")

# Programs that show a token: how often one may ask. All processes together count to it.
API_REQUESTS_PER_MINUTE = env.number("BIJAK_API_REQUESTS_PER_MINUTE", 600)

# Language and time ------------------------------------------------------------------------------

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# Static files and uploads -----------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = env.folder("BIJAK_STATIC_DIR", DATA_DIR / "static")
STORAGES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "files", "file_permissions_mode": 0o600},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if IS_TEST
        else "servestatic.storage.CompressedManifestStaticFilesStorage"
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

# Mail -------------------------------------------------------------------------------------------

DEFAULT_FROM_EMAIL = env.text("BIJAK_MAIL_FROM", "bijak@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
MAILERS: dict[str, dict[str, Any]]
if IS_DEMO:
    MAILERS = {"default": {"BACKEND": "bijak.notifications.mail.OutboxBackend"}}
elif IS_TEST:
    MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
else:
    MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {
                "host": env.text("BIJAK_MAIL_HOST", "localhost"),
                "port": env.number("BIJAK_MAIL_PORT", 25),
                "username": env.text("BIJAK_MAIL_USER", ""),
                "password": env.secret("BIJAK_MAIL_PASSWORD", ""),
                "use_tls": env.flag("BIJAK_MAIL_TLS", False),
                "timeout": 20,
            },
        }
    }

# Logs -------------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "bijak.operations.logs.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": [] if IS_TEST else ["stderr"], "level": "WARNING"},
    "loggers": {
        "bijak": {"level": "INFO"},
        # They name the certificate, and so the person, of each signature that nobody vouches for.
        "pyhanko": {"level": "CRITICAL"},
        "pyhanko_certvalidator": {"level": "CRITICAL"},
        # Django's own handlers write paths and mail tracebacks; the root handler knows better.
        "django": {"handlers": [], "level": "WARNING"},
        "django.server": {"handlers": []},
    },
}
