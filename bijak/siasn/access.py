"""Who may talk to the national system in the agency's name."""

from django.utils.translation import gettext_lazy as _

from bijak.accounts import access as accounts


class Permission(accounts.Permission):
    # The answer holds everything about a person, NIK and religion included.
    ASK = "siasn.ask", _("Membandingkan data pegawai dengan SIASN, termasuk data pribadi spesifik"), True
    SEND = "siasn.send", _("Mengirim riwayat pegawai ke SIASN, termasuk data pribadi spesifik"), True
    LOOK_UP = "siasn.reference", _("Melihat tabel rujukan SIASN")
