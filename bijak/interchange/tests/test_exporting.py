"""Tables that leave the house."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from django.test import Client
from django.urls import reverse

from bijak.accounts.access import AccountPermission
from bijak.interchange import exporting
from bijak.interchange.registries import ExportKind, export_kinds
from bijak.ledger import queries as ledger

ROWS = [
    ("=1+1", "198501012010011001", date(2026, 11, 2), True, None),
    ("-Ani", "@x", datetime(2026, 1, 2, 3, 4, tzinfo=UTC), 7, Decimal("1.5")),
]


def content(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def test_no_cell_of_a_csv_can_start_a_formula() -> None:
    text = content(exporting.table_response("a", ["=Nama", "NIP", "Hari", "Ya", "?"], ROWS, "csv")).decode(
        "utf-8-sig"
    )
    assert text.splitlines() == [
        "'=Nama;NIP;Hari;Ya;?",
        "'=1+1;198501012010011001;02-11-2026;Ya;",
        "'-Ani;'@x;02-01-2026 03:04;7;1.5",
    ]


def test_a_workbook_keeps_digits_days_and_texts_that_look_like_formulas() -> None:
    with exporting.write_xlsx(["A", "B", "C", "D", "E"], ROWS) as file:
        sheet = pl.read_excel(file.read(), infer_schema_length=0)
    assert sheet.rows() == [
        ("=1+1", "198501012010011001", "2026-11-02 00:00:00", "Ya", None),
        ("-Ani", "@x", "2026-01-02 03:04:00", "7", "1.5"),
    ]


def test_an_unknown_format_is_a_workbook() -> None:
    response = exporting.table_response("a", ["A"], [], "exe")
    with response.file_to_stream:
        assert response.headers["Content-Type"] == exporting.XLSX


@pytest.mark.django_db
@pytest.mark.usefixtures("grants")
def test_citra_exports_what_the_kind_lets_her_see_and_ani_is_refused(
    client_of: Callable[[Any], Client], citra: Any, ani: Any
) -> None:
    def rows(*, account: Any, filters: dict[str, str], today: date) -> list[tuple[str, str]]:
        return [(account.name, filters["unit"])]

    export_kinds.add(
        ExportKind("test.list", "Daftar", "Daftar contoh.", AccountPermission.MANAGE, ["Nama", "Unit"], rows)
    )
    try:
        address = reverse("interchange:export", args=["test.list"])
        answer = client_of(citra).get(address, {"bentuk": "csv", "unit": "7"})
        assert "Citra Dewanti;7" in content(answer).decode()
        noted = ledger.entries_for(citra)[0]
        assert (noted.verb, noted.facts) == (
            "interchange.exported",
            {"kind": "test.list", "filters": ["unit"]},
        )
        assert 'filename="test-list-' in answer.headers["Content-Disposition"]
        assert address in client_of(citra).get(reverse("interchange:exports")).content.decode()
        assert client_of(ani).get(address).status_code == 403
        assert client_of(citra).get(reverse("interchange:export", args=["lain"])).status_code == 404
    finally:
        export_kinds.remove("test.list")
