"""The national reference tables: which file is which table of ours, and what its keys are called here."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Table:
    """A table of ours and where its columns stand. ``numbers`` are the details that are whole numbers."""

    name: str
    code: str = "id"
    title: str = "nama"
    details: Mapping[str, str] = field(default_factory=dict)
    numbers: tuple[str, ...] = ()


TABLES = {
    "agama": Table("religion"),
    "alasanHukumanDisiplin": Table("sanction_reason", details={"keterangan": "kind"}),
    "cltn": Table("leave_kind"),
    "dokumen": Table(
        "document_kind", title="Dokumen Evaluasi Kinerja", details={"detailLayananNama": "history"}
    ),
    "eselon": Table("echelon", details={"jabatanAsn": "position_level"}),
    "golonganPns": Table("rank", details={"namaPangkat": "title"}),
    "instansi": Table(
        "agency", details={"jenis": "level", "kodeCepat": "quick_code", "jenisInstansiId": "kind_code"}
    ),
    "jabatanFungsional": Table(
        "functional_position",
        details={
            "usiaBup": "retirement_age",
            "kelompokJabatanId": "group_code",
            "jenjang": "level_code",
            "status": "status",
            "kodeCepat": "quick_code",
        },
        numbers=("retirement_age",),
    ),
    "jenisDiklat": Table("training_form", title="jenis", details={"jenisKursusSetifikat": "certificate"}),
    "jenisHukuman": Table("sanction", details={"jenisTingkatHukumanId": "level_code"}),
    "jenisJabatan": Table("position_kind"),
    "jenisKursus": Table("course_kind", details={"kodeCepat": "quick_code"}),
    "jenisMutasi": Table("transfer_kind"),
    "jenisPegawai": Table("employee_type"),
    "jenisPemberhentian": Table("separation_kind"),
    "jenisPengadaan": Table("recruitment_kind"),
    "jenisPensiun": Table("retirement_kind", code="ID", title="NAMA"),
    "jenisPenugasan": Table("assignment"),
    "jenisRiwayat": Table("history_kind"),
    "kawin": Table("marital_status"),
    "kedudukanHukum": Table("standing"),
    "kelasJabatan": Table(
        "position_group",
        details={
            "jenisJabatanId": "kind_code",
            "rumpunJabatanId": "family_code",
            "pembinaId": "guiding_agency_code",
        },
    ),
    "kenaikanPangkat": Table("rank_promotion"),
    "koefisien": Table(
        "credit_coefficient",
        title="jabatan",
        details={
            "kriteria": "credit_a_year",
            "persentase": "percent",
            "keterangan": "predicate",
            "jenjang": "level_code",
        },
    ),
    "kompetensi": Table("competency"),
    "kuadranNilai": Table("predicate"),
    "latihanStruktural": Table("structural_training"),
    "penghargaan": Table("award"),
    "perilakuDanKinerja": Table("expectation"),
    "periodik": Table("rating_period"),
    "rumpunJabatan": Table("position_family", details={"kodeCepat": "quick_code"}),
    "tingkatPendidikan": Table("education_level"),
    "pendidikan": Table("study_programme", details={"tkPendidikanId": "level_code"}),
}
"""By the stem of the file. The national ``kelasJabatan`` are groups of positions, not job classes."""
