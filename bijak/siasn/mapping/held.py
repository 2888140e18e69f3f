"""What the national service holds of one person that an import can take in: where it is read, and as which file."""

import csv
import io
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

PHOTO_PATH = "/pns/photo/{siasn_id}"
PAPER_PATH = "/download-dok?{query}"
_DECREE_KEYS = ("skNomor", "nomorSk", "nomorIjasah")


@dataclass(frozen=True)
class History:
    """``kind``: the import that takes its rows."""

    name: str
    label: Any
    path: str
    kind: str


HISTORIES: Mapping[str, History] = {
    each.name: each
    for each in (
        History("golongan", _("Golongan"), "/pns/rw-golongan/{nip}", "rank_history"),
        History("jabatan", _("Jabatan"), "/pns/rw-jabatan/{nip}", "position_history"),
        History("pendidikan", _("Pendidikan"), "/pns/rw-pendidikan/{nip}", "education_history"),
        History("diklat", _("Diklat struktural"), "/pns/rw-diklat/{nip}", "programme_history"),
        History("kursus", _("Kursus dan pelatihan"), "/pns/rw-kursus/{nip}", "course_history"),
        History("skp", _("Penilaian SKP"), "/pns/rw-skp22/{nip}", "rating_history"),
        History("angka-kredit", _("Angka kredit"), "/pns/rw-angkakredit/{nip}", "credit_history"),
        History("penghargaan", _("Penghargaan"), "/pns/rw-penghargaan/{nip}", "award_history"),
        History("hukdis", _("Hukuman disiplin"), "/pns/rw-hukdis/{nip}", "sanction_history"),
        History("cltn", _("Cuti di luar tanggungan negara"), "/pns/rw-cltn/{nip}", "unpaid_leave_history"),
        History(
            "masa-kerja", _("Peninjauan masa kerja"), "/pns/rw-masakerja/{nip}", "service_credit_history"
        ),
        History("pemberhentian", _("Pemberhentian"), "/pns/rw-pemberhentian/{nip}", "separation_history"),
        History("pasangan", _("Suami atau istri"), "/pns/data-pasangan/{nip}", "family"),
        History("anak", _("Anak"), "/pns/data-anak/{nip}", "family"),
        History("orang-tua", _("Orang tua"), "/pns/data-ortu/{nip}", "parents"),
    )
}
"""Of months and quarters the service tells no month, so no import could take them. Further histories (DP3, older SKP,
moves between agencies) belong to no table of ours."""


def papers(rows: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Where the service keeps the paper of each row that names its decree or diploma: the path by the number."""
    found: dict[str, str] = {}
    for row in rows:
        number = next((str(row[key]).strip() for key in _DECREE_KEYS if row.get(key)), "")
        kept = row.get("path")
        listed = kept.values() if isinstance(kept, Mapping) else kept if isinstance(kept, list) else ()
        address = next(
            (each["dok_uri"] for each in listed if isinstance(each, Mapping) and each.get("dok_uri")), ""
        )
        if number and isinstance(address, str) and address:
            found.setdefault(number, PAPER_PATH.format(query=urlencode({"filePath": address})))
    return found


def as_table(rows: Sequence[Mapping[str, Any]], *, owner: tuple[str, str], owners: Collection[str]) -> bytes:
    """Rows of the service as a table in its own keys, parts of a part as ``ayah.nama``; what is no cell is left out.

    ``owner``: the header and number of whose rows they are, for answers that leave it out; ``owners``: the headers
    under which an answer may tell it.
    """
    flat = [dict(_cells(row)) for row in rows]
    headers = list(dict.fromkeys(key for row in flat for key in row))
    if not set(headers) & set(owners):
        header, number = owner
        headers.append(header)
        flat = [row | {header: number} for row in flat]
    written = io.StringIO()
    table = csv.DictWriter(written, headers, restval="", lineterminator="\n")
    table.writeheader()
    table.writerows(flat)
    return written.getvalue().encode()


def _cells(row: Mapping[str, Any], within: str = "") -> Iterator[tuple[str, str]]:
    for key, value in row.items():
        name = f"{within}{key}"
        if isinstance(value, Mapping) and not within and key != "path":
            yield from _cells(value, f"{name}.")
        elif isinstance(value, str | int | float):
            yield name, " ".join(str(value).replace("\0", " ").split())
        elif value is None:
            yield name, ""
