"""Who works here, with history.

Two times run through every table. *Valid* time is when something was so: a half-open span of days
``[from_on, until_on)``. *Belief* is when we held it to be so: ``[believed_from, believed_until)``. A correction never
overwrites: it closes the belief and adds a row, so "which rank did she hold in March" and "which rank did we think she
held, when we decided in April" both have an answer. Every row says which :class:`Change` opened it and which one
closed it.
"""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Now, Upper
from django.utils.translation import gettext_lazy as _

from bijak.kernel.uuid7 import uuid7
from bijak.people import texts


class Sex(models.TextChoices):
    MALE = "L", _("Laki-laki")
    FEMALE = "P", _("Perempuan")


class EmployeeKind(models.TextChoices):
    """UU 20/2023 Pasal 5; KepmenPANRB 16/2025 for part-time PPPK."""

    CPNS = "cpns", _("CPNS")
    PNS = "pns", _("PNS")
    PPPK = "pppk", _("PPPK")
    PPPK_PART_TIME = "pppk_part_time", _("PPPK Paruh Waktu")


class PositionKind(models.TextChoices):
    STRUCTURAL = "structural", _("Struktural")
    FUNCTIONAL = "functional", _("Fungsional")
    EXECUTOR = "executor", _("Pelaksana")


class Assignment(models.TextChoices):
    DEFINITIVE = "definitive", _("Definitif")
    ACTING = "acting", _("Pelaksana tugas (Plt.)")
    DAILY = "daily", _("Pelaksana harian (Plh.)")
    INTERIM = "interim", _("Penjabat (Pj.)")
    ADDITIONAL = "additional", _("Tugas tambahan")


class Change(models.Model):
    """One act of recording: who, when, why. An import of 100,000 rows is one change."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    at = models.DateTimeField(_("waktu"), db_default=Now())
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("oleh"),
    )
    batch = models.ForeignKey("interchange.Batch", on_delete=models.PROTECT, null=True, related_name="+")
    undoes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(_("alasan"), max_length=500)

    class Meta:
        verbose_name = _("perubahan data")
        verbose_name_plural = _("perubahan data")

    class Privacy:
        public = ("uuid", "at")
        personal = {"reason": "text"}


class Employee(models.Model):
    """The anchor of a person's records. All that can change about her is in the tables below."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    siasn_id = models.CharField(_("PNS ID SIASN"), max_length=40, null=True, unique=True)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("akun"),
    )

    class Meta:
        verbose_name = _("pegawai")
        verbose_name_plural = _("pegawai")

    class Privacy:
        public = ("uuid",)
        personal = {"siasn_id": "number"}


class Belief(models.Model):
    """A row that we hold, or held, to be true."""

    employee = models.ForeignKey(
        Employee, on_delete=models.PROTECT, related_name="+", verbose_name=_("pegawai"), db_index=False
    )
    believed_from = models.DateTimeField(_("diketahui sejak"))
    believed_until = models.DateTimeField(_("diketahui sampai"), null=True)
    # A change is never deleted, so the constraint would only cost: half of an import's time goes into such checks.
    change = models.ForeignKey(
        Change, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False
    )
    ended_by = models.ForeignKey(
        Change, on_delete=models.DO_NOTHING, null=True, related_name="+", db_constraint=False, db_index=False
    )

    class Meta:
        abstract = True


BELIEVED_NOW = Q(believed_until=None)
BELIEF_FIELDS = ("believed_from", "believed_until")


def belief_constraints(name: str) -> list[models.BaseConstraint]:
    return [
        models.CheckConstraint(
            name=f"people_{name}_closed_by_a_change",
            condition=Q(believed_until=None, ended_by=None)
            | Q(believed_until__isnull=False, ended_by__isnull=False),
            violation_error_message=_("Catatan yang ditutup harus menyebut perubahan yang menutupnya."),
        ),
    ]


def belief_indexes(name: str) -> list[models.Index]:
    """Rows are found by person; an undo, which asks by change, may take its time."""
    return [models.Index(fields=["employee"], name=f"people_{name}_employee")]


