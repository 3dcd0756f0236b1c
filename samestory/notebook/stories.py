"""Stories and what a search found, as things that show themselves: in a line, and in a notebook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, TypeVar, overload

from samestory.dossier.opened import Dossier
from samestory.export import events as told_events
from samestory.export import events_json, graph, graph_files, happenings, happenings_json, json, said_json
from samestory.export.dates import earliest, iso
from samestory.export.index import letter
from samestory.export.marked import Piece, pieces
from samestory.model import Article, Cell, Contents, Dated, Difference, Span, Statement
from samestory.model import Story as Record
from samestory.notebook.show import SHOWN, listing, sentences
from samestory.search.found import Found as FoundRecord
from samestory.search.found import FoundArticle, FoundStory
from samestory.store.searched import Heading

SYMBOLS = {"shared": "=", "differs": "≠", "alone": "1"}
Thing = TypeVar("Thing", "Story", FoundStory)


class Story:
    """A story: what a list tells of it, and what only it tells, which is read when it is asked for."""

    def __init__(self, dossier: Dossier, heading: Heading) -> None:
        self._dossier, self._heading = dossier, heading
        self.id, self.thread = heading.id, heading.thread
        self.reports, self.origins = len(heading.articles), len(heading.origins)

    def title(self, lang: str | None = None) -> str:
        """The title in the language ``lang`` where a headline is in it; empty where there is none."""
        found = self._heading.title(lang)
        return "" if found is None else found.words.strip()

    @property
    def first(self) -> str | None:
        """When it was first reported, in ISO 8601 as fine as it is known."""
        return day(self._heading.dates)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of its articles, each once."""
        heads = self._dossier.catalogue().articles
        return tuple(dict.fromkeys(heads[one].lang for one in self._heading.articles if one in heads))

    @cached_property
    def contents(self) -> Contents:
        """Its record, its articles' and whatever else is told of it, as the exports take it."""
        return self._dossier.story(self.id)

    @property
    def record(self) -> Record:
        """The story as the model has it, with its account."""
        return self.contents.stories[0]

    @cached_property
    def articles(self) -> tuple[Article, ...]:
        """Its articles, in its order."""
        held = {one.id: one for one in self.contents.articles}
        return tuple(held[one] for one in self.record.articles)

    def account(self, rows: int | None = None, lang: str | None = None) -> dict[str, Any]:
        """Its account as ``samestory account --json`` prints it."""
        return json.account(self.contents, self.id, rows, self._reading(lang))

    def quotes(self, lang: str | None = None) -> list[dict[str, Any]]:
        """What is said in it, as ``samestory quotes --json`` prints it."""
        shown = said_json.quotes(self.contents, self.id, None, self._reading(lang))
        told: list[dict[str, Any]] = shown["stories"]
        return told[0]["utterances"] if told else []

    def timeline(self, lang: str | None = None) -> list[dict[str, Any]]:
        """What happened when, as ``samestory timeline --json`` prints it."""
        shown = happenings.of_story(self.contents, self.record, self._reading(lang))
        found: list[dict[str, Any]] = happenings_json.listed(shown)["timelines"][0]["happenings"]
        return found

    def events(self, lang: str | None = None) -> list[dict[str, Any]]:
        """Who did what to whom, as ``samestory events --json`` prints it."""
        every, reading = told_events.Wanted(), self._reading(lang)
        shown = told_events.of_story(self.contents, self.record, every, reading)
        told: list[dict[str, Any]] = events_json.listed(shown)["stories"]
        return told[0]["events"] if told else []

    def graph(self) -> Any:
        """Who acts on whom, as a ``networkx.MultiDiGraph``."""
        return graph_files.network(graph.of_story(self.contents, self.record))

    def _reading(self, lang: str | None) -> str | None:
        return self._dossier.reading(lang, self.contents)

    def __repr__(self) -> str:
        extent = f"{self.first}, {self.reports} reports, {self.origins} origins"
        return f"<story {self.id[:8]}: {self.title()} ({extent})>"

    def _repr_html_(self) -> str:
        held = {one.id: one for one in self.articles}
        rows = [row for row in self.record.account.rows if row.kind != "alone"] or self.record.account.rows
        return listing(
            ("", "told by", "sentences"),
            [(SYMBOLS[row.kind], _tellers(row), sentences(_said(row, held))) for row in rows],
            title=self.title() or self.id,
            note=f"{self.reports} reports, {self.origins} independent origins, first {self.first}; "
            f"{min(SHOWN, len(rows))} of {len(self.record.account.rows)} rows",
        )


