"""Stories over invented articles: origins, rows, copies, timeline, utterances, events in usual numbers."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from random import Random

from samestory.ids import content_id
from samestory.model import (
    Account,
    Aligned,
    Article,
    Cell,
    Copy,
    Dated,
    DeedTold,
    Difference,
    Event,
    Happening,
    Mention,
    Origin,
    Reason,
    Said,
    Span,
    Statement,
    TimeTold,
    Utterance,
)

# How likely an article copies one before it, and a sentence of a report states what another states.
COPIES, SHARES, DIFFERS, KEEPS = 0.3, 0.3, 0.3, 0.85
Rows = list[list[list[Cell]]]


class Collated:
    """The parts of one story of ``articles``."""

    def __init__(self, rng: Random, articles: Sequence[Article]) -> None:
        self._rng, self._articles = rng, {one.id: one for one in articles}
        self.origins = _origins(rng, articles)
        self._place = {id_: at for at, one in enumerate(self.origins) for id_ in one.articles}
        self._rows = self._cells()
        self.account = Account(rows=tuple(map(self._statement, self._rows)), copies=tuple(self._copies()))
        self.dates = tuple(Dated(article=one.id, when=one.published, how="stated") for one in articles)
        self.timeline = tuple(self._timeline())
        self.utterances = tuple(self._utterances())
        self.events = tuple(self._events())

    def _cells(self) -> Rows:
        """Rows of witnesses' sentences, the copies' beside them; some rows are told by several origins."""
        rows: Rows = []
        for at, origin in enumerate(self.origins):
            witness = self._articles[origin.articles[0]]
            for number in range(len(witness.sentences)):
                told = rows and at and self._rng.random() < SHARES
                free = [row for row in rows[:40] if not row[at]] if told else []
                row = self._rng.choice(free) if free else [[] for _ in self.origins]
                if not free:
                    rows.append(row)
                row[at] += self._with_copies(origin, number)
        return rows

    def _with_copies(self, origin: Origin, number: int) -> list[Cell]:
        return [
            Cell(article=one, sentence=number, span=self._articles[one].sentences[number])
            for place, one in enumerate(origin.articles)
            if number < len(self._articles[one].sentences) and (not place or self._rng.random() < KEEPS)
        ]

    def _statement(self, row: list[list[Cell]]) -> Statement:
        tellers = [cells[0] for cells in row if cells]
        differs = len(tellers) > 1 and self._rng.random() < DIFFERS
        kind = "alone" if len(tellers) < 2 else "differs" if differs else "shared"
        found = tuple(_difference(tellers[0], other) for other in tellers[1:]) if differs else ()
        return Statement(kind=kind, cells=tuple(map(tuple, row)), differences=found)  # type: ignore[arg-type]

    def _copies(self) -> list[Copy]:
        stands: dict[str, dict[int, int]] = {one: {} for one in self._articles}
        for number, row in enumerate(self._rows):
            for cell in (cell for cells in row for cell in cells):
                stands[cell.article][number] = cell.sentence
        return [self._copy(left, right, stands) for left, right in combinations(self._articles, 2)]

    def _copy(self, left: str, right: str, stands: dict[str, dict[int, int]]) -> Copy:
        common = stands[left].keys() & stands[right].keys()
        copied = self._place[left] == self._place[right]
        return Copy(
            left=left,
            right=right,
            verdict="copy" if copied else "independent",
            left_share=len(common) / max(1, len(self._articles[left].sentences)),
            right_share=len(common) / max(1, len(self._articles[right].sentences)),
            pairs=tuple(
                Aligned(left=(stands[left][one],), right=(stands[right][one],), score=0.8)
                for one in sorted(common)
            ),
            source=left if copied else None,
            reasons=(Reason(name="share", value=0.8, says="invented: so much of one stands in the other"),),
        )

    def _timeline(self) -> list[Happening]:
        found = []
        for number, row in enumerate(self._rows):
            told = tuple(tuple(t for cell in cells for t in self._told(cell)) for cells in row)
            if any(told):
                first = next(one for its in told for one in its)
                nobody = tuple(() for _ in row)
                found.append(Happening(when=first.when, row=number, told=told, otherwise=nobody))
        return sorted(found, key=lambda one: (one.when.start, one.row))

    def _told(self, cell: Cell) -> list[TimeTold]:
        times = self._articles[cell.article].times
        inside = (one.when for one in times if one.when and _within(one.span, cell.span))
        return [TimeTold(cell=cell, when=when) for when in inside][:1]

    def _utterances(self) -> list[Utterance]:
        found = []
        for article in self._articles.values():
            for place in range(len(article.quotes)):
                first = Said(article=article.id, quotes=(place,))
                others = self._others(article.id) if self._rng.random() < SHARES else ()
                id_ = content_id("utterance", article.id, str(place))
                found.append(Utterance(id=id_, wordings=(first, *others)))
        return sorted(found, key=lambda one: -len(one.wordings))

    def _others(self, article: str) -> tuple[Said, ...]:
        quoting = [one for one in self._articles.values() if one.quotes and one.id != article]
        some = self._rng.sample(quoting, min(len(quoting), 3))
        return tuple(Said(article=one.id, quotes=(0,), how="shortened") for one in some)

    def _events(self) -> list[Event]:
        return [
            self._event(article, place)
            for article in self._articles.values()
            for place in range(len(article.deeds))
        ]

    def _event(self, article: Article, place: int) -> Event:
        deed, at = article.deeds[place], self._place[article.id]
        told = DeedTold(article=article.id, deed=place)
        nobody = tuple[tuple[DeedTold, ...], ...](() for _ in self.origins)
        return Event(
            id=content_id("event", article.id, str(place)),
            source=Mention(article=article.id, name=deed.source),
            target=Mention(article=article.id, name=deed.target),
            root=deed.root,
            mood=deed.mood,
            told=(*nobody[:at], (told,), *nobody[at + 1 :]),
            otherwise=nobody,
            when=article.published,
        )


def _origins(rng: Random, articles: Sequence[Article]) -> tuple[Origin, ...]:
    found = list[list[str]]()
    for one in articles:
        if found and rng.random() < COPIES:
            rng.choice(found).append(one.id)
        else:
            found.append([one.id])
    return tuple(Origin(articles=tuple(one)) for one in found)


def _difference(left: Cell, right: Cell) -> Difference:
    return Difference(
        kind="number", left=left, right=right, left_span=_some(left.span), right_span=_some(right.span)
    )


def _some(span: Span) -> Span:
    middle = (span.start + span.end) // 2
    return Span(middle, min(middle + 6, span.end))


def _within(span: Span, other: Span) -> bool:
    return other.start <= span.start and span.end <= other.end
