"""Codes that officials read: the national tables of legal standing, education and the like, in their own words."""

from django.utils.translation import gettext_lazy as _

from bijak.kernel import education, ranks

EDUCATION_LEVELS = education.LEVELS

STANDINGS = {
    "01": "Aktif",
    "02": "CLTN",
    "03": "Tugas belajar",
    "04": "Pemberhentian sementara",
    "05": "Penerima uang tunggu",
    "06": "Prajurit wajib",
    "07": "Pejabat negara",
    "08": "Kepala desa",
    "09": "Proses banding BAPEK",
    "11": "Pegawai titipan",
    "12": "Pengungsi",
    "13": "Perpanjangan CLTN",
    "14": "PNS yang dinyatakan hilang",
    "15": "PNS kena hukuman disiplin",
    "16": "Pemindahan dalam rangka penurunan jabatan",
    "20": "Masa persiapan pensiun",
    "51": "CPNS belum menerima SK",
    "52": "Tidak aktif",
    "66": "Diberhentikan",
    "67": "Punah",
    "68": "Eks PNS Timor Timur",
    "69": "TMS dari pengadaan",
    "70": "Pembatalan NIP",
    "71": "PPPK aktif",
    "77": "Pemberhentian tanpa hak pensiun",
    "88": "Pemberhentian dengan hak pensiun",
    "89": "Tidak aktif, diusulkan pensiun",
    "90": "Tidak ikut PUPNS 2015",
    "91": "Tindak pidana",
    "92": "Pemblokiran data",
    "98": "Mencapai BUP",
    "99": "Pensiun",
    "101": "PPPK paruh waktu aktif",
}
"""Kedudukan hukum: the 31 codes of the national reference of 2025, and the two for PPPK that later exports use."""

ACTIVE_STANDINGS = ("01", "03", "04", "05", "06", "07", "08", "09", "11", "15", "16", "20", "71", "101")
"""Standings under which a person counts as working here. The grouping is ours, not the national system's."""

ECHELONS = {
    "10": "I.a",
    "11": "I.a",
    "12": "I.b",
    "21": "II.a",
    "22": "II.b",
    "31": "III.a",
    "32": "III.b",
    "41": "IV.a",
    "42": "IV.b",
    "51": "V.a",
    "52": "V.b",
}

RANK_PROMOTIONS = {
    "101": "Reguler",
    "201": "Pilihan (jabatan struktural)",
    "202": "Pilihan (jabatan fungsional)",
    "203": "Pilihan (penyesuaian ijazah)",
    "204": "Pilihan (sedang tugas belajar)",
    "205": "Pilihan (setelah tugas belajar)",
    "206": "Pilihan (DPB/DPK)",
    "207": "Pilihan (penemuan baru)",
    "208": "Pilihan (prestasi luar biasa)",
    "209": "Pilihan (pejabat negara)",
    "210": "Pilihan (selama DPK/DPB)",
    "211": "Golongan dari pengadaan",
}

RANKS = {rank.code: rank.grade for rank in ranks.PNS} | {grade.grade: grade.grade for grade in ranks.PPPK}
"""Stored code to what is shown. A PNS rank is stored by its national code (33), a PPPK grade by its numeral (IX)."""

RANK_TITLES = {rank.code: f"{rank.title}, {rank.grade}" for rank in ranks.PNS} | {
    grade.grade: f"Golongan {grade.grade}" for grade in ranks.PPPK
}

RANK_ORDERS = {rank.code: int(rank.code) for rank in ranks.PNS} | {
    grade.grade: 100 + grade.number for grade in ranks.PPPK
}
"""For sorting: PNS ranks among themselves, PPPK grades after them; the two scales are not compared."""

PNS_RANKS = tuple(rank.code for rank in ranks.PNS)

RELIGIONS = {
    "islam": _("Islam"),
    "protestant": _("Kristen"),
    "catholic": _("Katolik"),
    "hindu": _("Hindu"),
    "buddhist": _("Buddha"),
    "confucian": _("Khonghucu"),
    "other": _("Lainnya"),
}

MARITAL_STATUSES = {
    "married": _("Menikah"),
    "divorced": _("Cerai"),
    "widowed": _("Janda atau duda"),
    "single": _("Belum menikah"),
}

