"""The application as the web server sees it: static files first, then Django."""

import gc
import os
import signal
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver
from servestatic import ServeStatic

from bijak.operations.launch import die_with_parent, wait_until_prepared

if TYPE_CHECKING:
    from wsgiref.headers import Headers

if "BIJAK_SUPERVISED" in os.environ:
    die_with_parent(os.getppid(), signal.SIGTERM)  # a worker does not outlive its web server
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # nor does it keep it waiting while it loads

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bijak.config.settings")


def guard(headers: "Headers", path: str, url: str) -> None:
    """Static files are not answered by Django, so they get their protection here."""
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Content-Security-Policy"] = "default-src 'none'; style-src 'self'; font-src 'self'"


application = get_wsgi_application()
_ = get_resolver().url_patterns  # every view is loaded before the first request
wait_until_prepared()  # only then static files are as they will be served
if settings.IS_TEST:
    application = StaticFilesHandler(application)  # straight from the sources
else:
    # Around Django, not as its middleware: that one is asynchronous, and every page would pay for it.
    application = ServeStatic(
        application,
        root=settings.STATIC_ROOT,
        prefix=settings.STATIC_URL,
        allow_all_origins=False,
        add_headers_function=guard,
        immutable_file_test=r"\.[0-9a-f]{12}\.[^/]+$",  # names that hold a hash of the content
    )

# What is loaded by now lives as long as the process: looking it through again and again for garbage stops every page.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 50)
