"""Articles and what is seen of them, met one at a time: little is held of all of them, the rest is made anew.

What every step asks of an article lies in a file of its own while a dossier is derived. Knows no store.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from errno import ENOSPC
from tempfile import TemporaryFile, gettempdir
from typing import IO, Generic, TypeVar

import msgspec
import numpy as np

from samestory.errors import SamestoryError
from samestory.model import Article, Record, Standing
from samestory.signals import Day, Floats2d, Signals, signals

Value = TypeVar("Value")
# Rows of vectors held at a time; 1.5 kB each.
MOST_ROWS = 65_536
# Articles held at a time.
MOST_ARTICLES = 64


@contextmanager
def set_aside() -> Iterator[IO[bytes]]:
    """A file for what is put aside, open and empty, gone afterwards; SamestoryError for want of space."""
    try:
        with TemporaryFile() as file:
            yield file
    except OSError as error:
        if error.errno != ENOSPC:
            raise
        raise SamestoryError(
            f"{gettempdir()} has no room for what is put aside while stories are made; free space there, or "
            "set TMPDIR to another folder, and run again"
        ) from error


class Lately(Generic[Value]):
    """Values by key, those asked for last: no more than ``most`` by what each counts."""

    def __init__(self, most: int, count: Callable[[Value], int]) -> None:
        self._most, self._count, self._held = most, count, 0
        self._values: OrderedDict[str, Value] = OrderedDict()

    def get(self, key: str, make: Callable[[str], Value]) -> Value:
        """The value of ``key``, made where it is not held."""
        found = self._values.get(key)
        if found is not None:
            self._values.move_to_end(key)
            return found
        made = self._values[key] = make(key)
        self._held += self._count(made)
        while self._held > self._most and len(self._values) > 1:
            self._held -= self._count(self._values.popitem(last=False)[1])
        return made


class Articles(Mapping[str, Article]):
    """Articles of these ``ids``, each ``read`` when it is asked for."""

    def __init__(self, ids: Sequence[str], read: Callable[[str], Article]) -> None:
        self._ids, self._known, self._read = ids, frozenset(ids), read
        self._lately = Lately[Article](MOST_ARTICLES, lambda _: 1)

    def __getitem__(self, id_: str) -> Article:
        if id_ not in self._known:
            raise KeyError(id_)
        return self._lately.get(id_, self._read)

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


class Marks(Record, frozen=True, kw_only=True):
    """Signals of an article without id, vectors and entities, as they are in ``Signals``."""

    names: tuple[frozenset[str], ...]
    numbers: tuple[frozenset[float], ...]
    days: tuple[frozenset[Day], ...]
    published: date | None
    clue: tuple[int, int] | None
    ordinals: int
    credits: frozenset[str]
    counted: tuple[frozenset[float], ...]
    ranks: tuple[frozenset[int], ...]
    weekdays: frozenset[int]
    repeats: int


class Noted(Record, frozen=True, kw_only=True):
    """What is kept of an article while others are read."""

    marks: Marks
    standings: tuple[Standing, ...]


class Drawer(Mapping[str, Value]):
    """Values by key in a ``file``, open and empty, each read when it is asked for."""

    def __init__(self, file: IO[bytes], of: type[Value]) -> None:
        self._file, self._of = file, of
        self._places: dict[str, tuple[int, int]] = {}
        self._end = 0

    def put(self, key: str, value: Value) -> None:
        """Keep the value of a ``key`` that has none."""
        told = msgspec.msgpack.encode(value)
        self._file.seek(self._end)
        self._file.write(told)
        self._places[key] = (self._end, len(told))
        self._end += len(told)

    def __getitem__(self, key: str) -> Value:
        start, length = self._places[key]
        self._file.seek(start)
        return msgspec.msgpack.decode(self._file.read(length), type=self._of)

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def __contains__(self, key: object) -> bool:
        return key in self._places


class Shelf(Drawer[Noted]):
    """What is kept of each article, by its id, in a ``file`` that is open and empty."""

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__(file, Noted)

    def passing(self, articles: Iterable[Article]) -> Iterator[Article]:
        """``articles``, each noted on its way."""
        for article in articles:
            its = signals(article, np.zeros((len(article.units()), 1), np.float32))
            marks = Marks(**{name: getattr(its, name) for name in Marks.__struct_fields__})
            self.put(article.id, Noted(marks=marks, standings=article.standings))
            yield article

    def standings(self, article: str) -> Sequence[Standing]:
        """The standings of an article, by its id."""
        return self[article].standings


class Aside(Generic[Value]):
    """Values put aside in a ``file``, open and empty, and given back in order as often as asked for."""

    def __init__(self, file: IO[bytes], values: Iterable[Value], of: type[Value]) -> None:
        self._file, self._of = file, of
        self._lengths = array("q", (file.write(msgspec.msgpack.encode(one)) for one in values))

    def __iter__(self) -> Iterator[Value]:
        start = 0
        for length in self._lengths:
            self._file.seek(start)
            yield msgspec.msgpack.decode(self._file.read(length), type=self._of)
            start += length


# The entities in the headline and in each of so many sentences of an article, by its id.
BySentence = Callable[[str, int], tuple[frozenset[str], ...]]


class Seen(Mapping[str, Signals]):
    """Signals of the articles of a ``shelf``, made when asked for; those asked for last are held.

    ``vectors`` gives those of an article, by its id. Without ``entities`` there are none. Of the signals held
    the vectors have no more than ``most`` rows.
    """

    def __init__(
        self,
        shelf: Shelf,
        vectors: Callable[[str], Floats2d],
        entities: BySentence | None = None,
        most: int = MOST_ROWS,
    ) -> None:
        self._shelf, self._vectors, self._entities = shelf, vectors, entities
        self._lately = Lately[Signals](most, lambda its: len(its.headline) + len(its.sentences))

    def __getitem__(self, id_: str) -> Signals:
        return self._lately.get(id_, self._made)

    def __iter__(self) -> Iterator[str]:
        return iter(self._shelf)

    def __len__(self) -> int:
        return len(self._shelf)

    def __contains__(self, id_: object) -> bool:
        return id_ in self._shelf

    def _made(self, id_: str) -> Signals:
        marks = self._shelf[id_].marks
        entities = self._entities(id_, len(marks.names) - 1) if self._entities is not None else ()
        return told(id_, marks, self._vectors(id_), entities)


def told(id_: str, marks: Marks, rows: Floats2d, entities: tuple[frozenset[str], ...]) -> Signals:
    """What is seen of an article, ``rows`` being its vectors, float32 (units, d)."""
    heads = len(rows) - (len(marks.names) - 1)
    every = {name: getattr(marks, name) for name in Marks.__struct_fields__}
    return Signals(id=id_, headline=rows[:heads], sentences=rows[heads:], entities=entities, **every)
