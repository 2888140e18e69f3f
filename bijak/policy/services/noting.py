"""Noting every change of a working version, so that each can be taken back."""

from collections.abc import Iterator
from contextlib import contextmanager

from bijak.accounts.models import Account
from bijak.legaltext import tree
from bijak.policy import queries
from bijak.policy.models import Act, Change, Passage, Provision, Version


def note_words(
    passage: Passage,
    *,
    heading: str,
    text: str,
    edition: int,
    by: Account | None,
    proposed_by: Account | None = None,
) -> None:
    """Note that a passage read so before its words were changed."""
    Change.objects.create(
        version_id=passage.version_id,
        act=Act.EDITED,
        provision_id=passage.provision_id,
        name=(queries.address(passage.version, passage.provision) or tree.name(passage))[:200],
        made_by=by,
        proposed_by=proposed_by,
        before={
            "order": None,
            "said": {str(passage.provision_id): (passage.kind, passage.label, heading, text)},
            "edition": edition,
        },
    )


class Note:
    """What a change is about; whoever makes it fills it in."""

    provision: Provision | None = None
    name: str = ""


@contextmanager
def noted(version: Version, act: Act, *, by: Account | None) -> Iterator[Note]:
    """Note what is changed within, if anything is."""
    before, terms = queries.state_of(version), _terms(version)
    note = Note()
    yield note
    kept = queries.altered(before, queries.state_of(version))
    if kept:
        after = _terms(version)
        Change.objects.create(
            version=version,
            act=act,
            provision=note.provision,
            name=note.name[:200],
            made_by=by,
            before=kept | {"terms": [term for term in terms if term not in after]},
        )


def _terms(version: Version) -> list[tuple[int, str, str, str | None]]:
    return [
        (each.provision_id, each.term, str(each.value), each.from_on.isoformat() if each.from_on else None)
        for each in queries.settings_of(version)
    ]
