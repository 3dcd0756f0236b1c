"""A dossier held open by a door that stays: its catalogue, and the part of its contents that one page needs.

Kept current as runs and readers write. May be asked from several threads.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from time import monotonic
from types import TracebackType
from typing import NamedTuple, Self

from samestory.dossier.catalogue import Catalogue, catalogue
from samestory.dossier.named import Named
from samestory.dossier.searcher import RELOADING, Searcher
from samestory.errors import InputError
from samestory.lang import known, meant
from samestory.model import Contents, Decision, Story, Thread
from samestory.store.portions import bare
from samestory.store.view import View, file_at

# Where a dossier says what its stories and names follow from.
DERIVED = "derived"
# Of one who is named everywhere, so many articles are read.
WIDEST = 300


class State(NamedTuple):
    """How far a dossier is: its ``articles``, and ``changes``, which differs once another has written since.

    ``quiet`` is how many seconds ago that was noticed, None where nobody has written while it was open.
    """

    articles: int
    changes: int
    quiet: float | None


class Dossier:
    """A dossier, read-only, open until it is closed. Any call may raise DossierError.

    ``searcher`` finds sentences in it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = RLock()
        self._reading = False
        self._written: float | None = None
        self._changes = self._noticed = 0
        self._open()
        self.searcher = Searcher(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the file back."""
        self.searcher.close()
        with self._lock:
            self._view.__exit__(None, None, None)

    @contextmanager
    def view(self) -> Iterator[View]:
        """The view, for one thread at a time, of one moment: a run that writes meanwhile is not seen.

        It is of the file that stands at the path now; DossierMissing where none does.
        """
        with self._lock:
            if self._reading:
                yield self._view
                return
            if file_at(self.path) != self._file:
                former = self._view
                self._open()
                former.__exit__(None, None, None)
            self._reading = True
            try:
                with self._view.moment():
                    yield self._view
            finally:
                self._reading = False

    def catalogue(self, *, now: bool = False) -> Catalogue:
        """The catalogue, loaded again where the file has changed: at once if ``now``, else when it is due.

        At once, too, where all that follows from the articles was derived anew: stories and names that
        are read next are others than those listed before.
        """
        with self.view() as view:
            changes = view.changes()
            if changes != self._changes and (now or monotonic() >= self._due or self._derived_anew()):
                self._changes, self._catalogue = changes, self._load()
            return self._catalogue

    def state(self) -> State:
        """How far it is now; cheap enough to be asked every few seconds."""
        with self.view() as view:
            changes = view.changes()
            if changes != self._noticed:
                self._noticed, self._written = changes, monotonic()
            quiet = None if self._written is None else monotonic() - self._written
            return State(view.portions().count_articles(), changes, quiet)

    def reading(self, code: str | None, contents: Contents) -> str | None:
        """The language that ``code`` means, to show ``contents`` of it in; None where none of them is in it.

        Raises InputError for what is neither a language of ours nor of any article of the dossier.
        """
        if code is None:
            return None
        found, here = meant(code, self.catalogue().langs), {one.lang for one in contents.articles}
        return found if found in here or found in known() else None

    def story(self, story: str) -> Contents:
        """A story with what its page tells of: its articles, who is named there, and every decision on it.

        Stories that were thought of beside it, or stand in its thread, are there without their accounts.
        Raises InputError where no story has this id.
        """
        with self.view() as view:
            found = view.portions().stories([story])
            if not found:
                raise InputError(f"no story has the id {story!r}; it may have changed since it was listed")
            return self._of(found, beside=True)

    def thread(self, thread: str) -> Contents:
        """A thread with its stories, whole; raises InputError where none has this id."""
        with self.view() as view:
            found = view.portions().stories(self.catalogue().threads.get(thread, ()))
            if not found:
                raise InputError(f"no thread has the id {thread!r}; it may have changed since it was listed")
            return self._of(found, beside=True)

    def stories(self, ids: Iterable[str], *, whole: bool = True, beside: bool = False) -> Contents:
        """Stories with their articles and who is named there, and every decision on them; without accounts
        unless ``whole``. Ids that are not held are left out; the stories stand in the order of ``ids``.
        Behind them are those ``beside`` them where that is asked for, as in ``story``.
        """
        with self.view() as view:
            held, asked = self.catalogue(), list(dict.fromkeys(ids))
            bared = (bare(held.stories[one]) for one in asked if one in held.stories)
            found = {one.id: one for one in (view.portions().stories(asked) if whole else bared)}
            return self._of(tuple(found[one] for one in asked if one in found), beside=beside)

    def article(self, article: str) -> Contents:
        """An article, the story it stands in, those of the same origin behind it, and whom it names.

        Of the story's other articles there are only the files. Raises InputError where none has this id.
        """
        with self.view() as view:
            portions = view.portions()
            found = portions.articles([article])
            if not found:
                raise InputError(f"no article has the id {article!r}")
            held = self.catalogue()
            stories = portions.stories(filter(None, [held.story_of.get(article)]))
            origins = (origin.articles for one in stories for origin in one.origins)
            beside = next((one for one in origins if article in one), ())
            return Contents(
                articles=(*found, *portions.articles(one for one in beside if one != article)),
                files=view.files((article, *(each for one in stories for each in one.articles))),
                stories=stories,
                threads=portions.threads(one.thread for one in stories),
                decisions=portions.decisions(("story",), [article]),
                failures=(),
                entities=self._named.within(view, held.named_in([article]), [article]),
                versions=view.changed([article]),
            )

    def entity(self, entity: str) -> Contents:
        """An entity with the newest articles that name it and what was decided about its spellings.

        Their stories are there without accounts; of more than WIDEST articles the older are left out.
        Raises InputError where no entity has this id.
        """
        with self.view() as view:
            portions = view.portions()
            found = portions.entities([entity])
            if not found:
                raise InputError(f"no name has the id {entity!r}; it may have changed since it was listed")
            held = self.catalogue()
            naming = _newest(dict.fromkeys(one.article for each in found for one in each.mentions), held)
            stories = dict.fromkeys(held.story_of[one] for one in naming if one in held.story_of)
            keys = [one.key for each in found for one in each.spellings]
            return Contents(
                articles=portions.articles(naming),
                files=view.files(naming),
                stories=tuple(bare(held.stories[one]) for one in stories),
                threads=(),
                decisions=portions.decisions(("entity", "name"), keys),
                failures=(),
                entities=found,
            )

    def telling(self, stories: Iterable[str], tellers: Callable[[Story], Iterable[str]]) -> Contents:
        """Stories in this order with what they quote and their events, but no rows and times.

        Of their articles those are there that ``tellers`` gives. Stories that are not held are left out.
        """
        order = {story: place for place, story in enumerate(stories)}
        with self.view() as view:
            portions, held = view.portions(), self.catalogue()
            found = sorted(portions.tellings(order), key=lambda one: order[one.id])
            articles = {article for one in found for article in tellers(one)}
            return Contents(
                articles=portions.articles(articles),
                files=view.files(articles),
                stories=tuple(found),
                threads=(),
                decisions=(),
                failures=(),
                entities=self._named.within(view, held.named_in(articles), articles),
            )

    def contents(self) -> Contents:
        """All of it; on a large dossier slow, and large in memory."""
        with self.view() as view:
            return view.contents()

    def _open(self) -> None:
        # Looked at before it is opened and kept once it is loaded: else it is opened anew next time.
        file = file_at(self.path)
        self._view = View.open(self.path)
        self._changes = self._noticed = self._view.changes()
        self._catalogue, self._named = self._load(), Named()
        self._file = file

    def _load(self) -> Catalogue:
        began = monotonic()
        with self._view.moment():
            self._derived, found = self._view.meta(DERIVED), catalogue(self._view)
        self._due = monotonic() + (monotonic() - began) / RELOADING
        return found

    def _derived_anew(self) -> bool:
        return self._view.meta(DERIVED) != self._derived

    def _of(self, stories: tuple[Story, ...], *, beside: bool) -> Contents:
        """``stories`` whole, with those beside them where ``beside``."""
        held, portions = self.catalogue(), self._view.portions()
        articles = list(dict.fromkeys(article for one in stories for article in one.articles))
        decisions = portions.decisions(("story", "thread", "copy"), (*articles, *(one.id for one in stories)))
        threads = portions.threads(one.thread for one in stories)
        others = self._beside(stories, decisions, threads) if beside else ()
        return Contents(
            articles=portions.articles(articles),
            files=self._view.files((*articles, *_sides(decisions), *(one.articles[0] for one in others))),
            stories=(*stories, *others),
            threads=threads,
            decisions=decisions,
            failures=(),
            entities=self._named.within(self._view, held.named_in(articles), articles),
            versions=self._view.changed(articles),
        )

    def _beside(
        self, stories: Iterable[Story], decisions: Iterable[Decision], threads: Iterable[Thread]
    ) -> tuple[Story, ...]:
        held, whole = self.catalogue(), {one.id for one in stories}
        sides = (*_sides(decisions), *(story for one in threads for story in one.stories))
        found = {one.id: one for one in map(held.holding, sides) if one is not None and one.id not in whole}
        return tuple(bare(one) for one in found.values())


def _newest(articles: Collection[str], held: Catalogue) -> Collection[str]:
    """Of many ``articles`` the newest, as their stories date them."""
    if len(articles) <= WIDEST:
        return articles
    stories = {held.story_of[one]: None for one in articles if one in held.story_of}
    days = {
        each.article: each.when.start.isoformat()
        for one in stories
        for each in held.stories[one].dates
        if each.when is not None
    }
    return sorted(articles, key=lambda one: days.get(one, ""), reverse=True)[:WIDEST]


def _sides(decisions: Iterable[Decision]) -> tuple[str, ...]:
    return tuple(side for one in decisions for side in (one.left, one.right))
