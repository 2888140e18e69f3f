"""What proposals for promotion say to people: papers, checks and what to do about them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

type Text = Any  # str, or a lazy translation of one

NATIONAL_KINDS: Mapping[str, str] = {
    "regular": "101",
    "structural": "201",
    "functional": "202",
    "diploma": "203",
    "discovery": "207",
    "outstanding": "208",
}
"""The codes of the national table (jenisKP), as a rank on record bears them; pengabdian and anumerta have none."""


@dataclass(frozen=True)
class Paper:
    """A paper by what it is called, in a package by ``file``; ``is_hers`` where she is who has it."""

    label: Text
    file: str
    is_hers: bool


PAPERS: Mapping[str, Paper] = {
    "rank_decree": Paper(_("SK pangkat terakhir"), "SK_PANGKAT", True),
    "cpns_decree": Paper(_("SK CPNS"), "SK_CPNS", True),
    "pns_decree": Paper(_("SK PNS"), "SK_PNS", True),
    "rating": Paper(_("Penilaian kinerja (SKP)"), "SKP", True),
    "position_decree": Paper(_("SK jabatan"), "SK_JABATAN", True),
    "taking_up": Paper(_("SPMT atau berita acara pelantikan"), "SPMT", True),
    "credits": Paper(_("Penetapan angka kredit (PAK)"), "PAK", True),
    "diploma": Paper(_("Ijazah"), "IJAZAH", True),
    "transcript": Paper(_("Transkrip nilai"), "TRANSKRIP", True),
    "exam": Paper(_("Surat tanda lulus ujian penyesuaian (STLUD)"), "STLUD", True),
    "service_exam": Paper(_("Surat tanda lulus ujian dinas (STLUD)"), "STLUD_DINAS", True),
    "achievement": Paper(_("Penetapan prestasi luar biasa atau penemuan"), "PENETAPAN", False),
    "death_report": Paper(
        _("Berita acara, visum, dan laporan pimpinan tentang tewasnya"), "LAPORAN_TEWAS", False
    ),
}

SAYS: Mapping[str, tuple[str, ...]] = {
    "rank_decree": ("says_position",),
    "position_decree": ("says_position",),
    "credits": ("says_credit",),
    "diploma": ("says_level", "says_year"),
}
"""What is read from a paper to be compared, for the kinds of promotion that compare it."""

_HER, _OFFICER, _DESK = _("Pegawai"), _("Pengelola kepegawaian"), _("Pengelola data")


@dataclass(frozen=True)
class Check:
    """A check in words: what must be so, what to do where it is not, and who does it."""

    label: Text
    mend: Text
    who: Text


CHECKS: Mapping[str, Check] = {
    "is_pns": Check(
        _("Pegawai berstatus PNS"),
        _("Kenaikan pangkat hanya untuk PNS. Periksa riwayat kepegawaiannya, atau tarik usul ini."),
        _DESK,
    ),
    "eligible": Check(
        _("Antrean menyatakan ia memenuhi syarat pada periode ini"),
        _("Buka antreannya: di sana tertulis syarat yang belum terpenuhi dan kapan terpenuhi."),
        _OFFICER,
    ),
    "period": Check(
        _("TMT-nya tanggal 1 pada bulan periode kenaikan pangkat, kecuali pengabdian dan anumerta"),
        _("Tarik usul ini dan susun lagi untuk periode yang berlaku."),
        _OFFICER,
    ),
    "rating": Check(
        _("Penilaian kinerja setiap tahun yang diminta terlampir"),
        _("Unggah hasil evaluasi kinerja tahun yang belum ada, atau mintalah kepada pegawainya."),
        _HER,
    ),
    "old_rank": Check(
        _("Golongan lama pada usul sama dengan yang tercatat"),
        _("Golongannya berubah sesudah usul disusun. Tarik usul ini dan susun lagi."),
        _OFFICER,
    ),
    "new_rank": Check(
        _("Golongan yang diusulkan satu tingkat di atasnya"),
        _("Periksa golongan yang diusulkan. Hanya penyesuaian ijazah yang boleh lebih dari satu tingkat."),
        _OFFICER,
    ),
    "old_position": Check(
        _("Jabatan lama pada SK pangkat sama dengan riwayat jabatan"),
        _("Baca jabatan pada SK pangkat terakhir, lalu perbaiki yang salah: bacaan itu atau riwayat jabatannya."),
        _DESK,
    ),
    "new_position": Check(
        _("Jabatan pada SK jabatan sama dengan yang tercatat sekarang"),
        _("Baca jabatan pada SK jabatan, lalu perbaiki yang salah: bacaan itu atau riwayat jabatannya."),
        _DESK,
    ),
    "diploma_level": Check(
        _("Tingkat pendidikan pada ijazah sama dengan yang tercatat"),
        _("Baca ijazahnya. Bila catatan yang salah, perbaiki riwayat pendidikan dan pencantuman gelarnya."),
        _DESK,
    ),
    "diploma_year": Check(
        _("Tahun lulus pada ijazah sama dengan yang tercatat"),
        _("Baca ijazahnya. Bila catatan yang salah, perbaiki tahun lulus pada riwayat pendidikan."),
        _DESK,
    ),
    "credit_points": Check(
        _("Angka kredit pada PAK sama dengan yang tercatat"),
        _("Baca angka kredit kumulatif pada PAK, lalu catat atau perbaiki angka kreditnya."),
        _DESK,
    ),
    "same_identity": Check(
        _("NIP, nama, dan tanggal lahir sama dengan SIASN"),
        _("Putuskan perbedaan identitas pada meja rekonsiliasi."),
        _DESK,
    ),
    "same_records": Check(
        _("Tidak ada perbedaan lain dengan SIASN yang belum diputus"),
        _("Putuskan perbedaan golongan, jabatan, atau pendidikan pada meja rekonsiliasi."),
        _DESK,
    ),
    "sound_records": Check(
        _("Tidak ada kesalahan data yang masih terbuka"),
        _("Perbaiki temuan mutu data berbobot Salah pada pegawai ini."),
        _DESK,
    ),
    "readable": Check(
        _("Setiap berkas PDF yang dapat dibuka"),
        _("Pindai ulang berkas yang rusak atau terkunci, lalu unggah lagi."),
        _OFFICER,
    ),
    "file_size": Check(
        _("Tidak ada berkas yang melampaui batas ukuran"),
        _("Kecilkan berkas yang terlalu besar (pindai hitam-putih 150 dpi), lalu unggah lagi."),
        _OFFICER,
    ),
}  # fmt: skip


def label_of(code: str, year: int | None = None) -> str:
    """What a paper is called, with the year of which it is where there is one for each."""
    label = str(PAPERS[code].label)
    return f"{label} {year}" if year else label


def check_of(code: str) -> Check:
    """A check in words; most are about one paper."""
    if code in CHECKS:
        return CHECKS[code]
    paper = PAPERS[code]
    said = {"paper": paper.label}
    return Check(
        _("%(paper)s terlampir") % said,
        _("Unggah %(paper)s sebagai PDF, atau mintalah kepada pegawainya.") % said,
        _HER if paper.is_hers else _OFFICER,
    )


SENTENCES: Mapping[str, Text] = {code: paper.label for code, paper in PAPERS.items()} | {
    code: check.label for code, check in CHECKS.items()
}
"""What each reason of the check is about."""
