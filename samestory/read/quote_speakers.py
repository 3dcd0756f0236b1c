"""Who says it: the name, noun or pronoun beside a verb of saying, and the person it stands for.

Looks at what stands in the zone given; whether a zone holds an attribution is for quotes.py.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from samestory.lang import fold
from samestory.model import Span
from samestory.read.quote_scene import Named, Scene
from samestory.read.quote_words import Word

# How much less likely who says it is a body or a place than a person, in characters of distance.
CLASS_COSTS = {
    "person": 0,
    "pronoun": 5,
    "speaker": 0,
    "organisation": 40,
    "place": 70,
    "work": 90,
    "event": 200,
}
COMMA_COST, BEHIND_COST, TURNED_COST, OWNER_COST, TOLD_COST, INSERTED_COST = 12, 6, 25, 35, 60, 15
# A body right behind a word for those told says nothing; so few characters may stand between.
BODIES, CLOSE = ("organisation", "work"), 5
# A word that leads a noun off stands within so many characters before it.
LED = 16
# A noun and the name it stands beside ("spokesman of the party Ada Lorn") are no further apart.
APART = 60
# Behind a name and a comma, what somebody is stands within so many characters.
APOSED = 30
# Forms of a noun begin alike for so many letters, and differ by so many at the end.
SHORTEST, ENDING = 5, 3
# A pronoun stands for somebody named within so many characters.
MEMORY = 1500
MOST_WORDS = 6
# Of a noun's own words no more are shown before it and behind it.
MOST_BEFORE, MOST_BEHIND = 3, 5
_STOP = re.compile(r"[.;:!?()\n]|[—–]\s")
_BREAK = re.compile(r"[,;:.—–\"”“»]")
_OWNER = re.compile(r"['’]s?\b")
_TOKEN = re.compile(r"[^\W_][\w'’-]*")


class Speaker(NamedTuple):
    """Who says it: a noun phrase, and its place in ``article.names`` where it is a name or stands for one."""

    span: Span | None
    name: int | None


class _Candidate(NamedTuple):
    span: Span
    kind: str
    name: Named | None = None


def beside(its: Scene, cue: Word, zone: Span, *, leads: bool) -> Speaker | None:
    """Who stands beside ``cue`` within ``zone``; None where nobody does.

    Where the zone ``leads`` to what is said, who says it mostly stands before the verb; else behind it too.
    """
    if _holds_pronoun(its, cue):
        return Speaker(cue.span, last_named(its, cue.span.start))
    before = _candidates(its, Span(zone.start, min(zone.end, cue.span.start)))
    stop = _end(its, cue.span.end, zone.end)
    behind = _candidates(its, Span(cue.span.end, stop))
    sides: dict[str, Sequence[_Candidate]] = {"before": before, "behind": behind}
    if cue.role in ("according", "aside"):
        sides["before"] = ()
    elif cue.role == "behind":
        sides["behind"] = ()
    costs = {"before": 0, "behind": TURNED_COST if leads else BEHIND_COST}
    priced = [
        (costs[side] + _cost(its, one, cue, side), one.span.start, one)
        for side in sides
        for one in sides[side]
        if one.kind not in BODIES or not _is_told(its, one)
    ]
    if not priced:
        return None
    chosen = _with_name(its, min(priced)[2], zone)
    first = chosen.span.end <= cue.span.start
    around = Span(zone.start, cue.span.start) if first else Span(cue.span.end, zone.end)
    return _speaker(its, _whole(its, chosen, around) if chosen.kind == "speaker" else chosen)


def within(its: Scene, zone: Span) -> Speaker | None:
    """The first person named in ``zone``, else who else could say something there, the last of them."""
    found = _candidates(its, zone)
    people = [one for one in found if one.kind == "person"]
    others = [one for one in found if one.kind in ("speaker", "organisation", "pronoun")]
    if not people and not others:
        return None
    chosen = people[0] if people else others[-1]
    return _speaker(its, _whole(its, chosen, zone) if chosen.kind == "speaker" else chosen)


def phrase(its: Scene, cue: Word, zone: Span) -> Span | None:
    """The words that stand where a speaker would, though nothing is known of them."""
    text = its.text
    breaks = [m.end() for m in _BREAK.finditer(its.text, zone.start, cue.span.start)]
    start = breaks[-1] if breaks else zone.start
    for part in (Span(start, cue.span.start), Span(cue.span.end, _end(its, cue.span.end, zone.end))):
        tokens = [Span(m.start(), m.end()) for m in _TOKEN.finditer(text, part.start, part.end)]
        if tokens and not _no_speaker(its, tokens[0].of(text)):
            chosen = tokens[:MOST_WORDS]
            return Span(chosen[0].start, chosen[-1].end)
    return None


def subject(its: Scene, zone: Span) -> Span | None:
    """The noun that ends a zone, with the words before it that may belong to it."""
    tokens = [Span(m.start(), m.end()) for m in _TOKEN.finditer(its.text, zone.start, zone.end)][
        -MOST_BEFORE:
    ]
    while tokens and _no_speaker(its, tokens[0].of(its.text)):
        tokens = tokens[1:]
    if (
        not tokens
        or its.text[tokens[-1].end : zone.end].strip()
        or _BREAK.search(its.text, tokens[0].start, zone.end)
    ):
        return None
    return Span(tokens[0].start, tokens[-1].end)


def last_named(its: Scene, place: int) -> int | None:
    """The person named last before ``place``, outside what others say; None for nobody near."""
    for one in reversed(its.named(Span(max(0, place - MEMORY), place))):
        if one.type == "person" and not its.is_said(one.name.start):
            return one.place
    return None


def stands_for(its: Scene, speaker: Speaker) -> int | None:
    """The last person before the noun that it was used for ("the spokesman"); None for none."""
    nouns = [w.span for w in its.told(speaker.span) if w.role == "speaker"] if speaker.span else []
    if not nouns:
        return None
    noun, start = fold(nouns[0].of(its.text)), nouns[0].start
    whose = _whose(its, speaker.span or nouns[0])
    # Only somebody with a post is called by it; the police are not whom they caught.
    if not any(_alike(its, noun, post) for post in its.language.names.posts):
        return None
    for one in reversed(its.named(Span(max(0, start - MEMORY), start))):
        called = one.type == "person" and one.name.end < start and _is_called(its, one, nouns[0])
        if called and not _of_another(its, whose, one):
            return one.place
    return None


def _of_another(its: Scene, whose: frozenset[str], one: Named) -> bool:
    """Whether both posts tell whose they are, with no word alike: another country's president."""
    theirs = _whose(its, Span(one.span.start, one.name.start)) | _whose(its, Span(one.name.end, one.span.end))
    return bool(whose and theirs) and not any(_alike(its, a, b) for a in whose for b in theirs)


