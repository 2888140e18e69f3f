"""What welfare tells letters: the raise that is coming, and the day of retirement."""

from django.utils.translation import gettext_lazy as _

from bijak.letters.registries import Field
from bijak.people.queries import Person
from bijak.shell.templatetags.formats import tanggal
from bijak.welfare.queries import raises, retirement

RAISE_LETTER = "pemberitahuan-kgb"
RETIREMENT_LETTER = "pemberitahuan-bup"


def masa(months: int | None) -> str:
    if months is None:
        return ""
    return "{} tahun {} bulan".format(*divmod(months, 12))


def _raise_from(person: Person) -> str:
    return tanggal(raises.coming_raise(person.today.pk, on=person.on)[0])


def _service(person: Person) -> str:
    return masa(raises.coming_raise(person.today.pk, on=person.on)[1])


def _retires(person: Person) -> str:
    near = retirement.retirement_of(person.today.pk)
    return tanggal(near.retires_on) if near else ""


FIELDS = (
    Field("tmt_kgb", _("TMT kenaikan gaji berkala"), _raise_from, "1 April 2027"),
    Field("mkg_kgb", _("Masa kerja golongan pada KGB"), _service, "12 tahun 0 bulan"),
    Field("tmt_pensiun", _("TMT pensiun"), _retires, "1 Februari 2028"),
)
