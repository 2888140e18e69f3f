"""Mails about tokens: subject and body."""

from django.utils.translation import gettext_lazy as _

ENDING = (
    _("Token API Anda segera berakhir"),
    _(
        "Token “%(name)s” berlaku sampai %(day)s. Bila programnya masih memerlukannya, buat token baru di halaman "
        "Token API dan gantikan yang lama."
    ),
)
ENDED = (
    _("Token API Anda diakhiri administrator"),
    _(
        "Token “%(name)s” diakhiri administrator instansi; program yang memakainya ditolak sejak sekarang. Tanyakan "
        "sebabnya kepada administrator sebelum membuat yang baru."
    ),
)
