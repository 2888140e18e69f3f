"""The rules of raises and leave by name, for whoever looks them up or tries them."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from bijak.kernel.packs import Fact, Rule
from bijak.kernel.ranks import PNS, PPPK
from bijak.people import queries as people
from bijak.performance import queries as performance
from bijak.welfare.rules import leave, raises, recognition
from bijak.welfare.texts import leave as leave_texts
from bijak.welfare.texts import raises as raise_texts
from bijak.welfare.texts.recognition import CONFLICTS

_CASES = Path(__file__).parents[1] / "cases"
_GRADES = {rank.code: rank.grade for rank in PNS} | {grade.grade: grade.grade for grade in PPPK}

_KIND = Fact("kind", _("Jenis kepegawaian"), "word", choices=people.WORDS["kind"])
_LAST = Fact("rating_last", _("Predikat tahun terakhir"), "word", choices=performance.PREDICATES)
_BEFORE = Fact("rating_before", _("Predikat tahun sebelumnya"), "word", choices=performance.PREDICATES)
_SERVICE = (
    Fact("grade", _("Golongan"), "word", choices=_GRADES),
    Fact("rank_from", _("TMT golongan"), "day"),
    Fact("credit", _("Masa kerja golongan pada TMT itu"), "number", _("bulan")),
    Fact("last_raise_on", _("TMT KGB terakhir"), "day"),
)
_RUNNING = (
    Fact("is_delayed", _("Sedang menjalani hukuman penundaan KGB"), "yes_no"),
    Fact("delayed_until", _("Hari pertama sesudah hukuman itu"), "day"),
    Fact("is_unpaid", _("Sedang cuti di luar tanggungan negara"), "yes_no"),
    Fact("unpaid_until", _("Hari aktif kembali"), "day"),
)
_SERVED = Fact("served_from", _("Mulai bekerja (TMT CPNS atau kontrak)"), "day")


def _rule(code: str, label: Any, purpose: Any, decide: Callable[..., Any], facts: Sequence[Fact]) -> Rule:
    about_leave = decide.__module__ == leave.__name__
    says = leave_texts.LINES | leave_texts.REASONS if about_leave else raise_texts.RAISES
    return Rule(
        code=f"welfare.{code}",
        label=label,
        purpose=purpose,
        context="welfare",
        decide=decide,
        facts=facts,
        says=says,
        cases=_CASES / ("leave.toml" if about_leave else "raises.toml"),
    )


RULES = (
    _rule(
        "raise_pns",
        _("Kenaikan gaji berkala PNS"),
        _("Apakah seorang PNS mendapat kenaikan gaji berkala pada suatu hari."),
        raises.raise_pns,
        (_KIND, *_SERVICE, _LAST, *_RUNNING),
    ),
    _rule(
        "raise_pppk",
        _("Kenaikan gaji berkala PPPK"),
        _("Apakah seorang PPPK mendapat kenaikan gaji berkala pada suatu hari."),
        raises.raise_pppk,
        (
            _KIND,
            *_SERVICE,
            Fact("contract_from", _("Perjanjian kerja mulai"), "day"),
            Fact("contract_until", _("Hari pertama sesudah perjanjian kerja"), "day"),
            _LAST,
            _BEFORE,
            *_RUNNING,
        ),
    ),
    _rule(
        "raise_special",
        _("Kenaikan gaji istimewa PPPK"),
        _("Apakah seorang PPPK dapat diberi kenaikan gaji istimewa."),
        raises.raise_special,
        (
            _KIND,
            _LAST,
            _BEFORE,
            Fact("is_exemplary", _("Dinyatakan sebagai teladan"), "yes_no"),
        ),
    ),
    _rule(
        "leave_annual",
        _("Sisa cuti tahunan"),
        _("Berapa hari kerja cuti tahunan yang masih dapat diambil pada tahun itu."),
        leave.annual,
        (
            _KIND,
            _SERVED,
            Fact("contract_years", _("Lama perjanjian kerja PPPK"), "number", _("tahun"), unsaid=None),
            Fact("took_big", _("Mengambil cuti besar tahun ini"), "yes_no"),
            Fact("has_holidays", _("Guru atau dosen yang mendapat liburan"), "yes_no", unsaid=False),
            Fact(
                "was_postponed",
                _("Cuti tahunan tahun lalu ditangguhkan pejabat yang berwenang"),
                "yes_no",
                unsaid=False,
            ),
            Fact(
                "taken",
                _("Cuti tahunan yang diambil tahun ini"),
                "number",
                _("hari kerja"),
            ),
            Fact("taken_last", _("Yang diambil tahun lalu"), "number", _("hari kerja")),
            Fact(
                "taken_before",
                _("Yang diambil dua tahun lalu"),
                "number",
                _("hari kerja"),
            ),
        ),
    ),
    _rule(
        "leave_big",
        _("Cuti besar"),
        _("Apakah seseorang berhak atas cuti besar."),
        leave.big,
        (
            _KIND,
            _SERVED,
            Fact("months", _("Lamanya"), "number", _("bulan"), unsaid=0),
            Fact("is_religious", _("Untuk ibadah haji pertama atau sejenisnya"), "yes_no", unsaid=False),
            Fact("is_birth", _("Untuk kelahiran anak keempat atau berikutnya"), "yes_no", unsaid=False),
        ),
    ),
    _rule(
        "leave_unpaid",
        _("Cuti di luar tanggungan negara"),
        _("Apakah seorang PNS dapat meminta cuti di luar tanggungan negara."),
        leave.unpaid,
        (_KIND, _SERVED, Fact("months", _("Lamanya"), "number", _("bulan"))),
    ),
    _rule(
        "leave_sick",
        _("Cuti sakit"),
        _("Surat apa yang diperlukan cuti sakit, dan apakah masih dalam batasnya."),
        leave.sick,
        (
            _KIND,
            Fact("sick_from", _("Hari pertama sakit"), "day"),
            Fact("sick_until", _("Hari terakhir sakit"), "day"),
            Fact("has_letter", _("Ada surat dokter, atau bidan bila gugur kandungan"), "yes_no"),
            Fact("is_state_doctor", _("Dari dokter pemerintah"), "yes_no"),
            Fact("is_extended", _("Ada keterangan tim penguji kesehatan"), "yes_no"),
            Fact("is_miscarriage", _("Karena gugur kandungan"), "yes_no", unsaid=False),
            Fact("is_accident", _("Karena kecelakaan dalam tugas"), "yes_no", unsaid=False),
            Fact("contract_until", _("Hari pertama sesudah perjanjian kerja"), "day", unsaid=None),
        ),
    ),
    _rule(
        "leave_maternity",
        _("Cuti melahirkan"),
        _("Apakah suatu kelahiran memberi hak cuti melahirkan."),
        leave.maternity,
        (
            Fact(
                "sex",
                _("Jenis kelamin"),
                "word",
                choices={"P": _("Perempuan"), "L": _("Laki-laki")},
            ),
            Fact("child", _("Anak keberapa sejak menjadi ASN"), "number"),
        ),
    ),
    _rule(
        "leave_important",
        _("Cuti karena alasan penting"),
        _("Apakah lamanya cuti karena alasan penting masih dalam batasnya."),
        leave.important,
        (
            _KIND,
            Fact("starts_on", _("Mulai"), "day"),
            Fact("days", _("Lamanya"), "number", _("hari")),
        ),
    ),
    _rule(
        "leave_family",
        _("Cuti tahunan PPPK karena keluarga"),
        _(
            "Apakah PPPK boleh mengambil cuti tahunan karena keluarga atau perkawinan pertama, juga sebelum setahun."
        ),
        leave.family,
        (
            _KIND,
            Fact("days", _("Lamanya"), "number", _("hari kerja")),
            Fact(
                "is_for_family",
                _(
                    "Orang tua, mertua, suami, istri, atau anak sakit keras atau meninggal; atau menikah pertama kali"
                ),
                "yes_no",
            ),
        ),
    ),
    Rule(
        code="welfare.award_judge",
        label=_("Panitia penghargaan"),
        purpose=_("Apakah seorang anggota panitia boleh menilai seorang calon."),
        context="welfare",
        decide=recognition.may_judge,
        facts=(
            Fact("is_herself", _("Calonnya diri sendiri"), "yes_no"),
            Fact("is_her_superior", _("Calonnya bawahan sendiri"), "yes_no"),
            Fact("is_nominator", _("Calonnya dicalonkan sendiri"), "yes_no"),
        ),
        says=CONFLICTS,
        cases=_CASES / "recognition.toml",
    ),
)
