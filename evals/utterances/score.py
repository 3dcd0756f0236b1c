"""Which planted quotes are told as one utterance, and what is told of their wordings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from evals.counts import Counts
from evals.utterances.planted import alike
from evals.utterances.reports import Read, Report
from samestory.model import Article, Said, Span, Utterance

# A quote that is found is the planted one where they have so much of both in common.
SAME = 0.6

Pair = tuple[int, int]


def gold(read: Read) -> set[Pair]:
    """Places, left and right, of planted quotes that say the same."""
    left, right = (one.planted for one in read.reports)
    return {(i, j) for i, one in enumerate(left) for j, other in enumerate(right) if alike(one, other)}


def told(read: Read, articles: Mapping[str, Article], utterances: Sequence[Utterance]) -> set[Pair]:
    """Places, left and right, of planted quotes that stand in one utterance.

    What is found and was not planted has a place of its own, below 0.
    """
    return {pair for one in utterances for pair in _pairs(read, articles, one)}


def changes(
    read: Read, articles: Mapping[str, Article], utterances: Sequence[Utterance]
) -> Iterator[tuple[str, str]]:
    """What became of a planted quote on the side that came second, and what is told of it.

    Only of those told to be one with what they were made of.
    """
    second = 1 - read.first
    wanted = gold(read)
    for one in utterances:
        for said in one.wordings[1:]:
            for place in _places(read.reports[second], articles, said):
                partners = [p[second] for p in _pairs(read, articles, one) & wanted]
                if said.article == read.reports[second].article.id and place in partners:
                    yield read.reports[second].planted[place].change, said.how


def counted(pairs: set[Pair], wanted: set[Pair]) -> Counts:
    """How many of the pairs told are right, and of those wanted."""
    return Counts.one_to_one(len(pairs & wanted), len(pairs), len(wanted))


def _pairs(read: Read, articles: Mapping[str, Article], one: Utterance) -> set[Pair]:
    sides = [
        [
            p
            for said in one.wordings
            if said.article == report.article.id
            for p in _places(report, articles, said)
        ]
        for report in read.reports
    ]
    return set(product(*sides))  # type: ignore[arg-type]


def _places(report: Report, articles: Mapping[str, Article], said: Said) -> list[int]:
    """The planted quotes that a wording is or holds; one of its own where it is none."""
    if said.article != report.article.id:
        return []
    spans = [articles[said.article].quotes[n].span for n in said.quotes]
    found = [n for n, place in enumerate(report.places) if any(_same(place, span) for span in spans)]
    return found or [-1 - said.quotes[0]]


def _same(one: Span, other: Span) -> bool:
    common = min(one.end, other.end) - max(one.start, other.start)
    return common >= SAME * max(one.end - one.start, other.end - other.start)
