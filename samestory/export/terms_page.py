"""What reports call differently, as parts of the report page: each term with the ways to where it stands.

Chooses nothing; terms.py has the order. How it looks is the template's.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

from samestory.export.index import Index
from samestory.export.parts import ArticlePart, CalledPart, PlacesPart
from samestory.export.terms import Called, things
from samestory.model import Story, Term

ThingPart = tuple[tuple[CalledPart, ...], ...]


def thing_parts(story: Story, parts: Mapping[str, ArticlePart], held: Index) -> tuple[ThingPart, ...]:
    """Each thing of ``story`` with its sides; ``parts`` are its articles by id."""
    return tuple(
        tuple(tuple(_called(one, parts, held) for one in side) for side in thing)
        for thing in things(story, held)
    )


def _called(one: Called, parts: Mapping[str, ArticlePart], held: Index) -> CalledPart:
    return CalledPart(
        words=one.written,
        lang=one.lang,
        language=held.speech.language(one.lang),
        count=one.count,
        users=tuple(
            PlacesPart(article=parts[term.article], places=_places(term, held)) for term in one.terms
        ),
    )


def _places(term: Term, held: Index) -> tuple[tuple[int, str], ...]:
    """The sentences in which ``term`` stands, each once."""
    starts = [span.start for span in held.articles[term.article].sentences]
    numbers = dict.fromkeys(bisect_right(starts, span.start) for span in term.spans)
    return tuple((number, f"{term.article}-s{number - 1}") for number in numbers)
