"""Complaints as evidence: what was counted of an agency's own list, and how it is shown."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bijak.policy.engine.complaints import Tally
from bijak.policy.registries import Taken, Unknown
from bijak.shell.templatetags.formats import angka, tanggal

COMPLAINTS = "complaints"


@dataclass(frozen=True)
class Table:
    """One way to group complaints; ``top`` is the longest bar."""

    title: str
    head: str
    rows: list[tuple[str, int]]

    @property
    def top(self) -> int:
        return max((count for _label, count in self.rows), default=0)


def no_complaints(reference: str, on: date) -> Taken:
    """Complaints are counted while their file is sent; there is nothing to read anew."""
    raise Unknown(f"The file of complaints {reference} was not kept.")


def complaints_taken(tally: Tally, *, name: str, sha256: str) -> Taken:
    """What is kept of a file of complaints: counts, and what lets somebody recognise the file."""
    assert tally.first
    assert tally.last
    facts = asdict(tally) | {
        "first": tally.first.isoformat(),
        "last": tally.last.isoformat(),
        "name": name,
        "sha256": sha256,
    }
    title = _("Pengaduan %(first)s – %(last)s") % {"first": tanggal(tally.first), "last": tanggal(tally.last)}
    return Taken(title, facts)


def show_complaints(then: Mapping[str, Any], now: Mapping[str, Any] | None) -> Mapping[str, Any]:
    """The tables of a count."""
    spans = [(_span(span), count) for span, count in then["spans"]]
    is_yearly = all(len(span) == 4 for span, _count in then["spans"])
    tables = [
        Table(_("Menurut kategori"), _("Kategori"), _rows(then["categories"])),
        Table(_("Menurut tahun"), _("Tahun"), spans)
        if is_yearly
        else Table(_("Menurut bulan"), _("Bulan"), spans),
        Table(_("Menurut status"), _("Status"), _rows(then["statuses"])),
    ]
    return {
        "first": date.fromisoformat(then["first"]),
        "last": date.fromisoformat(then["last"]),
        "tables": [table for table in tables if table.rows],
    }


def say_complaints(facts: Mapping[str, Any]) -> str:
    """The count in a few words, with what most complaints are about."""
    said = _("%(count)s pengaduan") % {"count": angka(facts["total"])}
    most = ", ".join(f"{name} ({angka(count)})" for name, count in facts["categories"]["named"][:3])
    return _("%(count)s; terbanyak %(most)s") % {"count": said, "most": most} if most else said


def _rows(groups: Mapping[str, Any]) -> list[tuple[str, int]]:
    rows = [(name, count) for name, count in groups["named"]]
    if groups["others"]:
        rows.append((_("Lainnya (%(kinds)s macam)") % {"kinds": angka(groups["kinds"])}, groups["others"]))
    return rows


def _span(span: str) -> str:
    return date_format(date.fromisoformat(f"{span}-01"), "F Y") if "-" in span else span
