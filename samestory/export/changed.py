"""What an outlet changed in an article of a story since it was first seen: counted, and by sentence.

Compares words as they are written; which version is right is nobody's business here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from difflib import SequenceMatcher
from itertools import groupby, pairwise

from samestory.export.marked import Piece, pieces
from samestory.export.versions import Change, History, changes
from samestory.model import Article, Record, Span
from samestory.speech import UNTRANSLATED, Speech

# Of two sentences' words, that are the same: from here on one is the other, altered.
ALTERED = 0.5
UTC = "+00:00"
MINUTE = slice(len("2025-11-11T"), len("2025-11-11T18:30"))


class Pair(Record, frozen=True, kw_only=True):
    """A sentence as it was and as it is, the words marked that are not in the other; either may be empty."""

    before: tuple[Piece, ...] = ()
    after: tuple[Piece, ...] = ()


class Step(Record, frozen=True, kw_only=True):
    """What one version changed against the one before it, and when it was first seen, in words."""

    seen: str
    pairs: tuple[Pair, ...]


class Changed(Record, frozen=True, kw_only=True):
    """What became of an article: in one line, and step by step."""

    says: str
    steps: tuple[Step, ...]


class _Altered(Record, frozen=True):
    """A sentence of one version and the one that stands for it in the next, None where none does."""

    before: Span | None
    after: Span | None


def changed(history: History, speech: Speech = UNTRANSLATED) -> Changed:
    """What the versions of one address tell, in the words of ``speech``."""
    steps = [(one.article, other.article) for one, other in pairwise(history)]
    told = [[pair for change in changes(*step) for pair in _pairs(*step, change)] for step in steps]
    return Changed(
        says=speech.say(
            "changed {times}; first seen {first}, last {last}: {what}",
            times=speech.plural("{n} time", "{n} times", len(steps)),
            first=_moment(history[0].seen, speech),
            last=_moment(history[-1].seen, speech),
            what=", ".join(_counts(steps, told, speech)),
        ),
        steps=tuple(
            Step(seen=_moment(version.seen, speech), pairs=tuple(_shown(*step, pair) for pair in pairs))
            for version, step, pairs in zip(history[1:], steps, told, strict=True)
        ),
    )


def _counts(
    steps: Sequence[tuple[Article, Article]], told: Sequence[Sequence[_Altered]], speech: Speech
) -> Iterator[str]:
    """How many sentences came, went and were altered, how many figures, and whether the title was."""
    body = [
        pair
        for (one, other), pairs in zip(steps, told, strict=True)
        for pair in pairs
        if pair.before != one.title or pair.after != other.title or one.title is None
    ]
    added = sum(pair.before is None for pair in body)
    removed = sum(pair.after is None for pair in body)
    altered = len(body) - added - removed
    numbers = sum(_figures(*step, pair) for step, pairs in zip(steps, told, strict=True) for pair in pairs)
    if len(body) < sum(map(len, told)):
        yield speech.say("title altered")
    if added:
        yield speech.plural("{n} sentence added", "{n} sentences added", added)
    if removed:
        yield speech.plural("{n} sentence removed", "{n} sentences removed", removed)
    if altered:
        yield speech.plural("{n} sentence altered", "{n} sentences altered", altered)
    if numbers:
        yield speech.plural("{n} number altered", "{n} numbers altered", numbers)


def _pairs(one: Article, other: Article, change: Change) -> Iterator[_Altered]:
    """The sentences of a change side by side: those that are one altered, and those that came or went."""
    before, after = list(change.before), list(change.after)
    for old in before:
        new = next((new for new in after if _alike(one, old, other, new)), None)
        yield _Altered(old, new)
        if new is not None:
            after.remove(new)
    yield from (_Altered(None, new) for new in after)


def _alike(one: Article, old: Span, other: Article, new: Span) -> bool:
    if (old == one.title) != (new == other.title):
        return False
    if old == one.title:
        return True
    words = (old.of(one.text).split(), new.of(other.text).split())
    return SequenceMatcher(None, *words, autojunk=False).ratio() >= ALTERED


def _figures(one: Article, other: Article, pair: _Altered) -> int:
    """How many figures of a sentence that was altered are others now."""
    if pair.before is None or pair.after is None:
        return 0
    was, now = _values(one, pair.before), _values(other, pair.after)
    return max((was - now).total(), (now - was).total()) if was and now else 0


def _values(article: Article, span: Span) -> Counter[tuple[float, str | None]]:
    inside = (one for one in article.numbers if span.start <= one.span.start and one.span.end <= span.end)
    return Counter((one.value, one.unit) for one in inside)


def _shown(one: Article, other: Article, pair: _Altered) -> Pair:
    if pair.before is None or pair.after is None:
        return Pair(before=_whole(one, pair.before), after=_whole(other, pair.after))
    was, now = _words(one, pair.before), _words(other, pair.after)
    matcher = SequenceMatcher(None, [w.of(one.text) for w in was], [w.of(other.text) for w in now], False)
    codes = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    return Pair(
        before=pieces(one.text, pair.before, [_over(was[a:b]) for _, a, b, _, _ in codes if b > a]),
        after=pieces(other.text, pair.after, [_over(now[c:d]) for _, _, _, c, d in codes if d > c]),
    )


def _whole(article: Article, span: Span | None) -> tuple[Piece, ...]:
    return () if span is None else (Piece(text=span.of(article.text), marked=False),)


def _words(article: Article, span: Span) -> list[Span]:
    """The words of a sentence, each at its place."""
    found, at = [], span.start
    for is_space, letters in groupby(span.of(article.text), str.isspace):
        length = len(list(letters))
        if not is_space:
            found.append(Span(at, at + length))
        at += length
    return found


def _over(words: Sequence[Span]) -> Span:
    return Span(words[0].start, words[-1].end)


def _moment(seen: str, speech: Speech) -> str:
    """When a version was seen, in words, or the day it was published."""
    if not seen:
        return speech.say("date not known")
    day = speech.day(date.fromisoformat(seen[: len("2025-11-11")]))
    return f"{day} {seen[MINUTE]} UTC" if seen.endswith(UTC) else day
