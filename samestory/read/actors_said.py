"""What the words found at an actor's name say together: whose it is, and what.

Where the words are found is actors_beside.py's.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from samestory.lang import Language
from samestory.lang.sectors import OF_NO_COUNTRY
from samestory.model import Span
from samestory.read.sectors import Meaning, Word

FORMER = "CVL"
SOCIETY = "SOC"
GOVERNMENT = "GOV"
_SMALL = frozenset({"of", "within", "toward"})
_WHAT = frozenset({"ruler", "society", "carrier", "abroad"})


class Told(NamedTuple):
    """What one mention tells, and the words that tell it."""

    country: str | None = None
    country_span: Span | None = None
    sector: str | None = None
    sector_span: Span | None = None


def said(text: str, words: Sequence[Word], own: Span | None, language: Language) -> Told:
    """What ``words`` say of an actor; ``own`` are those of a phrase that is no name."""
    if own is not None and words and words[-1].span.end <= own.end and _is_territory(words, language):
        return Told(words[-1].meaning.country, words[-1].span)
    country = _country(text, words)
    held = [w for w in words if "body" not in w.meaning.roles or _same(w, country)]
    what = _sector(held, language) or next((w for w in held if "former" in w.meaning.roles), None)
    if what is None:
        return Told() if country is None else Told(country.meaning.country, country.span)
    sector = _code(held, what, country)
    if country is None and "society" in what.meaning.roles:
        return Told("NGO", what.span)
    whose = (None, None) if country is None else (country.meaning.country, country.span)
    return Told(*whose, *((sector, what.span) if sector else (None, None)))


def _same(word: Word, country: Word | None) -> bool:
    return country is not None and word.meaning.country in (None, country.meaning.country)


def _is_territory(words: Sequence[Word], language: Language) -> bool:
    """Whether a phrase names a territory itself, with what is said of it before ("rebel-held Lorn")."""
    small = any(word.meaning.roles & _SMALL for word in words)
    return language.sectors.head_last and "name" in words[-1].meaning.roles and not small


def _code(words: Sequence[Word], what: Word, country: Word | None) -> str | None:
    if any("former" in word.meaning.roles for word in words):
        return FORMER
    if "society" in what.meaning.roles:
        no_country = country is None or country.meaning.country in OF_NO_COUNTRY
        return None if no_country else SOCIETY
    return what.meaning.sector or (GOVERNMENT if "ruler" in what.meaning.roles else None)


def _country(text: str, words: Sequence[Word]) -> Word | None:
    """The first country or body of countries named that is the actor's; None where two stand side by side.

    One that is part of a compound counts only where no other is named.
    """
    sent = any("abroad" in word.meaning.roles or word.meaning.sector == "MIL" for word in words)
    whose = [i for i, word in enumerate(words) if word.meaning.country and _whose(words, i, sent=sent)]
    held = [i for i in whose if not _compound(text, words, i)] or [
        i for i in whose if _compound(text, words, i) == "known"
    ]
    if not held:
        return None
    first = words[held[0]]
    for place in held[1:]:
        between = words[held[0] + 1 : place]
        # Of a post abroad the second is where it is.
        beside = all(word.meaning.roles & {"joined", "filler"} for word in between) and (between or not sent)
        if beside and words[place].meaning.country != first.meaning.country:
            return None
    return first


def _compound(text: str, words: Sequence[Word], place: int) -> str:
    """``known`` where a hyphen joins it to what an actor is, ``strange`` to something else, else empty."""
    word, found = words[place], ""
    sides = (
        (words[place - 1] if place else None, text[max(0, word.span.start - 1) : word.span.start]),
        (words[place + 1] if place + 1 < len(words) else None, text[word.span.end : word.span.end + 1]),
    )
    for other, between in sides:
        if between in {"-", "–"}:
            joined = other is not None and _says_what(other.meaning)
            found = "known" if joined and found != "strange" else "strange"
    return found


def _whose(words: Sequence[Word], place: int, *, sent: bool) -> bool:
    """Whether the country at ``place`` is the actor's own, and not where it is sent to."""
    before = [word for word in words[:place] if "filler" not in word.meaning.roles]
    if not before or not before[-1].meaning.roles & _SMALL:
        return True
    roles = before[-1].meaning.roles
    # Who speaks for someone or is deputy to someone is theirs.
    served = len(before) > 1 and "carrier" in before[-2].meaning.roles
    return served or ("toward" not in roles and not ("within" in roles and sent))


def _says_what(meaning: Meaning) -> bool:
    return meaning.country is None and (meaning.sector is not None or bool(meaning.roles & _WHAT))


def _sector(words: Sequence[Word], language: Language) -> Word | None:
    """The word that says what the actor is: of those in the order of their weight the first with a sector."""
    weighed = _by_weight(words, language)
    for place, word in enumerate(weighed):
        if word.meaning.sector is not None or "society" in word.meaning.roles:
            return word
        if "ruler" in word.meaning.roles:
            later = (w for w in weighed[place + 1 :] if w.meaning.sector or "society" in w.meaning.roles)
            return next(later, None if _strangers(words, word, language) else word)
    return None


def _strangers(words: Sequence[Word], ruler: Word, language: Language) -> bool:
    """Whether something is named that is not known, so that whose the post is cannot be told.

    Where the head stands last, a name right behind it is who has the post.
    """
    rest = list(words)
    place = rest.index(ruler)
    if language.sectors.head_last:
        end = next((i for i in range(place, len(rest)) if rest[i].meaning.roles & _SMALL), len(rest))
        rest = rest[:place] + rest[end:]
    return any(word.meaning == Meaning() and word.named for word in rest)


def _by_weight(words: Sequence[Word], language: Language) -> list[Word]:
    """Words that say what an actor is, the head first, then what it is of."""
    parts: list[list[Word]] = [[]]
    for word in words:
        if word.meaning.roles & _SMALL:
            parts.append([])
        if word.meaning.sector or word.meaning.roles & _WHAT:
            parts[-1].append(word)
    return [word for part in parts for word in (reversed(part) if language.sectors.head_last else part)]
