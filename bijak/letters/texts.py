"""What is wrong with a template, a pattern or a letter, in sentences."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bijak.letters.rules import Finding

FINDINGS = {
    "unknown_field": gettext_lazy("Isian %(about)s tidak dikenal."),
    "unknown_part": gettext_lazy(
        "Bagian %(about)s tidak dikenal; yang ada {urut}, {urut:03}, {tahun}, {bulan}, dan {klasifikasi}."
    ),
    "lone_brace": gettext_lazy(
        "Kurung kurawal “%(about)s” tidak berpasangan. Tulis dua kali ({{ atau }}) bila kurungnya memang dimaksud."
    ),
    "empty_question": gettext_lazy(
        "Isian %(about)s tidak menyebut apa yang ditanyakan; tulis misalnya {? Keperluan}, paling panjang 60 huruf."
    ),
    "empty_text": gettext_lazy("Templat ini kosong. Tulis isi suratnya."),
    "unprintable": gettext_lazy(
        "Ada karakter yang tidak dapat dicetak (%(about)s): tidak tampak, membalik arah tulisan, atau dari aksara yang "
        "tidak dimiliki huruf surat. Hapus karakter itu, atau ketik ulang bagian ini."
    ),
    "no_running_number": gettext_lazy(
        "Pola ini tidak memuat nomor urut. Tambahkan {urut}, atau {urut:03} untuk 001."
    ),
    "two_running_numbers": gettext_lazy("Pola ini memuat lebih dari satu nomor urut. Sisakan satu."),
    "no_year": gettext_lazy(
        "Pola ini tidak memuat {tahun}. Nomor mulai lagi setiap tahun, jadi tanpa tahun nomornya akan berulang."
    ),
}


def sentence(finding: Finding) -> str:
    """The finding in words, with its place and what may have been meant."""
    said = str(FINDINGS[finding.code]) % {"about": finding.about}
    if finding.instead:
        said += " " + _("Mungkin maksudnya {%(instead)s}.") % {"instead": finding.instead}
    if finding.column:
        where = _("Baris %(line)s, huruf ke-%(column)s: ") % {
            "line": finding.line,
            "column": finding.column,
        }
    else:
        where = _("Baris %(line)s: ") % {"line": finding.line} if finding.line else ""
    return where + said
