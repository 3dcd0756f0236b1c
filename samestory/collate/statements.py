"""Rows of an account: sentences of all origins that state the same thing stand in one row.

Takes alignments as given; what differs inside a row is differences.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from samestory.collate.differences import between
from samestory.collate.marks import NOBODY, Marked
from samestory.collate.order import days_told, ordered
from samestory.model import Article, Cell, Copy, Difference, Origin, RowKind, Span, Statement
from samestory.signals import Named

Place = tuple[str, int]  # article id, sentence number


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
    marked = Marked(articles, who)
    return tuple(
        _row(groups[number], marked, articles, origins)
        for number in ordered(groups, days_told(articles[a] for a in members))
    )


def _groups(copies: Sequence[Copy]) -> list[set[Place]]:
    """Greedy groups with one sentence per article, joined only where half of the cross pairs are aligned.

    Two neighbours of one article stand in one group where they are aligned together. Plain connected
    components would chain sentences that only resemble their neighbours.
    """
    links = _linked(copies)
    aligned = {frozenset(link[1:]) for link in links}
    as_one = set(_as_one(copies))
    home: dict[Place, set[Place]] = {}
    for _, left, right in links:
        here, there = home.get(left, {left}), home.get(right, {right})
        if here is not there and _may_join(here, there, aligned, as_one):
            joined = here | there
            home.update(dict.fromkeys(joined, joined))
    unique = {id(group): group for group in home.values()}
    return list(unique.values())


def _linked(copies: Sequence[Copy]) -> list[tuple[float, Place, Place]]:
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


def _may_join(
    here: set[Place], there: set[Place], aligned: set[frozenset[Place]], as_one: set[frozenset[Place]]
) -> bool:
    pairs = [frozenset(pair) for pair in product(here, there)]
    across = [pair for pair in pairs if len({article for article, _ in pair}) > 1]
    if any(pair not in as_one for pair in set(pairs).difference(across)):
        return False
    return 2 * sum(pair in aligned for pair in across) >= len(across)


def _row(
    group: set[Place], marked: Marked, articles: Mapping[str, Article], origins: Sequence[Origin]
) -> Statement:
    told = {article: sorted(number for owner, number in group if owner == article) for article, _ in group}
    cells = tuple(
        tuple(_cell(articles[a], told[a]) for a in origin.articles if a in told) for origin in origins
    )
    found = between(cells, marked)
    return Statement(kind=_kind(cells, found, origins), cells=cells, differences=found)


def _cell(article: Article, numbers: Sequence[int]) -> Cell:
    first, last = article.sentences[numbers[0]], article.sentences[numbers[-1]]
    span = Span(first.start, last.end)
    return Cell(article=article.id, sentence=numbers[0], span=span, count=len(numbers))


def _kind(cells: Sequence[Sequence[Cell]], found: Sequence[Difference], origins: Sequence[Origin]) -> RowKind:
    if sum(bool(column) for column in cells) < 2:
        return "alone"
    return "differs" if _across(found, origins) else "shared"


def _across(found: Sequence[Difference], origins: Sequence[Origin]) -> bool:
    """True where a disagreement stands between origins, not inside one; an addition is none."""
    column = {a: i for i, origin in enumerate(origins) for a in origin.articles}
    return any(column[d.left.article] != column[d.right.article] for d in found if d.kind != "addition")
