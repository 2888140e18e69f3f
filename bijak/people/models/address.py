"""Where a person lives."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bijak.people.models.beliefs import (
    BELIEF_FIELDS,
    Belief,
    belief_constraints,
    belief_indexes,
    never_two_at_once,
)


class AddressSpell(Belief):
    """A home address. The national export dates none: it counts from the day it was first seen."""

    from_on = models.DateField(_("terhitung mulai tanggal"))
    until_on = models.DateField(_("sampai sebelum tanggal"), null=True)
    address = models.CharField(_("alamat"), max_length=500)

    class Meta:
        verbose_name = _("riwayat alamat")
        verbose_name_plural = _("riwayat alamat")
        constraints = [never_two_at_once("address"), *belief_constraints("address")]
        indexes = belief_indexes("address")

    class Privacy:
        public = (*BELIEF_FIELDS, "from_on", "until_on")
        sensitive = {"address": "text"}
