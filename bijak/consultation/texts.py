"""Sentences that people without an account are written, keyed by what happened: (subject, body)."""

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
INVITED = (
    _("Undangan menanggapi rancangan “%(policy)s”"),
    _(
        "%(agency)s menyusun kebijakan “%(policy)s” dan ingin mendengar pendapat %(name)s. Tanggapan diterima sampai "
        "%(until)s. Anda dapat menanggapi seluruh rancangan atau ketentuan tertentu; setiap tanggapan akan dijawab "
        "beserta alasannya."
    ),
)
