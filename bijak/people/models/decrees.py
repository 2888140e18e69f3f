"""The papers behind what is on record."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bijak.people.models.beliefs import (
    BELIEF_FIELDS,
    BELIEVED_NOW,
    Belief,
    belief_constraints,
    belief_indexes,
)


class DecreeFile(Belief):
    """The file of a decree or diploma: once for each number, and shown wherever that number stands.

    One decree often appoints, ranks and posts at once; and a row that is corrected or imported again keeps its paper.
    """

    decree_no = models.CharField(_("nomor surat keputusan"), max_length=100)
    document = models.ForeignKey(
        "documents.Document",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("berkas"),
        db_index=False,
    )

    class Meta:
        verbose_name = _("berkas surat keputusan")
        verbose_name_plural = _("berkas surat keputusan")
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "decree_no"],
                condition=BELIEVED_NOW,
                name="people_decree_one_file_a_number",
            ),
            *belief_constraints("decree"),
        ]
        indexes = belief_indexes("decree")

    class Privacy:
        public = BELIEF_FIELDS
        personal = {"decree_no": "number"}
