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
