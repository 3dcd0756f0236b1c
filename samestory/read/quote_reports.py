"""Reported speech, sentence by sentence: "X said that ...", "According to X, ...", "..., said X".

Which words tell so is for lang/, where they stand for quote_rules.py. What is reported by its sense alone, or
goes on in the next sentence, is not found.
"""

from __future__ import annotations

from collections.abc import Iterator

from samestory.model import Quote, Span
from samestory.read.quote_audience import audience
from samestory.read.quote_clauses import size, token_after
from samestory.read.quote_rules import FEW, RULES, Found
from samestory.read.quote_scene import Scene
from samestory.read.quote_speakers import Speaker, beside, last_named, phrase, subject

# What is said has so many characters or words at least, as "she said so" reports nothing.
SHORTEST, FEWEST = 8, 5
# Of what is reported, no more is between marks.
MOSTLY = 0.8


def reports(its: Scene) -> Iterator[Quote]:
    """What is reported in each sentence, once at most."""
    for sentence in its.sentences:
        words = [w for w in its.told(sentence) if not its.is_said(w.span.start)]
        if not words:
            continue
        for rule in RULES:
            found = rule(its, sentence, words)
            quote = _quote(its, found) if found is not None else None
            if quote is not None:
                yield quote
                break


def _quote(its: Scene, found: Found) -> Quote | None:
    speaker = _speaker(its, found)
    if speaker is None:
        return None
    span = _trimmed(its.text, found.said)
    short = span.end - span.start < SHORTEST and size(its, span) < FEWEST
    if short or _mostly_said(its, span):
        return None
    return Quote(
        span=span,
        kind="reported",
        cue=found.cue.span,
        speaker=speaker.span,
        name=speaker.name,
        audience=audience(its, found.cue, span, speaker),
        reason=found.reason,
    )


def _mostly_said(its: Scene, span: Span) -> bool:
    """Whether the words are another's, between marks."""
    said = sum(max(0, min(one.end, span.end) - max(one.start, span.start)) for one in its.says(span))
    return said > MOSTLY * (span.end - span.start)


def _speaker(its: Scene, found: Found) -> Speaker | None:
    speaker = beside(its, found.cue, found.zone, leads=found.leads)
    unknown = _unknown(its, found) if speaker is None else None
    if unknown is not None:
        return Speaker(unknown, None)
    if speaker is None and its.language.quotes.drops_pronoun:
        return Speaker(None, last_named(its, min(found.said.start, found.cue.span.start)))
    return speaker


def _unknown(its: Scene, found: Found) -> Span | None:
    """The words for who says it, though nothing is known of them; None where nothing need stand there."""
    cue, zone = found.cue, found.zone
    if cue.role == "according":
        opener = token_after(its, cue.span.start)
        return _trimmed(its.text, Span(opener.end, zone.end)) if opener is not None else cue.span
    if cue.role == "behind":
        return _trimmed(its.text, Span(zone.start, cue.span.start))
    behind = _trimmed(its.text, Span(cue.span.end, zone.end))
    if not found.leads and 0 < size(its, behind) <= FEW:
        return behind
    if found.leads and its.language.quotes.drops_pronoun:
        return None
    return phrase(its, cue, zone) or subject(its, Span(zone.start, cue.span.start))


def _trimmed(text: str, said: Span) -> Span:
    """Without the spaces and stops at its ends."""
    start, end = said.start, said.end
    while start < end and text[start] in " \u00a0,–—'’":
        start += 1
    while end > start and text[end - 1] in " \u00a0\n.,;:–—":
        end -= 1
    return Span(start, end)
