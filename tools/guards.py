"""What import-linter cannot see. Each guard returns its findings as sentences; none means a clean house.

``tests/test_architecture.py`` turns them on the house, ``tests/test_guards.py`` on small wrecks, to prove
that they still bite. docs/architecture.md says why each wall stands.
"""

import ast
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from django.db import models
from django.urls import URLPattern, URLResolver

from bijak.kernel.floors import context_of, floor_of
from bijak.kernel.privacy import SCRUB_RULES

# Names and papers ----------------------------------------------------------------------------------

_NOWHERE = re.compile(r"(utils?|helpers?|misc|common|tools?|managers?|handlers?)(\.py)?")
_PLAIN_FOLDERS = {"tests", "migrations", "locale", "static", "templates", "__pycache__"}


def names_that_say_nothing(package: Path) -> list[str]:
    """Files and folders in which anything could hide."""
    return [
        f"{path}: name it after what it does"
        for path in sorted(package.rglob("*"))
        if _NOWHERE.fullmatch(path.name) and "static" not in path.parts
    ]


def contexts(package: Path) -> list[Path]:
    """The folders of the contexts that exist."""
    return sorted(path.parent for path in package.glob("*/__init__.py"))


def missing_readmes(package: Path) -> list[str]:
    return [
        f"{folder.name} has no README.md"
        for folder in contexts(package)
        if not (folder / "README.md").is_file()
    ]


def misnumbered_decisions(folder: Path) -> list[str]:
    """``docs/adr/0007-slug.md`` begins with ``# 7. Title``; no number is left out; alternatives are named."""
    findings = []
    for expected, path in enumerate(sorted(folder.glob("*.md")), start=1):
        text = path.read_text(encoding="utf-8")
        number, _, _ = path.name.partition("-")
        if number != f"{expected:04d}":
            findings.append(f"{path.name} should be number {expected:04d}")
        if not text.startswith(f"# {int(number)}. "):
            findings.append(f"{path.name} should begin with '# {int(number)}. '")
        findings += [
            f"{path.name} lacks the section '{section}'"
            for section in ("Context", "Decision", "Rejected alternatives", "Consequences")
            if f"\n## {section}\n" not in text
        ]
    return findings


# Floors -------------------------------------------------------------------------------------------


def floors_of_the_linter(pyproject: Path) -> list[frozenset[str]]:
    """The layers of the contract ``floors``, ground floor first, as ``bijak.kernel.floors`` writes them."""
    contracts = tomllib.loads(pyproject.read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["id"] == "floors")
    return [frozenset(re.findall(r"\w+", layer)) for layer in reversed(layers)]


def unroomed_contexts(pyproject: Path, package: Path) -> list[str]:
    """Contexts from organization up that the contracts ``rooms`` and ``doors`` forget; not operations."""
    contracts = tomllib.loads(pyproject.read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    by_id = {contract["id"]: contract for contract in contracts}
    house = [
        folder.name
        for folder in contexts(package)
        if floor_of("organization") <= floor_of(folder.name) < floor_of("operations")
    ]
    return [
        f"{name} is not in 'rooms'" for name in house if f"bijak.{name}" not in by_id["rooms"]["containers"]
    ] + [f"{name} has no contract 'doors-{name}'" for name in house if f"doors-{name}" not in by_id]


def upward_relations(house: Iterable[type[models.Model]]) -> list[str]:
    """Relations that climb, cross to a neighbour, or leave a visible accessor on the other side."""
    findings = []
    for model in house:
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many):
            if not field.is_relation or not field.remote_field:
                continue
            name, target = f"{model._meta.label}.{field.name}", field.related_model
            if not field.remote_field.hidden:
                findings.append(f'{name} needs related_name="+"')
            if isinstance(target, type) and target.__module__.startswith("bijak."):
                here, there = context_of(model.__module__), context_of(target.__module__)
                if here != there and floor_of(there) >= floor_of(here):
                    findings.append(f"{name} points from {here} up or across to {there}")
    return findings


# Access ---------------------------------------------------------------------------------------------


