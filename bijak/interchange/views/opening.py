"""What the pages of an import have in common: opening one, and what each shows around its own matter."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from bijak.interchange import access, forms, panels, queries
from bijak.interchange.models import Batch
from bijak.interchange.registries import ImportKind, Unregistered, import_kinds


def must_have_business_here(request: HttpRequest) -> None:
    if not panels.has_imports(request):
        raise PermissionDenied(
            _(
                "Akun Anda tidak memiliki izin mengimpor data. Mintalah kepada administrator instansi bila perlu."
            )
        )


def open_batch(request: HttpRequest, uuid: UUID) -> tuple[Batch, ImportKind]:
    batch = get_object_or_404(queries.visible_to(request.user, today=request.today), uuid=uuid)
    return batch, kind_of(batch.kind)


def kind_of(code: str) -> ImportKind:
    try:
        return import_kinds.get(code)
    except Unregistered:
        raise Http404 from None


def frame(request: HttpRequest, batch: Batch, kind: ImportKind) -> dict[str, Any]:
    return {
        "batch": batch,
        "kind": kind,
        "may_act": access.may_import(request.user, kind, today=request.today),
        "may_undo": kind.undo is not None,
        # Nobody knows how far reading or applying is before it has said so for the first time.
        "percent": batch.percent or None,
        "correction": forms.Correction(),
    }


def column_label(kind: ImportKind, field: str) -> Any:
    labels = {column.field: column.label for column in kind.columns}
    return labels.get(field, _("Seluruh baris"))
