"""The calls of the national web service and what the keys of its answers are here. A NIP is in their paths."""

from collections.abc import Mapping
from typing import Any

from bijak.siasn.mapping import codes

PERSON_PATH = "/pns/data-utama/{nip}"

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

_BLANKS = {"", "-", "--", "null", "None"}


def person(row: Mapping[str, Any]) -> dict[str, str]:
    """A person of the service in our fields and our words, blanks left out; dates stay text."""
    ours: dict[str, str] = {}
    for key, field in PERSON.items():
        value = row.get(key)
        text = " ".join(str(value).replace("\0", " ").split()) if isinstance(value, str | int) else ""
        if text not in _BLANKS:
            ours[field] = codes.WORDS.get(field, {}).get(text, text)
    return ours
