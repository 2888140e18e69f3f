"""Pages by the names that people look for them: what the home page leads to, and what has no place in the menu.

Each is open to whoever sees the entry of the menu that it belongs ``under``, and may open its own page.
"""

from django.utils.translation import gettext_lazy as _

# URL name, what one does there, icon, entry of the menu it belongs under. What is done most comes first.
ACTS = (
    ("people:list", _("Cari pegawai"), "user-search", "people:list"),
    ("policy:open", _("Mulai kebijakan baru"), "plus", "policy:list"),
    ("interchange:upload", _("Impor dari SIASN atau lembar kerja"), "file-import", "interchange:list"),
    ("lists:all", _("Buat DUK atau daftar lain"), "list-details", "lists:all"),
    ("letters:templates", _("Tulis surat untuk banyak pegawai"), "mail", "letters:list"),
    ("quality:worklist", _("Perbaiki data yang janggal"), "list-check", "quality:worklist"),
    ("accounts:create", _("Buat akun"), "user-plus", "accounts:list"),
    ("organization:grant", _("Beri peran"), "user-shield", "organization:grants"),
    ("organization:profile", _("Lengkapi profil instansi"), "building-community", "organization:profile"),
    ("consultation:index", _("Baca dan jawab tanggapan"), "messages", "consultation:stakeholders"),
    ("monitoring:overview", _("Pantau indikator kebijakan"), "chart-bar", "monitoring:overview"),
    ("people:portrait", _("Lihat gambaran pegawai"), "users", "people:portrait"),
    ("desk:views", _("Periksa siapa melihat data siapa"), "eye", "desk:views"),
)
"""Work for others. The home page shows the first few that whoever asks may do, unless she chose pages herself."""

NEEDS = {"interchange:upload": "people.import"}
"""What an act needs beside its page: this one is open to whoever imports anything at all."""

OWN_ACTS = (
    ("selfservice:mine", _("Periksa data saya"), "id", "selfservice:mine"),
    ("career:mine", _("Lihat giliran kenaikan pangkat saya"), "arrow-forward-up", "career:mine"),
    ("welfare:my_service", _("Lihat KGB, pensiun, dan cuti saya"), "calendar", "welfare:my_service"),
    ("welfare:mine", _("Lihat hitungan TPP saya"), "report", "welfare:mine"),
    (
        "professionalism:mine",
        _("Naikkan indeks profesionalitas saya"),
        "shield-check",
        "professionalism:mine",
    ),
    ("career:paths", _("Jelajahi jalur karier"), "switch-horizontal", "career:paths"),
)
"""One's own affairs, for whoever is an employee; they follow after work for others."""

BYWAYS = (
    ("letters:templates", _("Templat surat"), "letters:list"),
    ("letters:books", _("Buku nomor surat"), "letters:list"),
    ("quality:rules", _("Aturan mutu data"), "quality:worklist"),
    ("selfservice:ways", _("Jalur usulan"), "selfservice:proposals"),
    ("career:objections", _("Keberatan atas antrean"), "career:queue"),
    ("competency:short", _("Yang kurang jam pelatihan"), "competency:overview"),
    ("professionalism:list", _("Indeks profesionalitas pegawai"), "professionalism:overview"),
    ("talent:critical_posts", _("Jabatan kritikal"), "talent:mappings"),
    ("welfare:provisions", _("Ketentuan TPP"), "welfare:months"),
    ("welfare:objections", _("Keberatan TPP"), "welfare:months"),
    ("interchange:profiles", _("Profil kolom"), "interchange:list"),
    ("api_guide", _("Panduan API"), "endpoints:tokens"),
    ("accounts:create", _("Buat akun"), "accounts:list"),
    ("organization:grant", _("Beri peran"), "organization:grants"),
    ("policy:open", _("Mulai kebijakan baru"), "policy:list"),
    ("policy:term_list", _("Angka ketentuan"), "policy:list"),
    ("policy:rule_list", _("Aturan yang dihitung"), "policy:list"),
    ("policy:my_activities", _("Kegiatan saya"), "policy:list"),
    ("portal:home", _("Kebijakan untuk umum"), "policy:list"),
    ("portal:jdih", _("Data untuk JDIH"), "policy:list"),
    ("portal:verify", _("Periksa keaslian"), "desk:ledger"),
    ("notifications:preferences", _("Saluran pemberitahuan"), "notifications:index"),
)
"""Pages without a place in the menu: other pages lead to them, and words find them."""

ALSO_CALLED = {
    "lists:all": _("DUK nominatif bezetting pensiun ulang tahun unduh cetak"),
    "people:list": _("ASN PNS PPPK NIP orang staf"),
    "people:portrait": _("dasbor grafik piramida statistik usia pendidikan"),
    "interchange:list": _("unggah SIASN Excel xlsx csv gaji batalkan"),
    "interchange:upload": _("unggah SIASN Excel xlsx csv gaji"),
    "interchange:exports": _("unduh"),
    "interchange:profiles": _("pemetaan kolom"),
    "quality:worklist": _("kesalahan temuan periksa"),
    "quality:desk": _("beda selisih SIASN gaji cocokkan"),
    "selfservice:mine": _("DRH riwayat hidup keluarga alamat unduh"),
    "selfservice:proposals": _("persetujuan setujui tolak"),
    "organization:tree": _("unit OPD dinas badan unor"),
    "organization:establishment": _("kebutuhan kosong bezetting ABK"),
    "organization:chart": _("bagan struktur"),
    "organization:grants": _("hak akses"),
    "organization:matrix": _("hak akses izin"),
    "organization:mine": _("pengganti delegasi"),
    "letters:list": _("SPMT tugas keterangan kartu pegawai nomor"),
    "siasn:sendings": _("BKN kirim"),
    "siasn:tables": _("kode BKN referensi"),
    "endpoints:tokens": _("program integrasi"),
    "welfare:my_service": _("gaji berkala masa kerja"),
    "welfare:raises": _("kenaikan gaji berkala"),
    "welfare:mine": _("tunjangan tambahan penghasilan"),
    "welfare:months": _("tunjangan tambahan penghasilan"),
    "competency:overview": _("JP diklat kursus"),
    "career:queue": _("naik pangkat giliran"),
    "career:mine": _("naik pangkat giliran"),
    "desk:ledger": _("audit bukti jejak"),
    "desk:views": _("audit log privasi"),
    "accounts:list": _("pengguna kata sandi tautan"),
    "mfa_index": _("kata sandi passkey sesi"),
    "accounts:views": _("privasi log"),
    "portal:verify": _("tanda tangan QR kode verifikasi"),
}
"""Other words for the same page, for whoever does not know our name of it."""
