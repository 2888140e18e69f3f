"""What browsers get from others is what was reviewed: pinned, whole, licensed, and no more than we need."""

import hashlib
import re
import tomllib
from pathlib import Path

import brotli
import pytest

ROOT = Path(__file__).resolve().parents[1]
STATIC = ROOT / "bijak/shell/static"
PACKAGES = tomllib.loads((STATIC / "vendor/vendor.toml").read_text())["package"]
FILES = [file for package in PACKAGES for file in package["file"]]
FIRST_VISIT = [
    STATIC / "vendor/tabler.css",
    STATIC / "vendor/htmx.js",
    STATIC / "vendor/icons.svg",
    STATIC / "shell/shell.css",
    STATIC / "shell/shell.js",
    STATIC / "shell/emblem.svg",
]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file["to"])
def test_a_vendored_file_is_the_recorded_one(file: dict[str, str]) -> None:
    assert hashlib.sha256((ROOT / file["to"]).read_bytes()).hexdigest() == file["sha256"]


def test_nothing_else_lies_in_the_vendored_folders() -> None:
    listed = {ROOT / file["to"] for file in FILES} | {STATIC / "vendor/vendor.toml"}
    found = {
        path
        for folder in (STATIC / "vendor", ROOT / "tests/vendor")
        for path in folder.rglob("*")
        if path.is_file()
    }
    assert found == listed


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package["name"])
def test_a_package_is_pinned_and_permissive(package: dict[str, str]) -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", package["version"])
    assert package["integrity"].startswith("sha512-")
    shipped = any(file["to"].startswith("bijak/") for file in package["file"])  # type: ignore[attr-defined]
    assert package["licence"] in ({"MIT", "0BSD", "Apache-2.0"} if shipped else {"MPL-2.0"})


def test_the_first_visit_is_light() -> None:
    """Budget: 250 KB over the wire; 60 KB of it are left to the page itself and its pictures."""
    size = sum(len(brotli.compress(path.read_bytes())) for path in FIRST_VISIT)
    assert size < 190_000


@pytest.mark.parametrize("path", FIRST_VISIT, ids=lambda path: path.name)
def test_a_vendored_file_calls_no_other_host(path: Path) -> None:
    text = path.read_text()
    addresses = set(
        re.findall(
            r"""url\(\s*["']?(https?:[^)"']+)|@import\s+["']([^"']+)|fetch\(["'](https?:[^"']+)""", text
        )
    )
    assert not addresses
    assert "sourceMappingURL" not in text
