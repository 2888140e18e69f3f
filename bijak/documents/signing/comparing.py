"""Whether a signed PDF is the very paper that was handed out, with signatures and nothing else.

Programs that sign mostly add to the bytes they got, but some write the file anew: what both say is compared, not how
they are written. Object by object, the pages and whatever the catalogue leads to are the same, so no word, note, link,
form, action, layer or attachment came along. A second reader, Chromium's, sees the same pages to the pixel and the
same words. What is left are the signatures and the boxes that programs draw for them. Nobody can judge the picture in
a box, so it may only stand where it passes for none of the paper's words: on blank paper, where people sign.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil
from typing import Any, NoReturn

import numpy as np
import pypdfium2
from django.utils.translation import gettext as _

from bijak.documents.content import Refused
from bijak.documents.reading import ONE_AT_A_TIME

# Keys below: ISO 32000-2, tables 29 (catalogue), 31 (page), 166 (annotation), 224 (form).
_SIGNED = {"/AcroForm", "/DSS", "/Extensions", "/MarkInfo", "/Metadata", "/Perms", "/Version"}
"""Of the catalogue, what programs that sign write; the form among it is looked at by itself."""
_FORM = {"/Fields", "/SigFlags", "/DR", "/DA", "/Q", "/NeedAppearances"}
"""Of a form, what asks nothing of anyone: no script, no order of calculation, no XFA."""
_ACTIONS = {"/A", "/AA"}
_INHERITED = {"/Resources", "/MediaBox", "/CropBox", "/Rotate"}
_PACKING = {"/Length", "/Filter", "/DecodeParms"}
_MOVES = 1 << 3 | 1 << 4
"""NoZoom and NoRotate: drawn beyond its rectangle (table 167)."""

_ROUNDED = 0.01
"""Programs write numbers with fewer digits than they read; a hundredth of a point is invisible."""
_SCALE = 2
_BLANK = 250
"""The grey from which paper counts as blank, of 255."""
_ASIDE = 6
"""Points that a box keeps from words on its left and right, lest a digit in it join a number."""


@dataclass(frozen=True, slots=True)
class _Box:
    """Where a signature is drawn, in points from the lower left; ``page`` counts from 0."""

    page: int
    left: float
    bottom: float
    right: float
    top: float


def must_be_same(original: bytes, signed: bytes, *, one: Any, other: Any, below: Sequence[str]) -> None:
    """``Refused`` unless ``signed`` is ``original`` with signatures.

    ``one`` and ``other`` are the two files as pyHanko reads them, and are not to be used afterwards. ``below``: the
    words under which people sign, any of them; what is drawn for a signature stands under such words.
    """
    boxes = list(_boxes_of_same(one.root, other.root, below))
    try:
        with ONE_AT_A_TIME, pypdfium2.PdfDocument(original) as before, pypdfium2.PdfDocument(signed) as after:
            if not _look_alike(before, after):
                _refuse_another()
            for box in boxes:
                _must_cover_nothing(before[box.page], box, below)
    except pypdfium2.PdfiumError:
        _refuse_another()


def _refuse_another() -> NoReturn:
    raise Refused(
        _(
            "Ini bukan naskah yang diunduh dari halaman ini, atau isinya sudah diubah. Unduh naskahnya, "
            "tandatangani tanpa mengubah apa pun, lalu unggah hasilnya."
        )
    ) from None


def _refuse_stowaway(what: str) -> NoReturn:
    raise Refused(
        _(
            "PDF ini membawa sesuatu yang tidak ada di naskahnya: %(what)s. Unduh naskahnya, tandatangani tanpa "
            "menambahkan apa pun selain tanda tangan, lalu unggah hasilnya."
        )
        % {"what": what}
    )


def _refuse_box(page: int, below: Sequence[str]) -> NoReturn:
    raise Refused(
        _(
            "Kotak tanda tangan di halaman %(page)s tidak berada di ruang kosong di bawah “%(below)s”, jadi dapat "
            "menutupi atau menyerupai isi naskah. Tandatangani lagi dengan kotak di ruang kosong itu, atau tanpa "
            "kotak, lalu unggah hasilnya."
        )
        % {"page": page + 1, "below": below[0]}
    )


# Object by object ---------------------------------------------------------------------------------


def _boxes_of_same(one: Any, other: Any, below: Sequence[str]) -> Iterator[_Box]:
    """The boxes of the signatures; ``Refused`` where catalogue ``other`` leads to more than ``one``."""
    before, after = list(_pages(one)), list(_pages(other))
    if len(before) != len(after):
        _refuse_another()
    # Each page is compared here, so what leads to one from elsewhere is not followed into it.
    same = _Comparison(zip(before, after, strict=True))
    for number, (page, its) in enumerate(zip(before, after, strict=True)):
        if not same(_face(page), _face(its)):
            _refuse_another()
        if not same(_notes(page), _notes(its)):
            _refuse_stowaway(_("catatan, tautan, atau isian di halaman %(number)s") % {"number": number + 1})
        yield from _boxes(its, number, below)
    if not same(_without(one, _SIGNED | {"/Pages"}), _without(other, _SIGNED | {"/Pages"})):
        _refuse_stowaway(_("perintah, lampiran, atau lapisan"))
    _must_only_be_signed(other)


class _Comparison:
    """Whether two objects say the same, in whatever order, place and packing they are written."""

    def __init__(self, known: Iterable[tuple[Any, Any]]) -> None:
        # By identity, and held, for an identity is used again after its object; what leads in a circle ends here.
        self.met = {(id(one), id(other)): (one, other) for one, other in known}

    def __call__(self, one: Any, other: Any) -> bool:
        from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject

        waiting = [(one, other)]
        while waiting:
            one, other = (each.get_object() for each in waiting.pop())
            if (id(one), id(other)) in self.met:
                continue
            if not _are_alike(one, other):
                return False
            if isinstance(one, DictionaryObject):
                waiting += [(one.raw_get(name), other.raw_get(name)) for name in _keys(one)]
            elif isinstance(one, ArrayObject):
                waiting += zip(one.iterate(), other.iterate(), strict=True)
            else:
                continue
            self.met[id(one), id(other)] = one, other
        return True


def _are_alike(one: Any, other: Any) -> bool:
    """Whether two objects say the same, apart from the objects in them."""
    from pyhanko.pdf_utils.generic import NameObject, StreamObject

    for kind in (StreamObject, dict, list, NameObject):
        if isinstance(one, kind) != isinstance(other, kind):
            return False
    match one:
        case StreamObject():
            return _keys(one) == _keys(other) and _content(one) == _content(other)
        case dict():
            return _keys(one) == _keys(other)
        case list():
            return len(one) == len(other)
        case int() | float() | Decimal():
            return isinstance(other, int | float | Decimal) and abs(float(one) - float(other)) < _ROUNDED
    return bool(one == other)


def _keys(one: Any) -> set[str]:
    """Without those that only say how a stream is packed."""
    from pyhanko.pdf_utils.generic import StreamObject

    return set(one) - _PACKING if isinstance(one, StreamObject) else set(one)


def _content(stream: Any) -> tuple[str, bytes]:
    """Unpacked; a packing that pyHanko does not know is one of pictures, and left as it is."""
    try:
        return "", stream.data
    except NotImplementedError:
        return str(stream["/Filter"]), stream.encoded_data


# Pages and what lies over them --------------------------------------------------------------------


def _pages(catalogue: Any) -> Iterator[Any]:
    """Every page in its order, with what it takes from the nodes above it."""
    waiting, met = [catalogue["/Pages"]], set[int]()
    while waiting:
        node = waiting.pop()
        if id(node) in met:  # in no PDF, but in files that are made to keep readers busy
            _refuse_another()
        met.add(id(node))
        if "/Kids" not in node:
            yield node
            continue
        above = {name: node.raw_get(name) for name in node if name in _INHERITED}
        kids = _each(node, "/Kids")
        for kid in kids:
            kid.update({name: value for name, value in above.items() if name not in kid})
        waiting += reversed(kids)


def _face(page: Any) -> Any:
    """A page without what lies over it, and with what some programs write out that others leave unsaid."""
    from pyhanko.pdf_utils.generic import NumberObject

    face = _without(page, {"/Type", "/Parent", "/Annots", "/Tabs"})
    face.setdefault("/Rotate", NumberObject(0))  # type: ignore[no-untyped-call]
    face.setdefault("/CropBox", page["/MediaBox"])
    return face


def _without(one: Any, left_out: set[str]) -> Any:
    from pyhanko.pdf_utils.generic import DictionaryObject

    kept = {name: one.raw_get(name) for name in one if name not in left_out}
    return DictionaryObject(kept)  # type: ignore[no-untyped-call]


def _notes(page: Any) -> Any:
    """What lies over a page beside signatures."""
    from pyhanko.pdf_utils.generic import ArrayObject

    return ArrayObject(each for each in _each(page, "/Annots") if not _is_signature(each))


def _is_signature(annotation: Any) -> bool:
    field = annotation["/Parent"] if "/FT" not in annotation and "/Parent" in annotation else annotation
    return _has(annotation, "/Subtype", "/Widget") and _has(field, "/FT", "/Sig")


def _each(node: Any, name: str) -> list[Any]:
    """What a list of a node leads to, or nothing where it has none."""
    return [each.get_object() for each in node[name]] if name in node else []


def _has(node: Any, name: str, value: str) -> bool:
    return bool(name in node and node[name] == value)


def _boxes(page: Any, number: int, below: Sequence[str]) -> Iterator[_Box]:
    """Where signatures are drawn on a page, if they are."""
    for widget in filter(_is_signature, _each(page, "/Annots")):
        if not _ACTIONS.isdisjoint(widget):
            _refuse_stowaway(_("perintah pada kotak tanda tangan"))
        left, right = sorted(float(widget["/Rect"][each]) for each in (0, 2))
        bottom, top = sorted(float(widget["/Rect"][each]) for each in (1, 3))
        if left < right and bottom < top:
            if "/F" in widget and widget["/F"] & _MOVES:
                _refuse_box(number, below)
            yield _Box(number, left, bottom, right, top)


def _must_only_be_signed(catalogue: Any) -> None:
    """``Refused`` for a form that asks for more than signatures, or does something."""
    form = catalogue["/AcroForm"]
    if not set(form) <= _FORM:
        _refuse_stowaway(_("formulir"))
    waiting, met = _each(form, "/Fields"), set[int]()
    while waiting:
        field = waiting.pop()
        if id(field) in met:
            continue
        met.add(id(field))
        if not _ACTIONS.isdisjoint(field):
            _refuse_stowaway(_("perintah pada kotak tanda tangan"))
        if "/FT" in field and not _has(field, "/FT", "/Sig"):
            _refuse_stowaway(_("formulir"))
        waiting += _each(field, "/Kids")


# As a second reader sees it -----------------------------------------------------------------------


def _look_alike(one: pypdfium2.PdfDocument, other: pypdfium2.PdfDocument) -> bool:
    """Whether both show the same pages. Sizes first: a page without end is never drawn."""
    return len(one) == len(other) and all(
        np.allclose(one.get_page_size(number), other.get_page_size(number), rtol=0, atol=_ROUNDED)
        and _seen(one[number]) == _seen(other[number])
        for number in range(len(one))
    )


def _seen(page: pypdfium2.PdfPage) -> tuple[bytes, str]:
    """What one sees of a page without what lies over it, and the words one can copy."""
    return _picture(page, 1).tobytes(), page.get_textpage().get_text_bounded()


def _picture(page: pypdfium2.PdfPage, scale: int) -> np.ndarray[Any, Any]:
    drawn = page.render(scale=scale, may_draw_forms=False, draw_annots=False, grayscale=True)
    return np.array(drawn.to_numpy())  # its own: the library's memory goes with the picture


def _must_cover_nothing(page: pypdfium2.PdfPage, box: _Box, below: Sequence[str]) -> None:
    """``Refused`` unless a box stands on blank paper under the words under which people sign."""
    if not any(box.top <= line for words in below for line in _lines_with(page, words)):
        _refuse_box(box.page, below)
    picture = _picture(page, _SCALE)
    from_left, _bottom, _right, upper = page.get_cropbox()
    rows = slice(max(0, int((upper - box.top) * _SCALE)), max(0, ceil((upper - box.bottom) * _SCALE)))
    columns = slice(
        max(0, int((box.left - _ASIDE - from_left) * _SCALE)),
        max(0, ceil((box.right + _ASIDE - from_left) * _SCALE)),
    )
    if (picture[rows, columns] < _BLANK).any():
        _refuse_box(box.page, below)


def _lines_with(page: pypdfium2.PdfPage, words: str) -> Iterator[float]:
    """The foot of each line that holds some words, in points from below."""
    text = page.get_textpage()
    search = text.search(words, match_case=True)
    while found := search.get_next():
        _left, bottom, _right, _top = text.get_charbox(found[0])
        yield bottom
