"""The lists that stand here: each is its columns, its order and its question."""

from contextlib import suppress
from dataclasses import replace

import numpy as np
import numpy.typing as npt
from django.utils.translation import gettext_lazy as _

from bijak.kernel.days import days_between, years_between
from bijak.kernel.records import Record
from bijak.kernel.terms import Basis, NotInForce
from bijak.lists import rules, texts
from bijak.lists.queries import cells
from bijak.lists.queries.cells import Noted
from bijak.lists.queries.narrowing import in_span, people
from bijak.lists.queries.posts import POSTS
from bijak.lists.registries import Asked, Column, ListKind, Roll, Span, Trained, leadership
from bijak.people import rules as aging
from bijak.people.queries.careers import Acting, Careers, acting

# DUK --------------------------------------------------------------------------------------------


def _seniority(rows: Careers, trained: Trained) -> rules.Keys:
    return rules.seniority(
        Record(
            {
                "rank": np.where(rows.rank_order == 0, np.nan, rows.rank_order),
                "rank_from": rows.rank_from,
                "echelon": _numbers(rows.echelon),
                "position_from": rows.position_from,
                "service": cells.service_months(rows),
                "training": trained.level,
                "trained_on": trained.passed_on,
                "education": _numbers(rows.education),
                "graduated": rows.graduated,
                "born_on": rows.born_on,
            }
        )
    )


def _numbers(codes: npt.NDArray[np.str_]) -> npt.NDArray[np.float64]:
    """Codes of the national tables, which are numbers; NaN for none."""
    held, places = np.unique(codes, return_inverse=True)
    return np.array([code or "nan" for code in held.tolist()], np.float64)[places]


def _duk(asked: Asked) -> Roll:
    known = people(asked, "pns")
    return Roll(known[rules.by_seniority(_seniority(known, leadership.of(known)))], texts.DUK_NOTES)


def _why(rows: Careers) -> list[str]:
    trained = leadership.of(rows)
    said = {
        "rank": rows.rank_titles,
        "rank_from": cells.days(rows.rank_from),
        "echelon": rows.echelons,
        "position_from": cells.days(rows.position_from),
        "service": cells.service_months(rows).tolist(),
        "training": trained.names,
        "trained_on": cells.days(trained.passed_on),
        "education": rows.education_levels,
        "graduated": cells.years(rows),
        "born_on": cells.days(rows.born_on),
    }
    return [
        texts.why(
            criterion,
            name=below.full_name,
            own=said[criterion][place] if criterion else None,
            other=said[criterion][place + 1] if criterion else None,
        )
        for place, (criterion, below) in enumerate(
            zip(rules.decisive(_seniority(rows, trained)), rows.faces[1:], strict=True)
        )
    ]


TRAINING = Column(
    code="latihan", label=_("Latihan jabatan"), cells=lambda rows: leadership.of(rows).names, width=2,
    is_shown=False,
)  # fmt: skip

DUK = ListKind(
    code="duk",
    label=_("Daftar Urut Kepangkatan (DUK)"),
    heading=_("Daftar Urut Kepangkatan Pegawai Negeri Sipil"),
    purpose=texts.DUK_PURPOSE,
    basis=Basis("PP 15/1979", "tentang Daftar Urut Kepangkatan Pegawai Negeri Sipil"),
    ask=_duk,
    columns=(
        cells.NAME, cells.NIP, cells.RANK_TITLE, cells.RANK_FROM, cells.POSITION, cells.ECHELON,
        cells.POSITION_FROM, cells.SERVICE, TRAINING, cells.EDUCATION, cells.GRADUATED, cells.AGE,
        replace(cells.BORN_ON, is_shown=False), replace(cells.UNIT, is_shown=False),
        cells.STUDIED, replace(cells.RANK, is_shown=False), cells.SERVED_FROM, cells.SEX,
    ),
    why=_why,
    order=10,
)  # fmt: skip


# Everyone ---------------------------------------------------------------------------------------


def _everyone(asked: Asked) -> Roll:
    known = people(asked)
    return Roll(known[np.argsort(known.alphabet)])


ACTIVE = ListKind(
    code="aktif",
    label=_("Pegawai aktif"),
    purpose=_("Siapa yang bekerja di sini pada suatu hari, menurut saringan apa pun."),
    ask=_everyone,
    columns=(
        cells.NAME, cells.NIP, cells.KIND, cells.RANK, cells.POSITION, cells.UNIT, cells.EDUCATION,
        replace(cells.AGE, is_shown=False), cells.SEX, cells.RANK_TITLE, cells.RANK_FROM, cells.ECHELON,
        cells.POSITION_FROM, cells.SERVED_FROM, cells.STUDIED, cells.RETIRES,
    ),
    order=20,
)  # fmt: skip


