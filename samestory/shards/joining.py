"""Stories of windows that have articles in common, made one: each once, in the window of its first report.

Takes windows in order of time and lets go of what no later one can have. Reads no file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from samestory.ids import content_id


class Told(NamedTuple):
    """A story as one window has it; ``origins`` are those of its articles that are copies of one another."""

    id: str
    day: date | None
    title: str | None
    articles: tuple[str, ...]
    origins: tuple[tuple[str, ...], ...]


class Member(NamedTuple):
    """A story of a window; its first report lies ``inside`` days from the nearer end of that."""

    window: str
    told: Told
    inside: int

    @property
    def rank(self) -> tuple[date, int, str, str]:
        """Which of several has the first report and most of what is around it: the least."""
        return self.told.day or date.max, -self.inside, self.window, self.told.id


class Joined(NamedTuple):
    """Stories of windows that are one: the ``home`` among the ``members``, and all their articles, sorted.

    ``origins`` counts what is independent: articles that are copies in any window are.
    """

    home: Member
    members: tuple[Member, ...]
    articles: tuple[str, ...]
    origins: int

    @property
    def id(self) -> str:
        """That of a story of these articles."""
        return content_id("story", *self.articles)


class _Group:
    """Members that are one so far, and their articles that a later window may have."""

    def __init__(self, member: Member) -> None:
        self.members = [member]
        self.open = set(member.told.articles)


class Joining:
    """Stories joined as windows come."""

    def __init__(self) -> None:
        self._homes: dict[str, _Group] = {}
        self._days: dict[str, date] = {}

    def add(self, member: Member, day: Callable[[str], date | None]) -> None:
        """Take a story of the window that is next; ``day`` gives that of an article, None where not told."""
        group = _Group(member)
        for article in member.told.articles:
            held = self._homes.get(article, group)
            if held is not group:
                group = self._united(held, group)
            its = day(article)
            if its is not None:
                self._days[article] = its
        self._homes.update(dict.fromkeys(member.told.articles, group))

    def closed(self, before: date | None) -> Iterator[Joined]:
        """Those of which no article may come again: all are published ``before``; None for no more windows.

        An article without a day may come again in any window. In the order of the first report, then of ids.
        """
        gone = [one for one in self._homes if before is None or self._days.get(one, date.max) < before]
        done = []
        for article in gone:
            group = self._homes.pop(article)
            self._days.pop(article, None)
            group.open.discard(article)
            if not group.open:
                done.append(_joined(group.members))
        yield from sorted(done, key=lambda one: (one.home.told.day or date.max, one.id))

    def _united(self, one: _Group, other: _Group) -> _Group:
        large, small = (one, other) if len(one.open) >= len(other.open) else (other, one)
        large.members += small.members
        large.open |= small.open
        # Of the articles of a story that is just taken some may be with a third.
        moved = [article for article in small.open if self._homes.get(article) is small]
        self._homes.update(dict.fromkeys(moved, large))
        return large


def _joined(members: Iterable[Member]) -> Joined:
    ranked = tuple(sorted(members, key=lambda one: one.rank))
    articles = tuple(sorted({article for one in ranked for article in one.told.articles}))
    tied = [origin for one in ranked for origin in one.told.origins]
    return Joined(home=ranked[0], members=ranked, articles=articles, origins=_origins(articles, tied))


def _origins(articles: Iterable[str], tied: Iterable[Iterable[str]]) -> int:
    """How many there are where those ``tied`` together are one."""
    first: dict[str, str] = {one: one for one in articles}
    for its in tied:
        roots = sorted({_root(first, one) for one in its})
        first.update(dict.fromkeys(roots, roots[0]))
    return sum(one == other for one, other in first.items())


def _root(first: Mapping[str, str], one: str) -> str:
    while first[one] != one:
        one = first[one]
    return one
