from hypothesis import given
from hypothesis import strategies as st

from samestory.read.markdown import plain


def test_front_matter_and_first_heading_are_stated_fields() -> None:
    found = plain('---\ntitle: "Bridge closed"\ndate: 2025-03-04\nother: x\n---\n# Old heading\n\nText.\n')
    assert found.fields == {"title": "Bridge closed", "published": "2025-03-04"}
    assert found.text.split() == ["Text."]
    assert plain("Bridge closed\n=====\nText.").fields == {"title": "Bridge closed"}
    assert plain("Text.\n\n## Later").fields == {}


def test_marks_go_and_words_stay() -> None:
    text = (
        'The **old** _bridge_ is [closed](https://x.org "t")[^1] ![photo](a.jpg) to `all`.\n\n'
        "> ***Buses*** go north, 2 * 3 * 4, snake_case_name.\n\n- one\n* two\n\n---\n### Next ###\n"
        "[^1]: note\n[ref]: https://x.org\n<br>1\\. \\*star\\*"
    )
    assert [line for line in plain(text).text.split("\n") if line.strip()] == [
        "The old bridge is closed  to all.",
        "Buses go north, 2 * 3 * 4, snake_case_name.",
        "one",
        "two",
        "Next",
        "1. *star*",
    ]


@given(st.text(alphabet=st.characters(categories=["L", "Nd", "Zs"]), max_size=200))
def test_text_without_marks_is_left_as_it_is(text: str) -> None:
    assert plain(text).text == text