# Retirement -------------------------------------------------------------------------------------


def _retirements(asked: Asked) -> Roll:
    known = people(asked)
    unknown = int(np.isnat(known.retires).sum())
    due = known[in_span(known.retires, asked)]
    notes = [texts.RETIREMENT_NOTE] + ([texts.unknown_retirements(unknown)] if unknown else [])
    return Roll(due[np.lexsort([due.alphabet, due.retires])], notes)


def _age_bases(rows: Careers) -> list[str]:
    """What says until what age each works."""
    terms = aging.TERMS.on(rows.on)
    said = {"functional": str(texts.REFERENCE_AGE)}
    for kind, term in _AGES.items():
        with suppress(NotInForce):
            said[kind] = texts.basis(terms.basis(term))
    return [said.get(kind, "") for kind in rows.position_kind.tolist()]


_AGES = {"structural": "retirement_age_administrator", "executor": "retirement_age_executor"}
"""Who leads more, till a higher age, does so by the same article."""

RETIREMENTS = ListKind(
    code="pensiun",
    label=_("Pensiun"),
    heading=_("Pegawai yang Mencapai Batas Usia Pensiun"),
    purpose=_("Siapa yang mencapai batas usia pensiun, kapan, dan atas dasar apa."),
    basis=Basis("UU 20/2023", "Pasal 55"),
    ask=_retirements,
    span=Span(label=_("TMT pensiun"), months=12),
    columns=(
        replace(cells.RETIRES, is_shown=True), cells.NAME, cells.NIP, cells.BORN_ON,
        Column(
            code="bup", label=_("Batas usia"), width=1.2,
            # The day is the first of the month after the birthday, so the age on it is the age that counts.
            cells=lambda rows: cells.ages(rows, rows.retires),
        ),
        Column(
            code="dasar", label=_("Dasar batas usia"), width=2.6,
            cells=_age_bases,
        ),
        cells.RANK, cells.POSITION, cells.UNIT, cells.KIND, cells.SEX,
    ),
    order=30,
)  # fmt: skip


# Birthdays --------------------------------------------------------------------------------------


def _birthdays(asked: Asked) -> Roll:
    known = people(asked)
    birthdays = rules.next_birthday(known.born_on, np.datetime64(asked.since)).values
    among = Noted(known, birthdays)[in_span(birthdays, asked)]
    return Roll(among[np.lexsort([among.who.alphabet, among.value])])


BIRTHDAYS = ListKind(
    code="ulang-tahun",
    label=_("Ulang tahun"),
    heading=_("Hari Ulang Tahun Pegawai"),
    purpose=_("Siapa yang berulang tahun, untuk disapa oleh atasan dan unitnya."),
    ask=_birthdays,
    span=Span(label=_("Ulang tahun"), months=1),
    columns=(
        Column(
            code="ulang_tahun", label=_("Hari"), cells=lambda rows: cells.days(rows.value),
            key=lambda rows: rows.value, width=1.6,
        ),
        *cells.of_who(cells.NAME),
        Column(
            code="menjadi", label=_("Menjadi"), cells=lambda rows: cells.ages(rows.who, rows.value), width=1,
        ),
        *cells.of_who(cells.POSITION, cells.UNIT, cells.KIND, cells.SEX),
    ),
    order=40,
)  # fmt: skip


# Contracts --------------------------------------------------------------------------------------


def _contracts(asked: Asked) -> Roll:
    known = people(asked, "pppk", "pppk_part_time")
    last_days = known.kind_until - np.timedelta64(1, "D")
    due = known[in_span(last_days, asked)]
    open_ended = int(np.isnat(last_days).sum())
    return Roll(
        due[np.lexsort([due.alphabet, due.kind_until])],
        [texts.unknown_contracts(open_ended)] if open_ended else [],
    )


CONTRACTS = ListKind(
    code="kontrak-berakhir",
    label=_("Perjanjian kerja yang berakhir"),
    heading=_("PPPK yang Perjanjian Kerjanya Berakhir"),
    purpose=_("PPPK yang perjanjian kerjanya berakhir, agar perpanjangan diputuskan pada waktunya."),
    ask=_contracts,
    span=Span(label=_("Berakhir"), months=6),
    columns=(
        Column(
            code="berakhir", label=_("Hari terakhir"), width=1.6,
            cells=lambda rows: cells.days(rows.kind_until - np.timedelta64(1, "D")),
            key=lambda rows: rows.kind_until,
        ),
        cells.NAME, cells.NIP, cells.KIND,
        Column(
            code="mulai", label=_("Mulai"), cells=lambda rows: cells.days(rows.kind_from),
            key=lambda rows: rows.kind_from, width=1.6,
        ),
        cells.RANK, cells.POSITION, cells.UNIT, cells.SERVED_FROM, cells.RETIRES,
    ),
    order=50,
)  # fmt: skip


