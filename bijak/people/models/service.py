"""What happened to a person's service beside ranks and positions: honoured, interrupted, credited, ended."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bijak.people.models.beliefs import (
    BELIEF_FIELDS,
    BELIEVED_NOW,
    Belief,
    belief_constraints,
    belief_indexes,
    never_two_at_once,
)
from bijak.people.models.spells import SPELL_PRIVACY, Spell


class Award(Belief):
    """An honour or award (tanda kehormatan, penghargaan), by the national table of awards."""

    award_code = models.CharField(_("jenis penghargaan"), max_length=3)
    name = models.CharField(_("nama penghargaan"), max_length=200)
    year = models.PositiveSmallIntegerField(_("tahun"))
    decree_no = models.CharField(_("nomor surat keputusan"), max_length=100, blank=True)
    decree_on = models.DateField(_("tanggal surat keputusan"), null=True)

    class Meta:
        verbose_name = _("riwayat penghargaan")
        verbose_name_plural = _("riwayat penghargaan")
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "award_code", "year", "name"],
                condition=BELIEVED_NOW,
                name="people_award_once_a_kind_and_year",
            ),
            *belief_constraints("award"),
        ]
        indexes = belief_indexes("award")

    class Privacy:
        public = (*BELIEF_FIELDS, "decree_on")
        personal = {"award_code": "keep", "name": "keep", "year": "keep", "decree_no": "number"}


class UnpaidLeaveSpell(Spell):
    """Leave outside the state's charge (cuti di luar tanggungan negara, PP 11/2017)."""

    returned_on = models.DateField(_("aktif kembali pada"), null=True)

    class Meta:
        verbose_name = _("riwayat cuti di luar tanggungan negara")
        verbose_name_plural = _("riwayat cuti di luar tanggungan negara")
        constraints = [never_two_at_once("unpaid_leave"), *belief_constraints("unpaid_leave")]
        indexes = belief_indexes("unpaid_leave")

    class Privacy:
        public = (*SPELL_PRIVACY, "returned_on")
        personal = {"decree_no": "number"}


class ServiceCredit(Spell):
    """Earlier work that counts as service (peninjauan masa kerja): when it was, and how much of it counts."""

    experience = models.CharField(_("pengalaman kerja"), max_length=200)
    credited_years = models.PositiveSmallIntegerField(_("masa kerja diakui, tahun"), null=True)
    credited_months = models.PositiveSmallIntegerField(_("masa kerja diakui, bulan"), null=True)

    class Meta:
        verbose_name = _("riwayat peninjauan masa kerja")
        verbose_name_plural = _("riwayat peninjauan masa kerja")
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "from_on", "experience"],
                condition=BELIEVED_NOW,
                name="people_service_credit_once",
            ),
            *belief_constraints("service_credit"),
        ]
        indexes = belief_indexes("service_credit")

    class Privacy:
        public = SPELL_PRIVACY
        personal = {
            "experience": "keep",
            "credited_years": "keep",
            "credited_months": "keep",
            "decree_no": "number",
        }


class Separation(Belief):
    """The decree that ended the employment, for one of the sixteen reasons of the national table."""

    kind_code = models.CharField(_("jenis pemberhentian"), max_length=2)
    decree_on = models.DateField(_("tanggal surat keputusan"))
    decree_no = models.CharField(_("nomor surat keputusan"), max_length=100, blank=True)
    effective_from = models.DateField(_("TMT pemberhentian"), null=True)

    class Meta:
        verbose_name = _("riwayat pemberhentian")
        verbose_name_plural = _("riwayat pemberhentian")
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "decree_on"],
                condition=BELIEVED_NOW,
                name="people_separation_once_a_decree",
            ),
            *belief_constraints("separation"),
        ]
        indexes = belief_indexes("separation")

    class Privacy:
        public = (*BELIEF_FIELDS, "decree_on", "effective_from")
        personal = {"decree_no": "number"}
        # Half of the reasons are a sanction, a crime or an illness.
        sensitive = {"kind_code": "blank"}
