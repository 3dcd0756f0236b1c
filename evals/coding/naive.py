"""The field's ways: an event for each article that tells it, or one a day for the same actors and root.

Both know whom the names mean, as ours does; neither knows which sentences say the same.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from evals.coding.score import Group, Place
from evals.coding.stories import Coded
from samestory.model import Deed


def by_article(story: Coded) -> list[Group]:
    """Once an article: of the same two and the same root."""
    return _grouped([((place[0], frozenset(who), deed.root), place) for place, who, deed in _deeds(story)])


def one_a_day(story: Coded) -> list[Group]:
    """Once for all articles of a day: of the same source, target and root."""
    days = {one.article: one.when and one.when.start.date() for one in story.dates}
    return _grouped([((days[place[0]], who, deed.root), place) for place, who, deed in _deeds(story)])


def told_of(story: Coded) -> tuple[set[frozenset[str]], set[frozenset[str]]]:
    """The pairs of actors of whom something is told, and those of whom articles tell something else.

    Something else is another root, another mood or the other way round.
    """
    told: dict[frozenset[str], dict[str, set[Hashable]]] = {}
    for place, who, deed in _deeds(story):
        its = told.setdefault(frozenset(who), {}).setdefault(place[0], set())
        its.add((who, deed.root, deed.mood))
    return {*told}, {pair for pair, its in told.items() if len(set(map(frozenset, its.values()))) > 1}


def _grouped(keyed: Sequence[tuple[Hashable, Place]]) -> list[Group]:
    groups: dict[Hashable, set[Place]] = {}
    for key, place in keyed:
        groups.setdefault(key, set()).add(place)
    return [frozenset(its) for its in groups.values()]


def _deeds(story: Coded) -> Iterator[tuple[Place, tuple[str, str], Deed]]:
    """Each deed with its place and whom its actors' names mean, in words where that is not known."""
    for article in story.articles.values():
        for number, deed in enumerate(article.deeds):
            source, target = (story.key(article.id, name) for name in (deed.source, deed.target))
            yield (article.id, number), (source, target), deed
