"""Rows of an account: sentences of all origins that state the same thing stand in one row.

Takes alignments as given; what differs inside a row is differences.py.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from samestory.collate.differences import between
from samestory.collate.marks import NOBODY, Marked
from samestory.collate.order import days_told, ordered
from samestory.model import Article, Cell, Copy, Difference, Origin, RowKind, Span, Statement
from samestory.signals import Named

Place = tuple[str, int]  # article id, sentence number
Link = tuple[float, Place, Place]


def statements(
    articles: Mapping[str, Article], origins: Sequence[Origin], copies: Sequence[Copy], who: Named = NOBODY
) -> tuple[Statement, ...]:
    """Every sentence of every article, in one row each; rows follow the order in which the articles tell.

    ``articles`` are the story's, by id; ``who`` tells whom their names mean. Each row's cells are in the
    order of ``origins``.
    """
    groups = _groups(copies)
    placed = {place for group in groups for place in group}
    members = [a for origin in origins for a in origin.articles]
    for article in members:
        for number in range(len(articles[article].sentences)):
            if (article, number) not in placed:
                groups.append({(article, number)})
    marked, stands = Marked(articles, who), _Stands.of(origins)
    return tuple(
        _row(groups[number], marked, articles, stands)
        for number in ordered(groups, days_told(articles[a] for a in members))
    )


class _Stands(NamedTuple):
    """Which origin each article belongs to, its place in it, and how many origins there are."""

    origin: Mapping[str, int]
    place: Mapping[str, int]
    origins: int

    @classmethod
    def of(cls, origins: Sequence[Origin]) -> _Stands:
        held = [(a, column, i) for column, one in enumerate(origins) for i, a in enumerate(one.articles)]
        return cls({a: column for a, column, _ in held}, {a: i for a, _, i in held}, len(origins))


class _Ties(NamedTuple):
    """What may stand in one row: sentences aligned, articles compared, and neighbours aligned together."""

    aligned: Mapping[Place, set[Place]]
    compared: Mapping[str, set[str]]
    as_one: frozenset[frozenset[Place]]


def _groups(copies: Sequence[Copy]) -> list[set[Place]]:
    """Greedy groups with one sentence per article, joined only where half of the cross pairs are aligned.

    Two neighbours of one article stand in one group where they are aligned together. Plain connected
    components would chain sentences that only resemble their neighbours.
    """
    links = _linked(copies)
    ties = _ties(links, copies)
    home: dict[Place, set[Place]] = {}
    for _, left, right in links:
        here, there = home.get(left, {left}), home.get(right, {right})
        if here is not there and _may_join(here, there, ties):
            joined = here | there
            home.update(dict.fromkeys(joined, joined))
    unique = {id(group): group for group in home.values()}
    return list(unique.values())


def _ties(links: Sequence[Link], copies: Sequence[Copy]) -> _Ties:
    aligned: dict[Place, set[Place]] = defaultdict(set)
    compared: dict[str, set[str]] = defaultdict(set)
    for _, left, right in links:
        aligned[left].add(right)
        aligned[right].add(left)
    for copy in copies:
        compared[copy.left].add(copy.right)
        compared[copy.right].add(copy.left)
    return _Ties(aligned, compared, frozenset(_as_one(copies)))


def _linked(copies: Sequence[Copy]) -> list[Link]:
    """All alignments of all pairs, sentence by sentence, surest first."""
    links = [
        (pair.score, (copy.left, i), (copy.right, j))
        for copy in copies
        for pair in copy.pairs
        for i, j in product(pair.left, pair.right)
    ]
    return sorted(links, key=lambda link: (-link[0], link[1], link[2]))


def _as_one(copies: Sequence[Copy]) -> Iterator[frozenset[Place]]:
    """Neighbours that are aligned together somewhere."""
    for copy in copies:
        for pair in copy.pairs:
            for article, numbers in ((copy.left, pair.left), (copy.right, pair.right)):
                if len(numbers) > 1:
                    yield frozenset((article, number) for number in numbers)


def _may_join(here: set[Place], there: set[Place], ties: _Ties) -> bool:
    """Pairs of articles that were not compared say nothing."""
    left, right = (Counter(article for article, _ in side) for side in (here, there))
    for article in left.keys() & right.keys():
        own = product(*([place for place in side if place[0] == article] for side in (here, there)))
        if any(frozenset(pair) not in ties.as_one for pair in own):
            return False
    small, large = sorted((here, there), key=len)
    tied = sum(len(ties.aligned[place] & large) for place in small)
    across = sum(
        n * sum(right[other] for other in ties.compared[one] & right.keys()) for one, n in left.items()
    )
    return 2 * tied >= across


def _row(group: set[Place], marked: Marked, articles: Mapping[str, Article], stands: _Stands) -> Statement:
    told: dict[str, list[int]] = {}
    for article, number in sorted(group):
        told.setdefault(article, []).append(number)
    spoken: dict[int, list[Cell]] = {}
    for article in sorted(told, key=stands.place.__getitem__):
        spoken.setdefault(stands.origin[article], []).append(_cell(articles[article], told[article]))
    found = between([spoken[origin] for origin in sorted(spoken)], marked)
    # A large story has hundreds of origins, most of which are silent in a row.
    cells: list[tuple[Cell, ...]] = [()] * stands.origins
    for origin, column in spoken.items():
        cells[origin] = tuple(column)
    kind = _kind(len(spoken), found, stands)
    return Statement(kind=kind, cells=tuple(cells), differences=found)


def _cell(article: Article, numbers: Sequence[int]) -> Cell:
    first, last = article.sentences[numbers[0]], article.sentences[numbers[-1]]
    span = Span(first.start, last.end)
    return Cell(article=article.id, sentence=numbers[0], span=span, count=len(numbers))


def _kind(speaking: int, found: Sequence[Difference], stands: _Stands) -> RowKind:
    """What a row is in which so many origins speak: it differs where a disagreement stands between origins.

    One inside an origin, and an addition, make no row differ.
    """
    if speaking < 2:
        return "alone"
    column = stands.origin
    told = (d for d in found if d.kind != "addition")
    across = any(column[d.left.article] != column[d.right.article] for d in told)
    return "differs" if across else "shared"