def undeclared_urls(
    patterns: Iterable[URLPattern | URLResolver], declared: Callable[[Any], object], prefix: str = ""
) -> list[str]:
    """URLs, nested includes too, whose view says neither @requires, nor @signed_in, nor @public."""
    return [
        f"/{path} ({name}) declares no access"
        for path, name, view in walk(patterns, prefix)
        if declared(view) is None
    ]


def walk(
    patterns: Iterable[URLPattern | URLResolver], prefix: str = ""
) -> Iterator[tuple[str, str, Callable[..., Any]]]:
    """Every path with the name and view behind it."""
    for pattern in patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from walk(pattern.url_patterns, path)
        else:
            yield path, pattern.name or "", pattern.callback


# Privacy --------------------------------------------------------------------------------------------

_NEVER_PUBLIC = {"nip", "nik", "email", "phone", "born_on", "birth_place", "address", "password"}


def undeclared_privacy(house: Iterable[type[models.Model]]) -> list[str]:
    """Fields of which nobody has said whether they are about a person, and how they are then scrubbed."""
    findings = []
    for model in house:
        label = model._meta.label
        declared: Any = getattr(model, "Privacy", None)
        if declared is None:
            findings.append(f"{label} has no class Privacy")
            continue
        names = {f.name for f in model._meta.concrete_fields if not f.primary_key and not f.is_relation}
        public = getattr(declared, "public", ())
        rules = {**getattr(declared, "personal", {}), **getattr(declared, "sensitive", {})}
        shown = names if public == "__all__" else set(public)
        findings += [
            f"{label}.{name} is not declared in class Privacy" for name in sorted(names - shown - set(rules))
        ]
        findings += [
            f"{label}.{name} is declared but does not exist" for name in sorted((shown | set(rules)) - names)
        ]
        findings += [f"{label}.{name} is declared public" for name in sorted(shown & _NEVER_PUBLIC)]
        findings += [f"{label}.{name} is both public and personal" for name in sorted(shown & set(rules))]
        findings += [
            f"{label}.{name}: no rule is called {rule}"
            for name, rule in rules.items()
            if rule not in SCRUB_RULES
        ]
    return findings


# Migrations -----------------------------------------------------------------------------------------


def crooked_migrations(folder: Path) -> list[str]:
    """Migrations are numbered without a gap, each stands on the one before, none imports the house's code.

    The kernel is the exception: its functions are named as defaults, and it holds no tables.
    """
    findings = []
    paths = sorted(folder.glob("[0-9]*.py"))
    for number, path in enumerate(paths, start=1):
        source = path.read_text(encoding="utf-8")
        place = f"{folder.parent.name}/{path.name}"
        if not path.name.startswith(f"{number:04d}_"):
            findings.append(f"{place} should be number {number:04d}")
        if number > 1 and f'"{paths[number - 2].stem}"' not in source.replace("'", '"'):
            findings.append(f"{place} does not stand on {paths[number - 2].stem}")
        for module in imported_modules(source):
            if module.startswith("bijak.") and not module.startswith("bijak.kernel"):
                findings.append(f"{place} imports {module}")
        if re.search(r"RunPython\((?![^)]*,)", source) or re.search(r"RunSQL\((?![^)]*,)", source):
            findings.append(f"{place} cannot be undone: give the way back")
    return findings


def imported_modules(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


# What people read -----------------------------------------------------------------------------------

_TRANSLATORS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
_TRUSTING = {"mark_safe", "SafeString", "SafeText"}
_RAW = {"raw", "extra", "RawSQL"}


def unsafe_python(source: str) -> list[str]:
    """Text trusted as HTML, text glued into SQL, sentences that no catalogue can translate."""
    findings = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = _called(node)
        if name in _TRUSTING and not (node.args and _is_literal(node.args[0])):
            findings.append(f"line {node.lineno}: {name}() trusts text as HTML; use format_html")
        if name in _RAW and (isinstance(node.func, ast.Attribute) or name == "RawSQL"):
            findings.append(f"line {node.lineno}: .{name}() is SQL by hand; use the ORM")
        if name in {"execute", "executemany"} and node.args and _is_glued(node.args[0]):
            findings.append(
                f"line {node.lineno}: SQL glued from text; pass parameters, or compose with psycopg.sql"
            )
        if name in _TRANSLATORS and node.args and not _is_literal(node.args[0]):
            findings.append(f"line {node.lineno}: {name}() needs a literal sentence with named placeholders")
    return findings


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _is_glued(node: ast.expr) -> bool:
    if isinstance(node, ast.Call):  # sql.SQL("{}").format(…) quotes what it inserts; a str does not
        by_psycopg = isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Call)
        return _called(node) == "format" and not by_psycopg
    return isinstance(node, ast.JoinedStr | ast.BinOp)


