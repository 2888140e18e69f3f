"""The rules of raises and leave by name, for whoever looks them up or tries them."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from bijak.kernel.packs import Fact, Rule
from bijak.kernel.ranks import PNS, PPPK
from bijak.welfare.rules import leave, raises, recognition
from bijak.welfare.texts import leave as leave_texts
from bijak.welfare.texts import raises as raise_texts
from bijak.welfare.texts.recognition import CONFLICTS

_CASES = Path(__file__).parents[1] / "cases"
_KINDS = {
    "cpns": _("CPNS"),
    "pns": _("PNS"),
    "pppk": _("PPPK"),
    "pppk_part_time": _("PPPK Paruh Waktu"),
}
_GRADES = {rank.code: rank.grade for rank in PNS} | {grade.grade: grade.grade for grade in PPPK}
_PREDICATES = {
    "very_good": _("Sangat baik"),
    "good": _("Baik"),
    "needs_improvement": _("Butuh perbaikan"),
    "poor": _("Kurang"),
    "very_poor": _("Sangat kurang"),
}

_KIND = Fact(name="kind", label=_("Jenis kepegawaian"), kind="word", choices=_KINDS)
_LAST = Fact(name="rating_last", label=_("Predikat tahun terakhir"), kind="word", choices=_PREDICATES)
_BEFORE = Fact(name="rating_before", label=_("Predikat tahun sebelumnya"), kind="word", choices=_PREDICATES)
_SERVICE = (
    Fact(name="grade", label=_("Golongan"), kind="word", choices=_GRADES),
    Fact(name="rank_from", label=_("TMT golongan"), kind="day"),
    Fact(name="credit", label=_("Masa kerja golongan pada TMT itu"), kind="number", unit=_("bulan")),
    Fact(name="last_raise_on", label=_("TMT KGB terakhir"), kind="day"),
)
_RUNNING = (
    Fact(name="is_delayed", label=_("Sedang menjalani hukuman penundaan KGB"), kind="yes_no"),
    Fact(name="delayed_until", label=_("Hari pertama sesudah hukuman itu"), kind="day"),
    Fact(name="is_unpaid", label=_("Sedang cuti di luar tanggungan negara"), kind="yes_no"),
    Fact(name="unpaid_until", label=_("Hari aktif kembali"), kind="day"),
)
_SERVED = Fact(name="served_from", label=_("Mulai bekerja (TMT CPNS atau kontrak)"), kind="day")


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
            Fact(name="contract_from", label=_("Perjanjian kerja mulai"), kind="day"),
            Fact(name="contract_until", label=_("Hari pertama sesudah perjanjian kerja"), kind="day"),
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
            Fact(name="is_exemplary", label=_("Dinyatakan sebagai teladan"), kind="yes_no"),
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
            Fact(name="took_big", label=_("Mengambil cuti besar tahun ini"), kind="yes_no"),
            Fact(
                name="taken",
                label=_("Cuti tahunan yang diambil tahun ini"),
                kind="number",
                unit=_("hari kerja"),
            ),
            Fact(name="taken_last", label=_("Yang diambil tahun lalu"), kind="number", unit=_("hari kerja")),
            Fact(
                name="taken_before",
                label=_("Yang diambil dua tahun lalu"),
                kind="number",
                unit=_("hari kerja"),
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
            Fact(name="is_religious", label=_("Untuk ibadah haji pertama atau sejenisnya"), kind="yes_no"),
        ),
    ),
    _rule(
        "leave_unpaid",
        _("Cuti di luar tanggungan negara"),
        _("Apakah seorang PNS dapat meminta cuti di luar tanggungan negara."),
        leave.unpaid,
        (_KIND, _SERVED, Fact(name="months", label=_("Lamanya"), kind="number", unit=_("bulan"))),
    ),
    _rule(
        "leave_sick",
        _("Cuti sakit"),
        _("Surat apa yang diperlukan cuti sakit, dan apakah masih dalam batasnya."),
        leave.sick,
        (
            Fact(name="sick_from", label=_("Hari pertama sakit"), kind="day"),
            Fact(name="sick_until", label=_("Hari terakhir sakit"), kind="day"),
            Fact(name="has_letter", label=_("Ada surat dokter"), kind="yes_no"),
            Fact(name="is_state_doctor", label=_("Dari dokter pemerintah"), kind="yes_no"),
            Fact(name="is_extended", label=_("Ada keterangan tim penguji kesehatan"), kind="yes_no"),
        ),
    ),
    _rule(
        "leave_maternity",
        _("Cuti melahirkan"),
        _("Apakah suatu kelahiran memberi hak cuti melahirkan."),
        leave.maternity,
        (
            Fact(
                name="sex",
                label=_("Jenis kelamin"),
                kind="word",
                choices={"P": _("Perempuan"), "L": _("Laki-laki")},
            ),
            Fact(name="child", label=_("Anak keberapa"), kind="number"),
        ),
    ),
    _rule(
        "leave_important",
        _("Cuti karena alasan penting"),
        _("Apakah lamanya cuti karena alasan penting masih dalam batasnya."),
        leave.important,
        (
            _KIND,
            Fact(name="starts_on", label=_("Mulai"), kind="day"),
            Fact(name="days", label=_("Lamanya"), kind="number", unit=_("hari")),
        ),
    ),
    Rule(
        code="welfare.award_judge",
        label=_("Panitia penghargaan"),
        purpose=_("Apakah seorang anggota panitia boleh menilai seorang calon."),
        context="welfare",
        decide=recognition.may_judge,
        facts=(
            Fact(name="is_herself", label=_("Calonnya diri sendiri"), kind="yes_no"),
            Fact(name="is_her_superior", label=_("Calonnya bawahan sendiri"), kind="yes_no"),
            Fact(name="is_nominator", label=_("Calonnya dicalonkan sendiri"), kind="yes_no"),
        ),
        says=CONFLICTS,
        cases=_CASES / "recognition.toml",
    ),
)
