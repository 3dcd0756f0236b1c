"""What a search holds of a dossier: where each row of the index stands, of which story, and its vector.

Loaded once and asked often; it ranks nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property

import numpy as np
import numpy.typing as npt

from samestory.corrections.found import folded
from samestory.corrections.names import find
from samestory.encode.neutral import Floats2d, neutral
from samestory.lang import meant
from samestory.model import Entity, When
from samestory.search.found import Wanted
from samestory.search.names import Names, names
from samestory.store.searched import Heading, Run
from samestory.store.view import View

Places = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
# Articles whose vectors are made neutral together.
AT_ONCE = 256


class Held:
    """A dossier's titles and sentences, numbered through by *place*; ``size`` is how many there are."""

    def __init__(self, view: View) -> None:
        self._view = view
        self.index = view.index()
        self.runs = self.index.runs()
        self._firsts = np.array([run.first for run in self.runs], np.int64)
        self._counts = np.array([run.rows for run in self.runs], np.int64)
        self._starts = np.cumsum(self._counts) - self._counts
        self.size = int(self._counts.sum())
        self.stories: dict[str, Heading] = {
            article: story for story in self.index.headings() for article in story.articles
        }

    @cached_property
    def langs(self) -> tuple[str, ...]:
        """Codes of the languages held, sorted."""
        return tuple(sorted({run.lang for run in self.runs}))

    @cached_property
    def models(self) -> frozenset[str]:
        """Ids of the weights that made the vectors."""
        return frozenset(self._view.models())

    @cached_property
    def _lang_at(self) -> npt.NDArray[np.int16]:
        """The language at each place, as its number among ``langs``."""
        numbers = {lang: number for number, lang in enumerate(self.langs)}
        return np.repeat(np.array([numbers[run.lang] for run in self.runs], np.int16), self._counts)

    @cached_property
    def vectors(self) -> Floats2d:
        """A unit row, neutral of language, for each place; float32 (size, d)."""
        blocks = [
            neutral(np.concatenate([self._view.vectors(run.article) for run in some]))
            for some in _parts(self.runs)
        ]
        return np.concatenate(blocks) if blocks else np.zeros((0, 0), np.float32)

    @cached_property
    def names(self) -> Names:
        """How each name is written, in the forms that words are searched by."""
        return names(self.index.spellings())

    def places(self, forms: Iterable[str]) -> Places:
        """Where any of ``forms`` stands."""
        # Rows are left of articles that are no more: a file that was mended into nothing.
        rows = np.array(self.index.rows(forms) if self.runs else (), np.int64)
        runs = np.searchsorted(self._firsts, rows, "right") - 1
        inside = (runs >= 0) & (rows - self._firsts[runs] < self._counts[runs])
        return np.asarray(self._starts[runs[inside]] + rows[inside] - self._firsts[runs[inside]])

    def in_lang(self, lang: str) -> Mask:
        """True at the places of articles in ``lang``."""
        return np.asarray(self._lang_at == self.langs.index(lang))

    def fitting(self, wanted: Wanted, among: Collection[str] | None = None) -> Mask:
        """True in articles ``among`` these, where ``wanted`` leaves nothing out.

        Raises InputError for no such name or language.
        """
        if wanted == Wanted() and among is None:
            return np.ones(self.size, np.bool_)
        told = self._naming(wanted.entity) if wanted.entity is not None else None
        lang = None if wanted.lang is None else meant(wanted.lang, self.langs)
        return self._spread(
            (lang in (None, run.lang))
            and (wanted.outlet is None or folded(run.outlet or "") == folded(wanted.outlet))
            and (told is None or run.article in told)
            and (among is None or run.article in among)
            and self._in_time(run.article, wanted)
            and self._origins(run.article) >= wanted.origins
            for run in self.runs
        )

    def where(self, place: int) -> tuple[int, int]:
        """Which of ``runs`` a place is in, and which of its units it is."""
        run = int(np.searchsorted(self._starts, place, "right")) - 1
        return run, place - int(self._starts[run])

    def articles(self, mask: Mask) -> frozenset[str]:
        """Ids of the articles in which ``mask`` is true anywhere."""
        runs = np.unique(np.searchsorted(self._starts, np.flatnonzero(mask), "right") - 1)
        return frozenset(self.runs[int(run)].article for run in runs)

    def _spread(self, of_runs: Iterable[bool]) -> Mask:
        return np.repeat(np.fromiter(of_runs, np.bool_, len(self.runs)), self._counts)

    def _naming(self, said: str) -> set[str]:
        return {mention.article for mention in find(self._entities, said).mentions}

    @cached_property
    def _entities(self) -> Sequence[Entity]:
        return self._view.entities()

    @cached_property
    def _days(self) -> dict[str, tuple[date, date]]:
        """The first and last day on which an article may be published, where it is known."""
        known = {one.article: one.when for story in self.stories.values() for one in story.dates}
        return {a: (w.start.date(), last_day(w)) for a, w in known.items() if w is not None}

    def _in_time(self, article: str, wanted: Wanted) -> bool:
        if wanted.since is None and wanted.until is None:
            return True
        if article not in self._days:
            return False
        first, last = self._days[article]
        return (wanted.since or date.min) <= last and first <= (wanted.until or date.max)

    def _origins(self, article: str) -> int:
        story = self.stories.get(article)
        return len(story.origins) if story else 0


def last_day(when: When) -> date:
    """The last day that ``when`` touches."""
    return max(when.start, when.end - timedelta(microseconds=1)).date()


def _parts(runs: Sequence[Run]) -> Iterator[Sequence[Run]]:
    return (runs[start : start + AT_ONCE] for start in range(0, len(runs), AT_ONCE))
