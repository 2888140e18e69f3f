"""Keep the English catalogue: find every sentence that pages show, and compile what was translated.

    python tools/catalogue.py           update bijak/locale/en/LC_MESSAGES/django.po, and compile it
    python tools/catalogue.py --missing print what has no translation yet
    python tools/catalogue.py --fill F  take translations from a JSON file {"msgid": "msgstr"}, then update

The source language is Indonesian, so there is no Indonesian catalogue. Needs no gettext programs: Python is
read by its own parser, templates by Django's.
"""

import ast
import json
import os
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]
HOUSE = ROOT / "bijak"
CATALOGUE = HOUSE / "locale/en/LC_MESSAGES/django.po"
MARKERS = {"_": 1, "gettext": 1, "gettext_lazy": 1, "gettext_noop": 1, "ngettext": 2, "ngettext_lazy": 2}
CONTEXT_MARKERS = {"pgettext": 1, "pgettext_lazy": 1, "npgettext": 2, "npgettext_lazy": 2}
# As Django's templatize writes them: gettext(u'…'), ngettext(u'…', u'…', count), _("…").
STRING = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
CALL = re.compile(rf"\b(?:n?p?gettext|_)\(\s*{STRING}(?:,\s*{STRING})*(?:,\s*\w+)?\s*\)")
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%[sd]|\{(\w*)\}")


@dataclass
class Sentence:
    """What a translator sees: the Indonesian text, its plural form, and the files that show it."""

    text: str
    plural: str = ""
    context: str | None = None
    places: set[str] = field(default_factory=set)

    @property
    def key(self) -> tuple[str | None, str]:
        return self.context, self.text


class NotPlain(SystemExit):
    """A marked text that no catalogue can hold, an f-string for example."""


def sentences() -> dict[tuple[str | None, str], Sentence]:
    """Every marked sentence of the house, tests left out."""
    found: dict[tuple[str | None, str], Sentence] = {}
    for path in sorted(HOUSE.rglob("*")):
        if {"tests", "locale", "static", "migrations"} & set(path.parts) or path.suffix not in (
            ".py",
            ".html",
            ".txt",
        ):
            continue
        place = path.relative_to(ROOT).as_posix()
        read = _in_python if path.suffix == ".py" else _in_template
        for sentence in read(path.read_text(), place):
            known = found.setdefault(sentence.key, sentence)
            known.plural = known.plural or sentence.plural
            known.places.add(place)
    for path in sorted(HOUSE.rglob("terms.toml")):
        if "tests" not in path.parts:
            for sentence in _in_terms(path.read_text(), path.relative_to(ROOT).as_posix()):
                found.setdefault(sentence.key, sentence).places |= sentence.places
    return found


def _in_terms(source: str, place: str) -> Iterator[Sentence]:
    """What a term is called and counted in, and why nobody means more."""
    for term in tomllib.loads(source).values():
        for text in (term["label"], term["unit"], term.get("sanity", {}).get("because")):
            if text:
                yield Sentence(text, places={place})


