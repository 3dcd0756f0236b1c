"""The words that touch a name and speak of who is named: before it, behind it, and of its post.

Judges nothing of what they say together; that is actors_said.py's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from samestory.lang import Language, fold
from samestory.model import Span
from samestory.read.inflections import bases
from samestory.read.sectors import Meaning, Word, marked

# What may stand between two words that belong together.
_COMMA = re.compile(r",[ \u00a0\u202f]+")
_COMMA_BEFORE = re.compile(r",[ \u00a0\u202f]+\Z")
_CLOSED = re.compile(r"[,.;:!?)]|\s*\Z")
_GAP = re.compile(r"[ \u00a0\u202f\"«»„“”‘’-]*\Z")
REACH = 100
MOST_WORDS = 9
_SMALL = frozenset({"of", "within", "toward"})
# What bodies of these sectors are is told by who fights for them.
_FIGHTING = frozenset({"REB", "PRM", "CRM"})
_WHAT = frozenset({"carrier", "ruler", "society", "abroad"})


def before_person(text: str, end: int, language: Language, post: Span | None = None) -> list[Word]:
    """The words before ``end`` that say whose or what the person named there is; all of the ``post`` are."""
    if post is None:
        return _before(text, end, language, said=False, of_body=False)
    # A phrase of a post may begin before what was found of it.
    words = _marked_before(text, post.end, language)
    held = [word for word in words if word.span.end > post.start]
    first = held[0].span.start if held else post.start
    return [*_before(text, first, language, said=True, of_body=False), *held]


def before_comma(text: str, name: Span, language: Language) -> list[Word]:
    """What stands before a comma and the name behind it, closed off ("the head of Venn, Ada Lorn,")."""
    comma = _COMMA_BEFORE.search(text, max(0, name.start - 4), name.start)
    if comma is None or not _CLOSED.match(text, name.end):
        return []
    chain = _before(text, comma.start(), language, said=False, of_body=False)
    return chain if any(_says_what(word.meaning) for word in chain) else []


def before_body(text: str, end: int, own: Sequence[Word], language: Language) -> list[Word]:
    """The words before the body or phrase of the words ``own`` that say whose or what it is.

    What it belongs to, or who belongs to it ("officials of"), is left out.
    """
    known = any(_says_what(word.meaning) for word in own)
    if own and all(word.meaning.country for word in own):
        return []
    return _before(text, end, language, said=known, of_body=True) or _fighters(text, end, language)


def _fighters(text: str, end: int, language: Language) -> list[Word]:
    """Those who fight for the body named at ``end``: what they are, it is ("rebels of the Lorn Front")."""
    held = _before(text, end, language, said=True, of_body=False)
    small = next((i for i, word in enumerate(held) if word.meaning.roles & _SMALL), None)
    first = held[small - 1] if small else None
    return [first] if first is not None and first.meaning.sector in _FIGHTING else []


def _before(text: str, end: int, language: Language, *, said: bool, of_body: bool) -> list[Word]:
    """The chain of known words before ``end``, in the order of the text.

    One word that says nothing may stand between two that do ("the Lornish energy company").
    """
    chain: list[Word] = []
    for word in reversed(_marked_before(text, end, language)):
        follows = chain[-1].span.start if chain else end
        touches = _GAP.match(text[word.span.end : follows]) is not None
        if not touches or len(chain) == MOST_WORDS or not _goes_on(word, chain, said=said):
            break
        if of_body and (word.meaning.roles & _SMALL or (said and _another(word, language))):
            break
        if "name" in word.meaning.roles and not _modifies(text, word, language, said=said):
            break
        said = said or _says_what(word.meaning)
        chain.append(word)
    return _trimmed(chain)


def _marked_before(text: str, end: int, language: Language) -> list[Word]:
    start = max(0, end - REACH)
    start = next((i for i in range(start, end) if i == 0 or not text[i - 1].isalnum()), end)
    return marked(text, Span(start, end), language)


def _another(word: Word, language: Language) -> bool:
    """Whether a word says what someone else is, to whom the body belongs ("president of the company X")."""
    return _says_what(word.meaning) and not language.sectors.head_last


def _goes_on(word: Word, chain: Sequence[Word], *, said: bool) -> bool:
    if word.meaning.roles & {"toward", "joined"}:
        return False
    stranger_behind = bool(chain) and chain[-1].meaning == Meaning()
    if word.meaning != Meaning():
        # Past a word that says nothing only a people's word goes on.
        return not stranger_behind or (word.meaning.country is not None and not word.meaning.roles)
    return said and not stranger_behind and not word.named


def _says_what(meaning: Meaning) -> bool:
    return meaning.sector is not None or bool(meaning.roles & _WHAT)


def _modifies(text: str, word: Word, language: Language, *, said: bool) -> bool:
    """Whether a territory's name may say whose the one behind it is ("Lorn's Ada Venn", "Lorn coach")."""
    if not language.sectors.head_last:
        return False
    written = fold(word.span.of(text))
    return said or bases(written, language.code)[0] != written


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
    closed = bool(chain) and _CLOSED.match(text, chain[-1].span.end) is not None
    return chain if closed and any(_says_what(word.meaning) for word in said[:2]) else []


def onward(text: str, own: Sequence[Word], language: Language) -> list[Word]:
    """What behind a phrase says whose it is ("ministry of Lorn"), or what, where it only says whose."""
    if not own:
        return []
    found = _after(text, own[-1].span.end, language)
    if any(_says_what(word.meaning) for word in own if "body" not in word.meaning.roles):
        return found if any(word.meaning.country for word in found) else []
    whose = all(word.meaning.country for word in own)
    small = any(word.meaning.roles & _SMALL for word in found)
    return found if whose and not small and any(_says_what(word.meaning) for word in found) else []


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
