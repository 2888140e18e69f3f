"""Sentences about the conditions of promotion: what each asks, what mends it, who acts, with which paper."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Condition:
    """``asks`` what it asks; ``mend`` what to do where it is missing; ``who`` does it; ``paper`` proves it."""

    asks: Any
    mend: Any = ""
    who: Any = ""
    paper: Any = ""


PERSON, SUPERIOR, OFFICER = _("Pegawai"), _("Atasan"), _("Pengelola kepegawaian")

CONDITIONS = {
    "executor": Condition(_("Menduduki jabatan pelaksana")),
    "leads": Condition(_("Menduduki jabatan struktural")),
    "functional": Condition(_("Menduduki jabatan fungsional")),
    "pns": Condition(_("Berstatus PNS")),
    "active": Condition(
        _("Berkedudukan hukum aktif atau tugas belajar"),
        _("Aktifkan kembali, atau perbaiki kedudukan hukumnya bila tercatat keliru."),
        OFFICER,
        _("SK pengaktifan kembali"),
    ),
    "below_highest": Condition(_("Belum mencapai pangkat tertinggi")),
    "years_in_rank": Condition(
        _("Cukup lama dalam pangkat terakhir"), paper=_("SK pangkat terakhir")
    ),
    "years_in_post": Condition(
        _("Cukup lama dalam jabatan"), paper=_("SK jabatan, SPP, SPMT, dan berita acara pelantikan")
    ),
    "rating_last": Condition(
        _("Predikat kinerja tahun terakhir"),
        _("Selesaikan dan catat penilaian tahun terakhir; bila sudah dicatat, predikatnya tidak mencukupi."),
        SUPERIOR,
        _("Evaluasi kinerja tahun terakhir"),
    ),
    "rating_before": Condition(
        _("Predikat kinerja tahun sebelumnya"),
        _("Catat penilaian tahun sebelumnya; bila sudah dicatat, predikatnya tidak mencukupi."),
        SUPERIOR,
        _("Evaluasi kinerja tahun sebelumnya"),
    ),
    "no_sanction": Condition(
        _("Tidak sedang menjalani hukuman disiplin sedang atau berat"),
        _("Menunggu hukuman selesai dijalani."),
        paper=_("Surat keterangan tidak sedang menjalani hukuman disiplin"),
    ),
    "serves_on": Condition(
        _("Belum pensiun ketika syarat lain terpenuhi"),
        _("Perbaiki tanggal lahir atau jabatan bila tercatat keliru."),
        OFFICER,
    ),
    "ceiling": Condition(
        _("Belum mencapai pangkat tertinggi menurut ijazah"),
        _("Catatkan ijazah yang lebih tinggi melalui pencantuman gelar."),
        PERSON,
        _("Ijazah dan transkrip nilai"),
    ),
    "superior": Condition(_("Tidak melampaui pangkat atasan langsung")),
    "band": Condition(
        _("Belum mencapai pangkat tertinggi jabatannya"), _("Pangkat berikutnya menunggu jabatan yang lebih tinggi.")
    ),
    "rank_credit": Condition(
        _("Angka kredit kumulatif mencukupi"),
        _("Lengkapi penetapan angka kredit (PAK) sampai mencukupi."),
        SUPERIOR,
        _("Penetapan angka kredit (PAK)"),
    ),
    "level_test": Condition(
        _("Lulus uji kompetensi bila naik jenjang"),
        _("Ikuti uji kompetensi kenaikan jenjang."),
        PERSON,
        _("Surat keterangan lulus uji kompetensi"),
    ),
    "level_vacancy": Condition(
        _("Tersedia formasi jenjang berikutnya bila naik jenjang"),
        _("Tetapkan formasi jenjang berikutnya."),
        OFFICER,
        _("Keterangan ketersediaan formasi"),
    ),
    "service_exam": Condition(
        _("Lulus ujian dinas bila naik ke golongan III atau IV"),
        _("Ikuti ujian dinas, atau tunjukkan diklat kepemimpinan yang membebaskan darinya."),
        PERSON,
        _("Surat tanda lulus ujian dinas (STLUD) atau sertifikat diklat kepemimpinan"),
    ),
    "higher_diploma": Condition(
        _("Memiliki ijazah untuk pangkat yang lebih tinggi"),
        _("Catatkan ijazah yang lebih tinggi melalui pencantuman gelar."),
        PERSON,
        _("Ijazah dan transkrip nilai"),
    ),
    "formation": Condition(
        _("Formasi sesuai dengan ijazah"),
        _("Periksa ketersediaan formasi, lalu catat keterangannya."),
        OFFICER,
        _("Keterangan ketersediaan formasi"),
    ),
    "exam": Condition(
        _("Lulus ujian penyesuaian ijazah"),
        _("Ikuti ujian penyesuaian kenaikan pangkat."),
        PERSON,
        _("Surat tanda lulus ujian (STLUD)"),
    ),
    "outstanding": Condition(_("Ditetapkan berprestasi luar biasa"), "", OFFICER, _("Keputusan prestasi luar biasa")),
    "discovery": Condition(
        _("Menemukan hal baru yang bermanfaat bagi negara"), "", OFFICER, _("Keputusan penemuan baru")
    ),
    "service": Condition(_("Masa kerja dan masa dalam pangkat cukup untuk pengabdian")),
    "clear": Condition(_("Bersih dari hukuman disiplin sedang atau berat sebelum pensiun")),
    "retires": Condition(_("Mencapai batas usia pensiun")),
    "in_duty": Condition(_("Dinyatakan tewas"), "", OFFICER, _("Berita acara dan laporan kejadian")),
    "died": Condition(_("Tanggal tewas tercatat"), "", OFFICER, _("Akta kematian")),
    "civil_servant": Condition(_("Berstatus PNS atau CPNS")),
}  # fmt: skip

STATE_COLOURS = {
    "may": "green",
    "waiting": "blue",
    "undecided": "yellow",
    "blocked": "orange",
}

PURPOSES = {
    "regular": _("Bagi pelaksana, sampai plafon ijazahnya."),
    "structural": _("Bagi pejabat struktural, sampai pangkat tertinggi jabatannya."),
    "functional": _("Bagi pejabat fungsional, menurut angka kredit."),
    "diploma": _("Ke pangkat awal ijazah baru yang diakui."),
    "outstanding": _("Bagi yang ditetapkan berprestasi luar biasa."),
    "discovery": _("Bagi penemu hal baru yang bermanfaat bagi negara."),
    "service": _("Satu tingkat pada saat pensiun, setelah mengabdi lama."),
    "posthumous": _("Satu tingkat bagi yang tewas, sejak tanggal tewasnya."),
}

CHANGED = {"1": _("sejak kemarin"), "7": _("7 hari terakhir")}
"""Lines that became others within so many days."""
