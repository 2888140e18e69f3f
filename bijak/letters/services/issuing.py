"""A letter gets its number and its file in one step, and is never deleted."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from io import BytesIO
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bijak.accounts import access
from bijak.accounts.models import Account
from bijak.documents import codes
from bijak.documents import services as documents
from bijak.documents.models import Classification
from bijak.kernel.events import publish
from bijak.ledger import services as ledger
from bijak.letters import queries, rules
from bijak.letters.access import Permission
from bijak.letters.events import LetterIssued, LetterVoided
from bijak.letters.models import NumberBook, NumberCount, OfficialLetter
from bijak.letters.registries import matters
from bijak.letters.services.arranging import version_to_write
from bijak.letters.services.refusals import Refused
from bijak.notifications import services as notifications
from bijak.organization import queries as organization

MOST_AT_ONCE = 50
"""Letters of one go: each is typeset while the register waits, some twenty in a second."""

LETTERS = "letters.letter"
"""The purpose under which the files of letters are kept."""


@dataclass(frozen=True, kw_only=True)
class Order:
    """What somebody chose for one letter or for many: ``answers`` by the label of the question.

    ``token`` is the form's: sent twice, it makes the letters once. ``edition`` tells which words of the template it was
    filled in for (``Template.seen``).
    """

    token: UUID
    edition: int
    template: queries.Template
    book: NumberBook
    on: date
    as_of: date
    signed_by: queries.Signer
    answers: Mapping[str, str] = field(default_factory=dict)


type LayOut = Callable[..., bytes]
"""Makes the file of a letter and its blocks; gets ``annex`` too where a list lies behind it."""


@transaction.atomic
def issue(
    *,
    order: Order,
    rows: Sequence[Any],
    lay_out: LayOut,
    by: Account,
    today: date,
    replaces: OfficialLetter | None = None,
    reason: str = "",
) -> list[OfficialLetter]:
    """Number, print and keep a letter about each of some people (rows of today), or none at all.

    Whoever comes second waits for the register, so numbers follow each other without a gap. One letter may take the
    place of another, which is voided for ``reason``.
    """
    if not 0 < len(rows) <= MOST_AT_ONCE:
        raise Refused(_("Tulis surat untuk 1 sampai %(most)s orang sekali jalan.") % {"most": MOST_AT_ONCE})
    for row in rows:
        access.must(by, Permission.WRITE, on=row, today=today)
    count = _register(order)
    if sent_before := _sent_before(
        order, OfficialLetter.objects.filter(employee__in=[row.pk for row in rows])
    ):
        return sent_before
    _must_be_sound(order, by=by, today=today)
    drafts = [(row, _drafted(order, row)) for row in rows]
    if replaces is not None:
        _make_room(replaces, reason, by, today)
    version = version_to_write(order.template)
    issued = []
    for row, drafted in drafts:
        letter = _issued(order, {"employee": row.employee}, drafted, count, version, lay_out, by, replaces)
        _tell_of(letter, row, by)
        issued.append(letter)
    return issued


@transaction.atomic
def issue_about(
    *,
    order: Order,
    thing: UUID,
    lay_out: LayOut,
    by: Account,
    today: date,
    replaces: OfficialLetter | None = None,
    reason: str = "",
) -> OfficialLetter:
    """Number, print and keep a letter about one thing of the template's matter, with its list behind it.

    The thing is held meanwhile, so that its list stays as it is printed. One letter about it holds at a time.
    """
    matter = matters.get(order.template.about)
    access.must(by, Permission.WRITE, on=matter, today=today)
    access.must(by, access.permission_named(matter.permission), today=today)
    held = matter.things().select_for_update(of=("self",)).get(uuid=thing)
    count = _register(order)
    if sent_before := _sent_before(order, OfficialLetter.objects.filter(about=matter.code, about_uuid=thing)):
        return sent_before[0]
    _must_be_sound(order, by=by, today=today)
    if hindrance := matter.hindrance(held):
        raise Refused(hindrance)
    if replaces is not None:
        _make_room(replaces, reason, by, today)
    if (former := queries.letter_about(matter.code, thing)) is not None:
        raise Refused(
            _("Suratnya sudah terbit dengan nomor %(number)s. Batalkan atau ganti surat itu.")
            % {"number": former.number}
        )
    drafted = queries.draft_about(
        order.template, held, on=order.on, answers=order.answers, signed_by=order.signed_by
    )
    _must_lack_nothing(drafted, matter.title(held))
    about = {"about": matter.code, "about_uuid": thing}
    version = version_to_write(order.template)
    with_list = partial(lay_out, annex=matter.annex(held))
    return _issued(order, about, drafted, count, version, with_list, by, replaces)


@transaction.atomic
def void(*, letter: OfficialLetter, reason: str, by: Account, today: date) -> OfficialLetter:
    """A letter holds no more; its number stays in the register, with the reason."""
    locked = OfficialLetter.objects.select_for_update().get(pk=letter.pk)
    access.must(by, Permission.WRITE, on=holder_of(locked, by, today=today), today=today)
    if not reason.strip():
        raise Refused(_("Tulis mengapa surat ini dibatalkan."), field="reason")
    if locked.voided_on is not None:
        raise Refused(_("Surat ini sudah dibatalkan."))
    locked.voided_on, locked.void_reason, locked.voided_by = today, reason.strip(), by
    locked.save(update_fields=["voided_on", "void_reason", "voided_by"])
    ledger.record("letters.voided", subject=locked, by=by, facts={"number": locked.number})
    if locked.employee_id is not None:
        publish(LetterVoided(locked.pk, locked.version.template.code, locked.employee_id))
    return locked


def holder_of(letter: OfficialLetter, by: Account, *, today: date) -> Any:
    """Over whom, or what, a permission must reach for something to be done with a letter."""
    subject = queries.subject_of(letter, by, today=today)
    if subject is None:
        raise PermissionDenied
    return subject.holder


def note_download(*, filter: Mapping[str, str], by: Account) -> None:
    """Write down that somebody took the register along."""
    ledger.record("letters.exported", subject=by, by=by, facts={"filter": dict(filter)})


# Steps ------------------------------------------------------------------------------------------


def _must_be_sound(order: Order, *, by: Account, today: date) -> None:
    """What is the same for everyone the letter is about."""
    if order.on > today:
        raise Refused(_("Tanggal surat belum tiba. Pilih hari ini atau sebelumnya."), field="on")
    if order.as_of > today:
        raise Refused(_("Keadaan pada hari yang belum tiba tidak diketahui."), field="as_of")
    if not queries.books_to_write(by, today=today).filter(pk=order.book.pk).exists():
        raise Refused(_("Buku nomor ini tidak dipakai lagi, atau bukan untuk unit Anda."), field="book")
    if order.edition != order.template.seen:
        raise Refused(
            _("Templat ini baru saja disunting. Periksa bunyi suratnya sekarang, lalu terbitkan lagi."),
            edition=order.template.seen,
        )
    if not order.template.is_open:
        raise Refused(_("Templat ini tidak dipakai lagi. Pilih templat lain."))
    if not organization.agency().seat:
        raise Refused(_("Tempat surat belum diisi. Isi tempat penetapan pada Profil instansi."))
    pattern = queries.pattern_of(order.book)
    if pattern.needs_classification and not order.template.classification:
        raise Refused(
            _(
                "Nomornya memakai klasifikasi arsip, tetapi templat ini tidak mempunyainya. Isi dahulu di templat."
            )
        )
    for question in order.template.wording.questions:
        _must_be_printable(question.label, order.answers.get(question.label, ""))
    if not order.signed_by.position:
        raise Refused(_("Jabatan penanda tangan tidak tercatat. Ketik jabatannya."), field="signer_position")
    for words in (order.signed_by.name, order.signed_by.position):
        _must_be_printable(_("Penanda tangan"), words)


def _must_be_printable(label: str, words: str) -> None:
    if not words:
        raise Refused(_("Isi “%(label)s”.") % {"label": label})
    if sign := rules.unprintable(words):
        raise Refused(
            _("“%(label)s” memuat karakter yang tidak dapat dicetak (%(sign)s).")
            % {"label": label, "sign": sign}
        )


def _make_room(letter: OfficialLetter, reason: str, by: Account, today: date) -> None:
    """What is replaced holds no more; it may have been voided before."""
    locked = OfficialLetter.objects.select_for_update().get(pk=letter.pk)
    if queries.replacement_of(locked) is not None:
        raise Refused(_("Surat ini sudah diganti yang lain."))
    if locked.voided_on is None:
        void(letter=locked, reason=reason, by=by, today=today)


def _drafted(order: Order, row: Any) -> queries.Draft:
    if order.template.is_for_active and not row.is_active:
        raise Refused(
            _("%(name)s tidak lagi aktif, dan surat ini hanya untuk pegawai aktif.") % {"name": row.full_name}
        )
    drafted = queries.draft(
        order.template, row, on=order.on, as_of=order.as_of, answers=order.answers, signed_by=order.signed_by
    )
    _must_lack_nothing(drafted, row.full_name)
    return drafted


def _must_lack_nothing(drafted: queries.Draft, name: str) -> None:
    if drafted.lacks:
        labels = ", ".join(each.label for each in drafted.lacks)
        raise Refused(
            _(
                "Catatan %(name)s belum lengkap untuk surat ini: %(labels)s. Lengkapi dahulu, lalu terbitkan lagi."
            )
            % {"name": name, "labels": labels}
        )


def _sent_before(order: Order, letters: QuerySet[OfficialLetter]) -> list[OfficialLetter]:
    """What the same form made already. Gone back to and changed, it is another letter, and needs a form of its own."""
    sent = letters.filter(token=order.token)
    found = list(sent.select_related("version__template").order_by("pk"))
    asked = (order.template.code, order.on, order.as_of, order.signed_by.nip, dict(order.answers))
    for each in found:
        if asked != (each.version.template.code, each.on, each.as_of, each.signer_nip, each.answers):
            raise Refused(
                _(
                    "Isian ini sudah menjadi surat %(number)s. Untuk surat lain, buka lagi halaman tulis surat."
                )
                % {"number": each.number}
            )
    return found


def _register(order: Order) -> NumberCount:
    """The last number of the register in the letter's year, held until the letters are there."""
    NumberCount.objects.get_or_create(book=order.book, year=order.on.year)
    return NumberCount.objects.select_for_update().get(book=order.book, year=order.on.year)


