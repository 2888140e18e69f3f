"""Decide which of the possible beginnings are parts, and where each part belongs."""

import re
from collections.abc import Sequence

from bijak.legaltext import labels, marks, numbering
from bijak.legaltext.marks import Mark
from bijak.legaltext.tree import HEADERS, Node

_DEPTH = {kind: depth for depth, kind in enumerate((*HEADERS, "pasal"))}
_FIRST = ("1", "a")
_AMENDS = re.compile(
    r"\s*(?:Ketentuan|Di ?antara|Pasal|Setelah|Sesudah|Judul|BAB|Bab|Bagian|Paragraf|Penjelasan|Menambah|Mengubah"
    r"|Lampiran|Menghapus|Menyisipkan|Mencabut|Beberapa|Konsiderans?|Dasar|Frasa|Sebelum|BUKU|Buku"
    r"|Dalam (?:BAB|Bab|Pasal))(?![a-z])"
    r"(?=(?:(?!\n\s*\d{1,3}\. )[^;:]){0,600}?"
    r"\b(?:di ?ubah|di ?hapus|di ?sisip|di ?tambah|dipecah|dicabut|diganti|berbunyi|tetap))"
)
"""How an item of an amending law begins, as against one of the text that it quotes ("2. Bagian Umum adalah …")."""
_CHANGES = re.compile(
    r"(?:(?!\n\s*(?:Pasal|\(\d))[^:;])*?\b(?:diubah|berubah|ditambah|disisip|dihapus|dicabut)"
)
"""What an amending pasal says it does, in its first sentence; the regulation that it amends may take up much room."""
_SECOND = ("2", "b")
_SKIPPED = 3
"""So many pasal may be missing without a word."""
_FAR = 40
"""How many possible beginnings one looks ahead to see whether a list goes on."""
_DEEPEST = 8
"""Lists within lists; no regulation goes so far, but a nasty text might."""
_CONTENT = re.compile(r"\S")
_HYPHEN = re.compile(r"(?<=\w)-[ \t]*\n\s*(?=\w)")


def flow(text: str) -> str:
    """Broken lines as one; a word hyphenated at the end of a line keeps its hyphen."""
    if "-" in text:
        text = _HYPHEN.sub("-", text)
    return " ".join(text.split())


