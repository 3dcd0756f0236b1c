"""Reading a dossier. A View cannot write; everything but the pipeline gets one of these."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import msgspec

from samestory.model import Article, Contents, Decision, Entity, Failure, Reason, Story, Thread, Version
from samestory.store import verdicts
from samestory.store.connection import PATIENCE, Database, open_to_read
from samestory.store.grounds import Held
from samestory.store.packing import decoder
from samestory.store.portions import Portions
from samestory.store.searched import Index
from samestory.store.tables import TOLD, Tables

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats2d = npt.NDArray[np.float32]

STANDING = "document IN (SELECT document FROM standing)"
# Between a run that was cut off and the next, stories may hold an article whose file has changed since.
TOLD_OF = "id IN (SELECT value FROM stories, json_each(unpacked(record), '$.articles'))"
ADDRESS = ("http://", "https://")
# What stood at some addresses; and the addresses of some articles, in order.
HISTORIES = """SELECT v.source, v.seen, a.record, a.text
               FROM histories v JOIN articles a ON a.document = v.document
               WHERE v.source {} ORDER BY v.source, v.seen"""
ADDRESSES = """SELECT address FROM articles WHERE address <> '' AND id IN (SELECT value FROM json_each(?1))
               UNION SELECT v.source FROM versions v JOIN articles b ON b.document = v.document
               WHERE +b.address = '' AND b.id IN (SELECT value FROM json_each(?1)) ORDER BY 1"""
ENDS, ROOTED = ("min", "max"), ("sightings", "failures")


class View:
    """A dossier, read-only. Use as a context manager. Any call may raise DossierError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @classmethod
    def open(cls, path: Path, patience: float = PATIENCE) -> Self:
        """Open the dossier at ``path``; raises DossierMissing or DossierError.

        ``patience`` is how long, in seconds, it waits for a writer that holds the file.
        """
        return cls(open_to_read(path, patience))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self._database.close()

    def moment(self) -> AbstractContextManager[None]:
        """What is read inside is of one moment, whatever a run writes; may stand in another."""
        return self._database.moment()

    def meta(self, key: str) -> str | None:
        """A fact about the dossier itself."""
        row = next(self._database.rows("SELECT value FROM meta WHERE key = ?", key), None)
        return None if row is None else str(row[0])

    def articles(self) -> Iterator[Article]:
        """Every article that stands: seen somewhere, and the last of its address; by id."""
        return self._articles(STANDING)

    def article(self, id_: str) -> Article:
        """The article of this id, with a current sighting or not; raises KeyError for none."""
        sql = "SELECT record, text FROM articles WHERE id = ?"
        for article in self._database.made(sql, decoder(Article), id_):
            return article  # type: ignore[no-any-return]
        raise KeyError(id_)

    def article_ids(self) -> Iterator[str]:
        """Ids of the articles that stand, in order."""
        rows = self._database.rows(f"SELECT id FROM articles WHERE {STANDING} ORDER BY id")
        return (str(row[0]) for row in rows)

    def vectors(self, article: str) -> Floats2d:
        """Float32 (n, d): nearly unit rows for title, subtitle (where there are any) and each sentence."""
        # Imported here: most readers of a dossier want no vectors, and numpy is slow to load.
        from samestory.store.vectors import unpacked  # noqa: PLC0415

        sql = "SELECT vectors, width FROM articles WHERE id = ?"
        for rows in self._database.made(sql, unpacked, article):
            return rows  # type: ignore[no-any-return]
        raise KeyError(article)

    def stored_vectors(self, article: str) -> tuple[bytes, int]:
        """The same as they are stored (store/vectors.py), and how wide they are."""
        for stored, width in self._database.rows("SELECT vectors, width FROM articles WHERE id = ?", article):
            return stored, width
        raise KeyError(article)

    def index(self) -> Index:
        """The index of the words of titles and sentences; see search/."""
        return Index(self._database)

    def portions(self) -> Portions:
        """Parts of it by their ids, for who wants no more; see dossier/."""
        return Portions(self._database)

    def held(self) -> Held:
        """What a few articles more go on from; see growing/."""
        return Held(self._database)

    def tables(self) -> Tables:
        """Its rows as they are; see shards/."""
        return Tables(self._database)

    def changes(self) -> int:
        """A number that differs once another connection has written since; it means nothing else."""
        return int(next(self._database.rows("PRAGMA data_version"))[0])

    def models(self) -> set[str]:
        """Ids of the weights whose vectors are stored."""
        return {str(model) for (model,) in self._database.rows("SELECT DISTINCT model FROM articles")}

    def files(self, articles: Iterable[str] | None = None) -> dict[str, tuple[str, ...]]:
        """For each article id, or each of ``articles``, the sources its document was seen at."""
        seen: dict[str, list[str]] = {}
        sql = "SELECT a.id, s.root, s.source FROM sightings s JOIN articles a ON a.document = s.document"
        among = () if articles is None else (msgspec.json.encode(list(articles)).decode(),)
        which = "" if articles is None else " WHERE a.id IN (SELECT value FROM json_each(?))"
        shown = self._shown()
        for article, root, source in self._database.rows(f"{sql}{which} ORDER BY s.root, s.source", *among):
            seen.setdefault(article, []).append(shown(root, source))
        return {article: tuple(sources) for article, sources in seen.items()}

    def failures(self) -> tuple[Failure, ...]:
        """What was not read, and why."""
        shown = self._shown()
        sql = "SELECT root, source, stage, reason FROM failures ORDER BY root, source"
        return tuple(
            Failure(source=shown(root, source), stage=stage, reason=reason)
            for root, source, stage, reason in self._database.rows(sql)
        )

    def decisions(self) -> tuple[Decision, ...]:
        """Every decision: the machine's by kind and pair, then users' in the order they were made in."""
        return (*verdicts.every(self._database), *self.told())

    def told(self) -> tuple[Decision, ...]:
        """Users' decisions, in the order they were made in."""
        decode = decoder(tuple[Reason, ...])
        return tuple(
            Decision(
                kind=kind, left=left, right=right, verdict=verdict, score=score, made_by=made_by,
                reasons=reasons,
            )
            for kind, left, right, verdict, score, made_by, reasons in self._database.decoded(TOLD, decode)
        )  # fmt: skip

    def stories(self) -> tuple[Story, ...]:
        """Stories in the order of the account."""
        sql = "SELECT record FROM stories ORDER BY position"
        return tuple(self._database.records(sql, decoder(Story)))

    def story_from(self, basis: str) -> Story | None:
        """The story that follows from ``basis``, a hash; None where none that is stored does."""
        sql = "SELECT record FROM stories WHERE basis = ?"
        return next(self._database.records(sql, decoder(Story), basis), None)

    def versions(self) -> tuple[Version, ...]:
        """What stood at each address: by address, the earliest first."""
        sql = """SELECT v.source, v.seen, a.record, a.text
                 FROM histories v JOIN articles a ON a.document = v.document ORDER BY v.source, v.seen"""
        return self._versions(sql)

    def changed(self, articles: Iterable[str] | None = None) -> tuple[Version, ...]:
        """Of ``versions`` those of addresses with several texts, one of them of ``articles`` where given."""
        if articles is None:
            several = "SELECT source FROM histories GROUP BY source HAVING count(*) > 1"
            return self._versions(HISTORIES.format(f"IN ({several})"))
        asked = msgspec.json.encode(list(articles)).decode()
        # One address after another: each goes by an index, several at once would go through all.
        sources = [source for (source,) in self._database.rows(ADDRESSES, asked)]
        told = (self._versions(HISTORIES.format("= ?"), source) for source in sources)
        return tuple(one for its in told if len(its) > 1 for one in its)

    def lists(self) -> tuple[str, ...]:
        """The addresses of the feeds and sitemaps that were given to be followed."""
        rows = self._database.rows("SELECT url FROM asked WHERE kind = 'list' ORDER BY url")
        return tuple(str(url) for (url,) in rows)

    def count_articles(self) -> int:
        """How many articles stand."""
        return int(next(self._database.rows(f"SELECT count(*) FROM articles WHERE {STANDING}"))[0])

    def count_failures(self) -> int:
        """How many documents were not read."""
        return int(next(self._database.rows("SELECT count(*) FROM failures"))[0])

    def count_stories(self) -> int:
        """How many stories there are."""
        return int(next(self._database.rows("SELECT count(*) FROM stories"))[0])

    def threads(self) -> tuple[Thread, ...]:
        """Threads in the order of the account."""
        sql = "SELECT record FROM threads ORDER BY position"
        return tuple(self._database.records(sql, decoder(Thread)))

    def entities(self) -> tuple[Entity, ...]:
        """Entities in the order they were derived in."""
        sql = "SELECT record FROM entities ORDER BY position"
        return tuple(self._database.records(sql, decoder(Entity)))

    def contents(self) -> Contents:
        """All of it at one moment, as the exports take it."""
        with self.moment():
            return Contents(
                articles=tuple(self._articles(f"{STANDING} OR {TOLD_OF}")),
                files=self.files(),
                stories=self.stories(),
                threads=self.threads(),
                decisions=self.decisions(),
                failures=self.failures(),
                entities=self.entities(),
                versions=self.changed(),
            )

    def beginning(self, stories: int) -> Contents:
        """The first threads of the account that have so many ``stories`` together, at one moment.

        With their articles, and what was decided of their order and copies. Of names there are those that
        they are about.
        """
        with self.moment():
            threads: list[Thread] = []
            ordered = "SELECT record FROM threads ORDER BY position LIMIT ?"
            for one in self._database.records(ordered, decoder(Thread), stories):
                if sum(len(each.stories) for each in threads) < stories:
                    threads.append(one)
            portions = self.portions()
            found = portions.stories(story for one in threads for story in one.stories)
            articles = [article for one in found for article in one.articles]
            abouts = [one.about for one in (*found, *threads)]
            keys = [key for one in abouts for key in (*one.keys, *filter(None, [one.place]))]
            return Contents(
                articles=portions.articles(articles),
                files=self.files(articles),
                stories=found,
                threads=tuple(threads),
                decisions=portions.decisions(("thread", "copy"), (*articles, *(one.id for one in found))),
                failures=self.failures(),
                entities=portions.entities(key.entity for key in keys),
                versions=self.changed(articles),
            )

    def _versions(self, sql: str, *values: object) -> tuple[Version, ...]:
        return tuple(self._database.made(sql, _version, *values))

    def _articles(self, which: str) -> Iterator[Article]:
        sql = f"SELECT record, text FROM articles WHERE {which} ORDER BY id"
        return self._database.made(sql, decoder(Article))

    def _shown(self) -> Callable[[str, str], str]:
        """What a source under a root is called: with the root where there are several."""
        # The first and the last of each come from an index; counting them would go through all.
        ends = (f"SELECT {end}(root) AS root FROM {table}" for end in ENDS for table in ROOTED)
        sql = f"SELECT min(root) <> max(root) FROM ({' UNION ALL '.join(ends)})"
        several = bool(next(self._database.rows(sql))[0])
        # An address says itself where it is; no path has two slashes.
        return lambda root, source: (
            f"{root}/{source}" if several and not source.startswith(ADDRESS) else source
        )


def _version(source: str, seen: str, record: bytes, text: str) -> Version:
    return Version(source=source, seen=seen, article=decoder(Article)(record, text))


def file_at(path: Path) -> tuple[int, int] | None:
    """Which file stands at ``path``, None for none: what is put in its place is another."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_dev, stat.st_ino
