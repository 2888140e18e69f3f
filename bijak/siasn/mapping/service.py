"""The calls of the national web service and what the keys of its answers are here. A NIP is in their paths."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from bijak.kernel import ranks
from bijak.kernel.days import InvalidDay, parse_day
from bijak.siasn.mapping import codes

PERSON_PATH = "/pns/data-utama/{nip}"
CREDITS_PATH = "/pns/rw-angkakredit/{nip}"

PERSON = {
    "id": "siasn_id",
    "nipBaru": "nip",
    "nipLama": "old_nip",
    "nama": "name",
    "gelarDepan": "front_title",
    "gelarBelakang": "back_title",
    "tempatLahir": "birth_place",
    "tglLahir": "born_on",
    "jenisKelamin": "sex",
    "agamaId": "religion",
    "jenisKawinId": "marital_status",
    "nik": "nik",
    "noHp": "phone",
    "email": "email",
    "emailGov": "gov_email",
    "alamat": "address",
    "noNpwp": "npwp",
    "bpjs": "bpjs",
    "kedudukanPnsId": "standing_code",
    "golRuangAkhir": "rank",
    "tmtGolAkhir": "rank_from",
    "jabatanNama": "position_title",
    "tmtJabatan": "position_from",
    "unorNama": "unit_name",
    "tkPendidikanTerakhirId": "education_level",
}

NAMES: Mapping[str, Mapping[str, str]] = {
    "religion": {word: codes.RELIGIONS[code] for code, word in codes.WORDS["religion"].items()},
    "marital_status": {word: codes.MARITAL[code] for code, word in codes.WORDS["marital_status"].items()},
    "standing_code": codes.STANDINGS | codes.PPPK_STANDINGS,
    "education_level": codes.EDUCATION_LEVELS,
}
"""How the national system calls our words and codes: beside each other, both sides speak alike."""


@dataclass(frozen=True)
class Credit:
    """Credit points (angka kredit) of a period, as the service holds them; amounts stay text."""

    decree_no: str
    decree_on: str
    position: str
    from_month: str
    until_month: str
    main: str
    supporting: str
    total: str
    is_first: bool
    is_integrated: bool
    is_converted: bool


_BLANKS = {"", "-", "--", "null", "None"}


def person(row: Mapping[str, Any]) -> dict[str, str]:
    """A person of the service in our fields and our words, blanks left out; dates stay text."""
    ours: dict[str, str] = {}
    for key, field in PERSON.items():
        text = _text(row.get(key))
        if text not in _BLANKS:
            ours[field] = codes.WORDS.get(field, {}).get(text, text)
    return ours


def told(answer: Mapping[str, str]) -> dict[str, str]:
    """A person of the service as a file would tell of her: days as 2024-04-01, a rank by its code."""
    said = dict(answer)
    for field in ("born_on", "rank_from", "position_from"):
        with suppress(InvalidDay):
            said[field] = parse_day(said.get(field, "")).isoformat()
    if grade := said.pop("rank", ""):
        with suppress(ranks.UnknownRank):
            grade = ranks.by_grade(grade).code
        said["rank_code"] = grade
    if unit := said.pop("unit_name", ""):
        said["unit"] = unit
    return said


def credit(row: Mapping[str, Any]) -> Credit:
    """A row of ``rw_angkakredit``; its keys misspell the assessment (Penailan)."""
    told = {key: _text(value) for key, value in row.items()}

    def month(which: str) -> str:
        number, year = told.get(f"bulan{which}Penailan", ""), told.get(f"tahun{which}Penailan", "")
        return f"{number.zfill(2)}-{year}" if number and year else year

    return Credit(
        decree_no=told.get("nomorSk", ""),
        decree_on=told.get("tanggalSk", ""),
        position=told.get("namaJabatan", ""),
        from_month=month("Mulai"),
        until_month=month("Selesai"),
        main=told.get("kreditUtamaBaru", ""),
        supporting=told.get("kreditPenunjangBaru", ""),
        total=told.get("kreditBaruTotal", ""),
        is_first=_is_yes(told.get("isAngkaKreditPertama", "")),
        is_integrated=_is_yes(told.get("isIntegrasi", "")),
        is_converted=_is_yes(told.get("isKonversi", "")),
    )


def _text(value: Any) -> str:
    """A value without spare blanks; empty for what is no value."""
    return " ".join(str(value).replace("\0", " ").split()) if isinstance(value, str | int | float) else ""


def _is_yes(text: str) -> bool:
    return text.casefold() in ("1", "true")
