"""The files of the national system: every header in its order, and the field of ours that it brings.

Headers are those of the Excel export "data utama" and of the web service, whose spelling errors are its own and stay.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from bijak.siasn.mapping import codes


@dataclass(frozen=True)
class File:
    """A file, both ways: reading, its headers are aliases of our fields; writing, our fields get their headers back.

    ``stem`` names it on disk. ``names``: fields that only spell out the code in another field. ``also``: further
    headers that are read and never written, as other programs of the national system call the same.
    """

    stem: str
    fields: Mapping[str, str]
    names: Mapping[str, tuple[str, Mapping[str, str]]] = field(default_factory=dict)
    also: Mapping[str, str] = field(default_factory=dict)

    def headers(self, field: str) -> tuple[str, ...]:
        """The headers under which a field of ours may stand."""
        every = (*self.fields.items(), *self.also.items())
        return tuple(header for header, ours in every if ours == field)

    def written(self, frame: pl.DataFrame) -> pl.DataFrame:
        """A frame of our fields as this file: every header, in order; what we do not have stays empty."""
        return frame.select(self._column(frame, ours).alias(header) for header, ours in self.fields.items())

    def _column(self, frame: pl.DataFrame, ours: str) -> pl.Expr:
        if ours in self.names:
            code, table = self.names[ours]
            return pl.col(code).replace_strict(dict(table), default=None, return_dtype=pl.String)
        return pl.col(ours) if ours in frame.columns else pl.lit(None, pl.String)


_OWNER = {
    "id": "siasn_id",
    "idPns": "person_siasn_id",
    "nipBaru": "nip",
    "nipLama": "old_nip",
}

WORKFORCE = File(
    "data-utama",
    {
        "PNS ID": "siasn_id",
        "NIP BARU": "nip",
        "NIP LAMA": "old_nip",
        "NAMA": "name",
        "GELAR DEPAN": "front_title",
        "GELAR BELAKANG": "back_title",
        "TEMPAT LAHIR ID": "birth_place_id",
        "TEMPAT LAHIR NAMA": "birth_place",
        "TANGGAL LAHIR": "born_on",
        "JENIS KELAMIN": "sex",
        "AGAMA ID": "religion_id",
        "AGAMA NAMA": "religion_name",
        "JENIS KAWIN ID": "marital_id",
        "JENIS KAWIN NAMA": "marital_name",
        "NIK": "nik",
        "NOMOR HP": "phone",
        "EMAIL": "email",
        "EMAIL GOV": "gov_email",
        "ALAMAT": "address",
        "NPWP NOMOR": "npwp",
        "BPJS": "bpjs",
        "JENIS PEGAWAI ID": "type_id",
        "JENIS PEGAWAI NAMA": "employee_type",
        "KEDUDUKAN HUKUM ID": "standing_code",
        "KEDUDUKAN HUKUM NAMA": "standing_name",
        "STATUS CPNS PNS": "status_cpns_pns",
        "KARTU ASN VIRTUAL": "card_no",
        "NOMOR SK CPNS": "cpns_decree_no",
        "TANGGAL SK CPNS": "cpns_decree_on",
        "TMT CPNS": "cpns_from",
        "NOMOR SK PNS": "pns_decree_no",
        "TANGGAL SK PNS": "pns_decree_on",
        "TMT PNS": "pns_from",
        "GOL AWAL ID": "first_rank_id",
        "GOL AWAL NAMA": "first_rank_name",
        "GOL AKHIR ID": "rank_id",
        "GOL AKHIR NAMA": "rank_name",
        "TMT GOLONGAN": "rank_from",
        "MK TAHUN": "service_years",
        "MK BULAN": "service_months",
        "JENIS JABATAN ID": "position_kind_id",
        "JENIS JABATAN NAMA": "position_kind_name",
        "JABATAN ID": "position_siasn_id",
        "JABATAN NAMA": "position_title",
        "TMT JABATAN": "position_from",
        "TINGKAT PENDIDIKAN ID": "education_level",
        "TINGKAT PENDIDIKAN NAMA": "education_level_name",
        "PENDIDIKAN ID": "education_siasn_id",
        "PENDIDIKAN NAMA": "education_name",
        "TAHUN LULUS": "graduated_year",
        "KPKN ID": "treasury_id",
        "KPKN NAMA": "treasury_name",
        "LOKASI KERJA ID": "work_place_id",
        "LOKASI KERJA NAMA": "work_place",
        "UNOR ID": "unit_siasn_id",
        "UNOR NAMA": "unit_name",
        "INSTANSI INDUK ID": "agency_siasn_id",
        "INSTANSI INDUK NAMA": "agency_name",
        "INSTANSI KERJA ID": "agency_siasn_id",
        "INSTANSI KERJA NAMA": "agency_name",
        "SATUAN KERJA INDUK ID": "office_siasn_id",
        "SATUAN KERJA INDUK NAMA": "office_name",
        "SATUAN KERJA KERJA ID": "office_siasn_id",
        "SATUAN KERJA KERJA NAMA": "office_name",
        "IS VALID NIK": "nik_valid",
        "NAMA SEKOLAH": "school",
        "FLAG IKD": "ikd_flag",
        "ESELON ID": "echelon_code",
        "ESELON NAMA": "echelon_name",
    },
    names={
        "religion_name": ("religion_id", codes.RELIGIONS),
        "marital_name": ("marital_id", codes.MARITAL),
        "standing_name": ("standing_code", codes.STANDINGS | codes.PPPK_STANDINGS),
        "position_kind_name": ("position_kind_id", codes.POSITION_KINDS),
        "education_level_name": ("education_level", codes.EDUCATION_LEVELS),
        "echelon_name": ("echelon_code", codes.ECHELONS),
    },
    also={
        # pns/data-utama of the web service
        "id": "siasn_id",
        "tglLahir": "born_on",
        "agama": "religion_name",
        "statusPerkawinan": "marital_name",
        "noHp": "phone",
        "noNpwp": "npwp",
        "kedudukanPnsId": "standing_code",
        "kedudukanPnsNama": "standing_name",
        "statusPegawai": "status_cpns_pns",
        "tglSkCpns": "cpns_decree_on",
        "tglSkPns": "pns_decree_on",
        "golRuangAwalId": "first_rank_id",
        "golRuangAwal": "first_rank_name",
        "golRuangAkhirId": "rank_id",
        "golRuangAkhir": "rank_name",
        "tmtGolAkhir": "rank_from",
        "jenisJabatan": "position_kind_name",
        "tkPendidikanTerakhirId": "education_level",
        "tkPendidikanTerakhir": "education_level_name",
        "pendidikanTerakhirId": "education_siasn_id",
        "pendidikanTerakhirNama": "education_name",
        "validNik": "nik_valid",
        "eselon": "echelon_name",
        # sheets that offices make of it
        "KEDUDUKAN HUKUM": "standing_name",
        "GOLONGAN": "rank_name",
        "GOL": "rank_name",
        "GOL RUANG": "rank_name",
        "GOLONGAN RUANG": "rank_name",
        "PANGKAT GOLONGAN": "rank_name",
        "PANGKAT GOL RUANG": "rank_name",
        "PENDIDIKAN TERAKHIR": "education_level_name",
        "TINGKAT PENDIDIKAN": "education_level_name",
        "JENJANG PENDIDIKAN": "education_level_name",
    },
)
"""The Excel export of all employees: 69 columns, text cells, dates dd-mm-yyyy."""

OLD_WORKFORCE_COLUMNS = 65
"""Older exports end at IS VALID NIK."""

UNITS = File(
    "unor",
    {
        "Id": "siasn_id",
        "InstansiId": "agency_siasn_id",
        "DiatasanId": "parent_siasn_id",
        "EselonId": "echelon_code",
        "NamaUnor": "name",
        "NamaJabatan": "head_title",
        "CepatKode": "quick_code",
        "IndukUnorId": "office_siasn_id",
        "PemimpinPnsId": "head_siasn_id",
        "JenisUnorId": "kind_code",
    },
)

RANK_HISTORY = File(
    "rw_golongan",
    {
        **_OWNER,
        "golonganId": "rank_id",
        "golongan": "rank_name",
        "skNomor": "decree_no",
        "skTanggal": "decree_on",
        "tmtGolongan": "effective_from",
        "noPertekBkn": "bkn_no",
        "tglPertekBkn": "bkn_on",
        "jumlahKreditUtama": "credit_main",
        "jumlahKreditTambahan": "credit_extra",
        "jenisKPId": "kind_code",
        "jenisKPNama": "kind_name",
        "masaKerjaGolonganTahun": "service_years",
        "masaKerjaGolonganBulan": "service_months",
        "path": "path",
        "pangkat": "rank_title",
    },
    names={
        "kind_name": ("kind_code", codes.PROMOTIONS),
        "rank_title": ("rank_id", codes.RANK_TITLES),
    },
)

POSITION_HISTORY = File(
    "rw_jabatan",
    {
        **_OWNER,
        "jenisJabatan": "position_kind_id",
        "instansiKerjaId": "agency_siasn_id",
        "instansiKerjaNama": "agency_name",
        "satuanKerjaId": "office_siasn_id",
        "satuanKerjaNama": "office_name",
        "unorId": "unit_siasn_id",
        "unorNama": "unit_name",
        "unorIndukId": "office_siasn_id",
        "unorIndukNama": "office_name",
        "eselon": "echelon_name",
        "eselonId": "echelon_code",
        "jabatanFungsionalId": "functional_id",
        "jabatanFungsionalNama": "functional_title",
        "jabatanFungsionalUmumId": "executor_id",
        "jabatanFungsionalUmumNama": "executor_title",
        "tmtJabatan": "effective_from",
        "nomorSk": "decree_no",
        "tanggalSk": "decree_on",
        "namaUnor": "unit_text",
        "namaJabatan": "position_title",
        "tmtPelantikan": "inaugurated_on",
        "path": "path",
        "jenisPenugasanId": "assignment_id",
        "jenisMutasiId": "move_id",
        "subJabatanId": "sub_position_id",
        "tmtMutasi": "moved_on",
    },
)

EDUCATION_HISTORY = File(
    "rw_pendidikan",
    {
        **_OWNER,
        "pendidikanId": "programme_siasn_id",
        "pendidikanNama": "programme",
        "tkPendidikanId": "level_code",
        "tkPendidikanNama": "level_name",
        "tahunLulus": "graduated_year",
        "tglLulus": "graduated_on",
        "isPendidikanPertama": "is_first",
        "nomorIjasah": "diploma_no",
        "namaSekolah": "school",
        "gelarDepan": "front_title",
        "gelarBelakang": "back_title",
        "path": "path",
    },
    names={
        "level_name": ("level_code", codes.EDUCATION_LEVELS),
    },
)

PROGRAMME_HISTORY = File(
    "rw_diklat",
    {
        **_OWNER,
        "latihanStrukturalId": "structural_id",
        "latihanStrukturalNama": "name",
        "nomor": "certificate_no",
        "tanggal": "started_on",
        "tahun": "year",
        "path": "path",
        "jumlahJam": "hours",
        "tanggalSelesai": "ended_on",
        "institusiPenyelenggara": "organiser",
    },
    names={
        "name": ("structural_id", codes.STRUCTURAL_TRAININGS),
    },
)

COURSE_HISTORY = File(
    "rw_kursus",
    {
        **_OWNER,
        "jenisKursusNama": "kind_name",
        "jenisKursusSertifikat": "certificate_class",
        "institusiPenyelenggara": "organiser",
        "jenisKursusId": "kind_id",
        "jumlahJam": "hours",
        "namaKursus": "name",
        "noSertipikat": "certificate_no",
        "tahunKursus": "year",
        "tanggalKursus": "started_on",
        "path": "path",
        "jenisDiklatId": "form_id",
        "tanggalSelesaiKursus": "ended_on",
    },
)

RATING_HISTORY = File(
    "rw_skp22",
    {
        "id": "siasn_id",
        "hasilKinerja": "results_name",
        "hasilKinerjaNilai": "results",
        "kuadranKinerja": "predicate_name",
        "KuadranKinerjaNilai": "predicate",
        "namaPenilai": "rater_name",
        "nipNrpPenilai": "rater_nip",
        "penilaiGolonganId": "rater_rank_id",
        "penilaiJabatanNm": "rater_position",
        "penilaiUnorNm": "rater_unit",
        "perilakuKerja": "behaviour_name",
        "PerilakuKerjaNilai": "behaviour",
        "pnsDinilaiId": "person_siasn_id",
        "statusPenilai": "rater_status",
        "tahun": "year",
        "path": "path",
    },
    names={
        "results_name": ("results", codes.EXPECTATIONS),
        "predicate_name": ("predicate", codes.PREDICATES),
        "behaviour_name": ("behaviour", codes.EXPECTATIONS),
    },
)

PERIODIC_HISTORY = File(
    "rw_kinerjaperiodik",
    {
        "id": "siasn_id",
        "tahun": "year",
        "nip": "nip",
        "nama": "name",
        "hasilKinerja": "results_name",
        "hasilKinerjaNilai": "results",
        "instansiId": "agency_siasn_id",
        "instansiNama": "agency_name",
        "jabatan": "level_name",
        "koefisenId": "coefficient_id",
        "kriteria": "credit_a_year",
        "kuadranKinerjaNilai": "predicate",
        "kuadranNilai": "predicate_name",
        "namaPenilai": "rater_name",
        "penilaiGolonganId": "rater_rank_id",
        "penilaiJabatanNama": "rater_position",
        "penilaiNipNrp": "rater_nip",
        "penilaiPnsId": "rater_siasn_id",
        "penilaiUnorNm": "rater_unit",
        "perilakuKerja": "behaviour_name",
        "perilakuKerjaNilai": "behaviour",
        "periodikId": "cycle",
        "periodikNama": "cycle_name",
        "persentase": "percent",
        "pnsDinilaiId": "person_siasn_id",
        "statusPenilai": "rater_status",
        "unorId": "unit_siasn_id",
        "unorNama": "unit_name",
        "path": "path",
        "bulanMulaiPenilaian": "from_month",
        "tahunMulaiPenilaian": "from_year",
        "bulanSelesaiPenilaian": "until_month",
        "tahunSelesaiPenilaian": "until_year",
        "penilaiNama": "rater_name",
        "penilaiUnorNama": "rater_unit",
    },
)
"""The keys of the service's answer, which name no month; after ``path`` those in which it is told the rest."""

