"""Who a person is and what she studied."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bijak.people.models.beliefs import (
    BELIEF_FIELDS,
    BELIEVED_NOW,
    Belief,
    belief_constraints,
    belief_indexes,
)


class Sex(models.TextChoices):
    MALE = "L", _("Laki-laki")
    FEMALE = "P", _("Perempuan")


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
            "is_nik_valid": "keep",
        }
        sensitive = {
            "religion": "blank",
            "marital_status": "blank",
            "nik": "number",
            "npwp": "number",
            "bpjs": "number",
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
