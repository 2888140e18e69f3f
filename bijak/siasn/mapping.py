"""The names and codes of the national system, and ours: the only file that knows both.

Field names are those of the Excel export "data utama" and of the web service; its spelling errors are its own and stay.
A :class:`File` serves both ways: reading, its headers are aliases of our fields; writing (the made-up workforce), our
fields get their headers back.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

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
MARITAL = {"1": "Menikah", "2": "Cerai", "3": "Janda / Duda", "4": "Belum Kawin"}
POSITION_KINDS = {
    "1": "Jabatan Struktural",
    "2": "Jabatan Fungsional Tertentu",
    "3": "Jabatan Rangkap (Struktural dan Fungsional)",
    "4": "Jabatan Fungsional Umum",
}
ECHELONS = {
    "10": "I.a", "11": "I.a", "12": "I.b", "21": "II.a", "22": "II.b", "31": "III.a", "32": "III.b", "41": "IV.a", "42": "IV.b",
    "51": "V.a", "52": "V.b", "99": "NON",
}  # fmt: skip
STANDINGS = {
    "01": "Aktif", "02": "CLTN", "03": "Tugas Belajar", "04": "Pemberhentian Sementara", "05": "Penerima Uang Tunggu",
    "06": "Prajurit Wajib", "07": "Pejabat Negara", "08": "Kepala Desa", "09": "Sedang dlm Proses Banding BAPEK",
    "11": "Pegawai Titipan", "12": "Pengungsi", "13": "Perpanjangan CLTN", "14": "PNS yang dinyatakan hilang",
    "15": "PNS kena hukuman disiplin", "16": "Pemindahan dalam rangka penurunan Jabatan", "20": "Masa Persiapan Pensiun",
    "51": "CPNS yang belum menerima SK CPNS", "52": "Tidak Aktif", "66": "Diberhentikan", "67": "Punah",
    "68": "Eks PNS Timor Timur", "69": "TMS Dari Pengadaan", "70": "Pembatalan NIP", "77": "Pemberhentian tanpa hak pensiun",
    "88": "Pemberhentian dengan hak pensiun", "89": "Tidak aktif tetapi diusulkan Pensiun", "90": "Tidak Ikut PUPNS 2015",
    "91": "Tindak Pidana/ Tindak Pidana Jabatan", "92": "Pemblokiran Data PNS", "98": "Mencapai BUP", "99": "Pensiun",
}  # fmt: skip
PPPK_STANDINGS = {"71": "PPPK Aktif", "101": "PPPK Paruh Waktu Aktif"}
"""In use since PPPK and part-time PPPK are in the export; absent from the reference table of May 2025."""

EDUCATION_LEVELS = {
    "05": "Sekolah Dasar", "10": "SLTP", "12": "SLTP Kejuruan", "15": "SLTA", "17": "SLTA Kejuruan", "18": "SLTA Keguruan",
    "20": "Diploma I", "25": "Diploma II", "30": "Diploma III/Sarjana Muda", "35": "Diploma IV", "40": "S-1/Sarjana",
    "42": "Profesi", "45": "S-2", "47": "Spesialis", "49": "Subspesialis", "50": "S-3/Doktor",
}  # fmt: skip
PROMOTIONS = {
    "101": "Reguler", "201": "Pilihan  (Jabatan Struktural)", "202": "Pilihan  (Jabatan Fungsional Tertentu)",
    "203": "Pilihan  (Penyesuaian Ijazah)", "204": "Pilihan  (Sedang Melaksanakan Tugas Belajar)",
    "205": "Pilihan  (Setelah Selesai Tugas Belajar)", "206": "Pilihan  (Diperbantukan/Diperkerjakan Instansi Lain)",
    "207": "Pilihan  (Penemuan Baru)", "208": "Pilihan  (Prestasi Luar Biasa)", "209": "Pilihan  (Pejabat Negara)",
    "210": "Pilihan  (Selama DPK/DPB)", "211": "Gol. dari Pengadaan CPNS/PNS",
}  # fmt: skip
RANKS = {rank.code: rank.grade for rank in ranks.PNS}
RANK_TITLES = {rank.code: rank.title for rank in ranks.PNS}
SANCTIONS = {
    "1": "TEGURAN LISAN", "2": "TEGURAN TERTULIS", "3": "PERNYATAAN TIDAK PUAS SECARA TERTULIS",
    "4": "PENUNDAAN KGB SELAMA 1 THN", "5": "PENURUNAN GAJI MAX 1 TH", "6": "PENUNDAAN GAJI MAX 1 THN",
    "7": "PENUNDAAN KP SELAMA 1 THN", "8": "PENURUNAN PANGKAT 1 TINGKAT 1 THN", "9": "PEMBEBASAN DARI JABATAN",
    "10": "PEMBERHENTIAN DENGAN HORMAT TIDAK ATAS PERMINTAAN SENDIRI", "11": "PEMBERHENTIAN TIDAK DENGAN HORMAT SEBAGAI PNS",
    "12": "PENGAKTIFAN HUKUMAN DISIPLIN", "13": "PEMINDAHAN DLM RANGKA PENURUNAN JABATAN 1 TINGKAT",
    "14": "PENURUNAN PANGKAT 1 TINGKAT 3 THN", "21": "SANKSI MORAL TERBUKA", "22": "SANKSI MORAL TERTUTUP",
    "23": "PEMOTONGAN TUNKIN 25% 6 BLN", "24": "PEMOTONGAN TUNKIN 25% 9 BLN", "25": "PEMOTONGAN TUNKIN 25% 12 BLN",
    "27": "PENURUNAN DARI JABATAN SETINGKAT LEBIH RENDAH SELAMA 12 BLN",
    "28": "PEMBEBASAN DARI JABATAN MENJADI PELAKSANA SELAMA 12 BLN",
}  # fmt: skip
STRUCTURAL_TRAININGS = {
    "1": "SEPADA", "2": "SEPALA/ADUM/DIKLAT PIM TK.IV", "3": "SEPADYA/SPAMA/DIKLAT PIM TK. III",
    "4": "SPAMEN/SESPA/SESPANAS/DIKLAT PIM TK. II", "5": "SEPATI/DIKLAT PIM TK. I", "6": "SESPIM", "7": "SESPATI",
    "8": "Diklat Struktural Lainnya",
}  # fmt: skip
EXPECTATIONS = {"1": "DIATAS ESPEKTASI", "2": "SESUAI ESPEKTASI", "3": "DIBAWAH ESPEKTASI"}
PREDICATES = {"1": "SANGAT BAIK", "2": "BAIK", "3": "BUTUH PERBAIKAN", "4": "KURANG", "5": "SANGAT KURANG"}

# Our stored words for national ids; codes that keep their national id (``…_code``) are not listed.
WORDS: dict[str, dict[str, str]] = {
    "religion": {
        "1": "islam", "2": "protestant", "3": "catholic", "4": "hindu", "5": "buddhist", "6": "confucian", "7": "other",
    },
    "marital_status": {"1": "married", "2": "divorced", "3": "widowed", "4": "single"},
    "position_kind": {"1": "structural", "2": "functional", "3": "functional", "4": "executor"},
    "sex": {"M": "L", "F": "P", "L": "L", "P": "P"},
    "assignment": {"D": "definitive", "PLT": "acting", "PLH": "daily", "PJ": "interim", "TT": "additional"},
    "expectation": {"1": "above", "2": "as_expected", "3": "below"},
    "predicate": {"1": "very_good", "2": "good", "3": "needs_improvement", "4": "poor", "5": "very_poor"},
}  # fmt: skip


@dataclass(frozen=True)
class Wire:
    """A column of a file: its header, our field. ``names_of``: it only spells out the code in another field."""

    header: str
    field: str
    names_of: str = ""
    names: Mapping[str, str] | None = None


@dataclass(frozen=True)
class File:
    """A file of the national system, its columns in their order. ``stem`` names it on disk."""

    stem: str
    columns: tuple[Wire, ...]

    @property
    def headers(self) -> tuple[str, ...]:
        return tuple(column.header for column in self.columns)

    def header(self, field: str) -> str:
        return next(column.header for column in self.columns if column.field == field)

    def written(self, frame: pl.DataFrame) -> pl.DataFrame:
        """A frame of our fields as this file: every header, in order; what we do not have stays empty."""
        return frame.select(
            (
                pl.col(column.names_of).replace_strict(
                    dict(column.names), default=None, return_dtype=pl.String
                )
                if column.names is not None
                else pl.col(column.field)
                if column.field in frame.columns
                else pl.lit(None, pl.String)
            ).alias(column.header)
            for column in self.columns
        )


def _plain(*pairs: tuple[str, str]) -> tuple[Wire, ...]:
    return tuple(Wire(header, field) for header, field in pairs)


WORKFORCE = File(
    "data-utama",
    (
        *_plain(
            ("PNS ID", "siasn_id"), ("NIP BARU", "nip"), ("NIP LAMA", "old_nip"), ("NAMA", "name"), ("GELAR DEPAN", "front_title"),
            ("GELAR BELAKANG", "back_title"), ("TEMPAT LAHIR ID", "birth_place_id"), ("TEMPAT LAHIR NAMA", "birth_place"),
            ("TANGGAL LAHIR", "born_on"), ("JENIS KELAMIN", "sex"), ("AGAMA ID", "religion_id"),
        ),
        Wire("AGAMA NAMA", "religion_name", "religion_id", RELIGIONS),
        Wire("JENIS KAWIN ID", "marital_id"),
        Wire("JENIS KAWIN NAMA", "marital_name", "marital_id", MARITAL),
        *_plain(
            ("NIK", "nik"), ("NOMOR HP", "phone"), ("EMAIL", "email"), ("EMAIL GOV", "gov_email"), ("ALAMAT", "address"),
            ("NPWP NOMOR", "npwp"), ("BPJS", "bpjs"), ("JENIS PEGAWAI ID", "type_id"), ("JENIS PEGAWAI NAMA", "employee_type"),
            ("KEDUDUKAN HUKUM ID", "standing_code"),
        ),
        Wire("KEDUDUKAN HUKUM NAMA", "standing_name", "standing_code", STANDINGS | PPPK_STANDINGS),
        *_plain(
            ("STATUS CPNS PNS", "status_cpns_pns"), ("KARTU ASN VIRTUAL", "card_no"), ("NOMOR SK CPNS", "cpns_decree_no"),
            ("TANGGAL SK CPNS", "cpns_decree_on"), ("TMT CPNS", "cpns_from"), ("NOMOR SK PNS", "pns_decree_no"),
            ("TANGGAL SK PNS", "pns_decree_on"), ("TMT PNS", "pns_from"), ("GOL AWAL ID", "first_rank_id"),
            ("GOL AWAL NAMA", "first_rank_name"), ("GOL AKHIR ID", "rank_id"), ("GOL AKHIR NAMA", "rank_name"),
            ("TMT GOLONGAN", "rank_from"), ("MK TAHUN", "service_years"), ("MK BULAN", "service_months"),
            ("JENIS JABATAN ID", "position_kind_id"),
        ),
        Wire("JENIS JABATAN NAMA", "position_kind_name", "position_kind_id", POSITION_KINDS),
        *_plain(
            ("JABATAN ID", "position_siasn_id"), ("JABATAN NAMA", "position_title"), ("TMT JABATAN", "position_from"),
            ("TINGKAT PENDIDIKAN ID", "education_level"),
        ),
        Wire("TINGKAT PENDIDIKAN NAMA", "education_level_name", "education_level", EDUCATION_LEVELS),
        *_plain(
            ("PENDIDIKAN ID", "education_siasn_id"), ("PENDIDIKAN NAMA", "education_name"), ("TAHUN LULUS", "graduated_year"),
            ("KPKN ID", "treasury_id"), ("KPKN NAMA", "treasury_name"), ("LOKASI KERJA ID", "work_place_id"),
            ("LOKASI KERJA NAMA", "work_place"), ("UNOR ID", "unit_siasn_id"), ("UNOR NAMA", "unit_name"),
            ("INSTANSI INDUK ID", "agency_siasn_id"), ("INSTANSI INDUK NAMA", "agency_name"),
            ("INSTANSI KERJA ID", "agency_siasn_id"), ("INSTANSI KERJA NAMA", "agency_name"),
            ("SATUAN KERJA INDUK ID", "office_siasn_id"), ("SATUAN KERJA INDUK NAMA", "office_name"),
            ("SATUAN KERJA KERJA ID", "office_siasn_id"), ("SATUAN KERJA KERJA NAMA", "office_name"),
            ("IS VALID NIK", "nik_valid"), ("NAMA SEKOLAH", "school"), ("FLAG IKD", "ikd_flag"), ("ESELON ID", "echelon_code"),
        ),
        Wire("ESELON NAMA", "echelon_name", "echelon_code", ECHELONS),
    ),
)  # fmt: skip
"""The Excel export of all employees: 69 columns, text cells, dates dd-mm-yyyy."""

OLD_WORKFORCE_COLUMNS = 65
"""Older exports end at IS VALID NIK."""

UNITS = File(
    "unor",
    _plain(
        ("Id", "siasn_id"), ("InstansiId", "agency_siasn_id"), ("DiatasanId", "parent_siasn_id"), ("EselonId", "echelon_code"),
        ("NamaUnor", "name"), ("NamaJabatan", "head_title"), ("CepatKode", "quick_code"), ("IndukUnorId", "office_siasn_id"),
        ("PemimpinPnsId", "head_siasn_id"), ("JenisUnorId", "kind_code"),
    ),
)  # fmt: skip

_OWNER = _plain(("id", "siasn_id"), ("idPns", "person_siasn_id"), ("nipBaru", "nip"), ("nipLama", "old_nip"))

RANK_HISTORY = File(
    "rw_golongan",
    (
        *_OWNER,
        *_plain(
            ("golonganId", "rank_id"), ("golongan", "rank_name"), ("skNomor", "decree_no"), ("skTanggal", "decree_on"),
            ("tmtGolongan", "effective_from"), ("noPertekBkn", "bkn_no"), ("tglPertekBkn", "bkn_on"),
            ("jumlahKreditUtama", "credit_main"), ("jumlahKreditTambahan", "credit_extra"), ("jenisKPId", "kind_code"),
        ),
        Wire("jenisKPNama", "kind_name", "kind_code", PROMOTIONS),
        *_plain(("masaKerjaGolonganTahun", "service_years"), ("masaKerjaGolonganBulan", "service_months"), ("path", "path")),
        Wire("pangkat", "rank_title", "rank_id", RANK_TITLES),
    ),
)  # fmt: skip

POSITION_HISTORY = File(
    "rw_jabatan",
    (
        *_OWNER,
        *_plain(
            ("jenisJabatan", "position_kind_id"), ("instansiKerjaId", "agency_siasn_id"), ("instansiKerjaNama", "agency_name"),
            ("satuanKerjaId", "office_siasn_id"), ("satuanKerjaNama", "office_name"), ("unorId", "unit_siasn_id"),
            ("unorNama", "unit_name"), ("unorIndukId", "office_siasn_id"), ("unorIndukNama", "office_name"),
            ("eselon", "echelon_name"), ("eselonId", "echelon_code"), ("jabatanFungsionalId", "functional_id"),
            ("jabatanFungsionalNama", "functional_title"), ("jabatanFungsionalUmumId", "executor_id"),
            ("jabatanFungsionalUmumNama", "executor_title"), ("tmtJabatan", "effective_from"), ("nomorSk", "decree_no"),
            ("tanggalSk", "decree_on"), ("namaUnor", "unit_name"), ("namaJabatan", "position_title"),
            ("tmtPelantikan", "inaugurated_on"), ("path", "path"), ("jenisPenugasanId", "assignment_id"), ("jenisMutasiId", "move_id"),
            ("subJabatanId", "sub_position_id"), ("tmtMutasi", "moved_on"),
        ),
    ),
)  # fmt: skip

EDUCATION_HISTORY = File(
    "rw_pendidikan",
    (
        *_OWNER,
        *_plain(("pendidikanId", "programme_siasn_id"), ("pendidikanNama", "programme"), ("tkPendidikanId", "level_code")),
        Wire("tkPendidikanNama", "level_name", "level_code", EDUCATION_LEVELS),
        *_plain(
            ("tahunLulus", "graduated_year"), ("tglLulus", "graduated_on"), ("isPendidikanPertama", "is_first"),
            ("nomorIjasah", "diploma_no"), ("namaSekolah", "school"), ("gelarDepan", "front_title"), ("gelarBelakang", "back_title"),
            ("path", "path"),
        ),
    ),
)  # fmt: skip

PROGRAMME_HISTORY = File(
    "rw_diklat",
    (
        *_OWNER,
        Wire("latihanStrukturalId", "structural_id"),
        Wire("latihanStrukturalNama", "name", "structural_id", STRUCTURAL_TRAININGS),
        *_plain(
            ("nomor", "certificate_no"), ("tanggal", "started_on"), ("tahun", "year"), ("path", "path"), ("jumlahJam", "hours"),
            ("tanggalSelesai", "ended_on"), ("institusiPenyelenggara", "organiser"),
        ),
    ),
)  # fmt: skip

COURSE_HISTORY = File(
    "rw_kursus",
    (
        *_OWNER,
        *_plain(
            ("jenisKursusNama", "kind_name"), ("jenisKursusSertifikat", "certificate_class"), ("institusiPenyelenggara", "organiser"),
            ("jenisKursusId", "kind_id"), ("jumlahJam", "hours"), ("namaKursus", "name"), ("noSertipikat", "certificate_no"),
            ("tahunKursus", "year"), ("tanggalKursus", "started_on"), ("path", "path"), ("jenisDiklatId", "form_id"),
            ("tanggalSelesaiKursus", "ended_on"),
        ),
    ),
)  # fmt: skip

RATING_HISTORY = File(
    "rw_skp22",
    (
        Wire("id", "siasn_id"),
        Wire("hasilKinerja", "results_name", "results", EXPECTATIONS),
        Wire("hasilKinerjaNilai", "results"),
        Wire("kuadranKinerja", "predicate_name", "predicate", PREDICATES),
        *_plain(
            ("KuadranKinerjaNilai", "predicate"), ("namaPenilai", "rater_name"), ("nipNrpPenilai", "rater_nip"),
            ("penilaiGolonganId", "rater_rank_id"), ("penilaiJabatanNm", "rater_position"), ("penilaiUnorNm", "rater_unit"),
        ),
        Wire("perilakuKerja", "behaviour_name", "behaviour", EXPECTATIONS),
        *_plain(
            ("PerilakuKerjaNilai", "behaviour"), ("pnsDinilaiId", "person_siasn_id"), ("statusPenilai", "rater_status"),
            ("tahun", "year"), ("path", "path"),
        ),
    ),
)  # fmt: skip

SANCTION_HISTORY = File(
    "rw_hukdis",
    (
        *_plain(
            ("id", "siasn_id"), ("rwHukumanDisiplin", "history_id"), ("golongan", "rank_id"), ("kedudukanHukum", "standing_code"),
            ("jenisHukuman", "kind_code"), ("pnsOrang", "person_siasn_id"), ("skNomor", "decree_no"), ("skTanggal", "decree_on"),
            ("hukumanTanggal", "starts_on"), ("masaTahun", "years"), ("masaBulan", "months"), ("akhirHukumTanggal", "ends_on"),
            ("nomorPp", "law_no"), ("golonganLama", "old_rank_id"), ("skPembatalanNomor", "cancelled_by"),
            ("skPembatalanTanggal", "cancelled_on"), ("alasanHukumanDisiplin", "reason_id"), ("alasanHukumanDisiplinNama", "reason"),
        ),
        Wire("jenisHukumanNama", "kind_name", "kind_code", SANCTIONS),
        *_plain(("path", "path"), ("keterangan", "note"), ("jenisTingkatHukumanId", "level_code")),
    ),
)  # fmt: skip

FILES = {
    "units": UNITS,
    "people": WORKFORCE,
    "ranks": RANK_HISTORY,
    "positions": POSITION_HISTORY,
    "education": EDUCATION_HISTORY,
    "programmes": PROGRAMME_HISTORY,
    "courses": COURSE_HISTORY,
    "ratings": RATING_HISTORY,
    "sanctions": SANCTION_HISTORY,
}
