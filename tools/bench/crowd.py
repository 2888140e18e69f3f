"""An office in its busy hour: 50 officers, with a request every 5 s each, and 2,000 employees, every 30 s, at once.

Requests begin when they are due, whether those before them are answered or not, and their time counts from then on: a
server that falls behind is not spared. Beside it the same crowd asks the same server for the hello view.
"""

import http.client
import os
import random
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from queue import SimpleQueue
from typing import TYPE_CHECKING, NamedTuple

from tools.bench.figures import Figure
from tools.bench.pages import TODAY, Serving, fill

if TYPE_CHECKING:
    from bijak.accounts.models import Account

SIZES = tuple(int(size) for size in os.environ.get("BENCH_SIZES", "10000,100000").split(","))
SECONDS = 60.0
OFFICERS, OFFICER_EVERY = 50, 5.0
EMPLOYEES, EMPLOYEE_EVERY = 2_000, 30.0
CONNECTIONS = 64
"""What a proxy in front would keep open; so many requests are under way at once at most, others wait their turn."""

OFFICER_PAGES = {
    "list": 6,
    "search": 4,
    "misspelt": 1,
    "person": 5,
    "figures": 1,
    "behind": 1,
    "home": 1,
    "notices": 1,
}
EMPLOYEE_PAGES = {"own": 4, "home": 4, "notices": 2}
"""Of so many requests so many are for each kind of page."""


def measure() -> Iterator[Figure]:
    for size in SIZES:
        fill(size)
        officers, employees = _officers(), _employees()
        chance = random.Random(1)  # the same crowd each time
        with Serving() as port:
            _ask(port, _due(officers[:10], 1.0, 5, chance))  # what is read once is read
            bare = _ask(
                port, [each._replace(path="/hello/") for each in _crowd(officers, employees, 15, chance)]
            )
            answers = _ask(port, _crowd(officers, employees, SECONDS, chance))
        answered = [each for each in answers if each.is_right]
        yield Figure("crowd, requests", len(answers) / SECONDS, "requests/s", size)
        yield Figure("crowd, errors", len(answers) - len(answered), "requests", size, note=_wrong(answers))
        for part in (0.5, 0.95):
            hello = _percentile(bare, part)
            yield Figure(f"crowd, p{part * 100:.0f}", _percentile(answered, part), "ms", size, hello)
        for kind in (*OFFICER_PAGES, "own"):
            of_kind = [each for each in answered if each.call.kind == kind]
            note = f"{len(of_kind)} requests, p50 {_percentile(of_kind, 0.5):.0f} ms"
            yield Figure(f"crowd, {kind}, p95", _percentile(of_kind, 0.95), "ms", size, hello, note)


class Call(NamedTuple):
    """A request that is due so many seconds after the beginning."""

    at: float
    session: str
    kind: str
    path: str


class Answer(NamedTuple):
    call: Call
    seconds: float
    status: int

    @property
    def is_right(self) -> bool:
        return self.status == 200


@dataclass(frozen=True)
class Visitor:
    """Somebody signed in; each kind of page with how often she asks for it, and the addresses she chooses from."""

    session: str
    addresses: dict[str, Sequence[str]]
    weights: dict[str, int]


def _officers() -> list[Visitor]:
    from bijak.accounts.models import Account
    from bijak.organization import services as organization
    from bijak.organization.registries import Role
    from bijak.people.models import EmployeeToday

    people = list(EmployeeToday.objects.order_by("?").values_list("uuid", "name")[:500])
    firsts = [name.split()[0] for _uuid, name in people]
    addresses: dict[str, Sequence[str]] = {
        "list": ["/pegawai/", "/pegawai/?hal=2", "/pegawai/?urut=golongan", "/pegawai/?jenis=pppk"],
        "search": [f"/pegawai/?cari={'+'.join(name.split()[-2:])}" for _uuid, name in people],
        "misspelt": [f"/pegawai/?cari={first[:-1]}x" for first in firsts],
        "person": [f"/pegawai/{uuid}/" for uuid, _name in people],
        "figures": ["/pegawai/gambaran/"],
        "behind": ["/pegawai/gambaran/daftar/?usia=45", "/pegawai/gambaran/daftar/?pendidikan=40&hal=3"],
        "home": ["/"],
        "notices": ["/pemberitahuan/"],
    }
    accounts = Account.objects.bulk_create(
        [
            Account(name=f"Officer {number}", email=f"officer{number}@example.test")
            for number in range(OFFICERS)
        ]
    )
    for account in accounts:
        organization.grant_role(
            account=account, role=Role.OFFICER, unit=None, from_on=TODAY, today=TODAY, by=None
        )
    return [Visitor(session, addresses, OFFICER_PAGES) for session in _sessions(accounts)]


