"""Who wrote an article: as it is stated, and where the text says it."""

from __future__ import annotations

import json
from time import process_time

import pytest

from samestory.model import Document
from samestory.read import html_data
from samestory.read.article import read
from samestory.read.authors import authors, byline, of_page

BODY = "The bridge at Kestrin is closed until Friday, the town council said on Tuesday."


@pytest.mark.parametrize(
    ("stated", "found"),
    [
        ("Ana  Veld; Ivo Lind", "Ana Veld;Ivo Lind"),
        ("Ana veld; Ana-Veld", "Ana veld"),
        ("The Post; Ana Veld", "Ana Veld"),
        ("The Post", "The Post"),
        ("The Post https; Www Post Example; Ana Veld", "Ana Veld"),
        ("ana@post.example\nAna Veld", "Ana Veld"),
        (" ; ", ""),
        ("x" * 90, ""),
    ],
)
def test_names_come_once_each_without_what_is_none(stated: str, found: str) -> None:
    assert ";".join(authors(stated, "The Post")) == found


def test_initials_get_their_stops_back_from_the_page() -> None:
    assert authors("Ana R Veld", None, "<p>by Ana R. Veld</p>") == ("Ana R. Veld",)
    assert authors("Ana R Veld", None, "<p>by Ana R Veld, Ana R. Veld</p>") == ("Ana R Veld",)


def data(author: object, **more: object) -> str:
    article = {"@graph": [{"@type": "NewsArticle", "headline": "Bridge closed", "author": author, **more}]}
    return f"<script type='application/ld+json'>{json.dumps(article)}</script>"


@pytest.mark.parametrize(
    ("author", "found"),
    [
        ("Ana Veld", "Ana Veld"),
        ({"@type": "Person", "name": "Ana Veld"}, "Ana Veld"),
        ([{"name": "Ana Veld"}, {"name": "AFP"}, "Ana Veld"], "Ana Veld;AFP"),
        # A page that says only that it is its own is asked on.
        ({"name": "The Post"}, "Ivo Lind"),
        (None, "Ivo Lind"),
        ([3, {"name": 4}, {}], "Ivo Lind"),
    ],
)
def test_what_the_data_of_a_page_say_comes_first(author: object, found: str) -> None:
    page = data(author, image={"author": {"name": "Getty"}}) + "".join(
        f"<script type='application/ld+json'>{other}</script>" for other in ("3", '"x"', "[[]]", "{broken")
    )
    assert ";".join(of_page(html_data.authors(page), "Ivo Lind", "The Post", page)) == found


def test_a_byline_is_a_line_that_says_little_else() -> None:
    text = f"Bridge closed\n{BODY} It was built for Ana Veld and eight hundred others.\nText: Ana Veld"
    span = byline(text, ("Ana Veld", "Ivo Lind"))
    assert span is not None
    assert (span.start, span.of(text)) == (len(text) - len("Ana Veld"), "Ana Veld")
    assert byline(text, ("Ivo Lind",)) is None
    assert byline(text, ()) is None


def test_a_name_all_over_one_long_line_takes_no_time() -> None:
    began = process_time()
    assert byline("a " * 100_000 + "\nText: a", ("a",)) is not None
    assert process_time() - began < 2


def test_a_page_and_a_row_state_their_author() -> None:
    head = "<meta name='author' content='Ana Veld'>"
    page = f"<html><head>{head}</head><body><article>{f'<p>{BODY}</p>' * 3}</article></body></html>"
    made = [("text/html", page, {}), ("text/plain", BODY, {"author": "Ana Veld"})]
    for kind, words, fields in made:
        document = Document(id="d", source="a", media_type=kind, data=words.encode(), fields=fields)
        assert read(document).author == "Ana Veld"
