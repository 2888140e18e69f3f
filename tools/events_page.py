"""Write docs/events.md: every event, what it carries, and who hears it. ``python -m tools.events_page``"""

import dataclasses
import importlib
import importlib.util
import inspect
import os
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

PAGE = Path(__file__).resolve().parents[1] / "docs" / "events.md"

HEAD = """# Events

Facts that a context publishes for the floors above it. They are delivered synchronously, in the publisher's
transaction, in the order shown (ground floor first). This page is generated: `python -m tools.events_page`.

| event | says | carries | heard by |
|---|---|---|---|
"""


def render() -> str:
    """The page as it should be, from the code as it is. Needs a configured Django."""
    from bijak.kernel import events

    _import_all("subscribers")
    rows = []
    for event in _events():
        context = event.__module__.split(".")[1]
        carries = ", ".join(field.name for field in dataclasses.fields(event)) or "–"
        heard = ", ".join(each.name.removeprefix("bijak.") for each in events.subscriptions(event)) or "–"
        rows.append(f"| `{context}.{event.__name__}` | {_says(event)} | {carries} | {heard} |\n")
    return HEAD + "".join(rows)


def _says(event: type) -> str:
    """Its own sentence, or its name as one: dataclasses write a signature where nobody wrote a sentence."""
    said = inspect.cleandoc(event.__doc__ or "").split("\n", 1)[0]
    if said and not said.startswith(f"{event.__name__}("):
        return said.replace("|", "\\|")
    return re.sub(r"(?<!^)(?=[A-Z])", " ", event.__name__).capitalize() + "."


def _events() -> Iterator[type]:
    """Ground floor first, then by context and name."""
    from bijak.kernel.floors import floor_of

    found = {
        thing
        for module in _import_all("events")
        if module != "bijak.kernel.events"
        for thing in vars(importlib.import_module(module)).values()
        if dataclasses.is_dataclass(thing) and isinstance(thing, type) and thing.__module__.startswith(module)
    }
    yield from sorted(found, key=lambda each: (floor_of(each.__module__), each.__module__, each.__name__))


def _import_all(room: str) -> list[str]:
    """Import every context's module of this name, and say which there are."""
    import bijak

    names = [
        f"bijak.{context.name}.{room}" for context in pkgutil.iter_modules(bijak.__path__) if context.ispkg
    ]
    found = [name for name in names if importlib.util.find_spec(name)]
    for name in found:
        importlib.import_module(name)
    return found


if __name__ == "__main__":
    os.environ.setdefault("BIJAK_MODE", "test")
    os.environ.setdefault("BIJAK_DATABASE_URL", "postgresql://nobody@localhost/nothing")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bijak.config.settings")
    import django

    django.setup()
    PAGE.write_text(render(), encoding="utf-8")