class Placing:
    """Reads one stretch of text into ``root``: a body with its headers and pasal, or one list of items."""

    def __init__(self, text: str, root: Node, *, is_body: bool = True) -> None:
        self.text = "\n" + text
        self.path = [root]
        self.printed = [""]
        self.closed: dict[str, str] = {}
        self.unread: list[str] = []
        self.marks = list(marks.find(self.text))
        self.beginnings = _beginnings(self.marks)
        self.amending = False
        self.last_pasal: str | None = None
        self.last_bab = ""
        self.last_outer = 0
        start = 0
        self.content = self._content(0)
        for index, found in enumerate(self.marks):
            if found.start < start or (found.kind in _DEPTH and not is_body):
                continue
            mark = self._meant(index, found)
            depth = self._header(index, mark) if mark.kind in _DEPTH else self._item(index, mark)
            if depth is None:
                continue
            self._close(start, mark.start)
            self._begin(mark, depth)
            start = mark.end
        self._close(start, len(self.text))

    def _begin(self, mark: Mark, depth: int) -> None:
        """Open the part at ``depth``, and close those it ends."""
        label = _label(mark)
        for node, printed in zip(self.path[depth:], self.printed[depth:], strict=True):
            self.closed[node.kind] = printed
        if mark.kind in _DEPTH:
            self.closed.clear()
        elif depth < len(self.path) and self.path[depth].label != self.printed[depth]:
            label = labels.following(self.path[depth].label)[0]
        elif depth == len(self.path) and mark.label in labels.following(self.closed.get(mark.kind, "")):
            label = numbering.label_of(mark.kind, 1)
        if mark.kind == "pasal":
            self.last_pasal = mark.label if mark.label[0].isdigit() else None
        elif mark.kind == "bab":
            self.last_bab = mark.label
        del self.path[depth:], self.printed[depth:]
        node = Node(mark.kind, label)
        self.path[-1].children.append(node)
        self.path.append(node)
        self.printed.append(mark.label)
        self.content = self._content(mark.end)

    def _content(self, start: int) -> int:
        """Where the words of the part begin that ``start`` is in."""
        found = _CONTENT.search(self.text, start)
        return found.start() if found else len(self.text)

    def _close(self, start: int, end: int) -> None:
        node = self.path[-1]
        text = flow(self.text[start:end])
        if node.kind in HEADERS:
            node.heading = text
        else:
            node.text = text

    # Headers ----------------------------------------------------------------------------------

    def _header(self, index: int, mark: Mark) -> int | None:
        """The depth of a buku, bab, bagian, paragraf or pasal; ``None`` for a mere mention."""
        if mark.kind == "pasal":
            return self._pasal(index, mark)
        if not (mark.starts_line or (mark.ended and mark.alone)) or (mark.cited and not mark.ended):
            return None
        headed = self.path[-1].kind in _DEPTH or len(self.path) == 1
        if mark.kind in ("bab", "buku") and self.text[mark.start + 1].islower():
            return self._under(mark.kind) if mark.alone and (mark.ended or headed) else None
        if (
            mark.kind == "bagian"
            and not mark.alone
            and not (mark.starts_line and mark.ended and mark.capital)
        ):
            return None
        if mark.kind == "bab" and not mark.alone and not mark.ended and not headed:
            return None
        return self._under(mark.kind)

    def _under(self, kind: str) -> int:
        """Below the innermost header wider than ``kind``; in an amending law, below the item that quotes."""
        quoting = self._quoting()
        for depth in range(len(self.path) - 1, quoting, -1):
            if _DEPTH.get(self.path[depth].kind, 9) < _DEPTH[kind]:
                return depth + 1
        return quoting + 1

    def _quoting(self) -> int:
        """Where quoted text hangs: the angka of an amending pasal; 0 outside of one."""
        for depth in range(1, len(self.path)):
            if self._amends(self.path[depth]):
                return (
                    depth + 1
                    if len(self.path) > depth + 1 and self.path[depth + 1].kind == "angka"
                    else depth
                )
        return 0

    def _amends(self, node: Node) -> bool:
        return node.kind == "pasal" and not node.label[0].isdigit()

    def _pasal(self, index: int, mark: Mark) -> int | None:
        headed = self.path[-1].kind in HEADERS or len(self.path) == 1
        if mark.goes_on or (mark.cited and not mark.ended):
            return None
        whole = mark.starts_line and (mark.alone or headed or (mark.titled and mark.capital))
        if not (whole or mark.quoted or (mark.ended and (mark.alone or mark.capital))):
            return None
        if not mark.label[0].isdigit():
            if labels.roman_value(mark.label) is None:
                return None
            self.amending = True
            self.last_outer += 1
            return 1
        follows = self.last_pasal is None or mark.label in labels.following(self.last_pasal)
        if self.amending:
            printed_so = mark.starts_line and mark.alone
            return (
                self._under("pasal")
                if printed_so or mark.quoted or (follows and mark.ended and (mark.starts_line or mark.alone))
                else None
            )
        if follows:
            return self._under("pasal")
        if mark.starts_line and mark.alone and (mark.ended or headed):
            ahead = _whole(mark.label) - _whole(self.last_pasal or "")
            if 0 <= ahead <= _SKIPPED:
                return self._under("pasal")
            self.unread.append(f"Pasal {mark.label}")
            if ahead > 0 and self._counts_on(index, mark.label):
                return self._under("pasal")
        return None

    def _counts_on(self, index: int, label: str) -> bool:
        """Whether the next pasal is the one after ``label``: what looks like a jump is one."""
        following = labels.following(label)
        for other in self.marks[index + 1 : index + 1 + _FAR]:
            if other.kind == "pasal" and other.starts_line and other.alone:
                return any(reading in following for reading in labels.pasal_readings(other.label))
        return False

    def _numbered(self, index: int, mark: Mark) -> Mark:
        """A bab or a pasal with the number that it must mean where it stands."""
        if mark.kind == "bab":
            readings = labels.bab_readings(mark.label)
            follows = (reading for reading in readings if labels.bab_follows(reading, self.last_bab))
            return mark._replace(label=next(follows, readings[0]))
        if self._is_outer(index, mark):
            return mark
        expected = labels.following(self.last_pasal) if self.last_pasal else ("1",)
        if not self.amending and mark.label in expected:
            return mark
        readings = labels.pasal_readings(mark.label) or (mark.label,)
        if self.amending:
            said = self.path[self._quoting()].text
            meant = (reading for reading in readings if f"Pasal {reading} " in said)
        else:
            meant = (reading for reading in readings if reading in expected)
        return mark._replace(label=next(meant, readings[0]))

    def _is_outer(self, index: int, mark: Mark) -> bool:
        """``Pasal I``, ``Pasal II``: the outer pasal of an amending law, and no ``1`` or ``11`` misread."""
        if (
            not mark.starts_line
            or mark.quoted
            or labels.roman_value(mark.label) != self.last_outer + 1
            or (self.last_pasal and not self.amending)
        ):
            return False
        if self.amending or _CHANGES.match(self.text, mark.end, mark.end + 2_000):
            return True
        return len(self.path) == 1 and not self._counts_on(index, "1")  # an amending law has no bab

    def _meant(self, index: int, mark: Mark) -> Mark:
        """What a slip stood for: ``1.`` between ``k.`` and ``m.`` for ``l.``, ``2)`` between ayat for ``(2)``."""
        if mark.kind in ("pasal", "bab"):
            return self._numbered(index, mark)
        if mark.kind == "huruf" and mark.starts_line and mark.label in ("l", "ll"):
            return self._counted(index, mark)
        if mark.kind == "angka2" and mark.label == "1" and mark.capital and self.path[-1].kind == "pasal":
            return mark._replace(kind="ayat") if mark.start <= self.content else mark
        if not (mark.starts_line and mark.ended) or mark.kind not in ("angka", "angka2"):
            return mark
        if mark.kind == "angka" and (mark.label != "1" or self._introduced(mark)):
            return mark
        kind = "huruf" if mark.kind == "angka" else "ayat"
        for node, printed in zip(reversed(self.path), reversed(self.printed), strict=True):
            if node.kind == mark.kind or node.kind in _DEPTH:
                return mark
            if node.kind == kind:
                meant = mark._replace(kind=kind, label=labels.following(printed)[0])
                slip = (
                    meant.label in ("i", "l")
                    if kind == "huruf"
                    else meant.label == mark.label and mark.capital
                )
                return meant if slip and (kind == "ayat" or self._goes_on(index, meant)) else mark
        return mark

    def _counted(self, index: int, mark: Mark) -> Mark:
        """``l.`` for ``1.`` where a list of numbers begins, ``ll.`` for ``11.`` where one goes on."""
        expecting = {
            node.kind
            for node, printed in zip(self.path, self.printed, strict=True)
            if mark.label.replace("l", "1" if node.kind == "angka" else "l") in labels.following(printed)
        }
        if mark.label == "l" and self._introduced(mark):  # a list begins, and none begins with the letter l
            expecting = {"angka"}
        elif mark.label == "l" and "huruf" not in expecting and mark.start <= self.content:
            ahead = (other for other in self.marks[index + 1 : index + 1 + _FAR] if other.kind == "angka")
            if (second := next(ahead, None)) and second.label == "2":
                expecting = {"angka"}
        return (
            mark._replace(kind="angka", label=mark.label.replace("l", "1"))
            if expecting == {"angka"}
            else mark
        )

    # Items ------------------------------------------------------------------------------------

    def _item(self, index: int, mark: Mark) -> int | None:
        """The depth of an ayat, huruf or angka in the lists that are open; ``None`` for a mere mention."""
        directly = mark.start <= self.content
        if mark.cited and not directly:
            return None
        bottom = self._bottom()
        if (
            self.amending
            and mark.kind == "angka"
            and (mark.starts_line or mark.ended)
            and _AMENDS.match(self.text, mark.end)
        ):
            quoting = self._quoting()
            if (
                quoting
                and self.path[quoting].kind == "angka"
                and mark.label in labels.following(self.path[quoting].label)
            ):
                return quoting
        if self.path[bottom].kind in HEADERS:
            return None
        if mark.bare and mark.kind == "huruf" and not (mark.ended or directly):
            return None
        for depth in range(len(self.path) - 1, bottom, -1):
            if self.path[depth].kind == mark.kind and mark.label in labels.following(self.printed[depth]):
                return depth if self._continues(index, mark, directly) else None
        if mark.label in _FIRST:
            return self._opens(index, mark, directly, bottom)
        # Word goes on counting where a new list begins.
        if (
            mark.starts_line
            and self._introduced(mark)
            and mark.label in labels.following(self.closed.get(mark.kind, ""))
        ):
            return self._opens(index, mark, directly, bottom)
        if mark.starts_line and mark.ended:
            for depth in range(len(self.path) - 1, bottom, -1):
                node = self.path[depth]
                if (
                    node.kind == mark.kind
                    and _gap(self.printed[depth], mark.label) in (2, 3)
                    and (mark.kind != "ayat" or mark.capital)
                ):
                    return depth
        return None

    def _bottom(self) -> int:
        """The part whose lists are open: the innermost pasal, or the root where there are no pasal."""
        for depth in range(len(self.path) - 1, -1, -1):
            if self.path[depth].kind in _DEPTH:
                return depth
        return 0

    def _continues(self, index: int, mark: Mark, directly: bool) -> bool:
        if mark.kind == "ayat" and not (mark.capital or mark.ended):
            return False
        if directly or mark.ended or mark.starts_line:
            return True
        if mark.kind in ("ayat", "huruf") and self.text[mark.end : mark.end + 2].lstrip()[:1].isupper():
            return True
        if mark.listed and mark.kind in ("huruf", "huruf2", "angka2"):
            return True
        return self._goes_on(index, mark)

    def _opens(self, index: int, mark: Mark, directly: bool, bottom: int) -> int | None:
        depth = len(self.path)
        if depth - bottom > _DEEPEST:
            return None
        introduced = directly or self._introduced(mark)
        if not (introduced or mark.starts_line or (mark.listed and mark.kind == "huruf")):
            return None
        if any(node.kind == mark.kind for node in self.path[bottom + 1 :]) and not (
            introduced and self._goes_on(index, mark)
        ):
            return None
        if mark.kind == "ayat" and not introduced and not (mark.starts_line and mark.capital):
            return None
        return depth if introduced or self._goes_on(index, mark) else None

    def _introduced(self, mark: Mark) -> bool:
        return self.text[max(0, mark.start - 8) : mark.start].rstrip().endswith(":")

    def _goes_on(self, index: int, mark: Mark) -> bool:
        """Whether the next item of the list comes soon, and not this one once more."""
        if mark.label in _FIRST:
            return index in self.beginnings
        following = labels.following(mark.label)
        for other in self.marks[index + 1 : index + 1 + _FAR]:
            if other.kind in _DEPTH and other.starts_line and other.alone:
                return False
            if other.kind == mark.kind and not other.cited:
                if other.label in following:
                    return True
                if other.label == mark.label and other.starts_line and other.ended:
                    return False
        return False


