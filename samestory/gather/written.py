"""Every name of a pile as columns: which spelling stands where. Names are in the order of articles and names.

What linking asks of articles again and again is read off once, so that they need not be in memory.
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from samestory.model import Article, NameMention, NameType, Span

Places = npt.NDArray[np.int32]


class Form(NamedTuple):
    """A spelling: what is written, of which type, in which language."""

    written: str
    type: NameType
    lang: str

    @property
    def key(self) -> str:
        """What names it in decisions: type, language and written form."""
        return f"{self.type}:{self.lang}:{self.written}"


class Written(NamedTuple):
    """The names of articles ``ids``, a row each; those of row r stand from ``starts[r]`` on.

    By name, ``spelling`` is its place in ``forms``, ``unit`` the place of its unit (-1 for none) and
    ``sentence`` of its sentence, 0 being all before the first. ``rows`` has the articles' rows by id,
    ``langs`` their languages. ``aliases`` counts, by two places in ``forms``, how often a name stands in
    brackets behind another of its kind.
    """

    ids: Sequence[str]
    rows: Mapping[str, int]
    langs: Sequence[str]
    starts: npt.NDArray[np.int64]
    forms: Sequence[Form]
    spelling: Places
    unit: Places
    sentence: Places
    aliases: Mapping[tuple[int, int], int]

    def of(self, row: int) -> slice:
        """The names of an article, by its row."""
        return slice(int(self.starts[row]), int(self.starts[row + 1]))


def written(articles: Iterable[Article]) -> Written:
    """The names of ``articles``, which come in the order of their ids and are met once."""
    ids, langs, starts = [], [], [0]
    forms: dict[Form, int] = {}
    columns: tuple[list[Places], ...] = ([], [], [])
    aliases: Counter[tuple[int, int]] = Counter()
    for article in articles:
        its = [forms.setdefault(form(name, article), len(forms)) for name in article.names]
        ids.append(article.id)
        langs.append(sys.intern(article.lang))
        starts.append(starts[-1] + len(its))
        units, sentences = _behind(article, article.units()), _behind(article, article.sentences)
        for column, places in zip(columns, (its, [unit - 1 for unit in units], sentences), strict=True):
            column.append(np.array(places, np.int32))
        aliases.update((its[one], its[other]) for one, other in _in_brackets(article))
    spelling, unit, sentence = (np.concatenate([np.zeros(0, np.int32), *column]) for column in columns)
    return Written(
        ids=ids,
        rows={id_: row for row, id_ in enumerate(ids)},
        langs=langs,
        starts=np.array(starts, np.int64),
        forms=tuple(forms),
        spelling=spelling,
        unit=unit,
        sentence=sentence,
        aliases=aliases,
    )


def form(name: NameMention, article: Article) -> Form:
    """The spelling that a name of ``article`` has."""
    return Form(name.span.of(article.text), name.type, article.lang)


def _behind(article: Article, spans: Sequence[Span]) -> list[int]:
    """For each name, how many of ``spans`` begin before or with it."""
    starts = [span.start for span in spans]
    return [bisect_right(starts, name.span.start) for name in article.names]


def _in_brackets(article: Article) -> Iterator[tuple[int, int]]:
    """Names of one kind, the second in brackets behind the first, by their places."""
    order = sorted(range(len(article.names)), key=lambda place: article.names[place].span)
    for one, other in pairwise(order):
        left, right = article.names[one], article.names[other]
        if left.type == right.type and _brackets(article.text, left.span, right.span):
            yield one, other


def _brackets(text: str, left: Span, right: Span) -> bool:
    between = text[left.end : right.start]
    return "(" in between and between.strip(" \"'«»„“”") == "(" and ")" in text[right.end : right.end + 2]
