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

from django.utils.csp import CSP

from bijak.config import environment as env

BASE_DIR = Path(__file__).resolve().parents[1]

MODE = env.text("BIJAK_MODE", "production")
if MODE not in ("production", "demo", "test"):
    raise env.Misconfigured(f"BIJAK_MODE is '{MODE}'; write production, demo or test.")
IS_DEMO = MODE == "demo"
IS_TEST = MODE == "test"

DEBUG = False
SECRET_KEY = env.text("BIJAK_SECRET_KEY", "only-for-tests" if IS_TEST else None)
ALLOWED_HOSTS = env.names("BIJAK_ALLOWED_HOSTS", "localhost,127.0.0.1,testserver" if IS_TEST else None)
BASE_URL = env.text("BIJAK_BASE_URL", "http://localhost:8000" if not MODE == "production" else None).rstrip("/")
BEHIND_TLS = BASE_URL.startswith("https://")
DATA_DIR = env.folder("BIJAK_DATA_DIR", BASE_DIR.parent / "build" / "data")
LEDGER_SIGNING_KEY = env.text("BIJAK_SIGNING_KEY", "" if IS_TEST else None)
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
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    # The house, ground floor first: events are delivered in this order.
    "bijak.ledger",
    "bijak.shell",
    "bijak.accounts",
    "bijak.documents",
    "bijak.notifications",
    "bijak.interchange",
    "bijak.organization",
    "bijak.people",
    "bijak.competency",
    "bijak.performance",
    "bijak.siasn",
    "bijak.desk",
    "bijak.operations",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "servestatic.middleware.ServeStaticMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "bijak.shell.middleware.LanguageMiddleware",
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
            "builtins": ["bijak.shell.templatetags.components", "bijak.shell.templatetags.formats"],
        },
    }
]

DATABASES = {"default": env.database(env.text("BIJAK_DATABASE_URL"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "QUEUES": ["default", "imports"],
    }
}

# Accounts and sign-in ---------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
if IS_TEST:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
SESSION_COOKIE_AGE = int(timedelta(hours=10).total_seconds())
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"

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
    "form-action": [CSP.SELF],
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CSRF_TRUSTED_ORIGINS = [BASE_URL]
if BEHIND_TLS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds())

# Language and time ------------------------------------------------------------------------------

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# Static files and uploads -----------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = env.folder("BIJAK_STATIC_DIR", BASE_DIR.parent / "build" / "static")
STORAGES = {
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
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
if IS_DEMO:
    EMAIL_BACKEND = "bijak.notifications.mail.OutboxBackend"
elif IS_TEST:
    EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
else:
    EMAIL_HOST = env.text("BIJAK_MAIL_HOST", "localhost")
    EMAIL_PORT = env.number("BIJAK_MAIL_PORT", 25)
    EMAIL_HOST_USER = env.text("BIJAK_MAIL_USER", "")
    EMAIL_HOST_PASSWORD = env.text("BIJAK_MAIL_PASSWORD", "")
    EMAIL_USE_TLS = env.flag("BIJAK_MAIL_TLS", False)
    EMAIL_TIMEOUT = 20
