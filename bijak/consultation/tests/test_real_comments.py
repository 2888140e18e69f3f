"""What people really wrote in two public deliberations, sent here by three people each: more than a thousand comments.

The comments are not part of this repository: ``BIJAK_SAMPLES`` names the folder that has them in ``deliberation/``
(Polis, The Computational Democracy Project, CC BY 4.0).
"""

import csv
import io
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import fastexcel
import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from bijak.accounts.models import Account
from bijak.consultation import queries, services
from bijak.consultation.models import Comment, Kind
from bijak.policy.models import Draft

FOLDER = Path(os.environ.get("BIJAK_SAMPLES", "")) / "deliberation"
FILES = sorted(FOLDER.glob("*/comments.csv")) if os.environ.get("BIJAK_SAMPLES") else []
PEOPLE = 3

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not FILES, reason="BIJAK_SAMPLES names no folder with deliberation/ in it."),
]
type Browser = Callable[[Account], Client]


def texts() -> list[str]:
    found = []
    for path in FILES:
        with path.open(encoding="utf-8") as file:
            found += [row["comment-body"].strip() for row in csv.DictReader(file)]
    return [each for each in dict.fromkeys(found) if each]


@pytest.fixture
def said(draft: Draft, today: date) -> list[Comment]:
    """Three people write each comment, each a little otherwise; every seventh is about the whole draft."""
    clauses = [each.provision_id for each in queries.clauses_of(draft) if each.is_clause]
    Comment.objects.bulk_create(
        Comment(
            draft=draft,
            version=draft.dialogue_version,
            provision_id=None if number % 7 == 0 else clauses[number % len(clauses)],
            kind=list(Kind)[number % len(Kind)],
            name=f"Warga {number}",
            email=f"warga{person}-{number}@kampus.example",
            text=text if person == 0 else f"{text} ({person})",
            received_on=today,
            confirmed_at=timezone.now(),
        )
        for number, text in enumerate(texts())
        for person in range(PEOPLE)
    )
    return list(queries.comments_of(draft))


def test_more_than_a_thousand_real_comments_are_read_found_answered_and_taken_home(
    said: list[Comment], draft: Draft, client_of: Browser, client: Client, eka: Account, today: date,
    django_assert_max_num_queries: Any,
) -> None:  # fmt: skip
    assert len(said) > 1_000
    analyst = client_of(eka)

    # everyone reads them, as they were written
    for page in range(1, len([each for each in said if each.provision_id is None]) // 25 + 2):
        shown = client.get(reverse("consultation:whole", args=[draft.uuid]), {"hal": page}).content.decode()
        assert shown.count('class="said"') >= 1
    odd = max(said, key=lambda each: sum(ord(mark) > 127 for mark in each.text))
    longest = max(said, key=lambda each: len(each.text))
    assert any(ord(mark) > 127 for mark in odd.text)
    for each in (odd, longest):
        follow = reverse("consultation:follow", args=[queries.secret(each.uuid, queries.FOLLOW)])
        assert escape(each.text) in client.get(follow).content.decode()

    # the analyst finds them again
    listed = reverse("consultation:comments", args=[draft.uuid])
    for each in (odd, longest):
        with django_assert_max_num_queries(25):
            shown = analyst.get(listed, {"cari": each.text[:90], "status": "all"}).content.decode()
        assert each.receipt in shown

    # and answers together what says the same
    alike = {each.pk for each in queries.alike([longest])}
    twins = {each.pk for each in said if each.text.startswith(longest.text) and each.pk != longest.pk}
    assert twins <= alike
    with django_assert_max_num_queries(30):
        shown = analyst.get(
            reverse("consultation:answer", args=[draft.uuid]), {"t": str(longest.uuid)}
        ).content.decode()
    assert shown.count('type="checkbox"') >= len(twins)
    services.answer(comments=said[:200], disposition="noted", reason="Dicatat.", by=eka, today=today)

    # and takes them home, every one and no word changed
    matrix = reverse("consultation:matrix", args=[draft.uuid])
    wanted = {each.receipt: each.text for each in said}
    table = b"".join(analyst.get(matrix, {"bentuk": "csv"}).streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(table), delimiter=";" if ";" in table.splitlines()[0] else ","))
    assert {row[0]: row[5].lstrip("'") for row in rows[1:]} == {
        key: text.lstrip("'") for key, text in wanted.items()
    }
    sheet = fastexcel.read_excel(
        b"".join(analyst.get(matrix, {"bentuk": "xlsx"}).streaming_content)
    ).load_sheet(0)
    assert sheet.height == len(said)
    paper = pypdfium2.PdfDocument(analyst.get(matrix, {"bentuk": "pdf"}).content)
    printed = "".join(page.get_textpage().get_text_range() for page in paper)
    assert said[-1].receipt in printed
    assert len(paper) > 40
