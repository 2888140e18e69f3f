"""Write a tree as Akoma Ntoso 3.0."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from xml.etree import ElementTree as ET

from bijak.legaltext.akomantoso.identity import Identity, identify, slug
from bijak.legaltext.akomantoso.vocabulary import ELEMENTS, ITEMS, LISTS, NAMESPACE, NUMBERS, SHORT
from bijak.legaltext.tree import HEADERS, Document, Node
from bijak.legaltext.writing import UNWRITABLE

_OPENING = ("judul", "menimbang", "mengingat", "memperhatikan", "memutuskan")
_ATTACHED = ("penjelasan", "lampiran")
_AGENT = "#bijak"


def write(
    document: Document | Node,
    *,
    on: date,
    identity: Identity | None = None,
    lasting: Mapping[int, str] | None = None,
) -> bytes:
    """A whole text as an ``act``, or a ``bill`` while it has no number; UTF-8.

    ``on`` is the day of this version. ``identity`` says what it is where its words do not. ``lasting`` are the names
    that parts keep whatever their number becomes, by ``id`` of the node: each is the ``GUID`` of its element.
    """
    root = document.root if isinstance(document, Document) else document
    known = identity or identify(root, on=on)
    top = ET.Element("akomaNtoso", xmlns=NAMESPACE)
    _Writing(known, on, lasting or {}).regulation(ET.SubElement(top, known.element, name=known.subtype), root)
    ET.indent(top, " ")
    return bytes(ET.tostring(top, encoding="utf-8", xml_declaration=True)) + b"\n"


class _Writing:
    """One document being written; knows which identifiers are taken."""

    def __init__(self, identity: Identity, on: date, lasting: Mapping[int, str]) -> None:
        self.identity = identity
        self.on = on
        self.lasting = lasting
        self.taken: Counter[str] = Counter()

    def regulation(self, top: ET.Element, root: Node) -> None:
        kinds = [node.kind for node in root.children]
        begins = next((at for at, kind in enumerate(kinds) if kind not in (*_OPENING, "teks")), len(kinds))
        opening, rest = root.children[:begins], root.children[begins:]
        body = [node for node in rest if node.kind not in ("penutup", *_ATTACHED)]
        self._meta(top, "main")
        self._opening(top, opening)
        inside = ET.SubElement(top, "body", eId="body")
        if root.text or not body:
            # A body holds something, says the schema; what stands there by itself is the document's own.
            own = ET.SubElement(inside, "hcontainer", name="dokumen", eId=self._id("hcontainer", "", ""))
            self._text(ET.SubElement(own, "content"), root.text)
        self._parts(inside, body, "", "")
        closing = [node for node in rest if node.kind == "penutup"]
        if closing:
            element = ET.SubElement(top, "conclusions", eId="conclusions")
            for node in closing:
                self._blocks(element, node, "conclusions")
        attached = [node for node in rest if node.kind in _ATTACHED]
        if attached:
            element = ET.SubElement(top, "attachments")
            for number, node in enumerate(attached, start=1):
                self._attachment(element, node, number)

    # Before the first pasal -----------------------------------------------------------------------

    def _opening(self, top: ET.Element, nodes: Iterable[Node]) -> None:
        preface = preamble = None
        for node in nodes:
            if node.kind in ("judul", "teks") and preamble is None:
                preface = ET.SubElement(top, "preface", eId="preface") if preface is None else preface
                tag = "longTitle" if node.kind == "judul" else "container"
                self._blocks(self._named(preface, tag, node), node, "preface")
                continue
            preamble = ET.SubElement(top, "preamble", eId="preamble") if preamble is None else preamble
            if node.kind in LISTS:
                self._recital(preamble, node)
            else:
                tag = "formula" if node.kind == "memutuskan" else "container"
                self._blocks(self._named(preamble, tag, node), node, "preamble")

    def _named(self, parent: ET.Element, tag: str, node: Node) -> ET.Element:
        element = ET.SubElement(parent, tag, eId=self._id(tag, "", ""))
        if tag != "longTitle":
            element.set("name", node.kind)
        return element

    def _recital(self, preamble: ET.Element, node: Node) -> None:
        tag = LISTS[node.kind]
        element = ET.SubElement(preamble, tag, {"class": node.kind}, eId=self._id(tag, "", ""))
        if node.heading:
            ET.SubElement(element, "heading").text = _writable(node.heading)
        if node.children and node.text:
            self._text(ET.SubElement(element, "intro"), node.text)
        for child in node.children:
            self._item(element, child, element.get("eId", ""))
        if not node.children:
            # No item of its own: it has neither a class nor a number.
            own = ET.SubElement(element, ITEMS[tag], eId=self._id(ITEMS[tag], "", element.get("eId", "")))
            self._text(own, node.text)

    def _item(self, parent: ET.Element, node: Node, within: str) -> None:
        tag = ITEMS[parent.tag]
        own = self._id(tag, node.label, within)
        element = ET.SubElement(parent, tag, {"class": node.kind}, eId=own)
        self._number(element, node)
        self._text(element, node.text)
        self._list(element, node, own)

    def _list(self, element: ET.Element, node: Node, within: str) -> None:
        if node.children:
            inner = ET.SubElement(element, "blockList", eId=self._id("blockList", "", within))
            for child in node.children:
                self._item(inner, child, within)

    def _blocks(self, element: ET.Element, node: Node, within: str) -> None:
        """The words of a part without a number, and what else it holds as a list."""
        if node.heading:
            ET.SubElement(element, "p", {"class": "heading"}).text = _writable(node.heading)
        self._text(element, node.text)
        self._list(element, node, within)

    # Body -----------------------------------------------------------------------------------------

    def _parts(self, parent: ET.Element, nodes: Iterable[Node], above: str, context: str) -> None:
        for node in nodes:
            self._part(parent, node, above, context)

    def _part(self, parent: ET.Element, node: Node, above: str, context: str) -> None:
        """``above`` is the identifier of what holds the part, ``context`` of what its pasal are counted in."""
        tag = ELEMENTS.get(node.kind, "hcontainer")
        own = self._id(tag, node.label, context if node.kind == "pasal" else above)
        element = ET.SubElement(parent, tag, eId=own)
        if tag == "hcontainer":
            element.set("name", node.kind)
        elif tag == "point":
            element.set("class", node.kind)
        self._number(element, node)
        if node.children:
            if node.text:
                self._text(ET.SubElement(element, "intro"), node.text)
            is_header = node.kind in HEADERS or node.kind in ("umum", "pasal_demi_pasal")
            self._parts(element, node.children, own, context if is_header else own)
        elif node.text:
            self._text(ET.SubElement(element, "content"), node.text)

    def _attachment(self, parent: ET.Element, node: Node, number: int) -> None:
        own = self._id("attachment", str(number), "")
        element = ET.SubElement(parent, "attachment", eId=own)
        self._number(element, node)
        doc = ET.SubElement(element, "doc", name=node.kind)
        self._meta(doc, f"{node.kind}_{number}")
        body = ET.SubElement(doc, "mainBody", eId=f"{own}__body")
        if node.text or not node.children:
            self._text(body, node.text)
        self._parts(body, node.children, own, own)

    # What they are made of ------------------------------------------------------------------------

    def _number(self, element: ET.Element, node: Node) -> None:
        if id(node) in self.lasting:
            element.set("GUID", self.lasting[id(node)])
        if node.label:
            ET.SubElement(element, "num").text = _writable(NUMBERS.get(node.kind, "{}").format(node.label))
        if node.heading:
            ET.SubElement(element, "heading").text = _writable(node.heading)

    def _text(self, element: ET.Element, text: str) -> None:
        for line in _writable(text).split("\n"):
            ET.SubElement(element, "p").text = line

    def _id(self, tag: str, label: str, within: str) -> str:
        """``art_7__para_1__point_a``; what has no number is counted, and what has another's is told apart."""
        base = f"{within}__{SHORT.get(tag, tag)}" if within else SHORT.get(tag, tag)
        number = re.sub(r"\W+", "-", label).strip("-")
        wanted = f"{base}_{number}" if number else base
        while True:
            self.taken[wanted] += 1
            count = self.taken[wanted]
            own = wanted if number and count == 1 else f"{wanted}{'-' if number else '_'}{count}"
            if own == wanted or not self.taken[own]:
                self.taken[own] += own != wanted
                return own

    # Metadata -------------------------------------------------------------------------------------

    def _meta(self, top: ET.Element, component: str) -> None:
        known = self.identity
        meta = ET.SubElement(top, "meta")
        identification = ET.SubElement(meta, "identification", source=_AGENT)
        work, language = known.work, "ind"
        today = self.on.isoformat()
        expression = f"{work}/{language}@{today}"
        levels = (
            ("FRBRWork", work, f"{work}/!{component}", known.day, "penetapan"),
            ("FRBRExpression", expression, f"{expression}/!{component}", today, "naskah"),
            ("FRBRManifestation", f"{expression}.akn", f"{expression}/!{component}.xml", today, "berkas"),
        )
        for level, uri, this, day, what in levels:
            element = ET.SubElement(identification, level)
            ET.SubElement(element, "FRBRthis", value=this)
            ET.SubElement(element, "FRBRuri", value=uri)
            ET.SubElement(element, "FRBRdate", date=day, name=what)
            author = f"#{slug(known.author)}" if level != "FRBRManifestation" else _AGENT
            ET.SubElement(element, "FRBRauthor", href=author)
            if level == "FRBRWork":
                ET.SubElement(element, "FRBRcountry", value="id")
                ET.SubElement(element, "FRBRsubtype", value=known.subtype)
                if known.number:
                    ET.SubElement(element, "FRBRnumber", value=known.number)
                if known.name:
                    ET.SubElement(element, "FRBRname", value=_writable(known.name))
            elif level == "FRBRExpression":
                ET.SubElement(element, "FRBRlanguage", language=language)
        references = ET.SubElement(meta, "references", source=_AGENT)
        for name in (known.author, "Bijak"):
            ET.SubElement(
                references,
                "TLCOrganization",
                eId=self._id(slug(name), "", "") if component != "main" else slug(name),
                href=f"/akn/ontology/organization/id.{slug(name)}",
                showAs=_writable(name),
            )


def _writable(text: str) -> str:
    return UNWRITABLE.sub("\ufffd", text)
