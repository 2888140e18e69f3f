"""The organisation: a tree of units with their heads' posts, and how many people work in each."""

from collections import Counter
from dataclasses import dataclass, field
from itertools import cycle, islice
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import numpy as np
import numpy.typing as npt

from bijak.siasn.engine import catalogue

HEADS_AT_MOST = 0.12
"""Of all people. Nationally 5.7 % hold a structural post (BKN, Nov 2025); a small region needs its offices, too."""

VACANT_POSTS = 0.05
"""Share of middle posts without a holder (assumption)."""


@dataclass
class Units:
    """Units in an order in which parents come first. ``echelon`` 0: the unit has no structural post."""

    names: list[str] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    echelons: list[int] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    profiles: list[str] = field(default_factory=list)
    families: list[tuple[str, ...]] = field(default_factory=list)
    remoteness: list[float] = field(default_factory=list)
    shares: list[float] = field(default_factory=list)
    siasn_ids: list[str] = field(default_factory=list)

    def add(
        self,
        name: str,
        parent: int,
        *,
        share: float = 0.0,
        head: str = "",
        echelon: int = 0,
        profile: str = "office",
        families: tuple[str, ...] = (),
        remoteness: float = 0.0,
    ) -> int:
        self.names.append(name)
        self.heads.append(head)
        self.echelons.append(echelon)
        self.parents.append(parent)
        self.profiles.append(profile)
        self.families.append(families)
        self.remoteness.append(remoteness)
        self.shares.append(share)
        path = f"{self.siasn_ids[parent]}/{name}" if parent >= 0 else name
        self.siasn_ids.append(uuid5(NAMESPACE_URL, f"bijak:unor:{path}").hex.upper())
        return len(self.names) - 1

    def __len__(self) -> int:
        return len(self.names)

    def offices(self) -> npt.NDArray[np.int64]:
        """For each unit the office (child of the root) above it."""
        office = np.arange(len(self))
        for index, parent in enumerate(self.parents):
            if parent > 0:
                office[index] = office[parent]
        return office


@dataclass(frozen=True)
class Staffing:
    """Where the people are: for each person the unit, and whether she heads it."""

    units: Units
    unit: npt.NDArray[np.int64]
    is_head: npt.NDArray[np.bool_]


def staff(code: str, people: int, rng: np.random.Generator) -> Staffing:
    """The units of an agency at the size of ``people``, and one place for each person."""
    units = _build(catalogue.agency(code), people, rng)
    echelons = np.array(units.echelons)
    posts = np.flatnonzero(echelons)
    posts = posts[np.argsort(echelons[posts], kind="stable")][: max(1, int(people * HEADS_AT_MOST))]
    posts = posts[(echelons[posts] < 31) | (rng.random(len(posts)) >= VACANT_POSTS)]
    counts = _apportion(np.array(units.shares), people - len(posts))
    unit = np.concatenate([posts, np.repeat(np.arange(len(units)), counts)])
    is_head = np.arange(people) < len(posts)
    return _without_empty(units, unit, is_head)


def _apportion(shares: npt.NDArray[np.float64], total: int) -> npt.NDArray[np.int64]:
    """Whole numbers in proportion to the shares, adding up to the total (largest remainders)."""
    exact = shares / shares.sum() * total
    counts = exact.astype(np.int64)
    counts[np.argsort(counts - exact, kind="stable")[: total - counts.sum()]] += 1
    return counts


def _without_empty(units: Units, unit: npt.NDArray[np.int64], is_head: npt.NDArray[np.bool_]) -> Staffing:
    """Leave out schools and sections in which nobody works, and that lead to nobody."""
    people = np.bincount(unit, minlength=len(units))
    for index in range(len(units) - 1, 0, -1):
        people[units.parents[index]] += people[index]
    kept = [i for i in range(len(units)) if people[i] or 0 < units.echelons[i] <= 31 or i == 0]
    place = {old: new for new, old in enumerate(kept)}
    left = Units()
    for old in kept:
        left.names.append(units.names[old])
        left.heads.append(units.heads[old])
        left.echelons.append(units.echelons[old])
        left.parents.append(place[units.parents[old]] if units.parents[old] >= 0 else -1)
        left.profiles.append(units.profiles[old])
        left.families.append(units.families[old])
        left.remoteness.append(units.remoteness[old])
        left.shares.append(units.shares[old])
        left.siasn_ids.append(units.siasn_ids[old])
    renumbered = np.full(len(units), -1)
    renumbered[kept] = np.arange(len(kept))
    return Staffing(left, renumbered[unit], is_head)


