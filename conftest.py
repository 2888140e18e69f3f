"""What every test may lean on: a PostgreSQL of our own, and six people with faces.

Ani is an employee of Dinas Pendidikan, Budi her superior, Citra the personnel officer who sees everyone,
Dewi the operator of another unit (Dinas Kesehatan), Eka an analyst, Gita the leader, Hadi oversight.
"""

import atexit
import os
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

os.environ.setdefault("BIJAK_MODE", "test")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bijak.config.settings")


def _own_database() -> str:
    from bijak.operations.postgres import Server

    folder = tempfile.TemporaryDirectory(prefix="bijak-test-")
    server = Server(Path(folder.name) / "postgres", durable=False)
    server.start()
    atexit.register(folder.cleanup)
    atexit.register(server.stop)
    return server.url("bijak")


# Before Django reads its settings: one server for the whole run, shared by the workers of pytest-xdist.
if "BIJAK_DATABASE_URL" not in os.environ:
    os.environ["BIJAK_DATABASE_URL"] = _own_database()

import django  # noqa: E402
import pytest  # noqa: E402
from hypothesis import settings as hypothesis  # noqa: E402

django.setup()  # pytest-django does it only where settings are named before this file is read

if TYPE_CHECKING:
    from django.test import Client

    from bijak.accounts.models import Account
    from bijak.organization.models import Unit

TODAY = date(2026, 11, 2)

# Timings never decide a test.
# The same commit is judged by the same examples; `pytest --hypothesis-profile explore` draws others.
hypothesis.register_profile("bijak", deadline=None, derandomize=True)
hypothesis.register_profile("explore", deadline=None)
hypothesis.load_profile("bijak")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite-matrix", action="store_true", help="Write down which role may open which route."
    )


@pytest.fixture
def today() -> date:
    return TODAY


@pytest.fixture
def city(db: None) -> "Unit":
    """The whole agency: the root of the tree."""
    return _unit("Pemerintah Kota Contoh", None)


@pytest.fixture
def education(city: "Unit") -> "Unit":
    return _unit("Dinas Pendidikan", city)


@pytest.fixture
def health(city: "Unit") -> "Unit":
    return _unit("Dinas Kesehatan", city)


@pytest.fixture
def ani(education: "Unit") -> "Account":
    return _account("Ani Lestari", "199001012015012001", "ani@example.test")


@pytest.fixture
def budi(education: "Unit") -> "Account":
    return _granted(
        _account("Budi Santoso", "197505052000031002", "budi@example.test"), "superior", education
    )


@pytest.fixture
def citra(city: "Unit") -> "Account":
    return _granted(_account("Citra Dewanti", "198203032006042003", "citra@example.test"), "officer", None)


@pytest.fixture
def dewi(health: "Unit") -> "Account":
    return _granted(_account("Dewi Anggraini", "198807072011012004", "dewi@example.test"), "operator", health)


@pytest.fixture
def eka(city: "Unit") -> "Account":
    return _granted(_account("Eka Pratama", "198504042010011005", "eka@example.test"), "analyst", city)


@pytest.fixture
def gita(city: "Unit") -> "Account":
    return _granted(_account("Gita Maharani", "197001011995032006", "gita@example.test"), "leader", city)


@pytest.fixture
def hadi(city: "Unit") -> "Account":
    return _granted(_account("Hadi Wijaya", "197202021998031007", "hadi@example.test"), "oversight", None)


@pytest.fixture
def administrator(city: "Unit") -> "Account":
    return _granted(_account("Indra Gunawan", "198001012005011008", "indra@example.test"), "admin", city)


@pytest.fixture
def client_of() -> Callable[["Account"], "Client"]:
    """A browser in which this person has signed in, second factor included."""
    from bijak.accounts.testing import sign_in

    def open_browser(account: "Account", **extra: Any) -> "Client":
        from django.test import Client

        client = Client(**extra)
        sign_in(client, account)
        return client

    return open_browser


def _unit(name: str, parent: "Unit | None") -> "Unit":
    from bijak.organization.testing import make_unit

    return make_unit(name=name, parent=parent, since=date(2000, 1, 1))


def _account(name: str, nip: str, email: str) -> "Account":
    from bijak.accounts.models import Account

    return Account.objects.create(name=name, nip=nip, email=email)


def _granted(account: "Account", role: str, unit: "Unit | None") -> "Account":
    """The role in a unit and all below it; without a unit, in the whole agency."""
    from bijak.organization.testing import give_role

    give_role(account=account, role=role, unit=unit, since=date(2020, 1, 1))
    return account
