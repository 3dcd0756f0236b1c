from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samestory.links.address import absolute, canonical
from samestory.links.trouble import NotFetched

PLAIN = "https://post.example/news/ferry"


@pytest.mark.parametrize(
    "written",
    [
        "https://Post.Example/news/ferry",
        "HTTPS://post.example:443/news/ferry",
        "https://post.example/news/ferry#comments",
        "https://post.example/news/ferry?",
        "https://post.example/news/ferry?utm_source=letter&UTM_Medium=mail",
        "https://post.example/news/ferry?fbclid=IwAR3&ysclid=m1",
        "https://post.example./news/ferry",
        " https://post.example/ne\nws/ferry ",
    ],
)
def test_one_article_has_one_address(written: str):
    assert canonical(written, "https://post.example/") == PLAIN


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://post.example/a", "http://post.example/a"),
        ("https://post.example/a", "https://post.example/a/"),
        ("https://post.example/a", "https://post.example/A"),
        ("https://post.example/?id=1", "https://post.example/?id=2"),
        ("https://post.example/?utm=1", "https://post.example/"),
        ("https://post.example:8443/", "https://post.example/"),
    ],
)
def test_what_may_be_another_article_stays_another(one: str, other: str):
    assert canonical(one) != canonical(other)


def test_parameters_that_say_what_is_shown_stay_in_their_order():
    assert canonical("https://post.example/?b=2&gclid=9&a=%d0%b0&c") == "https://post.example/?b=2&a=%D0%B0&c"


def test_an_address_is_asked_with_all_its_parameters():
    assert absolute("https://post.example/a?utm_source=x#top") == "https://post.example/a?utm_source=x"


def test_letters_of_any_script_are_written_as_they_are_sent():
    assert absolute("https://вести.example/мост?q=мост") == (
        "https://xn--b1agj9af.example/%D0%BC%D0%BE%D1%81%D1%82?q=%D0%BC%D0%BE%D1%81%D1%82"
    )


def test_links_are_taken_from_the_page_they_stand_on():
    assert absolute("../b?x=1", "https://post.example/a/c/d") == "https://post.example/a/b?x=1"
    assert absolute("//other.example/b", PLAIN) == "https://other.example/b"


def test_marks_of_files_in_files_are_escaped_in_names_alone():
    assert canonical("https://post.example/a!b") == "https://post.example/a%21b"
    assert absolute("https://post.example/a!b") == "https://post.example/a!b"


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("ftp://post.example/a", "http"),
        ("file:///etc/hosts", "http"),
        ("javascript:alert(1)", "http"),
        ("https:///a", "http"),
        ("https://post.example:99999/", "not an address"),
        ("https://[::1/", "not an address"),
        (f"https://{'a' * 70}.example/", "not an address"),
        ("https://anna:secret@post.example/", "password"),
        (f"https://post.example/{'a' * 5000}", "longer"),
        (f"https://post.example/{'ж' * 1000}", "longer"),
        ("https://po\x1b[31mst.example/", "not an address"),
        ("https://po st.example/", "not an address"),
        ("https://a..example/", "not an address"),
    ],
)
def test_what_is_no_address_of_a_page_is_refused_with_a_reason(written: str, reason: str):
    with pytest.raises(NotFetched, match=reason):
        canonical(written)


@given(st.text(max_size=60))
def test_any_link_gives_an_address_that_stays_as_it_is_or_is_refused(link: str):
    try:
        found = canonical(link, PLAIN)
    except NotFetched:
        return
    assert canonical(found) == found
    assert found.isascii()
    assert not set(found) & set("#! \n")
