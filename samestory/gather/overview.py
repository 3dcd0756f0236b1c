"""One look at each article: what gathering keeps of all of them in memory. Compares none with another."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from samestory.gather.ragged import Ints, Ragged, bounds
from samestory.gather.stated import Times, stated
from samestory.signals import Floats2d, Signals

# A name key, the id of an entity, or a figure.
Mark = str | float
# News says what happened first: the fourth sentence counts half as much as the first.
HALVED = 3.0
# Figures below this are too common to tell happenings apart.
SMALL_FIGURE = 13
# Centres are brought into another order by so many columns at once, so that they are never held twice.
COLUMNS = 32


class Overview(msgspec.Struct, frozen=True):
    """Articles, a row each: ``ids``, ``centres`` float32 (n, d) in unit rows, and what time each states.

    ``lengths`` (n,) counts the units of each. ``marks`` has what each names, by number, in the order in which
    it does; ``often``, float64 beside its values, how early and often.
    """

    ids: tuple[str, ...]
    centres: Floats2d
    times: Times
    lengths: Ints
    marks: Ragged
    often: npt.NDArray[np.float64]

    def taken(self, rows: Ints) -> Overview:
        """The articles of these rows, in this order; the centres are moved where they are."""
        for start in range(0, self.centres.shape[1], COLUMNS):
            some = self.centres[:, start : start + COLUMNS]
            some[:] = some[rows]
        return Overview(
            ids=tuple(self.ids[row] for row in rows.tolist()),
            centres=self.centres,
            times=self.times.taken(rows),
            lengths=self.lengths[rows],
            marks=self.marks.taken(rows),
            often=Ragged(self.often, self.marks.starts).taken(rows).values,
        )


def overview(
    ids: Sequence[str], seen: Mapping[str, Signals], known: Mapping[Mark, int]
) -> tuple[Overview, dict[Mark, int]]:
    """The articles ``ids``, of which there are some, each looked up once, and the numbers of marks.

    Those of ``known`` stand.
    """
    numbers, centres = dict(known), np.empty((len(ids), 0), np.float32)
    times, lengths, marks, many, often = array("i"), array("q"), array("i"), array("q"), array("d")
    for row, article in enumerate(map(seen.__getitem__, ids)):
        if not row:
            centres = np.empty((len(ids), article.sentences.shape[1]), np.float32)
        centres[row] = article.centre
        times.extend(stated(article))
        lengths.append(len(article.headline) + len(article.sentences))
        held = _bag(article)
        marks.extend([numbers.setdefault(mark, len(numbers)) for mark in held])
        often.extend(held.values())
        many.append(len(held))
    found = Overview(
        ids=tuple(ids),
        centres=centres,
        times=Times.of(np.array(times, np.int32)),
        lengths=np.array(lengths, np.int64),
        marks=Ragged(np.array(marks, np.int32), bounds(np.array(many, np.int64))),
        often=np.array(often, np.float64),
    )
    return found, numbers


def _bag(article: Signals) -> dict[Mark, float]:
    """What the article names, and how much it is about it: early and often counts more.

    Always in the same order, as sums depend on it.
    """
    found: dict[Mark, float] = {}
    figures = [[f for f in held if f >= SMALL_FIGURE] for held in article.numbers]
    kinds: tuple[Sequence[Iterable[Mark]], ...] = (article.entities, article.names, figures)
    for held in kinds:
        for place, marks in enumerate(held):
            for mark in sorted(marks):
                found[mark] = found.get(mark, 0.0) + 1.0 / (1.0 + place / HALVED)
    return found
