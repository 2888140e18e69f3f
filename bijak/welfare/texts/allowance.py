"""What is said about an allowance, line by line."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bijak.shell.templatetags.formats import angka, rupiah

LINES = {
    "workload": _("Beban kerja"),
    "place": _("Tempat bertugas"),
    "condition": _("Kondisi kerja"),
    "scarcity": _("Kelangkaan profesi"),
    "performance": _("Prestasi kerja"),
    "other": _("Pertimbangan objektif lainnya"),
    "kind": _("Jenis kepegawaian"),
    "productivity": _("Produktivitas kerja"),
    "late": _("Terlambat"),
    "early": _("Pulang cepat"),
    "unclocked": _("Tidak mengisi kehadiran"),
    "absent": _("Tidak masuk tanpa keterangan"),
    "leave": _("Cuti dan sakit"),
    "spared": _("Batas potongan kehadiran"),
    "sanction": _("Hukuman disiplin"),
    "rounding": _("Pembulatan"),
}

LACKING = {
    "job_class": _("Kelas jabatannya tidak tercatat pada formasi unitnya, atau tidak ada dalam tarif acuan."),
    "index": _("Indeks TPP daerah untuk bulan ini belum dimasukkan."),
    "workload": _("Persentase komponen TPP daerah untuk bulan ini belum dimasukkan."),
    "achieved": _("Produktivitas bulan ini belum dilaporkan, atau predikatnya belum mempunyai nilai."),
    "attendance": _("Kehadirannya belum lengkap untuk semua hari kerja bulan ini."),
    "minutes": _("Ada hari yang menit terlambat atau pulang cepatnya tidak tercatat."),
    "leave_cut": _("Ada cuti yang potongannya belum diatur dalam ketentuan TPP daerah."),
    "kind_share": _("Ketentuan TPP daerah belum mengatur bagian bagi jenis kepegawaiannya."),
}
"""Why an allowance cannot be told, by the fact that lacks."""

FACTS = {
    "job_class": _("Kelas jabatan"),
    "index": _("Hasil kali indeks daerah"),
    "workload": _("Persen beban kerja"),
    "place": _("Persen tempat bertugas"),
    "condition": _("Persen kondisi kerja"),
    "scarcity": _("Persen kelangkaan profesi"),
    "performance": _("Persen prestasi kerja"),
    "other": _("Persen pertimbangan objektif lainnya"),
    "kind": _("Jenis kepegawaian"),
    "kind_share": _("Bagian bagi CPNS atau PPPK paruh waktu (persen)"),
    "achieved": _("Capaian produktivitas (persen)"),
    "late_cut": _("Potongan terlambat (persen)"),
    "early_cut": _("Potongan pulang cepat (persen)"),
    "unclocked_cut": _("Potongan tidak mengisi kehadiran (persen)"),
    "absent_cut": _("Potongan tidak masuk (persen)"),
    "leave_cut": _("Potongan cuti (persen)"),
    "is_sanctioned": _("Menjalani hukuman potong TPP"),
}
DAY_FACTS = {
    "late": _("Terlambat (menit)"),
    "early": _("Pulang cepat (menit)"),
    "missed_in": _("Tidak mengisi kehadiran masuk"),
    "missed_out": _("Tidak mengisi kehadiran pulang"),
    "is_absent": _("Tidak masuk tanpa keterangan"),
    "leave_cut": _("Potongan cuti hari itu (persen)"),
}

GROUPS = {
    "kind": {
        "pns": _("PNS"),
        "cpns": _("CPNS"),
        "pppk": _("PPPK"),
        "pppk_part_time": _("PPPK paruh waktu"),
    },
    "place": {"remote": _("Menerima TPP tempat bertugas"), "central": _("Lainnya")},
    "sex": {"L": _("Laki-laki"), "P": _("Perempuan")},
    "class": {},
}
BREAKDOWNS = {
    "kind": _("Jenis kepegawaian"),
    "place": _("Tempat bertugas"),
    "sex": _("Jenis kelamin"),
    "class": _("Kelas jabatan"),
}


def group(breakdown: str, code: str) -> str:
    if breakdown == "class":
        return gettext("Kelas %(number)s") % {"number": code}
    return str(GROUPS[breakdown].get(code, code or "–"))


def how(code: str, of: Mapping[str, Any]) -> str:
    """How a line came to its sum, in words, from what it was made of."""
    if "job_class" in of:
        if of["job_class"] is None or of["index"] is None or of["percent"] is None:
            return ""
        return gettext("Kelas %(job_class)s: %(reference)s × indeks %(index)s × %(percent)s%%") % {
            "job_class": angka(of["job_class"], 0),
            "reference": rupiah(of["reference"]) or "–",
            "index": angka(of["index"], 8).rstrip("0").rstrip(",."),
            "percent": percent(of["percent"]),
        }
    match code:
        case "kind":
            return gettext("Menerima %(percent)s%% dari TPP PNS pada jabatan yang sama") % {
                "percent": percent(of["percent"])
            }
        case "productivity":
            return gettext("Capaian %(achieved)s%%; bagian produktivitas %(share)s%% dari TPP") % {
                "achieved": percent(of["achieved"]),
                "share": percent(of["share"]),
            }
        case "spared":
            return gettext("Potongan kehadiran tidak melebihi %(most)s") % {"most": rupiah(of["most"])}
        case "sanction":
            return gettext("%(percent)s%% selama hukuman berlangsung") % {"percent": percent(of["percent"])}
        case "rounding":
            return ""
    return gettext("%(percent)s%% dari %(base)s") % {
        "percent": percent(of["percent"]),
        "base": rupiah(of["base"]) or "–",
    }


def percent(value: float | None) -> str:
    """So many percent without zeros behind the comma; a dash for what is not known."""
    if value is None:
        return "–"
    return angka(value, 2).rstrip("0").rstrip(",.") if value != int(value) else angka(int(value))
