"""The pages that every browser test visits. A context that adds a page adds a line."""

PAGES = [
    # persona ("" for a stranger), path
    ("", "/"),
    ("", "/ui/"),
    ("", "/catatan/"),
    ("", "/akun/masuk/"),
    ("", "/akun/kata-sandi/lupa/"),
    ("ani", "/"),
    ("ani", "/akun/"),
    ("ani", "/akun/keamanan/"),
    ("ani", "/akun/keamanan/sesi/"),
    ("ani", "/akun/yang-melihat/"),
    ("ani", "/pemberitahuan/"),
    ("ani", "/pemberitahuan/pilihan/"),
    ("ani", "/organisasi/"),
    ("ani", "/organisasi/peran/hak/"),
    ("citra", "/"),
    ("citra", "/pegawai/"),
    ("citra", "/organisasi/unit/baru/"),
    ("citra", "/organisasi/kalender/"),
    ("citra", "/organisasi/peran/"),
    ("citra", "/impor/"),
    ("citra", "/impor/baru/"),
    ("gita", "/"),
    ("hadi", "/catatan/"),
]
