"""What a page is about, for whoever may see it: strangers get 404, and what was typed about a thing gone comes back."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from bijak.accounts.access import holds
from bijak.policy import queries
from bijak.policy.access import Permission
from bijak.policy.models import Draft, Passage, Policy, Stage, Version
from bijak.shell.htmx import is_htmx, render_page


def open_policy_of(request: HttpRequest, uuid: UUID) -> Policy:
    return get_object_or_404(queries.visible_to(request.user, request.today), uuid=uuid)


def open_draft(request: HttpRequest, uuid: UUID) -> Draft:
    return get_object_or_404(queries.visible_drafts(request.user, request.today), uuid=uuid)


def may(request: HttpRequest, permission: Permission) -> bool:
    return holds(request.user, permission, today=request.today)


def frame(request: HttpRequest, draft: Draft) -> dict[str, Any]:
    """What every page about a draft shows around its content."""
    return {
        "draft": draft,
        "policy": draft.policy,
        "sees_work": may(request, Permission.VIEW),
        "may_draft": may(request, Permission.DRAFT),
        "may_edit": may(request, Permission.DRAFT) and queries.may_edit_text(draft),
        "shows_amendment": shows_amendment(draft),
    }


def shows_amendment(draft: Draft) -> bool:
    """Whether everybody may read the amending regulation that a draft became."""
    if not draft.is_amending or draft.stage != Stage.ENACTED:
        return False
    decree = queries.decree_of(draft)
    return decree is not None and decree.is_law


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


def passage_in(request: HttpRequest, uuid: UUID, provision: UUID) -> tuple[Draft, Passage]:
    draft = open_draft(request, uuid)
    found = (
        queries.passages(working(draft)).select_related("version__draft").filter(provision__uuid=provision)
    )
    passage = found.first()
    if passage is None:
        raise Gone(draft, _("Ketentuan ini sudah dihapus orang lain."))
    return draft, passage
