"""The rules of talent by name, with the facts that each asks for."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from bijak.kernel.education import LEVELS as EDUCATION
from bijak.kernel.packs import Fact, Rule
from bijak.performance import queries as performance
from bijak.talent import rules, texts

POINTS = _("poin")
RATINGS = tuple(
    Fact(name, label, "word", choices=performance.PREDICATES) for name, label in texts.RATINGS.items()
)
PERFORMANCE = Fact("performance", _("Nilai kinerja"), "number", POINTS)
POTENTIAL_SCORE = Fact("potential", _("Nilai potensial"), "number", POINTS)
POTENTIAL = Fact("potential", _("Nilai potensi"), "number", POINTS)
JPM = Fact("jpm", _("Nilai kompetensi (JPM)"), "number", POINTS)
MATCH = Fact("match", _("Kesesuaian dengan jabatan"), "number", POINTS)
ASSESSED_ON = Fact("assessed_on", _("Tanggal asesmen"), "day")
ASSESSED_UNTIL = Fact("assessed_until", _("Asesmen berlaku sampai, menurut laporannya"), "day")
RANK = Fact("rank", _("Golongan ruang (kode BKN, misalnya 34 untuk III/d)"), "number", _("kode"))
LEVEL = Fact("education", _("Tingkat pendidikan"), "word", choices=EDUCATION)
NEEDED_LEVEL = Fact(
    "required_education",
    _("Pendidikan yang disyaratkan jabatan"),
    "word",
    choices={"": _("tidak ada")} | EDUCATION,
)
FIELD = Fact("field_fits", _("Bidang studi sesuai syarat jabatan"), "yes_no")
TRAINING = Fact("training_fits", _("Pelatihan yang disyaratkan sudah diikuti"), "yes_no")
ECHELON = Fact(
    "post_echelon",
    _("Eselon jabatan"),
    "word",
    choices={"": _("bukan JPT"), "11": "I.a", "12": "I.b", "21": "II.a", "22": "II.b"},
)
POST = (
    LEVEL,
    NEEDED_LEVEL,
    FIELD,
    TRAINING,
    RANK,
    Fact(
        "required_rank", _("Golongan ruang yang disyaratkan jabatan; 0 bila tidak ada"), "number", _("kode")
    ),
    ASSESSED_ON,
    ASSESSED_UNTIL,
    Fact("born_on", _("Tanggal lahir"), "day"),
    ECHELON,
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
            Fact("is_active", _("Berkedudukan hukum aktif"), "yes_no"),
            ASSESSED_ON,
            ASSESSED_UNTIL,
            RANK,
            LEVEL,
            Fact("retires_on", _("Hari pensiun"), "day"),
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
            Fact("experience_from", _("Hari pertama dalam jabatan sejenis"), "day"),
            Fact("posts_held", _("Jabatan yang pernah dipangku"), "number", _("jabatan")),
            Fact("times_acting", _("Menjadi Plt., Plh., atau Pj."), "number", _("kali")),
            Fact("heaviest_sanction", _("Hukuman disiplin terberat"), "word", choices=texts.SANCTION_LABELS),
            Fact("is_serving_sanction", _("Sedang menjalani hukuman disiplin"), "yes_no"),
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
        "vacancy",
        _("Jabatan tetap terisi"),
        _("Apakah ada catatan yang menandai suatu jabatan akan kosong, dan apa."),
        (
            Fact("is_held", _("Dipangku pejabat definitif"), "yes_no"),
            Fact("is_acted", _("Dijalankan oleh Plt., Plh., atau Pj."), "yes_no"),
            Fact("retires_on", _("Hari pensiun"), "day"),
            Fact("is_contract", _("Pejabatnya bekerja dengan perjanjian kerja"), "yes_no"),
            Fact("contract_until", _("Perjanjian kerja habis pada"), "day"),
            Fact("is_leaving", _("Pemberhentiannya sudah tercatat"), "yes_no"),
            Fact(
                "sanction_level",
                _("Hukuman disiplin yang sedang dijalani: 0 tidak ada, 1 ringan, 2 sedang, 3 berat"),
                "number",
                _("tingkat"),
            ),
            Fact("position_from", _("Hari pertama dalam jabatan ini"), "day"),
            ECHELON,
        ),
        texts.VACANCY,
    ),
    _rule(
        "ready_soon",
        _("Siap menggantikan dalam 1–2 tahun"),
        _("Apakah yang kurang pada seorang calon dapat ditutup dalam 1–2 tahun."),
        (MATCH, *POST),
        texts.READY,
    ),
)
