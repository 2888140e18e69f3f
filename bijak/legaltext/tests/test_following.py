"""A reference leads to the same provision after the text was rearranged."""

from bijak.legaltext import numbering, reader
from bijak.legaltext.following import follow
from bijak.legaltext.tree import Node

LAW = """Pasal 1
Peraturan ini mengatur pelatihan.
Pasal 2
(1) Pegawai berhak atas pelatihan.
(2) Hak sebagaimana dimaksud pada ayat (1) diatur dalam Pasal 3 ayat (2).
Pasal 3
(1) Pelatihan terdiri atas:
a. klasikal; dan
b. nonklasikal sebagaimana dimaksud dalam huruf a.
(2) Biaya ditanggung daerah menurut Pasal 2 ayat (1) dan ayat (2).
Pasal 4
Ketentuan Pasal 1, Pasal 2, dan Pasal 3 sampai dengan Pasal 4 berlaku.
Pasal 5
Pasal 3 Undang-Undang Nomor 5 Tahun 2014 tetap berlaku menurut Pasal 3 ayat (1) huruf b.
"""


def rearranged(change):
    """The law, what it became, and which old part is which new one."""
    old, new = reader.parse(LAW).root, reader.parse(LAW).root
    twins = list(zip(old.walk(), new.walk(), strict=True))
    change(new)
    there = {id(node) for node in new.walk()}
    same = {id(node): twin for node, twin in twins if id(twin) in there}
    numbering.renumber(new.children)
    followed = follow(old, new, same)
    for node in new.walk():
        node.text = followed.texts.get(id(node), node.text)
    return new, [reference.address for reference in followed.lost]


def texts(root):
    return [node.text for node in root.walk() if node.text]


def test_nothing_moved_and_nothing_changes():
    new, lost = rearranged(lambda root: None)
    assert (texts(new), lost) == (texts(reader.parse(LAW).root), [])


def test_an_added_pasal_pushes_the_references_behind_it():
    new, lost = rearranged(lambda root: root.children.insert(1, Node("pasal", text="Baru.")))
    assert "Hak sebagaimana dimaksud pada ayat (1) diatur dalam Pasal 4 ayat (2)." in texts(new)
    assert "Ketentuan Pasal 1, Pasal 3, dan Pasal 4 sampai dengan Pasal 5 berlaku." in texts(new)
    assert (
        "Pasal 3 Undang-Undang Nomor 5 Tahun 2014 tetap berlaku menurut Pasal 4 ayat (1) huruf b."
        in texts(new)
    )
    assert lost == []


def test_references_change_places_with_their_targets():
    def swap(root):
        root.children[1], root.children[2] = root.children[2], root.children[1]

    new, _lost = rearranged(swap)
    assert "Biaya ditanggung daerah menurut Pasal 3 ayat (1) dan ayat (2)." in texts(new)
    assert "Ketentuan Pasal 1, Pasal 3, dan Pasal 2 sampai dengan Pasal 4 berlaku." in texts(new)


def test_an_added_ayat_pushes_those_of_its_pasal_only():
    new, _lost = rearranged(lambda root: root.children[1].children.insert(0, Node("ayat", text="Baru.")))
    assert "Hak sebagaimana dimaksud pada ayat (2) diatur dalam Pasal 3 ayat (2)." in texts(new)
    assert "Biaya ditanggung daerah menurut Pasal 2 ayat (2) dan ayat (3)." in texts(new)


def test_a_reference_to_what_is_gone_is_kept_and_named():
    new, lost = rearranged(lambda root: root.children.pop(2))
    assert "Hak sebagaimana dimaksud pada ayat (1) diatur dalam Pasal 3 ayat (2)." in texts(new)
    assert lost == ["Pasal 3", "Pasal 3", "Pasal 3"]


def test_a_reference_to_an_ayat_that_is_gone_names_the_ayat():
    new, lost = rearranged(lambda root: root.children[1].children.pop(0))
    assert lost == ["ayat (1)", "Pasal 2 ayat (1)"]
    assert "Biaya ditanggung daerah menurut Pasal 2 ayat (1) dan ayat (1)." in texts(new)


def test_an_ayat_that_went_to_another_pasal_is_cited_whole():
    def move(root):
        root.children[2].children.append(root.children[1].children.pop(0))

    new, lost = rearranged(move)
    assert lost == []
    assert "Hak sebagaimana dimaksud pada Pasal 3 ayat (3) diatur dalam Pasal 3 ayat (2)." in texts(new)
    assert "Biaya ditanggung daerah menurut Pasal 3 ayat (3) dan Pasal 2 ayat (1)." in texts(new)


def test_the_only_part_cited_takes_its_pasal_along():
    def move(root):
        root.children[0].text, root.children[0].children = (
            "",
            [root.children[2].children.pop(1), Node("ayat", text="x")],
        )

    new, _lost = rearranged(move)
    assert "Hak sebagaimana dimaksud pada ayat (1) diatur dalam Pasal 1 ayat (1)." in texts(new)


def test_words_that_were_written_anew_are_left_alone():
    def change(root):
        root.children.insert(1, Node("pasal", text="Baru."))
        root.children[4].text = "Pasal 3 berlaku."

    new, _lost = rearranged(change)
    assert "Pasal 3 berlaku." in texts(new)
