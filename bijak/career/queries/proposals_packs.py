"""The check of a proposal as a rule by name, so that anybody can try it on a made-up one."""

from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from bijak.career.models.queue import PromotionKind
from bijak.career.rules import preflight
from bijak.career.texts import proposals as words
from bijak.kernel import ranks
from bijak.kernel.packs import Fact, Rule
from bijak.people import queries as people

_GRADES = {rank.code: rank.grade for rank in ranks.PNS}
_RANKS = (
    ("old_rank", _("Golongan lama pada usul")),
    ("new_rank", _("Golongan yang diusulkan")),
    ("rank_code", _("Golongan yang tercatat")),
)
_POSITIONS = (
    ("paper_old_position", _("Jabatan menurut SK pangkat terakhir")),
    ("old_position", _("Jabatan yang tercatat ketika pangkat itu diberikan")),
    ("paper_position", _("Jabatan menurut SK jabatan")),
    ("position", _("Jabatan yang tercatat sekarang")),
)
_NUMBERS = (
    ("paper_year", _("Tahun lulus menurut ijazah"), _("tahun")),
    ("year", _("Tahun lulus yang tercatat"), _("tahun")),
    ("paper_credit", _("Angka kredit menurut PAK"), _("angka kredit")),
    ("credit", _("Angka kredit yang tercatat"), _("angka kredit")),
    ("identity_differences", _("Perbedaan identitas dengan SIASN"), _("isian")),
    ("record_differences", _("Perbedaan lain dengan SIASN"), _("isian")),
    ("data_errors", _("Temuan mutu data berbobot Salah"), _("temuan")),
    ("unreadable", _("Berkas yang tidak dapat dibuka"), _("berkas")),
    ("largest_megabytes", _("Berkas terbesar"), _("MB")),
)


def _facts() -> Iterator[Fact]:
    yield Fact("kind", _("Jenis kenaikan pangkat"), "word", choices=dict(PromotionKind.choices))
    yield Fact("employment", _("Jenis kepegawaian"), "word", choices=people.WORDS["kind"])
    yield Fact("eligible", _("Memenuhi syarat menurut antrean"), "yes_no")
    yield Fact("is_examined", _("Diminta lulus ujian dinas untuk pangkat ini"), "yes_no")
    for code, paper in words.PAPERS.items():
        if code == "rating":
            yield Fact(code, paper.label, "number", _("tahun"))
        else:
            yield Fact(code, paper.label, "yes_no")
    for name, label in _RANKS:
        yield Fact(name, label, "word", choices=_GRADES)
    for name, label in _POSITIONS:
        yield Fact(name, label, "word")
    for name, label in (
        ("paper_level", _("Tingkat menurut ijazah")),
        ("level", _("Tingkat pendidikan yang tercatat")),
    ):
        yield Fact(name, label, "word", choices=people.WORDS["education_level"])
    for name, label, unit in _NUMBERS:
        yield Fact(name, label, "number", unit)


def preflight_rule() -> Rule:
    return Rule(
        code="career.preflight",
        label=_("Prapemeriksaan usul kenaikan pangkat"),
        purpose=_("Apakah usul kenaikan pangkat akan dikembalikan, dan apa yang dilengkapi lebih dahulu."),
        context="career",
        decide=preflight.preflight,
        facts=tuple(_facts()),
        says=words.SENTENCES,
        cases=Path(preflight.__file__).parent.parent / "preflight-cases.toml",
    )
