"""The face that lists read."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from bijak.organization.models import PositionKind
from bijak.people import texts
from bijak.people.models.beliefs import Employee
from bijak.people.models.identity import Sex
from bijak.people.models.spells import EmployeeKind


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


class NameWord(models.Model):
    """A word that occurs in somebody's name today, by which a misspelt one is recognised; kept from EmployeeToday."""

    word = models.CharField(_("kata nama"), max_length=200, unique=True)
    sound = models.CharField(_("bunyi kata nama"), max_length=200)

    class Meta:
        verbose_name = _("kata nama")
        verbose_name_plural = _("kata nama")
        indexes = [GinIndex(OpClass(F("sound"), name="gin_trgm_ops"), name="people_nameword_sound")]

    class Privacy:
        personal = {"word": "name", "sound": "name"}
