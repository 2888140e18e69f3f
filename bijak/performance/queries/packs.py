"""The rules of performance by name, in words."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from bijak.kernel.packs import Fact, Rule
from bijak.performance import rules
from bijak.performance.models import Expectation, Predicate

_CASES = Path(rules.__file__).with_name("cases.toml")

EXPECTATIONS, PREDICATES = dict(Expectation.choices), dict(Predicate.choices)
LEVELS = {
    "pemula": _("Pemula"),
    "terampil": _("Terampil"),
    "mahir": _("Mahir"),
    "penyelia": _("Penyelia"),
    "ahli_pertama": _("Ahli Pertama"),
    "ahli_muda": _("Ahli Muda"),
    "ahli_madya": _("Ahli Madya"),
    "ahli_utama": _("Ahli Utama"),
}
ORGANIZATION = PREDICATES | {"excellent": _("Istimewa")}

_LEVEL = Fact("level", _("Jenjang jabatan fungsional"), "word", choices=LEVELS)
_STEP = Fact("step", _("Golongan ruang ke berapa dalam jenjangnya, 1 yang terendah"), "number")
_CREDIT = Fact("credit", _("Angka kredit sejak jenjang ini dimulai"), "number")


def _rule(
    name: str,
    decide: Any,
    label: Any,
    purpose: Any,
    facts: tuple[Fact, ...],
    says: Mapping[str, Any],
    **more: Any,
) -> Rule:
    return Rule(
        code=f"performance.{name}",
        context="performance",
        decide=decide,
        label=label,
        purpose=purpose,
        facts=facts,
        says=says,
        cases=_CASES,
        **more,
    )


RULES: tuple[Rule, ...] = (
    _rule(
        "quadrant",
        rules.quadrant,
        _("Predikat kinerja setahun"),
        _("Kuadran kinerja dan predikatnya, dari penilaian hasil kerja dan perilaku kerja."),
        (
            Fact("results", _("Hasil kerja"), "word", choices=EXPECTATIONS),
            Fact("behaviour", _("Perilaku kerja"), "word", choices=EXPECTATIONS),
        ),
        {"quadrant": _("Kuadran kinerja")},
        answers=dict(enumerate((PREDICATES[each] for each in rules.PREDICATES), 1)),
    ),
    _rule(
        "conversion",
        rules.conversion,
        _("Konversi predikat ke angka kredit"),
        _(
            "Angka kredit satu masa penilaian: persentase predikat × koefisien jenjang × bulan dibagi dua belas."
        ),
        (
            _LEVEL,
            Fact("predicate", _("Predikat kinerja"), "word", choices=PREDICATES),
            Fact("months", _("Lama masa penilaian"), "number", _("bulan")),
        ),
        {
            "conversion": _("Hasil konversi, dibulatkan ke dua desimal"),
            "share": _("Persentase predikat"),
            "coefficient": _("Koefisien per tahun"),
        },
    ),
    _rule(
        "base",
        rules.base,
        _("Angka kredit dasar"),
        _("Modal angka kredit bagi yang masuk ke suatu jenjang di atas golongan ruang terendahnya."),
        (_LEVEL, _STEP),
        {
            "base": _("Angka kredit dasar: sebanyak yang diperlukan golongan ruang di bawahnya"),
            "rank": _("Kebutuhan satu kenaikan pangkat"),
        },
    ),
    _rule(
        "balance",
        rules.balance,
        _("Angka kredit kumulatif dalam satu jenjang"),
        _(
            "Apa saja yang dihitung sejak jenjang dimulai: dasar, integrasi, konversi, dan ijazah yang lebih tinggi."
        ),
        (
            _LEVEL,
            Fact("base", _("Angka kredit dasar"), "number"),
            Fact("integrated", _("Angka kredit integrasi"), "number"),
            Fact("converted", _("Jumlah angka kredit konversi"), "number"),
            Fact(
                "diploma",
                _("Memperoleh ijazah setingkat lebih tinggi yang sesuai jabatannya"),
                "yes_no",
            ),
        ),
        {
            "base": _("Angka kredit dasar"),
            "integrated": _("Angka kredit integrasi"),
            "converted": _("Angka kredit konversi"),
            "diploma": _("Angka kredit ijazah"),
        },
    ),
    _rule(
        "surplus",
        rules.surplus,
        _("Sisa angka kredit sesudah kenaikan pangkat"),
        _("Yang tersisa setelah kebutuhan sampai kenaikan pangkat ini; di bawah nol berarti masih kurang."),
        (_LEVEL, _STEP, _CREDIT),
        {
            "held": _("Angka kredit yang terkumpul"),
            "taken": _("Kebutuhan sampai kenaikan pangkat ini"),
            "rank": _("Kebutuhan satu kenaikan pangkat"),
        },
    ),
    _rule(
        "enough_for_rank",
        rules.enough_for_rank,
        _("Angka kredit untuk kenaikan pangkat"),
        _("Apakah angka kredit kumulatif cukup untuk kenaikan pangkat berikutnya dalam jenjang ini."),
        (_LEVEL, _STEP, _CREDIT),
        {"rank_credit": _("Angka kredit kumulatif mencapai kebutuhan kenaikan pangkat")},
    ),
    _rule(
        "enough_for_level",
        rules.enough_for_level,
        _("Angka kredit untuk kenaikan jenjang"),
        _("Apakah angka kredit kumulatif cukup untuk naik ke jenjang berikutnya."),
        (_LEVEL, _CREDIT),
        {
            "next_level": _("Masih ada jenjang di atasnya"),
            "level_credit": _("Angka kredit kumulatif mencapai kebutuhan kenaikan jenjang"),
        },
    ),
    _rule(
        "quota",
        rules.quota,
        _("Sebaran predikat dalam satu unit"),
        _(
            "Apakah predikat para pegawai satu unit tersebar sesuai predikat organisasinya. Bagi unit kecil batasnya "
            "dibulatkan, dan pelanggarannya hanya peringatan: belum dapat diputuskan, bukan kurang."
        ),
        (
            Fact(
                "organization",
                _("Predikat organisasi"),
                "word",
                choices={each: ORGANIZATION[each] for each in rules.ORGANIZATION},
            ),
            *(Fact(each, label, "number", _("orang")) for each, label in PREDICATES.items()),
        ),
        {
            "very_good_largest": _("Organisasi Istimewa: Sangat baik adalah predikat terbanyak"),
            "very_good_share": _("Sangat baik tidak melebihi batasnya"),
            "good_share": _("Organisasi Baik: predikat Baik tidak melebihi batasnya"),
            "some_worse": _("Organisasi Baik: ada yang Butuh perbaikan atau lebih rendah"),
            "own_share": _("Organisasi Butuh perbaikan ke bawah: predikat yang sama mencapai batasnya"),
            "beside_share": _("Organisasi Kurang ke bawah: predikat setingkat di atasnya mencapai batasnya"),
        },
    ),
)

SAYS = {code: words for rule in RULES for code, words in rule.says.items()}
"""A sentence for the code of every reason and line."""
