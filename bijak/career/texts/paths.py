"""Careers in words."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bijak.kernel import education, ranks
from bijak.kernel.decisions import MET, UNKNOWN, Decision
from bijak.kernel.terms import Basis
from bijak.shell.templatetags.formats import angka

KINDS: Mapping[str, Any] = {
    "structural": gettext_lazy("Struktural"),
    "functional": gettext_lazy("Fungsional"),
    "executor": gettext_lazy("Pelaksana"),
}

LEADERS: Mapping[str, Any] = {
    "11": gettext_lazy("Pimpinan tinggi madya (I.a)"),
    "12": gettext_lazy("Pimpinan tinggi madya (I.b)"),
    "21": gettext_lazy("Pimpinan tinggi pratama (II.a)"),
    "22": gettext_lazy("Pimpinan tinggi pratama (II.b)"),
    "31": gettext_lazy("Administrator (III.a)"),
    "32": gettext_lazy("Administrator (III.b)"),
    "41": gettext_lazy("Pengawas (IV.a)"),
    "42": gettext_lazy("Pengawas (IV.b)"),
}

ASKS: Mapping[str, Any] = {
    "rank": gettext_lazy("Golongan paling rendah"),
    "education": gettext_lazy("Pendidikan paling rendah"),
    "programme": gettext_lazy("Program studi"),
    "certificate": gettext_lazy("Sertifikat"),
}

LACKS: Mapping[str, Any] = {
    "rank": gettext_lazy("golongannya, atau yang diminta, belum tercatat atau tidak sebanding"),
    "education": gettext_lazy("pendidikannya, atau yang diminta, belum tercatat"),
    "programme": gettext_lazy("program studi belum tercatat"),
    "certificate": gettext_lazy("pelatihan belum tercatat"),
}
"""Why a condition cannot be decided."""


def name_of(stop: Any) -> str:
    """What a stop is called: leaders by their echelon, all others by their title."""
    if stop.title:
        return str(stop.title)
    return str(LEADERS.get(stop.echelon, _("Jabatan struktural")))


def _grade(code: str | None) -> str | None:
    return ranks.by_code(code).grade if code else code


def _level(code: str | None) -> str | None:
    return education.LEVELS.get(code, code) if code else code


def asked(needs: Any) -> str:
    """What a post asks for, in one line; "" for nothing that is known."""
    parts = [
        _("golongan %(grade)s ke atas") % {"grade": _grade(needs.rank)} if needs.rank else "",
        _("pendidikan %(level)s ke atas") % {"level": _level(needs.education)} if needs.education else "",
        _("program studi %(names)s") % {"names": ", ".join(needs.programmes)} if needs.programmes else "",
        _("sertifikat %(names)s") % {"names": ", ".join(needs.certificates)} if needs.certificates else "",
    ]
    return "; ".join(part for part in parts if part)


def went(people: int, years: float | None) -> str:
    """How many went on to a post."""
    return _("%(people)s orang, sesudah %(years)s tahun") % {
        "people": angka(people),
        "years": angka(years, 1),
    }


def held(people: int) -> str:
    """How many held a post that nobody is known to have come to from hers."""
    return _("%(people)s orang pernah memegangnya") % {"people": angka(people)}


def verdict(decision: Decision) -> tuple[str, str]:
    """In a word, and its colour."""
    level = int(decision.truth.levels)
    if level == MET:
        return _("Syarat terpenuhi"), "green"
    return (_("Belum dapat diputuskan"), "yellow") if level == UNKNOWN else (_("Belum memenuhi"), "orange")


def reasons(ahead: Any, row: Any) -> Iterator[tuple[str, str, Basis | None]]:
    """Each condition with what is asked, what she has and whose it is; those that nobody asks are left out."""
    needs = {
        "rank": _grade(ahead.asked.rank),
        "education": _level(ahead.asked.education),
        "programme": ", ".join(ahead.asked.programmes),
        "certificate": ", ".join(ahead.asked.certificates),
    }
    has = {"rank": row.rank_label, "education": education.LEVELS.get(row.education_level, "")}
    for reason in ahead.decision.reasons:
        needed = needs[reason.code]
        if needed == "":
            continue
        label = f"{ASKS[reason.code]}: {needed}" if needed else str(ASKS[reason.code])
        level = int(reason.truth.levels)
        if level == UNKNOWN:
            said = _("belum dapat diputuskan karena %(lack)s") % {"lack": LACKS[reason.code]}
        elif level == MET:
            said = _("terpenuhi")
        elif has.get(reason.code):
            said = _("belum, kini %(has)s") % {"has": has[reason.code]}
        else:
            said = _("belum")
        yield label, said, reason.basis
