"""Asking the national system about one person, in an officer's name.

Who asked about whom, and how it ended, is on record either way: so this is no transaction. Answers are not kept, but by
an import that the officer asks for.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from bijak.accounts import access as accounts
from bijak.accounts.models import Account
from bijak.interchange import access as imports
from bijak.interchange import services as interchange
from bijak.interchange.registries import import_kinds
from bijak.ledger import services as ledger
from bijak.people import queries as people
from bijak.people import services as records
from bijak.siasn.access import Permission
from bijak.siasn.mapping import service as wire
from bijak.siasn.mapping.held import PHOTO_PATH, History, as_table, papers
from bijak.siasn.services.answers import Failed, Failure
from bijak.siasn.services.calling import Service

Refused = interchange.Refused
"""A table that the import does not take, or a paper that is none; ``str()`` is a sentence."""


def ask_about(person: people.Person, *, service: Service, by: Account, today: date) -> dict[str, str]:
    """The person as the service knows her, in our fields and words, or `Failed`."""
    return wire.person(
        _rows("person", wire.PERSON_PATH, person.today, service=service, by=by, today=today)[0]
    )


def ask_for_credits(
    person: people.Person, *, service: Service, by: Account, today: date
) -> list[wire.Credit]:
    """Her credit points, the latest first as the service tells them, or `Failed`."""
    rows = _rows("credits", wire.CREDITS_PATH, person.today, service=service, by=by, today=today)
    return [wire.credit(row) for row in rows]


def take_history(
    row: Any, history: History, *, token: UUID, service: Service, by: Account, today: date
) -> Any:
    """An import of what the service holds of one history, for the officer to look at before it counts; or `Failed`.

    ``token``: the form's; sent twice, it gives the same import.
    """
    kind = import_kinds.get(history.kind)
    imports.must_import(by, kind, today=today)
    rows = _rows(history.name, history.path, row, service=service, by=by, today=today)
    naming = [column for column in kind.columns if column.field in ("nip", "person_siasn_id")]
    table = as_table(
        rows,
        owner=(str(kind.column("nip").label), row.nip),
        owners=[name for column in naming for name in (str(column.label), *column.aliases)],
    )
    name = f"siasn-{history.name}.csv"
    return interchange.upload(kind=kind, file=io.BytesIO(table), name=name, token=token, by=by, today=today)


def take_photo(row: Any, *, service: Service, by: Account, today: date) -> None:
    """Keep the photo that the service holds in the place of ours, which stays on record; or `Failed`."""
    accounts.must(by, accounts.permission_named("people.edit"), on=row, today=today)
    siasn_id = row.employee.siasn_id

    def ask() -> bytes:
        if not siasn_id:
            raise Failed.absent()
        return service.content(PHOTO_PATH.format(siasn_id=siasn_id))

    picture = ContentFile(_asked("photo", row, ask, by=by, today=today))
    records.set_photo(row=row, picture=picture, reason=_("Foto dari SIASN."), by=by, today=today)


@dataclass(frozen=True)
class Papers:
    """How many papers were kept, and the numbers of the decrees whose paper is none or is gone."""

    kept: int
    lost: tuple[str, ...]


def take_papers(row: Any, history: History, *, service: Service, by: Account, today: date) -> Papers:
    """Keep the papers that the service has of one history with the decrees on record that have none, as far as she may
    see those; or `Failed`.

    Each stands by itself: one that is no PDF keeps no other from its place. Where none is any good, the first says why.
    """
    accounts.must(by, accounts.permission_named("people.edit"), on=row, today=today)
    there = papers(_rows(history.name, history.path, row, service=service, by=by, today=today))
    may_see = people.may_read(by, accounts.permission_named("people.view_sensitive"), row, today=today)
    known = people.person(row, on=today, with_sensitive=may_see)
    lines = [line for each in known.histories.values() for line in each]
    lacking = {line.decree_no for line in lines if line.may_have_paper and not line.paper}
    wanted = {number: path for number, path in there.items() if number in lacking}
    lost: dict[str, Exception] = {}
    for number, path in wanted.items():
        try:
            pdf = _asked("paper", row, partial(service.content, path), by=by, today=today)
            paper, reason = ContentFile(pdf, "siasn.pdf"), _("Berkas dari SIASN.")
            records.attach_decree(row=row, decree_no=number, paper=paper, reason=reason, by=by, today=today)
        except Refused as refused:
            lost[number] = refused
        except Failed as failed:
            if failed.failure is not Failure.ABSENT:
                raise
            lost[number] = failed
    if lost and len(lost) == len(wanted):
        raise next(iter(lost.values()))
    return Papers(len(wanted) - len(lost), tuple(lost))


def _rows(
    call: str, path: str, row: Any, *, service: Service, by: Account, today: date
) -> list[dict[str, Any]]:
    """The rows of an answer, at least one, or `Failed`."""

    def ask() -> list[dict[str, Any]]:
        if rows := service.read(path.format(nip=row.nip)):
            return rows
        raise Failed.absent()

    return _asked(call, row, ask, by=by, today=today)


def _asked[Answer](call: str, row: Any, ask: Callable[[], Answer], *, by: Account, today: date) -> Answer:
    """An answer about a person (of people's list), or `Failed`; recorded either way."""
    accounts.must(by, Permission.ASK, on=row, today=today)
    result = "answered"
    try:
        return ask()
    except Failed as failed:
        result = failed.failure
        raise
    finally:
        ledger.record("siasn.asked", subject=row.employee, by=by, facts={"call": call, "result": str(result)})
