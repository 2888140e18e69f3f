"""Binding a provision to the number behind its words."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from bijak.accounts import access
from bijak.accounts.models import Account
from bijak.ledger import services as ledger
from bijak.legaltext.quantities import written
from bijak.policy import queries
from bijak.policy.access import Permission
from bijak.policy.models import Decree, Draft, Passage, Provision, Replacement, TermSetting, Version
from bijak.policy.registries import Unknown
from bijak.policy.services.passages import edit_passage
from bijak.policy.services.refusals import Contradicted, OutOfBounds, Refused
from bijak.policy.services.versions import locked_version
from bijak.shell.templatetags.formats import tanggal


@transaction.atomic
def set_term(
    *,
    version: Version,
    provision: Provision,
    term: str,
    value: Decimal | float,
    from_on: date | None = None,
    reword: bool = False,
    by: Account | None,
    today: date,
) -> TermSetting:
    """Let a provision set a term, within what higher law allows: raises ``OutOfBounds`` with the clause.

    Without ``from_on`` the value holds from the first day of the decree. Setting the same term for the same day
    again replaces the value. Where the provision names another number, ``Contradicted``; with ``reword`` its words
    are changed to the value instead.
    """
    version = locked_version(version=version, by=by, today=today)
    if not Passage.objects.filter(version=version, provision=provision).exists():
        raise Refused(_("Ketentuan ini tidak ada lagi dalam versi ini. Pilih ketentuan yang lain."))
    if from_on is not None and from_on < today:
        raise Refused(
            _(
                "Angka tidak dapat berlaku surut: %(day)s sudah lewat, dan keputusan yang dibuat sejak itu memakai "
                "angka yang berlaku waktu itu. Pilih hari ini atau sesudahnya."
            )
            % {"day": tanggal(from_on)}
        )
    value = Decimal(str(value))
    must_allow(term, value)
    setting = TermSetting.objects.filter(version=version, term=term, from_on=from_on).first() or TermSetting(
        version=version, term=term, from_on=from_on
    )
    if setting.pk is not None and setting.provision_id != provision.pk:
        raise Refused(
            _("Angka ini sudah ditetapkan oleh %(clause)s. Lepaskan di sana dahulu, atau beri tanggal lain.")
            % {"clause": queries.address(version, setting.provision) or _("ketentuan lain")}
        )
    setting.provision, setting.value = provision, value
    try:
        setting.full_clean()
    except ValidationError as refusal:
        raise Refused(" ".join(refusal.messages)) from refusal
    found = [each for each in queries.contradictions(version, [setting]) if not each.is_silent]
    if found and reword:
        _say(found[0], by, today)
    elif found:
        raise Contradicted(found[0])
    setting.save()
    ledger.record(
        "policy.term_set",
        subject=provision,
        by=by,
        facts={"version": str(version.uuid), "term": term, "value": str(value), "from": str(from_on or "")},
    )
    return setting


@transaction.atomic
def reword_to_term(*, setting: TermSetting, by: Account | None, today: date) -> None:
    """Let the words of a provision say the number that it sets."""
    version = locked_version(version=setting.version, by=by, today=today)
    for each in queries.contradictions(version, [setting]):
        _say(each, by, today)


def _say(contradiction: queries.Contradiction, by: Account | None, today: date) -> None:
    if not contradiction.rewording:
        raise Refused(
            _("%(sentence)s Ubah sendiri kata-katanya: tempatnya lebih dari satu, atau belum ada.")
            % {"sentence": contradiction.sentence}
        )
    ((clause, quantity),) = contradiction.named
    passage = Passage.objects.select_related("version").get(pk=clause.passage_id)
    words = written(contradiction.setting.value)
    edit_passage(
        passage=passage,
        heading=passage.heading,
        text=passage.text[: quantity.start] + words + passage.text[quantity.end :],
        edition=passage.edition,
        by=by,
        today=today,
    )


@transaction.atomic
def confirm_replacement(
    *, draft: Draft, term: str, decree: Decree, reason: str, by: Account | None, today: date
) -> Replacement:
    """Confirm that a draft takes over a term from the decree of another policy, and why.

    The decree's value ends when the draft's begins. May be done until the draft is enacted: another policy may be
    enacted while this one waits.
    """
    if by is not None:
        access.must(by, Permission.DRAFT, today=today)
    draft = Draft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    if not draft.is_open:
        raise Refused(_("Rancangan ini sudah selesai; tidak ada lagi yang perlu ditegaskan."))
    if not reason.strip():
        raise Refused(_("Tulis alasannya: mengapa angka ini diatur di sini, dan bukan di peraturan itu."))
    version = queries.versions_of(draft).first()
    known = queries.overlaps(version, today) if version else []
    if not any((each.row.term, each.row.decree_id) == (term, decree.pk) for each in known):
        raise Refused(_("Peraturan itu tidak lagi mengatur angka ini. Muat ulang halaman."))
    confirmed, _is_new = Replacement.objects.update_or_create(
        draft=draft,
        term=term,
        decree=decree,
        defaults={"reason": reason.strip(), "confirmed_on": today, "confirmed_by": by},
    )
    ledger.record(
        "policy.replacement_confirmed",
        subject=draft,
        by=by,
        facts={"term": term, "decree": str(decree.uuid), "reason": reason.strip()},
    )
    return confirmed


@transaction.atomic
def unset_term(*, setting: TermSetting, by: Account | None, today: date) -> None:
    """Let a provision set the term no more."""
    version = locked_version(version=setting.version, by=by, today=today)
    gone, _models = TermSetting.objects.filter(pk=setting.pk).delete()
    if gone:
        ledger.record(
            "policy.term_unset",
            subject=setting.provision,
            by=by,
            facts={"version": str(version.uuid), "term": setting.term},
        )


def must_allow(term: str, value: Decimal) -> None:
    """Refuse with the clause of higher law unless regional policy may set the term to this value."""
    try:
        known = queries.bounds_of(term)
    except Unknown:
        raise Refused(_("Angka ini tidak dikenal. Pilih dari daftar.")) from None
    if refusal := known.beyond(queries.number(value)):
        raise OutOfBounds(str(refusal))
    if absurdity := known.implausible(queries.number(value)):
        raise Refused(str(absurdity))


def must_be_enactable(*, version: Version, first_day: date, today: date) -> None:
    """Refuse a version whose numbers higher law, its own words, its first day or another decree contradict."""
    for row in queries.settings_of(version):
        must_allow(row.term, row.value)
        if row.from_on is not None and row.from_on < first_day:
            raise Refused(
                _(
                    "“%(term)s” ditautkan sejak %(day)s, sebelum peraturan berlaku pada %(first)s. Angka tidak berlaku "
                    "surut: kembalikan rancangan untuk diperbaiki, atau majukan tanggal mulai berlakunya."
                )
                % {
                    "term": queries.label_of(queries.bounds_of(row.term)),
                    "day": tanggal(row.from_on),
                    "first": tanggal(first_day),
                }
            )
    if obstacles := queries.term_obstacles(version, today):
        raise Refused(" ".join(obstacles))
