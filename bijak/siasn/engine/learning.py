"""What people learned, how they were rated, and for what a few were punished.

Training is unequal on purpose, as it is in life: it depends on the unit, on how far out the unit lies, on the post, and
on who went last year.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from bijak.siasn.engine.careers import Positions
from bijak.siasn.engine.persons import Bools, Ints, Kind, Persons


@dataclass(frozen=True)
class Form:
    """A form of training: SIASN jenisDiklat id and name, certificate class, hours from and to, weight, subjects."""

    id: int
    name: str
    certificate: str
    hours: tuple[int, int]
    weight: float
    subjects: tuple[str, ...]


FORMS = (
    Form(9, "Seminar", "P", (2, 8), 0.22, ("Webinar Literasi Digital ASN", "Seminar Pelayanan Publik", "Webinar Core Values BerAKHLAK", "Seminar Nasional Inovasi Daerah")),
    Form(7, "Sosialisasi", "P", (2, 6), 0.10, ("Sosialisasi Disiplin Pegawai", "Sosialisasi Pengelolaan Kinerja", "Sosialisasi Pencegahan Gratifikasi")),
    Form(8, "Bimbingan Teknis", "T", (8, 24), 0.24, ("Bimbingan Teknis Penyusunan SKP", "Bimbingan Teknis Pengelolaan Keuangan Daerah", "Bimbingan Teknis Kearsipan Dinamis", "Bimbingan Teknis Aplikasi SIPD", "Bimbingan Teknis Penyusunan Laporan Kinerja")),
    Form(4, "Workshop", "P", (6, 16), 0.12, ("Workshop Implementasi Kurikulum", "Workshop Manajemen Risiko", "Workshop Standar Pelayanan", "Workshop Penanganan Pengaduan")),
    Form(3, "Diklat Teknis", "T", (20, 48), 0.14, ("Pelatihan Teknis Pelayanan Prima", "Pelatihan Teknis Pengadaan Barang/Jasa", "Pelatihan Teknis Analisis Data", "Pelatihan Penanggulangan Kegawatdaruratan")),
    Form(16, "E-Learning", "T", (4, 20), 0.13, ("E-Learning Manajemen ASN", "MOOC Orientasi PPPK", "E-Learning Keamanan Informasi", "E-Learning Kebijakan Publik")),
    Form(2, "Diklat Fungsional", "F", (24, 60), 0.03, ("Pelatihan Fungsional Penjenjangan", "Pelatihan Dasar Fungsional")),
    Form(23, "Komunitas Belajar (Community Of Practices)", "T", (2, 4), 0.02, ("Komunitas Belajar Bulanan",)),
)  # fmt: skip

ORGANISERS = (
    "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
    "Lembaga Administrasi Negara",
    "BPSDM Provinsi",
    "Kementerian Dalam Negeri",
    "Balai Besar Pelatihan Kesehatan",
    "Balai Guru Penggerak",
)

INITIAL_TRAINING_FROM = 540
"""2015: the initial training of CPNS (Latsar) in its present form."""

INITIAL_TRAINING_HOURS = 647
LEADERSHIP = {21: (4, 900), 22: (4, 900), 31: (3, 900), 32: (3, 900), 41: (2, 700), 42: (2, 700)}
"""SIASN latihanStruktural id and hours of the leadership programme for an echelon (hours: assumption)."""


@dataclass
class Trainings:
    """Trainings followed, sorted by person. ``form``: place in FORMS for courses; ``structural``: SIASN id for programmes."""

    person: Ints
    form: Ints
    subject: Ints
    structural: Ints
    hours: Ints
    start: np.ndarray
    end: np.ndarray
    organiser: Ints


@dataclass
class Ratings:
    """Yearly ratings; 1 above, 2 as expected, 3 below expectation (PermenPANRB 6/2022)."""

    person: Ints
    year: Ints
    results: Ints
    behaviour: Ints


@dataclass
class Sanctions:
    person: Ints
    kind: Ints
    start: np.ndarray
    months: Ints


PREDICATES = np.array([[1, 2, 4], [2, 2, 4], [3, 3, 5]])
"""SIASN kuadran by results (rows) and behaviour (columns), both above, as expected, below (PermenPANRB 6/2022)."""

SANCTION_WEIGHTS = {1: 0.36, 2: 0.24, 3: 0.12, 23: 0.10, 24: 0.05, 25: 0.06, 27: 0.04, 28: 0.03}
"""By SIASN jenisHukuman id (PP 94/2021); dismissals are left out, for the dismissed are not on the list (assumption)."""

SANCTION_MONTHS = {23: 6, 24: 9, 25: 12, 27: 12, 28: 12}
SANCTION_LEVELS = {1: "R", 2: "R", 3: "R", 23: "S", 24: "S", 25: "S", 27: "B", 28: "B"}


def train(
    agency: dict[str, Any], persons: Persons, positions: Positions, rng: np.random.Generator, *, on: date
) -> tuple[Trainings, Trainings]:
    """Structural programmes, and courses of two years and the running one; last year's share without any is the agency's."""
    programmes = _programmes(persons, positions, rng, on)
    pull = _pull(persons, rng)
    last = on.year - 1
    served = persons.appointed <= (last - 1970) * 12 + 10
    was_in_programme = np.zeros(len(persons), bool)
    was_in_programme[programmes.person[programmes.end.astype("datetime64[Y]").astype(int) + 1970 == last]] = (
        True
    )
    wanted = 1.0 - agency["untrained"]
    low, high = -8.0, 8.0
    for _step in range(50):
        level = (low + high) / 2
        reached = np.where(was_in_programme, 1.0, served / (1 + np.exp(-(pull + level)))).mean()
        low, high = (level, high) if reached < wanted else (low, level)
    years = [_courses(persons, pull + low, rng, year, on) for year in (last - 1, last, on.year)]
    return programmes, _joined(years)


def _joined(parts: list[Trainings]) -> Trainings:
    columns = [
        np.concatenate(column) for column in zip(*(vars(part).values() for part in parts), strict=True)
    ]
    order = np.lexsort((columns[5], columns[0]))
    return Trainings(*(column[order] for column in columns))


def _pull(persons: Persons, rng: np.random.Generator) -> np.ndarray:
    """How strongly training finds its way to a person: log odds."""
    units = persons.units
    offices = units.offices()
    of_office = rng.normal(0.0, 0.45, len(units))[offices]
    of_unit = rng.normal(0.0, 0.35, len(units)) - 1.7 * np.array(units.remoteness)
    own = rng.normal(0.0, 0.7, len(persons))
    return (
        (of_office + of_unit)[persons.unit]
        + own
        + 0.9 * persons.is_head
        + 0.35 * (persons.education >= 6)
        - 0.7 * (persons.kind == Kind.PART_TIME)
    )


def _courses(persons: Persons, pull: np.ndarray, rng: np.random.Generator, year: int, on: date) -> Trainings:
    first = np.datetime64(f"{year}-01-01")
    until = min(np.datetime64(on), np.datetime64(f"{year}-12-20"))
    elapsed = float((until - first).astype(int)) / 353
    goes = rng.random(len(persons)) < elapsed / (1 + np.exp(-pull))
    goes &= persons.appointed <= (year - 1970) * 12 + 10
    goers = np.flatnonzero(goes)
    times = 1 + rng.poisson(np.clip(1.0 * np.exp(0.45 * pull[goers]), 0.1, 4.0) * elapsed)
    person = np.repeat(goers, np.minimum(times, 7))
    size = len(person)
    weights = np.array([form.weight for form in FORMS])
    form = rng.choice(len(FORMS), size, p=weights / weights.sum())
    hours_from, hours_to = (np.array([f.hours[side] for f in FORMS])[form] for side in (0, 1))
    hours = hours_from + (rng.random(size) ** 1.3 * (hours_to - hours_from + 1)).astype(np.int64)
    duration = np.minimum(hours // 8, 9)
    earliest = np.maximum(first, (persons.appointed[person]).astype("datetime64[M]").astype("datetime64[D]"))
    room = np.maximum((until - earliest).astype(np.int64) - duration - 1, 0)
    start = earliest + (rng.random(size) * (room + 1)).astype(np.int64)
    return Trainings(
        person, form, rng.integers(0, 1 << 20, size), np.zeros(size, np.int64), hours, start, start + duration,
        rng.integers(0, len(ORGANISERS), size),
    )  # fmt: skip


def _programmes(persons: Persons, positions: Positions, rng: np.random.Generator, on: date) -> Trainings:
    """Initial training in the first year of a PNS since 2015; a leadership programme for three posts in four."""
    served_a_year = (on.year - 1970) * 12 + on.month - 1 - persons.appointed >= 10
    new = np.flatnonzero(persons.is_pns & (persons.appointed >= INITIAL_TRAINING_FROM) & served_a_year)
    rows = [
        (new, np.full(len(new), 8), np.full(len(new), INITIAL_TRAINING_HOURS), persons.appointed[new] + 4)
    ]
    for echelon, (structural, hours) in LEADERSHIP.items():
        held = np.flatnonzero((positions.echelon == echelon) & (rng.random(len(positions.person)) < 0.75))
        month = positions.day[held].astype("datetime64[M]").astype(np.int64) + rng.integers(3, 14, len(held))
        rows.append(
            (positions.person[held], np.full(len(held), structural), np.full(len(held), hours), month)
        )
    person, structural, hours, month = (np.concatenate(column) for column in zip(*rows, strict=True))
    start = month.astype("datetime64[M]").astype("datetime64[D]") + rng.integers(0, 20, len(month))
    end = start + 110
    done = end <= np.datetime64(on)
    _unique, first = np.unique((person * 16 + structural)[done], return_index=True)
    chosen = np.flatnonzero(done)[first]
    size = len(chosen)
    return Trainings(
        person[chosen], np.zeros(size, np.int64), np.zeros(size, np.int64), structural[chosen], hours[chosen], start[chosen],
        end[chosen], np.full(size, 1),
    )  # fmt: skip


def rate(persons: Persons, sanctions: Sanctions, rng: np.random.Generator, *, on: date) -> Ratings:
    """Ratings of the last two full years: nearly all "as expected", as in the published practice (shares: assumption)."""
    quality = rng.normal(0.0, 1.0, len(persons))
    rows = []
    for year in (on.year - 2, on.year - 1):
        person = np.flatnonzero(persons.appointed <= (year - 1970) * 12 + 5)
        score = 0.6 * quality[person, None] + 0.8 * rng.normal(0.0, 1.0, (len(person), 2))
        results = np.select([score[:, 0] > 0.95, score[:, 0] > -1.9], [1, 2], default=3)
        behaviour = np.select([score[:, 1] > 0.75, score[:, 1] > -2.4], [1, 2], default=3)
        punished = np.isin(
            person, sanctions.person[sanctions.start.astype("datetime64[Y]").astype(int) + 1970 == year]
        )
        behaviour[punished] = 3
        rows.append((person, np.full(len(person), year), results, behaviour))
    person, years, results, behaviour = (np.concatenate(column) for column in zip(*rows, strict=True))
    order = np.lexsort((years, person))
    return Ratings(person[order], years[order], results[order], behaviour[order])


def punish(persons: Persons, rng: np.random.Generator, *, on: date) -> Sanctions:
    """About one in three hundred was punished in the last three years (assumption: rare, mostly light)."""
    may: Bools = persons.is_pns & ((on.year - 1970) * 12 - persons.appointed > 24)
    person = np.flatnonzero(may & (rng.random(len(persons)) < 0.0045))
    weights = np.array(list(SANCTION_WEIGHTS.values()))
    kind = rng.choice(np.array(list(SANCTION_WEIGHTS)), len(person), p=weights / weights.sum())
    earliest = persons.appointed[person].astype("datetime64[M]").astype("datetime64[D]") + 400
    start = np.maximum(np.datetime64(on) - rng.integers(20, 3 * 365, len(person)), earliest)
    months = np.array([SANCTION_MONTHS.get(int(k), 0) for k in kind], np.int64)
    return Sanctions(person, kind, start, months)
