"""Where a clause of reported speech opens and what its forms tell; where the words for a source end.

Takes the forms from lang/; whether a clause is reported is for quote_reports.py.
"""

from __future__ import annotations

import re

from samestory.lang import fold
from samestory.model import Span
from samestory.read.quote_scene import Scene
from samestory.read.quote_speakers import beside
from samestory.read.quote_words import Word

_TOKEN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]|[^\W_\u3400-\u9fff\uf900-\ufaff]+(?:['’-][^\W_]+)*")
_COMMA = re.compile(r",(?!\d)\s*")
_END = re.compile(r"[,;:.!?()\n]")
# A source takes so many characters at most.
LONGEST_SOURCE = 90
# A clause has so many words at least.
FEWEST = 3
# The word that opens an infinitive is among so many.
SOON = 4
NEAR = 20
# A source opens a sentence if so few characters stand before it.
AT_ONCE = 5


def token_after(its: Scene, place: int) -> Span | None:
    """The next word; None where a mark stands before it."""
    match = _TOKEN.search(its.text, place)
    return Span(match.start(), match.end()) if match and not its.text[place : match.start()].strip() else None


def token_before(its: Scene, place: int) -> Span | None:
    """The word right before ``place``; None where a mark stands between."""
    low = max(0, place - 2 * NEAR)
    found = list(_TOKEN.finditer(its.text, low, place))
    if not found or its.text[found[-1].end() : place].strip():
        return None
    return Span(found[-1].start(), found[-1].end())


def size(its: Scene, part: Span) -> int:
    """How many words a part has."""
    return len(_TOKEN.findall(its.text, part.start, part.end))


def promised(its: Scene, said: Span) -> bool:
    """Whether what is asked or promised follows: an infinitive at once, or soon the word that opens one."""
    quotes = its.language.quotes
    first = token_after(its, said.start)
    if first is None or first.end > said.end:
        return False
    if infinitive(its, first):
        return True
    for _ in range(SOON):
        if first is None:
            return False
        if fold(first.of(its.text)) in quotes.to:
            return True
        first = token_after(its, first.end)
    return False


def behind_source(its: Scene, cue: Word, sentence: Span) -> Span | None:
    """The words for a source with who it is; None where nobody is named and the cue alone tells nothing."""
    if cue.role == "behind":
        return Span(_before_source(its, cue, sentence), cue.span.end)
    zone = Span(cue.span.start, min(sentence.end, cue.span.end + LONGEST_SOURCE))
    comma = _COMMA.search(its.text, cue.span.end, zone.end)
    within = Span(zone.start, comma.start()) if comma else zone
    speaker = beside(its, cue, within, leads=True)
    several = len(_TOKEN.findall(its.text, cue.span.start, cue.span.end)) > 1
    if speaker is not None and speaker.span is not None:
        end = max(cue.span.end, speaker.span.end)
    elif several:
        end = _unknown_end(its, cue.span.end)
    else:
        return None
    opening = cue.span.start - sentence.start <= AT_ONCE
    if comma is not None and comma.start() - end <= _comma_reach(opening, speaker is not None):
        end = comma.end()
    return Span(cue.span.start, end)


def _comma_reach(opening: bool, known: bool) -> int:
    """How far behind a source a comma may stand that parts it from what is said."""
    if not opening:
        return 1
    return NEAR if known else 2 * NEAR


def _unknown_end(its: Scene, place: int) -> int:
    """Where the words for somebody unknown end, if a word that joins such words to a noun opens them."""
    first = token_after(its, place)
    if first is None or fold(first.of(its.text)) not in its.language.names.joints:
        return place
    second = token_after(its, first.end)
    return second.end if second is not None else place


def _before_source(its: Scene, cue: Word, sentence: Span) -> int:
    """Where the words for a source start that stand before the cue."""
    low = max(sentence.start, cue.span.start - LONGEST_SOURCE)
    commas = list(_COMMA.finditer(its.text, low, cue.span.start))
    return commas[-1].end() if commas else low


def opens_clause(its: Scene, said: Span, *, bare: bool = False) -> bool:
    """Whether a clause can open here; a ``bare`` one needs a word that opens clauses, or a name."""
    first = token_after(its, said.start)
    while bare and first is not None and fold(first.of(its.text)) in its.language.times.weekdays:
        first = token_after(its, first.end)
    if first is None:
        return False
    folded, quotes = fold(first.of(its.text)), its.language.quotes
    if size(its, said) < FEWEST or folded in quotes.subordinate:
        return False
    if not bare or not quotes.clause_openers:
        return True
    return folded in quotes.clause_openers or _names_subject(its, first, said.end)


def _names_subject(its: Scene, first: Span, end: int) -> bool:
    """Whether a name stands here with words of a clause right behind it."""
    named = its.named(Span(first.start, first.end))
    if not named:
        return False
    behind = token_after(its, named[0].name.end)
    if behind is None or behind.end >= end:
        return False
    return behind.of(its.text).islower() and fold(behind.of(its.text)) not in its.language.quotes.not_verbs


def told_by_form(its: Scene, said: Span) -> bool:
    """Whether a clause shows that it is reported, if the language has forms that show it."""
    quotes = its.language.quotes
    if not quotes.reported_forms and not quotes.infinitives:
        return True
    forms = (fold(m[0]) for m in _TOKEN.finditer(its.text, said.start, said.end))
    return any(form in quotes.reported_forms for form in forms) or infinitive(its, said)


def infinitive(its: Scene, said: Span) -> bool:
    """Whether the clause ends, up to its first mark, in an infinitive of the language's making."""
    stop = _END.search(its.text, said.start, said.end)
    words = [fold(m[0]) for m in _TOKEN.finditer(its.text, said.start, stop.start() if stop else said.end)]
    for pattern in its.language.quotes.infinitives if words else ():
        *before, last = pattern.split()
        if words[-len(before) - 1 : -1] == before and _ends(words[-1], last):
            return True
    return False


def _ends(word: str, pattern: str) -> bool:
    """Whether a word ends as a pattern does, whose first star stands for letters before."""
    _, middle, *rest = (*pattern.split("*"), "")
    ending = "*".join(rest).strip("*")
    return len(word) > len(middle) and (
        word.endswith(middle) if not ending else middle in word[1:] and word.endswith(ending)
    )
