"""Code tables of the national system, as its reference service returned them in May 2025, and our words for them."""

from bijak.kernel import ranks

RELIGIONS = {
    "1": "Islam",
    "2": "Kristen",
    "3": "Katholik",
    "4": "Hindu",
    "5": "Budha",
    "6": "Konghucu",
    "7": "Lainnya",
}

MARITAL = {
    "1": "Menikah",
    "2": "Cerai",
    "3": "Janda / Duda",
    "4": "Belum Kawin",
}

POSITION_KINDS = {
    "1": "Jabatan Struktural",
    "2": "Jabatan Fungsional Tertentu",
    "3": "Jabatan Rangkap (Struktural dan Fungsional)",
    "4": "Jabatan Fungsional Umum",
}

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
    "99": "NON",
}

NO_ECHELON = "99"

STANDINGS = {
    "01": "Aktif",
    "02": "CLTN",
    "03": "Tugas Belajar",
    "04": "Pemberhentian Sementara",
    "05": "Penerima Uang Tunggu",
    "06": "Prajurit Wajib",
    "07": "Pejabat Negara",
    "08": "Kepala Desa",
    "09": "Sedang dlm Proses Banding BAPEK",
    "11": "Pegawai Titipan",
    "12": "Pengungsi",
    "13": "Perpanjangan CLTN",
    "14": "PNS yang dinyatakan hilang",
    "15": "PNS kena hukuman disiplin",
    "16": "Pemindahan dalam rangka penurunan Jabatan",
    "20": "Masa Persiapan Pensiun",
    "51": "CPNS yang belum menerima SK CPNS",
    "52": "Tidak Aktif",
    "66": "Diberhentikan",
    "67": "Punah",
    "68": "Eks PNS Timor Timur",
    "69": "TMS Dari Pengadaan",
    "70": "Pembatalan NIP",
    "77": "Pemberhentian tanpa hak pensiun",
    "88": "Pemberhentian dengan hak pensiun",
    "89": "Tidak aktif tetapi diusulkan Pensiun",
    "90": "Tidak Ikut PUPNS 2015",
    "91": "Tindak Pidana/ Tindak Pidana Jabatan",
    "92": "Pemblokiran Data PNS",
    "98": "Mencapai BUP",
    "99": "Pensiun",
}

PPPK_STANDINGS = {
    "71": "PPPK Aktif",
    "101": "PPPK Paruh Waktu Aktif",
}
"""In use since PPPK and part-time PPPK are in the export; absent from the reference table of May 2025."""

EDUCATION_LEVELS = {
    "05": "Sekolah Dasar",
    "10": "SLTP",
    "12": "SLTP Kejuruan",
    "15": "SLTA",
    "17": "SLTA Kejuruan",
    "18": "SLTA Keguruan",
    "20": "Diploma I",
    "25": "Diploma II",
    "30": "Diploma III/Sarjana Muda",
    "35": "Diploma IV",
    "40": "S-1/Sarjana",
    "42": "Profesi",
    "45": "S-2",
    "47": "Spesialis",
    "49": "Subspesialis",
    "50": "S-3/Doktor",
}

PROMOTIONS = {
    "101": "Reguler",
    "201": "Pilihan  (Jabatan Struktural)",
    "202": "Pilihan  (Jabatan Fungsional Tertentu)",
    "203": "Pilihan  (Penyesuaian Ijazah)",
    "204": "Pilihan  (Sedang Melaksanakan Tugas Belajar)",
    "205": "Pilihan  (Setelah Selesai Tugas Belajar)",
    "206": "Pilihan  (Diperbantukan/Diperkerjakan Instansi Lain)",
    "207": "Pilihan  (Penemuan Baru)",
    "208": "Pilihan  (Prestasi Luar Biasa)",
    "209": "Pilihan  (Pejabat Negara)",
    "210": "Pilihan  (Selama DPK/DPB)",
    "211": "Gol. dari Pengadaan CPNS/PNS",
}

RANKS = {rank.code: rank.grade for rank in ranks.PNS}
PPPK_GRADES = {str(grade.number): grade.grade for grade in ranks.PPPK} | {
    f"{grade.number:02d}": grade.grade for grade in ranks.PPPK
}
RANK_TITLES = {rank.code: rank.title for rank in ranks.PNS}

