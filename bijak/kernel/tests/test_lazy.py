"""A package that is named by many and loaded by who touches it."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bijak.kernel.lazy import lazily


@pytest.fixture
def parcel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package on the path, with a note of when it was loaded."""
    folder = tmp_path / "parcel_for_test"
    folder.mkdir()
    (folder / "inner.py").write_text("from parcel_for_test import early\nvalue = early + 1\n")
    monkeypatch.syspath_prepend(tmp_path)
    yield folder
    for name in [name for name in sys.modules if name.startswith("parcel_for_test")]:
        del sys.modules[name]


def test_it_loads_at_the_first_touch_and_once(parcel: Path) -> None:
    (parcel / "__init__.py").write_text(
        "from pathlib import Path\n"
        "note = Path(__file__).with_name('note')\n"
        "note.write_text(note.read_text() + 'x' if note.exists() else 'x')\n"
        "early = 1\n"
        "from parcel_for_test import inner\n"
    )
    lazily("parcel_for_test")
    import parcel_for_test  # type: ignore[import-not-found]

    assert not hasattr(parcel_for_test, "__wrapped__")
    assert not (parcel / "note").exists()
    assert parcel_for_test.inner.value == 2
    assert parcel_for_test.early == 1
    assert (parcel / "note").read_text() == "x"
    with pytest.raises(AttributeError, match="missing"):
        _ = parcel_for_test.missing


def test_a_package_that_breaks_says_so_each_time(parcel: Path) -> None:
    (parcel / "__init__.py").write_text("raise RuntimeError('broken')\n")
    lazily("parcel_for_test")
    import parcel_for_test

    for _attempt in range(2):
        with pytest.raises(RuntimeError, match="broken"):
            _ = parcel_for_test.anything


def test_what_is_not_installed_is_left_to_the_import() -> None:
    lazily("no_such_package_anywhere")
    with pytest.raises(ModuleNotFoundError):
        import no_such_package_anywhere  # type: ignore[import-not-found]  # noqa: F401


def test_who_asks_for_the_version_gets_it(parcel: Path) -> None:
    (parcel / "__init__.py").write_text('__version__ = "2.1"\n')
    lazily("parcel_for_test")
    import parcel_for_test

    assert parcel_for_test.__version__ == "2.1"
