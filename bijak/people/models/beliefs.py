"""What every table about a person has: whose it is, when we held it to be so, and who said it."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from bijak.kernel.uuid7 import uuid7


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
    # Whose records, where they are of one person alone: what is kept of everyone is then read anew of her only.
    employee = models.ForeignKey(
        "Employee",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("pegawai"),
        db_index=False,
    )
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
