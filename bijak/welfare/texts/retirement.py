"""The papers of a retirement file."""

from django.utils.translation import gettext_lazy as _

PAPERS = {
    "form": _("Data perorangan calon penerima pensiun (DPCP)"),
    "cpns": _("SK CPNS"),
    "rank": _("SK pangkat terakhir"),
    "raise": _("Surat KGB terakhir"),
    "rating": _("Penilaian kinerja tahun terakhir"),
    "clean": _("Pernyataan tidak sedang menjalani hukuman disiplin"),
    "family": _("Kartu keluarga dan surat nikah"),
    "photo": _("Pas foto"),
}
"""What offices usually ask for; no regulation read here prescribes the list."""

UNVERIFIED_STAGES = _(
    "Berapa bulan sebelumnya orang diingatkan mengikuti kebiasaan, bukan ketentuan yang sudah diperiksa."
)
