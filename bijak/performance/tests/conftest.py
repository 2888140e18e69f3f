"""What both kinds of files are taken in with."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.base import ContentFile

from bijak.documents import services as documents
from bijak.interchange.models import Batch
from bijak.kernel.uuid7 import uuid7


@pytest.fixture
def new_batch(citra: Any) -> Callable[[], Batch]:
    def make() -> Batch:
        content = f"{uuid7()}".encode()
        document = documents.keep(
            file=ContentFile(content, name="s.csv"), name="s.csv", purpose="interchange", by=citra
        )
        return Batch.objects.create(
            token=uuid7(), kind="rating_history", document=document, by=citra, on=date(2026, 11, 2)
        )

    return make
