"""The rules of reported speech: where in a sentence an attribution stands, and what it leaves as said.

Who says it, and whether it is a quote at all, is for quote_reports.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from samestory.lang import fold
from samestory.model import Span
from samestory.read.quote_clauses import (
    AT_ONCE,
    behind_source,
    opens_clause,
    promised,
    size,
    token_after,
    token_before,
    told_by_form,
)
from samestory.read.quote_scene import Scene
from samestory.read.quote_words import Word

_STOP = re.compile(r"[;:!?()\n«»“”„\"]")
_COMMA = re.compile(r",(?!\d)\s*")
_PARTED = re.compile(r",(?!\d)\s*|\s+[—–-]\s+")
# A verb behind one of these looks back.
_LOOKING_BACK = frozenset('”"»“?!')
# Between a verb of saying and the word that opens what is said stand so many characters at most.
REACH = 40
# Behind the verb that ends an attribution stand so many characters at most ("said on Monday").
HEAD = 14
LONGEST_CLAUSE = 110
# Who says it follows the verb within so many, or one written as an aside.
SOON, ADJOINED = 40, 25
# A clause of a verb and so few words behind it says who said it, though nobody in it is known.
FEW = 3
# A closing mark and a space may stand between a quote and the comma behind it.
MARK = 3


class Found(NamedTuple):
    """What is said, its attribution, and the zone where who says it may stand."""

    said: Span
    cue: Word
    zone: Span
    leads: bool
    reason: str


Rule = Callable[[Scene, Span, Sequence[Word]], Found | None]


def _by_that(its: Scene, sentence: Span, words: Sequence[Word]) -> Found | None:
    """Behind the word that opens it: "X said that ..."."""
    verb: Word | None = None
    for word in words:
        if word.role in ("verb", "reporting"):
            verb = word
        elif word.role == "that" and verb is not None and not _aside(its, verb):
            gap = Span(verb.span.end, word.span.start)
            if gap.end - gap.start <= REACH and not _STOP.search(its.text, gap.start, gap.end):
                said = Span(word.span.end, sentence.end)
                zone = Span(sentence.start, word.span.start)
                return Found(said, verb, zone, True, "verb and opening word")
    return None


def _by_source(its: Scene, sentence: Span, words: Sequence[Word]) -> Found | None:
    """Behind the source that opens the sentence, before the one that ends it, or around it."""
    cue = next((w for w in words if w.role in ("according", "behind")), None)
    if cue is None:
        return None
    opening = cue.span.start - sentence.start <= (REACH if cue.role == "behind" else AT_ONCE)
    source = behind_source(its, cue, sentence)
    if source is None:
        return None
    if opening:
        said = Span(source.end, sentence.end)
    elif sentence.end - source.end <= AT_ONCE:
        said = Span(sentence.start, source.start)
    else:
        said = _clause(its, source, sentence)
    return Found(said, cue, source, True, "source beside it")


def _clause(its: Scene, part: Span, sentence: Span) -> Span:
    """The clause around ``part``, up to the commas next to it."""
    commas = list(_COMMA.finditer(its.text, sentence.start, part.start))
    start = commas[-1].end() if commas and part.start - commas[-1].end() > AT_ONCE else sentence.start
    return Span(start, _clause_end(its, part.end, sentence.end))


def _by_as(its: Scene, sentence: Span, words: Sequence[Word]) -> Found | None:
    """Beside a clause that tells who says so: "As X said, ...", "..., as X said"."""
    for number, word in enumerate(words):
        if word.role != "as" or not _opens(its, sentence, word.span.start):
            continue
        verb = next((w for w in words[number + 1 :] if w.role in ("verb", "reporting")), None)
        if verb is None or verb.span.start - word.span.end > LONGEST_CLAUSE:
            continue
        end = _clause_end(its, verb.span.end, sentence.end)
        zone = Span(word.span.start, end)
        if _STOP.search(its.text, zone.start, zone.end):
            continue
        return Found(_around(sentence, zone), verb, zone, False, "source beside it")
    return None


def _by_comma(its: Scene, sentence: Span, words: Sequence[Word]) -> Found | None:
    """Behind a comma alone, where a form of the verb or an infinitive tells that it is said."""
    if not its.language.quotes.comma_opens:
        return None
    for verb in words:
        if verb.role not in ("verb", "reporting") or _aside(its, verb):
            continue
        comma = _COMMA.search(its.text, verb.span.end, sentence.end)
        if comma is None or _STOP.search(its.text, verb.span.end, comma.start()):
            continue
        said = Span(comma.end(), sentence.end)
        if opens_clause(its, said) and told_by_form(its, said):
            return Found(said, verb, Span(sentence.start, comma.start()), True, "verb before it")
    return None


def _behind(its: Scene, sentence: Span, words: Sequence[Word]) -> Found | None:
    """Before or around a clause of its verb and who says it: "..., said X"."""
    if its.says_within(Span(sentence.start, sentence.start + MARK)):
        return None
    for comma in _PARTED.finditer(its.text, sentence.start, sentence.end):
        if its.says_within(Span(comma.start() - MARK, comma.end())):
            continue
        if _subordinate(its, Span(sentence.start, comma.start())):
            continue
        zone = Span(comma.end(), _named_end(its, comma.end(), sentence.end))
        verb = next((w for w in words if w.role == "verb" and zone.start <= w.span.start < zone.end), None)
        if verb is not None and _plain(its, verb) and _closes(its, verb, zone, sentence):
            return Found(_around(sentence, zone), verb, zone, False, "verb behind it")
    return None


def _subordinate(its: Scene, before: Span) -> bool:
    """Whether what stands before the first comma only leads to the main clause ("When X came, ...")."""
    first = token_after(its, before.start)
    opens = first is not None and fold(first.of(its.text)) in its.language.quotes.subordinate
    return opens and not _COMMA.search(its.text, before.start, before.end)


def _closes(its: Scene, verb: Word, zone: Span, sentence: Span) -> bool:
    """Whether a clause holds little more than the verb and who says it."""
    if _STOP.search(its.text, zone.start, zone.end) or its.says_within(Span(zone.end, zone.end + MARK)):
        return False
    if verb.span.start > zone.start:
        short = verb.span.start - zone.start <= SOON and zone.end - verb.span.end <= HEAD
        return short and _starts_with_somebody(its, Span(zone.start, verb.span.start))
    if zone.end - zone.start > LONGEST_CLAUSE or _governs(its, verb, sentence):
        return False
    if zone.end >= sentence.end - 1 and size(its, Span(verb.span.end, zone.end)) <= FEW:
        return True
    soon = ADJOINED if _aside(its, verb) else SOON
    return _names_somebody(its, Span(verb.span.end, min(zone.end, verb.span.end + soon)))


def _governs(its: Scene, verb: Word, sentence: Span) -> bool:
    """Whether a clause without an opening word follows the verb; not if the verb looks back."""
    if fold(verb.span.of(its.text)) not in its.language.quotes.bare:
        return False
    before = its.text[sentence.start : verb.span.start].rstrip()
    # Two commas set off what is told of the subject, one parts the verb from what was said.
    looks_back = before[-1:] in _LOOKING_BACK or (before.endswith(",") and before.count(",") == 1)
    return not looks_back and opens_clause(its, Span(verb.span.end, sentence.end), bare=True)


def _plain(its: Scene, verb: Word) -> bool:
    """Whether a verb of saying can close a statement, as one that takes an object cannot."""
    return fold(verb.span.of(its.text)) not in its.language.quotes.transitive


def _starts_with_somebody(its: Scene, zone: Span) -> bool:
    starts = [one.span.start for one in its.named(zone) if one.type in ("person", "organisation")]
    starts += [word.span.start for word in its.told(zone) if word.role in ("speaker", "pronoun")]
    return min(starts, default=zone.end) - zone.start <= AT_ONCE


def _names_somebody(its: Scene, zone: Span) -> bool:
    named = any(one.type in ("person", "organisation") for one in its.named(zone))
    return named or any(word.role in ("speaker", "pronoun") for word in its.told(zone))


def _before_verb(its: Scene, sentence: Span, words: Sequence[Word]) -> Found | None:
    """Before its verb, in a form that such clauses end in."""
    endings = its.language.quotes.reported_endings
    for verb in words if endings else ():
        last = _ending(its, Span(sentence.start, verb.span.start), endings)
        if verb.role not in ("verb", "reporting") or last is None:
            continue
        head = _head(its, Span(sentence.start, last.start))
        return Found(Span(head.end, last.end), verb, head, True, "verb behind it")
    return None


def _ending(its: Scene, before: Span, endings: frozenset[str]) -> Span | None:
    """The last word before a verb that ends a clause so; those told may stand between."""
    place = before.end
    for _ in range(FEW + 1):
        word = token_before(its, place)
        if word is None or word.start < before.start:
            return None
        if any(fold(word.of(its.text)).endswith(ending) for ending in endings):
            return word
        place = word.start
    return None


def _head(its: Scene, zone: Span) -> Span:
    """What stands before a clause that its verb follows: who says it, up to a comma near by."""
    near = Span(zone.start, min(zone.end, zone.start + 2 * REACH))
    people = [one.span for one in its.named(near) if one.type in ("person", "organisation")]
    nouns = [word.span for word in its.told(near) if word.role == "speaker"]
    first = min((*people, *nouns), default=None)
    if first is None:
        return Span(zone.start, zone.start)
    beside = next((one for one in people if 0 <= one.start - first.end <= 1), first)
    comma = _COMMA.search(its.text, beside.end, min(zone.end, beside.end + HEAD))
    return Span(zone.start, comma.end() if comma else beside.end)


def _bare(its: Scene, sentence: Span, words: Sequence[Word]) -> Found | None:
    """Right behind its verb: "X said the bridge was old", "X promised to mend it"."""
    its_words = its.language.quotes
    for verb in words:
        written = fold(verb.span.of(its.text))
        said = Span(verb.span.end, sentence.end)
        if _governs(its, verb, sentence):
            return Found(said, verb, Span(sentence.start, said.start), True, "verb before it")
        if written in its_words.promises and promised(its, said):
            return Found(said, verb, Span(sentence.start, said.start), True, "asked or promised")
    return None


def _aside(its: Scene, verb: Word) -> bool:
    return fold(verb.span.of(its.text)) in its.language.quotes.asides


def _opens(its: Scene, sentence: Span, place: int) -> bool:
    """Whether a clause opens at ``place``: with the sentence or behind a comma."""
    before = its.text[sentence.start : place].rstrip()
    return not before or before[-1] in ",—–"


def _named_end(its: Scene, start: int, end: int) -> int:
    """Where the clause at ``start`` ends, with a name set off behind it."""
    stop = _clause_end(its, start, end)
    comma = _COMMA.match(its.text, stop, end)
    if comma is None:
        return stop
    named = its.named(Span(comma.end(), comma.end() + AT_ONCE))
    behind = _clause_end(its, comma.end(), end)
    return behind if named and behind - named[0].span.end <= AT_ONCE else stop


def _clause_end(its: Scene, start: int, end: int) -> int:
    comma = _COMMA.search(its.text, start, end)
    return comma.start() if comma else end


def _around(sentence: Span, zone: Span) -> Span:
    """The sentence without a clause at one of its ends, or with one in its midst."""
    if zone.start - sentence.start <= AT_ONCE:
        return Span(zone.end, sentence.end)
    closes = sentence.end - zone.end <= REACH or zone.start - sentence.start > REACH
    return Span(sentence.start, zone.start) if closes else sentence


# In the order of their trust.
RULES: tuple[Rule, ...] = (_by_that, _by_as, _by_source, _by_comma, _before_verb, _behind, _bare)
