"""A list of 20 and one person through the API at two sizes, beside a hello-world view on the same server.

Every request asks for another page or person; who sees whom is decided, and logged, as always. The processor time of a
request is that of the server and of the database's processes together.
"""

import os
from collections.abc import Iterator
from urllib.parse import urlencode

import psutil

from tools.bench.figures import Figure
from tools.bench.pages import SECONDS, TODAY, Serving, fill, load

SIZES = tuple(int(size) for size in os.environ.get("BENCH_SIZES", "10000,100000").split(","))
PEOPLE = "/api/v1/pegawai"


def measure() -> Iterator[Figure]:
    os.environ["BIJAK_API_REQUESTS_PER_MINUTE"] = "1000000"  # what is measured is not to be refused
    for size in SIZES:
        fill(size)
        headers = {"Authorization": f"Bearer {_secret()}", "Accept-Encoding": "gzip"}
        addresses = _addresses()
        serving = Serving()
        with serving as port:
            hello = {clients: load(port, ["/hello/"], headers, clients) for clients in (1, 8)}
            for name, paths in addresses.items():
                for clients in (1, 8):
                    before = _spent(serving)
                    rate, p95, length = load(port, paths, headers, clients)
                    spent = (_spent(serving) - before) / (rate * SECONDS)
                    bare_rate, bare_p95, _length = hello[clients]
                    yield Figure(f"{name}, {clients} clients", rate, "requests/s", size, bare_rate)
                    yield Figure(f"{name}, {clients} clients, p95", p95 * 1000, "ms", size, bare_p95 * 1000)
                yield Figure(f"{name}, processor time", spent * 1000, "ms", size)
                yield Figure(f"{name}, size on the wire", length / 1024, "KB", size)


def _secret() -> str:
    from bijak.accounts.models import Account
    from bijak.endpoints import services
    from bijak.people.access import Permission

    officer = Account.objects.get(email="bench@example.test")
    scopes = [Permission.VIEW, Permission.VIEW_SENSITIVE]
    _token, secret = services.make_token(name="Bench", scopes=scopes, days=30, by=officer, today=TODAY)
    return secret


def _addresses() -> dict[str, list[str]]:
    """Pages from all over the list, as a program that reads it whole meets them, and as many people."""
    from bijak.endpoints.answers import SIZE, cursor_after
    from bijak.people.models import EmployeeToday

    people = list(EmployeeToday.objects.order_by("uuid").values_list("uuid", flat=True))[::SIZE]
    return {
        "api list of 20": [f"{PEOPLE}?{urlencode({'cursor': cursor_after(uuid)})}" for uuid in people],
        "api person": [f"{PEOPLE}/{uuid}" for uuid in people],
    }


def _spent(serving: Serving) -> float:
    """Processor seconds until now of the server and of the database's processes that work for it."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")
        backends = [psutil.Process(pid) for (pid,) in cursor.fetchall()]
    server = psutil.Process(serving.process.pid)
    times = [process.cpu_times() for process in [server, *server.children(recursive=True), *backends]]
    return sum(each.user + each.system for each in times)
