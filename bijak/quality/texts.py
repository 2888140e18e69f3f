"""What each rule says to an officer: what is wrong, why it matters, how it is mended. By the rule's code."""

from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from bijak.quality.rules import Severity


class Words(NamedTuple):
    title: Any
    why: Any
    mend: Any


class Weight(NamedTuple):
    label: Any
    colour: str


SEVERITIES = {
    Severity.ERROR: Weight(_("Salah"), "red"),
    Severity.WARNING: Weight(_("Perlu diperiksa"), "yellow"),
    Severity.NOTICE: Weight(_("Belum lengkap"), "secondary"),
}

RULES = {
    "nip_birth": Words(
        _("Tanggal lahir berbeda dari NIP"),
        _(
            "Usia, pensiun, dan kenaikan pangkat dihitung dari tanggal lahir. NIP lama yang memang keliru "
            "ada; buktinya surat konversi NIP."
        ),
        _(
            "Cocokkan dengan akta kelahiran dan SK CPNS, lalu perbaiki tanggal lahir atau NIP. Bila "
            "NIP-nya memang demikian, nyatakan benar dengan alasannya."
        ),
    ),
    "nip_sex": Words(
        _("Jenis kelamin berbeda dari NIP"),
        _("Angka ke-15 NIP menyebut jenis kelamin."),
        _("Cocokkan dengan akta kelahiran, lalu perbaiki isiannya."),
    ),
    "nip_appointed": Words(
        _("TMT pengangkatan berbeda dari NIP"),
        _(
            "Angka ke-9 sampai 14 NIP menyebut tahun dan bulan TMT CPNS; pada NI PPPK tahunnya saja. Masa "
            "kerja dihitung dari TMT itu."
        ),
        _("Cocokkan dengan SK CPNS atau perjanjian kerja pertama, lalu perbaiki riwayat kepegawaian."),
    ),
    "nip_kind": Words(
        _("Nomor PNS pada PPPK, atau sebaliknya"),
        _(
            "NIP dan NI PPPK berbeda susunannya. Nomor lama yang terbawa menandakan pengangkatan baru yang "
            "belum dicatat."
        ),
        _("Perbaiki riwayat kepegawaian atau NIP menurut SK pengangkatan terakhir."),
    ),
    "name_signs": Words(
        _("Nama memuat tanda yang bukan bagian nama"),
        _("Nama seperti ini keliru pada surat keputusan dan tidak cocok dengan sistem lain."),
        _("Tulis nama seperti pada akta, tanpa gelar, angka, dan tanda kurung."),
    ),
    "nik_missing": Words(
        _("NIK belum tercatat"),
        _("Tanpa NIK data tidak dapat dipadankan dengan Dukcapil, BPJS, dan pajak."),
        _("Isi NIK dari KTP elektronik."),
    ),
    "nik_layout": Words(
        _("Susunan NIK tidak mungkin"),
        _("NIK terdiri atas 16 angka dengan tanggal lahir di dalamnya."),
        _("Salin lagi NIK dari KTP elektronik."),
    ),
    "nik_birth": Words(
        _("NIK tidak cocok dengan tanggal lahir atau jenis kelamin"),
        _(
            "Angka ke-7 sampai 12 NIK ialah tanggal lahir, ditambah 40 pada perempuan. Mungkin NIK orang "
            "lain."
        ),
        _("Cocokkan NIK dan tanggal lahir dengan KTP elektronik."),
    ),
    "nik_shared": Words(
        _("NIK sama dengan pegawai lain"),
        _("Satu NIK milik satu orang: salah satunya salah, atau seorang tercatat dua kali."),
        _("Bandingkan KTP elektronik keduanya, lalu perbaiki yang salah."),
    ),
    "nik_refused": Words(
        _("NIK tidak cocok dengan Dukcapil"),
        _("SIASN sudah memadankan NIK ini dengan Dukcapil dan tidak menemukannya."),
        _(
            "Periksa NIK, nama, dan tanggal lahir pada KTP elektronik; bila benar, pegawai memperbarui "
            "datanya di Dukcapil."
        ),
    ),
    "kind_missing": Words(
        _("Jenis kepegawaian belum tercatat"),
        _("Tanpa itu tidak dapat diketahui aturan mana yang berlaku baginya."),
        _("Catat riwayat kepegawaian dari SK CPNS, SK PNS, atau perjanjian kerja."),
    ),
    "appointed_young": Words(
        _("Terlalu muda saat diangkat"),
        _("Kemungkinan tanggal lahir atau TMT pengangkatan salah tulis."),
        _("Cocokkan keduanya dengan SK pengangkatan."),
    ),
    "appointed_old": Words(
        _("Melewati batas usia saat diangkat"),
        _("Pengangkatan khusus memang ada, misalnya dari tenaga honorer; selebihnya tanda salah tulis."),
        _(
            "Cocokkan dengan SK CPNS. Bila pengangkatannya memang khusus, nyatakan benar dengan menyebut "
            "dasarnya."
        ),
    ),
    "contract_over": Words(
        _("Perjanjian kerja PPPK sudah lewat masanya"),
        _(
            "Hari terakhirnya, atau bila itu tidak tercatat masa paling lamanya, sudah lewat tanpa perjanjian baru."
        ),
        _("Catat perpanjangan perjanjian kerja, atau kedudukan hukumnya bila sudah berhenti."),
    ),
    "probation_over": Words(
        _("Masih CPNS sesudah masa percobaan"),
        _("Pengangkatan menjadi PNS belum dicatat atau belum diproses; kenaikan pangkatnya ikut tertunda."),
        _("Catat SK PNS pada riwayat kepegawaian."),
    ),
    "retirement_past": Words(
        _("Melewati batas usia pensiun tetapi masih aktif"),
        _("Gaji dibayar kepada orang yang seharusnya pensiun, atau tanggal lahir dan jabatannya salah."),
        _("Periksa tanggal lahir dan jabatan; bila benar, catat kedudukan hukum dan pemberhentiannya."),
    ),
    "separated_active": Words(
        _("Sudah diberhentikan tetapi masih aktif"),
        _("SK pemberhentiannya tercatat, sedangkan kedudukan hukumnya masih aktif."),
        _("Catat kedudukan hukum sejak TMT pemberhentian, atau hapus pemberhentian yang salah catat."),
    ),
    "leave_active": Words(
        _("Sedang CLTN tetapi kedudukan hukumnya aktif"),
        _("Selama cuti di luar tanggungan negara seorang PNS tidak digaji dan tidak mengisi formasi."),
        _("Catat kedudukan hukum CLTN, atau hari aktif kembali pada riwayat CLTN."),
    ),
    "rank_missing": Words(
        _("Golongan belum tercatat"),
        _("Kenaikan pangkat, gaji, dan daftar urut kepangkatan tidak dapat dihitung."),
        _("Catat golongan dari SK pangkat terakhir."),
    ),
    "rank_kind": Words(
        _("Golongan PNS pada PPPK, atau sebaliknya"),
        _("PNS memakai golongan ruang I/a sampai IV/e, PPPK golongan I sampai XVII."),
        _("Perbaiki golongan, atau riwayat kepegawaiannya."),
    ),
    "rank_sank": Words(
        _("Golongan turun tanpa hukuman disiplin"),
        _("Golongan hanya turun karena hukuman penurunan pangkat; kemungkinan urutan atau TMT-nya salah."),
        _("Cocokkan riwayat golongan dengan SK pangkat, atau catat hukuman disiplinnya."),
    ),
    "rank_early": Words(
        _("TMT golongan mendahului pengangkatan"),
        _("Golongan diperoleh paling cepat saat diangkat."),
        _("Cocokkan TMT golongan dan TMT CPNS dengan SK-nya."),
    ),
    "rank_below_post": Words(
        _("Golongan di bawah jenjang jabatannya"),
        _(
            "Jabatan struktural boleh dipegang satu tingkat di bawah jenjangnya; selebihnya tanda golongan "
            "atau jabatan belum mutakhir."
        ),
        _("Periksa apakah SK pangkat terakhir sudah tercatat dan eselon jabatannya benar."),
    ),
    "rank_above_post": Words(
        _("Golongan di atas jenjang jabatannya"),
        _("Kenaikan jenjang jabatan fungsional mungkin belum dicatat, atau jabatannya salah."),
        _("Periksa SK jabatan terakhir."),
    ),
    "position_missing": Words(
        _("Jabatan dan unit belum tercatat"),
        _(
            "Pegawai tanpa jabatan tidak tampak di unit mana pun, dan tidak ada operator yang merawat "
            "datanya."
        ),
        _("Catat jabatan definitif dari SK jabatan terakhir."),
    ),
    "unit_closed": Words(
        _("Unitnya sudah ditutup"),
        _("Sesudah penataan organisasi jabatannya belum dipindahkan."),
        _("Catat jabatan di unit yang baru menurut SK pengukuhan."),
    ),
    "unit_later": Words(
        _("Unitnya belum ada pada TMT jabatan"),
        _("Pada hari ia mulai menjabat unit itu belum dibentuk, atau sedang tidak ada."),
        _("Periksa TMT dan unit pada SK jabatan; bila keduanya benar, koreksi riwayat unitnya."),
    ),
    "two_heads": Words(
        _("Dua pejabat definitif memimpin unit yang sama"),
        _(
            "Satu jabatan pimpinan dipegang satu orang; salah satunya sudah pindah, atau bertugas sebagai "
            "Plt."
        ),
        _("Catat jabatan baru bagi yang sudah pindah, atau perbaiki jenis penugasannya."),
    ),
    "position_early": Words(
        _("TMT jabatan mendahului pengangkatan"),
        _("Jabatan diperoleh paling cepat saat diangkat."),
        _("Cocokkan TMT jabatan dan TMT pengangkatan dengan SK-nya."),
    ),
    "education_missing": Words(
        _("Pendidikan belum tercatat"),
        _("Plafon kenaikan pangkat dan syarat jabatan dihitung dari ijazah."),
        _("Catat ijazah terakhir yang sudah diakui."),
    ),
    "education_low": Words(
        _("Pendidikan di bawah syarat jabatan"),
        _("Ijazah yang lebih tinggi mungkin belum dicatat, atau jabatannya salah."),
        _("Periksa ijazah dan SK jabatan terakhir."),
    ),
    "decree_early": Words(
        _("Surat keputusan bertanggal sebelum pegawai lahir"),
        _("Tanggal surat keputusan atau tanggal lahirnya salah."),
        _("Cocokkan tanggal surat keputusan pada riwayatnya."),
    ),
    "appointment_bare": Words(
        _("Riwayat kepegawaian tanpa nomor surat keputusan"),
        _("Tanpa surat keputusan sebuah riwayat tidak dapat dibuktikan."),
        _("Lengkapi nomor dan tanggal SK, lalu unggah berkasnya."),
    ),
    "rank_bare": Words(
        _("Riwayat golongan tanpa nomor surat keputusan"),
        _("Tanpa surat keputusan sebuah riwayat tidak dapat dibuktikan."),
        _("Impor riwayat golongan SIASN, atau lengkapi nomor dan tanggal SK-nya."),
    ),
    "position_bare": Words(
        _("Riwayat jabatan tanpa nomor surat keputusan"),
        _("Tanpa surat keputusan sebuah riwayat tidak dapat dibuktikan."),
        _("Impor riwayat jabatan SIASN, atau lengkapi nomor dan tanggal SK-nya."),
    ),
}

