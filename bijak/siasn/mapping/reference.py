"""The national reference tables: which file is which table of ours, and what its keys are called here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Table:
    """A table of ours and where its columns stand. ``numbers`` are the details that are whole numbers."""

    name: str
    label: Any
    code: str = "id"
    title: str = "nama"
    details: Mapping[str, str] = field(default_factory=dict)
    numbers: tuple[str, ...] = ()


TABLES = {
    "agama": Table("religion", _("Agama")),
    "alasanHukumanDisiplin": Table(
        "sanction_reason", _("Alasan hukuman disiplin"), details={"keterangan": "kind"}
    ),
    "cltn": Table("leave_kind", _("Cuti di luar tanggungan negara")),
    "dokumen": Table(
        "document_kind",
        _("Jenis dokumen unggahan"),
        title="Dokumen Evaluasi Kinerja",
        details={"detailLayananNama": "history"},
    ),
    "eselon": Table("echelon", _("Eselon"), details={"jabatanAsn": "position_level"}),
    "golonganPns": Table("rank", _("Golongan PNS"), details={"namaPangkat": "title"}),
    "instansi": Table(
        "agency",
        _("Instansi"),
        details={"jenis": "level", "kodeCepat": "quick_code", "jenisInstansiId": "kind_code"},
    ),
    "jabatanFungsional": Table(
        "functional_position",
        _("Jabatan fungsional"),
        details={
            "usiaBup": "retirement_age",
            "kelompokJabatanId": "group_code",
            "jenjang": "level_code",
            "status": "status",
            "kodeCepat": "quick_code",
        },
        numbers=("retirement_age",),
    ),
    "jenisDiklat": Table(
        "training_form", _("Bentuk pelatihan"), title="jenis", details={"jenisKursusSetifikat": "certificate"}
    ),
    "jenisHukuman": Table(
        "sanction", _("Jenis hukuman disiplin"), details={"jenisTingkatHukumanId": "level_code"}
    ),
    "jenisJabatan": Table("position_kind", _("Jenis jabatan")),
    "jenisKursus": Table("course_kind", _("Jenis kursus"), details={"kodeCepat": "quick_code"}),
    "jenisMutasi": Table("transfer_kind", _("Jenis mutasi")),
    "jenisPegawai": Table("employee_type", _("Jenis pegawai")),
    "jenisPemberhentian": Table("separation_kind", _("Jenis pemberhentian")),
    "jenisPengadaan": Table("recruitment_kind", _("Jenis pengadaan")),
    "jenisPensiun": Table("retirement_kind", _("Jenis pensiun"), code="ID", title="NAMA"),
    "jenisPenugasan": Table("assignment", _("Jenis penugasan")),
    "jenisRiwayat": Table("history_kind", _("Jenis riwayat")),
    "kawin": Table("marital_status", _("Status perkawinan")),
    "kedudukanHukum": Table("standing", _("Kedudukan hukum")),
    "kelasJabatan": Table(
        "position_group",
        _("Kelompok jabatan"),
        details={
            "jenisJabatanId": "kind_code",
            "rumpunJabatanId": "family_code",
            "pembinaId": "guiding_agency_code",
        },
    ),
    "kenaikanPangkat": Table("rank_promotion", _("Jenis kenaikan pangkat")),
    "koefisien": Table(
        "credit_coefficient",
        _("Koefisien angka kredit"),
        title="jabatan",
        details={
            "kriteria": "credit_a_year",
            "persentase": "percent",
            "keterangan": "predicate",
            "jenjang": "level_code",
        },
    ),
    "kompetensi": Table("competency", _("Kompetensi")),
    "kuadranNilai": Table("predicate", _("Predikat kinerja")),
    "latihanStruktural": Table("structural_training", _("Diklat struktural")),
    "penghargaan": Table("award", _("Penghargaan")),
    "perilakuDanKinerja": Table("expectation", _("Hasil dan perilaku kerja")),
    "periodik": Table("rating_period", _("Periode penilaian")),
    "rumpunJabatan": Table("position_family", _("Rumpun jabatan"), details={"kodeCepat": "quick_code"}),
    "tingkatPendidikan": Table("education_level", _("Tingkat pendidikan")),
    "pendidikan": Table("study_programme", _("Program studi"), details={"tkPendidikanId": "level_code"}),
}
"""By the stem of the file. The national ``kelasJabatan`` are groups of positions, not job classes."""
