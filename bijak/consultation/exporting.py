"""The matrix of responses: every comment beside its answer, as rows of a table and as an official paper."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bijak.consultation import queries
from bijak.consultation.models import Comment, Draft
from bijak.documents import printing
from bijak.documents.printing import Paper
from bijak.organization import queries as organization


def headers() -> list[str]:
    return [
        _("Nomor"), _("Ketentuan"), _("Penanggap"), _("Jenis penanggap"), _("Tanggal masuk"), _("Tanggapan"),
        _("Tindak lanjut"), _("Alasan"), _("Jawaban"), _("Diubah pada versi"), _("Dijawab"), _("Disembunyikan"),
    ]  # fmt: skip


def rows(draft: Draft) -> Iterator[tuple[object, ...]]:
    """In the order of the text, the draft as a whole first; names as they may be published."""
    for place, said in _in_order(draft):
        given = said.answer
        yield (
            said.receipt,
            place,
            said.public_name,
            said.get_kind_display(),
            said.received_on,
            said.text,
            given.get_disposition_display() if given else "",
            given.reason if given else "",
            given.text if given else "",
            given.changed_in.number if given and given.changed_in else None,
            given.answered_on if given else None,
            said.hidden_reason,
        )


def filed_matrix(draft: Draft, today: date) -> bytes:
    """The matrix as it goes along with a draft that is harmonised."""
    return matrix_pdf(draft, paper=Paper.F4, today=today)


def no_matrix(draft: Draft, today: date) -> str:
    """Why there is nothing to send; empty where somebody commented."""
    if draft.dialogue_version_id is None:
        return _("Rancangan ini belum pernah dibuka untuk tanggapan.")
    return "" if queries.score(draft).counts.all else _("Tidak ada tanggapan yang masuk.")


def matrix_pdf(draft: Draft, *, paper: Paper, today: date) -> bytes:
    """The same on A4 or F4, lying. A comment that moderation hid is listed without its words."""
    score = queries.score(draft)
    lines: list[dict[str, Any]] = []
    for number, (place, said) in enumerate(_in_order(draft), start=1):
        given = said.answer
        lines.append(
            {
                "number": number,
                "place": place,
                "by": said.public_name,
                "receipt": said.receipt,
                "text": said.text
                if not said.is_hidden
                else _("Disembunyikan: %(reason)s") % {"reason": said.hidden_reason},
                "disposition": _disposition(said),
                "reason": given.reason if given else "",
                "answer": given.text if given else "",
                "version": _("Versi %(number)s") % {"number": given.changed_in.number}
                if given and given.changed_in
                else "–",
            }
        )
    return printing.pdf(
        "consultation/matrix.typ",
        {
            "agency": organization.agency().name,
            "title": _("Matriks tanggapan"),
            "policy": draft.policy.title,
            "facts": _("%(all)s tanggapan, %(answered)s dijawab. Dicetak %(day)s.")
            % {
                "all": score.counts.all,
                "answered": score.counts.answered,
                "day": date_format(today, "j F Y"),
            },
            "headers": [
                _("No."),
                _("Ketentuan"),
                _("Penanggap"),
                _("Tanggapan"),
                _("Tindak lanjut"),
                _("Alasan dan jawaban"),
                _("Perubahan"),
            ],  # fmt: skip
            "none": _("Tidak ada tanggapan."),
            "page_label": _("Halaman"),
            "of": _("dari"),
            "rows": lines,
        },
        paper=paper,
        landscape=True,
    )


def _disposition(said: Comment) -> str:
    if said.is_hidden:
        return "–"
    return said.answer.get_disposition_display() if said.answer else _("Belum dijawab")


def _in_order(draft: Draft) -> Iterator[tuple[str, Comment]]:
    clauses = queries.clauses_of(draft)
    places = {each.provision_id: place for place, each in enumerate(clauses)}
    names = {each.provision_id: each.name for each in clauses}
    said = sorted(
        queries.comments_of(draft),
        key=lambda each: (places.get(each.provision_id, len(places)) if each.provision_id else -1, each.pk),
    )
    for each in said:
        yield names.get(each.provision_id, "–") if each.provision_id else _("Rancangan seluruhnya"), each