# Service medal ----------------------------------------------------------------------------------

_MEDALS = {"201": "medal_years_bronze", "202": "medal_years_silver", "203": "medal_years_gold"}
"""Satyalancana Karya Satya in the national table of awards, and the term that says after how many years."""


def _medals(asked: Asked) -> Roll:
    known = people(asked, "cpns", "pns")
    terms = rules.TERMS.on(asked.on)
    try:
        years = np.array([0, *(getattr(terms, term) for term in _MEDALS.values())])
    except NotInForce as fault:
        return Roll(Noted(known, np.zeros(len(known)))[np.zeros(0, np.intp)], [str(fault)])
    record = Record(
        {
            "served_from": known.served_from,
            "interrupted_until": known.interrupted_until,
            "held": years[known.awarded(list(_MEDALS))],
        }
    )
    medal = rules.service_medal(record, terms, on=np.datetime64(asked.on))
    among = Noted(known, medal.values)[~medal.unknown & (medal.values > 0)]
    said = (texts.medal_term(rules.TERMS[term].label, terms.basis(term)) for term in _MEDALS.values())
    return Roll(
        among[np.lexsort([among.who.alphabet, among.who.served_from, -among.value])],
        [texts.MEDAL_NOTE, *said],
    )


MEDALS = ListKind(
    code="satyalancana",
    label=_("Calon penerima Satyalancana Karya Satya"),
    purpose=_("Siapa yang masa kerjanya cukup untuk diusulkan, dan belum menerima."),
    basis=Basis("PP 35/2010", "tentang Pelaksanaan UU 20/2009"),
    # Who is missing from it was sanctioned, perhaps.
    permission="people.view_sensitive",
    ask=_medals,
    columns=(
        Column(
            code="tanda", label=_("Satyalancana"), width=1.4, key=lambda rows: rows.value,
            cells=lambda rows: [texts.medal(years) for years in rows.value.tolist()],
        ),
        *cells.of_who(cells.NAME, cells.NIP, replace(cells.SERVED_FROM, is_shown=True)),
        Column(
            code="lama", label=_("Masa kerja"), width=1.2, key=lambda rows: -rows.who.served_from.astype(np.int64),
            cells=lambda rows: years_between(rows.who.served_from, np.datetime64(rows.who.on)).values.tolist(),
        ),
        *cells.of_who(cells.RANK, cells.POSITION, cells.UNIT),
        Column(
            code="periksa", label=_("Perlu diperiksa"), width=2,
            cells=lambda rows: [
                str(texts.UNCLEAR_SANCTION) if unclear else "" for unclear in rows.who.has_unclear_sanction.tolist()
            ],
        ),
    ),
    order=60,
)  # fmt: skip


# Acting -----------------------------------------------------------------------------------------


def _acting(asked: Asked) -> Roll:
    return Roll(acting(people(asked)), [texts.ACTING_NOTE])


def _days_acting(rows: Acting) -> np.ndarray:
    return days_between(rows.from_on, np.datetime64(rows.who.on)).values


ACTING = ListKind(
    code="plt-plh",
    label=_("Plt., Plh., dan Pj."),
    heading=_("Pelaksana Tugas, Pelaksana Harian, dan Penjabat"),
    purpose=_("Siapa yang merangkap pekerjaan jabatan lain, sejak kapan, dan sudah berapa lama."),
    ask=_acting,
    columns=(
        *cells.of_who(cells.NAME, cells.NIP),
        Column(
            code="penugasan", label=_("Penugasan"), cells=lambda rows: rows.assignments,
            key=lambda rows: rows.assignment,
        ),
        Column(code="pada", label=_("Jabatan yang dirangkap"), cells=lambda rows: rows.title.tolist(), width=3),
        Column(code="di", label=_("Di unit"), cells=lambda rows: rows.units, width=3),
        Column(
            code="sejak", label=_("Sejak"), cells=lambda rows: cells.days(rows.from_on),
            key=lambda rows: rows.from_on, width=1.6,
        ),
        Column(
            code="lama", label=_("Hari"), cells=lambda rows: _days_acting(rows).tolist(), key=_days_acting, width=0.9,
        ),
        *cells.of_who(replace(cells.POSITION, is_shown=False), replace(cells.RANK, is_shown=False)),
    ),
    order=70,
)  # fmt: skip


STANDING = (DUK, ACTIVE, RETIREMENTS, BIRTHDAYS, CONTRACTS, MEDALS, ACTING, POSTS)