CREDIT_HISTORY = File(
    "rw_angkakredit",
    {
        "id": "siasn_id",
        "pns": "person_siasn_id",
        "nomorSk": "decree_no",
        "tanggalSk": "decree_on",
        "bulanMulaiPenailan": "from_month",
        "tahunMulaiPenailan": "from_year",
        "bulanSelesaiPenailan": "until_month",
        "tahunSelesaiPenailan": "until_year",
        "kreditUtamaBaru": "main",
        "kreditPenunjangBaru": "supporting",
        "kreditBaruTotal": "points",
        "rwJabatan": "position_history_id",
        "namaJabatan": "position",
        "isAngkaKreditPertama": "is_first",
        "isIntegrasi": "is_integrated",
        "isKonversi": "is_converted",
        "path": "path",
        "Sumber": "source",
    },
)

SANCTION_HISTORY = File(
    "rw_hukdis",
    {
        "id": "siasn_id",
        "rwHukumanDisiplin": "history_id",
        "golongan": "rank_id",
        "kedudukanHukum": "standing_code",
        "jenisHukuman": "kind_code",
        "pnsOrang": "person_siasn_id",
        "skNomor": "decree_no",
        "skTanggal": "decree_on",
        "hukumanTanggal": "starts_on",
        "masaTahun": "years",
        "masaBulan": "months",
        "akhirHukumTanggal": "ends_on",
        "nomorPp": "law_no",
        "golonganLama": "old_rank_id",
        "skPembatalanNomor": "cancelled_by",
        "skPembatalanTanggal": "cancelled_on",
        "alasanHukumanDisiplin": "reason_id",
        "alasanHukumanDisiplinNama": "reason",
        "jenisHukumanNama": "kind_name",
        "path": "path",
        "keterangan": "note",
        "jenisTingkatHukumanId": "level_code",
    },
    names={
        "kind_name": ("kind_code", codes.SANCTIONS),
    },
)

