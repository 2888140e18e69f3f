"""How a field about a person is made harmless when a database leaves its agency (UU 27/2022).

Each model declares in ``class Privacy:`` which rule scrubs which field. A rule is a function of the value and
a key: the same value under the same key gives the same substitute, so what belonged together still does;
without the key nobody can go back. The key is made for one copy and thrown away.
"""

import hashlib
import hmac
from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

from bijak.kernel import nip

type Rule = Callable[[Any, Random], Any]

_FIRST_NAMES = (
    "Adi Agus Andi Ayu Bambang Citra Dedi Desi Dewi Dian Eko Endang Fajar Fitri Hadi Hendra Indah Joko "
    "Kartika Lestari Maya Nina Putri Rahmat Rina Rudi Sari Sinta Siti Sri Surya Tono Tri Wahyu Wati Yusuf"
).split()
_LAST_NAMES = (
    "Anggraini Gunawan Halim Handayani Hartono Hidayat Irawan Kurniawan Kusuma Lubis Mahendra Maulana "
    "Nugroho Nasution Permata Prasetyo Pratama Purnama Putra Rahayu Safitri Santoso Saputra Setiawan "
    "Suryadi Susanto Utami Wibowo Wijaya Yulianto"
).split()


def _name(value: str, chance: Random) -> str:
    return f"{chance.choice(_FIRST_NAMES)} {chance.choice(_LAST_NAMES)}"


def _email(value: str, chance: Random) -> str:
    return f"orang-{chance.getrandbits(48):012x}@contoh.invalid"


def _phone(value: str, chance: Random) -> str:
    return f"08{chance.randrange(10**9):09d}"


def _text(value: str, chance: Random) -> str:
    return "Teks disamarkan."


def _number(value: Any, chance: Random) -> Any:
    """Other digits in the same places. A NIP stays one, of the same kind and sex: its layout is checked."""
    if isinstance(value, int):
        return int(_number(str(value), chance))
    try:
        known = nip.parse(value)
    except nip.InvalidNip:
        return "".join(str(chance.randrange(1, 10)) if mark.isdigit() else mark for mark in value)
    return f"{_date(known.born_on, chance):%Y%m%d}{value[8:15]}{chance.randrange(1, 1000):03d}"


def _date(value: date, chance: Random) -> date:
    """Another day of the same year, so that ages keep their shape."""
    return value.replace(month=1, day=1) + timedelta(days=chance.randrange(365))


def _blank(value: Any, chance: Random) -> Any:
    return "" if isinstance(value, str) else None


def _keep(value: Any, chance: Random) -> Any:
    return value


SCRUB_RULES: dict[str, Rule] = {
    "name": _name,
    "email": _email,
    "phone": _phone,
    "text": _text,
    "number": _number,
    "date": _date,
    "blank": _blank,
    "keep": _keep,
}
"""The rules a ``class Privacy:`` may name."""


def scrub(rule: str, value: Any, *, key: bytes) -> Any:
    """The substitute for one value. What is empty stays empty."""
    if value is None or value == "":
        return value
    digest = hmac.new(key, f"{rule}:{value}".encode(), hashlib.sha256).digest()
    return SCRUB_RULES[rule](value, Random(digest))
