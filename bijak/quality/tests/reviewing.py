"""Looking through everyone, as the worker does."""

from datetime import date

from django.utils import timezone

from bijak.quality import services


def look_through(*, on: date) -> None:
    services.ask_review()
    assert services.review(on=on, at=timezone.now())
