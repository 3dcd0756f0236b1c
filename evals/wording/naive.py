"""The naive baseline: in sentences that state the same, the most frequent word the other report lacks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

from anyascii import anyascii

from evals.wording.cases import Event
from evals.wording.score import Found
from samestory.model import Span

WORD = re.compile(r"[^\W\d_]{4,}")
# Words with the same first letters are taken for forms of one word.
STEM = 5
# A term recurs; a word that stands once is only style.
TIMES = 2


def found(event: Event) -> list[Found]:
    """At most one pair for two reports: what recurs most in shared rows of each and is not in the other."""
    pairs = []
    for left, right in combinations(range(len(event.reports)), 2):
        words = [_words(event, one, other) for one, other in ((left, right), (right, left))]
        lacking = [_lacking(words[0], words[1]), _lacking(words[1], words[0])]
        if lacking[0] and lacking[1]:
            pairs.append(Found(left, lacking[0], right, lacking[1]))
    return pairs


def _words(event: Event, one: int, other: int) -> dict[str, list[Span]]:
    """By stem, the words of report ``one`` in rows that ``other`` shares."""
    report = event.reports[one]
    held: dict[str, list[Span]] = {}
    rows = [row for row in event.rows() if other in {number for number, _ in row}]
    for sentence in sorted({s for row in rows for number, s in row if number == one}):
        start = report.spans[sentence].start
        for word in WORD.finditer(report.sentences[sentence]):
            span = Span(start + word.start(), start + word.end())
            held.setdefault(anyascii(word[0]).lower()[:STEM], []).append(span)
    return held


def _lacking(words: dict[str, list[Span]], others: dict[str, list[Span]]) -> Span | None:
    """The first place of the most frequent word that ``others`` lack, the earliest among equals."""
    places: list[Sequence[Span]] = [
        at for stem, at in words.items() if stem not in others and len(at) >= TIMES
    ]
    return max(places, key=lambda at: (len(at), -at[0].start))[0] if places else None
