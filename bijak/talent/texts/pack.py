"""The rules of talent by name, with the facts that each asks for."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from bijak.kernel.education import LEVELS as EDUCATION
from bijak.kernel.packs import Fact, Rule
from bijak.talent import rules, texts


def _number(name: str, label: Any, unit: Any) -> Fact:
    return Fact(name=name, label=label, kind="number", unit=unit)


def _word(name: str, label: Any, choices: Mapping[str, Any]) -> Fact:
    return Fact(name=name, label=label, kind="word", choices=choices)


POINTS = _("poin")
RATINGS = tuple(_word(name, label, texts.PREDICATE_LABELS) for name, label in texts.RATINGS.items())
PERFORMANCE = _number("performance", _("Nilai kinerja"), POINTS)
POTENTIAL_SCORE = _number("potential", _("Nilai potensial"), POINTS)
POTENTIAL = _number("potential", _("Nilai potensi"), POINTS)
JPM = _number("jpm", _("Nilai kompetensi (JPM)"), POINTS)
MATCH = _number("match", _("Kesesuaian dengan jabatan"), POINTS)
ASSESSED_ON = Fact(name="assessed_on", label=_("Tanggal asesmen"), kind="day")
ASSESSED_UNTIL = Fact(
    name="assessed_until", label=_("Asesmen berlaku sampai, menurut laporannya"), kind="day"
)
RANK = _number("rank", _("Golongan ruang (kode BKN, misalnya 34 untuk III/d)"), _("kode"))
LEVEL = _word("education", _("Tingkat pendidikan"), EDUCATION)
NEEDED_LEVEL = _word(
    "required_education", _("Pendidikan yang disyaratkan jabatan"), {"": _("tidak ada")} | EDUCATION
)
FIELD = Fact(name="field_fits", label=_("Bidang studi sesuai syarat jabatan"), kind="yes_no")
TRAINING = Fact(name="training_fits", label=_("Pelatihan yang disyaratkan sudah diikuti"), kind="yes_no")
POST = (
    LEVEL,
    NEEDED_LEVEL,
    FIELD,
    TRAINING,
    RANK,
    _number("required_rank", _("Golongan ruang yang disyaratkan jabatan; 0 bila tidak ada"), _("kode")),
    ASSESSED_ON,
    ASSESSED_UNTIL,
    Fact(name="born_on", label=_("Tanggal lahir"), kind="day"),
    _word(
        "post_echelon",
        _("Eselon jabatan yang dituju"),
        {"": _("bukan JPT"), "11": "I.a", "12": "I.b", "21": "II.a", "22": "II.b"},
    ),
)


def _rule(
    name: str, label: Any, purpose: Any, facts: tuple[Fact, ...], says: Mapping[str, Any], **more: Any
) -> Rule:
    return Rule(
        code=f"talent.{name}",
        label=label,
        purpose=purpose,
        context="talent",
        decide=getattr(rules, name),
        facts=facts,
        says=says,
        cases=rules.CASES,
        **more,
    )


RULES = (
    _rule(
        "performance",
        _("Nilai kinerja talenta"),
        _("Berapa nilai seseorang pada sumbu kinerja, dari predikat beberapa tahun terakhir."),
        RATINGS,
        texts.RATINGS,
    ),
    _rule(
        "potential",
        _("Nilai potensial"),
        _("Berapa nilai seseorang pada sumbu potensial, dari potensi dan kompetensi."),
        (POTENTIAL, JPM),
        texts.POTENTIAL,
    ),
    _rule(
        "value",
        _("Nilai Talenta"),
        _("Berapa Nilai Talenta dari nilai kedua sumbu."),
        (PERFORMANCE, POTENTIAL_SCORE),
        texts.VALUE,
    ),
    _rule(
        "box",
        _("Kotak talenta"),
        _("Di kotak mana seseorang berada menurut batas yang berlaku."),
        (PERFORMANCE, POTENTIAL_SCORE),
        {"box": _("Kotak")},
        answers=texts.BOXES,
    ),
    _rule(
        "eligible",
        _("Syarat peserta manajemen talenta"),
        _("Apakah seseorang dapat menjadi calon dalam kelompok rencana suksesi."),
        (
            Fact(name="is_active", label=_("Berkedudukan hukum aktif"), kind="yes_no"),
            ASSESSED_ON,
            ASSESSED_UNTIL,
            RANK,
            LEVEL,
            Fact(name="retires_on", label=_("Hari pensiun"), kind="day"),
        ),
        texts.ELIGIBLE,
    ),
    _rule(
        "match",
        _("Kesesuaian orang dan jabatan"),
        _("Seberapa sesuai seseorang dengan suatu jabatan, bagian demi bagian."),
        (
            JPM,
            POTENTIAL,
            LEVEL,
            NEEDED_LEVEL,
            FIELD,
            TRAINING,
            Fact(name="experience_from", label=_("Hari pertama dalam jabatan sejenis"), kind="day"),
            _number("posts_held", _("Jabatan yang pernah dipangku"), _("jabatan")),
            _number("times_acting", _("Menjadi Plt., Plh., atau Pj."), _("kali")),
            _word("heaviest_sanction", _("Hukuman disiplin terberat"), texts.SANCTION_LABELS),
            Fact(name="is_serving_sanction", label=_("Sedang menjalani hukuman disiplin"), kind="yes_no"),
        ),
        texts.MATCH,
    ),
    _rule(
        "ready",
        _("Siap menggantikan sekarang"),
        _("Apakah seorang calon siap memangku jabatan sekarang, dan apa yang masih kurang."),
        (MATCH, *POST),
        texts.READY,
    ),
    _rule(
        "ready_soon",
        _("Siap menggantikan dalam 1–2 tahun"),
        _("Apakah yang kurang pada seorang calon dapat ditutup dalam 1–2 tahun."),
        (MATCH, *POST),
        texts.READY,
    ),
)
