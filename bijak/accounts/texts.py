"""Sentences that people read, keyed by code: refusals, notices after an act, mails."""

from django.utils.translation import gettext_lazy as _

LINK_UNKNOWN = _(
    "Tautan ini tidak kami kenal. Mungkin sudah diganti dengan tautan yang lebih baru, atau terpotong saat "
    "disalin. Buka tautan terbaru, atau minta tautan baru kepada administrator."
)
LINK_USED = _(
    "Tautan ini sudah dipakai. Setiap tautan hanya berlaku satu kali. Bila bukan Anda yang memakainya, segera "
    "laporkan kepada administrator; bila Anda, masuklah dengan kata sandi atau minta tautan baru."
)
LINK_OVER = _(
    "Masa berlaku tautan ini sudah lewat. Tautan masuk berlaku 24 jam. Minta tautan baru kepada administrator."
)
ACCOUNT_INACTIVE = _(
    "Akun ini sedang tidak aktif, sehingga tidak dapat dipakai masuk. Hubungi administrator instansi Anda."
)
OWN_ACCOUNT = _("Anda tidak dapat menonaktifkan akun Anda sendiri. Mintalah administrator lain melakukannya.")
SSO_UNKNOWN = _(
    "Identitas Anda dikenal oleh layanan masuk instansi, tetapi belum ada akun dengan NIP atau surel itu di "
    "sini. Hubungi administrator instansi untuk dibuatkan akun."
)
SSO_NO_CONNECTING = _(
    "Identitas dari layanan masuk instansi terhubung sendiri saat Anda masuk; tidak perlu dihubungkan di sini."
)

# Names under which browsers and systems announce themselves, most telling first.
BROWSERS = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "Chrome": "Chrome", "Safari": "Safari"}
SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS": "Mac",
    "Linux": "Linux",
}
UNKNOWN_BROWSER = _("Peramban lain")

# allauth: refusals ------------------------------------------------------------------------------

_WRONG = _(
    "NIP, surel, atau kata sandi tidak cocok. Periksa lagi ketikan Anda, atau pilih “Lupa kata sandi”."
)
REFUSALS = {
    "account_inactive": ACCOUNT_INACTIVE,
    "email_password_mismatch": _WRONG,
    "username_password_mismatch": _WRONG,
    "invalid_login": _WRONG,
    "too_many_login_attempts": _(
        "Terlalu banyak percobaan masuk yang gagal. Tunggu lima menit lalu coba lagi, atau pilih “Lupa kata sandi”."
    ),
    "rate_limited": _("Terlalu banyak permintaan dalam waktu singkat. Tunggu satu menit, lalu coba lagi."),
    "email_taken": _("Surel ini sudah dipakai akun lain. Periksa lagi ejaannya."),
    "duplicate_email": _("Surel ini sudah menjadi surel akun Anda."),
    "same_as_current": _("Isian baru harus berbeda dari yang sekarang."),
    "cannot_remove_primary_email": _("Surel utama tidak dapat dihapus. Ganti dahulu dengan surel lain."),
    "enter_current_password": _("Kata sandi sekarang tidak cocok. Ketik lagi."),
    "incorrect_password": _("Kata sandi tidak cocok. Ketik lagi."),
    "incorrect_code": _("Kode tidak cocok atau sudah berganti. Ketik kode terbaru."),
    "invalid_or_expired_key": _("Tautan tidak berlaku lagi. Minta tautan baru."),
    "invalid_password_reset": _("Tautan tidak berlaku lagi. Minta tautan baru."),
    "unverified_email": _("Pastikan dahulu surel Anda sebelum memasang faktor kedua."),
    "cannot_delete_authenticator": _("Faktor kedua ini tidak dapat dilepas."),
    "cannot_generate_recovery_codes": _(
        "Kode pemulihan dibuat setelah faktor kedua dipasang. Pasang dahulu aplikasi autentikator atau kunci."
    ),
    "disconnect_last": _("Sambungan terakhir tidak dapat dilepas sebelum akun memiliki kata sandi."),
    "no_password": _("Akun Anda belum memiliki kata sandi. Pasang dahulu kata sandi."),
    "connected_other": _("Identitas itu sudah terhubung dengan akun lain. Hubungi administrator instansi."),
}
PASSWORDS_DIFFER = _("Kedua kata sandi tidak sama. Ketik kata sandi yang sama dua kali.")

# allauth: notices after an act, by the name of the template it would have used -------------------

