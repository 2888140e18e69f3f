"""Files and people for tests."""

from datetime import date
from typing import Any

import polars as pl
from django.core.files.base import ContentFile

from bijak.accounts.models import Account
from bijak.documents import services as documents
from bijak.interchange.models import Batch
from bijak.kernel.uuid7 import uuid7

ANI: dict[str, Any] = {
    "siasn_id": "A1",
    "nip": "199001012015012001",
    "name": "Ani Lestari",
    "back_title": "S.E.",
    "born_on": date(1990, 1, 1),
    "sex": "P",
    "kind": "pns",
    "standing_code": "01",
    "cpns_from": date(2015, 1, 1),
    "pns_from": date(2016, 1, 1),
    "rank_code": "33",
    "rank_from": date(2023, 4, 1),
    "position_kind": "executor",
    "position_title": "Penata Layanan Operasional",
    "position_from": date(2020, 1, 1),
    "education_level": "40",
    "education_name": "Manajemen",
    "graduated_year": 2012,
    "nik_valid": None,
}


def workforce_frame(people: list[dict[str, Any]]) -> pl.DataFrame:
    """Rows as the workforce check lets them through: Ani, with what each person has different."""
    return pl.DataFrame(
        [ANI | person for person in people],
        infer_schema_length=None,
        schema_overrides={"nik_valid": pl.String},
    )


def make_batch(by: Account, name: str = "data-utama.csv", kind: str = "people.workforce") -> Batch:
    content = f"nip;nama\n{uuid7()};x\n".encode()
    document = documents.keep(file=ContentFile(content, name=name), name=name, purpose="interchange", by=by)
    return Batch.objects.create(token=uuid7(), kind=kind, document=document, by=by, on=date(2026, 11, 2))