def _employees() -> list[Visitor]:
    from bijak.accounts.models import Account
    from bijak.people import queries
    from bijak.people.models import Employee

    people = list(queries.active().order_by("nip")[:EMPLOYEES])
    accounts = Account.objects.bulk_create([Account(name=each.name, nip=each.nip) for each in people])
    owners = [Employee(pk=each.pk, account=account) for each, account in zip(people, accounts, strict=True)]
    Employee.objects.bulk_update(owners, ["account"])
    return [
        Visitor(
            session,
            {"own": [f"/pegawai/{each.uuid}/"], "home": ["/"], "notices": ["/pemberitahuan/"]},
            EMPLOYEE_PAGES,
        )
        for each, session in zip(people, _sessions(accounts), strict=True)
    ]


def _sessions(accounts: "Sequence[Account]") -> list[str]:
    """Everybody signed in as the first of them is: two thousand sign-ins would take longer than the measurement."""
    from allauth.account.internal.flows.login import _AUTHENTICATION_METHODS_USER_SESSION_KEY
    from allauth.account.internal.userkit import user_id_to_str
    from allauth.usersessions.models import UserSession
    from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.base import VALID_KEY_CHARS
    from django.contrib.sessions.models import Session
    from django.test import Client
    from django.utils.crypto import get_random_string

    from bijak.accounts.sessions import SessionStore
    from bijak.accounts.testing import sign_in

    first = sign_in(Client(), accounts[0]).session
    until = first.get_expiry_date()
    sessions, known = [], []
    for account in accounts:
        store = SessionStore()
        held = dict(first.items()) | {
            SESSION_KEY: str(account.pk),
            HASH_SESSION_KEY: account.get_session_auth_hash(),
            _AUTHENTICATION_METHODS_USER_SESSION_KEY: user_id_to_str(account),
        }
        key = get_random_string(32, VALID_KEY_CHARS)
        sessions.append(Session(session_key=key, session_data=store.encode(held), expire_date=until))
        known.append(UserSession(user=account, session_key=key, ip="127.0.0.1", user_agent="Firefox"))
    Session.objects.bulk_create(sessions)
    UserSession.objects.bulk_create(known)
    return [each.session_key for each in sessions]


def _crowd(
    officers: Sequence[Visitor], employees: Sequence[Visitor], seconds: float, chance: random.Random
) -> list[Call]:
    calls = _due(officers, OFFICER_EVERY, seconds, chance) + _due(employees, EMPLOYEE_EVERY, seconds, chance)
    return sorted(calls)


def _due(visitors: Sequence[Visitor], every: float, seconds: float, chance: random.Random) -> list[Call]:
    """Each begins at a moment of her own, and asks at even distances from then on."""
    calls = []
    for visitor in visitors:
        at = chance.uniform(0, every)
        while at < seconds:
            [kind] = chance.choices(list(visitor.weights), list(visitor.weights.values()))
            calls.append(Call(at, visitor.session, kind, chance.choice(visitor.addresses[kind])))
            at += every
    return sorted(calls)


def _ask(port: int, calls: Sequence[Call]) -> list[Answer]:
    """Every call at its time, over a few connections; answers in the order in which they came."""
    due: SimpleQueue[Call | None] = SimpleQueue()
    answers: list[Answer] = []
    started = time.perf_counter()

    def serve() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        while (call := due.get()) is not None:
            headers = {"Cookie": f"sessionid={call.session}", "Accept-Encoding": "gzip"}
            try:
                connection.request("GET", call.path, headers=headers)
                response = connection.getresponse()
                response.read()
                status = response.status
            except (OSError, http.client.HTTPException):
                connection.close()
                status = 0
            answers.append(Answer(call, time.perf_counter() - started - call.at, status))

    threads = [threading.Thread(target=serve) for _number in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for call in calls:
        time.sleep(max(0.0, started + call.at - time.perf_counter()))
        due.put(call)
    for _thread in threads:
        due.put(None)
    for thread in threads:
        thread.join()
    return answers


def _percentile(answers: Sequence[Answer], part: float) -> float:
    """In milliseconds; of no answers nothing is known."""
    took = sorted(each.seconds for each in answers)
    return took[int(len(took) * part)] * 1000 if took else float("nan")


def _wrong(answers: Sequence[Answer]) -> str:
    wrong = {f"{each.status} {each.call.path}" for each in answers if not each.is_right}
    return ", ".join(sorted(wrong)[:5])
