"""What every history has: when something was so, when we held it to be so, and on what it rests."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from bijak.organization.rules import BEGINNING

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

DAYS = Func(F("from_on"), F("until_on"), function="daterange", output_field=DateRangeField())
"""``[from_on, until_on)``, endless while ``until_on`` is empty."""


def last_day(until_on: date | None) -> date | None:
    """People name the last day of a span, histories keep the first day after it."""
    return until_on and until_on - timedelta(days=1)


class Spell(models.Model):
    """What something was in ``[from_on, until_on)``, as believed in ``[believed_from, believed_until)``.

    Nothing here is ever changed but the end of a belief: a correction ends the old one and adds its own.
    """

    from_on = models.DateField(_("mulai"))
    until_on = models.DateField(_("sampai"), null=True, blank=True)
    believed_from = models.DateTimeField(db_default=Now(), editable=False)
    believed_until = models.DateTimeField(null=True, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decree_number = models.CharField(_("nomor peraturan atau SK"), max_length=120, blank=True)
    decree_on = models.DateField(_("tanggal peraturan atau SK"), null=True, blank=True)
    reason = models.CharField(_("alasan"), max_length=500, blank=True)
    batch_id = models.BigIntegerField(
        null=True, editable=False, help_text="The import that began the belief."
    )
    ended_batch_id = models.BigIntegerField(null=True, editable=False, help_text="The import that ended it.")

    class Meta:
        abstract = True

    @property
    def since(self) -> date | None:
        """None where nobody wrote down when it began."""
        return None if self.from_on == BEGINNING else self.from_on

    @property
    def last_on(self) -> date | None:
        return last_day(self.until_on)


def spell_constraints(name: str, of: str, *, said_twice: "StrPromise") -> list[models.BaseConstraint]:
    """Days and beliefs run forward, and of one thing (``of``) one spell is believed for a day."""
    return [
        models.CheckConstraint(
            name=f"organization_{name}_until_after_from",
            condition=Q(until_on=None) | Q(until_on__gt=F("from_on")),
            violation_error_message=_("Tanggal akhir harus sesudah tanggal mulai."),
        ),
        models.CheckConstraint(
            name=f"organization_{name}_belief_forward",
            condition=Q(believed_until=None) | Q(believed_until__gte=F("believed_from")),
        ),
        ExclusionConstraint(
            name=f"organization_{name}_one_truth_a_day",
            expressions=[(of, RangeOperators.EQUAL), (DAYS, RangeOperators.OVERLAPS)],
            condition=Q(believed_until=None),
            violation_error_message=said_twice,
        ),
    ]


def batch_indexes(name: str) -> list[models.Index]:
    """Spells are found by the import that began or ended them, to take it back."""
    return [
        models.Index(
            fields=["batch_id"], name=f"organization_{name}_batch", condition=Q(batch_id__isnull=False)
        ),
        models.Index(
            fields=["ended_batch_id"],
            name=f"organization_{name}_ended",
            condition=Q(ended_batch_id__isnull=False),
        ),
    ]
