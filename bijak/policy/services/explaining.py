"""Writing the explanation of a draft, and putting its evidence in order."""

from datetime import date

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from bijak.accounts.models import Account
from bijak.policy import queries
from bijak.policy.models import Draft, Evidence, Section
from bijak.policy.services.refusals import Refused, StudyChanged
from bijak.policy.services.study import hold, record, write_over


@transaction.atomic
def write_section(
    *, draft: Draft, code: str, edition: int, text: str, by: Account | None, today: date
) -> Section:
    """A section as somebody wrote it, or without words as the study has it.

    ``edition`` 0: nobody had written it, and what was shown came from the study.
    """
    draft = hold(draft, by=by, today=today)
    if code not in {each.code for each in queries.outline(draft)}:
        raise Refused(_("Bagian ini tidak ada dalam sistematika."))
    section = Section.objects.select_for_update().filter(draft=draft, code=code).first()
    if section is None:
        section = Section.objects.create(draft=draft, code=code, text=text, changed_by=by)
    elif not edition:
        raise StudyChanged(
            _("Orang lain baru saja menulis bagian ini. Bandingkan, lalu simpan lagi."), section
        )
    else:
        section = write_over(section, edition=edition, text=text, changed_by=by, changed_at=Now())
    record(draft, by, act="written", section=code)
    return section


@transaction.atomic
def refill_section(*, section: Section, edition: int, by: Account | None, today: date) -> Section:
    """Let a section follow the study again; what was written is set aside. ``StudyChanged`` as when writing."""
    draft = hold(section.draft, by=by, today=today)
    section.refresh_from_db()
    if not section.text:
        return section
    section = write_over(
        section, edition=edition, text="", set_aside=section.text, changed_by=by, changed_at=Now()
    )
    record(draft, by, act="refilled", section=section.code, text=section.set_aside)
    return section


@transaction.atomic
def take_up_section(*, section: Section, edition: int, by: Account | None, today: date) -> Section:
    """Let a section read as it did before it followed the study; what was written since changes places with that."""
    draft = hold(section.draft, by=by, today=today)
    section.refresh_from_db()
    if not section.set_aside:
        return section
    section = write_over(
        section,
        edition=edition,
        text=section.set_aside,
        set_aside=section.text,
        changed_by=by,
        changed_at=Now(),
    )
    record(draft, by, act="taken_up", section=section.code)
    return section


@transaction.atomic
def move_evidence(*, evidence: Evidence, up: bool, by: Account | None, today: date) -> None:
    """One place up or down in the evidence file."""
    draft = hold(evidence.draft, by=by, today=today)
    pieces = list(queries.evidence_of(draft.policy))
    here = next((place for place, each in enumerate(pieces) if each.pk == evidence.pk), None)
    there = None if here is None else here - 1 if up else here + 1
    if here is None or there is None or not 0 <= there < len(pieces):
        return
    pieces[here], pieces[there] = pieces[there], pieces[here]
    for place, each in enumerate(pieces, start=1):
        each.position = place
    Evidence.objects.bulk_update(pieces, ["position"])
    record(draft, by, act="moved", evidence=evidence)
