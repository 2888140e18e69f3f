"""What every journey starts from: an officer, and files as a personnel office has them."""

from datetime import date
from pathlib import Path

import pytest

from bijak.siasn.services.workforce import write_workforce
from tests.conftest import Opener, Window

ON = date(2026, 11, 2)


@pytest.fixture(scope="package")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A national export of 240 people that nobody has seen before, three rows in ten spoiled."""
    folder = tmp_path_factory.mktemp("files")
    list(write_workforce("pontianak", folder, people=240, seed=7, share=0.3, on=ON))
    return folder


@pytest.fixture
def officer(window: Opener) -> Window:
    """The personnel officer, signed in."""
    return window("officer")
