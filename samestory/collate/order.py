"""The order in which an account's rows are told: that of its articles, merged by majority.

Takes rows as places in articles and the days these state; looks at no words and regroups nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from heapq import heapify, heappop, heappush

from samestory.model import Article, TimeMention

Place = tuple[str, int]  # article id, sentence number
# Row number -> the rows that come later, each with how many more articles say so than the contrary.
Later = Mapping[int, Mapping[int, int]]

# Each row of an article is held against so many rows after it, so that long articles cost no more for each.
REACH = 12
# What lies further back than this is background, told where its article tells it.
DAYS_BACK = 14


def ordered(rows: Sequence[AbstractSet[Place]], days: Mapping[Place, int]) -> list[int]:
    """The numbers of ``rows`` as they should be read; the order in which rows are given does not matter.

    Of two rows the one comes first that more articles tell first; where that goes in a circle, its weakest
    links give way (as in ranked pairs, Tideman 1987, but all links of one strength at a time). Of rows still
    free, the one that states an earlier day comes first (``days``, see ``days_told``), then the one that
    stands earlier on the whole, then the one that more articles share.
    """
    told = _sequences(rows)
    later = _without_circles(_majority(told), len(rows))
    early = [min((days.get(place, 0) for place in row), default=0) for row in rows]
    stands = [sum(both) / 2 for both in zip(_depths(later, len(rows)), _means(told, len(rows)), strict=True)]
    sharing = [-len({article for article, _ in row}) for row in rows]
    keys = [
        (*key, sorted(row)) for key, row in zip(zip(early, stands, sharing, strict=True), rows, strict=True)
    ]
    rank = [0] * len(rows)
    for place, number in enumerate(sorted(range(len(rows)), key=keys.__getitem__)):
        rank[number] = place
    return _sorted(later, rank)


def days_told(articles: Iterable[Article]) -> dict[Place, int]:
    """How many days before the first of ``articles`` appeared the day lies that a sentence states, below 0.

    Only days of the fortnight before are told; nothing is where no article says when it appeared.
    """
    held = list(articles)
    first = min((a.published.start.date() for a in held if a.published), default=None)
    found: dict[Place, int] = {}
    for article in held if first else ():
        starts = [sentence.start for sentence in article.sentences]
        for time in article.stated_times():
            day = _day(time, article, first)
            back = (day - first).days if day and first else 0
            place = (article.id, bisect_right(starts, time.span.start) - 1)
            if -DAYS_BACK <= back < 0 and place[1] >= 0:
                found[place] = min(back, found.get(place, 0))
    return found


def _day(time: TimeMention, article: Article, first: date | None) -> date | None:
    """The day a time means, without a year the last before the first report; None for anything else."""
    if time.unit == "day" and time.offset is not None and article.published is not None:
        return article.published.start.date() + timedelta(days=time.offset)
    if time.month is None or time.day is None or first is None:
        return None
    try:
        stated = date(time.year or first.year, time.month, time.day)
        # A December told of in January is last year's.
        return stated if time.year or stated <= first else stated.replace(year=first.year - 1)
    except ValueError:
        return None


def _sequences(rows: Sequence[AbstractSet[Place]]) -> list[list[int]]:
    """The rows that each article has, in its order, each where it has it first."""
    first: dict[str, dict[int, int]] = defaultdict(dict)
    for number, row in enumerate(rows):
        for article, sentence in row:
            first[article][number] = min(sentence, first[article].get(number, sentence))
    # By article, so that sums over articles come out the same to the last bit.
    return [sorted(first[one], key=lambda n: (first[one][n], n)) for one in sorted(first)]


def _majority(told: Iterable[Sequence[int]]) -> dict[int, dict[int, int]]:
    """For each two rows near each other in some article, which is first in more of them, and by how many."""
    votes: Counter[tuple[int, int]] = Counter()
    for sequence in told:
        for place, one in enumerate(sequence):
            votes.update((one, other) for other in sequence[place + 1 : place + 1 + REACH])
    later: dict[int, dict[int, int]] = defaultdict(dict)
    for (one, other), count in votes.items():
        margin = count - votes.get((other, one), 0)
        if margin > 0:
            later[one][other] = margin
    return later


def _without_circles(later: dict[int, dict[int, int]], count: int) -> dict[int, dict[int, int]]:
    """The same links without the weakest of each knot of circles, again until there is none."""
    knots = _knots(later, range(count))
    while knots:
        knot = knots.pop()
        within = [(one, other) for one in knot for other in later.get(one, ()) if other in knot]
        weakest = min(later[one][other] for one, other in within)
        for one, other in within:
            if later[one][other] == weakest:
                del later[one][other]
        knots += _knots(later, sorted(knot))
    return later


def _knots(later: Later, among: Sequence[int]) -> list[set[int]]:
    """Rows ``among`` these that lead to one another: components of two or more (Kosaraju's way)."""
    inside = set(among)
    after = {one: [other for other in later.get(one, ()) if other in inside] for one in among}
    before: dict[int, list[int]] = defaultdict(list)
    for one, others in after.items():
        for other in others:
            before[other].append(one)
    done: set[int] = set()
    finished = [row for start in among for row in _walk(start, after, done)]
    done = set()
    found = [set(_walk(start, before, done)) for start in reversed(finished) if start not in done]
    return [knot for knot in found if len(knot) > 1]


def _walk(start: int, following: Mapping[int, Iterable[int]], done: set[int]) -> list[int]:
    """What is reached from ``start`` and not ``done``, in the order in which a walk in depth leaves it."""
    if start in done:
        return []
    done.add(start)
    path, left = [(start, iter(following.get(start, ())))], []
    while path:
        row, rest = path[-1]
        fresh = next((one for one in rest if one not in done), None)
        if fresh is None:
            left.append(row)
            path.pop()
        else:
            done.add(fresh)
            path.append((fresh, iter(following.get(fresh, ()))))
    return left


def _means(told: Iterable[Sequence[int]], count: int) -> list[float]:
    """How far into its articles each row stands, 0..1, on average."""
    total, number = [0.0] * count, [0] * count
    for sequence in told:
        for place, row in enumerate(sequence):
            total[row] += place / len(sequence)
            number[row] += 1
    return [summed / max(1, times) for summed, times in zip(total, number, strict=True)]


def _depths(later: Later, count: int) -> list[float]:
    """How far through the merged order each row stands, 0..1, by the longest ways to it and from it."""
    plain = _sorted(later, range(count))
    ahead, after = [0] * count, [0] * count
    for row in plain:
        for other in later.get(row, ()):
            ahead[other] = max(ahead[other], ahead[row] + 1)
    for row in reversed(plain):
        after[row] = max((after[other] + 1 for other in later.get(row, ())), default=0)
    return [ahead[row] / max(1, ahead[row] + after[row]) for row in range(count)]


def _sorted(later: Later, rank: Sequence[int]) -> list[int]:
    """Rows so that none comes after one it leads to; of those free, the lowest ``rank`` first."""
    waiting = Counter(other for others in later.values() for other in others)
    free = [(rank[row], row) for row in range(len(rank)) if not waiting[row]]
    heapify(free)
    told = []
    while free:
        _, row = heappop(free)
        told.append(row)
        for other in later.get(row, ()):
            waiting[other] -= 1
            if not waiting[other]:
                heappush(free, (rank[other], other))
    return told