def _build(agency: dict[str, Any], people: int, rng: np.random.Generator) -> Units:
    units = Units()
    root = units.add(agency["name"], -1)
    is_province = agency["kind"] == "provinsi"
    _secretariat(units, root, agency, is_province)
    offices = _offices(units, root, agency, is_province)
    districts = _districts(units, root, agency)
    for network in agency["network"]:
        _network(units, offices[network["office"]], network, districts, people, rng)
    return units


def _weights(agency: dict[str, Any]) -> float:
    return float(
        agency["secretariat"]["weight"] + sum(office.get("weight", 1.0) for office in agency["office"])
    )


def _secretariat(units: Units, root: int, agency: dict[str, Any], is_province: bool) -> None:
    plan = agency["secretariat"]
    share = agency["shares"]["offices"] * plan["weight"] / _weights(agency)
    families = tuple(plan["families"])
    top = units.add(plan["name"], root, head=plan["head"], echelon=plan["echelon"])
    for name in plan["advisers"]:
        units.add(name, top, head=name, echelon=22)
    assistants = [
        units.add(name, top, head=name, echelon=21 if is_province else 22) for name in plan["assistants"]
    ]
    for name, assistant in zip(plan["divisions"], cycle(assistants), strict=False):
        division = units.add(
            name,
            assistant,
            head=f"Kepala {name}",
            echelon=22 if is_province else 31,
            share=0.8 * share / len(plan["divisions"]),
            families=families,
        )
        section = f"Subbagian Tata Usaha {name.removeprefix('Bagian ').removeprefix('Biro ')}"
        units.add(
            section,
            division,
            head=f"Kepala {section}",
            echelon=41,
            share=0.2 * share / len(plan["divisions"]),
        )


def _offices(units: Units, root: int, agency: dict[str, Any], is_province: bool) -> dict[str, int]:
    places = {}
    cities = [(city["name"], city["remoteness"]) for city in agency.get("city", ())]
    for plan in agency["office"]:
        share = agency["shares"]["offices"] * plan.get("weight", 1.0) / _weights(agency)
        branches = (
            [(f"{plan['city_branch']} {city}", far) for city, far in cities] if "city_branch" in plan else []
        )
        central = share * (0.35 if branches else 1.0)
        office = _office(units, root, plan, central, is_province)
        for name, far in branches:
            units.add(
                name,
                office,
                head=f"Kepala {name}",
                echelon=31,
                share=(share - central) / len(branches),
                profile=plan.get("profile", "office"),
                families=tuple(plan["families"]),
                remoteness=far,
            )
        places[plan["name"]] = office
    return places


def _office(units: Units, root: int, plan: dict[str, Any], share: float, is_province: bool) -> int:
    name = plan["name"]
    office = units.add(name, root, head=plan.get("head", f"Kepala {name}"), echelon=21 if is_province else 22)
    # The council's own office is a secretariat: it has none below it.
    above = office
    if not name.startswith("Sekretariat"):
        above = units.add(
            f"Sekretariat {name}", office, head=f"Sekretaris {name}", echelon=31, share=0.06 * share
        )
    for section in ("Subbagian Umum dan Aparatur", "Subbagian Perencanaan dan Keuangan"):
        full = f"{section} {name}"
        units.add(full, above, head=f"Kepala {full}", echelon=41, share=0.10 * share)
    for section in plan["sections"]:
        units.add(
            section,
            office,
            head=section if section.startswith("Inspektur") else f"Kepala {section}",
            echelon=31 if is_province or section.startswith("Inspektur") else 32,
            share=0.74 * share / len(plan["sections"]),
            profile=plan.get("profile", "office"),
            families=tuple(plan["families"]),
        )
    return office


