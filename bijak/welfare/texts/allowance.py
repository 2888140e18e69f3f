"""What is said about an allowance, line by line."""

from collections.abc import Mapping
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bijak.shell.templatetags.formats import angka, rupiah
from bijak.welfare.rules.allowance import STEPS

LINES = {
    "workload": _("Beban kerja"),
    "place": _("Tempat bertugas"),
    "condition": _("Kondisi kerja"),
    "scarcity": _("Kelangkaan profesi"),
    "performance": _("Prestasi kerja"),
    "other": _("Pertimbangan objektif lainnya"),
    "moved": _("Pindah jabatan dalam bulan"),
    "acting": _("Plt. atau Plh."),
    "kind": _("Bagian menurut jenis kepegawaian"),
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
    "other_post": _(
        "Jabatan lain yang dipegangnya bulan ini tidak berkelas, tidak berindeks, atau lebih dari satu."
    ),
    "acting_post": _("Jabatan yang dirangkapnya sebagai Plt. atau Plh. tidak tercatat kelasnya."),
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
    "other_days": _("Hari dalam bulan ini pada jabatan lain (0 bila tidak ada)"),
    "other_class": _("Kelas jabatan lain itu"),
    "other_index": _("Hasil kali indeks daerah pada jabatan lain itu"),
    "other_percent": _("Persen semua komponen pada jabatan lain itu"),
    "acting_months": _("Bulan penuh menjadi Plt. atau Plh. sampai akhir bulan ini (0 bila tidak)"),
    "acting_class": _("Kelas jabatan yang dirangkap"),
    "acting_index": _("Hasil kali indeks daerah pada jabatan yang dirangkap"),
    "acting_percent": _("Persen semua komponen pada jabatan yang dirangkap"),
}
DAY_FACTS = {
    "late": _("Terlambat (menit)"),
    "early": _("Pulang cepat (menit)"),
    "missed_in": _("Tidak mengisi kehadiran masuk"),
    "missed_out": _("Tidak mengisi kehadiran pulang"),
    "is_absent": _("Tidak masuk tanpa keterangan"),
    "leave_cut": _("Potongan cuti hari itu (persen)"),
}

RECAP_FACTS = {
    **{f"late_{each}": format_lazy("{} {}", _("Kali terlambat dalam batas"), each) for each in STEPS},
    **{f"early_{each}": format_lazy("{} {}", _("Kali pulang cepat dalam batas"), each) for each in STEPS},
    "unclocked": _("Tidak mengisi kehadiran masuk atau pulang (kali)"),
    "absent": _("Tidak masuk tanpa keterangan (hari)"),
    "leave_cut": _("Potongan semua hari cuti (persen)"),
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
        case "moved":
            return gettext(
                "%(days)s dari %(length)s hari pada jabatan lain, yang sebulan penuh memberi %(whole)s"
            ) % {
                "days": angka(of["days"] or 0, 0),
                "length": of["length"],
                "whole": rupiah(of["whole"]) or "–",
            }
        case "acting" if of["is_higher"]:
            return gettext("Selisih dengan TPP jabatan yang lebih tinggi: %(whole)s") % {
                "whole": rupiah(of["whole"]) or "–"
            }
        case "acting":
            return gettext("%(percent)s%% dari TPP jabatan yang dirangkap: %(whole)s") % {
                "percent": percent(of["share"]),
                "whole": rupiah(of["whole"]) or "–",
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


def counted(code: str, recap: Mapping[str, Any]) -> str:
    """What a recap counted behind a line: how often within each step."""
    told = [
        gettext("batas %(step)d: %(times)d kali") % {"step": step, "times": times}
        for step in STEPS
        if (times := recap.get(f"{code}_{step}"))
    ]
    return f" ({', '.join(told)})" if told else ""


def percent(value: float | None) -> str:
    """So many percent without zeros behind the comma; a dash for what is not known."""
    if value is None:
        return "–"
    return angka(value, 2).rstrip("0").rstrip(",.") if value != int(value) else angka(int(value))
