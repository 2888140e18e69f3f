"""Sentences that people who comment are written, keyed by what happened: (subject, body)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CONFIRM = (
    _("Pastikan tanggapan Anda"),
    # Nothing that was typed stands in this mail: whoever typed it has not shown that the address is theirs.
    _(
        "Seseorang, mungkin Anda, menulis tanggapan atas rancangan “%(policy)s” dengan alamat surel ini. "
        "Buka tautan di bawah dalam 48 jam untuk memastikannya. Bila bukan Anda, abaikan surel ini: tanggapan itu "
        "tidak akan dihitung."
    ),
)
RECEIVED = (
    _("Tanggapan %(receipt)s sudah kami terima"),
    _(
        "Terima kasih. Tanggapan Anda atas rancangan “%(policy)s” tercatat dengan nomor %(receipt)s dan akan dijawab. "
        "Simpan tautan ini: dengan tautan ini Anda dapat melihat jawabannya tanpa akun."
    ),
)
ANSWERED = (
    _("Tanggapan %(receipt)s sudah dijawab"),
    _("Tanggapan Anda atas rancangan “%(policy)s” sudah dijawab: %(disposition)s. Alasan: %(reason)s"),
)
HIDDEN = (
    _("Tanggapan %(receipt)s disembunyikan"),
    _(
        "Tanggapan Anda atas rancangan “%(policy)s” tidak ditampilkan kepada umum. Alasan: %(reason)s "
        "Tanggapan itu tidak dihapus; Anda tetap dapat membacanya di tautan ini."
    ),
)
WITHDRAWN = (
    _("Rancangan “%(policy)s” dihentikan"),
    _(
        "Rancangan “%(policy)s” yang Anda tanggapi dihentikan pada %(day)s. Alasan: %(reason)s Tanggapan Anda tetap "
        "tersimpan; rancangan dan tanggapannya tetap dapat dibaca di tautan ini."
    ),
)
INVITED = (
    _("Undangan menanggapi rancangan “%(policy)s”"),
    _(
        "%(agency)s menyusun kebijakan “%(policy)s” dan ingin mendengar pendapat %(name)s. Tanggapan diterima sampai "
        "%(until)s. Anda dapat menanggapi seluruh rancangan atau ketentuan tertentu; setiap tanggapan akan dijawab "
        "beserta alasannya."
    ),
)


@dataclass(frozen=True)
class Filled:
    """A sentence with its values, put together in the language that is read when it is asked for."""

    text: str | Promise
    values: Mapping[str, object]

    def __str__(self) -> str:
        days = {
            name: date_format(each, "j F Y") for name, each in self.values.items() if isinstance(each, date)
        }
        return str(self.text) % {**self.values, **days}
