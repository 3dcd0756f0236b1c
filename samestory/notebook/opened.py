"""``samestory.open``: a dossier for a program or a notebook, read-only and open until it is closed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

from samestory.dossier.choosing import Choice, Order, chosen, named
from samestory.dossier.opened import Dossier
from samestory.errors import InputError
from samestory.model import Article, Contents, Entity, Failure
from samestory.notebook.arrow import Table
from samestory.notebook.show import listing
from samestory.notebook.stories import Found, Stories, Story
from samestory.notebook.tables import NAMES, Name
from samestory.search.found import By, Wanted


def open(path: str | Path) -> OpenDossier:  # noqa: A001
    """The dossier at ``path``, to be read; raises DossierMissing and DossierError."""
    return OpenDossier(Path(path))


class OpenDossier:
    """A dossier; what a run adds meanwhile shows. Any call may raise DossierError."""

    def __init__(self, path: Path) -> None:
        self._dossier = Dossier(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the file back."""
        self._dossier.close()

    def stories(self, wanted: Wanted | None = None, *, order: Order = "day", **parts: object) -> Stories:
        """The stories, newest first, or by ``order="origins"`` those most widely reported.

        ``wanted``, or parts of it by name (``lang``, ``outlet``, ``since``, ``until``, ``entity``,
        ``origins``), leaves out what does not fit. Raises InputError for no language and a name nobody has.
        """
        choice = Choice(wanted=_wanted(wanted, parts), order=order)
        found = chosen(self._dossier.catalogue(now=True), choice)
        return Stories([Story(self._dossier, one) for one in found])

    def story(self, known: str) -> Story:
        """The story with this id, or that holds the article with this id, or the only one it begins.

        Raises InputError where none or several do.
        """
        held = self._dossier.catalogue(now=True)
        one = held.holding(known)
        found = (
            [one] if one else [each for id_, each in held.stories.items() if known and id_.startswith(known)]
        )
        if len(found) != 1:
            raise InputError(
                f"{len(found) or 'no'} stories have an id that begins with {known!r}; list them first"
            )
        return Story(self._dossier, found[0])

    def article(self, article: str) -> Article:
        """The article with this id; raises InputError for none."""
        return self._dossier.article(article).articles[0]

    def name(self, said: str) -> Entity:
        """Who goes by what is ``said``: an id, the name shown, or any spelling; the one named most.

        Raises InputError for nobody.
        """
        (one, *_) = named(self._dossier.catalogue(now=True), said)
        return self._dossier.entity(one.id).entities[0]

    def search(
        self, words: str, wanted: Wanted | None = None, *, limit: int = 20, by: By = "both", **parts: object
    ) -> Found:
        """At most ``limit`` sentences that hold ``words`` or mean what they say, in any language, by story.

        ``wanted`` and its parts as in ``stories``.
        """
        answer = self._dossier.searcher.find(words, _wanted(wanted, parts), limit, by)
        return Found(answer.found, answer.by)

    def failures(self) -> tuple[Failure, ...]:
        """What was not read, and why."""
        with self._dossier.view() as view:
            return view.failures()

    def table(self, name: Name) -> Table:
        """Everything of one kind as a table: ``articles``, ``stories``, ``rows`` (of accounts, a line for
        each sentence), ``quotes``, ``events`` or ``mentions`` (of names). Raises InputError for another.
        """
        if name not in NAMES:
            raise InputError(f"there is no table {name!r}; there are {', '.join(NAMES)}")
        return Table(name, self.contents)

    def contents(self) -> Contents:
        """All records; on a large dossier slow, and large in memory."""
        return self._dossier.contents()

    def __repr__(self) -> str:
        told = ", ".join(f"{count} {name}" for name, count in self._counts())
        return f"<dossier {self._dossier.path}: {told}>"

    def _repr_html_(self) -> str:
        rows = [(name, count) for name, count in self._counts()]
        return listing(("", ""), rows, title=str(self._dossier.path))

    def _counts(self) -> tuple[tuple[str, int], ...]:
        held = self._dossier.catalogue()
        return (
            ("articles", len(held.articles)),
            ("stories", len(held.stories)),
            ("names", len(held.entities)),
            ("not read", held.failures),
        )


def _wanted(wanted: Wanted | None, parts: dict[str, object]) -> Wanted:
    unknown = sorted(set(parts) - set(Wanted.__struct_fields__))
    if unknown:
        raise InputError(
            f"nothing can be chosen by {', '.join(unknown)}; choose by {', '.join(Wanted.__struct_fields__)}"
        )
    days = {name: _day(parts[name]) for name in ("since", "until") if isinstance(parts.get(name), str)}
    told = {name: getattr(wanted or Wanted(), name) for name in Wanted.__struct_fields__}
    return Wanted(**{**told, **parts, **days})


def _day(said: object) -> date:
    try:
        return date.fromisoformat(str(said))
    except ValueError as error:
        raise InputError(f"{said!r} is no day; give one as 2026-11-27") from error
