"""A dossier as far as a reader's words ask about it: that whole, of all else what it is called by.

For doors that answer and end. Those that stay keep a catalogue (opened.py).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from msgspec.structs import replace

from samestory.corrections import names
from samestory.corrections.stories import may_mean
from samestory.corrections.threads import may_mean as may_mean_threads
from samestory.dossier.named import Named
from samestory.model import Contents, Entity
from samestory.store.portions import bare
from samestory.store.view import View

KINDS = ("story", "thread", "copy")


def called(view: View) -> Contents:
    """All stories without their accounts, all articles with no text but their titles, and the threads.

    There are no decisions, failures, names and versions. Enough to find what a reader means.
    """
    with view.moment():
        stories = tuple(map(bare, view.index().headings()))
        known = {*view.article_ids(), *(one for each in stories for one in each.articles)}
        files, portions = view.files(), view.portions()
        # What no file holds any more is called by what its record says.
        whole = {one.id: one for one in portions.articles(known - files.keys())}
        titled = (one for one in portions.titled() if one.id in known)
        return Contents(
            articles=tuple(whole.get(one.id, one) for one in titled),
            files={article: its for article, its in files.items() if article in known},
            stories=stories,
            threads=view.threads(),
            decisions=(),
            failures=(),
        )


def counted(view: View) -> Contents:
    """What is ``called`` anything, with who is named, without their places, and what was not read."""
    with view.moment():
        every = tuple(view.portions().spelled())
        return replace(called(view), entities=every, failures=view.failures())


def about(view: View, said: Iterable[str]) -> Contents:
    """What is ``called`` anything, and whole what any of ``said`` may mean.

    Those are stories, and articles with the stories they stand in: accounts and texts, every decision on
    them, and who is named there.
    """
    with view.moment():
        held = called(view)
        found = [may_mean(held, one) for one in said]
        stories = {one for its, _ in found for one in its}
        return _with(view, held, stories, {one for _, its in found for one in its})


def about_threads(view: View, said: Iterable[str]) -> Contents:
    """As ``about``, with every story of the threads that any of ``said`` may mean."""
    with view.moment():
        held = called(view)
        return _with(view, held, {story for one in said for story in may_mean_threads(held, one)}, ())


def holding(view: View, articles: Iterable[str]) -> Contents:
    """As ``about``, of the stories that hold any of ``articles``, which are ids."""
    with view.moment():
        held, among = called(view), frozenset(articles)
        stories = [one.id for one in held.stories if not among.isdisjoint(one.articles)]
        return _with(view, held, stories, among)


def whom(view: View, said: Iterable[str]) -> Contents:
    """All who are named, without their places; with them whom any of ``said`` may mean.

    And what was decided of the spellings of these. There are no articles.
    """
    with view.moment():
        every = tuple(view.portions().spelled())
        return _named(view, every, {found for one in said for found in names.may_mean(every, one)})


def whom_where(view: View, said: Iterable[str]) -> Contents:
    """As ``whom``, with the articles that name those who may be meant."""
    with view.moment():
        held = whom(view, said)
        naming = {one.article for each in held.entities for one in each.mentions}
        return replace(held, articles=view.portions().articles(naming), files=view.files(naming))


def spelled(view: View, keys: Iterable[str]) -> tuple[Entity, ...]:
    """Those with any spelling of these ``keys``, whole."""
    with view.moment():
        asked, portions = frozenset(keys), view.portions()
        every = portions.spelled()
        return portions.entities(o.id for o in every if any(each.key in asked for each in o.spellings))


def _named(view: View, every: Iterable[Entity], asked: Collection[str]) -> Contents:
    portions = view.portions()
    found = {one.id: one for one in portions.entities(asked)}
    keys = [each.key for one in found.values() for each in one.spellings]
    return Contents(
        articles=(),
        files={},
        stories=(),
        threads=(),
        decisions=portions.decisions(("entity", "name"), keys),
        failures=(),
        entities=tuple(found.get(one.id, one) for one in every),
    )


def _with(view: View, held: Contents, stories: Collection[str], articles: Collection[str]) -> Contents:
    """``held`` with these ``stories`` and ``articles`` whole."""
    portions = view.portions()
    whole = {one.id: one for one in portions.stories(stories)}
    asked = {*articles, *(article for one in whole.values() for article in one.articles)}
    texts = {one.id: one for one in portions.articles(asked)}
    return replace(
        held,
        articles=tuple(texts.get(one.id, one) for one in held.articles),
        stories=tuple(whole.get(one.id, one) for one in held.stories),
        decisions=portions.decisions(KINDS, (*asked, *whole)),
        entities=Named().within(view, portions.naming(asked), asked),
        versions=view.changed(asked),
    )
