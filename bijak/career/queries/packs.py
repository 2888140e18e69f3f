"""The kinds of promotion, and what a post asks, as rules by name: anybody can try them on a made-up person."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from bijak.career.models import PromotionKind
from bijak.career.rules import paths, promotion
from bijak.career.texts import paths as path_texts
from bijak.career.texts import queue as texts
from bijak.kernel import education, ranks
from bijak.kernel.packs import Fact, Rule
from bijak.people import queries as people
from bijak.people.queries.promotable import SANCTIONS
from bijak.performance import queries as performance
from bijak.quality import rules as quality

_GRADES = {rank.code: rank.grade for rank in ranks.PNS}
_POSTS = {band.removeprefix("band_"): quality.TERMS[band].label for band in quality.BANDS}
_LEADERSHIP = {
    0: _("Belum ada"),
    1: "SEPADA",
    2: "SEPALA, ADUM, PIM IV, PKP",
    3: "SEPADYA, SPAMA, PIM III, PKA",
    4: "SPAMEN, PIM II, PKN II",
    5: "SEPATI, PIM I, PKN I",
}
_SANCTIONS = dict(
    zip(
        (each for each in SANCTIONS if each),
        (_("tidak ada"), _("ringan"), _("sedang"), _("berat")),
        strict=True,
    )
)


FACTS = (
    Fact("kind", _("Jenis kepegawaian"), "word", choices=people.WORDS["kind"]),
    Fact("standing", _("Kedudukan hukum"), "word", choices=people.WORDS["standing_code"]),
    Fact("rank", _("Golongan"), "word", choices=_GRADES),
    Fact("rank_from", _("TMT golongan"), "day"),
    Fact("position_kind", _("Jenis jabatan"), "word", choices=people.WORDS["position_kind"]),
    Fact("position_from", _("TMT jabatan"), "day"),
    Fact("post", _("Eselon atau jenjang jabatan"), "word", choices=_POSTS),
    Fact("post_lowest", _("Golongan terendah menurut formasi"), "word", choices=_GRADES),
    Fact("post_highest", _("Golongan tertinggi menurut formasi"), "word", choices=_GRADES),
    Fact("education", _("Tingkat pendidikan"), "word", choices=education.LEVELS),
    Fact("superior_rank", _("Golongan atasan langsung"), "word", choices=_GRADES),
    Fact("rating_last", _("Predikat tahun terakhir"), "word", choices=performance.PREDICATES),
    Fact("rating_before", _("Predikat tahun sebelumnya"), "word", choices=performance.PREDICATES),
    Fact("credit", _("Angka kredit kumulatif pada jenjangnya"), "number", _("angka kredit")),
    Fact("level_test", _("Lulus uji kompetensi kenaikan jenjang"), "yes_no"),
    Fact("level_vacancy", _("Tersedia formasi jenjang berikutnya"), "yes_no"),
    Fact("leadership", _("Diklat kepemimpinan tertinggi"), "number", choices=_LEADERSHIP),
    Fact("service_exam", _("Lulus ujian dinas, atau bebas karena diklat kepemimpinan"), "yes_no"),
    Fact("formation", _("Formasi sesuai dengan ijazah"), "yes_no"),
    Fact("exam", _("Lulus ujian penyesuaian ijazah"), "yes_no"),
    Fact("outstanding", _("Ditetapkan berprestasi luar biasa"), "yes_no"),
    Fact("discovery", _("Ditetapkan menemukan hal baru"), "yes_no"),
    Fact("sanction", _("Hukuman disiplin yang sedang dijalani"), "word", choices=_SANCTIONS),
    Fact("sanction_until", _("Hari sesudah hukuman selesai"), "day"),
    Fact("was_sanctioned", _("Pernah dihukum disiplin sedang atau berat"), "yes_no"),
    Fact("sanctioned_until", _("Hari sesudah hukuman terakhir selesai"), "day"),
    Fact("leave_days", _("Cuti di luar tanggungan negara dalam pangkat ini"), "number", _("hari")),
    Fact("served_from", _("TMT CPNS"), "day"),
    Fact("retires_on", _("TMT pensiun"), "day"),
    Fact("died_in_duty", _("Dinyatakan tewas"), "yes_no"),
    Fact("died_on", _("Tanggal tewas"), "day"),
)  # fmt: skip
"""Everything that one of the rules asks, in the order of a form."""

_ANYONE = frozenset({"kind", "standing", "rank", "retires_on"})
_SANCTION = frozenset({"sanction", "sanction_until"})
_WAITS = _ANYONE | _SANCTION | {"rank_from", "leave_days"}
_POST = frozenset({"position_kind", "post", "post_lowest", "post_highest"})
_TWICE = frozenset({"rating_last", "rating_before"})
_EXAMINED = frozenset({"education", "leadership", "service_exam"})

ASKED: Mapping[str, frozenset[str]] = {
    "functional": _WAITS | _POST | _TWICE | {"credit", "level_test", "level_vacancy"},
    "structural": _WAITS | _POST | _TWICE | _EXAMINED | {"position_from"},
    "regular": _WAITS | _TWICE | _EXAMINED | {"position_kind", "superior_rank"},
    "diploma": _WAITS | {"education", "formation", "exam", "rating_last"},
    "outstanding": _ANYONE | _SANCTION | {"outstanding", "rating_last"},
    "discovery": _ANYONE | _SANCTION | {"discovery", "rating_last"},
    "service": _ANYONE | {"rank_from", "rating_last", "served_from", "was_sanctioned", "sanctioned_until"},
    "posthumous": frozenset({"kind", "rank", "died_in_duty", "died_on"}),
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
            cases=_PACK / "cases.toml",
        )
    yield FITS


_PACK = Path(promotion.__file__).parent.parent
_ORDERS = {int(code): grade for code, grade in _GRADES.items()}
_LEVELS = {int(code): label for code, label in education.LEVELS.items()}
_ANYTHING = {0: _("menurut ketentuan umum")}

FITS = Rule(
    code="quality.fits_post",
    label=_("Syarat jabatan: golongan, pendidikan, dan sertifikat"),
    purpose=_("Apakah seseorang memenuhi syarat suatu jabatan menurut formasi, atau menurut jenjangnya."),
    context="quality",
    decide=paths.fits,
    facts=(
        Fact("post", _("Eselon atau jenjang jabatan"), "word", choices={paths.EXECUTOR: _("Pelaksana")} | _POSTS),
        Fact("rank", _("Golongan"), "number", choices=_ORDERS),
        Fact("education", _("Tingkat pendidikan"), "number", choices=_LEVELS),
        Fact("asked_rank", _("Golongan terendah menurut formasi"), "number", choices=_ANYTHING | _ORDERS),
        Fact("asked_education", _("Pendidikan terendah menurut formasi"), "number", choices=_ANYTHING | _LEVELS),
        Fact("has_programme", _("Program studi sesuai, atau tidak disyaratkan"), "yes_no"),
        Fact("has_certificate", _("Sertifikat ada, atau tidak disyaratkan"), "yes_no"),
    ),
    says=path_texts.ASKS,
    cases=_PACK / "paths-cases.toml",
)  # fmt: skip
