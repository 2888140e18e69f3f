"""The rules of professionalism by name, with the facts that each asks for."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from bijak.kernel import education
from bijak.kernel.packs import Fact, Rule
from bijak.people import queries as people
from bijak.performance import queries as performance
from bijak.professionalism import rules, texts

_ECHELONS = {
    "11": "I.a", "12": "I.b", "21": "II.a", "22": "II.b", "31": "III.a", "32": "III.b", "41": "IV.a", "42": "IV.b",
}  # fmt: skip

RULES = (
    Rule(
        code="professionalism.index",
        label=_("Indeks profesionalitas ASN"),
        purpose=_("Berapa indeks profesionalitas seseorang dalam setahun, dimensi demi dimensi."),
        context="professionalism",
        decide=rules.index,
        facts=(
            Fact("post", _("Jenis jabatan"), "word", choices=people.WORDS["position_kind"]),
            Fact("education", _("Pendidikan tertinggi"), "word", choices=education.LEVELS),
            Fact("echelon", _("Kode eselon"), "word", choices=_ECHELONS),
            Fact("programme", _("Pelatihan kepemimpinan tertinggi"), "word", choices=texts.PROGRAMMES),
            Fact("is_profession", _("Jabatannya dianggap sudah berpelatihan fungsional"), "yes_no"),
            Fact("has_functional_training", _("Pernah mengikuti pelatihan fungsional"), "yes_no"),
            Fact("technical_hours", _("Jam pelatihan teknis tahun itu"), "number", _("JP")),
            Fact("unclear_hours", _("Jam pelatihan tanpa bentuk tahun itu"), "number", _("JP")),
            Fact("seminars", _("Seminar dan sejenisnya yang diperhitungkan"), "number"),
            Fact("unclear_trainings", _("Pelatihan tanpa bentuk yang diperhitungkan"), "number"),
            Fact("predicate", _("Predikat kinerja"), "word", choices=performance.PREDICATES),
            Fact("sanction", _("Hukuman disiplin terberat"), "word", choices=texts.SANCTIONS),
            Fact("sanctioned_on", _("Hukuman disiplin terakhir"), "day", unsaid=None),
        ),
        says={code: words.label for code, words in texts.DIMENSIONS.items()},
        cases=Path(rules.__file__).with_name("cases.toml"),
    ),
    Rule(
        code="professionalism.category",
        label=_("Kategori indeks profesionalitas"),
        purpose=_("Setinggi apa tingkat profesionalitas menurut indeksnya."),
        context="professionalism",
        decide=rules.categorised,
        facts=(Fact("index", _("Indeks profesionalitas"), "number", _("poin")),),
        says={"category": _("Kategori")},
        cases=Path(rules.__file__).with_name("cases.toml"),
        answers={place: texts.CATEGORIES[code] for place, code in enumerate(rules.CATEGORIES)},
    ),
)
