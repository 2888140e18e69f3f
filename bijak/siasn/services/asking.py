"""Asking the national system about one person, in an officer's name."""

from datetime import date

from bijak.accounts import access as accounts
from bijak.accounts.models import Account
from bijak.ledger import services as ledger
from bijak.people import queries as people
from bijak.siasn.access import Permission
from bijak.siasn.mapping import service as wire
from bijak.siasn.services.calling import Failed, Service


def ask_about(person: people.Person, *, service: Service, by: Account, today: date) -> dict[str, str]:
    """The person as the service knows her, in our fields and words, or `Failed`.

    Who asked about whom, and how it ended, is on record either way: so this is no transaction. The answer is not kept.
    """
    accounts.must(by, Permission.ASK, on=person.today, today=today)
    result = "answered"
    try:
        rows = service.read(wire.PERSON_PATH.format(nip=person.today.nip))
        if not rows:
            raise Failed.absent()
        return wire.person(rows[0])
    except Failed as failed:
        result = failed.failure
        raise
    finally:
        ledger.record(
            "siasn.asked",
            subject=person.today.employee,
            by=by,
            facts={"call": "person", "result": str(result)},
        )
