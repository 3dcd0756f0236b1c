"""Coded events from text alone: how many are as PLOVER's coders have them, and what stands in the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from evals.actors.gold import HALVES
from evals.base import Figure, Result, found
from evals.counts import Counts
from evals.events import naive
from evals.events.gold import RECORDS, SENTENCES, sentences
from evals.records import gold
from evals.records.gold import Coded
from evals.records.score import Rule, Told, codes, counted, named, same_both, same_root, same_source
from evals.records.told import articles, ours, plain
from samestory.encode import Encoder
from samestory.encode.neutral import Floats2d, neutral
from samestory.model import Article, Span

RULES: dict[str, Rule] = {
    "root": same_root,
    "root and source": same_source,
    "root, source and target": same_both,
}


def run(data: Path) -> Result:
    """Measure both halves of the records."""
    encoder = Encoder.open()
    seen = sentences(data)
    vectors = neutral(encoder.encode([one.told.text for one in seen]))
    centres = naive.means(vectors, [one.answer for one in seen])
    figures = [one for half in HALVES for one in _half(half, gold.records(data, half), encoder, centres)]
    files = [*found(data, RECORDS), *found(data, SENTENCES)]
    return Result(
        task="records",
        about=(
            "coded events of 306 gold records of PLOVER with two actors, from the text alone: names, deeds "
            "and standings as the program reads them. An actor is right where its name meets gold's or its "
            "country and sector are gold's. Events that gold does not code count as wrong"
        ),
        baseline=(
            "the first two names found, the root whose gold sentences are nearest, territories by name, GOV"
        ),
        peer=None,
        figures=tuple(figures),
        files=tuple(str(file.relative_to(data)) for file in files),
    )


def _half(half: str, wanted: Sequence[Coded], encoder: Encoder, centres: Floats2d) -> Iterator[Figure]:
    read = articles(encoder, wanted)
    both = [ours(one) for one in read], plain(encoder, read, centres)
    for what, rule in RULES.items():
        yield from _pair(f"{what}, {half}", *(counted(told, wanted, rule) for told in both))
    for place, what in enumerate(("country", "sector")):
        yield from _pair(f"{what} of actors met, {half}", *(codes(told, wanted, place) for told in both))
    names = named([[one.span for one in article.names] for article in read], wanted)
    yield Figure(name=f"both actors are names found, {half}", value=sum(names) / len(names))
    parties = named([list(_parties(article)) for article in read], wanted)
    yield Figure(name=f"both actors are names or bodies found, {half}", value=sum(parties) / len(parties))
    yield from _of_names(half, wanted, both, names)


def _of_names(
    half: str, wanted: Sequence[Coded], both: Sequence[Sequence[Sequence[Told]]], names: Sequence[bool]
) -> Iterator[Figure]:
    """Recall where both actors are names found, and where they are not."""
    for is_, what in ((True, "of names found"), (False, "of other actors")):
        rows = [row for row, found_ in enumerate(names) if found_ == is_]
        value, base = (
            counted([told[row] for row in rows], [wanted[row] for row in rows], same_both).recall
            for told in both
        )
        yield Figure(name=f"all three, recall {what}, {half}", value=value, baseline=base)


def _pair(name: str, value: Counts, base: Counts) -> Iterator[Figure]:
    yield Figure(name=f"precision, {name}", value=value.precision, baseline=base.precision)
    yield Figure(name=f"recall, {name}", value=value.recall, baseline=base.recall)


def _parties(article: Article) -> Iterator[Span]:
    yield from (one.span for one in article.names)
    yield from (one.span for one in article.bodies)
