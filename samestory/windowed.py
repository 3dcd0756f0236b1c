"""Windows of gathering judged by workers: what they are sent of articles, and what they do with it.

Vectors are sent as they are stored and made neutral of language there, so that little travels.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

import msgspec
from threadpoolctl import threadpool_limits

from samestory.encode.neutral import neutral
from samestory.engine import Engine
from samestory.gather.judging import judgements
from samestory.gather.pairs import Pairs
from samestory.gather.windows import Frame
from samestory.model import Record
from samestory.shelf import BySentence, Lately, Marks, Shelf, told
from samestory.signals import Signals
from samestory.store.vectors import unpacked

# Bytes of articles held at a time, as most are in several windows.
MOST = 1 << 26
# Windows worked on at a time, some 10 MB each: all of them, and as many done, may wait in one scheduler.
OUT = 32


class Folded(Record, frozen=True, kw_only=True):
    """What is seen of an article, to be sent: ``rows`` has its vectors as they are stored, ``wide`` each."""

    id: str
    marks: Marks
    entities: tuple[frozenset[str], ...]
    rows: bytes
    wide: int

    def signals(self) -> Signals:
        """What is seen of it."""
        return told(self.id, self.marks, neutral(unpacked(self.rows, self.wide)), self.entities)


class Sent(NamedTuple):
    """A window, and its articles folded."""

    frame: Frame
    articles: tuple[bytes, ...]


class Folding:
    """Folds articles of a ``shelf``; ``stored`` gives the vectors of one as they are stored, and how wide."""

    def __init__(
        self, shelf: Shelf, stored: Callable[[str], tuple[bytes, int]], entities: BySentence
    ) -> None:
        self._shelf, self._stored, self._entities = shelf, stored, entities
        self._lately = Lately[bytes](MOST, len)

    def __call__(self, article: str) -> bytes:
        """The article folded; those asked for last are held."""
        return self._lately.get(article, self._folded)

    def _folded(self, id_: str) -> bytes:
        marks, (rows, wide) = self._shelf[id_].marks, self._stored(id_)
        entities = self._entities(id_, len(marks.names) - 1)
        return msgspec.msgpack.encode(Folded(id=id_, marks=marks, entities=entities, rows=rows, wide=wide))


def judged(frames: Iterable[Frame], folding: Folding, engine: Engine) -> Iterable[Pairs]:
    """The judgements of each window, in order, made by the workers of ``engine``."""
    sent = (Sent(frame, tuple(map(folding, frame.ids))) for frame in frames)
    return engine.map(judged_there, sent, OUT)


def judged_there(sent: Sent) -> Pairs:
    """What a worker does: opens the window and judges it."""
    folded = (msgspec.msgpack.decode(one, type=Folded) for one in sent.articles)
    # As where it would be judged otherwise: last digits of products may hang on the number of threads.
    with threadpool_limits(1, user_api="blas"):
        return judgements(sent.frame.opened(one.signals() for one in folded))
