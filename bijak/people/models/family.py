"""Who belongs to a person's family."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bijak.people.models.beliefs import (
    BELIEF_FIELDS,
    BELIEVED_NOW,
    Belief,
    belief_constraints,
    belief_indexes,
)


class Relation(models.TextChoices):
    """The three lists of the national system, with what PP 7/1977 Pasal 16 tells apart among children."""

    SPOUSE = "spouse", _("Suami atau istri")
    CHILD = "child", _("Anak kandung")
    STEPCHILD = "stepchild", _("Anak tiri")
    ADOPTED = "adopted", _("Anak angkat")
    FATHER = "father", _("Ayah")
    MOTHER = "mother", _("Ibu")


class FamilyMember(Belief):
    """A spouse, child or parent. UU 27/2022 Pasal 4 counts data of children as specific personal data."""

    relation = models.CharField(_("hubungan keluarga"), max_length=12, choices=Relation)
    name = models.CharField(_("nama"), max_length=200)
    birth_place = models.CharField(_("tempat lahir"), max_length=100, blank=True)
    born_on = models.DateField(_("tanggal lahir"), null=True)
    nik = models.CharField(_("NIK"), max_length=16, blank=True)
    is_entitled = models.BooleanField(_("masuk tunjangan keluarga"), null=True)

    class Meta:
        verbose_name = _("anggota keluarga")
        verbose_name_plural = _("anggota keluarga")
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "relation", "name"],
                condition=BELIEVED_NOW,
                name="people_family_once_a_relation_and_name",
            ),
            *belief_constraints("family"),
        ]
        indexes = belief_indexes("family")

    class Privacy:
        public = BELIEF_FIELDS
        sensitive = {
            "relation": "keep",
            "name": "name",
            "birth_place": "text",
            "born_on": "date",
            "nik": "number",
            "is_entitled": "keep",
        }
