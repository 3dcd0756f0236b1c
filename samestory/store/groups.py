"""Rows of what is derived: stories, threads, entities, decisions. Within a transaction of the writer's."""

from __future__ import annotations

from samestory.model import Decision, Entity, Story, Thread
from samestory.store import grounds, verdicts
from samestory.store.connection import Database
from samestory.store.grounds import Change, by_mentions
from samestory.store.packing import packed

# What is there as it is to be is not written again.
STORY = """INSERT INTO stories VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
           position = excluded.position, thread = excluded.thread, title = excluded.title,
           basis = excluded.basis, record = excluded.record
           WHERE (position, thread, basis, record)
              <> (excluded.position, excluded.thread, excluded.basis, excluded.record)"""


def change(database: Database, its: Change) -> None:
    """Put in what few articles or decisions change, and take out what it takes the place of."""
    for table, ids in (("stories", its.gone), ("threads", its.dissolved)):
        database.do_each(f"DELETE FROM {table} WHERE id = ?", [(one,) for one in sorted(ids)])
    verdicts.drop(database, "thread", sorted(its.gone))
    _leave(database, its)
    by_id = {one.id: one for one in its.stories}
    for each in its.threads:
        thread(database, each, its.places[each.id])
        for place, one in enumerate(each.stories):
            story(database, by_id[one], its.places[each.id] + place, its.bases[one])
    for named in its.entities:
        entity(database, named, by_mentions(named))
        grounds.spell(database, named)
    verdicts.withdraw(database, its.withdrawn)
    verdicts.put_each(database, its.decisions)
    homes = {article: one.id for one in its.stories for article in one.articles}
    grounds.move(database, homes)
    if its.grounds is not None:
        grounds.put(database, its.grounds, homes)
    if its.called is not None:
        grounds.call(database, its.called)


def _leave(database: Database, its: Change) -> None:
    """Take out what articles that left take with them."""
    verdicts.drop(database, "story", its.left)
    database.do_each("DELETE FROM entities WHERE id = ?", [(one,) for one in sorted(its.nameless)])
    grounds.leave(database, its)


def story(database: Database, its: Story, position: int, basis: str) -> None:
    """Put a story in its place in the order of the account; ``basis`` is what it follows from."""
    title = its.title()
    database.do(STORY, its.id, position, its.thread, title.words if title else "", basis, packed(its))


def thread(database: Database, its: Thread, position: int) -> None:
    """Put a thread in its place in the order of the account."""
    record = packed(its)
    database.do("INSERT OR REPLACE INTO threads VALUES (?, ?, ?)", its.id, position, record)


def entity(database: Database, its: Entity, position: int) -> None:
    """Put an entity in its place in the order of entities."""
    database.do(
        "INSERT OR REPLACE INTO entities VALUES (?, ?, ?, ?, ?)",
        its.id, position, its.type, its.name, packed(its),
    )  # fmt: skip


def decision(database: Database, its: Decision) -> None:
    """Store a user's decision, in the place of the same that the same made before."""
    database.do(
        "INSERT OR REPLACE INTO decisions VALUES (?, ?, ?, ?, ?, ?, ?)",
        its.kind, its.left, its.right, its.made_by, its.verdict, its.score, packed(its.reasons),
    )  # fmt: skip
