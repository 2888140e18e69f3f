"""What anyone who holds a letter or a card may know: whether it is ours and whether it holds. Nobody's name."""

from datetime import date

from django.utils.translation import gettext as _

from bijak.documents.registries import Verifiable
from bijak.letters.models import EmployeeCard, OfficialLetter
from bijak.letters.queries.register import letter_of_document, replacement_of, signatures_of
from bijak.organization import queries as organization
from bijak.people import queries as people
from bijak.shell.templatetags.formats import tanggal


def paper_named(code: str, *, today: date) -> Verifiable | None:
    """The letter or card of a code."""
    letters = OfficialLetter.objects.select_related("version__template", "prepared", "signed")
    if letter := letters.filter(code=code).order_by("pk").first():
        return _letter(letter)
    card = EmployeeCard.objects.filter(code=code).order_by("pk").first()
    return _card(card, today) if card else None


def papers_with(sha256: str) -> list[Verifiable]:
    """The letters whose file this is."""
    return [_letter(each) for each in letter_of_document(sha256)]


def _letter(letter: OfficialLetter) -> Verifiable:
    files = [(_("Sidik SHA-256 berkas surat"), letter.prepared.sha256)]
    if letter.signed:
        files.insert(0, (_("Sidik SHA-256 berkas yang ditandatangani"), letter.signed.sha256))
    state = _("Surat ini tercatat dan tidak dibatalkan.")
    if letter.voided_on:
        state = _("Surat ini dibatalkan pada %(day)s.") % {"day": tanggal(letter.voided_on)}
        if newer := replacement_of(letter):
            state += " " + _("Penggantinya bernomor %(number)s.") % {"number": newer.number}
    return Verifiable(
        code=letter.code,
        title=letter.version.template.name,
        facts=(
            (_("Nomor"), letter.number),
            (_("Tanggal surat"), tanggal(letter.on)),
            (_("Diterbitkan oleh"), str(organization.agency().name)),
        ),
        is_valid=letter.voided_on is None,
        state=state,
        files=tuple(files),
        unsigned_sha256=letter.prepared.sha256 if letter.signed else "",
        signatures=tuple(signatures_of(letter)),
        subject=letter,
    )


def _card(card: EmployeeCard, today: date) -> Verifiable:
    works = card.ended_on is None and people.active().filter(pk=card.employee_id).exists()
    agency = str(organization.agency().name)
    if works:
        state = _("Pemegang kartu ini pegawai aktif %(agency)s pada %(day)s.")
    else:
        state = _("Kartu ini tidak berlaku lagi; pemegangnya tidak dinyatakan pegawai aktif %(agency)s.")
    return Verifiable(
        code=card.code,
        title=_("Kartu pegawai"),
        facts=((_("Diterbitkan oleh"), agency),),
        is_valid=works,
        state=state % {"agency": agency, "day": tanggal(today)},
        subject=card,
    )
