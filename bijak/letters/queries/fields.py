"""What letters can say of what is on record about a person, as she was on a day."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from bijak.kernel.days import months_between
from bijak.letters.models import DEFINITIVE
from bijak.letters.registries import Field
from bijak.people.queries import Line, Person, Topic
from bijak.shell.templatetags.formats import tanggal


def _position(person: Person) -> Line | None:
    """The one she holds by right; what she only acts in runs beside it."""
    lines = person.histories[Topic.POSITION]
    return next((each for each in lines if each.code == DEFINITIVE and each.holds_on(person.on)), None)


def _began(person: Person) -> Line | None:
    """The first span of her employment here."""
    begun = [
        each for each in person.histories[Topic.EMPLOYMENT] if each.from_on and each.from_on <= person.on
    ]
    return min(begun, key=lambda each: (each.from_on, each.pk), default=None)


def _education(person: Person) -> str:
    finished = (each for each in person.histories[Topic.EDUCATION])
    best = max(finished, key=lambda each: (each.code, each.pk), default=None)
    return best.title if best else ""


def _served(person: Person) -> str:
    began = _began(person)
    if began is None or began.from_on is None:
        return ""
    years, months = divmod(months_between(began.from_on, person.on), 12)
    return f"{years} tahun {months} bulan"


def _identity(name: str) -> Callable[[Person], str]:
    return lambda person: str(getattr(person.identity, name, "") or "")


def _born(person: Person) -> str:
    return tanggal(person.identity.born_on) if person.identity else ""


def _title(line: Line | None) -> str:
    return line.title if line else ""


def _since(line: Line | None) -> str:
    return tanggal(line.from_on) if line else ""


def _full_name(person: Person) -> str:
    known = person.identity
    if known is None:
        return ""
    front = f"{known.front_title} " if known.front_title else ""
    back = f", {known.back_title}" if known.back_title else ""
    return f"{front}{known.name}{back}"


FIELDS = (
    Field("nama", _("Nama dan gelar"), _full_name, "Ani Lestari, S.E."),
    Field("nip", _("NIP"), _identity("nip"), "199001012015012001"),
    Field("tempat_lahir", _("Tempat lahir"), _identity("birth_place"), "Pontianak"),
    Field("tanggal_lahir", _("Tanggal lahir"), _born, "1 Januari 1990"),
    Field(
        "jenis_kelamin", _("Jenis kelamin"),
        lambda person: str(person.identity.get_sex_display()) if person.identity else "", "Perempuan",
    ),
    Field(
        "kepegawaian", _("Jenis kepegawaian"), lambda person: _title(person.at(Topic.EMPLOYMENT)), "PNS",
        Topic.EMPLOYMENT,
    ),
    Field(
        "mulai_bekerja", _("Mulai bekerja"), lambda person: _since(_began(person)), "1 Januari 2015",
        Topic.EMPLOYMENT,
    ),
    Field("masa_kerja", _("Masa kerja sejak diangkat"), _served, "11 tahun 10 bulan", Topic.EMPLOYMENT),
    Field("pangkat", _("Pangkat dan golongan"), lambda person: _title(person.rank), "Penata, III/c", Topic.RANK),
    Field("tmt_pangkat", _("TMT pangkat"), lambda person: _since(person.rank), "1 April 2023", Topic.RANK),
    Field(
        "jabatan", _("Jabatan"), lambda person: _title(_position(person)), "Penata Layanan Operasional",
        Topic.POSITION,
    ),
    Field(
        "tmt_jabatan", _("TMT jabatan"), lambda person: _since(_position(person)), "1 Januari 2020",
        Topic.POSITION,
    ),
    Field(
        "unit", _("Unit kerja"),
        lambda person: line.detail if (line := _position(person)) else "", "Dinas Pendidikan", Topic.POSITION,
    ),
    Field(
        "sk_jabatan", _("Nomor SK jabatan"),
        lambda person: line.decree_no if (line := _position(person)) else "", "800.1.3/12/2020",
        Topic.POSITION,
    ),
    Field(
        "tanggal_sk_jabatan", _("Tanggal SK jabatan"),
        lambda person: tanggal(line.decree_on) if (line := _position(person)) else "", "15 Desember 2019",
        Topic.POSITION,
    ),
    Field("pendidikan", _("Pendidikan terakhir"), _education, "S-1 Manajemen", Topic.EDUCATION),
    Field(
        "kedudukan", _("Kedudukan hukum"), lambda person: _title(person.at(Topic.STANDING)), "Aktif",
        Topic.STANDING,
    ),
)  # fmt: skip
"""Nothing that only some may see: a letter lies in the hands of many."""
