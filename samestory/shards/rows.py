"""Articles as rows of shards, and back: what was read and encoded once need not be again.

A row is an article with its record, its vectors and where it was seen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any, TypeVar

import msgspec

from samestory.errors import InputError
from samestory.ids import ID_SHOWN, content_id
from samestory.ingest.broken import BROKEN, why
from samestory.ingest.records import FileEntry, NotRead
from samestory.ingest.stores import opened
from samestory.model import Article, Decision, Failure, Record
from samestory.shards.laying import groups
from samestory.shards.layout import UNDATED, Label, library, told
from samestory.shards.sound import check
from samestory.store.addressed import said_there
from samestory.store.writer import Batch, Encoded, Sighting

MACHINE = "machine"
# A shard of articles, as a path: what stands before the month, and what behind.
MONTHLY = re.compile(
    r"(?P<top>(?:.*/)?articles)/(?:[0-9]{4}-[0-9]{2}|undated)/(?P<name>.+)\.parquet", re.DOTALL
)
# A root that shards told of is at the path ELSEWHERE, its home, its name.
ELSEWHERE = "shards:/"

Made = TypeVar("Made")
Row = dict[str, Any]
# A root, its home, a source under it, and when it was seen there.
Seen = tuple[str, str, str, str]
# The name that a root of shards goes by in a dossier, and its home.
Roots = Callable[[str, str], str]


class _Root(Record, frozen=True, kw_only=True):
    """Of a row, where a source lies."""

    root: str
    home: str


class _Seen(_Root, frozen=True, kw_only=True):
    source: str
    seen: str


class _Article(Record, frozen=True, kw_only=True):
    """What is asked of an article's row."""

    id: str
    document: str
    text: str
    seen: tuple[_Seen, ...]
    record: bytes
    model: str
    width: int
    vectors: bytes


class Months:
    """The months of the articles of one file, which their shards go by."""

    def __init__(self) -> None:
        # By what stands at an address: titles and months.
        self._first: dict[str, list[tuple[str, str]]] = {}

    def of(self, article: Article) -> str:
        """That it was published in; of what says the same at one address, that of the first.

        A dossier takes them for one, which the first is: it must be met first there too.
        """
        when, said = article.published, said_there(article)
        month = UNDATED if when is None else f"{when.start:%Y-%m}"
        if not said:
            return month
        title = " ".join((article.words(article.title) or "").split())
        held = self._first.setdefault(content_id(*said), [])
        same = next((its for its in held if not title or its[0] in ("", title)), None)
        if same is None:
            held.append(same := (title, month))
        return same[1]


def row(encoded: Encoded, seen: Iterable[Seen]) -> Row:
    """An article with its vectors as a row."""
    # Imported here, as below: a run that takes nothing over should not pay for loading numpy.
    from samestory.store.vectors import packed  # noqa: PLC0415

    article, vectors = encoded.article, encoded.vectors
    day = None if article.published is None else article.published.start
    return {
        "id": article.id,
        "document": article.document_id,
        "outlet": article.outlet,
        "lang": article.lang,
        "day": None if day is None else day.date(),
        "published": None if day is None else day.isoformat(),
        "title": article.words(article.title),
        "url": article.url,
        "text": article.text,
        "seen": [dict(zip(("root", "home", "source", "seen"), one, strict=True)) for one in seen],
        "record": msgspec.json.encode(article),
        "model": encoded.model,
        "width": vectors.shape[1],
        "vectors": packed(vectors),
    }


def failed(root: str, home: str, failure: Failure) -> Row:
    """A failure as a row."""
    return {"root": root, "home": home, **msgspec.structs.asdict(failure)}


def home(path: str) -> str:
    """What tells a root at this path from others of its name: as it was told where it was read first."""
    _, here, elsewhere = path.partition(ELSEWHERE)
    return elsewhere.partition("/")[0] if here else content_id(path)[:ID_SHOWN]


def in_order(entries: Iterable[FileEntry]) -> list[FileEntry]:
    """Files, shards of articles among them in the order of what they were read of, not of their months.

    Of two articles that say the same at one address the first stays, as where their files are read.
    """
    every = list(entries)
    placed = {
        number: match for number, one in enumerate(every) if (match := MONTHLY.fullmatch(one.path.as_posix()))
    }
    ordered = sorted(placed, key=lambda number: (placed[number]["top"], placed[number]["name"].split("/")))
    moved = dict(zip(placed, ordered, strict=True))
    return [every[moved.get(number, number)] for number in range(len(every))]