SANCTIONS = {
    "1": "TEGURAN LISAN",
    "2": "TEGURAN TERTULIS",
    "3": "PERNYATAAN TIDAK PUAS SECARA TERTULIS",
    "4": "PENUNDAAN KGB SELAMA 1 THN",
    "5": "PENURUNAN GAJI MAX 1 TH",
    "6": "PENUNDAAN GAJI MAX 1 THN",
    "7": "PENUNDAAN KP SELAMA 1 THN",
    "8": "PENURUNAN PANGKAT 1 TINGKAT 1 THN",
    "9": "PEMBEBASAN DARI JABATAN",
    "10": "PEMBERHENTIAN DENGAN HORMAT TIDAK ATAS PERMINTAAN SENDIRI",
    "11": "PEMBERHENTIAN TIDAK DENGAN HORMAT SEBAGAI PNS",
    "12": "PENGAKTIFAN HUKUMAN DISIPLIN",
    "13": "PEMINDAHAN DLM RANGKA PENURUNAN JABATAN 1 TINGKAT",
    "14": "PENURUNAN PANGKAT 1 TINGKAT 3 THN",
    "21": "SANKSI MORAL TERBUKA",
    "22": "SANKSI MORAL TERTUTUP",
    "23": "PEMOTONGAN TUNKIN 25% 6 BLN",
    "24": "PEMOTONGAN TUNKIN 25% 9 BLN",
    "25": "PEMOTONGAN TUNKIN 25% 12 BLN",
    "27": "PENURUNAN DARI JABATAN SETINGKAT LEBIH RENDAH SELAMA 12 BLN",
    "28": "PEMBEBASAN DARI JABATAN MENJADI PELAKSANA SELAMA 12 BLN",
}

STRUCTURAL_TRAININGS = {
    "1": "SEPADA",
    "2": "SEPALA/ADUM/DIKLAT PIM TK.IV",
    "3": "SEPADYA/SPAMA/DIKLAT PIM TK. III",
    "4": "SPAMEN/SESPA/SESPANAS/DIKLAT PIM TK. II",
    "5": "SEPATI/DIKLAT PIM TK. I",
    "6": "SESPIM",
    "7": "SESPATI",
    "8": "Diklat Struktural Lainnya",
}

CERTIFICATES = {str(form): "T" for form in range(1, 26)} | {"2": "F"} | dict.fromkeys(("4", "7", "9"), "P")
"""By form of training (jenisDiklat): technical, functional, or of participation."""

EXPECTATIONS = {
    "1": "DIATAS ESPEKTASI",
    "2": "SESUAI ESPEKTASI",
    "3": "DIBAWAH ESPEKTASI",
}

PREDICATES = {
    "1": "SANGAT BAIK",
    "2": "BAIK",
    "3": "BUTUH PERBAIKAN",
    "4": "KURANG",
    "5": "SANGAT KURANG",
}

PERIODS = {
    "1": "bulanan",
    "2": "triwulan",
}

WORDS: dict[str, dict[str, str]] = {
    "religion": {
        "1": "islam",
        "2": "protestant",
        "3": "catholic",
        "4": "hindu",
        "5": "buddhist",
        "6": "confucian",
        "7": "other",
    },
    "marital_status": {
        "1": "married",
        "2": "divorced",
        "3": "widowed",
        "4": "single",
    },
    "position_kind": {
        "1": "structural",
        "2": "functional",
        "3": "functional",
        "4": "executor",
    },
    "sex": {
        "M": "L",
        "F": "P",
        "L": "L",
        "P": "P",
    },
    "assignment": {
        "D": "definitive",
        "PLT": "acting",
        "PLH": "daily",
        "PJ": "interim",
        "TT": "additional",
    },
    "expectation": {
        "1": "above",
        "2": "as_expected",
        "3": "below",
    },
    "predicate": {
        "1": "very_good",
        "2": "good",
        "3": "needs_improvement",
        "4": "poor",
        "5": "very_poor",
    },
    "period": {
        "1": "monthly",
        "2": "quarterly",
    },
}
"""Our stored words for national ids. Fields named ``…_code`` keep the national id and are not listed."""
