import time
from uuid import UUID

from bijak.kernel.uuid7 import from_parts, uuid7, uuid7s


def test_the_example_of_the_rfc_is_laid_out_the_same() -> None:
    """RFC 9562, appendix A.6."""
    moment = 0x017F22E279B0 << 12 | 0xCC3
    assert str(from_parts(moment, 0x18C4DC0C0C07398F)) == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"


def test_keys_made_in_one_breath_are_distinct_and_sorted() -> None:
    keys = [uuid7() for _ in range(10_000)]
    assert keys == sorted(set(keys))


def test_keys_of_many_rows_stand_in_order_between_those_made_one_by_one() -> None:
    keys = [uuid7(), *map(UUID, uuid7s(1_000)), uuid7()]
    assert keys == sorted(set(keys))
    assert {(key.version, key.variant) for key in keys} == {(7, "specified in RFC 4122")}
    assert uuid7s(0) == []


def test_a_key_tells_its_version_and_its_moment() -> None:
    before = time.time_ns() // 1_000_000
    key = uuid7()
    after = time.time_ns() // 1_000_000
    assert key.version == 7
    assert key.variant == "specified in RFC 4122"
    assert before <= key.int >> 80 <= after + 1
