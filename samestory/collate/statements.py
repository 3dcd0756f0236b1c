"""Rows of an account: sentences of all origins that state the same thing stand in one row.

Takes alignments as given; what differs inside a row is differences.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

from samestory.collate.differences import differences
from samestory.model import Article, Cell, Copy, Difference, Origin, RowKind, Statement

Place = tuple[str, int]  # article id, sentence number


def statements(
    articles: Mapping[str, Article], origins: Sequence[Origin], copies: Sequence[Copy]
) -> tuple[Statement, ...]:
    """Every sentence of every article, in rows; rows follow the order in which the articles tell.

    ``articles`` are the story's, by id. Each row's cells are in the order of ``origins``.
    """
    groups = _groups(_linked(copies))
    placed = {place for group in groups for place in group}
    members = [a for origin in origins for a in origin.articles]
    for article in members:
        for number in range(len(articles[article].sentences)):
            if (article, number) not in placed:
                groups.append({(article, number)})
    ordered = sorted(groups, key=lambda g: (_position(g, articles), sorted(g)))
    return tuple(_row(group, articles, origins) for group in ordered)


def _linked(copies: Sequence[Copy]) -> list[tuple[float, Place, Place]]:
    """All alignments of all pairs, surest first."""
    links = [
        (pair.score, (copy.left, i), (copy.right, j))
        for copy in copies
        for pair in copy.pairs
        for i, j in product(pair.left, pair.right)
    ]
    return sorted(links, key=lambda link: (-link[0], link[1], link[2]))


def _groups(links: Sequence[tuple[float, Place, Place]]) -> list[set[Place]]:
    """Greedy groups with one sentence per article, joined only where half of the cross pairs are aligned.

    Plain connected components would chain sentences that only resemble their neighbours.
    """
    aligned = {frozenset((left, right)) for _, left, right in links}
    home: dict[Place, set[Place]] = {}
    for _, left, right in links:
        here, there = home.get(left, {left}), home.get(right, {right})
        if here is not there and _may_join(here, there, aligned):
            joined = here | there
            home.update(dict.fromkeys(joined, joined))
    unique = {id(group): group for group in home.values()}
    return list(unique.values())


def _may_join(here: set[Place], there: set[Place], aligned: set[frozenset[Place]]) -> bool:
    if {a for a, _ in here} & {a for a, _ in there}:
        return False
    tied = sum(frozenset((x, y)) in aligned for x in here for y in there)
    return 2 * tied >= len(here) * len(there)


def _position(group: set[Place], articles: Mapping[str, Article]) -> float:
    """How far into its articles a group stands, 0..1, on average."""
    return sum(number / len(articles[a].sentences) for a, number in group) / len(group)


def _row(group: set[Place], articles: Mapping[str, Article], origins: Sequence[Origin]) -> Statement:
    cells = tuple(
        tuple(
            Cell(article=a, sentence=number, span=articles[a].sentences[number])
            for a in origin.articles
            for owner, number in sorted(group)
            if owner == a
        )
        for origin in origins
    )
    found = differences([cell for column in cells for cell in column], articles)
    return Statement(kind=_kind(cells, found, origins), cells=cells, differences=found)


def _kind(cells: Sequence[Sequence[Cell]], found: Sequence[Difference], origins: Sequence[Origin]) -> RowKind:
    if sum(bool(column) for column in cells) < 2:
        return "alone"
    return "differs" if _across(found, origins) else "shared"


def _across(found: Sequence[Difference], origins: Sequence[Origin]) -> bool:
    """True where a difference stands between origins, not inside one."""
    column = {a: i for i, origin in enumerate(origins) for a in origin.articles}
    return any(column[d.left.article] != column[d.right.article] for d in found)
