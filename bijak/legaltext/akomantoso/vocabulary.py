"""Our kinds of parts, and the elements of Akoma Ntoso that stand for them."""

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
ELEMENTS = {
    "buku": "book", "bab": "chapter", "bagian": "part", "paragraf": "section", "pasal": "article", "ayat": "paragraph",
    "huruf": "point", "angka": "point", "huruf2": "point", "angka2": "point",
}  # fmt: skip
"""What has an element of its own; all else is an ``hcontainer`` that names it."""
NUMBERS = {
    "buku": "BUKU {}", "bab": "BAB {}", "bagian": "Bagian {}", "paragraf": "Paragraf {}", "pasal": "Pasal {}",
    "ayat": "({})", "huruf": "{}.", "angka": "{}.", "huruf2": "{})", "angka2": "{})",
}  # fmt: skip
"""How a label is printed in ``num``; others are printed bare."""
SHORT = {
    "article": "art", "attachment": "att", "chapter": "chp", "citation": "cit", "citations": "cits",
    "paragraph": "para", "recital": "rec", "recitals": "recs", "section": "sec", "blockList": "list",
}  # fmt: skip
"""How the naming convention shortens an element in an ``eId`` (Akoma Ntoso Naming Convention 1.0, 5.4.2)."""
LISTS = {"menimbang": "recitals", "mengingat": "citations", "memperhatikan": "citations"}
ITEMS = {"recitals": "recital", "citations": "citation", "blockList": "item"}
