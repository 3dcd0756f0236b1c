"""Articles folded, sent and seen elsewhere are those that are seen here."""

from __future__ import annotations

from datetime import datetime
from tempfile import TemporaryFile

import msgspec
import numpy as np
import pytest

from samestory.encode.neutral import neutral
from samestory.engine import Here
from samestory.gather import stories, windows
from samestory.gather.stories import gathered
from samestory.model import Article, CapitalMention, NumberMention, Span, When
from samestory.shelf import Seen, Shelf
from samestory.signals import Floats2d, Signals, unit_rows
from samestory.store.vectors import packed, unpacked
from samestory.windowed import Folded, Folding, judged

DAY = When(start=datetime(2024, 5, 2), end=datetime(2024, 5, 3), granularity="day", reason="stated")
WIDTH = 384
IDS = tuple(f"{number:02}" for number in range(24))


def article(id_: str) -> Article:
    """Of a ferry's 5 crossings, in two sentences below a headline."""
    text = f"Ferry {id_}\nThe ferry of Besk sailed. It crossed 5 times."
    start, middle = text.index("\n") + 1, text.index("It")
    return Article(
        id=id_, document_id=id_, source=id_, lang="en", text=text, title=Span(0, start - 1), published=DAY,
        sentences=(Span(start, middle), Span(middle, len(text))),
        capitals=(CapitalMention(span=Span(0, 5), key="feri"),),
        numbers=(NumberMention(span=Span(middle + 11, middle + 12), value=5.0),),
    )  # fmt: skip


def stored(id_: str) -> tuple[bytes, int]:
    """Three rows of one affair of three."""
    chance = np.random.default_rng(int(id_))
    affair = np.random.default_rng(1000 + int(id_) % 3).normal(size=(3, WIDTH))
    rows = affair + 0.4 * chance.normal(size=(3, WIDTH))
    return packed(unit_rows(rows.astype(np.float32))), WIDTH


def vectors(id_: str) -> Floats2d:
    return neutral(unpacked(*stored(id_)))


def entities(id_: str, sentences: int) -> tuple[frozenset[str], ...]:
    return tuple(frozenset({f"entity{int(id_) % 3}"}) for _ in range(sentences + 1))


def told(its: Signals) -> dict[str, object]:
    fields = msgspec.structs.asdict(its)
    return {
        name: value.tobytes() if isinstance(value, np.ndarray) else value for name, value in fields.items()
    }


def test_what_is_sent_of_an_article_is_what_is_seen_of_it() -> None:
    with TemporaryFile() as file:
        shelf = Shelf(file)
        list(shelf.passing([article("07")]))
        sent = msgspec.msgpack.decode(Folding(shelf, stored, entities)("07"), type=Folded)
        assert told(sent.signals()) == told(Seen(shelf, vectors, entities)["07"])
    assert len(sent.rows) < 2 * 3 * WIDTH


def test_windows_judged_elsewhere_give_the_stories_of_those_judged_here(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(windows, "UNITS", 20)
    framed: list[str] = []
    with TemporaryFile() as file:
        shelf = Shelf(file)
        list(shelf.passing(map(article, IDS)))
        seen = Seen(shelf, vectors, entities)
        folding = Folding(shelf, stored, entities)

        def elsewhere(frames):
            return judged((framed.extend(one.ids) or one for one in frames), folding, Here())

        here, there = gathered(seen, ()), gathered(seen, (), elsewhere=elsewhere)
        framed_before = len(framed)
        monkeypatch.setattr(stories, "FEW_WINDOWS", 1000)
        gathered(seen, (), elsewhere=elsewhere)
    assert set(framed) == set(IDS)
    assert len(framed) == framed_before
    assert here.pairs.every.tobytes() == there.pairs.every.tobytes()
    assert here.pairs.parted.tobytes() == there.pairs.parted.tobytes()
    assert here.home == there.home
    assert len(set(here.home.values())) == 3
