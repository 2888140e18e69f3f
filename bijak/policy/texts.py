"""What the worksheets of a study ask, and what an explanation is made of: sentences that officials read, by code."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

ROCCIPI = {
    "rule": _(
        "Apakah aturannya jelas, lengkap, dan tidak saling bertentangan? Apakah aturan itu justru memberi peluang, "
        "atau memberi kewenangan memilih yang terlalu luas?"
    ),
    "opportunity": _(
        "Keadaan apa di sekitarnya yang memungkinkan perilaku ini, atau yang menghalangi perilaku yang diinginkan?"
    ),
    "capacity": _(
        "Apakah mereka mampu: punya keterampilan, waktu, anggaran, alat, dan kewenangan untuk berbuat sesuai aturan?"
    ),
    "communication": _("Apakah mereka tahu aturannya, dan dengan cara apa aturan itu sampai kepada mereka?"),
    "interest": _("Apa untung dan ruginya bagi mereka bila berbuat sesuai aturan, dan bila tidak?"),
    "process": _(
        "Bagaimana keputusan diambil? Siapa yang ikut, menurut kriteria apa, dan apakah prosesnya terbuka?"
    ),
    "ideology": _("Nilai, kebiasaan, atau anggapan apa yang membuat perilaku ini dianggap wajar?"),
}
"""What to ask about each factor (Seidman, Seidman & Abeyesekere 2001), in words of our own."""


@dataclass(frozen=True)
class Heading:
    """A part of an explanation. ``fills`` are the parts of the study that it is filled from at first."""

    code: str
    chapter: object
    title: object
    help: object
    fills: tuple[str, ...] = ()


_I, _II, _III = (
    _("BAB I PENDAHULUAN"),
    _("BAB II KAJIAN TEORETIS DAN PRAKTIK EMPIRIS"),
    _("BAB III EVALUASI DAN ANALISIS PERATURAN PERUNDANG-UNDANGAN TERKAIT"),
)
_IV = _("BAB IV LANDASAN FILOSOFIS, SOSIOLOGIS, DAN YURIDIS")
_V = _("BAB V JANGKAUAN, ARAH PENGATURAN, DAN RUANG LINGKUP MATERI MUATAN PERATURAN DAERAH")
_VI = _("BAB VI PENUTUP")

ACADEMIC = (
    Heading(
        "background",
        _I,
        _("Latar Belakang"),
        _("Mengapa daerah perlu mengatur hal ini, dan apa yang terjadi bila tidak."),
        ("problem", "evidence"),
    ),
    Heading(
        "problems",
        _I,
        _("Identifikasi Masalah"),
        _("Masalah apa yang dihadapi dan mengapa perlu peraturan sebagai jalan keluarnya."),
        ("tree",),
    ),
    Heading("purpose", _I, _("Tujuan dan Kegunaan"), _("Apa yang ingin dicapai naskah ini."), ("aims",)),
    Heading("method", _I, _("Metode"), _("Bagaimana kajian ini dibuat, dan dari bahan apa."), ("method",)),
    Heading("theory", _II, _("Kajian Teoretis"), _("Teori dan hasil penelitian yang mendasarinya.")),
    Heading(
        "principles", _II, _("Asas yang Terkait dengan Penyusunan Norma"), _("Asas yang dianut, dan mengapa.")
    ),
    Heading(
        "practice",
        _II,
        _("Praktik Penyelenggaraan dan Permasalahan yang Dihadapi"),
        _("Keadaan sekarang, siapa berbuat apa, dan mengapa."),
        ("roccipi",),
    ),
    Heading(
        "implications",
        _II,
        _("Implikasi Penerapan Pengaturan Baru"),
        _("Akibatnya bagi masyarakat, pegawai, dan beban keuangan daerah."),
        ("options", "numbers"),
    ),
    Heading(
        "law",
        _III,
        _("Evaluasi dan Analisis"),
        _("Peraturan yang berlaku, hubungannya dengan rancangan ini, dan yang perlu diselaraskan."),
        ("law", "bounds"),
    ),
    Heading(
        "philosophical", _IV, _("Landasan Filosofis"), _("Pandangan hidup dan cita hukum."), ("recital_0",)
    ),
    Heading("sociological", _IV, _("Landasan Sosiologis"), _("Kebutuhan masyarakat."), ("recital_1",)),
    Heading(
        "juridical",
        _IV,
        _("Landasan Yuridis"),
        _("Kekosongan atau pertentangan hukum yang diatasi."),
        ("recital_2", "law"),
    ),
    Heading(
        "direction",
        _V,
        _("Jangkauan dan Arah Pengaturan"),
        _("Siapa yang dijangkau, ke mana arahnya."),
        ("choice",),
    ),
    Heading("scope", _V, _("Ruang Lingkup Materi Muatan"), _("Pokok-pokok yang diatur."), ("scope",)),
    Heading("conclusion", _VI, _("Simpulan"), _("Pokok pikiran bab-bab sebelumnya."), ("choice",)),
    Heading("advice", _VI, _("Saran"), _("Misalnya peraturan pelaksanaan dan waktu penyusunannya.")),
)
"""Naskah akademik of a peraturan daerah: UU 12/2011, Lampiran I."""

_WHY, _WHAT = _("A. ALASAN PENGATURAN"), _("B. POKOK PIKIRAN DAN MATERI MUATAN")

PLAIN = (
    Heading(
        "background",
        _WHY,
        _("Latar Belakang"),
        _("Mengapa hal ini perlu diatur, dengan angkanya."),
        ("problem", "evidence"),
    ),
    Heading(
        "problems",
        _WHY,
        _("Masalah dan Sebabnya"),
        _("Apa masalahnya dan dari mana datangnya."),
        ("tree", "roccipi"),
    ),
    Heading("purpose", _WHY, _("Tujuan"), _("Keadaan yang ingin dicapai."), ("aims",)),
    Heading(
        "options",
        _WHY,
        _("Pilihan yang Dipertimbangkan"),
        _("Jalan yang dibandingkan, biayanya, dan alasan memilih."),
        ("options", "choice"),
    ),
    Heading("law", _WHAT, _("Dasar Hukum"), _("Kewenangan dan peraturan yang diacu."), ("law",)),
    Heading(
        "scope",
        _WHAT,
        _("Materi Muatan"),
        _("Pokok-pokok yang diatur, dan angkanya."),
        ("scope", "numbers", "bounds"),
    ),
    Heading(
        "impact",
        _WHAT,
        _("Dampak dan Pembiayaan"),
        _("Siapa yang terkena, dan dari mana biayanya."),
        ("money",),
    ),
)
"""Penjelasan atau keterangan of other drafts (Permendagri 80/2015): their pokok pikiran and materi muatan."""


# The life of a draft, by the codes of ``rules.life`` -----------------------------------------------

STEPS = {
    "proposal": _("Usul dan masalah"),
    "draft": _("Penyusunan naskah"),
    "consultation": _("Konsultasi publik"),
    "harmonisation": _("Harmonisasi"),
    "facilitation": _("Fasilitasi"),
    "coordination": _("Paraf koordinasi"),
    "leader_approval": _("Persetujuan pimpinan"),
    "dprd_consent": _("Persetujuan bersama DPRD"),
    "register_number": _("Nomor register"),
    "signature": _("Tanda tangan"),
    "number": _("Penetapan"),
    "promulgation": _("Pengundangan"),
    "in_force": _("Mulai berlaku"),
}

STEP_HELP = {
    "harmonisation": _(
        "Hasil pengharmonisasian oleh instansi vertikal Kementerian Hukum di provinsi, dengan suratnya."
    ),
    "facilitation": _("Hasil fasilitasi oleh pemerintah di atasnya, dengan suratnya."),
    "coordination": _(
        "Terbuka sendiri setelah setiap pejabat dalam daftar memaraf, satu per satu menurut urutannya."
    ),
    "leader_approval": _("Pimpinan menyetujui naskah ini untuk ditetapkan."),
    "dprd_consent": _("Persetujuan bersama DPRD dan kepala daerah, dengan nomor keputusannya."),
    "register_number": _("Nomor register dari pemerintah di atasnya, sebelum peraturan daerah ditetapkan."),
}

OFFICES = {
    "kemenkum": _("Kantor Wilayah Kementerian Hukum"),
    "governor": _("Gubernur"),
    "mendagri": _("Menteri Dalam Negeri"),
    "dprd": _("DPRD"),
}

WHO = {
    "policy.draft": _("Penyusun kebijakan"),
    "policy.approve": _("Pimpinan"),
    "policy.sign": _("Penanda tangan"),
    "policy.enact": _("Pencatat penetapan"),
    "listed": _("Pejabat dalam daftar paraf"),
    "clock": _("Terjadi sendiri pada tanggalnya"),
}

STATES = {
    "writing": _("Disusun"),
    "dialogue": _("Dibicarakan"),
    "deciding": _("Menunggu penetapan"),
    "enacted": _("Ditetapkan, belum diundangkan"),
    "coming": _("Akan berlaku"),
    "in_force": _("Berlaku"),
    "replaced": _("Diganti"),
    "revoked": _("Dicabut"),
    "withdrawn": _("Dihentikan"),
}


ACTIVITY_STATES = {
    "not_begun": _("Belum mulai"),
    "on_the_way": _("Berjalan"),
    "late": _("Terlambat"),
    "done": _("Selesai"),
    "cancelled": _("Dibatalkan"),
}
"""What people read of where an activity stands."""
