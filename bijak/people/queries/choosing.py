"""People as those one may choose from: by part of a name, by digits of a NIP, by what their position is called."""

from collections.abc import Iterable, Sequence

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import NullIf

from bijak.people.models import EmployeeToday
from bijak.people.queries import spelling
from bijak.people.queries.listing import Filter, narrowed
from bijak.people.queries.misspelt import named_like
from bijak.shell.choosing import Choice
from bijak.shell.sending import uuids_of

_LEADERS_FIRST = NullIf("echelon_code", Value("")).asc(nulls_last=True)
_NIP_DIGITS = 18


class Candidates:
    """For ``shell.choosing.ChosenField``: among these people; who may be looked for, the asker has settled.

    ``tells_nips``: whether the asker may see them all. A NIP holds birth date and sex: of others it is not shown, and
    finds somebody only when it is given whole.
    """

    def __init__(self, among: QuerySet[EmployeeToday], *, tells_nips: bool = True) -> None:
        self.among = among.select_related("employee__account", "unit")
        self.tells_nips = tells_nips

    def find(self, text: str, *, most: int) -> list[Choice]:
        words = spelling.words(text)
        if not any(words):
            return []
        nips, among = words.nips, self.among
        if nips and not self.tells_nips:
            nips = ("".join(nips),)
            among = among if len(nips[0]) == _NIP_DIGITS else among.none()
        asked = Filter(text=" ".join((*words.names, *nips)), includes_inactive=True)
        found = self._choices(narrowed(among, asked)[:most])
        if found or not words.names:
            return found
        called = Q.create([("position_title__icontains", word) for word in text.split()])
        leading = self._choices(self.among.filter(called).order_by(_LEADERS_FIRST, "name", "pk")[:most])
        if leading:
            return leading
        meant = narrowed(among, Filter(text=" ".join(nips), includes_inactive=True))
        return self._choices(named_like(meant, words.names)[:most], is_guess=True)

    def get(self, keys: Sequence[str]) -> list[Choice]:
        """A key is hers, or the NIP with which a page begins."""
        asked = Q(uuid__in=uuids_of(keys)) | Q(nip__in=keys)
        rows = {
            key: row for row in self.among.filter(asked).order_by("pk") for key in (str(row.uuid), row.nip)
        }
        return self._choices(rows[key] for key in keys if key in rows)

    def _choices(self, rows: Iterable[EmployeeToday], *, is_guess: bool = False) -> list[Choice]:
        return [
            Choice(str(row.uuid), row.full_name, self._hint(row), thing=row, is_guess=is_guess)
            for row in rows
        ]

    def _hint(self, row: EmployeeToday) -> str:
        told = (row.nip if self.tells_nips else "", row.position_title, row.unit.name if row.unit else "")
        return " · ".join(filter(None, told))
