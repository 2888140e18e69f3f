"""What a page is about, for whoever may see it: strangers get 404."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from bijak.accounts.access import holds
from bijak.policy import queries
from bijak.policy.access import Permission
from bijak.policy.models import Draft, Policy, Stage


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
