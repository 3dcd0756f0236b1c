"""Where new threads stand in the order of the account: by their independent origins, most first, and day.

Other threads keep their places; between two there is room for many.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from samestory.growing.around import Around
from samestory.model import Story, Thread
from samestory.store.grounds import ROOM, STEP
from samestory.store.searched import Heading

Key = tuple[int, date, str]


def places(
    around: Around, made: Sequence[Thread], stories: Mapping[str, Story], dissolved: Collection[str]
) -> dict[str, int] | None:
    """The place of each of the threads ``made`` of ``stories``, by id; None where there is no room left.

    ``dissolved`` are the threads in whose place they come.
    """
    # Those made again are put in again: an account that is otherwise may have other origins.
    away = {*dissolved, *(one.id for one in made)}
    held = [one for one in around.held.thread_places() if one[1] not in away]
    lengths = {one.id: len(one.stories) for one in made}
    found: dict[str, int] = {}
    for key, thread in sorted((_key([stories[s] for s in one.stories]), one) for one in made):
        at = bisect_left(held, key, key=lambda one: _held(around, one[1], made, stories))
        start = held[at - 1][0] + _length(around, held[at - 1][1], lengths) if at else -ROOM
        end = held[at][0] if at < len(held) else start + 2 * ROOM
        place = start + min(STEP, (end - start) // 2) if at < len(held) else start + STEP
        if place <= start or place + len(thread.stories) >= end:
            return None
        found[thread.id] = place
        held.insert(at, (place, thread.id))
    return found


def _held(around: Around, thread: str, made: Sequence[Thread], stories: Mapping[str, Story]) -> Key:
    own = next((one for one in made if one.id == thread), None)
    if own is not None:
        return _key([stories[one] for one in own.stories])
    (one,) = around.threads([thread])
    return _key([*around.headings(one.stories).values()])


def _key(stories: Sequence[Story | Heading]) -> Key:
    """What threads are sorted by: origins, and the day and id of the first story."""
    first = min((_first(one), one.id) for one in stories)
    return (-sum(len(one.origins) for one in stories), *first)


def _first(story: Story | Heading) -> date:
    return min((one.when.start.date() for one in story.dates if one.when is not None), default=date.max)


def _length(around: Around, thread: str, made: Mapping[str, int]) -> int:
    if thread in made:
        return made[thread]
    (one,) = around.threads([thread])
    return len(one.stories)
