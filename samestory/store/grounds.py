"""What a dossier of many articles goes on from where a few come in: read, and written with what they change.

Small dossiers hold none of it, as all is derived again there. What changes is worked out in growing/.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import msgspec

from samestory.model import Decision, Entity, Mention, NameType, Record, Spelling, Story, Thread
from samestory.store.connection import Database
from samestory.store.packing import decoder
from samestory.store.portions import AMONG
from samestory.store.searched import Heading

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.floating]
    Days = Sequence[int] | npt.NDArray[np.int32]

Thing = TypeVar("Thing")
# Between the places of two threads in the order of the account; and how far behind the one before it a thread
# is put where there is room for more.
ROOM, STEP = 1 << 40, 1 << 24
THREADS = "SELECT id, position FROM threads"
# Judgements hardly pack better for longer work.
LEVEL = 1
# Before a figure among marks.
FIGURE = "="
# Of a reader's decision its kind, left, right and verdict; of copies also who made it, and why.
Said = tuple[str, ...]


class Ground(NamedTuple):
    """Articles by id, in rows: where each lies (n, d), and its day from year 1, 0 for unknown."""

    ids: Sequence[str]
    centres: Floats
    days: Days


class Grounds(Record, frozen=True, kw_only=True):
    """What a derivation of the whole leaves behind: the ground, and in how many articles each mark stands.

    A mark is a name key, the id of an entity, or a figure. ``judged`` are portions of the judgements that
    stories were formed from, made as they are asked for, once; ``called`` is what entities would be called
    that a reader has named.
    """

    ground: Ground
    marks: Mapping[str | float, int]
    judged: Iterable[bytes] = ()
    called: Mapping[str, str] = {}


class Growth(Record, frozen=True, kw_only=True):
    """How many articles there were when all was derived, how many came in since, and what readers had said.

    ``told`` is a hash of that and of the version of the steps; ``decided`` counts how often what they say has
    changed since.
    """

    whole: int
    since: int = 0
    told: str = ""
    decided: int = 0

    def by(self, more: int) -> Growth:
        """As it is when so many ``more`` have come in."""
        return msgspec.structs.replace(self, since=self.since + more)


class Bounds(NamedTuple):
    """When few enough articles have come in to be taken in by themselves.

    A dossier holds ``fewest`` at least, where all was derived; since then no more came in than this ``share``
    of them, nor more than ``most``.
    """

    fewest: int = 2000
    share: float = 0.02
    most: int = 1000

    def holds(self, growth: Growth) -> bool:
        """Whether a dossier that has grown so keeps to them."""
        return growth.whole >= self.fewest and growth.since <= min(self.most, self.share * growth.whole)


class Change(Record, frozen=True, kw_only=True):
    """What a few articles change: rows to take out, and rows to put in or in the place of others.

    ``gone`` are ids of stories, ``dissolved`` of threads. ``stories`` are those of ``threads``, in order;
    ``bases`` has the hash that each of them follows from, ``places`` where each thread stands in the order of
    the account. Of ``decisions`` held those ``withdrawn`` are taken out. ``grounds`` are those of articles
    that came in, ``called`` as in Grounds, of the whole dossier; None where they are as before.
    ``left`` are articles that stand no more, ``nameless`` the ids of entities that went with them,
    ``unspelled`` spellings beside entities that have them no more, ``marks`` in how many articles more, or
    less, each stands.
    """

    gone: frozenset[str] = frozenset()
    dissolved: frozenset[str] = frozenset()
    stories: tuple[Story, ...] = ()
    bases: Mapping[str, str] = {}
    threads: tuple[Thread, ...] = ()
    places: Mapping[str, int] = {}
    entities: tuple[Entity, ...] = ()
    decisions: tuple[Decision, ...] = ()
    withdrawn: tuple[Decision, ...] = ()
    grounds: Grounds | None = None
    called: Mapping[str, str] | None = None
    left: tuple[str, ...] = ()
    nameless: frozenset[str] = frozenset()
    unspelled: tuple[tuple[str, str], ...] = ()
    marks: Mapping[str | float, int] = {}


class Head(Record, frozen=True, kw_only=True):
    """An entity without its places."""

    id: str
    name: str
    type: NameType
    spellings: tuple[Spelling, ...]


class _Placed(Record, frozen=True, kw_only=True):
    mentions: tuple[Mention, ...]


class Held:
    """What is read of it. Any call may raise DossierError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def growth(self) -> Growth | None:
        """None where the dossier does not grow by a few."""
        return self._told("growth", Growth)

    def said(self) -> tuple[Said, ...] | None:
        """What readers had said when it was derived last, the last one last; None where that is not kept."""
        return self._told("said", tuple[Said, ...])

    def called(self) -> dict[str, str]:
        """What entities would be called that a reader has named, by id."""
        return self._told("called", dict[str, str]) or {}

    def judged(self) -> Iterator[bytes]:
        """Portions of the judgements that stories were formed from, a later one outranking an earlier."""
        return self._database.records("SELECT pairs FROM judged ORDER BY number", judgements)

    def every_home(self) -> dict[str, str]:
        """The story of each article that all was derived from."""
        return dict(self._database.rows("SELECT article, story FROM grounds"))

    def articles(self) -> set[str]:
        """The articles that all was derived from."""
        return {str(one) for (one,) in self._database.rows("SELECT article FROM grounds")}

    def ground(self) -> Ground:
        """Where they lie, by id."""
        # Imported here: most who open a dossier want no vectors, and this is slow to load.
        import numpy as np  # noqa: PLC0415

        from samestory.store.vectors import of_plain  # noqa: PLC0415

        sql = "SELECT article, day, centre FROM grounds ORDER BY article"
        ids, days, rows = zip(*self._database.rows(sql), strict=True)
        return Ground(ids, of_plain(np.frombuffer(b"".join(rows), np.int8).reshape(len(ids), -1)), days)

    def homes(self, articles: Iterable[str]) -> dict[str, str]:
        """The story of each article."""
        sql = f"SELECT article, story FROM grounds WHERE article {AMONG}"
        return dict(self._database.rows(sql, _listed(articles)))

    def marks(self, marks: Iterable[str | float]) -> dict[str | float, int]:
        """In how many articles each of ``marks`` stands; those in none are left out."""
        by_name = {_mark(one): one for one in marks}
        sql = f"SELECT mark, articles FROM marks WHERE mark {AMONG}"
        return {by_name[name]: count for name, count in self._database.rows(sql, _listed(by_name))}

    def spelled(self, keys: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """The entities that each spelling names, by its key; those that name none are left out."""
        found: dict[str, tuple[str, ...]] = {}
        sql = f"SELECT key, entity FROM spelled WHERE key {AMONG} ORDER BY key, entity"
        for key, entity in self._database.rows(sql, _listed(keys)):
            found[key] = (*found.get(key, ()), entity)
        return found

    def heads(self, entities: Iterable[str]) -> dict[str, Head]:
        """Entities without their places, by id."""
        sql = f"SELECT record FROM entities WHERE id {AMONG}"
        return {one.id: one for one in self._database.records(sql, decoder(Head), _listed(entities))}

    def mentions(self, entity: str) -> tuple[Mention, ...]:
        """The places of an entity."""
        decode = decoder(_Placed)
        found = self._database.records("SELECT record FROM entities WHERE id = ?", decode, entity)
        return next((one.mentions for one in found), ())

    def headings(self, stories: Iterable[str]) -> dict[str, Heading]:
        """Stories without their accounts, by id."""
        sql = f"SELECT record FROM stories WHERE id {AMONG}"
        return {one.id: one for one in self._database.records(sql, decoder(Heading), _listed(stories))}

    def basis(self, story: str) -> str:
        """The hash of what the account of a story follows from."""
        return str(next(self._database.rows("SELECT basis FROM stories WHERE id = ?", story))[0])

    def thread_places(self) -> list[tuple[int, str]]:
        """Where each thread stands in the order of the account, and its id, in this order."""
        return sorted((int(place), str(id_)) for id_, place in self._database.rows(THREADS))

    def _told(self, key: str, kind: type[Thing]) -> Thing | None:
        decode = msgspec.json.Decoder(kind).decode
        return next(self._database.records("SELECT value FROM meta WHERE key = ?", decode, key), None)


def by_mentions(entity: Entity) -> int:
    """Where an entity stands in the order of entities: those named most often first, then by id."""
    return ((1 << 30) - len(entity.mentions) << 32) + int(entity.id[:8], 16)


def put(database: Database, grounds: Grounds, homes: Mapping[str, str]) -> None:
    """Hold ``grounds`` too; ``homes`` are the stories of their articles."""
    # Imported here for the same reason.
    from samestory.store.vectors import plain  # noqa: PLC0415

    its = grounds.ground
    rows = (
        (article, homes[article], int(day), centre.tobytes())
        for article, day, centre in zip(its.ids, its.days, plain(its.centres), strict=True)
    )
    database.do_each("INSERT INTO grounds VALUES (?, ?, ?, ?)", rows)
    count(database, grounds.marks)
    portions = ((zlib.compress(one, LEVEL),) for one in grounds.judged)
    database.do_each("INSERT INTO judged (pairs) VALUES (?)", portions)


def judgements(stored: bytes) -> bytes:
    """A portion of the judgements as it was given; raises ValueError or TypeError for what is damaged."""
    try:
        return zlib.decompress(stored)
    except zlib.error as error:
        raise ValueError(f"judgements cannot be unpacked: {error}") from error


def count(database: Database, marks: Mapping[str | float, int]) -> None:
    """Hold that each of ``marks`` stands in so many articles more."""
    more = "INSERT INTO marks VALUES (?, ?) ON CONFLICT DO UPDATE SET articles = articles + excluded.articles"
    database.do_each(more, sorted((_mark(mark), its) for mark, its in marks.items()))
    gone = sorted((_mark(mark),) for mark, its in marks.items() if its < 0)
    database.do_each("DELETE FROM marks WHERE mark = ? AND articles < 1", gone)


def leave(database: Database, change: Change) -> None:
    """Hold nothing more of articles that left."""
    database.do_each("DELETE FROM grounds WHERE article = ?", [(one,) for one in change.left])
    database.do_each("DELETE FROM spelled WHERE key = ? AND entity = ?", change.unspelled)
    count(database, change.marks)


def move(database: Database, homes: Mapping[str, str]) -> None:
    """The stories of articles that are held, by their ids."""
    moved = ((story, article) for article, story in homes.items())
    database.do_each("UPDATE grounds SET story = ? WHERE article = ?", moved)


def spell(database: Database, entity: Entity) -> None:
    """Hold what names ``entity``."""
    spelled = ((one.key, entity.id) for one in entity.spellings)
    database.do_each("INSERT OR IGNORE INTO spelled VALUES (?, ?)", spelled)


def clear(database: Database) -> None:
    """Hold nothing: what comes in next is derived with all."""
    told = "meta WHERE key IN ('growth', 'said', 'called')"
    for table in ("grounds", "marks", "spelled", "judged", told):
        database.do(f"DELETE FROM {table}")


def keep(database: Database, growth: Growth, told: Iterable[Decision]) -> None:
    """Store how the dossier has grown, and what readers ``told`` that it follows from."""
    _put(database, "growth", growth)
    _put(database, "said", [said(one) for one in told])


def call(database: Database, called: Mapping[str, str]) -> None:
    """Store what entities would be called that a reader has named."""
    _put(database, "called", called)


def said(decision: Decision) -> Said:
    """What stories, threads and entities follow from of a reader's ``decision``."""
    what = (decision.kind, decision.left, decision.right, decision.verdict)
    # Who decided, and why, where an account says so itself.
    shown = (decision.made_by, *(one.says for one in decision.reasons)) if decision.kind == "copy" else ()
    return (*what, *shown)


def _put(database: Database, key: str, value: object) -> None:
    record = msgspec.json.encode(value, order="deterministic").decode()
    database.do("INSERT OR REPLACE INTO meta VALUES (?, ?)", key, record)


def _mark(mark: str | float) -> str:
    return mark if isinstance(mark, str) else f"{FIGURE}{mark!r}"


def _listed(ids: Iterable[str]) -> str:
    return msgspec.json.encode(sorted(set(ids))).decode()
