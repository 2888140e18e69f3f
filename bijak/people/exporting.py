"""The list of people as a table that leaves the house."""

from collections.abc import Iterator, Mapping
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from bijak.accounts.models import Account
from bijak.interchange.registries import ExportKind
from bijak.people import forms, queries, texts
from bijak.people.access import Permission, within
from bijak.people.models import EmployeeToday

HEADERS = (
    _("NIP"), _("Nama"), _("Jenis kelamin"), _("Tanggal lahir"), _("Kepegawaian"), _("Golongan"),
    _("TMT golongan"), _("Jabatan"), _("TMT jabatan"), _("Unit"), _("Pendidikan"), _("Kedudukan hukum"),
)  # fmt: skip


def rows(*, account: Account, filters: Mapping[str, str], today: date) -> Iterator[tuple[object, ...]]:
    """Those whom the account may take along, with the filter of the list's page."""
    allowed = EmployeeToday.objects.filter(within(account, Permission.EXPORT, today=today))
    return _table(queries.narrowed(allowed, forms.Search(filters).filter()))


def _table(people: QuerySet[EmployeeToday]) -> Iterator[tuple[object, ...]]:
    for row in people.select_related("unit").iterator(chunk_size=2000):
        yield (
            row.nip,
            row.full_name,
            row.get_sex_display(),
            row.born_on,
            row.get_kind_display(),
            texts.RANKS.get(row.rank_code, ""),
            row.rank_from,
            row.position_title,
            row.position_from,
            row.unit.name if row.unit else "",
            texts.EDUCATION_LEVELS.get(row.education_level, ""),
            texts.STANDINGS.get(row.standing_code, ""),
        )


PEOPLE = ExportKind(
    code="people.list",
    label=_("Daftar pegawai"),
    description=_(
        "Pegawai yang aktif, dengan golongan, jabatan, unit, dan pendidikannya hari ini. "
        "Untuk sebagian saja, saring dahulu di halaman Pegawai lalu unduh dari sana."
    ),
    permission=Permission.EXPORT,
    headers=HEADERS,
    rows=rows,
    order=10,
)
