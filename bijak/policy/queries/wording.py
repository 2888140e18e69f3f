"""What a text says of numbers: the terms it seems to set, and where its words and a bound number differ."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bijak.kernel.terms import Term
from bijak.legaltext.quantities import Quantity, quantities, written
from bijak.policy.models import TermSetting, Version
from bijak.policy.queries.terms import bounds_of, label_of, number, settable, settings_of, unit_of
from bijak.policy.queries.texts import Clause, clauses
from bijak.policy.registries import Unknown

# What people write for the unit of a term that declares no words of its own.
_ALIASES = {"jp": "jam pelajaran"}
_EVERYONE = "ASN"
_PERIODS = {
    "tahun": gettext_lazy("dihitung per tahun"),
    "semester": gettext_lazy("dihitung per semester"),
    "triwulan": gettext_lazy("dihitung per triwulan"),
    "bulan": gettext_lazy("dihitung per bulan"),
    "minggu": gettext_lazy("dihitung per minggu"),
    "hari": gettext_lazy("dihitung per hari"),
}


# What a text seems to set ------------------------------------------------------------------------


@dataclass(frozen=True)
class Suggestion:
    """A clause that names a number as a term is named: a person decides. ``from_on``: the day that it names, too."""

    clause: Clause
    code: str
    term: Term
    quantity: Quantity

    @property
    def value(self) -> Decimal:
        return self.quantity.value

    @property
    def from_on(self) -> date | None:
        return self.quantity.since

    @property
    def words(self) -> str:
        """What the clause says: "paling sedikit 24 (dua puluh empat) jam pelajaran"."""
        said = self.clause.text[self.quantity.start : self.quantity.unit_end]
        return " ".join(f"{self.quantity.limit} {said}".split())

    @property
    def why(self) -> list[str]:
        """By what it was recognised, each in a few words."""
        found = [_("satuan “%(unit)s”") % {"unit": self.quantity.unit}]
        if self.quantity.bound:
            bound = _("batas bawah") if self.quantity.bound == "minimum" else _("batas atas")
            found.append(f"{bound} (“{self.quantity.limit}”)")
        if self.quantity.period:
            known = _PERIODS.get(self.quantity.period)
            found.append(
                str(known) if known else _("dihitung per “%(period)s”") % {"period": self.quantity.period}
            )
        if self.quantity.whom:
            found.append(_("bagi %(whom)s") % {"whom": ", ".join(self.quantity.whom)})
        return found


def suggestions(version: Version, parts: Sequence[Clause] | None = None) -> list[Suggestion]:
    """Numbers that clauses name as a settable term is named, and that they do not set yet.

    ``parts`` are the version's ``clauses``, if they are at hand; then only what they say is read.
    """
    bound = {(row.provision_id, row.term, row.value) for row in settings_of(version)}
    return [
        each
        for each in _named(clauses(version) if parts is None else parts)
        if (each.clause.provision_id, each.code, each.value) not in bound
    ]


def unbound(version: Version) -> list[Suggestion]:
    """Suggestions whose number nothing sets: once enacted, the words bind nothing.

    Not of a clause that sets the term to another number: that is a ``Contradiction``.
    """
    rows = settings_of(version)
    numbers = {(row.term, row.value) for row in rows}
    places = {(row.provision_id, row.value) for row in rows} | {(row.provision_id, row.term) for row in rows}
    return [
        each
        for each in _named(clauses(version))
        if (each.code, each.value) not in numbers
        and not {(each.clause.provision_id, each.value), (each.clause.provision_id, each.code)} & places
    ]


def _named(parts: Sequence[Clause]) -> Iterator[Suggestion]:
    # A term that does not say how its clauses read is set by hand: by its unit alone anything might be it.
    offered = [each for each in settable() if each.term.wording.words]
    counted = [word for each in offered for word in words_of(each.term)]
    for clause in parts:
        if not clause.is_clause:
            continue
        spoken_of = [each for each in offered if _speaks_of(clause.text, each.term)]
        for quantity in quantities(clause.text, counted):
            value = number(quantity.value)
            for each in spoken_of:
                may_be = each.term.beyond(value) is None and each.term.implausible(value) is None
                if may_be and quantity.is_plain and fits(quantity, each.term):
                    yield Suggestion(clause, each.code, each.term, quantity)


def _speaks_of(text: str, term: Term) -> bool:
    words = " ".join(text.lower().split())
    return all(each.lower() in words for each in term.wording.about)


def words_of(term: Term) -> tuple[str, ...]:
    """What a term is counted in, as regulations write it: ``jam pelajaran`` for ``JP per tahun``."""
    first = term.unit.lower().split(" per ")[0].split("/")[0].strip()
    return term.wording.words or (_ALIASES.get(first, first),)


def is_counted_so(quantity: Quantity, term: Term) -> bool:
    return quantity.unit.lower() in {word.lower() for word in words_of(term)}


def fits(quantity: Quantity, term: Term) -> bool:
    """Whether a number of a text may be this term: what it leaves open may be anything."""
    wording = term.wording
    return (
        is_counted_so(quantity, term)
        and wording.bound in ("", quantity.bound or wording.bound)
        and wording.period in ("", quantity.period or wording.period)
        and (not wording.whom or not quantity.whom or bool({_EVERYONE, *wording.whom} & {*quantity.whom}))
    )


# Where the words differ --------------------------------------------------------------------------


@dataclass(frozen=True)
class Contradiction:
    """A clause sets a term to one number and names another; to none where ``named`` is empty, which may be meant.

    ``clause`` is the part that says it: the provision itself, or one within it.
    """

    setting: TermSetting
    term: Term
    clause: Clause
    named: tuple[tuple[Clause, Quantity], ...]

    @property
    def is_silent(self) -> bool:
        return not self.named

    @property
    def instead(self) -> Decimal | None:
        """The number to set, where the words name one that may be set."""
        values = {quantity.value for quantity in self._meant if quantity.is_plain}
        value = next(iter(values)) if len(values) == 1 else None
        may_be = value is not None and not (
            self.term.beyond(number(value)) or self.term.implausible(number(value))
        )
        return value if may_be else None

    @property
    def rewording(self) -> str:
        """The words to write, where there is one place to write them: ``25 (dua puluh lima)``."""
        return written(self.setting.value) if len(self._meant) == len(self.named) == 1 else ""

    @property
    def _meant(self) -> list[Quantity]:
        """Those that may be this term; a clause may count the same thing for something else."""
        return [quantity for _clause, quantity in self.named if fits(quantity, self.term)]

    @property
    def sentence(self) -> str:
        """What is wrong, for those who must mend it before the text goes on."""
        said = ", ".join(clause.text[quantity.start : quantity.unit_end] for clause, quantity in self.named)
        facts = {
            "clause": self.clause.address,
            "said": said,
            "term": label_of(self.term),
            "value": written(self.setting.value).partition(" ")[0],
            "unit": unit_of(self.term),
        }
        if self.is_silent:
            return (
                _(
                    "%(clause)s tidak menyebut angka untuk “%(term)s”, sedangkan yang ditautkan %(value)s %(unit)s."
                )
                % facts
            )
        return (
            _(
                "%(clause)s menyebut “%(said)s”, sedangkan yang ditautkan untuk “%(term)s” adalah %(value)s %(unit)s."
            )
            % facts
        )


def contradictions(version: Version, rows: Sequence[TermSetting] | None = None) -> list[Contradiction]:
    """Where a number and the words of its clause differ. ``rows``: what would be set; left out, what is."""
    rows = settings_of(version) if rows is None else rows
    parts = clauses(version) if rows else []
    places = {each.provision_id: place for place, each in enumerate(parts)}
    found = []
    for row in rows:
        try:
            term = bounds_of(row.term)
        except Unknown:  # a part of the house that is no longer installed
            continue
        within = list(_within(parts, places[row.provision_id])) if row.provision_id in places else []
        named = [
            (clause, quantity)
            for clause in within
            for quantity in quantities(clause.text, words_of(term))
            if is_counted_so(quantity, term)
        ]
        if within and not any(each.value == row.value and each.is_plain for _clause, each in named):
            meant = tuple(each for each in named if fits(each[1], term)) or tuple(named)
            found.append(Contradiction(row, term, within[0], meant))
    return found


def _within(parts: Sequence[Clause], place: int) -> Iterator[Clause]:
    """A part and everything in it."""
    yield parts[place]
    for each in parts[place + 1 :]:
        if each.depth <= parts[place].depth:
            return
        yield each
