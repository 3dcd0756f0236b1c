"""Which wording of an utterance was there first, and in which order utterances and wordings are told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from samestory.collate.quote_groups import Group, Place
from samestory.collate.quote_heard import Voices
from samestory.model import Article, Copy, Dated, Origin, Utterance


class Told(NamedTuple):
    """A story as far as it is collated: articles by id, origins, pairs compared, and dates."""

    articles: Mapping[str, Article]
    origins: Sequence[Origin]
    copies: Sequence[Copy]
    dates: Sequence[Dated]


class First:
    """Orders the wordings of an utterance, and utterances."""

    def __init__(self, story: Told, voiced: Mapping[str, Voices]) -> None:
        self._voiced = voiced
        self._days = {d.article: _day(d) for d in story.dates}
        self._places = {a: number for number, a in enumerate(story.articles)}
        self._origin = {a: n for n, one in enumerate(story.origins) for a in one.articles}
        self._articles = story.articles
        self._taken: dict[str, set[str]] = defaultdict(set)
        for copy in story.copies:
            if copy.source is not None:
                self._taken[copy.right if copy.source == copy.left else copy.left].add(copy.source)

    def ordered(self, group: Sequence[Place]) -> Group:
        """The first wording in front, the others by article and place.

        First is who took from none of the others, and of these the earliest day known; on one day the
        fullest.
        """
        articles = {article for article, _ in group}
        own = [place for place in group if not self._taken[place[0]] & articles] or list(group)
        earliest = min(self._days.get(article, date.max) for article, _ in own)
        first = max(
            (place for place in own if self._days.get(place[0], date.max) == earliest),
            key=lambda place: (self._length(place), -self._places[place[0]], -place[1]),
        )
        others = sorted((p for p in group if p != first), key=lambda p: (self._places[p[0]], p[1]))
        return first, *others

    def rank(self, one: Utterance) -> tuple[int, int, int, int]:
        """What most origins quote first, then what most articles do, then as it stands."""
        articles = {said.article for said in one.wordings}
        first = one.wordings[0]
        quote = self._articles[first.article].quotes[first.quotes[0]]
        origins = len({self._origin[article] for article in articles})
        return -origins, -len(articles), self._places[first.article], quote.span.start

    def _length(self, place: Place) -> int:
        return len(self._voiced[place[0]].heard[place[1]].text)


def _day(known: Dated) -> date:
    """What a counterpart lends is no day of its own."""
    return date.max if known.when is None or known.how == "counterpart" else known.when.start.date()
