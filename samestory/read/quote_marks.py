"""Where words stand between quotation marks, line by line; whether someone says them is not judged here.

Takes the language's marks and, where a text uses others, those of the neutral default.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from samestory.lang import UNKNOWN, Language, load
from samestory.model import Span

_LINE = re.compile(r"[^\n]+")
_MARK = re.compile("''|[«»„“”\"‘’‚'‹›「」『』]")
# Marks that writers let close for one another, once one of them opened.
_CLOSERS = MappingProxyType({"„": '“”"', "“": '”“"', '"': '"”“', "”": '”"', "‚": "‘’", "‘": "’'", "«": "»"})
_SPACE = " \u00a0\u202f\u2009\t"
_OPENING = "([{—–-/:" + _SPACE
DOUBLED = "''"
# Where words stand without spaces, a mark touches what is before it.
_SIGN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")


class Marked(NamedTuple):
    """What stands between two marks: ``inner`` without them, ``outer`` with them.

    ``goes_on`` where the line ends without a closing mark and the next one opens with the same mark.
    """

    inner: Span
    outer: Span
    goes_on: bool = False


class _Open(NamedTuple):
    place: int
    mark: str


def marked(text: str, language: Language) -> tuple[Marked, ...]:
    """Everything between marks in ``text``, the outermost only, in order."""
    pairs = _pairs(language.code)
    lines = [Span(m.start(), m.end()) for m in _LINE.finditer(text)]
    after = [*(line.of(text).lstrip()[:2] for line in lines), ""][1:]
    return tuple(
        one
        for line, opening in zip(lines, after, strict=True)
        for one in _of_line(text, line, opening, pairs)
    )


def _of_line(text: str, line: Span, next_line: str, pairs: Mapping[str, str]) -> Iterator[Marked]:
    opened: _Open | None = None
    depth, last = 0, -1
    for match in _MARK.finditer(text, line.start, line.end):
        mark, place = match[0], match.start()
        if opened is None:
            if mark in pairs and _opens(text, match):
                opened, depth, last = _Open(place, mark), 1, -1
        elif mark in pairs[opened.mark] and _closes(text, match):
            depth, last = depth - 1, match.end()
            if depth == 0:
                yield _between(text, opened, last)
                opened = None
        elif mark == opened.mark and _opens(text, match):
            # A mark that closes as it opens cannot stand within itself: the first was never closed.
            alike = mark in pairs[mark]
            opened, depth = (_Open(place, mark), 1) if alike else (opened, depth + 1)
    if opened is not None and last > 0:
        yield _between(text, opened, last)
    elif opened is not None and next_line.startswith(opened.mark):
        yield Marked(
            _trimmed(text, opened.place + len(opened.mark), line.end), Span(opened.place, line.end), True
        )


def _between(text: str, opened: _Open, end: int) -> Marked:
    size = 2 if opened.mark == DOUBLED else 1
    return Marked(_trimmed(text, opened.place + len(opened.mark), end - size), Span(opened.place, end))


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _opens(text: str, mark: re.Match[str]) -> bool:
    """No letter may touch it from before; one of two alike must touch what follows."""
    before, behind = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    if mark[0] in "«„「『":
        return True
    return (not before.isalnum() or bool(_SIGN.match(before))) and bool(behind.strip())


def _closes(text: str, mark: re.Match[str]) -> bool:
    before, behind = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    if mark[0] in "»」』›":
        return True
    if mark[0] in "'’‘":
        return not before.isspace() and not behind.isalnum()
    return not (before in _OPENING and behind.isalnum())


@lru_cache(maxsize=64)
def _pairs(code: str) -> Mapping[str, str]:
    """Opening mark to those that close it; the language's first, then any that do not contradict them."""
    found: dict[str, str] = {}
    for opening, closing in (*load(code).sentences.quotes, *load(UNKNOWN).sentences.quotes):
        contrary = opening == "»" or closing == "«"
        if contrary and "«" in found:
            continue
        if opening == "«" and "»" in found:
            continue
        found[opening] = found.get(opening, "") + closing + _CLOSERS.get(opening, "")
    return MappingProxyType({**found, DOUBLED: DOUBLED})
