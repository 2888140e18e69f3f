"""Who may see the queue and who acts in it: by the unit that the person works in."""

from django.utils.translation import gettext_lazy as _

from bijak.accounts import access as accounts


class Permission(accounts.Permission):
    # A line tells of ratings and of sanctions.
    VIEW = "career.view", _("Melihat antrean kenaikan pangkat pegawai beserta alasannya"), True
    EXPORT = "career.export", _("Mengunduh antrean kenaikan pangkat"), True
    ATTEST = "career.attest", _("Mencatat keterangan syarat kenaikan pangkat"), True
    ANSWER = "career.answer", _("Menjawab keberatan atas antrean kenaikan pangkat"), True
    FOLLOW = "career.follow", _("Melihat usul kenaikan pangkat pegawai"), True
    PROPOSE = "career.propose", _("Menyusun usul kenaikan pangkat dan kelengkapannya"), True
    SEND = "career.send", _("Mengirim usul kenaikan pangkat dan mencatat hasilnya"), True
