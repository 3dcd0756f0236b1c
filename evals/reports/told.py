"""The reports as the program tells them: read, encoded, names linked over the half, collated two by two."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product

import msgspec
from msgspec import structs

from evals.reports.cases import Event, Planted, Report, Sentence, same
from samestory.collate.account import account
from samestory.collate.differences import differences
from samestory.collated import Encoding
from samestory.derivation import linked
from samestory.encode.neutral import neutral
from samestory.gather.written import written
from samestory.model import Account, Article, Cell, Difference, Document, Origin
from samestory.reading import meant, read_and_encode, vectors, vectors_and_states
from samestory.signals import Named, Signals, entities_by_sentence, signals

Places = tuple[int, int]


class Side(msgspec.Struct, frozen=True):
    """A report, its article, what is seen of it, and where in the report each of its sentences stands."""

    report: Report
    article: Article
    seen: Signals
    places: tuple[int, ...]


class Row(msgspec.Struct, frozen=True):
    """What a row of the account that two origins share holds of both reports, by places in them.

    ``kinds`` are those of its differences, ``differs`` is what the row is said to be.
    """

    left: frozenset[int]
    right: frozenset[int]
    kinds: frozenset[str]
    differs: bool


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """Two reports of one event: what is gold, and what the program makes of them.

    ``aligned`` are pairs of places, ``rows`` those shared by two origins, ``given`` the differences found in
    each pair of ``gold`` were it aligned, and ``apart`` is true where neither is taken for a copy.
    """

    left: Side
    right: Side
    gold: frozenset[Places]
    planted: tuple[Planted, ...]
    aligned: frozenset[Places]
    rows: tuple[Row, ...]
    given: Mapping[Places, frozenset[str]]
    apart: bool

    @property
    def languages(self) -> tuple[str, str]:
        """The languages of both, in order."""
        one, other = sorted((self.left.report.lang, self.right.report.lang))
        return one, other


class Told(msgspec.Struct, frozen=True):
    """One event: the pairs of its reports, and the origins they have as one story."""

    event: Event
    pairs: tuple[Pair, ...]
    origins: tuple[Origin, ...]


def told(given: Sequence[Event]) -> list[Told]:
    """All ``given`` events, as one pile."""
    documents = [
        [document(f"{number}/{place}", report) for place, report in enumerate(event.reports)]
        for number, event in enumerate(given)
    ]
    made = {
        one.article.document_id: one
        for one in read_and_encode([d for group in documents for d in group], threads=2).articles
    }
    articles = {one.article.id: one.article for one in made.values()}
    seen = {one.article.id: signals(one.article, neutral(one.vectors)) for one in made.values()}
    where = Encoding(vectors, meant, vectors_and_states)
    names = linked(written(articles[i] for i in sorted(articles)), where, (), seen)
    who = {i: names.who(i) for i in articles}
    sides = [
        [
            _side(report, made[document.id].article, seen, who)
            for report, document in zip(event.reports, group, strict=True)
        ]
        for event, group in zip(given, documents, strict=True)
    ]
    return [_told(event, group, who) for event, group in zip(given, sides, strict=True)]


def lie_in(article: Article, sentences: Sequence[Sentence]) -> tuple[int, ...]:
    """For each sentence of the article, in which of the ``sentences``, each a paragraph, it starts."""
    starts, cursor = [], 0
    for sentence in sentences:
        cursor = article.text.index(sentence.text, cursor)
        starts.append(cursor)
    return tuple(sum(start <= span.start for start in starts) - 1 for span in article.sentences)


def document(name: str, report: Report) -> Document:
    """The report as it is given to the program, known as ``name``."""
    fields = {
        "lang": report.lang,
        "published": report.published,
        "outlet": report.outlet,
        "title": report.title,
    }
    return Document(id=name, source=name, media_type="text/plain", data=report.text.encode(), fields=fields)


def _side(report: Report, article: Article, seen: Mapping[str, Signals], who: Named) -> Side:
    known = structs.replace(seen[article.id], entities=entities_by_sentence(article, who[article.id]))
    return Side(report, article, known, lie_in(article, report.sentences))


def _told(event: Event, sides: Sequence[Side], who: Named) -> Told:
    pairs = tuple(
        _pair(sides[i], sides[j], [one for one in event.differs if one.reports == (i, j)], who)
        for i, j in combinations(range(len(sides)), 2)
    )
    return Told(event, pairs, _collated(sides, who)[0])


def _collated(sides: Sequence[Side], who: Named) -> tuple[tuple[Origin, ...], Account]:
    articles = {side.article.id: side.article for side in sides}
    return account(list(articles), articles, {side.article.id: side.seen for side in sides}, who)


def _pair(left: Side, right: Side, planted: Sequence[Planted], who: Named) -> Pair:
    origins, collated = _collated((left, right), who)
    (copy,) = collated.copies
    first, second = (left, right) if copy.left == left.article.id else (right, left)
    aligned = {
        (first.places[i], second.places[j]) for one in copy.pairs for i, j in product(one.left, one.right)
    }
    gold = same(left.report, right.report)
    return Pair(
        left=left,
        right=right,
        gold=gold,
        planted=tuple(planted),
        aligned=frozenset(aligned if first is left else ((j, i) for i, j in aligned)),
        rows=tuple(_rows(collated, left, right)),
        given={places: _found(left, right, places, who) for places in gold},
        apart=copy.verdict == "independent" and len(origins) == 2,
    )


def _rows(collated: Account, left: Side, right: Side) -> Iterator[Row]:
    for row in collated.rows:
        if row.kind != "alone":
            cells = [cell for column in row.cells for cell in column]
            one, other = (_held(cells, side) for side in (left, right))
            yield Row(one, other, _kinds(row.differences), row.kind == "differs")


def _held(cells: Sequence[Cell], side: Side) -> frozenset[int]:
    return frozenset(
        side.places[number]
        for cell in cells
        if cell.article == side.article.id
        for number in range(cell.sentence, cell.sentence + cell.count)
    )


def _found(left: Side, right: Side, places: Places, who: Named) -> frozenset[str]:
    articles = {side.article.id: side.article for side in (left, right)}
    cells = [_cell(side, place) for side, place in zip((left, right), places, strict=True)]
    return _kinds(differences(cells, articles, who))


def _cell(side: Side, place: int) -> Cell:
    numbers = [number for number, of in enumerate(side.places) if of == place]
    first, last = side.article.sentences[numbers[0]], side.article.sentences[numbers[-1]]
    span = type(first)(first.start, last.end)
    return Cell(article=side.article.id, sentence=numbers[0], span=span, count=len(numbers))


def _kinds(found: Sequence[Difference]) -> frozenset[str]:
    """The kinds of disagreement; an addition is none."""
    return frozenset(one.kind for one in found if one.kind != "addition")
