"""What is said, apart from the clause put in between: “We are ready, — said Ada Lorn. — We begin tomorrow”.

Also the speech that a dash at the head of a line opens. Who says it is for quotes.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from samestory.model import Span
from samestory.read.quote_marks import Marked
from samestory.read.quote_scene import Scene

_DASH = re.compile(r"\s+[—–-]{1,2}\s*(?=\S)|[—–](?=[\s.,;:!?])\s*[.,;]?\s*")
_LED = re.compile(r"(?:^|(?<=\n))[ \t\u00a0]*[—–-]{1,2}[ \t\u00a0]*(?=[^\W\d_]|[«\"„“¿¡])")
_BEFORE_CLAUSE = ',.!?…»”"'
_COMMA_CLAUSE = re.compile(r"[,?!…]\s+([^,.;:!?]{3,70})[,.](?:\s+|\Z)")
# A clause put in between opens with its verb, or with so many words before it at most.
LEAD = 14
# A person named within so many characters of a clause's start is its subject.
SOON = 40


class Passage(NamedTuple):
    """What is said without a break; ``outer`` with its marks. ``clause`` is the attribution put behind it.

    ``follows`` where it goes on from the passage before, ``led`` where a dash opens it.
    """

    inner: Span
    outer: Span
    clause: Span | None = None
    follows: bool = False
    led: bool = False


def passages(its: Scene) -> tuple[Passage, ...]:
    """All passages, in order."""
    found = [part for number, one in enumerate(its.marked) for part in _of_marked(its, one, number)]
    starts = [(one.outer.start, one.outer.end) for one in its.marked]
    for match in _LED.finditer(its.text):
        line = Span(match.end(), its.line_end(match.end()))
        if not any(start <= line.start < end for start, end in starts):
            found += _of_line(its, line)
    return tuple(sorted(found, key=lambda part: part.outer))


def _of_marked(its: Scene, one: Marked, number: int) -> Iterator[Passage]:
    follows = number > 0 and its.marked[number - 1].goes_on
    pieces = _pieces(its, one.inner, led=False)
    for place, (said, clause) in enumerate(pieces):
        start = one.outer.start if place == 0 else said.start
        end = one.outer.end if place == len(pieces) - 1 else said.end
        yield Passage(said, Span(start, end), clause, follows or place > 0)


def _of_line(its: Scene, line: Span) -> Iterator[Passage]:
    """Speech behind a dash; a line without an attribution is none."""
    pieces = _pieces(its, line, led=True)
    if pieces[0][1] is None:
        return
    for place, (said, clause) in enumerate(pieces):
        yield Passage(said, said, clause, place > 0, True)


def _pieces(its: Scene, whole: Span, *, led: bool) -> list[tuple[Span, Span | None]]:
    """What is said, each with the clause behind it."""
    breaks = [Span(m.start(), m.end()) for m in _DASH.finditer(its.text, whole.start, whole.end)]
    ends = [*(b.start for b in breaks[1:]), whole.end]
    clauses: list[tuple[Span, int]] = []
    for one, end in zip(breaks, ends, strict=False):
        # The dash that ends a clause opens none.
        if not (clauses and one.start <= clauses[-1][0].end) and _attributes(its, one, end):
            closing = next((b for b in breaks if b.start == end), None)
            clauses.append((Span(one.end, end), closing.end if closing else end))
    if not clauses:
        return _comma_pieces(its, whole, led)
    return _cut(its, whole, clauses)


def _cut(its: Scene, whole: Span, clauses: list[tuple[Span, int]]) -> list[tuple[Span, Span | None]]:
    found: list[tuple[Span, Span | None]] = []
    start = whole.start
    for clause, after in clauses:
        end = clause.start
        while end > start and not (its.text[end - 1].isalnum() or its.text[end - 1] in '.!?…,»”")'):
            end -= 1
        found.append((Span(start, end), clause))
        start = after
    return [*found, (Span(start, whole.end), None)] if start < whole.end else found


def _attributes(its: Scene, dash: Span, end: int) -> bool:
    """Whether a clause between dashes says who says it: a verb stands at its head, or a person near it.

    Without a mark before the dash such a verb must open the clause.
    """
    if its.text[dash.end : dash.end + 1].isupper():
        return False
    pointed = its.text[dash.start - 1] in _BEFORE_CLAUSE
    head = Span(dash.end, min(end, dash.end + (LEAD if pointed else 1)))
    if any(word.role == "verb" for word in its.told(head)):
        return True
    return pointed and attributes(its, Span(dash.end, end))


def attributes(its: Scene, clause: Span) -> bool:
    """Whether a clause without a known verb tells who says it: it opens small, and a person soon follows."""
    if not its.text[clause.start : clause.start + 1].islower():
        return False
    near = its.named(Span(clause.start, min(clause.end, clause.start + SOON)))
    return any(one.type == "person" for one in near)


def _comma_pieces(its: Scene, whole: Span, led: bool) -> list[tuple[Span, Span | None]]:
    """A clause between commas, its verb first and who says it behind it or joined to it."""
    clauses: list[tuple[Span, int]] = []
    if not (led or its.language.quotes.interposes):
        return [(whole, None)]
    place = whole.start
    while match := _COMMA_CLAUSE.search(its.text, place, whole.end):
        clause = Span(match.start(1), match.end(1))
        inverted = _inverted(its, clause)
        if inverted:
            clauses.append((clause, match.end()))
        place = match.end() if inverted else match.start() + 1
    return _cut(its, whole, clauses) if clauses else [(whole, None)]


def _inverted(its: Scene, clause: Span) -> bool:
    told = its.told(clause)
    if not told or told[0].role != "verb" or told[0].span.start != clause.start:
        return False
    behind = told[0].span.end
    joined = "-" in told[0].span.of(its.text)
    noun = len(told) > 1 and told[1].role in ("pronoun", "speaker") and told[1].span.start - behind <= LEAD
    named = any(one.name.start - behind <= SOON for one in its.named(Span(behind, clause.end)))
    return joined or noun or named