AWARD_HISTORY = File(
    "rw_penghargaan",
    {
        "id": "siasn_id",
        "tahun": "year",
        "skNomor": "decree_no",
        "skDate": "decree_on",
        "hargaNama": "award_name",
        "hargaId": "award_code",
        "pnsOrangId": "person_siasn_id",
        "path": "path",
    },
)

UNPAID_LEAVE_HISTORY = File(
    "rw_cltn",
    {
        "id": "siasn_id",
        "cltnId": "leave_id",
        "skNomor": "decree_no",
        "skTanggal": "decree_on",
        "tanggalAwal": "starts_on",
        "tanggalAkhir": "ends_on",
        "tanggalAktif": "returned_on",
        "nomorLetterBkn": "letter_no",
        "tanggalLetterBkn": "letter_on",
        "pnsOrangId": "person_siasn_id",
        "path": "path",
    },
)

SERVICE_CREDIT_HISTORY = File(
    "rw_masakerja",
    {
        **_OWNER,
        "pengalaman": "experience",
        "tanggalAwal": "starts_on",
        "tanggalSelesai": "ends_on",
        "nomorSk": "decree_no",
        "tanggalSk": "decree_on",
        "nomorBkn": "letter_no",
        "tanggalBkn": "letter_on",
        "tasaKerjaTahun": "years",
        "masaKerjaBulan": "months",
        "dinilai": "counted",
        "path": "path",
    },
)

