"""Quotes of an article: words in marks, behind a dash or reported, what attributes them, and who says so.

Titles, names and words in marks at a distance from any speaker are left out. Tells nothing across articles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from samestory.lang import load
from samestory.model import Article, Quote, Span
from samestory.read.quote_audience import audience
from samestory.read.quote_parts import Passage, attributes, passages
from samestory.read.quote_reports import reports
from samestory.read.quote_scene import Scene, scene
from samestory.read.quote_speakers import Speaker, beside, last_named, phrase, within
from samestory.read.quote_titles import FEW, TOUCHING, noun_near, title, verb_before, verb_behind
from samestory.read.quote_words import CUES, Word

_TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_OPENING = re.compile(r"[\s,—–-]*")
_COMMA_BEHIND = re.compile(r"\s*[,—–-]")
# May stand between the start of a sentence and its quote.
_LEADING = " \u00a0\n(—–-"
# Costs, in characters, of an attribution that the punctuation does not point to.
POINTED, UNPOINTED = 0, 30
# A quote with neither verb nor speaker beside it, of so many words, is still someone's.
MANY = 8
# An attribution within a quote's sentence that stands further off belongs to something else.
FAR = 160


class _Zones(NamedTuple):
    """Where an attribution may stand: before the passage and behind it, both within its sentence."""

    before: Span
    behind: Span


class _Told(NamedTuple):
    """An attribution, and why it is believed."""

    cue: Word | None
    speaker: Speaker | None
    reason: str


def quotes(article: Article) -> tuple[Quote, ...]:
    """The quotes of ``article`` in order; its names must have been found, or no speaker is a name.

    What is reported may hold partial quotes of the same speaker.
    """
    its = scene(article, load(article.lang))
    parts = tuple(part for part in passages(its) if not title(its, part))
    its = its._replace(said=tuple(part.inner for part in parts))
    found: list[Quote] = []
    last: tuple[Passage, Quote] | None = None
    for number, part in enumerate(parts):
        zones = _zones(its, parts, number)
        told = _told(its, part, zones, last)
        if told is not None:
            quote = _quote(its, part, zones, told)
            found.append(quote)
            last = part, quote
    return tuple(sorted((*found, *reports(its)), key=lambda one: one.span))


def _quote(its: Scene, part: Passage, zones: _Zones, told: _Told) -> Quote:
    speaker = told.speaker or Speaker(None, None)
    return Quote(
        span=part.inner,
        kind=_kind(its, part, zones),
        cue=told.cue.span if told.cue else None,
        speaker=speaker.span,
        name=speaker.name,
        audience=audience(its, told.cue, part.inner, speaker) if told.cue else None,
        reason=told.reason,
    )


def _zones(its: Scene, parts: tuple[Passage, ...], number: int) -> _Zones:
    part = parts[number]
    start, end = part.outer.start, part.outer.end
    low = max(its.line_start(start), parts[number - 1].outer.end if number else 0)
    before = Span(max(low, min(its.sentence(start).start, start)), start)
    if part.clause is not None:
        return _Zones(Span(start, start), part.clause)
    high = min(its.line_end(end), parts[number + 1].outer.start if number + 1 < len(parts) else len(its.text))
    first = end
    while first < high and its.text[first].isspace():
        first += 1
    sentence = its.sentence(first)
    behind = Span(end, max(end, min(high, sentence.end)))
    runs_on = sentence.start < end or its.text[first : first + 1].islower() or _caseless(its, behind)
    return _Zones(before, behind if runs_on else Span(end, end))


def _caseless(its: Scene, behind: Span) -> bool:
    """Whether a sentence behind a quote, in a script without capitals, ends in its verb of saying."""
    said = behind.of(its.text).strip()
    last = its.told(behind)[-1:]
    caseless = said[:1].isalpha() and said[:1].lower() == said[:1].upper()
    return caseless and any(w.role == "verb" and behind.end - w.span.end <= TOUCHING for w in last)


def _told(its: Scene, part: Passage, zones: _Zones, last: tuple[Passage, Quote] | None) -> _Told | None:
    """Who says it and how that is known; None where nothing tells that anybody does."""
    found = _by_cue(its, part, zones) or _by_colon(its, zones)
    if found is not None and found.speaker is not None:
        return found
    chained = _chained(its, part, last)
    if found is not None:
        if chained is not None:
            return found._replace(speaker=chained.speaker)
        if its.language.quotes.drops_pronoun:
            return found._replace(speaker=_unsaid(its, part.outer.start))
        return found
    return chained or _by_neighbour(its, part, zones, last)


def _unsaid(its: Scene, place: int) -> Speaker | None:
    """Who says it where the language need not tell: the person named last, else the sentence before's."""
    name = last_named(its, place)
    return Speaker(None, name) if name is not None else within(its, its.sentence_before(place))


def _by_cue(its: Scene, part: Passage, zones: _Zones) -> _Told | None:
    priced = sorted(_priced(its, part, zones), key=lambda one: one[0])
    for cost, cue, zone in priced:
        if cost > FAR:
            break
        other = zones.before if zone is zones.behind else zones.behind
        speaker = beside(its, cue, zone, leads=zone is zones.before) or within(its, other)
        named = speaker or _phrased(its, cue, zone)
        return _Told(cue, named, "verb beside it" if cue.role == "verb" else "source beside it")
    return _by_clause(its, part, zones)


