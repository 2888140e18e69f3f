"""What the rules of raises say, in words."""

from django.utils.translation import gettext_lazy as _

RAISES = {
    "is_pns": _("Berstatus PNS"),
    "is_pppk": _("Berstatus PPPK penuh waktu"),
    "contract_long_enough": _("Perjanjian kerjanya cukup lama"),
    "service_reached": _("Masa kerja golongan sampai pada langkah gaji berikut"),
    "step_left": _("Masih ada langkah gaji dalam golongannya"),
    "good_rating": _("Predikat kinerja tahun terakhir cukup baik"),
    "good_ratings": _("Predikat kinerja dua tahun terakhir cukup baik"),
    "very_good_last": _("Predikat tahun terakhir sangat baik"),
    "very_good_before": _("Predikat tahun sebelumnya sangat baik"),
    "is_exemplary": _("Dinyatakan sebagai teladan"),
    "not_delayed": _("Tidak sedang menjalani hukuman penundaan KGB"),
    "is_paid": _("Tidak sedang cuti di luar tanggungan negara"),
}

UNKNOWN = {
    "service_reached": _(
        "KGB terakhir belum tercatat, jadi tidak diketahui langkah mana yang sudah diberikan"
    ),
    "step_left": _("golongan atau masa kerja golongannya belum tercatat"),
    "good_rating": _("predikat kinerja tahun terakhir belum tercatat"),
    "good_ratings": _("predikat kinerja dua tahun terakhir belum tercatat"),
    "contract_long_enough": _("akhir perjanjian kerjanya belum tercatat"),
    "not_delayed": _("tidak diketahui apakah ada hukuman penundaan KGB"),
    "is_paid": _("tidak diketahui apakah sedang cuti tanpa gaji"),
    "is_pns": _("jenis kepegawaiannya belum tercatat"),
    "is_pppk": _("jenis kepegawaiannya belum tercatat"),
}
"""What is not known, where a reason cannot be judged."""

MISSING = {
    "is_pns": _("belum diangkat sebagai PNS"),
    "is_pppk": _("bukan PPPK penuh waktu"),
    "contract_long_enough": _("perjanjian kerjanya tidak cukup lama"),
    "step_left": _("tidak ada langkah gaji lagi dalam golongannya"),
    "good_rating": _("predikat kinerja tahun terakhir di bawah syarat"),
    "good_ratings": _("predikat kinerja dua tahun terakhir di bawah syarat"),
    "not_delayed": _("menjalani hukuman penundaan KGB"),
    "is_paid": _("cuti di luar tanggungan negara"),
}
"""What is in the way, where a condition is missed."""

NO_AMOUNTS = _(
    "Besar gaji tidak dihitung di sini: tabel gaji tidak ada dalam sumber yang dipakai. Jumlahnya mengikuti tabel yang "
    "berlaku pada TMT, dan tercatat bila disebut berkas impor."
)
