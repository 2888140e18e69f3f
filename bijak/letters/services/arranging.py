"""Templates and registers: how letters read and how they are numbered."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from bijak.accounts import access
from bijak.accounts.models import Account
from bijak.ledger import services as ledger
from bijak.letters import queries, rules
from bijak.letters.access import Permission
from bijak.letters.models import LetterTemplate, NumberBook, NumberCount, TemplateVersion
from bijak.letters.services.refusals import Refused, Unsound


@transaction.atomic
def save_template(
    *, code: str = "", edition: int, facts: Mapping[str, Any], text: str, by: Account, today: date
) -> LetterTemplate:
    """A new template, or other words and ``facts`` (name, classification, is_for_active, is_open) of one there is.

    Its former words stay as a version; letters that were written with it keep them. ``edition``: 0 of a shipped one
    that nobody has changed yet.
    """
    access.must(by, Permission.ARRANGE, today=today)
    text = text.strip()
    if findings := queries.read(text, about=queries.about_of(code)).findings:
        raise Unsound(findings, field="text")
    if code:
        row = _locked(code)
        if row.edition != edition:
            raise Refused(
                _("Templat ini baru saja disunting orang lain. Periksa isinya sekarang, lalu simpan lagi."),
                edition=row.edition,
            )
    else:
        row = LetterTemplate(code=_free_code(facts["name"]), is_own=True)
    for name, value in facts.items():
        setattr(row, name, value)
    before = queries.template(code) if code else None
    is_reworded = before is None or before.text != text
    row.is_own = row.is_own or is_reworded
    row.edition += 0 if row._state.adding else 1
    row.save()
    _add_version(row, text, by=by)
    ledger.record("letters.template_changed", subject=row, by=by, facts={"reworded": is_reworded})
    return row


def version_to_write(template: queries.Template) -> TemplateVersion:
    """The version that a letter names: of a shipped template as this release words it."""
    if template.version is not None and template.version.text == template.text:
        return template.version
    return _add_version(_locked(template.code), template.text, by=None)


def _add_version(row: LetterTemplate, text: str, *, by: Account | None) -> TemplateVersion:
    newest = queries.versions_of(row.code).first()
    if newest is not None and newest.text == text:
        return newest
    number = newest.number + 1 if newest else 1
    return TemplateVersion.objects.create(template=row, number=number, text=text, made_by=by)


def _locked(code: str) -> LetterTemplate:
    """The template's row, made of what is shipped where there is none yet."""
    known = queries.template(code)
    assert known is not None
    if known.row is None:
        shipped = LetterTemplate(code=code, name=known.name, classification=known.classification, edition=0)
        LetterTemplate.objects.bulk_create([shipped], ignore_conflicts=True)
    return LetterTemplate.objects.select_for_update().get(code=code)


def _free_code(name: str) -> str:
    base = slugify(name)[:50] or "templat"
    taken = {each.code for each in queries.templates()}
    return next(each for each in (base, *(f"{base}-{n}" for n in range(2, 1000))) if each not in taken)


@transaction.atomic
def save_book(
    *, book: NumberBook | None, edition: int, facts: Mapping[str, Any], last: int, by: Account, today: date
) -> NumberBook:
    """A register, new or changed. ``facts``: name, pattern, office, letterhead, unit, is_open.

    ``last``: the last number that was given this year before the register came here. Once a letter has a number of it
    this year, that is no longer to be set: numbers would be given twice, or left out.
    """
    access.must(by, Permission.ARRANGE, today=today)
    pattern = rules.read_pattern(facts["pattern"])
    if pattern.findings:
        raise Unsound(pattern.findings, field="pattern")
    row = NumberBook() if book is None else NumberBook.objects.select_for_update().get(pk=book.pk)
    if book is not None and row.edition != edition:
        raise Refused(
            _("Buku nomor ini baru saja diubah orang lain. Periksa isinya sekarang, lalu simpan lagi."),
            edition=row.edition,
        )
    if NumberBook.objects.exclude(pk=row.pk).filter(pattern=facts["pattern"]).exists():
        raise Refused(_("Pola ini sudah dipakai buku lain; nomornya akan berulang."), field="pattern")
    for name, value in facts.items():
        setattr(row, name, value)
    row.edition += 0 if book is None else 1
    row.save()
    _begin_at(row, last, today.year)
    ledger.record("letters.book_changed", subject=row, by=by, facts={"pattern": row.pattern})
    return row


def _begin_at(book: NumberBook, last: int, year: int) -> None:
    count, _is_new = NumberCount.objects.select_for_update().get_or_create(book=book, year=year)
    if count.last == last:
        return
    if queries.has_letters(book, year):
        raise Refused(
            _("Buku ini sudah memberi nomor tahun ini, jadi nomor terakhirnya tidak dapat diubah lagi."),
            field="last",
        )
    count.last = last
    count.save(update_fields=["last"])