def labelled(entries: Iterable[FileEntry]) -> Iterator[tuple[FileEntry, Label | None]]:
    """Files, each with what it says of itself, None where it is no shard of ours.

    One that was a shard and does not say so any more is no table either: that is its ``problem``.
    """
    for entry in entries:
        try:
            label, known = _label_of(entry), entry
        except NotRead as error:
            label, known = None, msgspec.structs.replace(entry, problem=str(error))
        yield known, label


def _label_of(entry: FileEntry) -> Label | None:
    if entry.problem is not None or not entry.path.name.endswith(".parquet"):
        return None
    try:
        parquet = library("pyarrow.parquet")
        with opened(entry) as stream:
            footer = parquet.read_metadata(stream)
    except (*BROKEN, InputError):
        # Why it cannot be read is told by who reads it.
        return None
    return _whole(partial(told, footer))


def batches(entry: FileEntry, label: Label, model: str, roots: Roots) -> Iterator[Batch]:
    """What a shard of articles or failures holds, to be stored as it comes; nothing of other tables.

    ``model`` is the id of the weights that must have encoded it, ``roots`` gives the dossier's name for a
    root and its home. Raises NotRead where another Samestory or other weights read it, and where it is
    damaged.
    """
    made: dict[str, Callable[[Sequence[Row], Roots], Batch]] = {"articles": _articles, "failures": _failures}
    for rows in _groups(entry, label) if label.table in made else ():
        found = _whole(partial(made[label.table], rows, roots))
        others = {one.model for one in found.articles} - {model}
        if others:
            raise NotRead(
                f"it was encoded with the weights {min(others)}, those prepared here are {model}; prepare "
                "the former with `samestory models prepare`, or read its documents again"
            )
        yield found


def decisions(entry: FileEntry, label: Label) -> Iterator[Decision]:
    """What readers decided, in the order they did, of a shard of decisions; raises NotRead as ``batches``."""
    for rows in _groups(entry, label) if label.table == "decisions" else ():
        yield from _whole(partial(_decisions, rows))


def _groups(entry: FileEntry, label: Label) -> Iterator[list[Row]]:
    here = Label(table=label.table, state=label.state)
    if label != here:
        raise NotRead(
            f"it was written by Samestory {label.samestory} (shards {label.layout}), this is "
            f"{here.samestory} ({here.layout}); read its documents again"
        )
    try:
        with opened(entry) as stream:
            yield from groups(stream)
    except BROKEN as error:
        raise NotRead(f"the shard cannot be read: {why(error)}; delete it and write it again") from error


def _whole(make: Callable[[], Made]) -> Made:
    """What ``make`` makes of rows; raises NotRead where they are damaged."""
    try:
        return make()
    except (ValueError, TypeError, LookupError, RuntimeError, ArithmeticError, MemoryError) as error:
        raise NotRead(f"the shard is damaged: {error}; delete it and write it again") from error


def _articles(rows: Sequence[Row], roots: Roots) -> Batch:
    articles, sightings = [], []
    for one in msgspec.convert(rows, tuple[_Article, ...]):
        articles.append(_encoded(one))
        sightings += [
            Sighting(roots(its.root, its.home), its.source, one.document, its.seen) for its in one.seen
        ]
    return Batch(articles=tuple(articles), sightings=tuple(sightings))


def _encoded(row: _Article) -> Encoded:
    from samestory.store.vectors import rows_of  # noqa: PLC0415

    article = msgspec.json.decode(row.record, type=Article)
    if (row.id, row.document, row.text) != (article.id, article.document_id, article.text):
        raise ValueError(f"{article.id} is not what its row says")
    check(article)
    return Encoded(article, rows_of(row.vectors, row.width, len(article.units())), row.model)


def _decisions(rows: Iterable[Row]) -> list[Decision]:
    return [_decision(one) for one in rows if one["made_by"] != MACHINE]


def _decision(row: Row) -> Decision:
    made = msgspec.convert({**row, "reasons": msgspec.json.decode(row["reasons"])}, Decision)
    # Which is so of no number that is none.
    if not 0.0 <= made.score <= 1.0:
        raise ValueError(f"a decision has the score {made.score}")
    return made


def _failures(rows: Sequence[Row], roots: Roots) -> Batch:
    where = msgspec.convert(rows, tuple[_Root, ...])
    told = msgspec.convert(rows, tuple[Failure, ...])
    roots_of = (roots(one.root, one.home) for one in where)
    return Batch(failures=tuple(zip(roots_of, told, strict=True)))
