"""Writing a dossier. Only the pipeline holds a Writer; each call is one transaction."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Self

import msgspec

from samestory.model import Article, Decision, Entity, Failure, Record, Story, Thread
from samestory.progress import Progress, silent
from samestory.store import grounds, groups, searched, verdicts
from samestory.store.addressed import at_address, stands, told_again
from samestory.store.connection import PATIENCE, open_to_write
from samestory.store.grounds import ROOM, Change, Grounds, Growth, by_mentions
from samestory.store.packing import decoder, packed
from samestory.store.view import View
from samestory.store.web import Web

if TYPE_CHECKING:
    from samestory.store.view import Floats2d

# What stands in a source between a file and a line of it, and between it and a file in it.
INSIDE = frozenset("#!")


class Sighting(msgspec.Struct, frozen=True):
    """A document was seen at ``source`` under ``root``; ``seen`` is when (ISO 8601, UTC), if told."""

    root: str
    source: str
    document: str
    seen: str = ""


class Encoded(msgspec.Struct, frozen=True):
    """An article, its vectors (title, subtitle, sentences; float32 (n, d)) and the model that made them."""

    article: Article
    vectors: Floats2d
    model: str


class Batch(msgspec.Struct, frozen=True, kw_only=True):
    """What one step of reading gives to be stored together."""

    articles: tuple[Encoded, ...] = ()
    sightings: tuple[Sighting, ...] = ()
    failures: tuple[tuple[str, Failure], ...] = ()


class FileStamp(msgspec.Struct, frozen=True):
    """A file as it looked when all its documents were stored."""

    root: str
    path: str
    size: int
    mtime_ns: int


class Derived(Record, frozen=True, kw_only=True):
    """What follows from the articles stored: groups, and the machine's decisions behind them.

    ``bases`` has, for each story, a hash of all that its account follows from. All but these may be made as
    they are asked for, once, in this order. ``grounds`` and ``growth`` are what a few articles more may go on
    from; None where all is to be derived again with them.
    """

    stories: Iterable[Story]
    bases: Sequence[str]
    threads: Iterable[Thread]
    entities: Iterable[Entity]
    decisions: Iterable[Decision]
    grounds: Grounds | None = None
    growth: Growth = Growth(whole=0)


class Writer(View):
    """A dossier open for writing; what it has confirmed survives a crash."""

    @classmethod
    def open(cls, path: Path, patience: float = PATIENCE, progress: Progress = silent) -> Self:
        """Open or create the dossier at ``path``, and bring it up to date; raises DossierError.

        ``patience`` is how long, in seconds, each write waits for another writer's.
        """
        return cls(open_to_write(path, patience, progress))

    def copy(self) -> Path | None:
        """Where the dossier stands as it was, if it was of an older version when it was opened."""
        return self._database.copy

    def web(self) -> Web:
        """What is kept of the web, to be written to."""
        return Web(self._database)

    def root(self, folder: Path) -> str:
        """The name ``folder`` (absolute) goes by in this dossier: its own, with its parents' where needed.

        A folder of the same name elsewhere is another; one that is no longer there has moved here. A store,
        as in ``s3:/bucket/news``, is not looked for.
        """
        here = folder.as_posix()
        return self._root(here) or self._new_root(folder, here)

    def failed(self, root: str) -> set[str]:
        """The sources under ``root`` whose bytes could not be had, which may have been put right since."""
        sql = "SELECT source FROM failures WHERE root = ? AND stage = 'ingest'"
        return {str(source) for (source,) in self._database.rows(sql, root)}

    def stamped(self, stamp: FileStamp) -> bool:
        """True where this very file, unchanged, is stored already."""
        sql = "SELECT 1 FROM files WHERE root = ? AND path = ? AND size = ? AND mtime_ns = ?"
        return any(True for _ in self._database.rows(sql, stamp.root, stamp.path, stamp.size, stamp.mtime_ns))

    def known(self, documents: Iterable[str], model: str) -> set[str]:
        """Those of ``documents`` already read and encoded with ``model``, but for what is outdated."""
        ids = msgspec.json.encode(list(documents)).decode()
        sql = """SELECT document FROM articles WHERE model = ?
                 AND document IN (SELECT value FROM json_each(?))
                 AND document NOT IN (SELECT document FROM outdated)"""
        return {document for (document,) in self._database.rows(sql, model, ids)}

    def outdated(self) -> list[str]:
        """Ids of articles whose marks are to be read again, in order."""
        sql = "SELECT id FROM articles WHERE document IN (SELECT document FROM outdated) ORDER BY id"
        return [str(article) for (article,) in self._database.rows(sql)]

    def articles_of(self, ids: Iterable[str]) -> tuple[Article, ...]:
        """The articles of these ids, by id."""
        return self.portions().articles(ids)

    def mark(self, articles: Iterable[Encoded]) -> None:
        """Store articles that were read again from their text."""
        with self._database.transaction():
            for one in articles:
                sql = "SELECT address FROM articles WHERE id = ?"
                for (address,) in list(self._database.rows(sql, one.article.id)):
                    self._article(one, address)

    def seen_in(self, root: str, path: str, model: str) -> dict[str, str]:
        """The documents seen on rows of the file at ``path``, by source, that ``model`` has encoded."""
        sql = """SELECT s.source, s.document FROM sightings s JOIN articles a ON a.document = s.document
                 WHERE s.root = ?1 AND s.source >= ?2 || '#' AND s.source < ?2 || '$' AND a.model = ?3
                 AND s.document NOT IN (SELECT document FROM outdated)"""
        return dict(self._database.rows(sql, root, path, model))

    def add(self, batch: Batch) -> dict[str, str]:
        """Store what one step read; a source that reads now is no failure any more.

        An article whose address has one of the same text is that one seen again; where the file that told of
        it tells another day, outlet or author now, it is that one corrected. Gives for the documents of those
        seen again the document that stands for each.
        """
        again: dict[str, str] = {}
        places = {(one.document, one.source): one.root for one in batch.sightings if not one.seen}
        with self._database.transaction():
            for encoded in batch.articles:
                known = at_address(self._database, encoded.article)
                instead = stands(self._database, encoded.article, known.same, places)
                if instead is None:
                    self._article(encoded, known.address)
                else:
                    again[encoded.article.document_id] = instead
            read = {one.article.document_id for one in batch.articles}
            again |= told_again(self._database, {one.document for one in batch.sightings} - read, places)
            for seen in batch.sightings:
                self._sighting(
                    msgspec.structs.replace(seen, document=again.get(seen.document, seen.document))
                )
            for root, failure in batch.failures:
                self._failure(root, failure)
        return again

    def finish_file(self, stamp: FileStamp, sources: Sequence[str]) -> None:
        """All of the file is stored; what an earlier state of it held at other sources is no longer there."""
        kept = msgspec.json.encode(list(sources)).decode()
        with self._database.transaction():
            for table in ("sightings", "failures"):
                self._database.do(
                    f"""DELETE FROM {table} WHERE root = ?1
                        AND (source = ?2 OR substr(source, 1, length(?2) + 1) IN (?2 || '#', ?2 || '!'))
                        AND source NOT IN (SELECT value FROM json_each(?3))
                        AND source NOT IN (SELECT path FROM files WHERE root = ?1 AND path <> ?2)""",
                    stamp.root, stamp.path, kept,
                )  # fmt: skip
            if not self.stamped(stamp):
                self._database.do(
                    "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)",
                    stamp.root, stamp.path, stamp.size, stamp.mtime_ns,
                )  # fmt: skip

    def keep_failures(self, root: str, files: Collection[str]) -> None:
        """Forget what could not be read of other files under ``root`` than these."""
        sources = [str(s) for (s,) in self._database.rows("SELECT source FROM failures WHERE root = ?", root)]
        gone = [source for source in sources if not any(name in files for name in _holders(source))]
        # Where nothing is gone nothing is written.
        if gone:
            with self._database.transaction():
                for source in gone:
                    self._database.do("DELETE FROM failures WHERE root = ? AND source = ?", root, source)

    def derive(self, derived: Derived, state: str, is_current: Callable[[], bool]) -> bool:
        """Replace the derived groups and the machine's decisions, all at once; a user's decisions stay.

        False, and nothing is replaced, where ``is_current`` says that another run has changed since what
        ``derived`` follows from; ``state`` is what it follows from.
        """
        with self._database.transaction():
            if not is_current():
                return False
            grounds.clear(self._database)
            homes = self._stories(derived)
            for table in ("threads", "entities", "collated"):
                self._database.do(f"DELETE FROM {table}")
            verdicts.clear(self._database)
            self._groups(derived)
            verdicts.put_each(self._database, derived.decisions)
            if derived.grounds is not None:
                grounds.put(self._database, derived.grounds, homes)
                grounds.call(self._database, derived.grounds.called)
                grounds.keep(self._database, derived.growth, self.told())
            self._database.do("INSERT OR REPLACE INTO meta VALUES ('derived', ?)", state)
        return True

    def grow(self, change: Change, growth: Growth, state: str, is_current: Callable[[], bool]) -> bool:
        """Put in what few articles or decisions change, all at once, as ``derive`` does for all."""
        with self._database.transaction():
            if not is_current():
                return False
            groups.change(self._database, change)
            grounds.keep(self._database, growth, self.told())
            self._database.do("INSERT OR REPLACE INTO meta VALUES ('derived', ?)", state)
        return True

    def ungrow(self) -> None:
        """Where a part was derived by itself since all was: have all derived again."""
        growth = self.held().growth()
        if growth is not None and (growth.since or growth.decided):
            with self._database.transaction():
                grounds.clear(self._database)
                self._database.do("DELETE FROM meta WHERE key = 'derived'")

    def keep(self, collated: Iterable[tuple[str, Story]]) -> None:
        """Store stories under their bases for ``derive`` to put in place; no View but this has them."""
        with self._database.transaction():
            for basis, story in collated:
                self._database.do("INSERT OR REPLACE INTO collated VALUES (?, ?)", basis, packed(story))

    def clear_kept(self) -> None:
        """Delete stories kept, which nothing asks for: another run was first, or what was said is undone."""
        if any(self._database.rows("SELECT 1 FROM collated LIMIT 1")):
            with self._database.transaction():
                self._database.do("DELETE FROM collated")

    def story_from(self, basis: str) -> Story | None:
        """The story that follows from ``basis``, kept or in place; None where there is none."""
        sql = "SELECT record FROM collated WHERE basis = ?"
        found = next(self._database.records(sql, decoder(Story), basis), None)
        return super().story_from(basis) if found is None else found

    def kept(self, bases: Iterable[str]) -> set[str]:
        """Those of ``bases`` that ``story_from`` gives a story for."""
        sql = """SELECT value FROM json_each(?) WHERE value IN (SELECT basis FROM collated)
                 OR value IN (SELECT basis FROM stories)"""
        asked = msgspec.json.encode(list(bases)).decode()
        return {str(basis) for (basis,) in self._database.rows(sql, asked)}

    def decide(self, *decisions: Decision, forgotten: Iterable[Decision] = ()) -> None:
        """Store decisions of users, all at once; each replaces what any user decided of the same before.

        The same is the same pair, whichever way round; of names, the same spelling. Those ``forgotten`` are
        deleted first; the machine's are not.
        """
        with self._database.transaction(lasting=True):
            for decision in forgotten:
                self._forget(decision)
            for decision in decisions:
                self._undecide(decision)
            for decision in decisions:
                groups.decision(self._database, decision)

    def _root(self, path: str) -> str | None:
        found = self._database.rows("SELECT root FROM roots WHERE path = ? ORDER BY root", path)
        return next((str(root) for (root,) in found), None)

    def _new_root(self, folder: Path, here: str) -> str:
        with self._database.transaction():
            # Looked at inside: two runs that begin at once give no two folders one name.
            known = dict(self._database.rows("SELECT root, path FROM roots"))
            free = (name for name in _names(folder) if name not in known or _is_gone(known[name]))
            name = self._root(here) or next(free, here)
            self._database.do("INSERT OR REPLACE INTO roots VALUES (?, ?)", name, here)
        return name

    def _stories(self, derived: Derived) -> dict[str, str]:
        """Put stories in the place of those held, one by one: they may be made of those held.

        Gives the story of each article.
        """
        homes, places = dict[str, str](), dict[str, int]()
        for story, basis in zip(derived.stories, derived.bases, strict=True):
            place = places.setdefault(story.thread, len(places) * ROOM)
            groups.story(self._database, story, place, basis)
            places[story.thread] = place + 1
            homes.update(dict.fromkeys(story.articles, story.id))
        gone = "DELETE FROM stories WHERE id NOT IN (SELECT value FROM json_each(?))"
        self._database.do(gone, msgspec.json.encode(sorted({*homes.values()})).decode())
        return homes

    def _groups(self, derived: Derived) -> None:
        for position, thread in enumerate(derived.threads):
            groups.thread(self._database, thread, position * ROOM)
        for position, entity in enumerate(derived.entities):
            if derived.grounds is None:
                groups.entity(self._database, entity, position)
            else:
                groups.entity(self._database, entity, by_mentions(entity))
                grounds.spell(self._database, entity)

    def _article(self, encoded: Encoded, address: str) -> None:
        # Imported here: most writers, such as of a correction, store no vectors, and numpy is slow to load.
        from samestory.store.vectors import packed as packed_vectors  # noqa: PLC0415

        article = encoded.article
        published = article.published.start.isoformat() if article.published else None
        self._database.do(
            "INSERT OR REPLACE INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            article.id, article.document_id, article.lang, article.words(article.title), article.text,
            published, address, packed(article, article.text), encoded.model,
            encoded.vectors.shape[1], packed_vectors(encoded.vectors),
        )  # fmt: skip
        self._database.do("DELETE FROM outdated WHERE document = ?", article.document_id)
        searched.put(self._database, article)

    def _sighting(self, seen: Sighting) -> None:
        self._database.do("DELETE FROM failures WHERE root = ? AND source = ?", seen.root, seen.source)
        self._database.do(
            "INSERT OR REPLACE INTO sightings VALUES (?, ?, ?, ?)",
            seen.root,
            seen.source,
            seen.document,
            seen.seen,
        )

    def _failure(self, root: str, failure: Failure) -> None:
        self._database.do("DELETE FROM sightings WHERE root = ? AND source = ?", root, failure.source)
        # Where nothing has changed nothing is written.
        self._database.do(
            """INSERT INTO failures VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET stage = excluded.stage,
               reason = excluded.reason WHERE (stage, reason) <> (excluded.stage, excluded.reason)""",
            root, failure.source, failure.stage, failure.reason,
        )  # fmt: skip

    def _forget(self, decision: Decision) -> None:
        self._database.do(
            """DELETE FROM decisions
               WHERE kind = ? AND "left" = ? AND "right" = ? AND made_by = ? AND verdict = ?""",
            decision.kind, decision.left, decision.right, decision.made_by, decision.verdict,
        )  # fmt: skip

    def _undecide(self, decision: Decision) -> None:
        theirs = 'DELETE FROM decisions WHERE kind = ? AND "left" = ?'
        left, right = decision.left, decision.right
        # A spelling has one name, whatever the name; all else is a pair.
        if decision.kind == "name":
            self._database.do(theirs, "name", left)
            return
        for one, other in ((left, right), (right, left)):
            self._database.do(f'{theirs} AND "right" = ?', decision.kind, one, other)


def _holders(source: str) -> Iterator[str]:
    """The names of files that ``source`` may be or lie in: ``a.zip!b.jsonl#1``, then ``a.zip`` and so on."""
    yield source
    yield from (source[:end] for end, character in enumerate(source) if character in INSIDE)


def _is_gone(folder: str) -> bool:
    """True for a folder of this machine that is not there any more."""
    return Path(folder).is_absolute() and not Path(folder).exists()


def _names(folder: Path) -> Iterator[str]:
    """The last part of a path, its last two, and so on."""
    parts = folder.parts[1:] or folder.parts
    return ("/".join(parts[-count:]) for count in range(1, len(parts) + 1))
