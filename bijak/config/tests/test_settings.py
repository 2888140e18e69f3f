"""Every setting is documented, and nothing is documented that is not a setting."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[3]
NAME = re.compile(r"\bBIJAK_[A-Z]+(?:_[A-Z]+)*")


def named_in(*paths: Path) -> set[str]:
    return {name for path in paths for name in NAME.findall(path.read_text())}


def test_each_setting_that_is_read_stands_in_the_deployment_guide() -> None:
    code = [path for path in (ROOT / "bijak").rglob("*.py") if "tests" not in path.parts]
    read = named_in(
        *code, ROOT / "conftest.py", ROOT / "Makefile", ROOT / ".ci" / "browser", ROOT / ".ci" / "run"
    )
    documented = named_in(ROOT / "docs" / "how-to" / "deploy.md")
    assert {name.removesuffix("_FILE") for name in read} == {
        name.removesuffix("_FILE") for name in documented
    }
