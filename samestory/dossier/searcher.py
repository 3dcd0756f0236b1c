"""Searching a dossier held open: loaded once, in the background where asked to, and anew when it has changed.

What is found and how it is ranked is search's. May be asked from several threads.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from threading import Event, RLock, Thread
from time import monotonic, perf_counter
from typing import NamedTuple

from samestory.encode import Encoder
from samestory.errors import DossierError, SamestoryError
from samestory.search import Found, Search, Wanted
from samestory.search.found import By
from samestory.search.searching import ANYWHERE, USUAL, Encodes
from samestory.store.view import View, file_at

# Loading that took no longer, in seconds, is done again while who asks waits.
QUICK = 0.25
# While a run writes, what is held is loaded again at most for this share of the time.
RELOADING = 0.1


class Answer(NamedTuple):
    """What was found, by what, in how many seconds; ``why`` tells why meaning was left out, where it was."""

    found: Found
    by: By
    seconds: float
    why: str


class _Loaded(NamedTuple):
    """A search over its own view, of which file and change, whether by meaning, and when it may be anew."""

    file: tuple[int, int] | None
    view: View
    search: Search
    changes: int
    meaning: bool
    took: float
    due: float

    def changed(self, path: Path) -> bool:
        """Whether another file is at ``path`` now, or somebody wrote since and it is time to look."""
        if file_at(path) != self.file:
            return True
        return monotonic() >= self.due and self.view.changes() != self.changes


class Searcher:
    """Search in the dossier at ``path``; ``encoder`` opens what gives vectors to words."""

    def __init__(self, path: Path, encoder: Callable[[], Encodes] = Encoder.open) -> None:
        self._path, self._opening = path, encoder
        self._lock, self._loading, self._closed = RLock(), Event(), Event()
        self._loaded: _Loaded | None = None
        self._encoder: Encodes | None = None
        self._why = ""

    def warm(self) -> None:
        """Load everything in the background; until it is there, words alone are searched."""
        self._behind()

    def find(
        self,
        words: str,
        wanted: Wanted = ANYWHERE,
        limit: int = USUAL,
        by: By = "both",
        among: Collection[str] | None = None,
    ) -> Answer:
        """What ``Search.find`` gives; by words alone where both were asked for and meaning cannot be had.

        Raises InputError and DossierError as it does, and WeightsError where meaning alone was asked for.
        """
        with self._lock:
            held = self._current(by)
            began, search = perf_counter(), held.search
            how, why = (by, "") if held.meaning or by != "both" else ("words", self._why)
            try:
                found = search.find(words, wanted, limit, how, among)
            except DossierError as error:
                # Vectors of other weights than those here.
                if how != "both":
                    raise
                how, why = "words", str(error)
                found = search.find(words, wanted, limit, how, among)
            return Answer(found, how, perf_counter() - began, why)

    def holding(self, words: str) -> frozenset[str]:
        """Ids of the articles that have a title or sentence with all of ``words``, in any form.

        Raises InputError for words without a letter or figure.
        """
        with self._lock:
            return self._current("words").search.holding(words)

    def close(self) -> None:
        """Give the file back, and the encoder's memory."""
        with self._lock:
            self._closed.set()
            self._encoder = None
            self._swap(None)

    def _current(self, by: By) -> _Loaded:
        held, changed = self._loaded, self._loaded is not None and self._loaded.changed(self._path)
        if by != "words" and self._encoder is None and not self._loading.is_set():
            self._open_encoder(needed=by == "meaning")
        lacking = by != "words" and self._encoder is not None and held is not None and not held.meaning
        if held is None or lacking or (changed and held.took < QUICK):
            held = self._load(self._encoder)
            self._swap(held)
        elif changed:
            self._behind()
        return held

    def _open_encoder(self, *, needed: bool) -> None:
        try:
            self._encoder, self._why = self._opening(), ""
        except SamestoryError as error:
            if needed:
                raise
            self._why = str(error)

    def _opened(self) -> tuple[Encodes | None, str]:
        """What gives vectors to words, else why it cannot be had."""
        try:
            return self._encoder or self._opening(), ""
        except SamestoryError as error:
            return None, str(error)

    def _behind(self) -> None:
        """Load in the background, unless something is loading."""
        if not self._loading.is_set():
            self._loading.set()
            Thread(target=self._renew, name="search", daemon=True).start()

    def _renew(self) -> None:
        try:
            # Words are there to be searched without it, too.
            encoder, why = self._opened()
            made = self._load(encoder)
            made.search.warm()
            with self._lock:
                self._encoder, self._why = self._encoder or encoder, why
                self._swap(made)
        except SamestoryError as error:
            self._why = str(error)
        finally:
            self._loading.clear()

    def _load(self, encoder: Encodes | None) -> _Loaded:
        began, file, view = monotonic(), file_at(self._path), View.open(self._path)
        # Of one moment: what a run writes meanwhile would fit only a part of what is held.
        with view.moment():
            changes, search = view.changes(), Search(view, encoder)
        now = monotonic()
        return _Loaded(
            file, view, search, changes, encoder is not None, now - began, now + (now - began) / RELOADING
        )

    def _swap(self, made: _Loaded | None) -> None:
        for one in (self._loaded, made if self._closed.is_set() else None):
            if one is not None:
                one.view.__exit__(None, None, None)
        self._loaded = None if self._closed.is_set() else made