def _beginnings(found: Sequence[Mark]) -> set[int]:
    """Which first items have their second soon, before a header or another first: one look back over all."""
    never = len(found) + _FAR + 1
    header = never
    second: dict[str, int] = {}
    first: dict[str, int] = {}
    beginnings: set[int] = set()
    for index in range(len(found) - 1, -1, -1):
        mark = found[index]
        if mark.kind in _DEPTH:
            if mark.starts_line and mark.alone:
                header = index
        elif mark.label in _FIRST:
            then = second.get(mark.kind, never)
            if then - index <= _FAR and then < header and then < first.get(mark.kind, never):
                beginnings.add(index)
            if mark.starts_line and mark.ended and not mark.cited:
                first[mark.kind] = index
        elif mark.label in _SECOND and not mark.cited:
            second[mark.kind] = index
    return beginnings


def _gap(last: str, label: str) -> int:
    """How far a label is ahead of another of its list; 0 where that cannot be said."""
    if last.isdigit() and label.isdigit():
        return int(label) - int(last)
    if len(last) == len(label) == 1:
        return ord(label) - ord(last)
    return 0


def _whole(label: str) -> int:
    """The number of a pasal without the letter of one that was put in: 5 of ``5A``."""
    return int(re.match(r"\d*", label)[0] or 0)  # type: ignore[index]


def _label(mark: Mark) -> str:
    if mark.kind in ("bagian", "paragraf"):
        return " ".join(
            word.capitalize() if word.isupper() and len(word) > 4 else word for word in mark.label.split()
        )
    return mark.label
