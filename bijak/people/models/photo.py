"""What a person looks like."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bijak.people.models.beliefs import (
    BELIEF_FIELDS,
    BELIEVED_NOW,
    Belief,
    belief_constraints,
    belief_indexes,
)


class Photo(Belief):
    """The official photo, as services.photos made it: a JPEG of ours, never the file that was sent."""

    document = models.ForeignKey(
        "documents.Document",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("berkas"),
        db_index=False,
    )

    class Meta:
        verbose_name = _("pasfoto")
        verbose_name_plural = _("pasfoto")
        constraints = [
            models.UniqueConstraint(
                fields=["employee"], condition=BELIEVED_NOW, name="people_photo_one_a_person"
            ),
            *belief_constraints("photo"),
        ]
        indexes = belief_indexes("photo")

    class Privacy:
        public = BELIEF_FIELDS
