"""Paths under /akun/. allauth's own views keep allauth's names; each is given its access here."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from allauth.socialaccount import views as social
from django.urls import include, path, re_path

from bijak.accounts import views
from bijak.accounts.access import before_second_factor, public

own = [
    path("", views.me, name="me"),
    path("tautan/<str:secret>/", views.link, name="link"),
    path("yang-melihat/", views.views, name="views"),
    path("daftar/", views.accounts, name="list"),
    path("daftar/baru/", views.create, name="create"),
    path("daftar/<uuid:account_uuid>/", views.account, name="account"),
    path("daftar/<uuid:account_uuid>/nonaktifkan/", views.deactivate, name="deactivate"),
    path("daftar/<uuid:account_uuid>/aktifkan/", views.reactivate, name="reactivate"),
    path("daftar/<uuid:account_uuid>/tautan/", views.send_link, name="send_link"),
    path("daftar/<uuid:account_uuid>/faktor-kedua/", views.remove_second_factor, name="remove_second_factor"),
]

sign_in = [
    path("masuk/", public(account.login), name="account_login"),
    path("masuk/kode/", public(mfa.authenticate), name="mfa_authenticate"),
    path("masuk/passkey/", public(keys.login_webauthn), name="mfa_login_webauthn"),
    path("keluar/", public(account.logout), name="account_logout"),
    path("nonaktif/", public(account.account_inactive), name="account_inactive"),
    path("pendaftaran/", public(account.signup), name="account_signup"),
    path("kata-sandi/lupa/", public(account.password_reset), name="account_reset_password"),
    path(
        "kata-sandi/lupa/terkirim/", public(account.password_reset_done), name="account_reset_password_done"
    ),
    path(
        "kata-sandi/lupa/selesai/",
        public(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^kata-sandi/lupa/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        public(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path("surel/pastikan/<str:key>/", public(account.confirm_email), name="account_confirm_email"),
    path("sso/<slug:provider_id>/", views.sso, name="openid_connect_login"),
    path("sso/<slug:provider_id>/kembali/", views.sso_callback, name="openid_connect_callback"),
    path("sso/masuk/batal/", public(social.login_cancelled), name="socialaccount_login_cancelled"),
    path("sso/masuk/gagal/", public(social.login_error), name="socialaccount_login_error"),
]

security = [
    path("keamanan/", views.security, name="mfa_index"),
    path("keamanan/sesi/", views.sessions, name="usersessions_list"),
    path("keamanan/sso/", before_second_factor(social.connections), name="socialaccount_connections"),
    path("surel/", before_second_factor(account.email), name="account_email"),
    path("kata-sandi/", before_second_factor(account.password_change), name="account_change_password"),
    path("kata-sandi/pasang/", before_second_factor(account.password_set), name="account_set_password"),
    path("pastikan/", before_second_factor(account.reauthenticate), name="account_reauthenticate"),
    path("pastikan/kode/", before_second_factor(mfa.reauthenticate), name="mfa_reauthenticate"),
    path(
        "pastikan/kunci/",
        before_second_factor(keys.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path("keamanan/aplikasi/pasang/", before_second_factor(totp.activate_totp), name="mfa_activate_totp"),
    path("keamanan/aplikasi/lepas/", before_second_factor(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path(
        "keamanan/pemulihan/", before_second_factor(codes.view_recovery_codes), name="mfa_view_recovery_codes"
    ),
    path(
        "keamanan/pemulihan/buat/",
        before_second_factor(codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "keamanan/pemulihan/unduh/",
        before_second_factor(codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path("keamanan/kunci/", before_second_factor(keys.list_webauthn), name="mfa_list_webauthn"),
    path("keamanan/kunci/tambah/", before_second_factor(keys.add_webauthn), name="mfa_add_webauthn"),
    path("keamanan/kunci/<int:pk>/", before_second_factor(keys.edit_webauthn), name="mfa_edit_webauthn"),
    path(
        "keamanan/kunci/<int:pk>/lepas/",
        before_second_factor(keys.remove_webauthn),
        name="mfa_remove_webauthn",
    ),
]

urlpatterns = [*sign_in, *security, path("", include((own, "accounts")))]
