"""Articles and signals met one at a time are those that would be made of all at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from errno import ENOSPC
from pathlib import Path
from random import Random
from tempfile import TemporaryFile
from typing import IO

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samestory.errors import SamestoryError
from samestory.model import (
    Article,
    CapitalMention,
    Decision,
    NumberMention,
    Occurrence,
    Reason,
    Span,
    Standing,
    When,
)
from samestory.shelf import Articles, Aside, Drawer, Lately, Seen, Shelf, set_aside
from samestory.signals import Floats2d, signals

DAY = When(start=datetime(2024, 5, 2), end=datetime(2024, 5, 3), granularity="day", reason="stated")


def article(name: str) -> Article:
    """Ferries in two sentences below a headline."""
    text = f"Ferry {name}\nThe 5 ferries of Besk sailed. Again the 7th stayed."
    start = text.index("\n") + 1
    middle = text.index("Again")
    return Article(
        id=name,
        document_id=name,
        source=name,
        lang="en",
        text=text,
        title=Span(0, start - 1),
        published=DAY,
        sentences=(Span(start, middle), Span(middle, len(text))),
        capitals=(CapitalMention(span=Span(0, 5), key="feri"),),
        numbers=(NumberMention(span=Span(start + 4, start + 5), value=5.5),),
        occurrences=(Occurrence(span=Span(middle, middle + 5), kind="repeat"),),
        standings=(Standing(name=0, country="LO"),),
        credits=("Besk News",),
    )


def vectors(name: str) -> Floats2d:
    return np.full((3, 2), ord(name[0]), np.float32)


@pytest.fixture
def file() -> Iterator[IO[bytes]]:
    with TemporaryFile() as opened:
        yield opened


@pytest.fixture
def shelf(file: IO[bytes]) -> Shelf:
    made = Shelf(file)
    assert [one.id for one in made.passing(map(article, "abc"))] == ["a", "b", "c"]
    return made


def told(its: object) -> dict[str, object]:
    fields = msgspec.structs.asdict(its)  # type: ignore[arg-type]
    return {
        name: value.tolist() if isinstance(value, np.ndarray) else value for name, value in fields.items()
    }


def test_signals_are_those_of_the_article(shelf: Shelf) -> None:
    seen = Seen(shelf, vectors)
    assert list(seen) == ["a", "b", "c"]
    for name, its in seen.items():
        assert told(its) == told(signals(article(name), vectors(name)))
    assert "d" not in seen
    with pytest.raises(KeyError):
        seen["d"]


def test_entities_are_asked_for_by_sentence(shelf: Shelf) -> None:
    def named(name: str, sentences: int) -> tuple[frozenset[str], ...]:
        return (frozenset({name}), *(frozenset[str](),) * sentences)

    assert Seen(shelf, vectors, named)["b"].entities == (frozenset({"b"}), frozenset(), frozenset())


def test_no_more_rows_are_held_than_asked_for(shelf: Shelf) -> None:
    asked: list[str] = []

    def counted(name: str) -> Floats2d:
        asked.append(name)
        return vectors(name)

    wide, narrow = Seen(shelf, counted, most=9), Seen(shelf, counted, most=8)
    for name in "abcabc":
        wide[name]
    assert asked == [*"abc"]
    for name in "abcabc":
        narrow[name]
    assert asked == [*"abcabcabc"]


def test_standings_are_those_of_the_article(shelf: Shelf) -> None:
    assert shelf.standings("c") == article("c").standings


def test_articles_are_read_when_they_are_asked_for() -> None:
    asked: list[str] = []

    def read(name: str) -> Article:
        asked.append(name)
        return article(name)

    held = Articles(("a", "b"), read)
    assert (list(held), len(held), asked) == (["a", "b"], 2, [])
    assert held["b"] == held["b"] == article("b")
    assert asked == ["b"]
    with pytest.raises(KeyError):
        held["c"]


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(1, 5)), max_size=30), st.integers(1, 12))
def test_what_is_held_lately_is_what_would_be_made_anew(asked: list[tuple[str, int]], most: int) -> None:
    sizes = dict(asked)
    lately = Lately[str](most, len)
    for key, _ in asked:
        assert lately.get(key, lambda its: its * sizes[its]) == key * sizes[key]


def test_what_is_put_aside_comes_back_in_order_each_time(file: IO[bytes]) -> None:
    reason = Reason(name="r", value=0.5, says="так")
    made = [
        Decision(kind="entity", left=one, right="z", verdict="same", score=0.5, reasons=(reason,) * n)
        for n, one in enumerate("abc")
    ]
    aside = Aside(file, iter(made), Decision)
    assert list(aside) == list(aside) == made


@given(st.dictionaries(st.text(), st.lists(st.text())), st.randoms(use_true_random=False))
def test_what_lies_in_a_drawer_is_found_in_any_order(every: dict[str, list[str]], chance: Random) -> None:
    with TemporaryFile() as file:
        drawer = Drawer(file, list)
        for put, (key, value) in enumerate(every.items()):
            drawer.put(key, value)
            # What is read between two does not change where the next one lies.
            asked = chance.choice(list(every)[: put + 1])
            assert drawer[asked] == every[asked]
        assert dict(drawer) == every
        assert "other" in every or "other" not in drawer


def test_where_there_is_no_room_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    def full(_: bytes) -> bytes:
        raise OSError(ENOSPC, "No space left on device")

    with pytest.raises(SamestoryError, match=str(tmp_path)), set_aside() as file:
        Aside(file, map(full, (b"some",)), bytes)
    with pytest.raises(FileNotFoundError), set_aside():
        (tmp_path / "absent").read_bytes()
    assert list(tmp_path.iterdir()) == []
