"""List and person page at three sizes, at one and eight clients, beside a hello-world view on the same server."""

import http.client
import os
import random
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from tools.bench.figures import Figure, seconds

SIZES = tuple(int(size) for size in os.environ.get("BENCH_SIZES", "10000,100000,1000000").split(","))
SECONDS = 8.0
READINGS = 6
LOG = Path("build/bench-server.log")
TODAY = date(2026, 11, 2)


def measure() -> Iterator[Figure]:
    from bijak.people.models import EmployeeToday

    for size in SIZES:
        asked_with = {"Cookie": f"sessionid={fill(size)}", "Accept-Encoding": "gzip"}
        sample = list(EmployeeToday.objects.order_by("?").values_list("uuid", "name")[:200])
        pages = {
            "people list": ["/pegawai/"],
            "people list, searched by name": [f"/pegawai/?cari={name.split()[-1]}" for _uuid, name in sample],
            "people list, by rank": ["/pegawai/?urut=golongan"],
            "person page": [f"/pegawai/{uuid}/" for uuid, _name in sample],
        }
        queries = {name: _count_queries(paths[0]) for name, paths in pages.items()}
        with Serving() as port:
            hello = {clients: load(port, ["/hello/"], asked_with, clients) for clients in (1, 8)}
            for name, paths in pages.items():
                for clients in (1, 8):
                    rate, p95, length = load(port, paths, asked_with, clients)
                    bare_rate, bare_p95, _length = hello[clients]
                    yield Figure(f"{name}, {clients} clients", rate, "requests/s", size, bare_rate)
                    yield Figure(f"{name}, {clients} clients, p95", p95 * 1000, "ms", size, bare_p95 * 1000)
                yield Figure(f"{name}, queries", queries[name], "queries", size)
                yield Figure(f"{name}, size on the wire", length / 1024, "KB", size)


def fill(size: int) -> str:
    """An agency of so many people, straight into the histories; returns the session of its officer."""
    from django.contrib.sessions.models import Session
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client

    from bijak.accounts.models import Account
    from bijak.accounts.testing import sign_in
    from bijak.organization import services as organization
    from bijak.organization.registries import Role
    from tools.bench import people

    call_command("flush", interactive=False, verbosity=0)
    officer = Account.objects.create_user(name="Bench", email="bench@example.test")
    organization.grant_role(
        account=officer, role=Role.OFFICER, unit=None, from_on=date(2020, 1, 1), today=TODAY, by=None
    )
    people.fill(size, by=officer, today=TODAY)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    sign_in(Client(), officer)
    return str(Session.objects.latest("expire_date").session_key)


def _count_queries(path: str) -> float:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from bijak.accounts.models import Account
    from bijak.accounts.testing import sign_in

    client = Client()
    sign_in(client, Account.objects.get(email="bench@example.test"))
    client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        answer = client.get(path)
    if answer.status_code != 200:
        raise SystemExit(f"bench: {path} answered {answer.status_code}.")
    return len(captured)


class Serving:
    """The production server, with the hello view."""

    def __enter__(self) -> int:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port: int = probe.getsockname()[1]
        LOG.parent.mkdir(exist_ok=True)
        environment = os.environ | {"BIJAK_PORT": str(port), "BIJAK_SUPERVISED": "yes"}
        self.process = subprocess.Popen(
            [sys.executable, "-c", "from bijak.operations.web import serve; serve()"],
            env=environment, stdout=LOG.open("w"), stderr=subprocess.STDOUT,
        )  # fmt: skip
        for _attempt in range(300):
            try:
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
                connection.request("GET", "/hello/")
                if connection.getresponse().status == 200:
                    return port
            except OSError:
                time.sleep(0.2)
        raise SystemExit("bench: the server did not start.")

    def __exit__(self, *_error: object) -> None:
        self.process.terminate()
        self.process.wait(60)


def load(
    port: int, paths: Sequence[str], headers: Mapping[str, str], clients: int
) -> tuple[float, float, float]:
    """Requests a second, the 95th percentile in seconds and bytes an answer, with so many clients asking at once."""
    took: list[float] = []
    lengths: list[int] = []
    refused: list[int] = []
    until = time.perf_counter() + SECONDS

    def ask(seed: int) -> None:
        chooser = random.Random(seed)
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        while time.perf_counter() < until:
            started = time.perf_counter()
            connection.request("GET", chooser.choice(paths), headers=headers)
            answer = connection.getresponse()
            body = answer.read()
            if answer.status != 200:
                refused.append(answer.status)
                return
            took.append(time.perf_counter() - started)
            lengths.append(len(body))

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if refused:
        raise SystemExit(f"bench: {paths[0]} answered {refused[0]}.")
    took.sort()
    return len(took) / SECONDS, took[int(len(took) * 0.95)], sum(lengths) / len(lengths)


def read_here(size: int, pages: Mapping[str, str]) -> Iterator[Figure]:
    """Pages within this process: the median reading, the first one after the records changed, and the queries.

    What is asked is whether anything on a page's way grows with the number of people, not how many it serves.
    """
    from django.test import Client

    from bijak.accounts.models import Account
    from bijak.accounts.testing import sign_in

    client = Client()
    sign_in(client, Account.objects.get(email="bench@example.test"))
    for name, path in pages.items():
        first, *again = (seconds(partial(client.get, path)) for _reading in range(READINGS))
        note = f"{_count_queries(path):.0f} queries, first {first * 1000:.0f} ms"
        yield Figure(f"{name}, page", sorted(again)[len(again) // 2] * 1000, "ms", size, note=note)
