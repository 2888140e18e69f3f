"""Sentences for people about talent, keyed by code."""

from django.utils.translation import gettext_lazy as _

from bijak.talent.rules import SANCTIONS

BOXES = {
    9: _("Kinerja di atas ekspektasi, potensial tinggi"),
    8: _("Kinerja sesuai ekspektasi, potensial tinggi"),
    7: _("Kinerja di atas ekspektasi, potensial menengah"),
    6: _("Kinerja di bawah ekspektasi, potensial tinggi"),
    5: _("Kinerja sesuai ekspektasi, potensial menengah"),
    4: _("Kinerja di atas ekspektasi, potensial rendah"),
    3: _("Kinerja di bawah ekspektasi, potensial menengah"),
    2: _("Kinerja sesuai ekspektasi, potensial rendah"),
    1: _("Kinerja di bawah ekspektasi, potensial rendah"),
}

# PermenPANRB 3/2020, paraphrased and not verified: pages say so.
ACTIONS = {
    9: _(
        "Dipromosikan dan dipertahankan; masuk kelompok rencana suksesi instansi atau nasional; penghargaan."
    ),
    8: _("Dipertahankan; masuk kelompok rencana suksesi; rotasi atau perluasan jabatan; bimbingan kinerja."),
    7: _(
        "Dipertahankan; masuk kelompok rencana suksesi; rotasi atau pengayaan jabatan; pengembangan kompetensi; "
        "tugas belajar."
    ),
    6: _("Penempatan yang lebih sesuai; bimbingan kinerja; konseling."),
    5: _("Penempatan yang sesuai; bimbingan kinerja; pengembangan kompetensi."),
    4: _("Rotasi; pengembangan kompetensi."),
    3: _("Bimbingan kinerja; konseling; pengembangan kompetensi; penempatan yang sesuai."),
    2: _("Bimbingan kinerja; pengembangan kompetensi; penempatan yang sesuai."),
    1: _("Diproses menurut ketentuan umum: rencana perbaikan kinerja atau sanksi."),
}

LEVELS = {"low": _("rendah"), "medium": _("menengah"), "high": _("tinggi")}

SANCTION_LABELS = dict(zip(SANCTIONS, (_("Tidak pernah"), _("Ringan"), _("Sedang"), _("Berat")), strict=True))

RATINGS = {
    "rating_1": _("Predikat kinerja tahun terakhir"),
    "rating_2": _("Predikat kinerja setahun sebelumnya"),
    "rating_3": _("Predikat kinerja dua tahun sebelumnya"),
}
POTENTIAL = {"potential": _("Nilai potensi"), "competence": _("Nilai kompetensi (JPM)")}
VALUE = {"performance_part": _("Bagian kinerja"), "potential_part": _("Bagian potensial")}
MATCH = {
    "competence": _("Kompetensi (JPM)"),
    "potential": _("Potensi"),
    "education": _("Pendidikan"),
    "field": _("Bidang studi"),
    "training": _("Pelatihan yang disyaratkan"),
    "experience": _("Pengalaman jabatan"),
    "integrity": _("Integritas"),
}

ELIGIBLE = {
    "active": _("Berkedudukan hukum aktif"),
    "assessment_valid": _("Hasil asesmen masih berlaku"),
    "lowest_rank": _("Golongan ruang paling rendah terpenuhi"),
    "lowest_education": _("Jenjang pendidikan paling rendah terpenuhi"),
    "months_to_retirement": _("Sisa masa kerja sebelum BUP cukup"),
}
READY = {
    "match": _("Kesesuaian dengan jabatan cukup"),
    "education": _("Pendidikan sesuai syarat jabatan"),
    "field": _("Bidang studi sesuai syarat jabatan"),
    "training": _("Pelatihan yang disyaratkan sudah diikuti"),
    "rank": _("Golongan ruang sesuai syarat jabatan"),
    "assessment_valid": _("Hasil asesmen masih berlaku"),
    "age": _("Usia tidak melewati batas pengangkatan JPT"),
}

# Why somebody has no box: what the scores lack.
LACKING = {
    "performance": _("Predikat kinerja belum lengkap"),
    "potential": _("Belum ada nilai potensi atau JPM"),
    **ELIGIBLE,
}

READINESS = {"now": _("Siap sekarang"), "soon": _("Siap dalam 1–2 tahun"), "later": _("Siap dalam 3–5 tahun")}

RISKS = {
    "vacant": _("Kosong"),
    "acting": _("Diisi Plt."),
    "near": _("Segera kosong"),
    "watched": _("Perlu diperhatikan"),
    "later": _("Belum mendesak"),
    "unknown": _("Belum dapat diputuskan"),
}

# What keeps a post filled, as its rule asks it; and what is said where it is not so.
VACANCY = {
    "held": _("Jabatan dipangku pejabat definitif"),
    "not_acted": _("Tidak dijalankan oleh Plt., Plh., atau Pj."),
    "retirement": _("Pejabatnya belum segera pensiun"),
    "contract": _("Perjanjian kerja pejabatnya belum segera berakhir"),
    "separation": _("Belum ada pemberhentian yang tercatat"),
    "sanction": _("Tidak sedang menjalani hukuman disiplin sedang atau berat"),
    "post_term": _("Belum lebih lama dalam satu JPT daripada masa yang diatur"),
}
AT_RISK = {
    "held": _("Tidak ada pejabat definitif"),
    "not_acted": _("Dijalankan oleh Plt., Plh., atau Pj."),
    "retirement": _("Pejabatnya segera pensiun"),
    "contract": _("Perjanjian kerja pejabatnya segera berakhir"),
    "separation": _("Pemberhentian pejabatnya sudah tercatat"),
    "sanction": _("Pejabatnya menjalani hukuman disiplin sedang atau berat"),
    "post_term": _("Sudah lebih lama dalam satu JPT daripada masa yang diatur"),
}