def _whose(its: Scene, post: Span) -> frozenset[str]:
    """The longer words of a post but for what it is called."""
    nouns = {word.span for word in its.told(post) if word.role == "speaker"}
    found = (Span(m.start(), m.end()) for m in _TOKEN.finditer(its.text, post.start, post.end))
    return frozenset(
        fold(span.of(its.text)) for span in found if span not in nouns and span.end - span.start >= SHORTEST
    )


def _is_called(its: Scene, one: Named, used: Span) -> bool:
    """Whether a person's post holds the noun ``used``, or it stands beside the name with no stop between."""
    noun = fold(used.of(its.text))
    if one.span != one.name and noun in fold(one.span.of(its.text)):
        return True
    sentence = its.sentence(one.name.start)
    before = Span(max(sentence.start, one.name.start - APART), one.name.start)
    behind = Span(one.name.end, min(sentence.end, one.name.end + APOSED, max(used.start, one.name.end)))
    gaps = [(word, Span(word.span.end, before.end)) for word in its.told(before)]
    gaps += [(word, Span(behind.start, word.span.start)) for word in its.told(behind)]
    return any(
        word.role == "speaker" and _alike(its, fold(word.span.of(its.text)), noun) and _joined(its, gap, one)
        for word, gap in gaps
    )


def _joined(its: Scene, gap: Span, one: Named) -> bool:
    """Whether nothing parts a noun from a name: nobody else, and no mark but a comma beside the name."""
    words = gap.of(its.text).strip()
    words = words.removeprefix(",") if gap.start == one.name.end else words.removesuffix(",")
    return not any(other.type == "person" for other in its.named(gap)) and not _BREAK.search(words)


def _alike(its: Scene, one: str, other: str) -> bool:
    """Whether two nouns are forms of one word, or one ends in the other where the language joins words."""
    if its.language.quotes.compounds and (one.endswith(other) or other.endswith(one)):
        return True
    size = max(SHORTEST, min(len(one), len(other)) - ENDING)
    return one[:size] == other[:size] and abs(len(one) - len(other)) <= ENDING


def _speaker(its: Scene, one: _Candidate) -> Speaker:
    if one.name is not None:
        return Speaker(one.span, one.name.place)
    if one.kind == "pronoun":
        return Speaker(one.span, last_named(its, one.span.start))
    found = Speaker(one.span, None)
    return found._replace(name=stands_for(its, found))


def _candidates(its: Scene, zone: Span) -> list[_Candidate]:
    """Who could say something, in order: names, and nouns and pronouns outside of names and marks."""
    names = [one for one in its.named(zone) if one.type in CLASS_COSTS and not its.is_said(one.name.start)]
    pronouns = its.language.quotes.pronouns
    names = [one for one in names if fold(one.name.of(its.text)) not in pronouns]
    found = [_Candidate(one.span, one.type, one) for one in names]
    for word in its.told(zone):
        free = all(word.span.end <= one.span.start or one.span.end <= word.span.start for one in names)
        if word.role == "speaker" and _led_off(its, word):
            continue
        if word.role in ("speaker", "pronoun") and free and not its.is_said(word.span.start):
            found.append(_Candidate(word.span, word.role))
    return sorted(found, key=lambda one: one.span)


