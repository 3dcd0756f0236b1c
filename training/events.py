"""Trains what samestory/heads/events.npz holds: ``python -m training.events --data ROOT``.

Gold, own sentences and pairs read in news train; no text is kept. ``python -m evals events`` measures.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import cyclopts
import numpy as np
import numpy.typing as npt
import torch

from evals.base import DATA_ROOT, DataRoot
from evals.events import gold
from evals.events.cases import marked
from evals.events.gold import Acted, Gold, fold
from evals.events.parties import parties
from samestory.encode import Encoder
from samestory.encode.session import Floats, Tokens
from samestory.heads.events import ANSWERS, FILE, FOLDS, MOODS, ROOTS, Nets, Part, others, places
from samestory.heads.names import NameTagger
from samestory.heads.terms import WordStates
from samestory.model import Mood, Root, Span
from training.events_idle import Idle, third_names
from training.events_model import Example, Net, Shape, trained
from training.events_news import News, read

OUT = Path(__file__).parents[1] / "samestory" / "heads" / FILE
HERE = Path(__file__).parent
# Nets trained from different beginnings: for roots so many a fold.
SEEDS: dict[Part, int] = {"roots": 2, "moods": 3, "order": 3, "told": 3}
# Whether anything is told takes more looks than what it is, and units of its own.
TOLD_SHAPE = Shape(ways=8, units=64, rounds=10)
# What a pair that is no news counts there: in gold and own sentences far more is told.
NO_NEWS = 0.3
# What a pair of news counts for roots: its root is often one of several that are right.
NEWS_ROOTS = 0.1
# Roots whose own words speak of what is to come; they teach nothing of moods.
FORWARD = frozenset(("AGREE", "THREATEN"))
# How often a sentence is taken in which who acts stands behind.
TURNED_TIMES = 3


class Even(NamedTuple):
    """Mean and deviation of all token states, float32 (d,) each."""

    mean: Floats
    scale: Floats


class Sentences(NamedTuple):
    """All that trains: gold, then own sentences by file, with their token states; and pairs in news."""

    gold: Sequence[Gold[Root]]
    own: Sequence[Gold[Root]]
    moods: Sequence[Gold[Mood]]
    tokens: Sequence[Tokens]
    news: News

    def roots(self) -> list[Gold[Root]]:
        """Those that teach roots, in the order of ``tokens``."""
        return [*self.gold, *self.own]

    def told(self) -> list[Acted]:
        """All, in the order of ``tokens``."""
        return [*(one.told for one in self.roots()), *(one.told for one in self.moods)]


def own() -> list[Gold[Root]]:
    """The own sentences that tell a root."""
    return [
        Gold(told, root)
        for name in ("events", "events_orders")
        for root in ROOTS
        for told in _lines(name, root)
    ]


def own_moods() -> list[Gold[Mood]]:
    """The own sentences that tell a deed otherwise than stated."""
    return [Gold(told, mood) for mood in MOODS for told in _lines("events_moods", mood)]


def evened(read: Sequence[Tokens]) -> Even:
    """Mean and deviation over the tokens that stand somewhere."""
    states = np.concatenate([tokens.said[_real(tokens)] for tokens in read])
    return Even(states.mean(axis=0), states.std(axis=0) + np.float32(1e-6))


def example(
    told: Acted, tokens: Tokens, even: Even, answer: int, weight: float = 1.0, parties: Sequence[Span] = ()
) -> Example:
    """What a net learns from; ``parties`` are all that the sentence names."""
    real = _real(tokens)
    states = np.asarray((tokens.said[real] - even.mean) / even.scale, np.float32)
    pair = told.source, told.target
    return Example(states, places(tokens, *pair, others(tokens, pair, parties))[real], answer, weight)


def stacked(nets: Sequence[Net], even: Even) -> Nets:
    """The nets as the package holds them, in half precision."""

    def each(name: str) -> Floats:
        values = np.stack([net.get_parameter(name).detach().numpy() for net in nets])
        return np.asarray(values.swapaxes(1, -1), np.float16).astype(np.float32)

    names = ["looks.weight", "placed.weight", "out.weight", "out.bias"]
    if nets[0].units is not None:
        names += ["units.weight", "units.bias"]
    return Nets(*even, *map(each, names))


def root_nets(given: Sentences, even: Even) -> Iterator[Net]:
    """Of each beginning one net a fold, trained on all but that fold of the gold."""
    deeds = given.roots()
    found = [
        example(one.told, tokens, even, ROOTS.index(one.answer))
        for one, tokens in zip(deeds, given.tokens[: len(deeds)], strict=True)
    ]
    found += [
        example(one.told, its, even, ROOTS.index(one.answer), NEWS_ROOTS) for one, its in given.news.roots()
    ]
    parts = [fold(one.told.text) for one in given.gold] + [-1] * (len(found) - len(given.gold))
    for seed in range(SEEDS["roots"]):
        for part in range(FOLDS):
            kept = [one for one, its in zip(found, parts, strict=True) if its != part]
            yield trained(kept, ANSWERS["roots"], seed)


def mood_nets(given: Sentences, even: Even) -> Iterator[Net]:
    """Nets on own moods; gold and own roots are stated, but for those that speak of what is to come."""
    deeds = given.roots()
    found = [
        example(one.told, tokens, even, MOODS.index("stated"))
        for one, tokens in zip(deeds, given.tokens[: len(deeds)], strict=True)
        if one.answer not in FORWARD
    ]
    found += [
        example(one.told, tokens, even, MOODS.index(one.answer))
        for one, tokens in zip(given.moods, given.tokens[len(deeds) :], strict=True)
    ]
    yield from (trained(found, ANSWERS["moods"], seed) for seed in range(SEEDS["moods"]))


def order_nets(given: Sentences, even: Even) -> Iterator[Net]:
    """Nets on all sentences that name both actors, as they are and turned."""
    found = []
    for told, tokens in [*zip(given.told(), given.tokens, strict=True), *given.news.ordered()]:
        if told.source and told.target:
            pair = told, told._replace(source=told.target, target=told.source)
            both = [example(its, tokens, even, answer) for answer, its in enumerate(pair)]
            found += both * (1 if told.source < told.target else TURNED_TIMES)
    yield from (trained(found, ANSWERS["order"], seed) for seed in range(SEEDS["order"]))


def told_nets(
    given: Sentences, even: Even, silent: Sequence[Idle], named: Sequence[Sequence[Span]]
) -> Iterator[Net]:
    """Nets on all sentences that name both actors and on pairs without a deed, each way by chance.

    ``named`` are all who are named in each of ``given.told()``, then of ``silent``.
    """
    chance = np.random.default_rng(0)
    both = [(told, its, 1) for told, its in zip(given.told(), given.tokens, strict=True)]
    both += [(told, its, 0) for told, its in silent]
    found = [
        example(_either(told, chance), its, even, answer, NO_NEWS, beside)
        for (told, its, answer), beside in zip(both, named, strict=True)
        if told.source and told.target
    ]
    found += [
        example(_either(pair.told, chance), its, even, int(bool(pair.answers)), parties=beside)
        for pair, its, beside in zip(*given.news, strict=True)
    ]
    yield from (trained(found, ANSWERS["told"], seed, TOLD_SHAPE) for seed in range(SEEDS["told"]))


def _either(told: Acted, chance: np.random.Generator) -> Acted:
    """One way or the other, by chance."""
    return told._replace(source=told.target, target=told.source) if chance.random() < 0.5 else told


def idle(encoder: Encoder, given: Sentences) -> list[Idle]:
    """Pairs without a deed that are no news: own, and of the gold's target with a third name."""
    texts = tomllib.loads((HERE / "events_idle.toml").read_text("utf-8"))
    lines = [marked(text, lang) for lang, its in texts.items() for text in its]
    _, tokens = encoder.read([told.text for told in lines], WordStates())
    gold_told = [one.told for one in given.gold]
    third = third_names(gold_told, given.tokens, encoder, NameTagger.open())
    return [*zip(lines, tokens, strict=True), *third]


