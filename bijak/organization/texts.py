"""The columns of a table of units, as it comes in and goes out."""

from django.utils.translation import gettext_lazy as _

from bijak.interchange.registries import Column, Shape

COLUMNS = (
    Column(
        "siasn_id",
        _("ID unor"),
        required=True,
        aliases=("Id", "UNOR ID", "ID unor SIASN"),
        example="A5EB03E23BFBF6A0E040640A040252AD",
        unique=True,
        longest=64,
    ),
    Column(
        "parent_siasn_id",
        _("ID unor atasan"),
        aliases=("DiatasanId", "UNOR ATASAN ID", "Atasan ID"),
        example="A5EB03E23BFAF6A0E040640A040252AD",
        longest=64,
        note=_("Kosong bila langsung di bawah instansi."),
    ),
    Column(
        "name", _("Nama unit"), required=True, aliases=("NamaUnor", "UNOR NAMA", "Nama unor"), longest=300
    ),
    Column("short_name", _("Nama singkat"), aliases=("Singkatan",), longest=60),
    Column("head_title", _("Jabatan pimpinan"), aliases=("NamaJabatan", "JABATAN NAMA"), longest=300),
    Column(
        "echelon",
        _("Eselon"),
        aliases=("EselonId", "ESELON ID", "ESELON NAMA"),
        example="22",
        longest=30,
        note=_("Kode (22) atau nama (II.b)."),
    ),
    Column("kind", _("Jenis unit"), example="Dinas atau badan", longest=60),
    Column("from_on", _("Berlaku mulai"), example="2020-01-02", shape=Shape.DATE),
)

POST_COLUMNS = (
    Column("siasn_id", _("ID unor"), aliases=("UNOR ID", "ID unor SIASN"), longest=64),
    Column(
        "unit",
        _("Nama unit"),
        aliases=("UNOR NAMA", "Nama unor", "Unit kerja"),
        longest=300,
        note=_("Dibaca bila ID unor kosong; harus satu-satunya yang bernama begitu."),
    ),
    Column("title", _("Nama jabatan"), required=True, aliases=("JABATAN NAMA", "Jabatan"), longest=200),
    Column("kind", _("Jenis jabatan"), required=True, aliases=("JENIS JABATAN NAMA",), example="Pelaksana"),
    Column("job_class", _("Kelas jabatan"), aliases=("Kelas",), example="7"),
    Column("rank_lowest", _("Golongan terendah"), example="III/a"),
    Column("rank_highest", _("Golongan tertinggi"), example="III/d"),
    Column("education_level", _("Pendidikan paling rendah"), aliases=("Pendidikan",), example="S-1"),
    Column("programmes", _("Program studi"), aliases=("Jurusan",), longest=500),
    Column("certificates", _("Sertifikat"), longest=500),
    Column("retirement_age", _("Batas usia pensiun"), aliases=("BUP",), example="58"),
    Column(
        "needed", _("Kebutuhan"), required=True, aliases=("Formasi", "Jumlah kebutuhan", "ABK"), example="2"
    ),
    Column("from_on", _("Berlaku mulai"), example="2026-01-02", shape=Shape.DATE),
    Column("decree_number", _("Nomor keputusan"), aliases=("Nomor SK",), longest=120),
    Column("decree_on", _("Tanggal keputusan"), aliases=("Tanggal SK",), shape=Shape.DATE),
)
