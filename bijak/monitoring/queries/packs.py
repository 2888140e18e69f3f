"""The rules of monitoring by name, with the facts that each asks for."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from bijak.kernel.packs import Fact, Rule
from bijak.monitoring import rules, texts

_CASES = Path(rules.__file__).parents[1] / "cases.toml"

RULES = (
    Rule(
        code="monitoring.maturity",
        label=_("Maturitas sistem merit"),
        purpose=_("Seberapa jauh sistem merit berjalan, dari skor delapan aspek dengan bobotnya."),
        context="monitoring",
        decide=rules.maturity,
        facts=tuple(Fact(code, label, "number", "0–4") for code, label in texts.ASPECTS.items()),
        says=texts.ASPECTS,
        cases=_CASES,
    ),
    Rule(
        code="monitoring.index",
        label=_("Indeks Merit"),
        purpose=_("Maturitas dan survei pegawai dengan bagiannya, dikurangi faktor koreksi."),
        context="monitoring",
        decide=rules.index,
        facts=(
            Fact("maturity", _("Maturitas"), "number", "0–1"),
            Fact("survey", _("Hasil survei pegawai"), "number", "0–1"),
            Fact("correction", _("Faktor koreksi"), "number", "0–1"),
        ),
        says={
            "maturity": _("Maturitas"),
            "survey": _("Survei kepuasan dan keterlekatan pegawai"),
            "correction": _("Faktor koreksi"),
        },
        cases=_CASES,
    ),
    Rule(
        code="monitoring.category",
        label=_("Kategori Indeks Merit"),
        purpose=_("Dari Dasar sampai Maju, menurut Indeks Merit."),
        context="monitoring",
        decide=rules.categorised,
        facts=(Fact("index", _("Indeks Merit"), "number", "0–1"),),
        says={"category": _("Kategori")},
        cases=_CASES,
        answers={place: texts.CATEGORIES[code] for place, code in enumerate(rules.CATEGORIES)},
    ),
)
