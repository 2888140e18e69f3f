"""Official documents on paper: a Typst template of a context, and what it is to say.

The template is a file ``templates/<context>/<name>.typ``. What people wrote reaches it as data, never as markup:

    #let data = json(bytes(sys.inputs.data))

so a comment that reads ``#read("/etc/passwd")`` is printed as these words. The fonts are Typst's own and those in
``fonts/``, embedded; a template reads no other file, and nothing of the machine it is printed on.
"""

import json
import tempfile
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

import typst
from django.core.serializers.json import DjangoJSONEncoder
from django.template import TemplateDoesNotExist
from django.template.utils import get_app_template_dirs
from django.utils.translation import gettext_lazy as _

_FONTS = typst.Fonts(include_system_fonts=False, font_paths=[Path(__file__).parent / "fonts"])
"""TeX Gyre Bonum, cut like Bookman, which official texts are set in; its licence and hashes beside it."""


class Paper(StrEnum):
    """Sizes that Indonesian offices print on. F4 (folio) is none of ISO's: 215 by 330 mm."""

    A4 = "a4"
    F4 = "f4"

    @property
    def label(self) -> Any:
        return {Paper.A4: _("A4"), Paper.F4: _("F4 (folio)")}[self]

    @property
    def millimetres(self) -> tuple[int, int]:
        """Width and height, upright."""
        return {Paper.A4: (210, 297), Paper.F4: (215, 330)}[self]


def pdf(template: str, data: Mapping[str, Any], *, paper: Paper = Paper.A4, landscape: bool = False) -> bytes:
    """The template filled with plain values, dates, numbers and lazy translations; as the bytes of a PDF.

    ``data`` gets ``page``: ``width`` and ``height`` in millimetres.
    """
    width, height = reversed(paper.millimetres) if landscape else paper.millimetres
    said = {**data, "page": {"width": width, "height": height}}
    with tempfile.TemporaryDirectory(prefix="bijak-print-") as nothing_else:
        printed = typst.Compiler(
            _source(template),
            root=nothing_else,
            font_paths=_FONTS,
            sys_inputs={"data": json.dumps(said, cls=DjangoJSONEncoder, ensure_ascii=False)},
        ).compile(format="pdf")
    assert isinstance(printed, bytes)  # a list of pages is what pictures come as
    return printed


def _source(template: str) -> bytes:
    for folder in get_app_template_dirs("templates"):
        path = Path(folder) / template
        if path.is_file():
            return path.read_bytes()
    raise TemplateDoesNotExist(template)
