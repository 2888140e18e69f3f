"""What must hold of a record, as rules by name: anybody can try them on a made-up person.

Of the rules about records those are here that one record decides alone, without others or the organisation.
"""

from datetime import date
from pathlib import Path

import numpy as np
from django.utils.translation import gettext_lazy as _

from bijak.kernel.columns import Column, no
from bijak.kernel.decisions import Decision, Reason, weigh
from bijak.kernel.packs import Fact, Rule
from bijak.kernel.records import Record
from bijak.kernel.terms import Terms
from bijak.people import queries as people
from bijak.quality import rules
from bijak.quality.engine.numbers import read_nips

_CASES = Path(rules.__file__).with_name("record-cases.toml")
_NUMBER = ("nip_birth", "nip_sex", "nip_kind", "nip_appointed")
_DAYS = (
    "appointed_young",
    "appointed_old",
    "rank_early",
    "position_early",
    "decree_early",
    "retirement_past",
)


def number(record: Record, terms: Terms, *, on: date) -> Decision:
    """Whether a NIP or NI PPPK agrees with what is on record; of one that cannot be read nothing is told."""
    texts = np.atleast_1d(record.nip.values).astype("U19")
    read = read_nips(np.where(np.atleast_1d(record.nip.unknown), "", texts))
    appointed = record.appointed_on
    months = np.where(appointed.unknown, 0, appointed.values.astype("datetime64[M]").astype(np.int64))
    said = {
        "nip_born_on": read.born_on,
        "nip_sex": np.ma.masked_array(read.sex, read.sex == ""),
        "nip_is_pppk": np.ma.masked_array(read.is_pppk, ~read.is_read),
        "nip_appointed": np.ma.masked_array(read.appointed, ~read.is_read),
    }
    if not record.nip.is_column:
        said = {name: column[0] for name, column in said.items()}
    month = np.where(said["nip_is_pppk"], 0, months % 12 + 1)
    seen = {name: getattr(record, name) for name in ("kind", "born_on", "sex")} | said
    seen["appointed"] = Column(np.asarray((months // 12 + 1970) * 100 + month), appointed.unknown)
    return _sound(_NUMBER, Record(seen), terms)


def days(record: Record, terms: Terms, *, on: date) -> Decision:
    """Whether the days of a career follow upon each other as they must."""
    names = ("kind", "born_on", "appointed_on", "rank_from", "position_from", "first_decree_on", "retires_on")
    return _sound(_DAYS, Record({name: getattr(record, name) for name in names} | {"today": on}), terms)


def _sound(codes: tuple[str, ...], record: Record, terms: Terms) -> Decision:
    return weigh(
        *(
            Reason(code, no(rule.is_wrong(record, terms)), next(iter(rule.bases(terms)), None))
            for code, rule in ((code, rules.RULES[code]) for code in codes)
        )
    )


_KIND = Fact("kind", _("Jenis kepegawaian"), "word", choices=people.WORDS["kind"])
_BORN = Fact("born_on", _("Tanggal lahir"), "day")
_APPOINTED = Fact("appointed_on", _("TMT pengangkatan pertama"), "day")

RULES = (
    Rule(
        code="quality.number",
        label=_("NIP atau NI PPPK cocok dengan catatannya"),
        purpose=_("Apakah tanggal lahir, jenis kelamin, dan pengangkatan pada nomor itu sama dengan yang tercatat."),
        context="quality",
        decide=number,
        facts=(
            Fact("nip", _("NIP atau NI PPPK"), "word"),
            _KIND,
            _BORN,
            Fact("sex", _("Jenis kelamin"), "word", choices={"L": _("Laki-laki"), "P": _("Perempuan")}),
            _APPOINTED,
        ),
        says={
            "nip_birth": _("Tanggal lahir sama dengan NIP"),
            "nip_sex": _("Jenis kelamin sama dengan NIP"),
            "nip_kind": _("Susunan nomor sesuai dengan jenis kepegawaian"),
            "nip_appointed": _("TMT pengangkatan sama dengan NIP"),
        },
        cases=_CASES,
    ),
    Rule(
        code="quality.days",
        label=_("Urutan tanggal dalam riwayat"),
        purpose=_("Apakah lahir, diangkat, naik golongan, menjabat, dan pensiun berurutan sebagaimana mestinya."),
        context="quality",
        decide=days,
        facts=(
            _KIND,
            _BORN,
            _APPOINTED,
            Fact("rank_from", _("TMT golongan"), "day"),
            Fact("position_from", _("TMT jabatan"), "day"),
            Fact("first_decree_on", _("Surat keputusan paling awal"), "day"),
            Fact("retires_on", _("TMT pensiun"), "day"),
        ),
        says={
            "appointed_young": _("Cukup umur saat diangkat"),
            "appointed_old": _("Tidak melewati batas usia saat diangkat"),
            "rank_early": _("Golongan tidak mendahului pengangkatan"),
            "position_early": _("Jabatan tidak mendahului pengangkatan"),
            "decree_early": _("Surat keputusan tidak mendahului kelahiran"),
            "retirement_past": _("Belum melewati batas usia pensiun"),
        },
        cases=_CASES,
    ),
)  # fmt: skip