SEPARATION_HISTORY = File(
    "rw_pemberhentian",
    {
        "id": "siasn_id",
        "jenisHenti": "kind_code",
        "kedudukanHukumPns": "standing_code",
        "pnsOrang": "person_siasn_id",
        "skNomor": "decree_no",
        "skTanggal": "decree_on",
        "asalId": "origin_id",
        "asalNama": "origin",
        "asalNamaLabel": "origin_label",
        "path": "path",
    },
)

FAMILY = File(
    "data-keluarga",
    {
        "idPns": "person_siasn_id",
        "pnsOrangId": "person_siasn_id",
        "nama": "name",
        "tempatLahir": "birth_place",
        "tglLahir": "born_on",
        "jenisAnak": "child_kind",
        "statusNikah": "marriage_status",
    },
)
"""Spouses (data-pasangan) and children (data-anak), by the keys that public clients read."""

PARENTS = File(
    "data-ortu",
    {
        "idPns": "person_siasn_id",
        **{
            f"{theirs}.{key}": f"{ours}_{field}"
            for theirs, ours in (("ayah", "father"), ("ibu", "mother"))
            for key, field in (("nama", "name"), ("tempatLahir", "birth_place"), ("tglLahir", "born_on"))
        },
    },
)
"""Parents (data-ortu): one row with a person in each of two keys, ``ayah`` and ``ibu``, as a table spells them out."""

CONTRACTS = File(
    "perjanjian-kerja",
    {
        "NIP": "nip",
        "JENIS PPPK": "contract_kind",
        "MULAI": "starts_on",
        "SAMPAI DENGAN": "ends_on",
        "NOMOR PERJANJIAN": "decree_no",
        "TANGGAL PERJANJIAN": "decree_on",
    },
)
"""No file of the national system: its export says since when a PPPK is employed, and no file of it until when."""

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
    "credits": CREDIT_HISTORY,
    "contracts": CONTRACTS,
}
"""By table of the made-up workforce."""
