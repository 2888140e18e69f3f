"""The papers of what is on record: kept with the person, under the number they bear."""

from typing import Any

from django.core.files import File
from django.utils.translation import gettext as _

from bijak.accounts.models import Account
from bijak.documents import services as documents
from bijak.documents.models import Classification
from bijak.people.queries import DECREE_PURPOSE
from bijak.people.services.beliefs import DECREE_FILE, Recording

MOST_BYTES = 20 * 1024 * 1024
"""A scanned decree of a few pages has one or two million."""


def keep_paper(recording: Recording, *, employee: int, decree_no: str, paper: File[Any], by: Account) -> None:
    """Keep a decree's file with the person; raises documents' ``Refused`` with a sentence for what is no PDF."""
    document = documents.keep(
        file=paper,
        name=str(paper.name),
        purpose=DECREE_PURPOSE,
        classification=Classification.RESTRICTED,
        by=by,
        limit=MOST_BYTES,
    )
    if document.content_type != "application/pdf":
        raise documents.Refused(
            _("Berkas SK harus PDF. Pindai atau simpan suratnya sebagai PDF, lalu unggah lagi.")
        )
    recording.record_rows(
        DECREE_FILE, [{"employee_id": employee, "decree_no": decree_no, "document_id": document.pk}]
    )
