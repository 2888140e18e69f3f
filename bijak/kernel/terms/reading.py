"""A context's ``terms.toml``, read.

    [years_in_rank]
    label = "Masa kerja dalam pangkat terakhir"
    unit = "tahun"
    law = "PP 99/2000 jo. PP 12/2002"
    article = "Pasal 7"
    verified = true

    [years_in_rank.values]                # from which day, which value
    2000-11-17 = 4
    2027-01-01 = { value = 3, law = "PP 1/2027", article = "Pasal 2" }

    [years_in_rank.bounds]                # only where regional policy may set its own
    minimum = 2
    since = 2027-01-01                    # from which day, where older policy may lie outside
    law = "UU 20/2023"
    article = "Pasal 49"

    [years_in_rank.wording]               # how a clause that sets it reads, so that an editor can propose it
    words = ["tahun"]                     # what it is counted in, as regulations write it; without, none is proposed
    about = ["pangkat"]                   # what the clause speaks of besides: all of these words
    bound = "minimum"                     # or "maximum"; left out where a clause may say either
    period = "tahun"                      # the span it is counted in, where there is one
    whom = ["PNS"]                        # the kinds of employee it concerns, where not all

    [years_in_rank.sanity]                # not law: what nobody can mean, to catch a slip of the hand
    maximum = 60
    because = "tidak ada yang bekerja selama itu"

A value holds until the next one begins, or until the term's own ``until``. There is no default: asking for a
term on a day without a value raises NotInForce. Whoever keeps these files is a policy officer, so they are
refused in Indonesian.
"""

import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from bijak.kernel.days import Period
from bijak.kernel.terms.book import Basis, Bounds, DatedValue, Sanity, Term, TermBook, Terms, Wording


class MalformedTerms(ValueError):
    """A terms.toml that cannot be trusted; the sentence says where and what to write."""