FACTS = {
    "nip_born_on": _("Lahir menurut NIP"),
    "born_on": _("Tanggal lahir"),
    "nip_sex": _("Menurut NIP"),
    "sex": _("Jenis kelamin"),
    "nip_appointed": _("Diangkat menurut NIP"),
    "appointed_on": _("TMT pengangkatan pertama"),
    "kind": _("Jenis kepegawaian"),
    "contract_ends_on": _("Perjanjian kerja sampai dengan"),
    "kind_from": _("TMT jenis kepegawaian"),
    "name": _("Nama"),
    "retires_on": _("Pensiun terhitung mulai"),
    "separated_on": _("Diberhentikan terhitung mulai"),
    "leave_from": _("CLTN sejak"),
    "rank_code": _("Golongan"),
    "rank_from": _("TMT golongan"),
    "rank_sank_from": _("Turun dari"),
    "rank_sank_to": _("Menjadi"),
    "rank_sank_on": _("Terhitung mulai"),
    "position_title": _("Jabatan"),
    "position_from": _("TMT jabatan"),
    "education": _("Tingkat pendidikan"),
    "first_decree_on": _("Surat keputusan paling awal"),
    "appointments_without_decree": _("Baris tanpa SK"),
    "ranks_without_decree": _("Baris tanpa SK"),
    "positions_without_decree": _("Baris tanpa SK"),
}
"""The facts that a finding tells."""