AWARDS = {
    "100": "Bintang",
    "101": "Bintang RI Adipurna",
    "102": "Bintang RI Adipradana",
    "103": "Bintang RI Utama",
    "104": "Bintang RI Pratama",
    "105": "Bintang RI Nararya",
    "106": "Bintang Mahaputera Adipurna",
    "107": "Bintang Mahaputera Adipradana",
    "108": "Bintang Mahaputera Utama",
    "109": "Bintang Mahaputera Pratama",
    "110": "Bintang Mahaputera Nararya",
    "111": "Tanda penghargaan Trikora",
    "112": "Tanda penghargaan pembebasan Irian Barat",
    "201": "Satyalancana Karya Satya 10 Tahun",
    "202": "Satyalancana Karya Satya 20 Tahun",
    "203": "Satyalancana Karya Satya 30 Tahun",
    "204": "Satyalancana Wira Karya",
    "300": "Tanda jasa lainnya",
    "301": "Tanda penghargaan Sidhakarya Adhyaksa",
    "302": "Tanda penghargaan Purnabakti Adhyaksa",
    "303": "Tanda penghargaan Dharma Adhyaksa",
    "304": "Teladan tingkat nasional",
    "305": "Teladan tingkat provinsi",
    "306": "Teladan tingkat kabupaten atau kota",
    "307": "PNS luar biasa prestasinya",
    "308": "Penemuan bermanfaat bagi negara",
    "309": "Siswa teladan",
    "310": "Olimpiade",
    "400": "Penghargaan lainnya",
}
"""Penghargaan: the 29 codes of the national reference."""

SEPARATIONS = {
    "1": "Mencapai BUP",
    "2": "Meninggal dunia",
    "3": "Atas permintaan sendiri",
    "4": "Cacat",
    "5": "Keuzuran jasmani",
    "6": "Tewas",
    "7": "Hukuman disiplin",
    "8": "Menjadi anggota partai politik",
    "9": "Penyederhanaan organisasi",
    "10": "Pelanggaran sumpah atau janji PNS",
    "11": "Pelanggaran sumpah atau janji jabatan",
    "12": "Tindak pidana",
    "13": "Meninggalkan tugas",
    "14": "Dinyatakan hilang",
    "15": "Tidak melapor lebih dari 6 bulan sesudah CLTN",
    "16": "Tindak pidana korupsi",
}
"""Jenis pemberhentian: the sixteen of the national reference."""

SANCTIONS = {
    "1": "Teguran lisan",
    "2": "Teguran tertulis",
    "3": "Pernyataan tidak puas secara tertulis",
    "4": "Penundaan kenaikan gaji berkala selama 1 tahun",
    "5": "Penurunan gaji paling lama 1 tahun",
    "6": "Penundaan gaji paling lama 1 tahun",
    "7": "Penundaan kenaikan pangkat selama 1 tahun",
    "8": "Penurunan pangkat 1 tingkat selama 1 tahun",
    "9": "Pembebasan dari jabatan",
    "10": "Pemberhentian dengan hormat tidak atas permintaan sendiri",
    "11": "Pemberhentian tidak dengan hormat sebagai PNS",
    "12": "Pengaktifan hukuman disiplin",
    "13": "Pemindahan dalam rangka penurunan jabatan 1 tingkat",
    "14": "Penurunan pangkat 1 tingkat selama 3 tahun",
    "21": "Sanksi moral terbuka",
    "22": "Sanksi moral tertutup",
    "23": "Pemotongan tunjangan kinerja 25% selama 6 bulan",
    "24": "Pemotongan tunjangan kinerja 25% selama 9 bulan",
    "25": "Pemotongan tunjangan kinerja 25% selama 12 bulan",
    "27": "Penurunan jabatan setingkat lebih rendah selama 12 bulan",
    "28": "Pembebasan dari jabatan menjadi pelaksana selama 12 bulan",
}
"""Jenis hukuman: the national reference, with sanctions of PP 53/2010 that older decrees still name."""

SANCTION_LEVELS = {"R": "Ringan", "S": "Sedang", "B": "Berat"}
