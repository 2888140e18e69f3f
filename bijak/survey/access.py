"""Who may ask, and who may read what came of it. Answering needs no permission: one is asked, or one is not."""

from django.utils.translation import gettext_lazy as _

from bijak.accounts import access as accounts


class Permission(accounts.Permission):
    WRITE = "survey.write", _("Menyusun dan menerbitkan survei")
    READ = "survey.read", _("Membaca hasil survei dan isian bebasnya")
