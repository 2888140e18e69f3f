"""The rules of competency by name, with the facts that each asks for."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from bijak.competency import rules
from bijak.kernel.packs import Fact, Rule
from bijak.people import queries as people

RULES = (
    Rule(
        code="competency.learning_hours",
        label=_("Kecukupan jam pelatihan"),
        purpose=_(
            "Apakah seorang PNS cukup jam pelajarannya dalam tahun yang berakhir pada hari yang dinilai."
        ),
        context="competency",
        decide=rules.learning_hours,
        facts=(
            Fact("pns_from", _("TMT PNS"), "day"),
            Fact("hours", _("Jam pelajaran yang tercatat dalam tahun itu"), "number", "JP"),
        ),
        says={
            "is_pns": _("Sudah PNS pada akhir tahun"),
            "minimum_hours": _("Jam pelajaran mencapai paling sedikit yang ditentukan"),
        },
        cases=Path(rules.__file__).with_name("cases.toml"),
    ),
    Rule(
        code="competency.hours_pppk",
        label=_("Batas jam pelatihan PPPK"),
        purpose=_("Apakah jam pelajaran seorang PPPK atas biaya instansi masih dalam batas setahun."),
        context="competency",
        decide=rules.hours_of_pppk,
        facts=(
            Fact("kind", _("Jenis kepegawaian"), "word", choices=people.WORDS["kind"]),
            Fact("hours", _("Jam pelajaran setahun atas biaya instansi"), "number", "JP"),
        ),
        says={
            "is_pppk": _("Berstatus PPPK"),
            "most_hours": _("Tidak melebihi jam pelajaran paling banyak"),
        },
        cases=Path(rules.__file__).with_name("cases.toml"),
    ),
    Rule(
        code="competency.jpm",
        label=_("Job person match (JPM)"),
        purpose=_("Berapa persen kompetensi yang diminta jabatan sudah dimiliki seseorang."),
        context="competency",
        decide=rules.jpm,
        facts=(
            Fact("reached", _("Jumlah level kompetensi yang dimiliki"), "number"),
            Fact("required", _("Jumlah level kompetensi yang diminta jabatan"), "number"),
        ),
        says={"jpm": _("Job person match")},
        cases=Path(rules.__file__).with_name("cases.toml"),
    ),
    Rule(
        code="competency.jpm_category",
        label=_("Kategori job person match"),
        purpose=_("Apakah seseorang memenuhi syarat kompetensi jabatan menurut job person match-nya."),
        context="competency",
        decide=rules.jpm_category,
        facts=(Fact("jpm", _("Job person match"), "number", _("persen")),),
        says={"category": _("Kategori")},
        cases=Path(rules.__file__).with_name("cases.toml"),
        answers=dict(
            enumerate((_("Kurang memenuhi syarat"), _("Masih memenuhi syarat"), _("Memenuhi syarat")))
        ),
    ),
)
