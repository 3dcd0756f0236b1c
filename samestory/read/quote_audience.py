"""Who is told: "told Reuters", "in an interview with Ada Lorn", by the words and endings of lang/.

Names beside a verb of saying that speak themselves are for quote_speakers.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from samestory.lang import fold
from samestory.model import Span
from samestory.read.credits import credited_at
from samestory.read.quote_scene import Scene
from samestory.read.quote_speakers import BODIES, Speaker
from samestory.read.quote_words import Word

# Those told stand within so many characters of the verb.
NEAR = 90
# Between the words before those told and the name stand so many words at most ("to the agency Reuters").
MOST_BETWEEN = 3
_BETWEEN = re.compile(rf"[\s'’]*(?:[^\W\d_]+[\s'’]+){{0,{MOST_BETWEEN}}}[«„“\"'’]?")
_ENDING = re.compile(r"[»“”\"]?['’](\w+)")
_BEHIND = re.compile(r"[»“”\"]?(?:['’]\w+)?\s*")
_TOUCHING = re.compile(r"(?:\s+|['’])[«„“\"]?(?=\w)")
_NAME = re.compile(r"\w[\w-]*")


def audience(its: Scene, cue: Word, said: Span, speaker: Speaker | None) -> Span | None:
    """The name of those told, in the sentence of ``cue`` outside of what is said; None where nobody is."""
    zones = list(_zones(its, cue, said))
    found = (
        one
        for way in (_behind_opener, _by_ending, _at_verb)
        for zone in zones
        for one in way(its, cue, zone)
        if not _speaks(its, one, speaker)
    )
    return next(found, None)


def _zones(its: Scene, cue: Word, said: Span) -> Iterator[Span]:
    """What stands around the verb, up to what is said; the part with the verb first."""
    sentence = its.sentence(cue.span.start)
    spoken = sorted((*its.says(sentence), said))
    low = max((one.end for one in spoken if one.end <= cue.span.start), default=sentence.start)
    high = min((one.start for one in spoken if one.start >= cue.span.end), default=sentence.end)
    low, high = max(low, sentence.start, cue.span.start - NEAR), min(high, sentence.end, cue.span.end + NEAR)
    yield Span(low, high)
    # A clause that its verb follows stands between the verb and who says it.
    if sentence.start < said.start < low:
        yield Span(sentence.start, said.start)


def _behind_opener(its: Scene, cue: Word, zone: Span) -> Iterator[Span]:
    """Behind the words that stand before those told; a verb that does so counts too."""
    quotes = its.language.quotes
    for word in its.told(zone):
        sure = fold(word.span.of(its.text)) in quotes.audience
        if not sure and word.role != "towards":
            continue
        match = _BETWEEN.match(its.text, word.span.end, min(zone.end, word.span.end + NEAR))
        end = match.end() if match else word.span.end
        types = (*BODIES, "person") if sure else BODIES
        named = [one.name for one in its.named(Span(word.span.end, end + 1)) if one.type in types]
        yield from named[:1] or credited_at(its.text, word.span.end, end + 1) or _untagged(its, word, zone)


def _untagged(its: Scene, word: Word, zone: Span) -> tuple[Span, ...]:
    """A capital right behind the words before those told, of a name that was not found."""
    gap = _TOUCHING.match(its.text, word.span.end, zone.end)
    name = _NAME.match(its.text, gap.end(), zone.end) if gap else None
    if name is None or its.language.names.nouns_capitalised or not name[0][0].isupper():
        return ()
    return () if its.named(Span(name.start(), name.end())) else (Span(name.start(), name.end()),)


def _by_ending(its: Scene, cue: Word, zone: Span) -> Iterator[Span]:
    """Before the words that stand behind those told, or with their ending set off from the name."""
    endings = its.language.quotes.audience_endings
    behind = {word.span.start for word in its.told(zone) if word.role == "told"}
    for one in its.named(zone):
        ending = _ENDING.match(its.text, one.name.end)
        gap = _BEHIND.match(its.text, one.name.end)
        ended = ending is not None and fold(ending[1]) in endings
        if ended or (gap is not None and gap.end() in behind):
            yield one.name
    for start in sorted(behind):
        before = [m for m in _NAME.finditer(its.text, zone.start, start) if m[0][0].isupper()]
        if before and (gap := _BEHIND.match(its.text, before[-1].end())) and gap.end() == start:
            yield Span(before[-1].start(), before[-1].end())


def _at_verb(its: Scene, cue: Word, zone: Span) -> Iterator[Span]:
    """Right behind the verb, where the language sets those told there in a case of their own."""
    if not its.language.quotes.audience_at_verb or cue.role != "verb":
        return
    gap = _TOUCHING.match(its.text, cue.span.end, zone.end)
    named = its.named(Span(gap.end(), gap.end() + 1)) if gap else ()
    yield from (one.name for one in named if one.type in BODIES)
    yield from _untagged(its, cue, zone)


def _speaks(its: Scene, told: Span, speaker: Speaker | None) -> bool:
    """Whether a name is that of who says it, or there is nobody else to."""
    if speaker is None or (speaker.span is None and speaker.name is None):
        return False
    if speaker.span is not None and speaker.span.start < told.end and told.start < speaker.span.end:
        return True
    return any(
        one.name == told and one.place == speaker.name for one in its.named(Span(told.start, told.end))
    )
