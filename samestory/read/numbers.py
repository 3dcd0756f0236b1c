"""Figures in running text, as numbers: digits with their separators and a scale word beside them.

Parts of dates and clock times, ordinals, labels ("No. 5") and telephone numbers are not figures. Numbers
written out in words are number_words.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from samestory.lang import Language, fold, load
from samestory.model import NumberMention, Span, TimeMention
from samestory.read import clocks, number_words
from samestory.read.edges import LETTER, NOT_AFTER, NOT_BEFORE, Bounded, either
from samestory.read.number_words import beside

Mark = Literal[",", "."]

GROUPS = r"[1-9]\d{0,2}([ .,'٬])\d{3}(?:\1\d{3})*(?:(?!\1)[.,٫]\d+)?"
FIGURE = re.compile(rf"(?:{GROUPS}|\d+(?:[.,٫]\d+)?)(?!\d)")
# Beside these, digits are part of something longer: a code, a share, a score, a list.
FREE_LEFT = re.compile(rf"{NOT_AFTER}(?<!\d[.,:/])(?<![\s(][.,])(?<![#№])(?<!№ )(?<!\w\+)(?<!\w[-–—−])")
FREE_RIGHT = re.compile(rf"(?!{LETTER}|[.,:/+-]\d|\s?[ºª](?!c)|-{LETTER}{{1,3}}{NOT_BEFORE})")
JOINED = re.compile(r"[-–—]")
MINUS = re.compile(r"(?<=[\s(])[-−]")
TELEPHONE = re.compile(r"(?<![\w.,])(?:\+\d|\(?0\d)[\d ()-]{6,}\d")
FEWEST_TELEPHONE_DIGITS = 9
LONGEST_LABEL = 20
# With more digits it is a code or a column of a table, and soon more than a float holds.
MOST_DIGITS = 30


class Figure(NamedTuple):
    """A figure as it stands: its digits, where it ends with its scale word, and that word's factor."""

    digits: Span
    end: int
    factor: float | None


def mentions(text: str, language: Language, times: tuple[TimeMention, ...]) -> tuple[NumberMention, ...]:
    """Every figure of ``text`` outside the given expressions of time, in order."""
    folded = fold(text)
    taken = _places((*(t.span for t in times), *clocks.spans(folded, language), *_telephones(folded)))
    decimal = language.numbers.decimal
    figures = [
        _mention(folded, found, decimal)
        for chain in _chains(folded)
        for found in _read(text, folded, chain, language)
        if found.digits.start not in taken
    ]
    taken |= _places(f.span for f in figures)
    written = (n for n in number_words.mentions(folded, language) if n.span.start not in taken)
    return tuple(sorted((beside(n, folded, language) for n in (*figures, *written)), key=lambda n: n.span))


def figure(digits: str, decimal: Mark | None = None) -> float:
    """The number written as ``digits``, where ``decimal`` is the language's mark or None for either.

    Groups of three are thousands. A single group of three behind the decimal mark is a fraction, as
    rates are written ("4,975"); where both marks are in use it is read as thousands.
    """
    mark = max(digits.rfind("."), digits.rfind(","), digits.rfind("٫"))
    if mark < 0 or _grouping(digits, mark, decimal):
        return float(re.sub(r"\D", "", digits))
    return float(re.sub(r"\D", "", digits[:mark]) + "." + digits[mark + 1 :])


def _grouping(digits: str, mark: int, decimal: Mark | None) -> bool:
    """True where the last mark parts thousands."""
    separator = digits[mark]
    if digits.count(separator) > 1:
        return True
    alone = sum(not c.isdigit() for c in digits) == 1
    thousands = alone and len(digits) - mark == 4 and digits[0] != "0"
    return thousands and separator not in ("٫", decimal)


def _chains(folded: str) -> Iterator[list[Span]]:
    """Digits joined by nothing but a dash stand together: "10-15" is a chain of two."""
    chain: list[Span] = []
    for match in FIGURE.finditer(folded):
        if chain and not JOINED.fullmatch(folded, chain[-1].end, match.start()):
            yield chain
            chain = []
        chain.append(Span(match.start(), match.end()))
    if chain:
        yield chain


def _read(text: str, folded: str, chain: list[Span], language: Language) -> list[Figure]:
    """The figures of a chain: one, or both ends of a range; none where the digits are something else."""
    last = _scaled(folded, chain[-1], language)
    bounded = last.factor is not None or FREE_RIGHT.match(folded, last.end)
    if len(chain) > 2 or not bounded or not FREE_LEFT.match(folded, chain[0].start):
        return []
    if any(sum(map(str.isdigit, its.of(folded))) > MOST_DIGITS for its in chain):
        return []
    if _labelled(folded, chain[0].start, language) or (
        language.sentences.ordinal_dot and _ordinal(text, last.end)
    ):
        return []
    # "10-15 million": the scale word is said once for both.
    return [*(Figure(digits, digits.end, last.factor) for digits in chain[:-1]), last]


def _scaled(folded: str, digits: Span, language: Language) -> Figure:
    word = _scales(language.code).match(folded, digits.end)
    if word is None:
        return Figure(digits, digits.end, None)
    return Figure(digits, word.end(), language.numbers.scales[word["word"]])


def _mention(folded: str, found: Figure, decimal: Mark | None) -> NumberMention:
    start = found.digits.start
    negative = start > 0 and MINUS.match(folded, start - 1) is not None
    value = figure(found.digits.of(folded), decimal) * (found.factor or 1)
    return NumberMention(
        span=Span(start - negative, found.end),
        value=-round(value, 6) if negative else round(value, 6),
        step=_step(found.digits.of(folded), decimal) * (found.factor or 1),
    )


def _step(digits: str, decimal: Mark | None) -> float:
    """What one more in the last digit adds; noughts at the end of a whole number count as rounding."""
    mark = max(digits.rfind("."), digits.rfind(","), digits.rfind("٫"))
    if mark >= 0 and not _grouping(digits, mark, decimal):
        return 10.0 ** -(len(digits) - mark - 1)
    whole = re.sub(r"\D", "", digits)
    return 10.0 ** (len(whole) - len(whole.rstrip("0"))) if whole.rstrip("0") else 1.0


def _labelled(folded: str, start: int, language: Language) -> bool:
    return _labels(language.code).search(folded, max(0, start - LONGEST_LABEL), start) is not None


def _ordinal(text: str, end: int) -> bool:
    """True where a dot and a small letter follow: "3. liga"."""
    return text[end : end + 2] == ". " and text[end + 2 : end + 3].islower()


def _telephones(folded: str) -> Iterator[Span]:
    for match in TELEPHONE.finditer(folded):
        written = match[0].lstrip("+")
        if sum(c.isdigit() for c in written) >= FEWEST_TELEPHONE_DIGITS and not FIGURE.fullmatch(written):
            yield Span(match.start(), match.end())


def _places(spans: Iterable[Span]) -> set[int]:
    return {place for span in spans for place in range(span.start, span.end)}


@lru_cache(maxsize=64)
def _scales(code: str) -> Bounded:
    return Bounded(rf"[ -]?(?P<word>{either(load(code).numbers.scales)})(?!{LETTER})")


@lru_cache(maxsize=64)
def _labels(code: str) -> Bounded:
    return Bounded(rf"{NOT_AFTER}(?:{either(load(code).numbers.labels)})\.? ?\Z")
