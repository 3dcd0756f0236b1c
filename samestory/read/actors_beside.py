"""The words that touch a name and speak of who is named: before it, behind it, and of its post.

Judges nothing of what they say together; that is actors_said.py's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from samestory.lang import Language, fold, load
from samestory.model import Span
from samestory.read.inflections import bases
from samestory.read.sectors import Meaning, Word, marked

# What may stand between two words that belong together.
_COMMA = re.compile(r",[ \u00a0\u202f]+")
_COMMA_BEFORE = re.compile(r",[ \u00a0\u202f]+\Z")
_CLOSED = re.compile(r"[,.;:!?)]|\s*\Z")
_GAP = re.compile(r"(?:[ \u00a0\u202f\"«»„“”‘’']*|-)\Z")
# Where small words may stand in what goes before a name.
Small = Literal["nowhere", "inside", "everywhere"]
REACH = 100
MOST_WORDS = 9
_SMALL = frozenset({"of", "within", "toward"})
# What bodies of these sectors are is told by who fights for them.
_FIGHTING = frozenset({"REB", "PRM", "CRM"})
# Words of these before a body are of who belongs to it or whom it belongs to ("the Lornists' government").
_OF_PEOPLE = frozenset({"GOV", "LEG", "JUD", "CVL"})
_WHAT = frozenset({"carrier", "ruler", "society", "abroad"})


def before_person(text: str, end: int, language: Language, post: Span | None = None) -> list[Word]:
    """The words before ``end`` that say whose or what the person named there is; all of the ``post`` are."""
    if post is None:
        return _before(text, end, language, small="inside")
    # A phrase of a post may begin before what was found of it.
    words = _marked_before(text, post.end, language)
    held = [word for word in words if word.span.end > post.start]
    first = held[0].span.start if held else post.start
    return [*_before(text, first, language, said=True), *held]


def before_comma(text: str, name: Span, language: Language) -> list[Word]:
    """What stands before a comma and the name behind it, closed off ("the head of Venn, Ada Lorn,")."""
    comma = _COMMA_BEFORE.search(text, max(0, name.start - 4), name.start)
    if comma is None or not _CLOSED.match(text, name.end):
        return []
    chain = _before(text, comma.start(), language, small="inside")
    return chain if any(says_what(word.meaning) for word in chain) else []


def before_body(text: str, end: int, own: Sequence[Word], language: Language) -> list[Word]:
    """The words before the body or phrase of the words ``own`` that say whose or what it is.

    What it belongs to, or who belongs to it ("officials of"), is left out.
    """
    if own and all(word.meaning.country for word in own):
        return []
    known = any(says_what(word.meaning) for word in own)
    chain = _before(text, end, language, said=known) or _fighters(text, end, language)
    first = next((i for i in range(len(chain), 0, -1) if chain[i - 1].meaning.sector in _OF_PEOPLE), 0)
    return [word for word in chain[first:] if "former" not in word.meaning.roles]


def _fighters(text: str, end: int, language: Language) -> list[Word]:
    """Those who fight for the body named at ``end``: what they are, it is ("rebels of the Lorn Front")."""
    held = _before(text, end, language, said=True, small="everywhere")
    small = next((i for i, word in enumerate(held) if word.meaning.roles & _SMALL), None)
    first = held[small - 1] if small else None
    return [first] if first is not None and first.meaning.sector in _FIGHTING else []


def _before(
    text: str, end: int, language: Language, *, said: bool = False, small: Small = "nowhere"
) -> list[Word]:
    """The chain of known words before ``end``, in the order of the text.

    ``said`` where what stands at ``end`` says what the actor is. Small words ("of") end the chain but where
    ``small`` allows them. One word that says nothing may stand between two that do ("the Lornish energy
    company").
    """
    chain: list[Word] = []
    for word in reversed(_marked_before(text, end, language)):
        follows = chain[-1].span.start if chain else end
        touches = _GAP.match(text[word.span.end : follows]) is not None
        if touches and chain and _one_name(text, word, chain[-1], language):
            chain.pop()
            break
        if not touches or len(chain) == MOST_WORDS or not _goes_on(word, chain, said=said):
            break
        if word.meaning.roles & _SMALL and (small == "nowhere" or (small == "inside" and not chain)):
            break
        if small == "nowhere" and said and _another(word, language):
            break
        if (
            _is_named(word.meaning)
            and language.sectors.head_last
            and not said
            and not _cased(text, word, language)
        ):
            break
        said = said or says_what(word.meaning)
        chain.append(word)
    comma = _COMMA.match(text, end) is not None
    return _trimmed(chain if language.sectors.head_last else _complements(chain, comma=comma))


def _one_name(text: str, word: Word, behind: Word, language: Language) -> bool:
    """Whether a word for a post is the second of someone else's names ("Ada Major")."""
    capitals = text[word.span.start].isupper() and text[behind.span.start].isupper()
    stranger = capitals and word.meaning == Meaning()
    return stranger and says_what(behind.meaning) and not language.sectors.head_last


def _complements(chain: list[Word], *, comma: bool) -> list[Word]:
    """The chain up to the first name that is no complement of a word before it ("minister of Lorn").

    Where a post is is its complement only before a comma ("the envoy in Lorn, Ada Venn,").
    """
    for place, word in enumerate(chain):
        if _is_named(word.meaning):
            rest = chain[place + 1 :]
            end = next((i for i, w in enumerate(rest) if _parts(w.meaning, comma=comma)), len(rest))
            if not any(says_what(w.meaning) for w in rest[:end]):
                return chain[:place]
    return chain


def _parts(meaning: Meaning, *, comma: bool) -> bool:
    """Whether a word parts a name from what is before it."""
    return meaning == Meaning() or ("within" in meaning.roles and not comma)


def _marked_before(text: str, end: int, language: Language) -> Sequence[Word]:
    return _marked_to(text, end, language.code)


# What stands before one name is asked for more than once, one name after the other.
@lru_cache(maxsize=2)
def _marked_to(text: str, end: int, code: str) -> tuple[Word, ...]:
    start = max(0, end - REACH)
    start = next((i for i in range(start, end) if i == 0 or not text[i - 1].isalnum()), end)
    return tuple(marked(text, Span(start, end), load(code)))


def _another(word: Word, language: Language) -> bool:
    """Whether a word says what someone else is, to whom the body belongs ("president of the company X")."""
    return says_what(word.meaning) and not language.sectors.head_last


def _goes_on(word: Word, chain: Sequence[Word], *, said: bool) -> bool:
    if word.meaning.roles & {"toward", "joined"}:
        return False
    behind = chain[-1] if chain and chain[-1].meaning == Meaning() else None
    if word.meaning == Meaning():
        return said and behind is None and bool(chain)
    # Past a word that says nothing a people's word goes on, and past a name also who is of it.
    people = "people" in word.meaning.roles
    of = behind is not None and behind.named and ("of" in word.meaning.roles or says_what(word.meaning))
    return behind is None or people or of


def _is_named(meaning: Meaning) -> bool:
    """Whether it is a name alone, and no word for a people."""
    return bool(meaning.roles & {"name", "body"}) and "people" not in meaning.roles


def says_what(meaning: Meaning) -> bool:
    """Whether a word that is no name says what an actor is."""
    return not _is_named(meaning) and (meaning.sector is not None or bool(meaning.roles & _WHAT))


def _cased(text: str, word: Word, language: Language) -> bool:
    """Whether a name stands in a case, so that it may say whose the one behind it is ("Lorn's Ada Venn")."""
    written = fold(word.span.of(text))
    return bases(written, language.code)[0] != written


def _trimmed(chain: list[Word]) -> list[Word]:
    """In the order of the text, without words at its open end that say nothing alone."""
    while chain and (chain[-1].meaning == Meaning() or chain[-1].meaning.roles & (_SMALL | {"filler"})):
        chain = chain[:-1]
    return chain[::-1]


def behind(text: str, post: Span, language: Language) -> list[Word]:
    """The words of a post behind a name, and what goes on from it ("spokesman for the Lornish police")."""
    return [*marked(text, post, language), *_after(text, post.end, language)]


def apposed(text: str, end: int, language: Language) -> list[Word]:
    """What stands behind a name between commas and says what it names ("Ada Lorn, a judge in Venn,")."""
    comma = _COMMA.match(text, end)
    if comma is None:
        return []
    chain = _after(text, comma.end(), language, strange=True)
    said = [word for word in chain if "filler" not in word.meaning.roles]
    if not said or said[0].meaning.roles & _SMALL:
        return []
    closed = _CLOSED.match(text, chain[-1].span.end) is not None
    return chain if closed and any(says_what(word.meaning) for word in said[:2]) else []


def onward(text: str, own: Sequence[Word], language: Language) -> list[Word]:
    """What behind a phrase says whose it is ("ministry of Lorn"), or what, where it only says whose."""
    if not own:
        return []
    found = _after(text, own[-1].span.end, language)
    if any(says_what(word.meaning) for word in own):
        told = any(word.meaning.country for word in own)
        return [] if told else _whose(found, language)
    whose = all(word.meaning.country and "body" not in word.meaning.roles for word in own)
    small = any(word.meaning.roles & _SMALL for word in found)
    return found if whose and not small and any(says_what(word.meaning) for word in found) else []


def where(text: str, end: int, language: Language) -> Word | None:
    """The country or city that what stands before ``end`` is in ("students in Lorn"), where one is named."""
    words = [word for word in _after(text, end, language) if "filler" not in word.meaning.roles]
    named = len(words) > 1 and "within" in words[0].meaning.roles and "name" in words[1].meaning.roles
    return words[1] if named else None


def _whose(words: Sequence[Word], language: Language) -> list[Word]:
    """The words up to the first country, where nothing but small words stands before it; else none."""
    place = next((i for i, word in enumerate(words) if "filler" not in word.meaning.roles), len(words))
    of = place < len(words) and "of" in words[place].meaning.roles
    rest = [word for word in words[place + of :] if "filler" not in word.meaning.roles][:1]
    if not rest or rest[0].meaning.country is None:
        return []
    joins = of or not language.sectors.head_last
    goes = bool(rest[0].meaning.roles & {"name", "body"}) or language.sectors.adjectives_behind
    return rest if joins and goes else []


def _after(text: str, start: int, language: Language, *, strange: bool = False) -> list[Word]:
    """The known words from ``start`` on; where ``strange``, also others behind a small word."""
    chain: list[Word] = []
    small = False
    for word in marked(text, Span(start, min(len(text), start + REACH)), language):
        follows = chain[-1].span.end if chain else start
        touches = _GAP.match(text[follows : word.span.start]) is not None
        unknown = word.meaning == Meaning() and not (strange and small)
        if not touches or unknown or "joined" in word.meaning.roles:
            break
        small = small or bool(word.meaning.roles & _SMALL)
        chain.append(word)
    while chain and chain[-1].meaning.roles & (_SMALL | {"filler"}):
        chain.pop()
    return chain