def _districts(units: Units, root: int, agency: dict[str, Any]) -> list[dict[str, Any]]:
    """Kecamatan with their kelurahan; under the administrative cities where there are such."""
    plans = [dict(district, parent=root) for district in agency.get("district", ())]
    for city in agency.get("city", ()):
        kind, _blank, rest = city["name"].partition(" ")
        leader = "Bupati" if kind == "Kabupaten" else "Wali Kota"
        office = units.add(
            city["name"], root, head=f"{leader} {rest}", echelon=21, remoteness=city["remoteness"]
        )
        plans += [
            {"name": name, "remoteness": city["remoteness"], "villages": villages, "parent": office}
            for name, *villages in city["districts"]
        ]
    cells = sum(2 + len(plan["villages"]) for plan in plans)
    each = agency["shares"]["districts"] / cells
    for plan in plans:
        _district(units, plan, each)
    return plans


def _district(units: Units, plan: dict[str, Any], each: float) -> None:
    name, far = plan["name"], plan["remoteness"]
    place: dict[str, Any] = {"profile": "district", "remoteness": far}
    district = units.add(f"Kecamatan {name}", plan["parent"], head=f"Camat {name}", echelon=31, **place)
    secretariat = units.add(
        f"Sekretariat Kecamatan {name}",
        district,
        head=f"Sekretaris Kecamatan {name}",
        echelon=32,
        share=0.6 * each,
        **place,
    )
    section = f"Subbagian Umum dan Keuangan Kecamatan {name}"
    units.add(section, secretariat, head=f"Kepala {section}", echelon=42, share=0.4 * each, **place)
    for duty in ("Pemerintahan", "Ketenteraman dan Ketertiban Umum", "Pelayanan dan Pemberdayaan Masyarakat"):
        section = f"Seksi {duty} Kecamatan {name}"
        units.add(section, district, head=f"Kepala {section}", echelon=41, share=each / 3, **place)
    for village in plan["villages"]:
        office = units.add(
            f"Kelurahan {village}", district, head=f"Lurah {village}", echelon=41, share=0.5 * each, **place
        )
        units.add(
            f"Sekretariat Kelurahan {village}",
            office,
            head=f"Sekretaris Kelurahan {village}",
            echelon=42,
            share=0.2 * each,
            **place,
        )
        section = f"Seksi Pemerintahan dan Pelayanan Kelurahan {village}"
        units.add(section, office, head=f"Kepala {section}", echelon=42, share=0.3 * each, **place)


def _network(
    units: Units,
    office: int,
    plan: dict[str, Any],
    districts: list[dict[str, Any]],
    people: int,
    rng: np.random.Generator,
) -> None:
    """Schools, clinics and hospitals, dealt out over the districts; their sizes differ by about a third."""
    count = 1 if plan.get("single") else max(1, round(people * plan["share"] / plan["size"]))
    places = [(d["name"], v, d["remoteness"]) for d in districts for v in d["villages"] or [d["name"]]]
    if "{village}" not in plan["unit"]:
        places = [(d["name"], d["name"], d["remoteness"]) for d in districts]
    sizes = rng.lognormal(0.0, 0.33, count)
    sizes *= plan["share"] / sizes.sum()
    of_district = "{n" in plan["unit"] and ("{district}" in plan["unit"] or "{village}" in plan["unit"])
    seen: Counter[str] = Counter()
    for number, (share, (district, village, far)) in enumerate(
        zip(sizes, islice(cycle(places), count), strict=True), start=1
    ):
        key = village if "{village}" in plan["unit"] else district
        seen[key] += 1
        name = plan["unit"].format(n=seen[key] if of_district else number, district=district, village=village)
        if not of_district and "{n" not in plan["unit"] and seen[key] > 1:
            name = f"{name} {seen[key]}"
        units.add(
            name,
            office,
            share=float(share),
            head=f"{plan['head']} {name}" if "head" in plan else "",
            echelon=plan.get("echelon", 0),
            profile=plan["profile"],
            remoteness=0.1 if plan.get("single") else far,
        )
