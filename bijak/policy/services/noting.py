"""Noting every change of a working version, so that each can be taken back."""

from collections import defaultdict
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
    after = queries.state_of(version)
    kept = queries.altered(before, after)
    if kept:
        gone = {
            key: (edition, terms[key]) for key, edition in before.editions.items() if key not in after.said
        }
        Change.objects.create(
            version=version,
            act=act,
            provision=note.provision,
            name=note.name[:200],
            made_by=by,
            before=kept | {"gone": gone},
        )


def _terms(version: Version) -> defaultdict[int, list[tuple[str, str, str | None]]]:
    """What each provision sets."""
    found = defaultdict(list)
    for each in queries.settings_of(version):
        first_day = each.from_on.isoformat() if each.from_on else None
        found[each.provision_id].append((each.term, str(each.value), first_day))
    return found