def _issued(
    order: Order,
    about: Mapping[str, Any],
    drafted: queries.Draft,
    count: NumberCount,
    version: Any,
    lay_out: LayOut,
    by: Account,
    replaces: OfficialLetter | None,
) -> OfficialLetter:
    """The next letter of the register, printed and kept; ``about`` are the fields that say what it is about."""
    count.last += 1
    count.save(update_fields=["last"])
    number = queries.pattern_of(order.book).number(
        sequence=count.last, on=order.on, classification=order.template.classification
    )
    if OfficialLetter.objects.filter(number=number).exists():
        raise Refused(
            _("Nomor %(number)s sudah dipakai surat lain. Ubah pola buku nomor ini.") % {"number": number},
            field="book",
        )
    letter = OfficialLetter(
        token=order.token,
        code=codes.new_code(),
        version=version,
        **about,
        book=order.book,
        year=order.on.year,
        sequence=count.last,
        number=number,
        on=order.on,
        as_of=order.as_of,
        values=drafted.values,
        answers=dict(order.answers),
        signer_name=order.signed_by.name,
        signer_nip=order.signed_by.nip,
        signer_position=order.signed_by.position,
        issued_by=by,
        replaces=replaces,
    )
    letter.prepared = documents.keep(
        file=BytesIO(lay_out(letter, drafted.blocks)),
        name=f"{version.template.code}-{letter.code}.pdf",
        purpose=LETTERS,
        classification=Classification.RESTRICTED,
        by=by,
    )
    letter.save()
    facts = {"number": number, "code": letter.code, "sha256": letter.prepared.sha256}
    ledger.record("letters.issued", subject=letter, by=by, facts=facts)
    return letter


def _tell_of(letter: OfficialLetter, row: Any, by: Account) -> None:
    """Higher floors hear of a letter about somebody, and so does she."""
    template = letter.version.template
    publish(
        LetterIssued(
            letter.pk, template.code, row.pk, letter.number, on=letter.on, as_of=letter.as_of, by=by.pk
        )
    )
    if row.employee.account is not None and row.employee.account != by:
        notifications.notify(
            to=row.employee.account,
            kind="letters.issued",
            title=gettext_lazy("Surat tentang Anda diterbitkan"),
            body=template.name,
            link=reverse("letters:letter", args=[letter.uuid]),
        )
