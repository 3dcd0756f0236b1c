"""Threads of the stories that changed, and of those near them, formed again; other threads stay as they are.

How alike two stories were is known from the decision on them; each pair of their articles counts so much.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from samestory.gather.threads import LENIENCE, Gathered, decided, threaded
from samestory.gather.unseen import ARTICLES, UNSEEN
from samestory.growing.around import Around
from samestory.growing.gathering import Open
from samestory.model import Decision, Story
from samestory.store.searched import Heading

ALIKE = "alike"
Pair = tuple[str, str]


class Threading(NamedTuple):
    """Groups of story ids, the threads in whose place they come, and decisions on stories that changed."""

    groups: tuple[tuple[str, ...], ...]
    threads: frozenset[str]
    decisions: tuple[Decision, ...]


def threaded_again(
    around: Around, found: Open, changed: Mapping[str, Story], made: Sequence[Decision]
) -> Threading:
    """The threads of the stories ``changed``, whose names are told; ``made`` is what readers decided."""
    home = dict(found.homes)
    home |= {article: id_ for id_, story in changed.items() for article in story.articles}
    gone = frozenset(found.opened.keys() - {*home.values()})
    likeness = _Likeness(found, changed, around.decisions(["thread"], gone), home)
    beside = around.headings({one for pair in likeness.pairs for one in pair if one not in changed})
    told = {one.id: in_short(around, one) for one in _every(changed, beside)}
    sizes = {id_: len(one.articles) for id_, one in beside.items()}
    odds = {pair: likeness.between(pair, sizes) for pair in sorted(likeness.pairs)}
    rows = {(one, other): decided(told[one], told[other], its) for (one, other), its in odds.items()}
    near = {one for pair, row in rows.items() if row.verdict == "related" for one in pair}
    starts = {one.thread for one in around.headings(gone).values()}
    starts |= {beside[one].thread for one in near & beside.keys()}
    threads, headings = _closed(around, starts, home, made)
    kept = {id_: one for id_, one in headings.items() if id_ not in gone}
    odds = {pair: its for pair, its in odds.items() if {*pair} <= kept.keys() | changed.keys()}
    stories = [in_short(around, one) for one in _every(changed, kept)]
    among = dict(sorted({**_held(around, kept), **odds}.items()))
    return Threading(threaded(stories, among, made), threads, tuple(rows.values()))


class _Likeness:
    """How alike stories that changed are to others and to one another, time left aside.

    ``pairs`` are those of which anything is known, the lower id first. ``home`` is the story that each
    article has now.
    """

    def __init__(
        self, found: Open, changed: Mapping[str, Story], rows: Iterable[Decision], home: Mapping[str, str]
    ) -> None:
        self._means = {(one.left, one.right): _odds(one) - LENIENCE for one in rows}
        # By what a story was before; new articles were in none.
        self._parts = {
            id_: Counter(found.homes.get(one) for one in story.articles) for id_, story in changed.items()
        }
        self._judged: dict[Pair, list[float]] = {}
        for ids, judged in found.judged.items():
            left, right = (found.homes.get(one) for one in ids)
            pair = _pair(*(home[one] for one in ids))
            if pair[0] != pair[1] and (left is None or right is None or left == right):
                self._judged.setdefault(pair, []).append(judged.timeless)
        become = {
            before: [id_ for id_, its in self._parts.items() if before in its] for before in found.opened
        }
        ends = ((become.get(left, [left]), become.get(right, [right])) for left, right in self._means)
        of_rows = (_pair(*pair) for its in ends for pair in product(*its) if pair[0] != pair[1])
        self.pairs = {pair for pair in (*self._judged, *of_rows) if not changed.keys().isdisjoint(pair)}

    def between(self, pair: Pair, sizes: Mapping[str, int]) -> float:
        """The mean over all pairs of their articles, with some lenience; ``sizes`` are of other stories."""
        one, other = (self._parts.get(id_) or Counter({id_: sizes[id_]}) for id_ in pair)
        judged = self._judged.get(pair, ())
        over, compared = sum(odds - UNSEEN for odds in judged), float(len(judged))
        for (here, its), (there, theirs) in product(one.items(), other.items()):
            mean = None if here is None or there is None else self._means.get(_pair(here, there))
            if mean is not None:
                over += (mean - UNSEEN) * _expected(its, theirs)
                compared += _expected(its, theirs)
        return UNSEEN + over / max(compared, _expected(one.total(), other.total())) + LENIENCE


def _closed(
    around: Around, threads: set[str], home: Mapping[str, str], made: Iterable[Decision]
) -> tuple[frozenset[str], dict[str, Heading]]:
    """``threads`` and those that readers tied to any story of them, and the headings of all their stories."""
    ties = [(one.left, one.right) for one in made if one.kind == "thread"]
    found: dict[str, Heading] = {}
    seen: set[str] = set()
    while threads - seen:
        members = {story for one in around.threads(threads - seen) for story in one.stories}
        seen |= threads
        found |= around.headings(members)
        inside = {*found, *home, *(article for one in found.values() for article in one.articles)}
        tied = {end for pair in ties if inside.intersection(pair) for end in pair} - inside
        stories = {*tied, *around.held.homes(tied).values()}
        threads = threads | {one.thread for one in around.headings(stories).values()}
    return frozenset(seen), found


def _held(around: Around, stories: Collection[str]) -> dict[Pair, float]:
    """How alike stories are that did not change, as decided before."""
    return {
        (one.left, one.right): _odds(one)
        for one in around.decisions(["thread"], stories)
        if one.left in stories and one.right in stories
    }


def _every(changed: Mapping[str, Story], others: Mapping[str, Heading]) -> list[Story | Heading]:
    return [*changed.values(), *others.values()]


def in_short(around: Around, story: Story | Heading) -> Gathered:
    """A story as threads need it."""
    around.meet(story.about.entities())
    days = (one.when.start.date() for one in story.dates if one.when is not None)
    about = {one: around.heads[one].name for one in story.about.entities()}
    return Gathered(story.id, story.articles, min(days, default=None), about)


def _expected(one: int, other: int) -> float:
    return ARTICLES.expected(one * other, one + other)


def _odds(row: Decision) -> float:
    return next((one.value for one in row.reasons if one.name == ALIKE), UNSEEN)


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)
