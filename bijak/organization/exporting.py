"""The tree as a table that can be imported again."""

from collections.abc import Iterator, Mapping
from datetime import date

from django.utils.translation import gettext_lazy as _

from bijak.accounts.models import Account
from bijak.interchange.registries import ExportKind
from bijak.kernel.days import add_months
from bijak.organization import forms, queries
from bijak.organization.access import Permission
from bijak.organization.texts import COLUMNS, POST_COLUMNS

HEADERS = tuple(column.label for column in COLUMNS)
POST_HEADERS = (
    *(column.label for column in POST_COLUMNS),
    _("Terisi"),
    _("Kosong"),
    _("Lebih"),
)


def rows(*, account: Account, filters: Mapping[str, str], today: date) -> Iterator[tuple[object, ...]]:
    """Every unit of a day (``pada``), as known on another (``diketahui``): the tree is open to every account."""
    form = forms.TreeFilter(filters)
    chosen = form.cleaned_data if form.is_valid() else {}
    roots = queries.tree(chosen.get("pada") or today, known=chosen.get("diketahui"))
    nodes = [node for root in roots for node in root]
    national_ids = {node.spell.unit_id: node.unit.siasn_id for node in nodes}
    for node in nodes:
        yield (
            node.unit.siasn_id or "",
            national_ids.get(node.spell.parent_id or 0) or "",
            node.spell.name,
            node.spell.short_name,
            node.spell.head_title,
            node.spell.echelon,
            node.spell.get_kind_display(),
            node.spell.from_on,
        )


def post_rows(*, account: Account, filters: Mapping[str, str], today: date) -> Iterator[tuple[object, ...]]:
    """The establishment of a day (``pada``) with the numbers of those who fill it: open to every account."""
    form = forms.EstablishmentFilter(filters)
    chosen = form.cleaned_data if form.is_valid() else {}
    day = chosen.get("pada") or today
    unit = str(chosen.get("unit") or "")
    nodes = [node for root in queries.tree(day) for node in root]
    top = next((node for node in nodes if str(node.unit.uuid) == unit), None)
    lines = queries.establishment(top or nodes, day)
    if chosen.get("keadaan") == forms.EstablishmentFilter.State.LEAVING:
        lines = queries.with_leavers(lines, day, add_months(day, 12))
    for line in queries.narrowed_lines(lines, state=chosen.get("keadaan", ""), text=chosen.get("cari", "")):
        spell, balance = line.spell, line.balance
        yield (
            line.unit.unit.siasn_id or "",
            line.unit.name,
            line.title,
            spell.get_kind_display() if spell else "",
            spell.job_class if spell else "",
            spell.get_rank_lowest_display() if spell else "",
            spell.get_rank_highest_display() if spell else "",
            spell.get_education_level_display() if spell else "",
            spell.programmes if spell else "",
            spell.certificates if spell else "",
            (spell.retirement_age or "") if spell else "",
            balance.needed,
            spell.from_on if spell else "",
            spell.decree_number if spell else "",
            (spell.decree_on or "") if spell else "",
            balance.filled,
            balance.vacant,
            balance.surplus,
        )


UNITS = ExportKind(
    code="organization.units",
    label=_("Susunan organisasi"),
    description=_("Semua unit hari ini dengan atasannya, dalam bentuk yang dapat diimpor kembali."),
    permission=Permission.VIEW,
    headers=HEADERS,
    rows=rows,
    order=20,
)