def _by_clause(its: Scene, part: Passage, zones: _Zones) -> _Told | None:
    """Who is named in the clause behind, whatever its verb: "smiles Ada Lorn"."""
    opening = _OPENING.match(its.text, zones.behind.start, zones.behind.end)
    if opening is None or not (part.clause or opening[0].strip()):
        return None
    clause = Span(opening.end(), zones.behind.end)
    verb = _TOKEN.match(its.text, clause.start)
    alone = not zones.before.of(its.text).strip() and _size(its, part) > 1 and verb is not None
    if verb is None or not (attributes(its, clause) or (alone and verb[0][0].islower())):
        return None
    cue = Word(Span(verb.start(), verb.end()), "verb")
    return _Told(cue, within(its, clause) or _phrased(its, cue, clause), "clause behind it")


def _phrased(its: Scene, cue: Word, zone: Span) -> Speaker | None:
    if its.language.quotes.drops_pronoun and cue.role != "verb":
        return None
    span = phrase(its, cue, zone)
    return Speaker(span, None) if span is not None else None


def _priced(its: Scene, part: Passage, zones: _Zones) -> Iterator[tuple[int, Word, Span]]:
    """The nearest attribution on each side, with its distance and what the punctuation says against it."""
    text = its.text
    before = [w for w in its.told(zones.before) if w.role in CUES and w.role != "aside"]
    lead = text[zones.before.start : zones.before.end].rstrip()
    if before:
        cue = before[-1]
        gap = len(lead) + zones.before.start - cue.span.end
        yield max(0, gap) + (POINTED if lead[-1:] in (":", ",") else UNPOINTED), cue, zones.before
    behind = [w for w in its.told(zones.behind) if w.role in CUES]
    if behind:
        cue = behind[0]
        comma = part.clause is not None or bool(_COMMA_BEHIND.match(text, part.outer.end))
        pointed = comma or text[part.inner.end - 1 : part.inner.end] in (",", "?", "!")
        yield cue.span.start - zones.behind.start + (POINTED if pointed else UNPOINTED), cue, zones.behind


def _by_colon(its: Scene, zones: _Zones) -> _Told | None:
    """Who is named before a colon, in the same sentence or at the end of the line before."""
    zone = zones.before
    if not zone.of(its.text).strip():
        previous = its.sentence_before(zone.start)
        between = its.text[previous.end : zone.start]
        zone = previous if previous.of(its.text).rstrip().endswith(":") and not between.strip() else zone
    if not zone.of(its.text).rstrip().endswith(":"):
        return None
    cues = [w for w in its.told(zone) if w.role == "verb"]
    speaker = (beside(its, cues[-1], zone, leads=True) if cues else None) or within(its, zone)
    return _Told(cues[-1] if cues else None, speaker, "colon before it")


def _chained(its: Scene, part: Passage, last: tuple[Passage, Quote] | None) -> _Told | None:
    """The speaker of the passage before, where nothing but its attribution stands between."""
    if last is None:
        return None
    passage, quote = last
    if not part.follows and _size(its, part) < FEW and noun_near(its, part):
        return None
    between = Span(passage.outer.end, part.outer.start)
    if not part.follows and ("\n" in between.of(its.text) or its.holds_sentence(between)):
        return None
    return _Told(None, Speaker(quote.speaker, quote.name), "goes on")


def _by_neighbour(
    its: Scene, part: Passage, zones: _Zones, last: tuple[Passage, Quote] | None
) -> _Told | None:
    """Of a whole sentence or more without attribution: who the sentence before names, or the last speaker."""
    size, said = _size(its, part), part.inner.of(its.text)
    if not (size >= MANY and _whole(its, part)) and not (size > 1 and said[0].islower()):
        return None
    start = part.outer.start
    previous = its.sentence_before(start)
    same_line = its.line_start(start) <= previous.start
    speaker = within(its, zones.before) or within(its, zones.behind)
    if speaker is not None and not (size < FEW and noun_near(its, part)):
        return _Told(None, speaker, "same sentence")
    if size < FEW:
        return None
    cues = [w for w in its.told(previous) if w.role == "verb"] if same_line else []
    speaker = beside(its, cues[-1], previous, leads=True) if cues else None
    speaker = speaker or (within(its, previous) if same_line else None)
    if speaker is not None:
        return _Told(None, speaker, "sentence before")
    if last is not None:
        return _Told(None, Speaker(last[1].speaker, last[1].name), "last speaker")
    return _Told(None, None, "nobody near") if size >= MANY else None


def _size(its: Scene, part: Passage) -> int:
    return len(_TOKEN.findall(its.text, part.inner.start, part.inner.end))


def _whole(its: Scene, part: Passage) -> bool:
    """Whether it opens as a sentence does and closes as a clause does."""
    said = part.inner.of(its.text)
    first = next((c for c in said if c.isalnum()), "")
    behind = its.text[part.outer.end : part.outer.end + 1]
    return not first.islower() and (said[-1:] in tuple(".,!?…") or behind in (".", ",", ";", "!", "?"))


def _kind(its: Scene, part: Passage, zones: _Zones) -> Literal["direct", "partial"]:
    if part.led or part.clause or part.follows:
        return "direct"
    lead = zones.before.of(its.text).rstrip(_LEADING)
    if not lead:
        return "direct" if _whole(its, part) or verb_behind(its, part) else "partial"
    introduced = lead.endswith((":", ",")) or verb_before(its, part)
    whole = _whole(its, part) or _size(its, part) >= MANY
    return "direct" if introduced and whole else "partial"
