"""Who may see and decide about people's welfare: by the unit that the person works in."""

from django.utils.translation import gettext_lazy as _

from bijak.accounts import access as accounts


class Permission(accounts.Permission):
    # Whether somebody was ill, or is sanctioned, can be read from an allowance.
    VIEW = "welfare.view", _("Melihat TPP pegawai beserta kehadiran dan potongannya"), True
    HAND_OVER = "welfare.hand_over", _("Menghitung dan menyerahkan daftar TPP"), True
    ANSWER = "welfare.answer", _("Menjawab keberatan atas TPP"), True
    IMPORT = "welfare.import", _("Mengimpor kehadiran, produktivitas, dan ketentuan TPP"), True
    VIEW_SERVICE = "welfare.view_service", _("Melihat kenaikan gaji berkala, pensiun, dan cuti pegawai"), True
    KEEP_SERVICE = "welfare.keep_service", _("Mengurus berkas pensiun, dan mengimpor KGB serta cuti"), True
    RECOGNISE = "welfare.recognise", _("Mengatur putaran penghargaan dan menetapkan penerimanya")
    NOMINATE = "welfare.nominate", _("Mencalonkan pegawai untuk penghargaan"), True
