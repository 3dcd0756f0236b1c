"""A pile that was gathered, in portions of bytes, and made of them again: what groups are formed from.

Judgements are kept as they were made, to the bit. Vectors and what is rare are not: it judges nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from math import nan

import msgspec
import numpy as np
from msgspec import structs

from samestory.gather.candidates import NOWHERE
from samestory.gather.gathered import Gathered
from samestory.gather.misdated import Doubt
from samestory.gather.pairs import PAIR, PARTED, Array, Pairs
from samestory.gather.pile import EMPTY
from samestory.gather.ragged import Ints, Rows, Values
from samestory.gather.readers import Readers
from samestory.gather.stated import Times, stated
from samestory.model import Record

# Of a pair; all else in PAIR follows from these and from its company, or is needed no more.
PARTS = ("left", "right", "timeless", "odds", "again", "alike", "values", "apart")
PARTED_PARTS = ("left", "right", "values")
# So many pairs in a portion.
PORTION = 1 << 16
Numbers = tuple[int, int, int, int]


class _Portion(Record, frozen=True, kw_only=True):
    """Pairs of the articles ``ids``, and what each of these states of its time, in numbers.

    Of the first ``told``, ``lent`` are the times of those that have another's, by place, ``doubts`` those
    whose day is wrong.
    """

    ids: tuple[str, ...]
    times: tuple[Numbers, ...]
    told: int
    lent: dict[int, Numbers]
    doubts: dict[int, Doubt]
    pairs: tuple[bytes, ...]
    parted: tuple[bytes, ...]


def portions(held: Gathered, told: Collection[str] | None = None) -> Iterator[bytes]:
    """All that is kept of ``held``, a pile or a part of one; of others than ``told`` what they state."""
    count = len(held.space.ids)
    codes = _coded(held.pairs.parted, count)
    for start in range(0, len(held.pairs.every), PORTION):
        some = held.pairs.every[start : start + PORTION]
        yield _packed(held, Pairs(some, held.pairs.parted[np.isin(codes, _coded(some, count))]), told)


def gathered_of(kept: Iterable[bytes], home: Mapping[str, tuple[str, ...]], told: Readers) -> Gathered:
    """The pile of all that was ``kept``; of what was kept twice the later counts.

    ``home`` has the stories of its articles, and no others belong to it; ``told`` is what readers had said.
    It lacks what only judging needs.
    """
    ids = tuple(sorted(home))
    places = {one: row for row, one in enumerate(ids)}
    times, lent, doubts = dict[str, Numbers](), dict[str, Numbers](), dict[str, Doubt]()
    every, parted = [np.zeros(0, PAIR)], [np.zeros(0, PARTED)]
    for one in kept:
        its = msgspec.msgpack.decode(one, type=_Portion)
        noted = its.ids[: its.told]
        times |= zip(its.ids, its.times, strict=True)
        for id_ in noted:
            lent.pop(id_, None)
            doubts.pop(id_, None)
        lent |= {noted[place]: day for place, day in its.lent.items()}
        doubts |= {noted[place]: doubt for place, doubt in its.doubts.items()}
        rows = np.array([places.get(each, -1) for each in its.ids], np.int64)
        every.append(_unpacked(its.pairs, PARTS, every[0], rows))
        parted.append(_unpacked(its.parted, PARTED_PARTS, parted[0], rows))
    numbers = np.array([times.get(one, (0, 0, 0, 0)) for one in ids], np.int32)
    return Gathered(
        whole=len(ids),
        told=told,
        space=NOWHERE._replace(ids=ids, times=Times.of(numbers), ranks=np.arange(len(ids))),
        pile=structs.replace(EMPTY, articles=len(ids), places=places),
        dated={one: Times.of(np.array(day, np.int32)).row(0) for one, day in lent.items() if one in places},
        pairs=Pairs(_latest(every, len(ids)), _latest(parted, len(ids))),
        home=home,
        doubts={one: its for one, its in doubts.items() if one in places and its.other in places},
    )


def _packed(held: Gathered, pairs: Pairs, told: Collection[str] | None) -> bytes:
    every, parted = pairs
    rows = np.unique(np.concatenate((every["left"], every["right"])))
    if told is not None:
        inside = np.array([held.space.ids[row] in told for row in rows.tolist()], np.bool_)
        rows = np.concatenate((rows[inside], rows[~inside]))
    places = np.zeros(len(held.space.ids), np.int32)
    places[rows] = np.arange(len(rows))
    ids = tuple(held.space.ids[row] for row in rows.tolist())
    noted = [one for one in ids if told is None or one in told]
    its = _Portion(
        ids=ids,
        times=tuple(stated(held.space.times.row(held.pile.places[one])) for one in ids),
        told=len(noted),
        lent={place: stated(held.dated[one]) for place, one in enumerate(noted) if one in held.dated},
        doubts={place: held.doubts[one] for place, one in enumerate(noted) if one in held.doubts},
        pairs=_columns(every, PARTS, places),
        parted=_columns(parted, PARTED_PARTS, places),
    )
    return msgspec.msgpack.encode(its)


def _columns(pairs: Array, parts: Sequence[str], places: Rows) -> tuple[bytes, ...]:
    """Each of the ``parts`` by itself, rows being told by ``places``."""
    numbers = {name: places[pairs[name]].astype(np.int32) for name in ("left", "right")}
    return tuple(_little(numbers.get(name, pairs[name])).tobytes() for name in parts)


def _little(values: Values) -> Values:
    """Numbers as they are kept: little-endian."""
    return np.asarray(values, values.dtype.newbyteorder("<"))


def _unpacked(columns: Sequence[bytes], parts: Sequence[str], like: Array, rows: Ints) -> Array:
    """What ``_columns`` gave, as an array like ``like``, without the pairs that have no row any more."""
    found = np.zeros(len(columns[0]) // like.dtype["left"].itemsize, like.dtype)
    for name in found.dtype.names or ():
        if found.dtype[name] == np.float64:
            found[name] = nan
    for name, column in zip(parts, columns, strict=True):
        kind = found[name].dtype.newbyteorder("<")
        found[name] = np.frombuffer(column, kind).reshape(found[name].shape)
    for name in ("left", "right"):
        found[name] = rows[found[name]]
    return np.asarray(found[(found["left"] >= 0) & (found["right"] >= 0)])


def _latest(parts: Sequence[Array], count: int) -> Array:
    """Each pair once, in order: the last."""
    every = np.concatenate(parts)
    _, last = np.unique(_coded(every, count)[::-1], return_index=True)
    return np.asarray(every[len(every) - 1 - last])


def _coded(pairs: Array, count: int) -> Ints:
    return np.asarray(pairs["left"].astype(np.int64) * count + pairs["right"])
