"""Competing terms in own reports, given the sentences that state the same: pairs found, and clean events.

The path is the program's own: read, names, content words, wordings. One half of the cases was there to
develop on; the other is only measured.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, product
from pathlib import Path

from evals.base import Figure, Result
from evals.wording import naive
from evals.wording.cases import Event, Report, events, files
from evals.wording.score import Found, Told, counted
from samestory.collate.wording import Book, Meant, wordings
from samestory.model import Aligned, Article, Copy, Document, Origin, Span, Term
from samestory.read.content_words import content_words
from samestory.reading import meant, read_and_encode


def run(_data: Path) -> Result:
    """Measure both halves."""
    figures = []
    for half in ("held", "develop"):
        given = events(half)
        ours, plain = found(given), [naive.found(event) for event in given]
        figures += _figures(half, given, ours, plain)
    return Result(
        task="wording",
        about=(
            f"{len(events('held'))} invented events held out, half with competing terms, in twelve "
            "languages: pairs of terms found that are right, competing pairs found, and events without any "
            "in which none is found"
        ),
        baseline="the words of two reports that recur most in shared rows and that the other lacks",
        peer=None,
        figures=tuple(figures),
        files=tuple(str(file.relative_to(Path(__file__).parents[2])) for file in files()),
    )


def found(given: Sequence[Event]) -> list[list[Found]]:
    """The competing terms found in each event; the rows are those of the cases."""
    documents = [
        _document(f"{number}.{place}", report)
        for number, event in enumerate(given)
        for place, report in enumerate(event.reports)
    ]
    made = {one.article.document_id: one.article for one in read_and_encode(documents, threads=2).articles}
    return [
        _of_event(event, [made[f"{number}.{place}"] for place in range(len(event.reports))])
        for number, event in enumerate(given)
    ]


def _document(name: str, report: Report) -> Document:
    fields = {"lang": report.lang, "outlet": report.outlet}
    return Document(id=name, source=name, media_type="text/plain", data=report.text.encode(), fields=fields)


def _of_event(event: Event, articles: Sequence[Article]) -> list[Found]:
    by_id = {article.id: article for article in articles}
    origins = [Origin(articles=(article.id,)) for article in articles]
    things = wordings(by_id, origins, _rows(event, articles), Book(content_words, _meant))
    places = {
        article.id: (number, article.text.find(event.reports[number].text))
        for number, article in enumerate(articles)
    }
    return [
        Found(*_place(one, places), *_place(other, places))
        for thing in things
        for sides in combinations(thing.sides, 2)
        for one, other in product(*sides)
    ]


def _place(term: Term, places: dict[str, tuple[int, int]]) -> tuple[int, Span]:
    """The report of a term, and where it first stands in the report's text."""
    number, start = places[term.article]
    first = term.spans[0]
    return number, Span(first.start - start, first.end - start)


def _rows(event: Event, articles: Sequence[Article]) -> list[Copy]:
    """The rows of the cases, as aligned sentences of each two articles."""
    return [
        Copy(
            left=articles[one].id,
            right=articles[other].id,
            verdict="independent",
            left_share=0.0,
            right_share=0.0,
            pairs=tuple(
                Aligned(left=(i,), right=(j,), score=1.0)
                for row in event.rows()
                for i, j in product(*([s for report, s in row if report == side] for side in (one, other)))
            ),
        )
        for one, other in combinations(range(len(articles)), 2)
    ]


def _meant(sentences: Sequence[tuple[str, Sequence[Span]]]) -> list[Meant] | None:
    vectors = meant(sentences)
    return None if vectors is None else [Meant(*one) for one in vectors]


def _figures(
    half: str, given: Sequence[Event], ours: Sequence[list[Found]], plain: Sequence[list[Found]]
) -> list[Figure]:
    one = [number for number, event in enumerate(given) if len(event.languages) == 1]
    parts = {"": list(range(len(given)))}
    if half == "held":
        parts |= {", one language": one, ", languages mixed": [n for n in parts[""] if n not in set(one)]}
    result = []
    for name, numbers in parts.items():
        left, right = (
            counted([given[n] for n in numbers], [pairs[n] for n in numbers]) for pairs in (ours, plain)
        )
        result += [
            Figure(name=f"{what}, {half}{name}", value=_of(left, what), baseline=_of(right, what))
            for what in ("precision", "recall", "F1", "clean events left alone")
        ]
    return result


def _of(told: Told, what: str) -> float:
    named = {
        "precision": told.pairs.precision,
        "recall": told.pairs.recall,
        "F1": told.pairs.f1,
        "clean events left alone": told.left_alone,
    }
    return named[what]
