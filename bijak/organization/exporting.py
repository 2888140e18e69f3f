"""The tree as a table that can be imported again."""

from collections.abc import Iterator, Mapping
from datetime import date

from django.utils.translation import gettext_lazy as _

from bijak.accounts.models import Account
from bijak.interchange.registries import ExportKind
from bijak.organization import forms, queries
from bijak.organization.access import Permission
from bijak.organization.texts import COLUMNS

HEADERS = tuple(column.label for column in COLUMNS)


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


UNITS = ExportKind(
    code="organization.units",
    label=_("Susunan organisasi"),
    description=_("Semua unit hari ini dengan atasannya, dalam bentuk yang dapat diimpor kembali."),
    permission=Permission.VIEW,
    headers=HEADERS,
    rows=rows,
    order=20,
)
