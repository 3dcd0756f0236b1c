"""When a quote found is right, and when its speaker is.

A span is right where it and a gold one start at the same word and end at the same, marks and punctuation
aside. A speaker is judged for spans that are right and have one in gold. Where gold marks words, it is right
if it, or the name it is resolved to, shares a character with them or has the same words. Where gold names
somebody, it is right if that name, or else what stands there, shares a word with it, endings aside; in a
script without spaces, all signs in a row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from evals.counts import Counts
from evals.quotes.gold import GoldQuote, GoldText
from samestory.lang import fold
from samestory.model import Span

# A script without spaces gives a word for each of its signs.
_SIGN = r"\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_SIGN}]|[^\W_{_SIGN}]+")
_EACH_SIGN = re.compile(rf"[{_SIGN}]")
_SIGNS = re.compile(rf"[{_SIGN}]{{2,}}")
SHORTEST = 3
# Forms of a word differ by so many letters at most.
ENDING = 3


class Told(NamedTuple):
    """What is said, by whom and to whom: ``speaker`` stands beside it, ``name`` is who that is."""

    span: Span
    speaker: Span | None
    name: Span | None
    audience: Span | None = None


class Score(NamedTuple):
    """Spans found, and the speakers of those that are right."""

    spans: Counts = Counts()
    speakers: Counts = Counts()


def size(text: str) -> int:
    """How many words ``text`` has, as spaces part them, or else how many signs."""
    return len(_EACH_SIGN.findall(text)) or len(text.split())


def scored(gold: GoldText, told: Sequence[Told]) -> Score:
    """One text judged."""
    wanted = {_words(gold.text, one.span): one for one in gold.quotes}
    ours = {_words(gold.text, one.span): one for one in told}
    both = [key for key in ours if key in wanted]
    spoken = [key for key in both if wanted[key].speaker or wanted[key].name]
    right = sum(_same_speaker(gold.text, wanted[key], ours[key]) for key in spoken)
    return Score(
        Counts.one_to_one(len(both), len(ours), len(wanted)),
        Counts.one_to_one(right, len(spoken), len(spoken)),
    )


def overlapping(gold: GoldText, told: Sequence[Told]) -> Counts:
    """One text judged loosely: right is what shares half of the words of both with something in gold."""
    wanted = [_starts(gold.text, one.span) for one in gold.quotes]
    ours = [_starts(gold.text, one.span) for one in told]
    return Counts(
        sum(any(_half(one, other) for other in wanted) for one in ours),
        len(ours),
        sum(any(_half(one, other) for other in ours) for one in wanted),
        len(wanted),
    )


def audiences(gold: GoldText, told: Sequence[Told]) -> Counts:
    """Of one text, those told: right if alike, beside a quote that shares half of the words of both."""
    right = sum(
        _share(one.audience, ours.audience.of(gold.text))
        for one in gold.quotes
        for ours in told
        if one.audience is not None and ours.audience is not None
        if _half(_starts(gold.text, one.span), _starts(gold.text, ours.span))
    )
    return Counts.one_to_one(
        right,
        sum(ours.audience is not None for ours in told),
        sum(one.audience is not None for one in gold.quotes),
    )


def speakers(gold: GoldText, told: Sequence[Told]) -> Counts:
    """Of one text, all speakers: right if alike, beside a quote that shares half of the words of both."""
    right = sum(
        any(
            _half(_starts(gold.text, one.span), _starts(gold.text, ours.span))
            and _same_speaker(gold.text, one, ours)
            for ours in told
        )
        for one in gold.quotes
    )
    return Counts.one_to_one(right, len(told), len(gold.quotes))


def _starts(text: str, span: Span) -> set[int]:
    return {m.start() for m in _WORD.finditer(text, span.start, span.end)}


def _half(one: set[int], other: set[int]) -> bool:
    return 2 * len(one & other) >= len(one | other) > 0


def _words(text: str, span: Span) -> tuple[int, int]:
    """Where the first word of a span starts and its last one ends; a span without words stands for itself."""
    words = list(_WORD.finditer(text, span.start, span.end))
    return (words[0].start(), words[-1].end()) if words else (span.start, span.end)


def _same_speaker(text: str, gold: GoldQuote, told: Told) -> bool:
    if gold.name is not None:
        shown = told.name or told.speaker
        return shown is not None and _share(gold.name, shown.of(text))
    spans = [span for span in (told.speaker, told.name) if span is not None]
    if any(span.start < one.end and one.start < span.end for span in spans for one in gold.speaker):
        return True
    return any(fold(span.of(text)) == fold(one.of(text)) for span in spans for one in gold.speaker)


def _share(one: str, other: str) -> bool:
    signs = any(run in other for run in _SIGNS.findall(one))
    return signs or any(_same_word(left, right) for left in _of(one) for right in _of(other))


def _of(phrase: str) -> list[str]:
    return [m[0] for m in _WORD.finditer(fold(phrase)) if len(m[0]) >= SHORTEST]


def _same_word(one: str, other: str) -> bool:
    size = max(SHORTEST, min(len(one), len(other)) - 2)
    return one[:size] == other[:size] and abs(len(one) - len(other)) <= ENDING
