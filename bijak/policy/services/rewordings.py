"""Proposing other words for a provision, and answering who did."""

from datetime import date

from django.db import transaction
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bijak.accounts import access
from bijak.accounts.models import Account
from bijak.ledger import services as ledger
from bijak.legaltext import tree
from bijak.notifications.services import notify
from bijak.policy import queries
from bijak.policy.access import Permission
from bijak.policy.models import Passage, Rewording
from bijak.policy.services.passages import edit_passage
from bijak.policy.services.refusals import Refused

State = Rewording.State
_YES = gettext_lazy("Usulan bunyi Anda diterima.")
_NO = gettext_lazy("Usulan bunyi Anda tidak diterima.")


@transaction.atomic
def propose_words(
    *, passage: Passage, heading: str, text: str, reason: str, by: Account, today: date
) -> Rewording:
    """Propose other words for a provision of a draft that is still being written."""
    access.must(by, Permission.VIEW, today=today)
    draft = passage.version.draft
    if not queries.may_edit_text(draft) or passage.version.is_frozen:
        raise Refused(_("Naskah ini tidak dapat diubah lagi, jadi usulan atasnya tidak dapat diterima."))
    heading, text = heading.strip(), text.strip()
    if (heading, text) == (passage.heading, passage.text):
        raise Refused(_("Usulan ini sama dengan bunyi sekarang. Ubah kata-katanya dahulu."))
    rewording = Rewording.objects.create(
        draft=draft,
        provision=passage.provision,
        name=queries.address(passage.version, passage.provision) or tree.name(passage),
        heading=heading,
        text=text,
        old_heading=passage.heading,
        old_text=passage.text,
        reason=reason.strip(),
        made_by=by,
    )
    ledger.record("policy.words_proposed", subject=rewording, by=by, facts=_facts(rewording))
    return rewording


@transaction.atomic
def accept_words(
    *, rewording: Rewording, edition: int, answer: str = "", by: Account, today: date
) -> Passage:
    """Let a proposal become the text. ``edition`` is the one the editor saw: ``TextChanged`` for a newer one."""
    access.must(by, Permission.DRAFT, today=today)
    rewording = _open(rewording)
    passage = passage_of(rewording)
    if passage is None:
        raise Refused(
            _("Ketentuan yang diusulkan sudah tidak ada. Tolak usulan ini, dan sebutkan alasannya.")
        )
    passage = edit_passage(
        passage=passage,
        heading=rewording.heading,
        text=rewording.text,
        edition=edition,
        by=by,
        proposed_by=rewording.made_by,
        today=today,
    )
    _answer(rewording, State.ACCEPTED, answer, by)
    ledger.record("policy.words_accepted", subject=rewording, by=by, facts=_facts(rewording))
    _tell(rewording, _YES)
    return passage


@transaction.atomic
def refuse_words(*, rewording: Rewording, answer: str, by: Account, today: date) -> Rewording:
    """Refuse a proposal, and tell why."""
    access.must(by, Permission.DRAFT, today=today)
    rewording = _open(rewording)
    _answer(rewording, State.REFUSED, answer, by)
    ledger.record("policy.words_refused", subject=rewording, by=by, facts=_facts(rewording))
    _tell(rewording, _NO)
    return rewording


@transaction.atomic
def withdraw_words(*, rewording: Rewording, by: Account, today: date) -> Rewording:
    """Take one's own proposal back."""
    access.must(by, Permission.VIEW, today=today)
    rewording = _open(rewording)
    if rewording.made_by_id != by.pk:
        raise Refused(_("Hanya pengusulnya yang dapat menarik usulan ini."))
    _answer(rewording, State.WITHDRAWN, "", by)
    ledger.record("policy.words_withdrawn", subject=rewording, by=by, facts=_facts(rewording))
    return rewording


def passage_of(rewording: Rewording) -> Passage | None:
    """What the provision of a proposal says in the text that is being written."""
    version = queries.working_version(rewording.draft)
    if version is None:
        return None
    return (
        queries.passages(version)
        .select_related("version__draft", "provision")
        .filter(provision=rewording.provision_id)
        .first()
    )


def _open(rewording: Rewording) -> Rewording:
    locked = (
        Rewording.objects.select_for_update(of=("self",))
        .select_related("draft__policy", "provision", "made_by")
        .get(pk=rewording.pk)
    )
    if locked.state != State.OPEN:
        raise Refused(_("Usulan ini sudah %(state)s.") % {"state": str(locked.get_state_display()).lower()})
    return locked


def _answer(rewording: Rewording, state: State, answer: str, by: Account) -> None:
    rewording.state, rewording.answer, rewording.decided_by = state, answer.strip(), by
    rewording.decided_at = Now()
    rewording.save(update_fields=["state", "answer", "decided_by", "decided_at"])
    rewording.refresh_from_db(fields=["decided_at"])


def _facts(rewording: Rewording) -> dict[str, str]:
    return {"draft": str(rewording.draft.uuid), "provision": str(rewording.provision.uuid)}


def _tell(rewording: Rewording, title: Promise) -> None:
    if rewording.made_by_id == rewording.decided_by_id:
        return
    notify(
        to=rewording.made_by,
        kind="policy.words_answered",
        title=title,
        body=f"{rewording.draft.policy.title}, {rewording.name}. {rewording.answer}".strip(),
        link=f"{reverse('policy:rewordings', args=[rewording.draft.uuid])}?keadaan=semua#{rewording.uuid}",
    )
