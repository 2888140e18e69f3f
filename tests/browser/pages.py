"""The pages that every browser test visits. A context that adds a page adds a line."""

PAGES = [
    # persona ("" for a stranger), path
    ("", "/"),
    ("", "/ui/"),
    ("", "/catatan/"),
    ("", "/akun/masuk/"),
    ("", "/akun/kata-sandi/lupa/"),
    ("employee", "/"),
    ("employee", "/akun/"),
    ("employee", "/akun/keamanan/"),
    ("employee", "/akun/keamanan/sesi/"),
    ("employee", "/akun/yang-melihat/"),
    ("employee", "/pemberitahuan/"),
    ("employee", "/pemberitahuan/pilihan/"),
    ("employee", "/organisasi/"),
    ("employee", "/organisasi/peran/hak/"),
    ("officer", "/"),
    ("officer", "/pegawai/"),
    ("officer", "/organisasi/unit/baru/"),
    ("officer", "/organisasi/kalender/"),
    ("officer", "/organisasi/peran/"),
    ("officer", "/impor/"),
    ("officer", "/impor/baru/"),
    ("leader", "/"),
    ("administrator", "/akun/daftar/"),
    ("administrator", "/akun/daftar/baru/"),
    ("administrator", "/organisasi/peran/beri/"),
    ("administrator", "/organisasi/profil/"),
    # The person's own page redirects to it.
    ("employee", "/pegawai/saya/"),
    ("oversight", "/catatan/"),
]