def _is_literal(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


_UNSAFE_TEMPLATE = {
    r"\|\s*safe(seq)?\b": "|safe trusts text as HTML",
    r"autoescape\s+off": "autoescape off trusts text as HTML",
    r"<style\b|<[a-zA-Z][^>]*\sstyle\s*=": "inline style is blocked (CSP); use a class",
    r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")[^>]*>": "inline script is blocked (CSP)",
    r"<[a-zA-Z][^>]*\son[a-z]+\s*=": "inline handlers are blocked (CSP)",
    r"\bsrc\s*=\s*[\"']\s*(https?:|//)|<link[^>]*https?:": "nothing is loaded from another host",
    r"href\s*=\s*[\"']\s*javascript:": "a link leads somewhere; it does not act",
}


def unsafe_template(text: str) -> list[str]:
    """What a template may not hold."""
    return [
        f"line {text.count(chr(10), 0, found.start()) + 1}: {why}"
        for pattern, why in _UNSAFE_TEMPLATE.items()
        for found in re.finditer(pattern, text)
    ]


_COMMENT = re.compile(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}|<!--.*?-->", re.DOTALL)
_TRANSLATED = re.compile(r"{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}", re.DOTALL)
_CODE = re.compile(r"<(script|style|code|pre|kbd)\b.*?</\1>|{%.*?%}|{{.*?}}|{\w+}", re.DOTALL)
_TAG = re.compile(r"""<(?:[^<>"']|"[^"]*"|'[^']*')*>|&\w+;""", re.DOTALL)
_SAME_IN_EVERY_LANGUAGE = re.compile(
    r"\b(Bijak|Ani Lestari|ASN|PNS|CPNS|PPPK|NIP|NIK|JP|SIASN|BKN|SKP|Excel|JSON|CSV|XLSX|PDF)\b"
)
_SPOKEN = re.compile(
    r"""\b(title|label|placeholder|alt|aria-label|content)=(["'])([^"'{}]*[^\W\d_]{2,}[^"'{}]*)\2"""
)


def untranslated_template(text: str) -> list[str]:
    """Words for people outside a translation tag; ``title="…"`` of a component needs ``_("…")``."""

    def blank(found: re.Match[str]) -> str:
        return " " + "\n" * found[0].count("\n")

    bare = _TRANSLATED.sub(blank, _COMMENT.sub(blank, text))
    spoken = [
        (found.start(), found[3])
        for found in _SPOKEN.finditer(bare)
        if not (found[1] == "content" and "<meta" in bare[: found.start()].rsplit("\n", 1)[-1])
    ]
    words = _SAME_IN_EVERY_LANGUAGE.sub("", _TAG.sub(blank, _CODE.sub(blank, bare)))
    return [
        f"line {bare.count(chr(10), 0, at) + 1}: '{what}' cannot be translated" for at, what in spoken
    ] + [
        f"line {number}: '{line.strip()}' cannot be translated"
        for number, line in enumerate(words.split("\n"), start=1)
        if re.search(r"[^\W\d_]{2,}", line)
    ]


# Events ---------------------------------------------------------------------------------------------


def soft_events(source: str) -> list[str]:
    """In an ``events.py`` every class is a frozen dataclass of ids and values, never of model instances."""
    findings = []
    for node in ast.parse(source).body:
        if isinstance(node, ast.ClassDef) and not any(
            isinstance(mark, ast.Call)
            and _called(mark) == "dataclass"
            and any(
                word.arg == "frozen" and getattr(word.value, "value", None) is True for word in mark.keywords
            )
            for mark in node.decorator_list
        ):
            findings.append(f"{node.name} must be @dataclass(frozen=True)")
    findings += [f"imports {module}" for module in imported_modules(source) if module.endswith(".models")]
    return findings
