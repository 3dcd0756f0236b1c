"""An article's text cut into pieces that together are the text, character for character.

Escapes nothing and styles nothing: the template does.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from samestory.model import Article, Record, Span


class Piece(Record, frozen=True, kw_only=True):
    """Characters of a sentence, and whether they differ from another witness's."""

    text: str
    marked: bool


class Block(Record, frozen=True, kw_only=True):
    """A stretch of an article's text: its title, subtitle, a sentence (``number`` from 0), or between."""

    kind: Literal["title", "subtitle", "sentence", "gap", "break"]
    text: str
    span: Span
    number: int = 0


def pieces(text: str, span: Span, marks: Iterable[Span]) -> tuple[Piece, ...]:
    """``text`` under ``span`` cut at ``marks``; what lies outside the span or overlaps is drawn once."""
    cut: list[Piece] = []
    at = span.start
    for mark in sorted(marks):
        start, end = max(mark.start, at), min(mark.end, span.end)
        if start >= end:
            continue
        cut.append(Piece(text=text[at:start], marked=False))
        cut.append(Piece(text=text[start:end], marked=True))
        at = end
    cut.append(Piece(text=text[at : span.end], marked=False))
    return tuple(one for one in cut if one.text)


def blocks(article: Article) -> tuple[Block, ...]:
    """The whole text of ``article`` in order; a ``break`` is a gap that holds a line's end."""
    named: list[tuple[Span, Literal["title", "subtitle", "sentence"], int]] = [
        (span, "sentence", number) for number, span in enumerate(article.sentences)
    ]
    named += [(article.title, "title", 0)] if article.title else []
    named += [(article.subtitle, "subtitle", 0)] if article.subtitle else []
    cut: list[Block] = []
    at = 0
    for span, kind, number in sorted(named):
        cut += _gap(article.text, at, span.start)
        cut.append(Block(kind=kind, text=span.of(article.text), span=span, number=number))
        at = max(at, span.end)
    return (*cut, *_gap(article.text, at, len(article.text)))


def _gap(text: str, start: int, end: int) -> list[Block]:
    if start >= end:
        return []
    between = text[start:end]
    ends_line = "\n" in between and not between.strip()
    return [Block(kind="break" if ends_line else "gap", text=between, span=Span(start, end))]
