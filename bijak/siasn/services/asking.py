"""Asking the national system about one person, in an officer's name.

Who asked about whom, and how it ended, is on record either way: so this is no transaction. Answers are not kept.
"""

from datetime import date
from typing import Any

from bijak.accounts import access as accounts
from bijak.accounts.models import Account
from bijak.ledger import services as ledger
from bijak.people import queries as people
from bijak.siasn.access import Permission
from bijak.siasn.mapping import service as wire
from bijak.siasn.services.calling import Failed, Service


def ask_about(person: people.Person, *, service: Service, by: Account, today: date) -> dict[str, str]:
    """The person as the service knows her, in our fields and words, or `Failed`."""
    return wire.person(_asked("person", wire.PERSON_PATH, person, service=service, by=by, today=today)[0])


def ask_for_credits(
    person: people.Person, *, service: Service, by: Account, today: date
) -> list[wire.Credit]:
    """Her credit points, the latest first as the service tells them, or `Failed`."""
    rows = _asked("credits", wire.CREDITS_PATH, person, service=service, by=by, today=today)
    return [wire.credit(row) for row in rows]


def _asked(
    call: str, path: str, person: people.Person, *, service: Service, by: Account, today: date
) -> list[dict[str, Any]]:
    """The rows of an answer, at least one, or `Failed`."""
    accounts.must(by, Permission.ASK, on=person.today, today=today)
    result = "answered"
    try:
        rows = service.read(path.format(nip=person.today.nip))
        if not rows:
            raise Failed.absent()
        return rows
    except Failed as failed:
        result = failed.failure
        raise
    finally:
        ledger.record(
            "siasn.asked", subject=person.today.employee, by=by, facts={"call": call, "result": str(result)}
        )
