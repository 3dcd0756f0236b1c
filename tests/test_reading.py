"""Names and deeds are marked in one pass of the encoder, and only so much text is held at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samestory import reading
from samestory.encode import Encoder
from samestory.model import Article, Document
from samestory.read.article import read
from samestory.reading import CHARACTERS_AT_ONCE, let_go, parts, read_and_encode, vectors

TEXT = """Date: 2031-05-06

Poland and Latvia at odds

President of Poland Jan Sorvik sharply criticised Latvia on Monday over the closed border at Grodin.

Ola Brenk of the University of Tarn expects a mild spring.
"""


def article(length: int) -> Article:
    return Article(id="a", document_id="d", source="a.txt", lang="en", text="." * length)


@pytest.mark.usefixtures("encoding")
def test_an_article_is_read_with_its_deeds() -> None:
    document = Document(id="d", source="a.txt", media_type="text/plain", data=TEXT.encode())
    (one,) = (made.article for made in read_and_encode([document], threads=1).articles)
    # Poland stands in the post of who acts: it does nothing itself.
    (blamed,) = one.deeds
    assert (blamed.sentence, blamed.root, blamed.mood) == (0, "ACCUSE", "stated")
    named = [one.names[k].span.of(one.text) for k in (blamed.source, blamed.target)]
    assert named == ["Jan Sorvik", "Latvia"]
    assert blamed.time is not None
    when = one.times[blamed.time].when
    assert when is not None
    assert when.start.day == 5


@pytest.mark.usefixtures("encoding")
def test_an_article_is_read_with_whose_its_actors_are() -> None:
    document = Document(id="d", source="a.txt", media_type="text/plain", data=TEXT.encode())
    (one,) = (made.article for made in read_and_encode([document], threads=1).articles)
    told = {one.names[s.name].span.of(one.text): (s.country, s.sector) for s in one.standings}
    assert told["Jan Sorvik"] == ("PL", "GOV")
    assert told["Latvia"] == ("LV", None)
    assert "Ola Brenk" not in told


@pytest.mark.usefixtures("encoding")
@pytest.mark.parametrize(("who", "whom"), [("Moscow", "Latvia"), ("Washington", "Bosnia")])
def test_places_act_for_their_governments(who: str, whom: str) -> None:
    text = (
        f"Date: 2031-05-06\n\nA border\n\n{who} sharply condemned {whom} on Monday over the closed border.\n"
    )
    document = Document(id="d", source="a.txt", media_type="text/plain", data=text.encode())
    (one,) = (made.article for made in read_and_encode([document], threads=1).articles)
    (told,) = one.deeds
    assert [one.names[k].span.of(one.text) for k in (told.source, told.target)] == [who, whom]


@pytest.mark.usefixtures("encoding")
def test_a_place_does_not_do_what_others_from_there_do() -> None:
    def source(who: str) -> str:
        text = f"Date: 2031-05-06\n\nA border\n\n{who} sharply condemned Latvia on Monday over the border.\n"
        document = Document(id="d", source="a.txt", media_type="text/plain", data=text.encode())
        (one,) = (made.article for made in read_and_encode([document], threads=1).articles)
        (told,) = one.deeds
        return one.party(told.source).of(one.text)

    assert source("Norway") == "Norway"
    assert source("Farmers in Norway") == "Farmers in Norway"


@pytest.mark.usefixtures("encoding")
def test_two_tasks_that_ask_for_the_encoder_at_once_load_it_once(monkeypatch: pytest.MonkeyPatch) -> None:
    let_go()
    opened, loaded = Encoder.open, []
    monkeypatch.setattr(Encoder, "open", lambda **how: loaded.append(how) or opened(**how))
    with ThreadPoolExecutor(2) as pool:
        one, other = pool.map(vectors, (["The ferry is late."],) * 2)
    assert len(loaded) == 1
    assert (one == other).all()


@given(st.lists(st.integers(0, 2 * CHARACTERS_AT_ONCE), max_size=8))
def test_parts_hold_every_article_once_and_little_at_a_time(lengths: list[int]) -> None:
    given_ = [article(length) for length in lengths]
    cut = list(parts(given_))
    assert [one for part in cut for one in part] == given_
    assert all(part for part in cut)
    assert all(len(part) == 1 or sum(len(a.text) for a in part) <= CHARACTERS_AT_ONCE for part in cut)


def plain(text: str) -> Document:
    return Document(id="d", source="a.txt", media_type="text/plain", data=text.encode())


def test_a_text_that_takes_too_long_is_a_failure_with_the_reason() -> None:
    made = read_and_encode([plain("The mayor spoke of it. " * 50_000)], threads=1, seconds=0.1)
    assert [one.reason for one in made.failures] == ["reading it took longer than 0.1 s"]
    assert (made.articles, made.failures[0].source) == ((), "a.txt")


def test_a_text_longer_than_any_article_is_a_failure() -> None:
    (one,) = read_and_encode([plain("word " * 210_000)], threads=1).failures
    assert one.reason.startswith("1,049,999 characters of text, over the limit")


@pytest.mark.usefixtures("encoding")
def test_a_document_that_reading_fails_on_is_a_failure_and_the_others_are_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def failing(document: Document) -> Article:
        if document.id == "bad":
            raise OverflowError("date value out of range")
        return read(document)

    monkeypatch.setattr(reading, "read", failing)
    bad, good = (
        Document(id=i, source=f"{i}.txt", media_type="text/plain", data=TEXT.encode())
        for i in ("bad", "good")
    )
    made = read_and_encode([bad, good], threads=1)
    assert [one.article.source for one in made.articles] == ["good.txt"]
    (failure,) = made.failures
    assert (failure.source, failure.stage) == ("bad.txt", "read")
    assert "OverflowError: date value out of range" in failure.reason