def main(data: DataRoot = DATA_ROOT, *, out: Path = OUT) -> None:
    """Train all nets and write them."""
    torch.set_num_threads(1)
    encoder = Encoder.open()
    sentences = Sentences(gold.sentences(data), own(), own_moods(), (), read(data, encoder))
    _, tokens = encoder.read([told.text for told in sentences.told()], WordStates())
    given = sentences._replace(tokens=tokens)
    even, silent = evened(tokens), idle(encoder, given)
    named = parties(encoder, [*given.told(), *(told for told, _ in silent)])
    held: dict[str, npt.NDArray[np.float16]] = {}
    parts: tuple[tuple[Part, Iterator[Net]], ...] = (
        ("roots", root_nets(given, even)),
        ("moods", mood_nets(given, even)),
        ("order", order_nets(given, even)),
        ("told", told_nets(given, even, silent, [its.spans for its in named])),
    )
    for part, nets in parts:
        for name, value in stacked(list(nets), even)._asdict().items():
            if value is not None:
                held[f"{part}.{name}"] = value.astype(np.float16)
        print(f"{part}: trained", flush=True)
    np.savez(out, **held)  # type: ignore[arg-type]


def _lines(name: str, kind: str) -> Iterator[Acted]:
    """The sentences of one kind in a file, language by language."""
    told = tomllib.loads((HERE / f"{name}.toml").read_text("utf-8"))
    for lang, texts in told.get(kind, {}).items():
        yield from (marked(text, lang) for text in texts)


def _real(tokens: Tokens) -> npt.NDArray[np.bool_]:
    return np.asarray(tokens.places[:, 1] > tokens.places[:, 0])


if __name__ == "__main__":
    cyclopts.run(main)
