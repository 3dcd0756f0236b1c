from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from samestory.errors import InputError
from samestory.export.versions import changes, histories, listed, of_article, printed
from samestory.model import Article, Document, Span, Version
from samestory.read.article import read

FIRST = "Ferry late\n\nThe ferry was late on Tuesday. Ice held it up for three hours. Nobody was hurt."
SECOND = f"{FIRST.replace('three', 'four')} It sails again."
HERE = "https://post.example/news/ferry"


def article(text: str) -> Article:
    return read(Document(id=text, source=HERE, media_type="text/plain", data=text.encode()))


def seen(*texts: str, source: str = HERE) -> tuple[Version, ...]:
    return tuple(
        Version(source=source, seen=f"2025-11-{day}T08:00:00.000+00:00", article=article(text))
        for day, text in enumerate(texts, 11)
    )


def test_what_changed_is_told_by_sentence():
    before, after = article(FIRST), article(SECOND)
    told = [
        ([one.of(before.text) for one in change.before], [one.of(after.text) for one in change.after])
        for change in changes(before, after)
    ]
    assert told == [
        (["Ice held it up for three hours."], ["Ice held it up for four hours."]),
        ([], ["It sails again."]),
    ]


def test_white_space_is_no_change():
    assert changes(article(FIRST), article(FIRST.replace("was late", "was  late"))) == []


def test_a_new_title_is_a_change():
    (change,) = changes(article(FIRST), article(FIRST.replace("Ferry late", "Ferry held by ice")))
    assert (len(change.before), len(change.after)) == (1, 1)


@given(st.lists(st.sampled_from("abcd"), max_size=8), st.lists(st.sampled_from("abcd"), max_size=8))
def test_changes_lead_from_one_version_to_the_next(before: list[str], after: list[str]):
    one, other = made(before), made(after)
    told = changes(one, other)
    gone = {span for change in told for span in change.before}
    come = {span for change in told for span in change.after}
    kept = [span.of(one.text) for span in one.sentences if span not in gone]
    assert kept == [span.of(other.text) for span in other.sentences if span not in come]
    assert (told == []) == (before == after)


def made(sentences: list[str]) -> Article:
    spans = tuple(Span(2 * place, 2 * place + 1) for place in range(len(sentences)))
    return Article(
        id="a", document_id="d", source=HERE, lang="en", text=" ".join(sentences), sentences=spans
    )  # fmt: skip


def test_pages_with_one_text_have_no_history():
    versions = (*seen(FIRST, source="https://post.example/a"), *seen(FIRST, SECOND))
    assert histories(versions) == [seen(FIRST, SECOND)]


def test_a_page_is_found_by_address_its_end_and_its_articles():
    versions = (*seen(FIRST, source="https://other.example/ferry"), *seen(FIRST + " Snow.", SECOND))
    for said in (HERE, "news/ferry", versions[2].article.id, versions[2].article.id[:10]):
        assert of_article(versions, said) == versions[1:]
    with pytest.raises(InputError, match="may be any of"):
        of_article(versions, "/ferry")
    for said in ("bridge", ""):
        with pytest.raises(InputError, match="no page of the web"):
            of_article(versions, said)


def test_versions_as_json_lead_to_their_characters():
    (page,) = listed([seen(FIRST, SECOND)])["pages"]
    first, second = page["versions"]
    assert page["url"] == HERE
    assert (first["changes"], first["title"], first["seen"][:10]) == ([], "Ferry late", "2025-11-11")
    for one in second["changes"][0]["before"]:
        assert (
            article(FIRST).text[one["start"] : one["end"]] == one["text"] == "Ice held it up for three hours."
        )
    assert [one["text"] for one in second["changes"][1]["after"]] == ["It sails again."]


def test_versions_in_words():
    console = Console(width=200)
    with console.capture() as captured:
        console.print(printed([seen(FIRST, SECOND)]))
    told = captured.get().splitlines()
    assert told[0] == HERE
    assert told[1].startswith("2025-11-11 08:00:00 UTC")
    assert [one.strip() for one in told[3:]] == [
        "− Ice held it up for three hours.",
        "+ Ice held it up for four hours.",
        "+ It sails again.",
    ]


def test_nothing_changed_says_so():
    console = Console(width=200)
    with console.capture() as captured:
        console.print(printed([]))
    assert "No page" in captured.get()
