"""Search in a dossier held open: by words until the encoder is there, and anew once somebody wrote."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copy
from threading import Event, Thread
from time import monotonic, sleep
from weakref import ref

import pytest

from samestory import pipeline
from samestory.corrections import stories as corrected
from samestory.dossier.searcher import Searcher
from samestory.encode import Encoder
from samestory.errors import InputError, WeightsMissing
from samestory.model import Contents
from samestory.search import Search
from samestory.store.view import View


def missing() -> Encoder:
    raise WeightsMissing("no weights here")


@pytest.fixture
def searcher(pile_dossier: Path) -> Iterator[Searcher]:
    one = Searcher(pile_dossier, missing)
    yield one
    one.close()


def waited(said: Callable[[], bool], until: float = 20.0) -> None:
    end = monotonic() + until
    while not said():
        assert monotonic() < end
        sleep(0.01)


def test_without_weights_words_are_searched_and_it_is_told(searcher: Searcher, pile_dossier: Path):
    answer = searcher.find("Haralin")
    assert (answer.by, answer.why) == ("words", "no weights here")
    with View.open(pile_dossier) as view:
        assert answer.found == Search(view).find("Haralin", by="words")
    with pytest.raises(WeightsMissing):
        searcher.find("Haralin", by="meaning")


def test_words_are_searched_while_the_encoder_loads(encoding: None, pile_dossier: Path):
    go_on, held = Event(), list[ref[Encoder]]()

    def slow() -> Encoder:
        assert go_on.wait(20)
        encoder = Encoder.open()
        held.append(ref(encoder))
        return encoder

    searcher = Searcher(pile_dossier, slow)
    searcher.warm()
    assert searcher.find("Haralin").by == "words"
    go_on.set()
    waited(lambda: searcher.find("Haralin").by == "both")
    assert searcher.find("a visit to the capital", by="meaning").found.stories
    searcher.close()
    gc.collect()
    assert [one() for one in held] == [None]


def test_holding_is_every_article_with_all_the_words(searcher: Searcher, pile: Contents):
    found = searcher.holding("Haralin")
    naming = {
        each.article
        for one in pile.entities
        if any(spelling.written == "Haralin" for spelling in one.spellings)
        for each in one.mentions
    }
    assert naming <= found < {one.id for one in pile.articles}
    assert searcher.holding("Haralin qqqq") == frozenset()
    with pytest.raises(InputError):
        searcher.holding("…")


@pytest.mark.parametrize("quick", [60.0, -1.0], ids=["at once", "in the background"])
def test_what_is_written_is_found_soon(
    encoding: None, pile_dossier: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quick: float
):
    monkeypatch.setattr("samestory.dossier.searcher.QUICK", quick)
    path = Path(copy(pile_dossier, tmp_path / "pile.db"))
    searcher = Searcher(path, missing)

    def stories() -> set[str | None]:
        return {one.story for one in searcher.find("Haralin").found.stories}

    before = stories()
    with View.open(path) as view:
        one, other, *_ = (each for each in view.stories() if each.id in before)
    pipeline.decide(path, corrected.joined(one, other, "ana").made)
    waited(lambda: not stories() & {one.id, other.id})
    searcher.close()


def test_many_may_ask_at_once(searcher: Searcher):
    found: list[int] = []
    asking = [Thread(target=lambda: found.append(searcher.find("Haralin").found.holding)) for _ in range(8)]
    for one in asking:
        one.start()
    for one in asking:
        one.join()
    assert len(found) == 8
    assert len(set(found)) == 1
