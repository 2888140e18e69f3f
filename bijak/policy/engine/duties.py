"""Whom a provision obliges to do what: "Badan wajib menyusun rencana." gives ("Badan", "menyusun rencana").

Read from the words, so a suggestion and no more: a person decides what becomes an activity.
"""

import re
from dataclasses import dataclass

_WHO = (
    r"(?:Kepala\s+|Setiap\s+|Para\s+)?"
    r"(?:BKPSDM|BKPSDMD|BKD|BPSDM|Badan|Dinas|Inspektorat|Sekretaris Daerah|Sekretariat Daerah|Bagian|Biro|Kecamatan"
    r"|Perangkat Daerah|Organisasi Perangkat Daerah|Unit Kerja|Pejabat Pembina Kepegawaian|Pejabat yang Berwenang"
    r"|Tim|Panitia|Wali ?[Kk]ota|Bupati|Gubernur|Camat|Lurah|Atasan)"
    r"(?:\s+(?!wajib|harus|bertanggung|bertugas|adalah|yang|di\b|me\w)[\w/-]+){0,6}?"
)
_DUTY = re.compile(
    rf"(?:^|(?<=[.;:]\s))(?P<who>{_WHO})\s+(?:wajib|harus|bertugas|bertanggung jawab(?:\s+atas)?)\s+(?P<what>[^.;:]+)",
    re.IGNORECASE,
)
_ACT = re.compile(
    rf"(?:^|(?<=[.;:]\s))(?P<who>{_WHO})\s+(?P<what>(?:menyusun|menyelenggarakan|mengumumkan|membentuk|melaporkan|menyiapkan"
    r"|mengevaluasi|melaksanakan|menganggarkan|melakukan|membangun|menyediakan|mengelola|mendata|memantau"
    r"|memberi(?:kan)?|menyosialisasikan|menetapkan|melatih)\b[^.;:]+)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Duty:
    who: str
    what: str


def duty(text: str) -> Duty | None:
    """The first duty that a provision's words lay on an office; None where they lay none."""
    line = " ".join(text.split())
    found = _DUTY.search(line) or _ACT.search(line)
    return Duty(found["who"].strip(), found["what"].strip(" ,")) if found else None