FIELDS = {
    "nip": _("NIP"),
    "name": _("Nama"),
    "front_title": _("Gelar depan"),
    "back_title": _("Gelar belakang"),
    "birth_place": _("Tempat lahir"),
    "born_on": _("Tanggal lahir"),
    "sex": _("Jenis kelamin"),
    "religion": _("Agama"),
    "marital_status": _("Status perkawinan"),
    "nik": _("NIK"),
    "npwp": _("NPWP"),
    "bpjs": _("Nomor BPJS"),
    "phone": _("Telepon"),
    "email": _("Surel pribadi"),
    "gov_email": _("Surel dinas"),
    "kind": _("Jenis kepegawaian"),
    "standing_code": _("Kedudukan hukum"),
    "rank": _("Golongan dan TMT-nya"),
    "rank_code": _("Golongan"),
    "position": _("Jabatan dan TMT-nya"),
    "position_title": _("Jabatan"),
    "unit": _("Unit"),
    "address": _("Alamat"),
    "education_level": _("Tingkat pendidikan"),
    "presence": _("Tidak ada di sumber"),
}
"""The fields in which other systems are compared with us."""

NOBODY_KNOWS = _("Tidak ada pihak yang pasti lebih tahu.")

ACTIVE_HERE = _("Pegawai aktif")
NOT_NAMED = _("Tidak disebut")
"""What the two say whose difference is that the source does not know somebody who works here."""
