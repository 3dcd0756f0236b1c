"""What holds of every derived dossier, however it came to be: told of one that is given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import apsw
import numpy as np
from msgspec import structs

from samestory.encode.neutral import neutral
from samestory.gather.overview import overview
from samestory.ids import content_id
from samestory.model import Contents, Story
from samestory.signals import Signals, entities_by_sentence, named, signals
from samestory.store.grounds import FIGURE
from samestory.store.vectors import plain
from samestory.store.view import View


def faults(dossier: Path) -> list[str]:
    """What does not hold of ``dossier``; nothing where all does."""
    with View.open(dossier) as view:
        held, standing = view.contents(), set(view.article_ids())
        seen = {one: signals(view.article(one), neutral(view.vectors(one))) for one in sorted(standing)}
    return [
        *_of_stories(held, standing),
        *_of_names(held, standing),
        *_of_decisions(held),
        *_of_grounds(dossier, held),
        *_of_marks(dossier, held, seen),
    ]


def _of_stories(held: Contents, standing: set[str]) -> Iterator[str]:
    homes = Counter(article for story in held.stories for article in story.articles)
    if homes != Counter(standing):
        yield "not every article is in one story"
    threads = Counter(story for thread in held.threads for story in thread.stories)
    if threads != Counter(story.id for story in held.stories):
        yield "not every story is in one thread"
    by_thread = {story: thread.id for thread in held.threads for story in thread.stories}
    entities = {one.id for one in held.entities}
    for story in held.stories:
        if story.id != content_id("story", *sorted(story.articles)) or story.thread != by_thread.get(
            story.id
        ):
            yield f"story {story.id} is called otherwise, or in another thread"
    for one in (*held.stories, *held.threads):
        if not set(one.about.entities()) <= entities:
            yield f"{one.id} is about a name that is not there"
        if not {each.article for each in one.titles} <= standing:
            yield f"{one.id} has its title from an article that is not there"
    if [s.id for t in held.threads for s in held.stories if s.id in t.stories] != [
        s.id for s in held.stories
    ]:
        yield "stories come in another order than their threads"
    ranks = [
        _rank([story for story in held.stories if story.id in thread.stories]) for thread in held.threads
    ]
    if ranks != sorted(ranks):
        yield "threads come in another order than by their origins and days"


def _rank(stories: Sequence[Story]) -> tuple[int, date, str]:
    firsts = [
        (
            min((one.when.start.date() for one in story.dates if one.when is not None), default=date.max),
            story.id,
        )
        for story in stories
    ]
    return (-sum(len(story.origins) for story in stories), *min(firsts))


def _of_names(held: Contents, standing: set[str]) -> Iterator[str]:
    named = Counter((one.article, one.name) for entity in held.entities for one in entity.mentions)
    said = {one.id: one for one in held.articles if one.id in standing}
    if named != Counter((id_, at) for id_, article in said.items() for at in range(len(article.names))):
        yield "not every name is in one entity"
        return
    for entity in held.entities:
        counts = Counter[str]()
        for at in entity.mentions:
            article = said[at.article]
            name = article.names[at.name]
            counts[f"{name.type}:{article.lang}:{name.span.of(article.text)}"] += 1
        if counts != Counter({one.key: one.count for one in entity.spellings}):
            yield f"{entity.name} is not written as its places have it"


def _of_decisions(held: Contents) -> Iterator[str]:
    known = {
        "story": {article for story in held.stories for article in story.articles},
        "thread": {story.id for story in held.stories},
        "entity": {one.key for entity in held.entities for one in entity.spellings},
    }
    homes = {article: story.id for story in held.stories for article in story.articles}
    for one in (each for each in held.decisions if each.made_by == "machine"):
        if not {one.left, one.right} <= known[one.kind]:
            yield f"a {one.kind} is decided on that is not there"
        elif one.kind == "story" and (homes[one.left] == homes[one.right]) != (one.verdict == "same"):
            yield f"{one.left} and {one.right} are decided on otherwise than they stand"


def _of_grounds(dossier: Path, held: Contents) -> Iterator[str]:
    """What a dossier that takes in a few goes on from tells the same as the rest of it."""
    connection = apsw.Connection(str(dossier), flags=apsw.SQLITE_OPEN_READONLY)
    homes = dict(connection.execute("SELECT article, story FROM grounds"))
    spelled = set(connection.execute("SELECT key, entity FROM spelled"))
    connection.close()
    if homes and homes != {article: story.id for story in held.stories for article in story.articles}:
        yield "the ground has articles in other stories"
    if homes and spelled != {(one.key, entity.id) for entity in held.entities for one in entity.spellings}:
        yield "the ground has spellings of other names"


def _of_marks(dossier: Path, held: Contents, seen: Mapping[str, Signals]) -> Iterator[str]:
    """Where articles lie, and in how many of them each mark stands."""
    connection = apsw.Connection(str(dossier), flags=apsw.SQLITE_OPEN_READONLY)
    rows = list(connection.execute("SELECT article, day, centre FROM grounds ORDER BY article"))
    marks = dict(connection.execute("SELECT mark, articles FROM marks"))
    connection.close()
    if not rows or [one for one, _, _ in rows] != list(seen):
        return
    articles = {one.id: one for one in held.articles}
    whom = named(held.entities, articles)
    found, numbers = overview(
        list(seen),
        {
            one: structs.replace(its, entities=entities_by_sentence(articles[one], whom[one]))
            for one, its in seen.items()
        },
        {},
    )
    if [day for _, day, _ in rows] != found.times.days.tolist():
        yield "the ground has articles on other days"
    if b"".join(centre for *_, centre in rows) != plain(found.centres).tobytes():
        yield "the ground has articles elsewhere"
    counts = np.bincount(found.marks.values, minlength=len(numbers)).tolist()
    told = (one if isinstance(one, str) else f"{FIGURE}{one!r}" for one in numbers)
    if marks != dict(zip(told, counts, strict=True)):
        yield "marks stand in other numbers of articles"
