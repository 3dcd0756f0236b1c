"""Reported speech, sentence by sentence: "X said that ...", "According to X, ...", "..., said X".

Speech that a language reports by verb forms alone is not found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from samestory.model import Quote, Span
from samestory.read.quote_scene import Scene
from samestory.read.quote_speakers import Speaker, beside, last_named
from samestory.read.quote_words import Word

_STOP = re.compile(r"[.;:!?()\n«»“”„\"]")
_COMMA = re.compile(r",\s+")
# Between a verb of saying and the word that opens what is said stand so many characters at most.
REACH = 40
# What is said has so many characters at least, as "she said so" reports nothing.
SHORTEST = 12
# Behind the verb that ends an attribution stand so many characters at most ("said on Monday").
HEAD = 14
LONGEST_CLAUSE = 90
# Who says it follows the verb within so many; a source opens a sentence if so few stand before it.
SOON, AT_ONCE = 40, 3


def reports(its: Scene) -> Iterator[Quote]:
    """What is reported in each sentence, once at most."""
    for sentence in its.sentences:
        cues = [w for w in its.told(sentence) if not its.is_said(w.span.start)]
        found = (
            _by_that(its, sentence, cues) or _by_source(its, sentence, cues) or _at_end(its, sentence, cues)
        )
        if found is not None:
            yield found


def _by_that(its: Scene, sentence: Span, words: list[Word]) -> Quote | None:
    verb: Word | None = None
    for word in words:
        if word.role == "verb":
            verb = word
        elif word.role == "that" and verb is not None:
            gap = Span(verb.span.end, word.span.start)
            if gap.end - gap.start <= REACH and not _STOP.search(its.text, gap.start, gap.end):
                zone = Span(sentence.start, word.span.start)
                return _quote(its, verb, zone, Span(word.span.end, sentence.end), leads=True)
    return None


def _by_source(its: Scene, sentence: Span, words: list[Word]) -> Quote | None:
    """What stands behind the comma after a source that opens the sentence."""
    first = next((w for w in words if w.role in ("according", "behind")), None)
    if first is None or first.span.start - sentence.start > (REACH if first.role == "behind" else AT_ONCE):
        return None
    comma = _COMMA.search(its.text, first.span.end, sentence.end)
    if comma is None or comma.start() - first.span.end > 2 * REACH:
        return None
    zone = Span(sentence.start, comma.start())
    return _quote(its, first, zone, Span(comma.end(), sentence.end), leads=True)


def _at_end(its: Scene, sentence: Span, words: list[Word]) -> Quote | None:
    """What stands before the last comma, where the clause behind it does no more than attribute it."""
    commas = list(_COMMA.finditer(its.text, sentence.start, sentence.end))
    if not commas or its.says_within(sentence) or _STOP.search(its.text, sentence.start, sentence.end - 1):
        return None
    zone = Span(commas[-1].end(), sentence.end)
    verb = next((w for w in words if w.role == "verb" and w.span.start >= zone.start), None)
    if verb is None or not _closes(its, verb, zone):
        return None
    return _quote(its, verb, zone, Span(sentence.start, commas[-1].start()), leads=False)


def _closes(its: Scene, verb: Word, zone: Span) -> bool:
    """Whether a clause holds little more than the verb and who says it."""
    if verb.span.start > zone.start:
        return zone.end - verb.span.end <= HEAD
    if zone.end - zone.start > LONGEST_CLAUSE:
        return False
    behind = Span(verb.span.end, min(zone.end, verb.span.end + SOON))
    named = any(one.type == "person" for one in its.named(behind))
    return named or any(word.role in ("speaker", "pronoun") for word in its.told(behind)[:1])


def _quote(its: Scene, cue: Word, zone: Span, said: Span, *, leads: bool) -> Quote | None:
    speaker = beside(its, cue, zone, leads=leads)
    if speaker is None and its.language.quotes.drops_pronoun:
        speaker = Speaker(None, last_named(its, cue.span.start))
    if speaker is None or speaker == Speaker(None, None):
        return None
    span = _bare(its.text, said)
    if span.end - span.start < SHORTEST:
        return None
    return Quote(
        span=span,
        kind="reported",
        cue=cue.span,
        speaker=speaker.span,
        name=speaker.name,
        reason="verb beside it" if cue.role == "verb" else "source beside it",
    )


def _bare(text: str, said: Span) -> Span:
    """Without the spaces and stops at its ends."""
    start, end = said.start, said.end
    while start < end and text[start] in " \u00a0,":
        start += 1
    while end > start and text[end - 1] in " \u00a0\n.,;:":
        end -= 1
    return Span(start, end)
