"""Which origins tell a row in one text, so that none confirms another, and which report joins texts.

Only reads the copies an account holds; whether something is a copy is decided in collate.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from samestory.export.index import Index, origin_of
from samestory.model import Account, Aligned, Copy, Record, Statement, Story

Place = tuple[str, int]  # article id, sentence number
# For a row, the numbers of the origins that state it; those that carry one text of it stand together.
Tellings = tuple[tuple[int, ...], ...]

# A text counts as a source of a report from so many sentences on that no other source has.
FEWEST = 2


class Part(Record, frozen=True, kw_only=True):
    """Sentences of a report, by number from 0, that stand in ``article`` of origin ``place`` too."""

    place: int
    article: str
    sentences: tuple[int, ...]


class Compound(Record, frozen=True, kw_only=True):
    """A report put together from several texts; ``own`` are its sentences that stand in none of them."""

    article: str
    parts: tuple[Part, ...]
    own: tuple[int, ...]


def tellings(account: Account) -> tuple[Tellings, ...]:
    """For each row who states it: ((0, 4), (2,)) are two texts, the first of them carried by two origins."""
    same: dict[Place, set[Place]] = defaultdict(set)
    for copy in account.copies:
        for pair in copy.pairs if copy.verdict != "independent" else ():
            for i in pair.left:
                same[copy.left, i].update((copy.right, j) for j in pair.right)
    return tuple(_tellings(row, same) for row in account.rows)


def sides(copy: Copy) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The sentences of left and of right that stand in the other, by number, ascending."""
    return _numbers(copy.pairs, "left"), _numbers(copy.pairs, "right")


def compounds(story: Story, held: Index) -> tuple[Compound, ...]:
    """The reports that share different sentences with two origins or more, in the story's order.

    A text that others took from is no compound for that.
    """
    places = origin_of(story)
    shared: dict[str, dict[int, list[Part]]] = defaultdict(lambda: defaultdict(list))
    for copy in story.account.copies:
        if copy.verdict != "independent":
            left, right = sides(copy)
            for one, other, numbers in ((copy.left, copy.right, left), (copy.right, copy.left, right)):
                if copy.source != one:
                    part = Part(place=places[other], article=other, sentences=numbers)
                    shared[one][part.place].append(part)
    found = (
        _compound(one, [_united(parts) for parts in shared[one].values()], held)
        for one in story.articles
        if len(shared.get(one, ())) > 1
    )
    return tuple(one for one in found if len(one.parts) > 1)


def _tellings(row: Statement, same: Mapping[Place, set[Place]]) -> Tellings:
    stands = {
        (cell.article, number): place
        for place, cells in enumerate(row.cells)
        for cell in cells
        for number in range(cell.sentence, cell.sentence + cell.count)
    }
    groups = {place: {place} for place in stands.values()}
    for one, here in stands.items():
        for there in (stands[other] for other in same.get(one, ()) if other in stands):
            if groups[here] is not groups[there]:
                joined = groups[here] | groups[there]
                groups.update(dict.fromkeys(joined, joined))
    return tuple(sorted({tuple(sorted(group)) for group in groups.values()}))


def _numbers(pairs: Sequence[Aligned], side: str) -> tuple[int, ...]:
    return tuple(sorted({number for pair in pairs for number in getattr(pair, side)}))


def _united(parts: Sequence[Part]) -> Part:
    """What a report shares with any article of one origin, under the one it shares most with."""
    fullest = max(parts, key=lambda part: (len(part.sentences), part.article))
    numbers = sorted({number for part in parts for number in part.sentences})
    return Part(place=fullest.place, article=fullest.article, sentences=tuple(numbers))


def _compound(article: str, shared: Sequence[Part], held: Index) -> Compound:
    """Parts from the fullest on, each with what no fuller one has."""
    left, parts = set(range(len(held.articles[article].sentences))), []
    for one in sorted(shared, key=lambda part: (-len(part.sentences), part.place)):
        numbers = tuple(number for number in one.sentences if number in left)
        if len(numbers) >= FEWEST:
            parts.append(Part(place=one.place, article=one.article, sentences=numbers))
            left -= set(numbers)
    told = tuple(sorted(parts, key=lambda part: part.sentences))
    return Compound(article=article, parts=told, own=tuple(sorted(left)))
