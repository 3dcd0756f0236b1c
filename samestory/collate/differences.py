"""Where aligned sentences disagree, pair by pair: numbers, dates, names, who says it, negation, additions.

Wording is not judged. Numbers are figures.py, dates dates.py, names named.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from samestory.collate.dates import clashing_dates, clashing_days, same_day
from samestory.collate.figures import clashing_numbers, same_figure
from samestory.collate.marks import NOBODY, Marked, Marks
from samestory.collate.named import alike, clashing_names
from samestory.model import Article, Cell, Difference, DifferenceKind, Span
from samestory.signals import Named

Found = tuple[DifferenceKind, Span, Span]
# Rows with more cells than this are compared by the witnesses of their origins.
MOST_CELLS = 12
# Of sentences longer or less alike in length than this, counting negations tells nothing.
LONGEST_NEGATED, LIKE_LENGTH = 260, 1.5
# A sentence that is this much longer than one of some length may have a clause more, which has this many
# marks of its own.
MUCH_LONGER, SHORTEST, FEWEST_MARKS = 1.8, 30, 2
CLAUSE = re.compile(r"(?:[^,;:()–—]|(?<=\d)[,:](?=\d))+")


def differences(
    cells: Sequence[Cell], articles: Mapping[str, Article], who: Named = NOBODY
) -> tuple[Difference, ...]:
    """Every disagreement between two of ``cells``, which state the same thing in different articles.

    ``who`` tells whom each article's names mean.
    """
    return between(tuple((cell,) for cell in cells), Marked(articles, who))


def between(columns: Sequence[Sequence[Cell]], marked: Marked) -> tuple[Difference, ...]:
    """The differences of one row, whose cells stand by origin.

    In a large row the witnesses of origins are compared, and each other cell with its own witness.
    """
    held = [[(cell, marked.of(cell)) for cell in column] for column in columns if column]
    cells = [one for column in held for one in column]
    if len(cells) <= MOST_CELLS:
        pairs = list(combinations(cells, 2))
    else:
        pairs = list(combinations([column[0] for column in held], 2))
        pairs += [(column[0], cell) for column in held for cell in column[1:]]
    return tuple(
        Difference(kind=kind, left=left, right=right, left_span=one, right_span=other)
        for (left, here), (right, there) in pairs
        for kind, one, other in _found(here, there, marked)
    )


def disagreements(one: Marks, other: Marks, marked: Marked) -> Iterator[Found]:
    """Where two texts that state the same disagree: the kind, and the place on each side."""
    # Most pairs of a large row have nothing to compare of most kinds.
    if one.numbers and other.numbers:
        yield from (("number", *places) for places in clashing_numbers(one.numbers, other.numbers))
    dates = list(clashing_dates(one.dates, other.dates)) if one.dates and other.dates else []
    if not dates and one.days and other.days:
        dates = list(clashing_days(one.days, other.days))
    yield from (("date", *places) for places in dates)
    if one.names and other.names:
        elsewhere = (marked.named(one.article.id), marked.named(other.article.id))
        yield from clashing_names(one, other, elsewhere)
    if one.cues or other.cues:
        yield from _negation(one, other)


def _found(one: Marks, other: Marks, marked: Marked) -> Iterator[Found]:
    told = list(disagreements(one, other, marked))
    yield from told
    if all(kind not in ("number", "date") for kind, _, _ in told):
        yield from _addition(one, other)


def _negation(left: Marks, right: Marks) -> Iterator[Found]:
    """One side negates or denies and the other does neither, nor has a word with a no of its own."""
    lengths = sorted(len(side.latin) for side in (left, right))
    longest = max(side.span.end - side.span.start for side in (left, right))
    if (
        longest > LONGEST_NEGATED
        or lengths[1] > LIKE_LENGTH * lengths[0] + 2
        or not _of_one_thing(left, right)
    ):
        return
    cues = [[c for c in side.cues if c.kind != "source"] for side in (left, right)]
    if bool(cues[0]) == bool(cues[1]) or any(c.kind == "refusal" for c in (*cues[0], *cues[1])):
        return
    if cues[0]:
        yield "negation", _with_next(left, cues[0][0].span), right.end
    else:
        yield "negation", left.end, _with_next(right, cues[1][0].span)


def _of_one_thing(left: Marks, right: Marks) -> bool:
    """Whether the sides have a number, date or name in common, or neither has any."""
    if not any((*side.numbers, *side.dates, *side.names) for side in (left, right)):
        return True
    return (
        any(same_figure(n, m) for n in left.numbers for m in right.numbers)
        or any(same_day(t, m) for t in left.dates for m in right.dates)
        or any(alike(n, m) for n in left.names for m in right.names)
    )


def _with_next(marks: Marks, cue: Span) -> Span:
    """A cue and the word behind it, so that a reader sees what is negated."""
    following = re.compile(r"\s*\w+").match(marks.article.text, cue.end, marks.span.end)
    return Span(cue.start, following.end() if following else cue.end)


def _addition(left: Marks, right: Marks) -> Iterator[Found]:
    """A clause of the much longer side that holds marks of which the other side has none."""
    sizes = [side.span.end - side.span.start for side in (left, right)]
    if min(sizes) < SHORTEST or max(sizes) < MUCH_LONGER * min(sizes):
        return
    longer, shorter = (left, right) if sizes[0] > sizes[1] else (right, left)
    clause = max(_own_clauses(longer, shorter), default=None)
    if clause is not None:
        span = clause[1]
        yield ("addition", span, right.end) if longer is left else ("addition", left.end, span)


def _own_clauses(longer: Marks, shorter: Marks) -> Iterator[tuple[int, Span]]:
    known = {name.entity for name in shorter.names}
    own = [n.span for n in longer.numbers if not any(same_figure(n, m) for m in shorter.numbers)]
    own += [t.span for t in longer.dates if not any(same_day(t, m) for m in shorter.dates)]
    own += [n.span for n in longer.names if n.entity is not None and n.entity not in known]
    marks = [m.span for side in (longer.numbers, longer.dates, longer.names) for m in side]
    for match in CLAUSE.finditer(longer.article.text, longer.span.start, longer.span.end):
        held = sum(match.start() <= span.start and span.end <= match.end() for span in own)
        every = sum(match.start() <= span.start and span.end <= match.end() for span in marks)
        words = match[0].strip()
        if held == every >= FEWEST_MARKS:
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            yield held, Span(start, start + len(words))
