"""Figures in running text, as numbers: digits with their separators and a scale word beside them.

Parts of dates are not figures. Numbers written out in words are not read.
"""

from __future__ import annotations

import re
from functools import lru_cache

from samestory.lang import Language, fold, load
from samestory.model import NumberMention, Span, TimeMention

FIGURE = re.compile(r"(?<![\w.,/-])\d+(?:[ .,’']\d+)*(?![\w/]|[-.,]\d)")
GROUPED = re.compile(r"[1-9]\d{0,2}(?P<sep>[ .,’'])\d{3}(?:(?P=sep)\d{3})*")


def mentions(text: str, language: Language, times: tuple[TimeMention, ...]) -> tuple[NumberMention, ...]:
    """Every figure of ``text`` outside the given expressions of time, in order."""
    taken = {i for t in times for i in range(t.span.start, t.span.end)}
    scale = _scales(language.code)
    folded = fold(text)
    found = []
    for match in FIGURE.finditer(folded):
        if match.start() in taken:
            continue
        value, end = figure(match[0]), match.end()
        word = scale.match(folded, end) if scale is not None else None
        if word is not None:
            value, end = value * language.numbers.scales[word["word"]], word.end()
        found.append(NumberMention(span=Span(match.start(), end), value=round(value, 6)))
    return tuple(found)


def figure(digits: str) -> float:
    """The number written as ``digits``: groups of three are thousands, another mark is the decimal one.

    A single group of three after a comma or a full stop is read as thousands, as newspapers use it.
    """
    whole, decimals = digits, ""
    if not GROUPED.fullmatch(digits):
        mark = max(digits.rfind("."), digits.rfind(","))
        if mark > 0:
            whole, decimals = digits[:mark], re.sub(r"\D", "", digits[mark + 1 :])
    return float(re.sub(r"\D", "", whole) + ("." + decimals if decimals else ""))


@lru_cache(maxsize=64)
def _scales(code: str) -> re.Pattern[str] | None:
    words = sorted(load(code).numbers.scales, key=len, reverse=True)
    if not words:
        return None
    return re.compile(rf"\s?(?P<word>{'|'.join(map(re.escape, words))})(?!\w)")
