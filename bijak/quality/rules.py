"""What is wrong in a person's records, or looks wrong: each rule over one person or a column of all.

A rule answers whether something *is wrong*; where a fact is not known it says so, and nothing is found. Sentences about
each rule are in ``texts.py``; what it measures by is in ``terms.toml``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from types import MappingProxyType

from bijak.kernel import ranks, terms
from bijak.kernel.columns import Column, Truth, column, look_up, no, truth, where
from bijak.kernel.days import add_months, years_between
from bijak.kernel.records import Record
from bijak.kernel.terms import Basis, NotInForce, Terms

TERMS = terms.load(Path(__file__).parent / "terms.toml")


class Severity(IntEnum):
    """How much depends on it: a decision about the person would come out wrong, might, or would be hard to prove."""

    NOTICE = 1
    WARNING = 2
    ERROR = 3


@dataclass(frozen=True)
class Rule:
    """``topic``: where it is mended, "identity" or a history of the person page.

    ``shows``: the facts told with a finding; ``hides``: facts that it looks at and does not tell, such as a NIK. What
    was declared right stays so until one of either changes. ``measures``: the terms it measures by.
    """

    code: str
    severity: Severity
    topic: str
    is_wrong: Callable[[Record, Terms], Truth]
    shows: tuple[str, ...] = ()
    hides: tuple[str, ...] = ()
    law: Basis | None = None
    measures: tuple[str, ...] = ()

    def bases(self, in_force: Terms) -> list[Basis]:
        """The law behind it on a day, each once."""
        found = [self.law] if self.law else []
        for code in self.measures:
            basis = in_force.basis(code)
            if all((basis.law, basis.article) != (each.law, each.article) for each in found):
                found.append(basis)
        return found


PPPK_GRADES = 100
"""From here on an order of rank is that of a PPPK grade; the two scales are not compared."""

PNS, PPPK = ("cpns", "pns"), ("pppk", "pppk_part_time")

ECHELON_POSTS = MappingProxyType(
    {
        "10": "i_a", "11": "i_a", "12": "i_b", "21": "ii_a", "22": "ii_b", "31": "iii_a", "32": "iii_b",
        "41": "iv_a", "42": "iv_b", "51": "v", "52": "v",
    }
)  # fmt: skip
"""The post by the national code of the echelon, as the terms name it."""

LEVEL_POSTS = MappingProxyType(
    {
        word.replace("_", " "): word
        for word in (
            *("pemula", "terampil", "mahir", "penyelia"),
            *("ahli_pertama", "ahli_muda", "ahli_madya", "ahli_utama"),
        )
    }
)
"""The post by the level that a functional title ends with."""

BANDS = tuple(f"band_{post}" for post in sorted({*ECHELON_POSTS.values(), *LEVEL_POSTS.values()}))

_EDUCATION = {
    "education_high_leader": ("i_a", "i_b", "ii_a", "ii_b"),
    "education_administrator": ("iii_a", "iii_b"),
    "education_supervisor": ("iv_a", "iv_b"),
    "education_expert": ("ahli_pertama", "ahli_muda", "ahli_madya", "ahli_utama"),
    "education_skilled": ("pemula", "terampil", "mahir", "penyelia"),
}


def post_of(kind: str, echelon: str, title: str) -> str:
    """What the terms call a post; "" where neither its echelon nor its title tells."""
    if kind == "structural":
        return ECHELON_POSTS.get(echelon, "")
    words = title.casefold().split()
    if kind != "functional" or not words:
        return ""
    return LEVEL_POSTS.get(" ".join(words[-2:]), "") or LEVEL_POSTS.get(words[-1], "")


def band(post: Column, terms: Terms, end: int) -> Column:
    """The lowest (0) or highest (-1) rank that goes with a post, as the order of ranks."""
    bounds: dict[str, int] = {}
    for term in BANDS:
        try:
            grade = getattr(terms, term).split("-")[end]
        except NotInForce:
            continue
        bounds[term.removeprefix("band_")] = int(ranks.by_grade(grade).code)
    return look_up(bounds, post)


def least_education(post: Column, terms: Terms) -> Column:
    """The lowest level of education with which one holds a post, as the number of its code."""
    least = {each: int(getattr(terms, term)) for term, posts in _EDUCATION.items() for each in posts}
    return look_up(least, post)


def _below_band(record: Record, terms: Terms) -> Truth:
    return truth(record.kind.among(PNS) & (record.rank_order < band(record.post, terms, 0)))


def _above_band(record: Record, terms: Terms) -> Truth:
    is_rank = record.rank_order < PPPK_GRADES
    return truth(record.kind.among(PNS) & is_rank & (record.rank_order > band(record.post, terms, -1)))


def _too_little_education(record: Record, terms: Terms) -> Truth:
    return truth(record.education_level < least_education(record.post, terms))


def _age(record: Record) -> Column:
    return column(years_between(record.born_on, record.appointed_on))


def _too_young(record: Record, terms: Terms) -> Truth:
    least = where(record.kind.among(PPPK), terms.contract_age_minimum, terms.appointment_age_minimum)
    return _age(record) < least


def _too_old(record: Record, terms: Terms) -> Truth:
    return truth(record.kind.among(PNS) & (_age(record) > terms.appointment_age_maximum))


def _contract_over(record: Record, terms: Terms) -> Truth:
    """By the end that is on record; where there is none, by the longest that a contract may last."""
    years = where(record.kind == "pppk_part_time", terms.contract_part_time, terms.contract_longest)
    is_over = record.contract_ends_on < record.today
    is_too_old = add_months(record.kind_from, years * 12) <= record.today
    has_end = record.has_contract_end
    return truth(record.kind.among(PPPK) & (has_end & is_over | no(has_end) & is_too_old))


def _probation_over(record: Record, terms: Terms) -> Truth:
    return truth(
        (record.kind == "cpns") & (add_months(record.kind_from, terms.probation_longest) <= record.today)
    )


def _number_of_another_kind(record: Record, terms: Terms) -> Truth:
    return truth(
        record.nip_is_pppk & record.kind.among(PNS) | no(record.nip_is_pppk) & record.kind.among(PPPK)
    )


def _rank_of_another_kind(record: Record, terms: Terms) -> Truth:
    is_grade = record.rank_order >= PPPK_GRADES
    return truth(is_grade & record.kind.among(PNS) | no(is_grade) & record.kind.among(PPPK))


_NIP = Basis("Perka BKN 22/2007", "Lampiran", verified=True)
_NIK = Basis("Tata letak NIK", "praktik yang lazim", verified=False)
_DISCIPLINE = Basis("PP 53/2010 jo. PP 94/2021", "jenis hukuman", verified=False)
_ENDING = Basis("UU 20/2023", "Pasal 55", verified=False)

ERROR, WARNING, NOTICE = Severity.ERROR, Severity.WARNING, Severity.NOTICE

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        rule.code: rule
        for rule in (
            # Who she is -------------------------------------------------------------------------
            Rule("nip_birth", ERROR, "identity", lambda r, t: r.nip_born_on != r.born_on,
                 ("nip_born_on", "born_on"), ("nip",), _NIP),
            Rule("nip_sex", ERROR, "identity", lambda r, t: r.nip_sex != r.sex,
                 ("nip_sex", "sex"), ("nip",), _NIP),
            Rule("nip_appointed", WARNING, "employment", lambda r, t: r.nip_appointed != r.appointed,
                 ("nip_appointed", "appointed_on"), ("nip",), _NIP),
            Rule("nip_kind", ERROR, "employment", _number_of_another_kind, ("kind",), ("nip",), _NIP),
            Rule("name_signs", NOTICE, "identity", lambda r, t: r.name_has_signs, ("name",)),
            Rule("nik_missing", WARNING, "identity", lambda r, t: no(r.has_nik), law=_NIK),
            Rule("nik_layout", WARNING, "identity", lambda r, t: r.has_nik & no(r.nik_is_read),
                 hides=("nik",), law=_NIK),
            Rule("nik_birth", WARNING, "identity", lambda r, t: (r.nik_born != r.born) | (r.nik_sex != r.sex),
                 ("born_on", "sex"), ("nik",), _NIK),
            Rule("nik_shared", ERROR, "identity", lambda r, t: r.nik_is_shared, hides=("nik",), law=_NIK),
            Rule("nik_refused", WARNING, "identity", lambda r, t: no(r.nik_is_valid), hides=("nik",), law=_NIK),
            # As what she is employed ------------------------------------------------------------
            Rule("kind_missing", ERROR, "employment", lambda r, t: no(r.has_kind)),
            Rule("appointed_young", WARNING, "employment", _too_young, ("born_on", "appointed_on"),
                 measures=("appointment_age_minimum", "contract_age_minimum")),
            Rule("appointed_old", NOTICE, "employment", _too_old, ("born_on", "appointed_on"),
                 measures=("appointment_age_maximum",)),
            Rule("contract_over", WARNING, "employment", _contract_over, ("kind", "kind_from", "contract_ends_on"),
                 measures=("contract_longest", "contract_part_time")),
            Rule("probation_over", WARNING, "employment", _probation_over, ("kind_from",),
                 measures=("probation_longest",)),
            Rule("retirement_past", ERROR, "standing", lambda r, t: r.retires_on <= r.today, ("retires_on",),
                 law=_ENDING),
            Rule("separated_active", ERROR, "standing", lambda r, t: r.separated_on <= r.today, ("separated_on",)),
            Rule("leave_active", WARNING, "standing",
                 lambda r, t: (r.leave_from <= r.today) & (r.leave_until > r.today), ("leave_from",)),
            # Her rank ---------------------------------------------------------------------------
            Rule("rank_missing", ERROR, "rank", lambda r, t: no(r.has_rank) & (r.kind != "pppk_part_time"), ("kind",)),
            Rule("rank_kind", ERROR, "rank", _rank_of_another_kind, ("kind", "rank_code")),
            Rule("rank_sank", ERROR, "rank", lambda r, t: r.rank_sank,
                 ("rank_sank_from", "rank_sank_to", "rank_sank_on"), law=_DISCIPLINE),
            Rule("rank_early", WARNING, "rank", lambda r, t: r.rank_from < r.appointed_on,
                 ("rank_from", "appointed_on")),
            Rule("rank_below_post", NOTICE, "rank", _below_band, ("rank_code", "position_title"), measures=BANDS),
            Rule("rank_above_post", NOTICE, "rank", _above_band, ("rank_code", "position_title"), measures=BANDS),
            # Her position -----------------------------------------------------------------------
            Rule("position_missing", ERROR, "position", lambda r, t: no(r.has_position)),
            Rule("unit_closed", ERROR, "position", lambda r, t: r.unit_is_closed, ("position_title", "position_from")),
            Rule("unit_later", WARNING, "position", lambda r, t: no(r.unit_existed),
                 ("position_title", "position_from")),
            Rule("two_heads", ERROR, "position", lambda r, t: r.shares_headship, ("position_title", "position_from")),
            Rule("position_early", WARNING, "position", lambda r, t: r.position_from < r.appointed_on,
                 ("position_from", "appointed_on")),
            # What she studied -------------------------------------------------------------------
            Rule("education_missing", WARNING, "education", lambda r, t: no(r.has_education)),
            Rule("education_low", NOTICE, "education", _too_little_education, ("education", "position_title"),
                 measures=tuple(_EDUCATION)),
            # The papers -------------------------------------------------------------------------
            Rule("decree_early", ERROR, "employment", lambda r, t: r.first_decree_on <= r.born_on,
                 ("first_decree_on", "born_on")),
            Rule("appointment_bare", NOTICE, "employment", lambda r, t: r.appointments_without_decree > 0,
                 ("appointments_without_decree",)),
            Rule("rank_bare", NOTICE, "rank", lambda r, t: r.ranks_without_decree > 0, ("ranks_without_decree",)),
            Rule("position_bare", NOTICE, "position", lambda r, t: r.positions_without_decree > 0,
                 ("positions_without_decree",)),
        )
    }
)  # fmt: skip
"""Every rule by its code, in the order in which pages list them."""


def measures_in_force(rule: Rule, terms: Terms) -> bool:
    """Whether all that a rule measures by has a value on the day; without it nothing can be found."""
    try:
        for code in rule.measures:
            terms.basis(code)
    except NotInForce:
        return False
    return True
