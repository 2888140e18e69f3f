"""Codes that officials read: the national tables of legal standing, education and the like, in their own words."""

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

RELIGIONS = {
    "islam": "Islam",
    "protestant": "Kristen",
    "catholic": "Katolik",
    "hindu": "Hindu",
    "buddhist": "Buddha",
    "confucian": "Khonghucu",
    "other": "Lainnya",
}

MARITAL_STATUSES = {
    "married": "Menikah",
    "divorced": "Cerai",
    "widowed": "Janda atau duda",
    "single": "Belum menikah",
}
