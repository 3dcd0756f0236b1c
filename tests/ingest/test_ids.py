from hypothesis import given
from hypothesis import strategies as st

from samestory.ids import content_id

PARTS = st.lists(st.one_of(st.text(), st.binary()), max_size=5)


@given(PARTS, PARTS)
def test_equal_ids_only_for_equal_parts(left: list[bytes | str], right: list[bytes | str]) -> None:
    assert (content_id(*left) == content_id(*right)) == (left == right)


def test_an_id_is_the_same_on_any_machine() -> None:
    assert content_id("text/plain", b"river") == content_id("text/plain", b"river")
    assert len(content_id()) == 32
    assert content_id("ab", "c") != content_id("a", "bc")
    assert content_id("ab") != content_id(b"ab")
    assert content_id("\ud800")