def _led_off(its: Scene, noun: Word) -> bool:
    """Whether a word before the noun tells when or where ("after the match"), and nobody need be there."""
    if not its.language.quotes.drops_pronoun:
        return False
    before = _TOKEN.findall(its.text, max(0, noun.span.start - LED), noun.span.start)[-2:]
    return any(fold(word) in its.language.quotes.subordinate for word in before)


def _cost(its: Scene, one: _Candidate, cue: Word, side: str) -> int:
    between = Span(one.span.end, cue.span.start) if side == "before" else Span(cue.span.end, one.span.start)
    text = its.text
    gap = between.of(text).strip() if between.start < between.end else ""
    # A clause set between commas parts nobody from the verb.
    inserted = len(gap) > 1 and gap[0] == gap[-1] == ","
    cost = CLASS_COSTS[one.kind] + (INSERTED_COST if inserted else len(gap) + COMMA_COST * gap.count(","))
    cost += OWNER_COST if _OWNER.match(text, one.span.end) else 0
    cost += TOLD_COST if _is_told(its, one) else 0
    return cost


def _is_told(its: Scene, one: _Candidate) -> bool:
    """Whether a word for those told stands right before."""
    before = its.told(Span(max(0, one.span.start - 40), one.span.start))
    # Where all nouns are written with capitals, an article alone may tell who is told.
    roles = ("audience",) if its.language.names.nouns_capitalised else ("audience", "towards")
    return bool(before) and before[-1].role in roles and one.span.start - before[-1].span.end <= CLOSE


def _with_name(its: Scene, one: _Candidate, zone: Span) -> _Candidate:
    """The name behind a noun that it belongs to ("the spokesman of the party, Ada Lorn")."""
    if one.kind != "speaker":
        return one
    for named in its.named(Span(one.span.end, min(zone.end, one.span.end + APART))):
        gap = its.text[one.span.end : named.span.start]
        # A comma may set the name off, if the name is all that stands behind it.
        apart = gap.endswith(", ") and its.text[named.span.end : named.span.end + 1] in (",", ".", "")
        if named.type == "person" and not re.search(r"[,.;:!?()]", gap[:-2] if apart else gap):
            cues = [w for w in its.told(Span(one.span.end, named.span.start)) if w.role == "verb"]
            return one if cues else _Candidate(Span(one.span.start, named.span.end), "person", named)
    return one


def _whole(its: Scene, one: _Candidate, around: Span) -> _Candidate:
    """A noun with the words around it that no mark parts from it."""
    end = one.span.end
    start = _opening(its, one.span.start, around.start)
    for token in list(_TOKEN.finditer(its.text, one.span.end, around.end))[:MOST_BEHIND]:
        # A word that a hyphen ends is joined to the verb behind it.
        joined = token[0].endswith("-")
        if joined or its.text[end : token.start()].strip() or not _joins(its, token[0]):
            break
        end = token.end()
    return one._replace(span=Span(start, end))


def _opening(its: Scene, noun: int, first: int) -> int:
    """Where the words before a noun begin that no mark parts from it, without those that open a clause."""
    opens: list[re.Match[str]] = []
    place = noun
    for token in reversed(list(_TOKEN.finditer(its.text, first, noun))[-MOST_BEFORE:]):
        if its.text[token.end() : place].strip():
            break
        opens.insert(0, token)
        place = token.start()
    leads = its.language.quotes.leads
    return next((token.start() for token in opens if fold(token[0]) not in leads), noun)


def _joins(its: Scene, word: str) -> bool:
    """Whether a word may stand within a noun phrase, as far as the lists tell."""
    folded = fold(word)
    return folded in its.language.names.joints or folded not in its.language.words.common


def _holds_pronoun(its: Scene, cue: Word) -> bool:
    """Whether the verb is joined to its pronoun ("a-t-elle dit")."""
    joined = (part for part in fold(cue.span.of(its.text)).split() if "-" in part)
    return any(part.split("-")[-1] in its.language.quotes.pronouns for part in joined)


def _end(its: Scene, start: int, end: int) -> int:
    """Where the clause behind a verb ends: at a stop, or where what is said begins."""
    stop = _STOP.search(its.text, start, end)
    end = stop.start() if stop and stop.start() > start else end
    return next((word.span.start for word in its.told(Span(start, end)) if word.role == "that"), end)


def _no_speaker(its: Scene, word: str) -> bool:
    """Whether a word opens no noun phrase that could be a speaker."""
    folded, language = fold(word), its.language
    lists = (
        language.words.common,
        language.times.days,
        language.times.weekdays,
        language.quotes.audience,
        language.quotes.subordinate,
    )
    return any(folded in one for one in lists)