def never_two_at_once(
    name: str, only: Q | None = None, same: tuple[str, ...] = ("employee",)
) -> ExclusionConstraint:
    """Of the rows believed now, no two of one person (in what else is ``same``) may cover the same day."""
    return ExclusionConstraint(
        name=f"people_{name}_never_two_at_once",
        expressions=[
            *((F(column), RangeOperators.EQUAL) for column in same),
            (
                Func(
                    "from_on",
                    "until_on",
                    RangeBoundary(),
                    function="daterange",
                    output_field=DateRangeField(),
                ),
                RangeOperators.OVERLAPS,
            ),
        ],
        condition=BELIEVED_NOW & only if only else BELIEVED_NOW,
        violation_error_message=_(
            "Riwayat bertumpang tindih: sudah ada catatan lain yang berlaku pada hari yang sama."
        ),
    )


class Identity(Belief):
    """What is known of the person herself."""

    nip = models.CharField(_("NIP"), max_length=18)
    old_nip = models.CharField(_("NIP lama"), max_length=9, blank=True)
    name = models.CharField(_("nama"), max_length=200)
    front_title = models.CharField(_("gelar depan"), max_length=60, blank=True)
    back_title = models.CharField(_("gelar belakang"), max_length=100, blank=True)
    birth_place = models.CharField(_("tempat lahir"), max_length=100, blank=True)
    born_on = models.DateField(_("tanggal lahir"))
    sex = models.CharField(_("jenis kelamin"), max_length=1, choices=Sex)
    religion = models.CharField(_("agama"), max_length=20, blank=True)
    marital_status = models.CharField(_("status perkawinan"), max_length=20, blank=True)
    nik = models.CharField(_("NIK"), max_length=16, blank=True)
    is_nik_valid = models.BooleanField(_("NIK cocok dengan Dukcapil"), null=True)
    phone = models.CharField(_("telepon"), max_length=30, blank=True)
    email = models.CharField(_("surel"), max_length=200, blank=True)
    gov_email = models.CharField(_("surel dinas"), max_length=200, blank=True)
    address = models.CharField(_("alamat"), max_length=500, blank=True)
    npwp = models.CharField(_("NPWP"), max_length=25, blank=True)
    bpjs = models.CharField(_("nomor BPJS"), max_length=25, blank=True)

    class Meta:
        verbose_name = _("identitas")
        verbose_name_plural = _("identitas")
        constraints = [
            models.UniqueConstraint(
                fields=["employee"], condition=BELIEVED_NOW, name="people_identity_one_belief_a_person"
            ),
            models.UniqueConstraint(
                fields=["nip"],
                condition=BELIEVED_NOW,
                name="people_identity_nip_is_of_one_person",
                violation_error_message=_("NIP ini sudah tercatat pada pegawai lain."),
            ),
            *belief_constraints("identity"),
        ]
        indexes = belief_indexes("identity")

    class Privacy:
        public = BELIEF_FIELDS
        personal = {
            "nip": "number",
            "old_nip": "number",
            "name": "name",
            "front_title": "blank",
            "back_title": "blank",
            "birth_place": "text",
            "born_on": "date",
            "sex": "keep",
            "phone": "phone",
            "email": "email",
            "gov_email": "email",
            "address": "text",
            "is_nik_valid": "keep",
        }
        sensitive = {
            "religion": "blank",
            "marital_status": "blank",
            "nik": "number",
            "npwp": "number",
            "bpjs": "number",
        }


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

    class Meta:
        verbose_name = _("riwayat kepegawaian")
        verbose_name_plural = _("riwayat kepegawaian")
        constraints = [never_two_at_once("employment"), *belief_constraints("employment")]
        indexes = belief_indexes("employment")

    class Privacy:
        public = SPELL_PRIVACY
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


class EducationRecord(Belief):
    """A diploma."""

    level_code = models.CharField(_("tingkat pendidikan"), max_length=2)
    programme = models.CharField(_("program studi"), max_length=200, blank=True)
    programme_siasn_id = models.CharField(_("pendidikan ID SIASN"), max_length=40, blank=True)
    school = models.CharField(_("sekolah atau perguruan tinggi"), max_length=200, blank=True)
    graduated_year = models.PositiveSmallIntegerField(_("tahun lulus"))
    graduated_on = models.DateField(_("tanggal lulus"), null=True)
    diploma_no = models.CharField(_("nomor ijazah"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("riwayat pendidikan")
        verbose_name_plural = _("riwayat pendidikan")
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "level_code", "graduated_year"],
                condition=BELIEVED_NOW,
                name="people_education_once_a_level_and_year",
            ),
            *belief_constraints("education"),
        ]
        indexes = belief_indexes("education")

    class Privacy:
        public = BELIEF_FIELDS
        personal = {
            "level_code": "keep",
            "programme": "keep",
            "programme_siasn_id": "keep",
            "school": "text",
            "graduated_year": "keep",
            "graduated_on": "date",
            "diploma_no": "number",
        }


