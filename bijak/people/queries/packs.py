"""The rules of people by name, with the facts that each asks for."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from bijak.kernel.packs import Fact, Rule
from bijak.people import rules, texts
from bijak.people.queries.faces import WORDS

_CASES = Path(rules.__file__).with_name("cases.toml")
_POSITION = (
    Fact(
        "position_kind",
        _("Jenis jabatan"),
        "word",
        choices=WORDS["position_kind"],
    ),
    Fact("echelon", _("Eselon jabatan struktural"), "word", choices=texts.ECHELONS),
    Fact(
        "functional_age",
        _("Batas usia pensiun jabatan fungsional menurut tabel rujukan"),
        "number",
        _("tahun"),
    ),
)
_ABSENT = (
    Fact(
        "days",
        _("Tidak masuk kerja tanpa alasan sah sejak 1 Januari"),
        "number",
        _("hari kerja"),
    ),
    Fact("consecutive", _("Terpanjang berturut-turut"), "number", _("hari kerja")),
)

RULES = (
    Rule(
        code="people.retirement_age",
        label=_("Batas usia pensiun"),
        purpose=_("Sampai usia berapa seseorang bekerja dalam jabatan yang dipangkunya (BUP)."),
        context="people",
        decide=rules.reckon_retirement_age,
        facts=_POSITION,
        says={"retirement_age": _("Batas usia pensiun jabatannya")},
        cases=_CASES,
    ),
    Rule(
        code="people.retirement",
        label=_("Tanggal pensiun"),
        purpose=_("Sudah tibakah TMT pensiun, atau kapan: hari pertama bulan sesudah mencapai BUP."),
        context="people",
        decide=rules.has_retired,
        facts=(Fact("born_on", _("Tanggal lahir"), "day"), *_POSITION),
        says={"retirement_day": _("TMT pensiun sudah tiba")},
        cases=_CASES,
    ),
    Rule(
        code="people.absence_sanction",
        label=_("Hukuman karena tidak masuk kerja"),
        purpose=_(
            "Hukuman disiplin menurut banyaknya hari tidak masuk kerja tanpa alasan yang sah dalam setahun. Yang tidak "
            "masuk lagi sesudah dihukum mendapat yang setingkat lebih berat. Bagi PPPK berlaku aturan instansinya."
        ),
        context="people",
        decide=rules.absence_sanction,
        facts=(
            Fact("kind", _("Jenis kepegawaian"), "word", choices=WORDS["kind"]),
            *_ABSENT,
            Fact(
                "previous",
                _("Hukuman terberat karena tidak masuk kerja tahun ini"),
                "number",
                choices={0: _("Belum ada")}
                | {code: texts.SANCTIONS[str(code)] for __, code in rules.ABSENCE_STEPS},
            ),
            Fact(
                "days_since",
                _("Tidak masuk lagi sejak hukuman itu"),
                "number",
                _("hari kerja"),
            ),
        ),
        says={"sanction": _("Kode hukuman menurut rujukan nasional")},
        cases=_CASES,
        answers={0: _("Tidak ada hukuman")}
        | {code: texts.SANCTIONS[str(code)] for __, code in rules.ABSENCE_STEPS},
    ),
    Rule(
        code="people.absence_warning",
        label=_("Peringatan dini tidak masuk kerja"),
        purpose=_("Apakah belum ada yang perlu dilakukan atas hari-hari tidak masuk kerja seseorang."),
        context="people",
        decide=rules.absence_warning,
        facts=_ABSENT,
        says={
            "no_sanction_due": _("Belum mencapai hukuman paling ringan"),
            "no_step_near": _("Belum mendekati hukuman berikutnya"),
            "no_dismissal_near": _("Belum mendekati pemberhentian karena tidak masuk terus-menerus"),
            "pay_goes_on": _("Gaji tetap dibayarkan"),
        },
        cases=_CASES,
    ),
)
