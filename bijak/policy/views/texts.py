"""The regulation as it is read: with what each clause sets, how the work on it stands, and as a file."""

from collections import Counter
from collections.abc import Callable, Hashable, Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import ngettext_lazy
from django.views.decorators.http import require_safe

from bijak.accounts.access import public, signed_in
from bijak.documents import codes
from bijak.policy import exporting, queries
from bijak.policy.access import Permission
from bijak.policy.models import Change, Draft, SignedPaper, TermSetting, Version
from bijak.policy.registries import Unknown
from bijak.policy.views.opening import frame, may, open_draft
from bijak.policy.views.papers import sent, sent_once_laid_out
from bijak.policy.views.signing import official_file, official_paper
from bijak.shell.htmx import render_page
from bijak.shell.templatetags.formats import angka


@signed_in
@require_safe
def text(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The regulation as a document, with what each clause sets and what others say about it."""
    draft = open_draft(request, uuid)
    version = _version(request, draft)
    clauses = queries.as_set(version, queries.clauses(version))
    book = queries.read(clauses, request.GET, versi=request.GET.get("versi", ""))
    context = frame(request, draft)
    context |= {
        "version": version,
        "newest": queries.versions_of(draft).first(),
        # All on one page is for reading: with a tool and a note beside each part it would be twice as long.
        "may_edit": context["may_edit"] and not version.is_frozen and not book.whole,
        "reading": book,
        "parts": parts_of(version, book.clauses, noted=not book.whole),
        "counts": counted(Counter(clause.kind for clause in clauses)),
        "end": book.shown.clauses[-1] if book.is_long else None,
    }
    context |= standing(request, version, clauses, book)
    return render_page(request, "policy/text.html", context)


def standing(
    request: HttpRequest, version: Version, clauses: list[queries.Clause], book: queries.Reading
) -> dict[str, Any]:
    """How the work on a text stands, above it: what breaks the rules, who writes where, what waits, what was last."""
    if not may(request, Permission.VIEW) or version.is_frozen and _has_newer(version):
        return {"stands": False}
    # Looking through a long text takes a moment: its writer asks for it.
    is_checked = bool(clauses) and not book.is_long
    found = queries.findings(version, clauses) if is_checked else ()
    names = {clause.provision_id: clause.name for clause in clauses}
    is_open = not version.is_frozen and queries.may_edit_text(version.draft)
    may_draft = is_open and may(request, Permission.DRAFT)
    unsaved = queries.at_work(version, request.user, timezone.now()) if is_open else []
    steps = queries.steps_of(version) if is_open else None
    may_undo = steps if may_draft else None
    return {
        "stands": bool(clauses or steps and steps.last),
        "findings": queries.severities(found) if clauses else None,
        "is_checked": is_checked,
        "unread": [clause for clause in clauses if clause.kind == "teks"],
        "writing": [
            (row.account.name, names.get(row.provision_id, ""))
            for row in unsaved
            if row.account_id != request.user.pk
        ],
        "mine": [(row, names.get(row.provision_id)) for row in unsaved if row.account_id == request.user.pk],
        "last": _named(steps and steps.last, names),
        "undo": _named(may_undo and may_undo.undo, names),
        "redo": _named(may_undo and may_undo.redo, names),
        "waiting": queries.waiting_rewordings([version.draft]).get(version.draft_id, 0),
        "may_propose": is_open and not may_draft,
    }


def _named(change: Change | None, names: Mapping[int, str]) -> tuple[Change, str] | None:
    """A change with how its provision is called now, or was when it was made; empty: the text as a whole."""
    return (change, names.get(change.provision_id or 0) or change.name) if change else None


def _has_newer(version: Version) -> bool:
    return queries.versions_of(version.draft).first() != version


def _version(request: HttpRequest, draft: Draft) -> Version:
    """The version asked for; the working one for those who write; for everyone else what is shown to all."""
    number = request.GET.get("versi", "")
    if not may(request, Permission.VIEW):
        discussed = draft.dialogue_version
        return discussed if discussed and number == str(discussed.number) else queries.told_version(draft)
    if number.isdecimal():
        try:
            return queries.version_of(draft, int(number[:5]))
        except Version.DoesNotExist:
            raise Http404 from None
    return queries.working_version(draft) or queries.shown_version(draft)


def parts_of(version: Version, clauses: list[queries.Clause], *, noted: bool = True) -> list[dict[str, Any]]:
    """Each clause with the terms it sets and, where notes are shown beside it, as the panels know it."""
    by_provision: dict[int, list[tuple[TermSetting, Any]]] = {}
    for setting in queries.settings_of(version):
        by_provision.setdefault(setting.provision_id, []).append((setting, _term(setting.term)))
    # Offered where they can be bound: beside the words, while they are written.
    is_written = noted and not version.is_frozen and queries.may_edit_text(version.draft)
    proposed: dict[int, list[queries.Suggestion]] = {}
    for each in queries.suggestions(version, clauses) if is_written else ():
        proposed.setdefault(each.clause.provision_id, []).append(each)
    return [
        {
            "clause": clause,
            "settings": by_provision.get(clause.provision_id, ()),
            "proposed": proposed.get(clause.provision_id, ()),
            "on": queries.ClauseOn(version, clause) if noted and clause.is_clause else None,
        }
        for clause in clauses
    ]


def _term(code: str) -> Any:
    try:
        return queries.bounds_of(code)
    except Unknown:
        return None


COUNTED = {
    "bab": ngettext_lazy("%(n)s bab", "%(n)s bab", "number"),
    "bagian": ngettext_lazy("%(n)s bagian", "%(n)s bagian", "number"),
    "paragraf": ngettext_lazy("%(n)s paragraf", "%(n)s paragraf", "number"),
    "pasal": ngettext_lazy("%(n)s pasal", "%(n)s pasal", "number"),
    "ayat": ngettext_lazy("%(n)s ayat", "%(n)s ayat", "number"),
    "huruf": ngettext_lazy("%(n)s huruf", "%(n)s huruf", "number"),
    "angka": ngettext_lazy("%(n)s angka", "%(n)s angka", "number"),
    "lampiran": ngettext_lazy("%(n)s lampiran", "%(n)s lampiran", "number"),
}


def counted(counts: Mapping[str, int]) -> str:
    """``7 bab, 17 pasal``; empty where nothing of it stands in the text."""
    found = ((words, counts[kind]) for kind, words in COUNTED.items() if counts.get(kind))
    return ", ".join(words % {"number": number, "n": angka(number)} for words, number in found)


@public
@require_safe
def download_text(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """A version as an official paper, a Word file, Akoma Ntoso, or words to paste; for whoever may read its page.

    ``dari`` names an earlier version: the Word file then tracks what changed since.
    """
    draft = open_draft(request, uuid)
    version = _version(request, draft)
    if not queries.counts(version):
        raise Http404
    name = f"{slugify(draft.policy.title)[:60]}-{version.number}"
    write: Callable[[], bytes]
    said: Hashable = None
    match request.GET.get("bentuk"):
        case "pdf":
            if official := _official(version):
                # What was enacted in these words is the official copy, the same file for everyone.
                return sent(official_file(official), f"{name}.pdf")
            name, write = f"{name}.pdf", lambda: exporting.pdf(version)
        case "docx" if since := request.GET.get("dari", ""):
            return sent(_tracked(request, version, since), f"{name}.docx")
        case "docx":
            official = _official(version)
            said = at = codes.verification(settings.BASE_URL, official.code) if official else ""
            name, write = f"{name}.docx", lambda: exporting.docx(version, today=request.today, verify_at=at)
        case "akn":
            said = request.today
            name, write = f"{name}.xml", lambda: exporting.akn(version, today=request.today)
        case _:
            return sent(queries.plain_text(version).encode(), f"{name}.txt")
    if not version.is_frozen:
        return sent(write(), name)
    return sent_once_laid_out(request, write, name, version.pk, queries.enactment(version), said)


def _official(version: Version) -> SignedPaper | None:
    decree = queries.decree_of(version.draft)
    is_set_so = decree is not None and decree.version_id == version.pk and decree.amends_id is None
    return official_paper(version.draft) if is_set_so else None


def _tracked(request: HttpRequest, version: Version, since: str) -> bytes:
    """A version as a Word file with what changed since an earlier one; for those who work on it."""
    if not (since.isdecimal() and may(request, Permission.VIEW)):
        raise Http404
    try:
        old = queries.version_of(version.draft, int(since[:5]))
    except Version.DoesNotExist:
        raise Http404 from None
    return exporting.docx(version, today=request.today, since=old)
