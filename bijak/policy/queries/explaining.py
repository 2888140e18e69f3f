"""The explanation of a draft: its sections, filled from the study and the text until somebody writes them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from bijak.kernel.terms import Basis
from bijak.legaltext.tree import CLAUSES
from bijak.policy import texts
from bijak.policy.models import Draft, Factor, Kind, OptionLine, Section
from bijak.policy.queries.amounts import bare, terbaca
from bijak.policy.queries.evidence import Shown, evidence_of, show
from bijak.policy.queries.options import Appraisal, Appraised, Matrix, appraise, matrix
from bijak.policy.queries.study import ProblemTree, Studied, TreeNode, behaviours, problem_tree
from bijak.policy.queries.terms import bounds_of, settings_of
from bijak.policy.queries.texts import Clause, clauses, shown_version
from bijak.policy.registries import Reading
from bijak.shell.templatetags.formats import angka, rupiah, tanggal

type Lines = Iterator[str]


@dataclass(frozen=True)
class Written:
    """A section as it stands; without a ``row`` nobody ever wrote it."""

    heading: texts.Heading
    text: str
    row: Section | None

    @property
    def code(self) -> str:
        return self.heading.code

    @property
    def edition(self) -> int:
        return self.row.edition if self.row else 0

    @property
    def is_written(self) -> bool:
        """Whether it says what somebody wrote; else it says what the study says."""
        return bool(self.row and self.row.text)

    @property
    def is_empty(self) -> bool:
        return not self.text.strip()


def outline(draft: Draft) -> tuple[texts.Heading, ...]:
    """A naskah akademik for a peraturan daerah (UU 12/2011 Lampiran I), else an explanation (Permendagri 80/2015)."""
    return texts.ACADEMIC if draft.policy.kind == Kind.REGIONAL_REGULATION else texts.PLAIN


def explanation(draft: Draft, on: date) -> list[Written]:
    """Every section in its order. Official text is Indonesian, whatever language its reader chose."""
    rows = {
        row.code: row
        for row in Section.objects.filter(draft=draft).select_related("changed_by").order_by("pk")
    }
    with translation.override("id"):
        material = Material(draft, on)
        return [
            Written(heading, row.text if row and row.text else material.fill(heading), row)
            for heading in outline(draft)
            for row in [rows.get(heading.code)]
        ]


def filled(draft: Draft, heading: texts.Heading, on: date) -> str:
    """What the study says for a section today, beside what somebody wrote."""
    with translation.override("id"):
        return Material(draft, on).fill(heading)


@dataclass
class Material:
    """What a study has to say, read once and only where a section asks for it."""

    draft: Draft
    on: date

    def fill(self, heading: texts.Heading) -> str:
        return "\n\n".join(
            text for code in heading.fills if (text := "\n".join(line for line in _FILLS[code](self) if line))
        )

    @cached_property
    def tree(self) -> ProblemTree:
        return problem_tree(self.draft)

    @cached_property
    def behaviours(self) -> list[Studied]:
        return behaviours(self.draft)

    @cached_property
    def money(self) -> Appraisal:
        return appraise(self.draft)

    @cached_property
    def matrix(self) -> Matrix:
        return matrix(self.draft)

    @cached_property
    def evidence(self) -> list[Shown]:
        return [show(each, self.on) for each in evidence_of(self.draft.policy)]

    @cached_property
    def clauses(self) -> list[Clause]:
        return clauses(shown_version(self.draft))

    # Each yields lines; what is missing in the study yields none, and the section is shown as empty.

    def problem(self) -> Lines:
        yield self.draft.policy.problem.strip()

    def aims(self) -> Lines:
        yield self.draft.policy.aims.strip()
        for cause in self.tree.causes:
            if cause.node.aim:
                yield f"- {cause.node.aim}"

    def facts(self) -> Lines:
        for number, shown in enumerate(self.evidence, start=1):
            said = said_then(shown)
            yield _("%(number)s. %(title)s (%(day)s). %(note)s") % {
                "number": number,
                "title": f"{shown.evidence.title}: {said}" if said else shown.evidence.title,
                "day": tanggal(shown.evidence.attached_on),
                "note": shown.evidence.note.strip(),
            }

    def causes(self) -> Lines:
        if self.tree.core is None:
            return
        yield _("Masalah inti: %(problem)s.") % {"problem": self.tree.core.node.text.rstrip(".")}
        if self.tree.causes:
            yield _("Sebabnya:")
            yield from _listed(self.tree.causes)
        if self.tree.effects:
            yield _("Akibatnya:")
            yield from _listed(self.tree.effects)

    def roccipi(self) -> Lines:
        for each in self.behaviours:
            yield _("%(actor)s (%(role)s): %(behaviour)s") % {
                "actor": each.behaviour.actor,
                "role": str(each.behaviour.get_role_display()).lower(),
                "behaviour": each.behaviour.behaviour,
            }
            for factor in Factor:
                if answer := each.answers.get(factor):
                    yield f"- {factor.label}: {answer.answer}"

    def options(self) -> Lines:
        for number, each in enumerate(self.money.options, start=1):
            said = [
                each.option.title.rstrip(".") + ".",
                each.option.description.strip(),
                self._worth_of(each),
            ]
            yield f"{number}. " + " ".join(filter(None, said))
        for row in self.matrix.ordered[:1]:
            assert row.ranked is not None
            yield _("Nilai tertimbang tertinggi menurut kriteria: “%(option)s”, %(total)s dari 100.") % {
                "option": row.option.title,
                "total": angka(row.ranked.total, 1),
            }

    def _worth_of(self, each: Appraised) -> str:
        if each.worth is None or not each.lines:
            return ""
        return _("Nilai kini bersih %(net)s.") % {"net": rupiah(each.worth.net)}

    def spending(self) -> Lines:
        study = self.money.study
        for each in self.money.options:
            for line in each.lines if each.option.pk == study.chosen_id else ():
                yield _("- %(kind)s: %(label)s, %(total)s selama %(n)s tahun (%(bearer)s); %(source)s.") % {
                    "kind": _("Manfaat") if line.line.is_benefit else _("Biaya"),
                    "label": line.line.label,
                    "total": rupiah(line.total),
                    "n": study.years,
                    "bearer": line.line.bearer,
                    "source": source_of(line.line),
                }

    def choice(self) -> Lines:
        study = self.money.study
        if study.chosen:
            yield _("Pilihan yang diambil: %(option)s. %(reason)s") % {
                "option": study.chosen.title,
                "reason": study.reason,
            }

    def method(self) -> Lines:
        done = [
            (self.evidence, _("bukti yang dicatat beserta nilainya pada hari dilampirkan")),
            (self.tree.core, _("pohon masalah")),
            (self.behaviours, _("analisis perilaku menurut ROCCIPI")),
            (self.money.has_lines, _("analisis biaya dan manfaat")),
            (self.matrix.ordered, _("analisis multikriteria")),
        ]
        if used := [label for has, label in done if has]:
            yield _("Kajian ini memakai:")
            yield from (f"- {label};" for label in used)

    def numbers(self) -> Lines:
        addresses = {each.provision: each.address for each in self.clauses}
        for setting in settings_of(shown_version(self.draft)):
            term, address = bounds_of(setting.term), addresses.get(setting.provision.uuid, "")
            yield f"- {term.label}: {angka(bare(setting.value))} {term.unit} ({address})."

    def bounds(self) -> Lines:
        for setting in settings_of(shown_version(self.draft)):
            term = bounds_of(setting.term)
            if term.bounds is None:
                continue
            least, most = term.bounds.minimum, term.bounds.maximum
            said = [
                _("paling sedikit %(n)s") % {"n": angka(bare(least))} if least is not None else "",
                _("paling banyak %(n)s") % {"n": angka(bare(most))} if most is not None else "",
            ]
            yield (
                f"- {term.label}: "
                + ", ".join(filter(None, said))
                + f" {term.unit} ({_cited(term.bounds.basis)})."
            )

    def law(self) -> Lines:
        inside = False
        for each in self.clauses:
            if each.kind == "mengingat":
                inside = True
                yield each.text.strip()
            elif inside and each.kind in CLAUSES:
                yield f"{each.mark or '-'} {each.text}".strip()
            else:
                inside = False

    def recitals(self) -> list[str]:
        inside, found = False, []
        for each in self.clauses:
            if each.kind == "menimbang":
                inside = True
            elif inside and each.kind in CLAUSES:
                found.append(each.text.strip().rstrip(";"))
            else:
                inside = False
        return found[:-1]  # the last one only says what is to be enacted

    def recital(self, place: int) -> Lines:
        if place < len(found := self.recitals()):
            yield found[place][:1].upper() + found[place][1:] + "."

    def scope(self) -> Lines:
        for each in self.clauses:
            if each.kind == "bab":
                yield f"- {each.title}: {each.heading.capitalize()}"


_FILLS: dict[str, Callable[[Material], Lines]] = {
    "problem": Material.problem,
    "aims": Material.aims,
    "evidence": Material.facts,
    "tree": Material.causes,
    "roccipi": Material.roccipi,
    "options": Material.options,
    "money": Material.spending,
    "choice": Material.choice,
    "method": Material.method,
    "numbers": Material.numbers,
    "bounds": Material.bounds,
    "law": Material.law,
    "scope": Material.scope,
    "recital_0": lambda material: material.recital(0),
    "recital_1": lambda material: material.recital(1),
    "recital_2": lambda material: material.recital(2),
}


def _listed(knots: tuple[TreeNode, ...]) -> Lines:
    for knot in knots:
        for each in knot.walk():
            yield f"{'  ' * (each.depth - 1)}- {each.node.text}"


def source_of(line: OptionLine) -> str:
    """Where the amounts of a line come from, in words: evidence, what was written, or an assumption."""
    known = line.evidence.title if line.evidence else ""
    said = ", ".join(filter(None, [known, line.source]))
    if line.is_assumption:
        return _("asumsi: %(source)s") % {"source": said} if said else _("asumsi")
    return said


def said_then(shown: Shown) -> str:
    """What it said on its day, in words; empty for what has no numbers to say."""
    return _said(shown, shown.then)


def said_now(shown: Shown) -> str:
    return _said(shown, shown.now) if shown.now else ""


def _said(shown: Shown, facts: Mapping[str, Any]) -> str:
    if shown.kind and shown.kind.say:
        return shown.kind.say(facts)
    if not isinstance(facts, dict) or not {"on", "rows", "count", "of"} <= facts.keys():
        return ""
    reading = Reading.from_facts(facts)
    return f"{terbaca(reading, facts.get('unit', ''))} (" + _("%(count)s dari %(of)s") % {
        "count": angka(reading.count), "of": angka(reading.of),
    } + ")"  # fmt: skip


def _cited(basis: Basis) -> str:
    return f"{basis}" if basis.verified else _("%(law)s, belum diverifikasi") % {"law": basis}
