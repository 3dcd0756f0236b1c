"""Corrections of which stories follow from one another, as decisions on their articles.

Any article of a story stands for it, so that they hold when more reports come.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, product

from samestory.corrections.found import Among, meant
from samestory.corrections.rows import Correction, judged
from samestory.corrections.stories import find_story, quoted, reasons
from samestory.corrections.stories import may_mean as stories_meant
from samestory.errors import InputError
from samestory.ids import ID_SHOWN
from samestory.model import Contents, Story, Thread


def find_thread(contents: Contents, said: str) -> Thread:
    """The thread that ``said`` names: its id, the beginning of it, or a story of it as in find_story.

    Raises InputError where none or several are meant.
    """
    exact = [one for one in contents.threads if one.id == said]
    begun = [one for one in contents.threads if said and one.id.startswith(said)]
    if exact or begun:
        return meant(said, (exact, begun), _threads(contents))
    story = find_story(contents, said)
    return meant(said, ([one for one in contents.threads if one.id == story.thread],), _threads(contents))


def may_mean(contents: Contents, said: str) -> frozenset[str]:
    """The ids of the stories of every thread that find_thread may take for ``said``."""
    stories, _ = stories_meant(contents, said)
    begun = (one for one in contents.threads if said and one.id.startswith(said))
    within = (one for one in contents.threads if not stories.isdisjoint(one.stories))
    return frozenset(story for one in (*begun, *within) for story in one.stories)


def chosen(contents: Contents, said: str | None, *, thread: bool = False) -> Story | Thread | None:
    """What is asked about: the story that ``said`` names, or its ``thread``; None, which is all, for no name.

    Raises InputError where none or several are meant, and for the thread of no story.
    """
    if said is None:
        if thread:
            raise InputError("whose thread is meant is not said; give a story of it, or leave out --thread")
        return None
    return find_thread(contents, said) if thread else find_story(contents, said)


def moved(
    contents: Contents, story: Story, thread: Thread, by: str, because: str | None = None
) -> Correction:
    """The reader ``by`` says that ``story`` is of ``thread``, and not of the one that holds it now.

    Raises InputError where it is there.
    """
    if story.id in thread.stories:
        raise InputError(f"{quoted(story)} is of the thread {_listed(contents, thread)} already")
    why = reasons("moved", f"{quoted(story)} moved to the thread of {_first(contents, thread)}", because)
    (left,) = (one for one in contents.threads if one.id == story.thread)
    rest = [one for one in left.stories if one != story.id]
    there, away = articles(contents, thread.stories), articles(contents, rest)
    return Correction(
        (
            *judged("thread", product(story.articles, there), "related", by, why),
            *judged("thread", product(story.articles, away), "different", by, why),
        )
    )


def joined(
    contents: Contents, thread: Thread, other: Thread, by: str, because: str | None = None
) -> Correction:
    """The reader ``by`` says that two threads are one; raises InputError for a thread and itself."""
    if thread.id == other.id:
        raise InputError(f"both are of the thread {_listed(contents, thread)}; give two threads to join")
    first, second = _first(contents, thread), _first(contents, other)
    why = reasons("joined", f"the threads of {first} and {second} joined", because)
    pairs = product(articles(contents, thread.stories), articles(contents, other.stories))
    return Correction(judged("thread", pairs, "related", by, why))


def parted(
    contents: Contents, thread: Thread, stories: Sequence[Story], by: str, because: str | None = None
) -> Correction:
    """The reader ``by`` says that ``stories`` are one thread, and another than the rest of ``thread``.

    Of the rest nothing is said. Raises InputError where one is not of ``thread`` and where nothing is left.
    """
    away = list(dict.fromkeys(one.id for one in stories))
    for one in stories:
        if one.id not in thread.stories:
            raise InputError(f"{quoted(one)} is not of the thread {_listed(contents, thread)}")
    rest = [one for one in thread.stories if one not in away]
    if not rest:
        raise InputError(
            f"nothing would be left of the thread {_listed(contents, thread)}; name fewer stories"
        )
    why = reasons("split", f"split from the thread of {_first(contents, thread)}", because)
    among = [
        pair
        for one, other in combinations(away, 2)
        for pair in product(articles(contents, [one]), articles(contents, [other]))
    ]
    return Correction(
        (
            *judged("thread", among, "related", by, why),
            *judged(
                "thread", product(articles(contents, away), articles(contents, rest)), "different", by, why
            ),
        )
    )


def articles(contents: Contents, stories: Sequence[str]) -> list[str]:
    """The articles of these stories, given by their ids."""
    by_id = {one.id: one for one in contents.stories}
    return [article for one in stories for article in by_id[one].articles]


def _threads(contents: Contents) -> Among[Thread]:
    return Among("thread", "threads", contents.threads, lambda one: _listed(contents, one), lambda one: ())


def _listed(contents: Contents, thread: Thread) -> str:
    count = len(thread.stories)
    stories = f"{count} {'story' if count == 1 else 'stories'}"
    return f"of {_first(contents, thread)} ({stories}, id {thread.id[:ID_SHOWN]})"


def _first(contents: Contents, thread: Thread) -> str:
    return next(quoted(one) for one in contents.stories if one.id == thread.stories[0])
