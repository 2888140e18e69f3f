"""What a person was from a day until another: employed, ranked, posted, in a standing, sanctioned."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bijak.organization.models import PositionKind
from bijak.people.models.beliefs import (
    BELIEF_FIELDS,
    BELIEVED_NOW,
    Belief,
    belief_constraints,
    belief_indexes,
    never_two_at_once,
)


class EmployeeKind(models.TextChoices):
    """UU 20/2023 Pasal 5; KepmenPANRB 16/2025 for part-time PPPK."""

    CPNS = "cpns", _("CPNS")
    PNS = "pns", _("PNS")
    PPPK = "pppk", _("PPPK")
    PPPK_PART_TIME = "pppk_part_time", _("PPPK Paruh Waktu")


class Assignment(models.TextChoices):
    DEFINITIVE = "definitive", _("Definitif")
    ACTING = "acting", _("Pelaksana tugas (Plt.)")
    DAILY = "daily", _("Pelaksana harian (Plh.)")
    INTERIM = "interim", _("Penjabat (Pj.)")
    ADDITIONAL = "additional", _("Tugas tambahan")


class Spell(Belief):
    """Something that was so from a day until another; the span has its decree."""

    from_on = models.DateField(_("terhitung mulai tanggal"))
    until_on = models.DateField(_("sampai sebelum tanggal"), null=True)
    decree_no = models.CharField(_("nomor surat keputusan"), max_length=100, blank=True)
    decree_on = models.DateField(_("tanggal surat keputusan"), null=True)

    class Meta:
        abstract = True


SPELL_PRIVACY = (*BELIEF_FIELDS, "from_on", "until_on", "decree_on")


class EmploymentSpell(Spell):
    """As what the person is employed: CPNS, PNS, PPPK."""

    kind = models.CharField(_("jenis kepegawaian"), max_length=20, choices=EmployeeKind)
    type_code = models.CharField(_("jenis pegawai"), max_length=4, blank=True)
    # The last day of the contract of a PPPK. The spell goes on where nothing follows: it may be prolonged yet.
    contract_ends_on = models.DateField(_("perjanjian kerja sampai dengan"), null=True)

    class Meta:
        verbose_name = _("riwayat kepegawaian")
        verbose_name_plural = _("riwayat kepegawaian")
        constraints = [
            never_two_at_once("employment"),
            models.CheckConstraint(
                name="people_employment_contract_ends_after_it_starts",
                condition=Q(contract_ends_on=None) | Q(contract_ends_on__gte=models.F("from_on")),
                violation_error_message=_("Perjanjian kerja berakhir sebelum dimulai."),
            ),
            *belief_constraints("employment"),
        ]
        indexes = belief_indexes("employment")

    class Privacy:
        public = (*SPELL_PRIVACY, "contract_ends_on")
        personal = {"decree_no": "number", "kind": "keep", "type_code": "keep"}


class RankSpell(Spell):
    """The rank (PNS) or grade (PPPK) held."""

    rank_code = models.CharField(_("golongan"), max_length=4)
    kind_code = models.CharField(_("jenis kenaikan pangkat"), max_length=4, blank=True)
    service_years = models.PositiveSmallIntegerField(_("masa kerja golongan, tahun"), null=True)
    service_months = models.PositiveSmallIntegerField(_("masa kerja golongan, bulan"), null=True)

    class Meta:
        verbose_name = _("riwayat golongan")
        verbose_name_plural = _("riwayat golongan")
        constraints = [never_two_at_once("rank"), *belief_constraints("rank")]
        indexes = belief_indexes("rank")

    class Privacy:
        public = SPELL_PRIVACY
        personal = {
            "decree_no": "number",
            "rank_code": "keep",
            "kind_code": "keep",
            "service_years": "keep",
            "service_months": "keep",
        }


class PositionSpell(Spell):
    """The position held and the unit it lies in.

    Acting assignments run beside the definitive one (UU 30/2014 Pasal 14, SE BKN 1/SE/I/2021), and nothing forbids
    two of them in different posts; the same assignment to the same post twice at once is a mistake.
    """

    kind = models.CharField(_("jenis jabatan"), max_length=12, choices=PositionKind)
    title = models.CharField(_("jabatan"), max_length=200)
    siasn_id = models.CharField(_("jabatan ID SIASN"), max_length=40, blank=True)
    echelon_code = models.CharField(_("eselon"), max_length=2, blank=True)
    unit = models.ForeignKey(
        "organization.Unit",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("unit"),
        db_index=False,
    )
    assignment = models.CharField(
        _("jenis penugasan"), max_length=12, choices=Assignment, default=Assignment.DEFINITIVE
    )
    inaugurated_on = models.DateField(_("tanggal pelantikan"), null=True)

    class Meta:
        verbose_name = _("riwayat jabatan")
        verbose_name_plural = _("riwayat jabatan")
        constraints = [
            never_two_at_once("position", only=Q(assignment=Assignment.DEFINITIVE)),
            never_two_at_once(
                "acting",
                only=~Q(assignment=Assignment.DEFINITIVE),
                same=("employee", "unit", "assignment", "title"),
            ),
            *belief_constraints("position"),
        ]
        indexes = belief_indexes("position")

    class Privacy:
        public = (*SPELL_PRIVACY, "inaugurated_on")
        personal = {
            "decree_no": "number",
            "kind": "keep",
            "title": "keep",
            "siasn_id": "keep",
            "echelon_code": "keep",
            "assignment": "keep",
        }


class StandingSpell(Spell):
    """Legal standing (kedudukan hukum). The national export gives no date: it counts from the day it was seen."""

    standing_code = models.CharField(_("kedudukan hukum"), max_length=3)

    class Meta:
        verbose_name = _("riwayat kedudukan hukum")
        verbose_name_plural = _("riwayat kedudukan hukum")
        constraints = [never_two_at_once("standing"), *belief_constraints("standing")]
        indexes = belief_indexes("standing")

    class Privacy:
        public = SPELL_PRIVACY
        personal = {"decree_no": "number", "standing_code": "keep"}


class SanctionSpell(Spell):
    """A disciplinary sanction (PP 94/2021). Sanctions may overlap."""

    kind_code = models.CharField(_("jenis hukuman"), max_length=4)
    kind_name = models.CharField(_("nama hukuman"), max_length=200)
    level_code = models.CharField(_("tingkat hukuman"), max_length=1, blank=True)
    law_no = models.CharField(_("dasar hukum"), max_length=100, blank=True)
    note = models.CharField(_("keterangan"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("riwayat hukuman disiplin")
        verbose_name_plural = _("riwayat hukuman disiplin")
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "from_on", "kind_code"],
                condition=BELIEVED_NOW,
                name="people_sanction_once_a_day_and_kind",
            ),
            *belief_constraints("sanction"),
        ]
        indexes = belief_indexes("sanction")

    class Privacy:
        public = SPELL_PRIVACY
        personal = {"decree_no": "number"}
        sensitive = {
            "kind_code": "blank",
            "kind_name": "blank",
            "level_code": "blank",
            "law_no": "blank",
            "note": "blank",
        }