def load(path: Path) -> TermBook:
    """Read a ``terms.toml``, or raise MalformedTerms with the place and what to write."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise MalformedTerms(f"{path}: bukan berkas TOML yang benar ({fault}).") from fault
    try:
        return TermBook(_term(code, table) for code, table in tables.items())
    except _Fault as fault:
        raise MalformedTerms(f"{path}: {fault}") from None


class _Fault(Exception):
    pass


_TERM_KEYS = {"label", "unit", "law", "article", "verified", "until", "values", "bounds", "wording", "sanity"}
_VALUE_KEYS = {"value", "law", "article", "verified"}
_BOUNDS_KEYS = {"minimum", "maximum", "since", "law", "article", "verified"}
_WORDING_KEYS = {"words", "bound", "period", "whom", "about"}
_SANITY_KEYS = {"maximum", "because"}


def _term(code: str, table: Any) -> Term:
    if not isinstance(table, dict):
        raise _Fault(f"'{code}' berada di luar tabel; tulis di bawah judul [kode].")
    if not code.isidentifier() or not code.islower() or code in dir(Terms):
        raise _Fault(f"[{code}] tidak dapat menjadi kode; gunakan huruf kecil dan garis bawah.")
    place = f"[{code}]"
    _only(table, _TERM_KEYS, place)
    label, unit = _text(table, "label", place), _text(table, "unit", place)
    basis = _basis(table, None, place, code, unit)
    until = table.get("until")
    if until is not None and not _is_day(until):
        raise _Fault(f"{place} until harus tanggal, misalnya until = 2027-01-01.")
    given = table.get("values")
    if not isinstance(given, dict) or not given:
        raise _Fault(
            f"{place} tidak mempunyai nilai; tulis [{code}.values] dengan tanggal mulai dan nilainya."
        )
    dated = sorted((_starting_day(key, place), value) for key, value in given.items()) if given else []
    ends = [day for day, _ in dated[1:]] + [until]
    values = []
    for (start, value), end in zip(dated, ends, strict=True):
        spot = f"{place} nilai {start}"
        if end is not None and end <= start:
            raise _Fault(f"{spot} mulai pada atau sesudah akhir berlakunya ({end}).")
        detail = value if isinstance(value, dict) else {"value": value}
        _only(detail, _VALUE_KEYS, spot)
        if "value" not in detail:
            raise _Fault(f"{spot} tidak mempunyai value; tulis {{ value = … }}.")
        values.append(
            DatedValue(detail["value"], Period(start, end), _basis(detail, basis, spot, code, unit))
        )
    if len({_kind(each.value) for each in values}) > 1:
        raise _Fault(f"{place} mempunyai nilai dari jenis yang berbeda; semua harus angka, atau semua teks.")
    return Term(
        code,
        label,
        unit,
        tuple(values),
        _bounds(table.get("bounds"), code, unit),
        wording=_wording(table.get("wording"), f"[{code}.wording]"),
        sanity=_sanity(table.get("sanity"), f"[{code}.sanity]"),
    )


def _wording(table: Any, place: str) -> Wording:
    if table is None:
        return Wording()
    _only(table, _WORDING_KEYS, place)
    words, whom = _texts(table, "words", place), _texts(table, "whom", place)
    bound, period = table.get("bound", ""), table.get("period", "")
    if bound not in ("", "minimum", "maximum"):
        raise _Fault(f'{place} bound harus "minimum" atau "maximum".')
    if not isinstance(period, str):
        raise _Fault(f'{place} period harus teks, misalnya period = "tahun".')
    return Wording(words, bound, period, whom, _texts(table, "about", place))


def _texts(table: Mapping[str, Any], key: str, place: str) -> tuple[str, ...]:
    given = table.get(key, [])
    if not isinstance(given, list) or not all(isinstance(each, str) and each.strip() for each in given):
        raise _Fault(f'{place} {key} harus daftar teks, misalnya {key} = ["…"].')
    return tuple(given)


def _sanity(table: Any, place: str) -> Sanity | None:
    if table is None:
        return None
    _only(table, _SANITY_KEYS, place)
    maximum = table.get("maximum")
    if _kind(maximum) != "number":
        raise _Fault(f"{place} tidak mempunyai maximum; tulis angka yang tidak mungkin dilampaui.")
    return Sanity(maximum, _text(table, "because", place))


def _bounds(table: Any, code: str, unit: str) -> Bounds | None:
    if table is None:
        return None
    place = f"[{code}.bounds]"
    _only(table, _BOUNDS_KEYS, place)
    minimum, maximum = table.get("minimum"), table.get("maximum")
    if minimum is None and maximum is None:
        raise _Fault(f"{place} tidak membatasi apa pun; tulis minimum, maximum, atau keduanya.")
    for limit in (minimum, maximum):
        if limit is not None and _kind(limit) != "number":
            raise _Fault(f"{place} hanya dapat membatasi angka.")
    if minimum is not None and maximum is not None and minimum > maximum:
        raise _Fault(f"{place} minimum lebih besar daripada maximum.")
    since = table.get("since")
    if since is not None and not _is_day(since):
        raise _Fault(f"{place} since harus tanggal, misalnya since = 2027-01-01.")
    return Bounds(_basis(table, None, place, code, unit), minimum, maximum, since)


def _basis(table: Mapping[str, Any], inherited: Basis | None, place: str, code: str, unit: str) -> Basis:
    """The basis written in this table, or the inherited one when it says nothing at all about it."""
    if inherited and not table.keys() & {"law", "article", "verified"}:
        return inherited
    if inherited and not table.keys() & {"law", "article"}:
        law, article = inherited.law, inherited.article
    else:
        law, article = _text(table, "law", place), _text(table, "article", place)
    verified = table.get("verified", False)
    if not isinstance(verified, bool):
        raise _Fault(f"{place} verified harus true atau false.")
    return Basis(law, article, verified, code, unit)


def _text(table: Mapping[str, Any], key: str, place: str) -> str:
    text = table.get(key)
    if not isinstance(text, str) or not text.strip():
        raise _Fault(f'{place} tidak mempunyai {key}; tulis {key} = "…".')
    return text


def _only(table: Mapping[str, Any], keys: set[str], place: str) -> None:
    if strangers := sorted(table.keys() - keys):
        raise _Fault(
            f"{place} memuat '{strangers[0]}' yang tidak dikenal; yang dikenal: {', '.join(sorted(keys))}."
        )


def _starting_day(key: str, place: str) -> date:
    try:
        return date.fromisoformat(key)
    except ValueError:
        raise _Fault(f"{place} '{key}' bukan tanggal mulai; tulis misalnya 2027-01-01 = 24.") from None


def _is_day(value: object) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def _kind(value: object) -> str:
    return (
        "number" if isinstance(value, (int, float)) and not isinstance(value, bool) else type(value).__name__
    )
