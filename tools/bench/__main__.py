"""Run the parts named on the command line, or all; print a table and write ``build/bench.json``."""

import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tools.bench.figures import Figure, table

OUT = Path("build/bench.json")


def _parts() -> dict[str, Callable[[], Iterator[Figure]]]:
    from tools.bench import (
        allowance,
        api,
        crowd,
        importing,
        legaltext,
        pages,
        paths,
        professionalism,
        queue,
        raises,
        talent,
        whatif,
    )

    return {
        "import": importing.measure,
        "pages": pages.measure,
        "api": api.measure,
        "crowd": crowd.measure,
        "queue": queue.measure,
        "paths": paths.measure,
        "talent": talent.measure,
        "raises": raises.measure,
        "professionalism": professionalism.measure,
        "allowance": allowance.measure,
        "whatif": whatif.measure,
        "legaltext": legaltext.measure,
    }


def main(wanted: list[str]) -> None:
    from bijak.operations.postgres import Server

    with tempfile.TemporaryDirectory(prefix="bijak-bench-") as folder:
        server = Server(Path(folder) / "postgres").start()
        server.ensure_database("bench")
        try:
            os.environ |= {
                "BIJAK_MODE": "production",
                "BIJAK_SECRET_KEY": os.urandom(32).hex(),
                "BIJAK_SIGNING_KEY": str(Path(folder) / "signing-key"),
                "BIJAK_ALLOWED_HOSTS": "localhost,127.0.0.1,testserver",
                "BIJAK_BASE_URL": "http://localhost",
                "BIJAK_DATA_DIR": str(Path(folder) / "data"),
                "BIJAK_STATIC_DIR": str(Path(folder) / "static"),
                "BIJAK_DATABASE_URL": server.url("bench"),
                "DJANGO_SETTINGS_MODULE": "tools.bench.settings",
            }
            _run(wanted, Path(folder))
        finally:
            server.stop()


def _run(wanted: list[str], folder: Path) -> None:
    from bijak.ledger import keys

    keys.write_new(folder / "signing-key", name="bench")
    parts = _parts()
    unknown = set(wanted) - set(parts)
    if unknown:
        raise SystemExit(
            f"bench: no part is called {', '.join(sorted(unknown))}; there are {', '.join(parts)}."
        )
    import django

    django.setup()
    from bijak.operations.preparation import prepare

    prepare()
    figures: list[Figure] = []
    for name in wanted or parts:
        for figure in parts[name]():
            figures.append(figure)
            print(figure.line(), flush=True)
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps([figure.as_dict() for figure in figures], indent=1) + "\n")
    print()
    print(table(figures))
    print(f"\nwritten to {OUT}")


if __name__ == "__main__":
    main(sys.argv[1:])