class Stories(Sequence[Story]):
    """Stories in the order asked for."""

    def __init__(self, stories: Sequence[Story]) -> None:
        self._stories = tuple(stories)

    @overload
    def __getitem__(self, place: int) -> Story: ...

    @overload
    def __getitem__(self, place: slice) -> Stories: ...

    def __getitem__(self, place: int | slice) -> Story | Stories:
        return Stories(self._stories[place]) if isinstance(place, slice) else self._stories[place]

    def __len__(self) -> int:
        return len(self._stories)

    def __repr__(self) -> str:
        more = "" if len(self) <= SHOWN else f"\n… and {len(self) - SHOWN} more"
        return "\n".join(map(repr, self._stories[:SHOWN])) + more or "<no stories>"

    def _repr_html_(self) -> str:
        return listing(
            ("first", "story", "reports", "origins", "languages", "id"),
            [
                (one.first, one.title(), one.reports, one.origins, " ".join(one.languages), one.id[:8])
                if place < SHOWN
                else ()
                for place, one in enumerate(self._stories)
            ],
        )


class Found(Sequence[FoundStory]):
    """What a search found: stories, the best first; ``by`` tells whether by words, by meaning or both."""

    def __init__(self, found: FoundRecord, by: str) -> None:
        self.record, self.by = found, by

    @overload
    def __getitem__(self, place: int) -> FoundStory: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[FoundStory]: ...

    def __getitem__(self, place: int | slice) -> FoundStory | Sequence[FoundStory]:
        return self.record.stories[place]

    def __len__(self) -> int:
        return len(self.record.stories)

    def sentences(self) -> Iterator[tuple[str, FoundArticle, str]]:
        """Each sentence found: the title of its story, the article, the words."""
        for story in self:
            for one in story.articles:
                for hit in one.hits:
                    yield story.title(), one, hit.span.of(one.text)

    def __repr__(self) -> str:
        told = [f"{one.lang} {words}  [{title}]" for title, one, words in self.sentences()]
        return "\n".join(told[:SHOWN]) or "<nothing found>"

    def _repr_html_(self) -> str:
        rows = [(title, one.outlet, one.lang, words) for title, one, words in self.sentences()]
        return listing(("story", "outlet", "", "sentence"), rows)


def day(dates: tuple[Dated, ...]) -> str | None:
    """The day of the first report, as fine as it is known."""
    first = earliest(dates)
    return None if first is None else iso(first.when)


def _tellers(row: Statement) -> str:
    return " ".join(letter(place) for place, cells in enumerate(row.cells) if cells)


def _said(row: Statement, held: dict[str, Article]) -> Iterator[tuple[str, Sequence[Piece]]]:
    """One sentence of each origin, with the characters that differ marked."""
    sides = [side for one in row.differences for side in _sides(one)]
    for place, cells in enumerate(row.cells):
        for one in cells[:1]:
            article = held[one.article]
            marks = [span for cell, span in sides if cell == one]
            yield f"{letter(place)} {article.lang}", pieces(article.text, one.span, marks)


def _sides(one: Difference) -> tuple[tuple[Cell, Span], tuple[Cell, Span]]:
    return (one.left, one.left_span), (one.right, one.right_span)
