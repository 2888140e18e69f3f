"""Who may read and answer what was said about drafts. To comment one needs nothing."""

from django.utils.translation import gettext_lazy as _

from bijak.accounts import access as accounts


class Permission(accounts.Permission):
    READ = "consultation.read", _("Membaca tanggapan beserta nama penanggap"), True
    ANSWER = "consultation.answer", _("Mengundang, memoderasi, dan menjawab tanggapan"), True
