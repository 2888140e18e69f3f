"""Notes and keys against the examples of the C2SP specification and of Go's sumdb/note."""

import pytest

from bijak.ledger.note import BadKey, BadNote, Signer, TreeHead, Verifier, open_note

SIGNER = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
VERIFIER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
NOTE = (
    TEXT + "\n— PeterNeumann "
    "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
OTHER_VERIFIER = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop"
OTHER_SIGNATURE = (
    "— EnochRoot "
    "rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n"
)


def test_our_signature_is_byte_for_byte_the_published_one() -> None:
    signer = Signer.parse(SIGNER)
    assert signer.sign(TEXT) == NOTE
    assert str(signer) == SIGNER
    assert str(signer.verifier) == VERIFIER


def test_a_note_of_two_signers_opens_with_either_key() -> None:
    both = NOTE + OTHER_SIGNATURE
    for keys in ([VERIFIER], [OTHER_VERIFIER], [VERIFIER, OTHER_VERIFIER]):
        assert open_note(both, [Verifier.parse(key) for key in keys]) == TEXT


def test_the_note_of_the_specification_opens() -> None:
    note = (
        "This is an example message.\n\n— example.com/foo "
        "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
    )
    key = Verifier.parse("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")
    assert open_note(note, [key]) == "This is an example message.\n"


def test_a_note_signed_by_nobody_we_know_does_not_open() -> None:
    with pytest.raises(BadNote, match="No known key"):
        open_note(NOTE, [Verifier.parse(OTHER_VERIFIER)])


def test_no_byte_of_a_note_can_change_unnoticed() -> None:
    key = Verifier.parse(VERIFIER)
    for place in range(len(NOTE)):
        for replacement in ("A", "\n", chr(ord(NOTE[place]) ^ 1)):
            if replacement != NOTE[place]:
                with pytest.raises(BadNote):
                    open_note(NOTE[:place] + replacement + NOTE[place + 1 :], [key])


def test_no_byte_of_a_key_can_change_unnoticed() -> None:
    for parse, text in ((Signer.parse, SIGNER), (Verifier.parse, VERIFIER)):
        for place in range(len(text)):
            with pytest.raises(BadKey):
                parse(text[:place] + chr(ord(text[place]) + 1) + text[place + 1 :])
            with pytest.raises(BadKey):
                parse(text[:place])


def test_a_new_key_survives_writing_and_reading_and_does_not_show_itself() -> None:
    signer = Signer.generate("bijak.pontianak.go.id")
    assert Signer.parse(str(signer)) == signer
    assert repr(signer) == "Signer('bijak.pontianak.go.id')"
    with pytest.raises(BadKey, match="no blank"):
        Signer.generate("Kota Pontianak")


def test_a_text_with_a_blank_line_is_not_signed() -> None:
    with pytest.raises(BadNote):
        Signer.parse(SIGNER).sign("satu\n\ndua\n")


def test_a_tree_head_reads_what_it_writes_and_refuses_the_rest() -> None:
    head = TreeHead("bijak.pontianak.go.id", 20_852_163, bytes(range(32)))
    assert TreeHead.parse(str(head)) == head
    lines = str(head).split("\n")
    assert lines[:2] == ["bijak.pontianak.go.id", "20852163"]
    for wrong in ("", "x\n1\n", "x\n01\n" + lines[2] + "\n", "x\n1\nAAAA\n", "\n" + str(head)):
        with pytest.raises(BadNote):
            TreeHead.parse(wrong)
