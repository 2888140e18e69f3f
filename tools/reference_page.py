"""Write docs/reference.md: all that contexts register by code. ``python -m tools.reference_page``"""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bijak.accounts.access import Permission

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference.md"

HEAD = """# Reference

What contexts have registered, by code. Labels are what people read. This page is generated:
`python -m tools.reference_page`.
"""


def product_permissions() -> "list[Permission]":
    """Every permission but those that tests invent."""
    from bijak.accounts.access import permissions

    return [each for each in permissions() if ".tests." not in type(each).__module__]


def render() -> str:
    """The page as it should be, from the code as it is. Needs a configured Django."""
    from django.utils.translation import override

    from bijak.interchange.registries import export_kinds, import_kinds
    from bijak.kernel.schedule import jobs
    from bijak.ledger.registries import verbs
    from bijak.notifications.registries import kinds
    from bijak.organization.registries import roles

    with override("id"):
        return HEAD + "".join(
            (
                _table(
                    "Permissions",
                    ("code", "label", "shows others' data: second factor", "roles"),
                    (
                        (
                            f"`{each.value}`",
                            each.label,
                            "yes" if each.sees_others else "",
                            ", ".join(role.value for role in roles.roles_with(each.value)),
                        )
                        for each in product_permissions()
                    ),
                ),
                _table(
                    "Verbs of the ledger",
                    ("code", "label"),
                    ((f"`{code}`", label) for code, label in verbs.all().items()),
                ),
                _table(
                    "Kinds of messages",
                    ("code", "label", "channels"),
                    ((f"`{kind.code}`", kind.label, ", ".join(kind.channels)) for kind in kinds.all()),
                ),
                _table(
                    "Imports",
                    ("code", "label", "columns, required ones in bold"),
                    (
                        (
                            f"`{kind.code}`",
                            kind.label,
                            ", ".join(f"**{c.field}**" if c.required else c.field for c in kind.columns),
                        )
                        for kind in sorted(import_kinds, key=lambda kind: kind.code)
                    ),
                ),
                _table(
                    "Exports",
                    ("code", "label"),
                    (
                        (f"`{kind.code}`", kind.label)
                        for kind in sorted(export_kinds, key=lambda kind: kind.code)
                    ),
                ),
                _table(
                    "Jobs of the clock",
                    ("name", "when", "does"),
                    (
                        (f"`{job.name}`", _when(job.every, job.daily_at), _first_line(job.work))
                        for job in jobs()
                    ),
                ),
            )
        )


def _table(title: str, columns: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> str:
    lines = [
        " | ".join(str(cell).replace("|", "\\|") for cell in row)
        for row in (columns, ("---",) * len(columns), *rows)
    ]
    return f"\n## {title}\n\n" + "".join(f"| {line} |\n" for line in lines)


def _when(every: object, daily_at: object) -> str:
    return f"every {every}" if every else f"daily at {daily_at:%H:%M}"


def _first_line(work: object) -> str:
    return (work.__doc__ or "").strip().split("\n", 1)[0]


if __name__ == "__main__":
    os.environ.setdefault("BIJAK_MODE", "test")
    os.environ.setdefault("BIJAK_DATABASE_URL", "postgresql://nobody@localhost/nothing")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bijak.config.settings")
    import django

    django.setup()
    PAGE.write_text(render(), encoding="utf-8")
