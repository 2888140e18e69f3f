"""What a process loads before anybody asks it for something."""

import subprocess
import sys

STARTED = """
import sys
import bijak.config.wsgi
from django.urls import get_resolver
get_resolver().url_patterns
print(*sorted(name.partition(".")[0] for name in sys.modules if name.count(".") == 1))
"""


def test_a_web_process_starts_without_the_libraries_of_imports() -> None:
    """Each of its processes would hold 30 MB more, and start half a second later."""
    done = subprocess.run(
        [sys.executable, "-c", STARTED], check=True, capture_output=True, text=True, timeout=60
    )
    loaded = set(done.stdout.split())
    assert not loaded & {"polars", "fastexcel", "xlsxwriter", "pypdfium2", "holidays"}