class EmployeeToday(models.Model):
    """What lists of today read: one row for each person, rebuildable from the histories at any time."""

    employee = models.OneToOneField(
        Employee, primary_key=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("pegawai")
    )
    uuid = models.UUIDField(unique=True)
    nip = models.CharField(_("NIP"), max_length=18, unique=True)
    name = models.CharField(_("nama"), max_length=200)
    full_name = models.CharField(_("nama dan gelar"), max_length=370)
    sex = models.CharField(_("jenis kelamin"), max_length=1, choices=Sex)
    born_on = models.DateField(_("tanggal lahir"))
    kind = models.CharField(_("jenis kepegawaian"), max_length=20, choices=EmployeeKind, blank=True)
    kind_from = models.DateField(_("TMT jenis kepegawaian"), null=True)
    standing_code = models.CharField(_("kedudukan hukum"), max_length=3, blank=True)
    rank_code = models.CharField(_("golongan"), max_length=4, blank=True)
    rank_order = models.SmallIntegerField(_("urutan golongan"), default=0)
    rank_from = models.DateField(_("TMT golongan"), null=True)
    position_kind = models.CharField(_("jenis jabatan"), max_length=12, choices=PositionKind, blank=True)
    position_title = models.CharField(_("jabatan"), max_length=200, blank=True)
    echelon_code = models.CharField(_("eselon"), max_length=2, blank=True)
    position_from = models.DateField(_("TMT jabatan"), null=True)
    unit = models.ForeignKey(
        "organization.Unit",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("unit"),
        db_index=False,
    )
    education_level = models.CharField(_("tingkat pendidikan"), max_length=2, blank=True)

    class Meta:
        verbose_name = _("pegawai hari ini")
        verbose_name_plural = _("pegawai hari ini")
        # Lists ask for those of a standing in some order: so that an index answers alone, it carries the standing.
        indexes = [
            models.Index(fields=["name", "employee"], include=["standing_code"], name="people_today_name"),
            # The list as it opens, and its count.
            models.Index(
                fields=["name", "employee"],
                condition=Q(standing_code__in=texts.ACTIVE_STANDINGS),
                name="people_today_active",
            ),
            models.Index(
                fields=["kind", "name", "employee"], include=["standing_code"], name="people_today_kind"
            ),
            models.Index(
                fields=["position_kind", "name", "employee"],
                include=["standing_code"],
                name="people_today_posted",
            ),
            models.Index(fields=["unit", "name", "employee"], name="people_today_unit"),
            models.Index(
                fields=["-rank_order", "name", "employee"],
                include=["standing_code"],
                name="people_today_rank",
            ),
            models.Index(fields=["born_on", "employee"], name="people_today_born"),
            models.Index(
                OpClass(Upper("position_title"), name="text_pattern_ops"),
                "name",
                name="people_today_position",
            ),
            GinIndex(
                OpClass(Upper("name"), name="gin_trgm_ops"),
                OpClass(F("nip"), name="gin_trgm_ops"),
                name="people_today_search",
            ),
        ]

    class Privacy:
        public = ("uuid",)
        personal = {
            "nip": "number",
            "name": "name",
            "full_name": "name",
            "sex": "keep",
            "born_on": "date",
            "kind": "keep",
            "kind_from": "keep",
            "standing_code": "keep",
            "rank_code": "keep",
            "rank_order": "keep",
            "rank_from": "keep",
            "position_kind": "keep",
            "position_title": "keep",
            "echelon_code": "keep",
            "position_from": "keep",
            "education_level": "keep",
        }

    @property
    def is_removed(self) -> bool:
        """Whether this is what was there before the records were taken back; see queries.before_removal."""
        return self._state.adding

    @property
    def is_active(self) -> bool:
        return self.standing_code in texts.ACTIVE_STANDINGS

    @property
    def rank_label(self) -> str:
        return texts.RANKS.get(self.rank_code, "")
