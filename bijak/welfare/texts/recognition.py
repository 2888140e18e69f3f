"""Awards that a round may be about, and why somebody may not judge."""

from django.utils.translation import gettext_lazy as _

AWARDS = {
    "201": _("Satyalancana Karya Satya 10 Tahun"),
    "202": _("Satyalancana Karya Satya 20 Tahun"),
    "203": _("Satyalancana Karya Satya 30 Tahun"),
    "304": _("Teladan tingkat nasional"),
    "305": _("Teladan tingkat provinsi"),
    "306": _("Teladan tingkat kabupaten atau kota"),
    "307": _("PNS luar biasa prestasinya"),
    "308": _("Penemuan bermanfaat bagi negara"),
    "400": _("Penghargaan lainnya"),
}
"""Codes of the national table of awards."""

CONFLICTS = {
    "not_herself": _("Bukan diri sendiri"),
    "not_her_superior": _("Bukan bawahannya sendiri"),
    "not_nominator": _("Bukan yang dicalonkannya sendiri"),
}
