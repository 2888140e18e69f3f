"""From when a regulation says of itself that it holds."""

import re
from datetime import date

from django.utils import translation

from bijak.policy.models import Decree, Passage
from bijak.policy.queries.amending import instrument_of
from bijak.shell.templatetags.formats import tanggal

_STARTS = re.compile(
    r"\bini\s+mulai\s+berlaku\s+(?:pada|sejak)\s+tanggal\s+(diundangkan|\d{1,2}\s+[a-z]{3,9}\s+\d{4})\b",
    re.IGNORECASE,
)


def first_day_said(decree: Decree, promulgated_on: date, typed: date) -> str:
    """What the closing words say of the first day, where they say another than was ``typed``; empty otherwise.

    A text that says it in any other way, or of its parts one by one, is not judged.
    """
    text = instrument_of(decree) or "\n".join(
        Passage.objects.filter(version=decree.version_id, text__icontains="mulai berlaku")
        .order_by("position", "pk")
        .values_list("text", flat=True)
    )
    said = {" ".join(words.split()).lower() for words in _STARTS.findall(text)}
    if len(said) != 1:
        return ""
    (words,) = said
    with translation.override("id"):
        day = tanggal(typed).lower()
    agrees = typed == promulgated_on if words == "diundangkan" else words == day
    return "" if agrees else f"mulai berlaku pada tanggal {words.title() if words[0].isdigit() else words}"
