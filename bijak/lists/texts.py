"""Sentences for people: why one stands above another, and what is said beneath a list."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from bijak.kernel.terms import Basis
from bijak.shell.templatetags.formats import angka, tanggal


def masa(months: float | None) -> str:
    """Months of service as years and months: 75 → 6 th 3 bln."""
    if months is None or months != months:  # NaN
        return ""
    years, rest = divmod(int(months), 12)
    return str(_("%(years)s th %(months)s bln") % {"years": years, "months": rest})


def cell(value: str | float | date | None) -> str:
    """A day as lists of officials write it (01-04-2024), a number or words; a dash where nothing is known."""
    if value is None or value == "":
        return "–"
    return f"{value:%d-%m-%Y}" if isinstance(value, date) else angka(value)


def _day(value: date | None) -> str:
    return tanggal(value) if value else str(_("tidak tercatat"))


def _word(value: Any) -> str:
    return str(value) if value else str(_("tidak tercatat"))


def _service(value: float | None) -> str:
    return masa(value) or str(_("tidak tercatat"))


WHY: dict[str, tuple[Any, Callable[[Any], str]]] = {
    "rank": (_("Di atas %(name)s karena pangkatnya lebih tinggi: %(own)s, bukan %(other)s."), _word),
    "rank_from": (
        _("Di atas %(name)s karena lebih dahulu dalam pangkat yang sama: %(own)s, bukan %(other)s."),
        _day,
    ),
    "echelon": (_("Di atas %(name)s karena eselonnya lebih tinggi: %(own)s, bukan %(other)s."), _word),
    "position_from": (
        _("Di atas %(name)s karena lebih dahulu dalam eselon yang sama: %(own)s, bukan %(other)s."),
        _day,
    ),
    "service": (_("Di atas %(name)s karena masa kerjanya lebih lama: %(own)s, bukan %(other)s."), _service),
    "training": (
        _("Di atas %(name)s karena latihan jabatannya lebih tinggi: %(own)s, bukan %(other)s."),
        _word,
    ),
    "trained_on": (
        _("Di atas %(name)s karena lebih dahulu lulus latihan jabatan setingkat: %(own)s, bukan %(other)s."),
        _day,
    ),
    "education": (_("Di atas %(name)s karena pendidikannya lebih tinggi: %(own)s, bukan %(other)s."), _word),
    "graduated": (
        _("Di atas %(name)s karena lebih dahulu lulus dari tingkat yang sama: %(own)s, bukan %(other)s."),
        _word,
    ),
    "born_on": (_("Di atas %(name)s karena lebih tua: lahir %(own)s, bukan %(other)s."), _day),
}
"""By the criterion of ``rules.CRITERIA`` that decides: the sentence, and how its values are said."""

EQUAL = _("Sama dengan %(name)s dalam semua ukuran; urutannya menurut pencatatan.")


def why(criterion: str, *, name: str, own: Any, other: Any) -> str:
    """Why somebody stands above ``name``."""
    if not criterion:
        return str(EQUAL % {"name": name})
    sentence, said = WHY[criterion]
    return str(sentence % {"name": name, "own": said(own), "other": said(other)})


DUK_PURPOSE = _(
    "Semua PNS menurut pangkat, jabatan, masa kerja, latihan jabatan, pendidikan, dan usia. Dipakai untuk melihat "
    "siapa yang lebih dahulu dipertimbangkan bila ada lowongan."
)
DUK_NOTES = (
    _(
        "Urutan: pangkat, TMT pangkat, eselon, TMT jabatan dalam eselon, masa kerja golongan, latihan jabatan, hari "
        "lulusnya, pendidikan, tahun lulus, usia. Yang tidak tercatat ditempatkan terakhir."
    ),
    _(
        "Latihan jabatan ialah pelatihan kepemimpinan pada riwayat diklat; tingkatnya dibaca dari namanya. Jabatan "
        "tanpa eselon tidak dibandingkan satu sama lain. "
        "CPNS dan PPPK tidak masuk daftar ini (belum diverifikasi)."
    ),
)


def unknown_contracts(count: int) -> str:
    return str(
        _("Selain itu ada %(count)s pegawai dengan perjanjian kerja yang hari akhirnya belum tercatat.")
        % {"count": angka(count)}
    )


def unknown_retirements(count: int) -> str:
    return str(
        _(
            "Selain itu ada %(count)s pegawai yang hari pensiunnya belum dapat dihitung dari data yang tercatat."
        )
        % {"count": angka(count)}
    )


RETIREMENT_NOTE = _(
    "Batas usia menurut jabatan yang dipegang pada hari itu; jabatan fungsional memakai tabel rujukan nasional. Mulai "
    "tanggal satu bulan berikutnya: praktik yang lazim (belum diverifikasi)."
)
OUTSIDE = _("Di luar formasi")


def basis(law: Basis) -> str:
    """A clause, and that nobody has checked it where nobody has."""
    return str(law) if law.verified else str(_("%(law)s (belum diverifikasi)") % {"law": law})


REFERENCE_AGE = _("Tabel rujukan jabatan fungsional")

MEDAL_NOTE = _(
    "Masa kerja dihitung sejak TMT CPNS tanpa putus; setelah hukuman disiplin sedang atau berat, atau cuti di luar "
    "tanggungan negara, dihitung dari awal lagi. Tanda yang lebih tinggi dapat diusulkan tanpa yang lebih rendah "
    "(keduanya belum diverifikasi; kebiasaan daerah berbeda-beda)."
)
UNCLEAR_SANCTION = _("Ada hukuman disiplin yang tingkatnya belum tercatat.")


def medal_term(label: Any, law: Basis) -> str:
    return f"{label}: {basis(law)}."


def medal(years: int) -> str:
    return str(_("%(years)s tahun") % {"years": years})


ACTING_NOTE = _(
    "Berapa lama paling lama seseorang boleh menjadi Plt. atau Plh. tidak dinilai di sini: batasnya belum diperiksa "
    "pada peraturannya."
)


def balance(needed: int, filled: int, vacant: int, surplus: int) -> str:
    said = {
        "needed": angka(needed),
        "filled": angka(filled),
        "vacant": angka(vacant),
        "surplus": angka(surplus),
    }
    return str(
        _("Jumlah: formasi %(needed)s, terisi %(filled)s, kosong %(vacant)s, lebih %(surplus)s.") % said
    )