NOTICES = {
    "account/messages/logged_out.txt": _("Anda sudah keluar."),
    "account/messages/password_changed.txt": _("Kata sandi sudah diganti."),
    "account/messages/password_set.txt": _("Kata sandi sudah dipasang."),
    "account/messages/email_confirmation_sent.txt": _(
        "Kami mengirim tautan ke %(email)s. Buka tautan itu untuk memastikan surel Anda."
    ),
    "account/messages/email_confirmed.txt": _(
        "Surel %(email)s sudah dipastikan dan menjadi surel akun Anda."
    ),
    "account/messages/email_confirmation_failed.txt": _(
        "Surel %(email)s tidak dapat dipakai karena sudah dipakai akun lain."
    ),
    "account/messages/email_deleted.txt": _("Surel %(email)s sudah dihapus."),
    "account/messages/cannot_delete_primary_email.txt": _(
        "Surel %(email)s tidak dapat dihapus karena menjadi surel utama."
    ),
    "account/messages/primary_email_set.txt": _("Surel utama sudah diganti."),
    "account/messages/unverified_primary_email.txt": _("Surel utama harus dipastikan dahulu."),
    "mfa/messages/totp_activated.txt": _("Aplikasi autentikator sudah dipasang."),
    "mfa/messages/totp_deactivated.txt": _("Aplikasi autentikator sudah dilepas."),
    "mfa/messages/webauthn_added.txt": _("Kunci sudah ditambahkan."),
    "mfa/messages/webauthn_removed.txt": _("Kunci sudah dilepas."),
    "mfa/messages/recovery_codes_generated.txt": _(
        "Kode pemulihan sudah dibuat. Simpan di tempat yang aman, terpisah dari telepon Anda."
    ),
    "socialaccount/messages/account_connected.txt": _("Layanan masuk instansi sudah terhubung."),
    "socialaccount/messages/account_connected_updated.txt": _("Layanan masuk instansi sudah terhubung."),
    "socialaccount/messages/account_connected_other.txt": _(
        "Identitas itu sudah terhubung dengan akun lain. Hubungi administrator instansi."
    ),
    "socialaccount/messages/account_disconnected.txt": _("Layanan masuk instansi sudah dilepas."),
}

# Mails: subject and body, by name ----------------------------------------------------------------

CHANGE_SUBJECT = _("Perubahan pada akun Anda")
CHANGE_BODY = _(
    "%(change)s\n\nWaktu: %(when)s\nAlamat IP: %(ip)s\n\nBila bukan Anda yang melakukannya, segera "
    "ganti kata sandi Anda "
    "dan hubungi administrator instansi."
)
MAILS = {
    "account/email/password_reset_key": (
        _("Mengganti kata sandi"),
        _(
            "Seseorang, mungkin Anda, meminta kata sandi baru untuk akun Anda. Buka tautan ini untuk menggantinya:"
            "\n\n%(password_reset_url)s\n\nBila Anda tidak memintanya, abaikan surat ini; kata sandi "
            "Anda tidak berubah."
        ),
    ),
    "account/email/unknown_account": (
        _("Mengganti kata sandi"),
        _(
            "Seseorang, mungkin Anda, meminta kata sandi baru untuk surel %(email)s, tetapi tidak "
            "ada akun dengan surel "
            "itu. Bila Anda memiliki akun, mungkin akun itu memakai surel lain, atau hanya NIP; "
            "hubungi administrator "
            "instansi Anda. Bila Anda tidak memintanya, abaikan surat ini."
        ),
    ),
    "account/email/email_confirmation": (
        _("Memastikan surel"),
        _(
            "Surel ini diajukan sebagai surel sebuah akun. Bila Anda yang mengajukannya, pastikan "
            "dengan membuka tautan "
            "ini:\n\n%(activate_url)s\n\nBila bukan, abaikan surat ini."
        ),
    ),
    "accounts/sign_in_link": (
        _("Tautan untuk masuk"),
        _(
            "%(name)s, administrator membuatkan tautan untuk masuk ke akun "
            "Anda:\n\n%(url)s\n\nTautan ini berlaku 24 jam "
            "dan hanya satu kali. Setelah masuk, pasanglah kata sandi Anda sendiri. Jangan teruskan surat ini."
        ),
    ),
}
CHANGES = {
    "account/email/email_changed": _("Surel akun Anda diganti dari %(from_email)s menjadi %(to_email)s."),
    "account/email/email_deleted": _("Surel %(deleted_email)s dihapus dari akun Anda."),
    "account/email/password_changed": _("Kata sandi akun Anda diganti."),
    "account/email/password_set": _("Kata sandi akun Anda dipasang."),
    "account/email/password_reset": _("Kata sandi akun Anda diganti melalui tautan surel."),
    "mfa/email/totp_activated": _("Aplikasi autentikator dipasang pada akun Anda."),
    "mfa/email/totp_deactivated": _("Aplikasi autentikator dilepas dari akun Anda."),
    "mfa/email/webauthn_added": _("Kunci ditambahkan pada akun Anda."),
    "mfa/email/webauthn_removed": _("Kunci dilepas dari akun Anda."),
    "mfa/email/recovery_codes_generated": _(
        "Kode pemulihan baru dibuat untuk akun Anda; kode lama tidak berlaku."
    ),
    "socialaccount/email/account_connected": _("Akun Anda dihubungkan dengan layanan masuk instansi."),
    "socialaccount/email/account_disconnected": _("Layanan masuk instansi dilepas dari akun Anda."),
    "accounts/email_corrected": _(
        "Administrator mengganti surel akun Anda. Surat ini dikirim ke alamat yang lama dan yang baru."
    ),
    "accounts/second_factor_removed": _("Administrator melepas faktor kedua akun Anda."),
}
