"""Who may see what is wrong in records, and decide about it: by the unit that the person works in."""

from django.utils.translation import gettext_lazy as _

from bijak.accounts import access as accounts


class Permission(accounts.Permission):
    COUNT = "quality.count", _("Melihat nilai mutu data setiap unit, tanpa nama")
    # Findings tell of NIK and of dismissals.
    VIEW = "quality.view", _("Melihat temuan mutu data pegawai, termasuk data pribadi spesifik"), True
    DECIDE = "quality.decide", _("Menangani temuan mutu data dan perbedaan dengan sistem lain"), True
    IMPORT = "quality.import", _("Mengunggah berkas pembanding dari sistem lain"), True
