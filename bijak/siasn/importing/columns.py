"""The columns that only the national files have."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from bijak.interchange.registries import Column, Shape

WIRE = {
    column.field: column
    for column in (
        Column("person_siasn_id", _("PNS ID pemilik riwayat"), personal=True, longest=40),
        Column("rank_name", _("Nama golongan"), longest=300),
        Column("first_rank_name", _("Nama golongan awal"), longest=300),
        Column("religion_name", _("Nama agama"), personal=True, longest=300),
        Column("marital_name", _("Nama status perkawinan"), personal=True, longest=300),
        Column("standing_name", _("Nama kedudukan hukum"), longest=300),
        Column("position_kind_name", _("Nama jenis jabatan"), longest=300),
        Column("education_level_name", _("Nama tingkat pendidikan"), longest=300),
        Column("level_name", _("Nama tingkat pendidikan"), longest=300),
        Column("echelon_name", _("Nama eselon"), longest=300),
        Column("kind_name", _("Nama jenis kenaikan pangkat"), longest=300),
        Column("results_name", _("Hasil kerja dengan kata-kata"), longest=300),
        Column("behaviour_name", _("Perilaku kerja dengan kata-kata"), longest=300),
        Column("predicate_name", _("Predikat dengan kata-kata"), longest=300),
        Column("cycle_name", _("Nama periode"), longest=300),
        Column("main", _("Angka kredit utama"), longest=20),
        Column("supporting", _("Angka kredit penunjang"), longest=20),
        Column("cancelled_by", _("Nomor SK pembatalan"), longest=100),
        Column("cancelled_on", _("Tanggal SK pembatalan"), shape=Shape.DATE),
        Column("functional_id", _("ID jabatan fungsional"), longest=40),
        Column("functional_title", _("Nama jabatan fungsional"), longest=300),
        Column("executor_id", _("ID jabatan pelaksana"), longest=40),
        Column("executor_title", _("Nama jabatan pelaksana"), longest=300),
        Column("structural_id", _("ID diklat struktural"), longest=40),
        Column("child_kind", _("Jenis anak"), personal=True, longest=40),
        Column("marriage_status", _("Status nikah"), personal=True, longest=40),
        Column("is_first", _("Angka kredit pertama"), longest=10),
        Column("is_integrated", _("Angka kredit integrasi"), longest=10),
        Column("is_converted", _("Angka kredit konversi"), longest=10),
    )
}
