"""The kinds of promotion as rules by name, so that anybody can try them on a made-up person."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from bijak.career.models import PromotionKind
from bijak.career.rules import promotion
from bijak.career.texts import queue as texts
from bijak.kernel import education, ranks
from bijak.kernel.packs import Fact, Rule
from bijak.people.queries.promotable import SANCTIONS
from bijak.quality import rules as quality

_KINDS = {"cpns": _("CPNS"), "pns": _("PNS"), "pppk": _("PPPK"), "pppk_part_time": _("PPPK Paruh Waktu")}
_STANDINGS = {
    "01": _("Aktif"), "02": _("CLTN"), "03": _("Tugas belajar"), "04": _("Pemberhentian sementara"),
    "20": _("Masa persiapan pensiun"), "66": _("Diberhentikan"), "99": _("Pensiun"),
}  # fmt: skip
_POSITIONS = {"structural": _("Struktural"), "functional": _("Fungsional"), "executor": _("Pelaksana")}
_PREDICATES = {
    "very_good": _("Sangat baik"), "good": _("Baik"), "needs_improvement": _("Butuh perbaikan"), "poor": _("Kurang"),
    "very_poor": _("Sangat kurang"),
}  # fmt: skip
_GRADES = {rank.code: rank.grade for rank in ranks.PNS}
_POSTS = {band.removeprefix("band_"): quality.TERMS[band].label for band in quality.BANDS}
_SANCTIONS = dict(
    zip(
        (each for each in SANCTIONS if each),
        (_("tidak ada"), _("ringan"), _("sedang"), _("berat")),
        strict=True,
    )
)


def _word(name: str, label: Any, choices: Mapping[str, Any]) -> Fact:
    return Fact(name=name, label=label, kind="word", choices=choices)


def _day(name: str, label: Any) -> Fact:
    return Fact(name=name, label=label, kind="day")


def _yes_no(name: str, label: Any) -> Fact:
    return Fact(name=name, label=label, kind="yes_no")


FACTS = (
    _word("kind", _("Jenis kepegawaian"), _KINDS),
    _word("standing", _("Kedudukan hukum"), _STANDINGS),
    _word("rank", _("Golongan"), _GRADES),
    _day("rank_from", _("TMT golongan")),
    _word("position_kind", _("Jenis jabatan"), _POSITIONS),
    _day("position_from", _("TMT jabatan")),
    _word("post", _("Eselon atau jenjang jabatan"), _POSTS),
    _word("post_lowest", _("Golongan terendah menurut formasi"), _GRADES),
    _word("post_highest", _("Golongan tertinggi menurut formasi"), _GRADES),
    _word("education", _("Tingkat pendidikan"), education.LEVELS),
    _word("superior_rank", _("Golongan atasan langsung"), _GRADES),
    _word("rating_last", _("Predikat tahun terakhir"), _PREDICATES),
    _word("rating_before", _("Predikat tahun sebelumnya"), _PREDICATES),
    Fact(name="credit", label=_("Angka kredit kumulatif pada jenjangnya"), kind="number", unit=_("angka kredit")),
    _yes_no("level_test", _("Lulus uji kompetensi kenaikan jenjang")),
    _yes_no("level_vacancy", _("Tersedia formasi jenjang berikutnya")),
    _yes_no("formation", _("Formasi sesuai dengan ijazah")),
    _yes_no("exam", _("Lulus ujian penyesuaian ijazah")),
    _yes_no("outstanding", _("Ditetapkan berprestasi luar biasa")),
    _yes_no("discovery", _("Ditetapkan menemukan hal baru")),
    _word("sanction", _("Hukuman disiplin yang sedang dijalani"), _SANCTIONS),
    _day("sanction_until", _("Hari sesudah hukuman selesai")),
    _yes_no("was_sanctioned", _("Pernah dihukum disiplin sedang atau berat")),
    _day("sanctioned_until", _("Hari sesudah hukuman terakhir selesai")),
    Fact(name="leave_days", label=_("Cuti di luar tanggungan negara dalam pangkat ini"), kind="number", unit=_("hari")),
    _day("served_from", _("TMT CPNS")),
    _day("retires_on", _("TMT pensiun")),
)  # fmt: skip
"""Everything that one of the rules asks, in the order of a form."""

_ANYONE = frozenset({"kind", "standing", "rank", "retires_on"})
_SANCTION = frozenset({"sanction", "sanction_until"})
_WAITS = _ANYONE | _SANCTION | {"rank_from", "leave_days"}
_POST = frozenset({"position_kind", "post", "post_lowest", "post_highest"})
_TWICE = frozenset({"rating_last", "rating_before"})

ASKED: Mapping[str, frozenset[str]] = {
    "functional": _WAITS | _POST | _TWICE | {"credit", "level_test", "level_vacancy"},
    "structural": _WAITS | _POST | _TWICE | {"position_from"},
    "regular": _WAITS | _TWICE | {"position_kind", "education", "superior_rank"},
    "diploma": _WAITS | {"education", "formation", "exam", "rating_last"},
    "outstanding": _ANYONE | _SANCTION | {"outstanding", "rating_last"},
    "discovery": _ANYONE | _SANCTION | {"discovery", "rating_last"},
    "service": _ANYONE | {"rank_from", "served_from", "was_sanctioned", "sanctioned_until"},
}


def rules() -> Iterator[Rule]:
    for kind, decide in promotion.KINDS.items():
        yield Rule(
            code=f"career.{kind}",
            label=format_lazy("{}: {}", _("Kenaikan pangkat"), PromotionKind(kind).label),
            purpose=texts.PURPOSES[PromotionKind(kind)],
            context="career",
            decide=decide,
            facts=[fact for fact in FACTS if fact.name in ASKED[kind]],
            says={code: condition.asks for code, condition in texts.CONDITIONS.items()},
            cases=Path(promotion.__file__).parent.parent / "cases.toml",
        )