def _in_python(source: str, place: str) -> Iterator[Sentence]:
    for node in ast.walk(ast.parse(source, place)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name in MARKERS:
            texts = [_text(argument, place) for argument in node.args[: MARKERS[name]]]
            yield Sentence(texts[0], "".join(texts[1:]))
        elif name in CONTEXT_MARKERS:
            texts = [_text(argument, place) for argument in node.args[: 1 + CONTEXT_MARKERS[name]]]
            yield Sentence(texts[1], "".join(texts[2:]), context=texts[0])


def _text(node: ast.expr, place: str) -> str:
    try:
        text = ast.literal_eval(node)
    except ValueError:
        raise NotPlain(
            f"{place}:{node.lineno}: only a plain text can be translated, no f-string or variable."
        ) from None
    if not isinstance(text, str):
        raise NotPlain(f"{place}:{node.lineno}: {text!r} is not a text.")
    return text


def _in_template(source: str, place: str) -> Iterator[Sentence]:
    """Django rewrites a template as gettext calls, one for one; those are read as Python."""
    if "{%" not in source:
        return
    from django.utils.translation.template import templatize

    for call in CALL.finditer(templatize(source)):
        yield from _in_python(call[0], place)


def update(translations: dict[str, str]) -> polib.POFile:
    """The catalogue with exactly the sentences of the house, in their order, translations kept."""
    old = (
        {(entry.msgctxt, entry.msgid): entry for entry in polib.pofile(str(CATALOGUE))}
        if CATALOGUE.exists()
        else {}
    )
    catalogue = polib.POFile(wrapwidth=110)
    catalogue.metadata = {
        "Language": "en",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    for (context, text), sentence in sorted(
        sentences().items(), key=lambda pair: (min(pair[1].places), pair[0][1])
    ):
        entry = polib.POEntry(
            msgid=text, msgctxt=context, occurrences=[(place, "") for place in sorted(sentence.places)]
        )
        known = old.get((context, text))
        given = translations.get(_key(context, text))
        if sentence.plural:
            entry.msgid_plural = sentence.plural
            entry.msgstr_plural = (
                dict(known.msgstr_plural) if known and known.msgstr_plural else {0: "", 1: ""}
            )
            if given:
                one, _bar, many = given.partition(" || ")
                entry.msgstr_plural = {0: one, 1: many or one}
        else:
            entry.msgstr = given or (known.msgstr if known else "")
        if "%" in text and PLACEHOLDER.search(text):
            entry.flags.append("python-format")
        catalogue.append(entry)
    return catalogue


def _key(context: str | None, text: str) -> str:
    """How a file of translations names a sentence: where it has a context, as the compiled catalogue does."""
    return text if context is None else f"{context}\x04{text}"


def compiled(catalogue: polib.POFile) -> bytes:
    return bytes(catalogue.to_binary())


def placeholders(text: str) -> list[str]:
    return sorted(match[0] for match in PLACEHOLDER.finditer(text))


def faults(catalogue: polib.POFile) -> list[str]:
    """What keeps the catalogue from being complete, a sentence each."""
    wanted, present = sentences(), {(entry.msgctxt, entry.msgid): entry for entry in catalogue}
    problems = [
        f"not in the catalogue: {text!r}" for context, text in wanted if (context, text) not in present
    ]
    problems += [
        f"no page shows it any more: {text!r}" for context, text in present if (context, text) not in wanted
    ]
    for entry in catalogue:
        for translation in entry.msgstr_plural.values() or [entry.msgstr]:
            if not translation:
                problems.append(f"not translated: {entry.msgid!r}")
            elif placeholders(translation) != placeholders(entry.msgid):
                problems.append(f"placeholders differ: {entry.msgid!r} and {translation!r}")
    return problems


def main(arguments: list[str]) -> None:
    import django

    os.environ.setdefault("BIJAK_MODE", "test")
    os.environ.setdefault("BIJAK_DATABASE_URL", "postgresql://none/none")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bijak.config.settings")
    sys.path.insert(0, str(ROOT))
    django.setup()

    translations = json.loads(Path(arguments[1]).read_text()) if arguments[:1] == ["--fill"] else {}
    catalogue = update(translations)
    untranslated = [entry for entry in catalogue if not entry.translated()]
    if arguments[:1] == ["--missing"]:
        missing = {_key(entry.msgctxt, entry.msgid): "" for entry in untranslated}
        print(json.dumps(missing, ensure_ascii=False, indent=1))
        return
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(CATALOGUE))
    CATALOGUE.with_suffix(".mo").write_bytes(compiled(catalogue))
    print(f"{len(catalogue)} sentences, {len(untranslated)} without translation.")


if __name__ == "__main__":
    main(sys.argv[1:])
