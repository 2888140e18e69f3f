"""Who may write letters, sign them and change what they look like."""

from django.utils.translation import gettext_lazy as _

from bijak.accounts import access as accounts


class Permission(accounts.Permission):
    VIEW = "letters.view", _("Melihat buku surat kepegawaian"), True
    WRITE = "letters.write", _("Menulis dan menerbitkan surat kepegawaian"), True
    SIGN = "letters.sign", _("Menandatangani surat kepegawaian"), True
    ARRANGE = "letters.arrange", _("Mengatur templat surat dan buku nomor")
