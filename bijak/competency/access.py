"""Who may see and change what people are recorded to have learned: by the unit that the person works in."""

from django.utils.translation import gettext_lazy as _

from bijak.accounts import access as accounts


class Permission(accounts.Permission):
    IMPORT = "competency.import", _("Mengimpor riwayat pelatihan"), True
    COUNT = "competency.count", _("Melihat angka jam pelatihan, tanpa nama")
    VIEW = "competency.view", _("Melihat siapa yang kurang jam pelatihan"), True
    RECORD = "competency.record", _("Mencatat pelatihan pegawai"), True
    VIEW_ASSESSMENTS = "competency.view_assessments", _("Melihat hasil asesmen potensi dan kompetensi"), True
