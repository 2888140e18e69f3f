"""The regulation: read it, take a text in, edit provision by provision, freeze versions."""

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import wraps
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy
from django.views.decorators.http import require_POST, require_safe

from bijak.accounts.access import public, requires, signed_in
from bijak.documents import reading
from bijak.legaltext import akomantoso, writing
from bijak.policy import exporting, forms, queries, services
from bijak.policy.access import Permission
from bijak.policy.models import Change, Draft, Passage, SignedPaper, TermSetting, Version
from bijak.policy.registries import Unknown
from bijak.policy.views.comparing import two_newest
from bijak.policy.views.opening import frame, may, open_draft
from bijak.policy.views.papers import sent, sent_once_laid_out
from bijak.policy.views.signing import official_file, official_paper
from bijak.shell.htmx import is_htmx, render_page
from bijak.shell.sending import refuse_on, tell_why_not
from bijak.shell.templatetags.formats import angka


class Gone(Http404):
    """What a form was about is not there any more, or may not change any more."""

    def __init__(self, draft: Draft, sentence: str) -> None:
        super().__init__(sentence)
        self.draft = draft


def keeps_text[V: Callable[..., HttpResponse]](view: V) -> V:
    """Give back what was typed about something that is gone meanwhile: it is not lost with it."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Gone as gone:
            typed = [value for name in ("heading", "text") if (value := request.POST.get(name, "").strip())]
            if not typed:
                raise
            context = frame(request, gone.draft) | {"sentence": str(gone), "typed": "\n\n".join(typed)}
            # htmx swaps no answer of an error; the text must be seen all the same.
            status = 200 if is_htmx(request) else 409
            return render_page(request, "policy/kept.html", context, partial="kept", status=status)

    return cast(V, answer)


def working(draft: Draft) -> Version:
    version = queries.working_version(draft)
    if version is None:
        raise Gone(
            draft, _("Naskah ini tidak dapat diubah lagi: rancangannya sudah meninggalkan penyusunan.")
        )
    return version


# Reading ----------------------------------------------------------------------------------------


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
        "counts": _counted(Counter(clause.kind for clause in clauses)),
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


def _counted(counts: Mapping[str, int]) -> str:
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
            said = at = exporting.verification(settings.BASE_URL, official.code) if official else ""
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


# Taking a text in -------------------------------------------------------------------------------


@requires(Permission.DRAFT)
@keeps_text
def take_text(request: HttpRequest, uuid: UUID) -> HttpResponse:
    draft = open_draft(request, uuid)
    version = working(draft)
    has_text = bool(queries.counts(version))
    form = forms.TextForm(request.POST or None, request.FILES or None)
    if not has_text:
        del form.fields["keep"]
    if request.method == "POST" and form.is_valid():
        with refuse_on(form, services.Refused, reading.Refused):
            received = services.take_text(
                version=version,
                text=_text_of(form.cleaned_data),
                keep=form.cleaned_data.get("keep", False),
                by=request.user,
                today=request.today,
            )
            _say_what_was_recognised(request, received)
            return redirect("policy:text", uuid=draft.uuid)
    return render_page(
        request,
        "policy/take_text.html",
        frame(request, draft) | {"form": form, "has_text": has_text, "most": services.LIMIT},
    )


AKN_BYTES = 16 * 1024 * 1024
"""The longest text that is taken in, with five times as much markup."""


def _text_of(data: dict[str, Any]) -> str:
    """What was pasted, or the words of the file; Akoma Ntoso is known by its content and written out."""
    file = data.get("file")
    if not file:
        return str(data["text"])
    beginning = file.read(2_000)
    file.seek(0)
    if not akomantoso.is_one(beginning):
        return reading.text_of(file)
    if file.size > AKN_BYTES:
        raise reading.Refused(
            _("Berkas Akoma Ntoso ini lebih besar dari 16 MB. Masukkan batang tubuhnya dahulu.")
        )
    try:
        return writing.plain(akomantoso.read(file.read()))
    except akomantoso.CannotRead as refusal:
        raise reading.Refused(_(str(refusal))) from None


def _say_what_was_recognised(request: HttpRequest, received: services.Received) -> None:
    found = _counted(received.counts) or _("bagian tanpa pasal")
    messages.success(request, _("Naskah dimasukkan: %(found)s.") % {"found": found})
    if received.kept and (received.new or received.gone):
        messages.info(
            request,
            _("%(kept)s bagian dikenali sama seperti sebelumnya, %(new)s baru, %(gone)s tidak ada lagi.")
            % {"kept": received.kept, "new": received.new, "gone": received.gone},
        )
    if received.invisible:
        messages.info(
            request,
            ngettext(
                "%(n)s karakter yang tidak tampak (pengendali, pembalik arah tulisan) dibuang.",
                "%(n)s karakter yang tidak tampak (pengendali, pembalik arah tulisan) dibuang.",
                received.invisible,
            )
            % {"n": received.invisible},
        )
    if received.unread:
        messages.warning(
            request,
            ngettext(
                "%(n)s bagian tidak dikenali; ia tetap di tempatnya dan ditandai.",
                "%(n)s bagian tidak dikenali; semuanya tetap di tempatnya dan ditandai.",
                len(received.unread),
            )
            % {"n": len(received.unread)},
        )
    say_what_was_unbound(request, received.unbound)


def say_what_was_unbound(request: HttpRequest, labels: list[str]) -> None:
    if labels:
        messages.warning(
            request,
            _("Angka ini lepas karena ketentuannya tidak ada lagi: %(labels)s.")
            % {"labels": ", ".join(labels)},
        )


# One provision ----------------------------------------------------------------------------------


def passage_in(request: HttpRequest, uuid: UUID, provision: UUID) -> tuple[Draft, Passage]:
    draft = open_draft(request, uuid)
    found = (
        queries.passages(working(draft)).select_related("version__draft").filter(provision__uuid=provision)
    )
    passage = found.first()
    if passage is None:
        raise Gone(draft, _("Ketentuan ini sudah dihapus orang lain."))
    return draft, passage


def clause_of(passage: Passage) -> queries.Clause:
    return next(each for each in queries.clauses(passage.version) if each.passage_id == passage.pk)


def place_of(draft: Draft, provision: UUID) -> str:
    """Where a provision is read: of a long text, in its chapter."""
    return f"{reverse('policy:text', args=[draft.uuid])}?ketentuan={provision}#{provision}"


@requires(Permission.DRAFT)
@keeps_text
def add_passage(request: HttpRequest, uuid: UUID) -> HttpResponse:
    draft = open_draft(request, uuid)
    version = working(draft)
    clauses = queries.clauses(version)
    here = next((each for each in clauses if str(each.provision) == request.GET.get("sesudah")), None)
    initial = {"after": str(here.provision), "kind": here.kind} if here else {}
    # Of a long text, what stands in one chapter: thousands of choices are none.
    near = queries.read(clauses, {"ketentuan": str(here.provision)} if here else {}).shown.clauses
    form = forms.NewPassage(request.POST or None, clauses=near, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        after = (
            queries.passages(version).filter(provision__uuid=data["after"]).first() if data["after"] else None
        )
        with refuse_on(form, services.Refused):
            added = services.add_passage(
                version=version,
                after=after,
                kind=data["kind"],
                heading=data["heading"],
                text=data["text"],
                by=request.user,
                today=request.today,
            )
            messages.success(request, _("Ketentuan ditambahkan; nomor sesudahnya disesuaikan."))
            return redirect(place_of(draft, added.provision.uuid))
    return render_page(
        request, "policy/add_passage.html", frame(request, draft) | {"form": form, "here": here}
    )


@require_POST
@requires(Permission.DRAFT)
def move_passage(request: HttpRequest, uuid: UUID, provision: UUID) -> HttpResponse:
    draft, passage = passage_in(request, uuid, provision)
    where: dict[str, Any] = {"passage": passage, "by": request.user, "today": request.today}
    with tell_why_not(request, services.Refused):
        match request.POST.get("arah"):
            case "masuk":
                services.shift_passage(direction="in", **where)
            case "keluar":
                services.shift_passage(direction="out", **where)
            case "naik":
                services.move_passage(direction="up", **where)
            case _:
                services.move_passage(direction="down", **where)
        messages.success(request, _("Ketentuan dipindahkan; nomornya disesuaikan."))
    return redirect(place_of(draft, provision))


@requires(Permission.DRAFT)
def remove_passage(request: HttpRequest, uuid: UUID, provision: UUID) -> HttpResponse:
    """Ask first: what belongs to the part goes with it."""
    draft, passage = passage_in(request, uuid, provision)
    clause = clause_of(passage)
    citing = queries.citing(passage)
    if request.method == "POST":
        with tell_why_not(request, services.Refused):
            unbound = services.remove_passage(passage=passage, by=request.user, today=request.today)
            messages.success(
                request, _("%(clause)s dihapus; nomor sesudahnya disesuaikan.") % {"clause": clause.name}
            )
            say_what_was_unbound(request, unbound)
            _say_who_still_cites(request, passage.version, citing)
        return redirect("policy:text", uuid=draft.uuid)
    clauses = queries.clauses(passage.version)
    start = next(place for place, each in enumerate(clauses) if each.passage_id == passage.pk)
    below = 0
    for each in clauses[start + 1 :]:
        if each.depth <= clause.depth:
            break
        below += 1
    return render_page(
        request,
        "policy/remove_passage.html",
        frame(request, draft) | {"clause": clause, "below": below, "citing": citing},
    )


def _say_who_still_cites(request: HttpRequest, version: Version, citing: Sequence[queries.Citing]) -> None:
    """Their words were kept, and now lead nowhere or to another provision; named by their numbers of now."""
    now = {clause.provision: clause.name for clause in queries.clauses(version)} if citing else {}
    cited = [
        f"{now[each.clause.provision]} (“{each.words}”)" for each in citing if each.clause.provision in now
    ]
    if cited:
        messages.warning(
            request,
            _("Masih merujuk yang dihapus, dan perlu Anda betulkan: %(cited)s.")
            % {"cited": "; ".join(cited)},
        )


# Versions ---------------------------------------------------------------------------------------


@requires(Permission.VIEW)
def versions(request: HttpRequest, uuid: UUID) -> HttpResponse:
    draft = open_draft(request, uuid)
    working = queries.working_version(draft)
    form = forms.FreezeForm(request.POST or None)
    context = frame(request, draft)
    if request.method == "POST" and working is not None and form.is_valid():
        with refuse_on(form, services.Refused):
            services.freeze_version(
                version=working, note=form.cleaned_data["note"], by=request.user, today=request.today
            )
            messages.success(
                request,
                _("Versi %(n)s dibekukan. Anda melanjutkan pada versi berikutnya.") % {"n": working.number},
            )
            return redirect("policy:versions", uuid=draft.uuid)
    found = list(queries.versions_of(draft))
    context |= {
        "versions": found,
        "working": working,
        "form": form,
        "comparison": forms.Comparison(numbers=[each.number for each in found], initial=two_newest(found)),
    }
    return render_page(request, "policy/versions.html", context)
