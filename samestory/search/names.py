"""The other spellings of names in a query: who asks for a name in one script finds it in every other.

Word by word, between spellings of as many words; which spellings are of one name was decided in gather/.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from samestory.model import Spelling
from samestory.store.terms import terms

# The words of a spelling, and for each set of spellings of one name: language and words.
Written = tuple[str, ...]
Names = Mapping[Written, Sequence[Sequence[tuple[str, Written]]]]
# Longer names are found by their words alone.
LONGEST = 6


def names(entities: Iterable[Iterable[Spelling]]) -> Names:
    """Each spelling of each name of ``entities``, with all spellings of what it names."""
    found: dict[Written, list[Sequence[tuple[str, Written]]]] = {}
    for spellings in entities:
        written = [(one.lang, tuple(form for _, form in terms(one.written))) for one in spellings]
        for words in dict.fromkeys(words for _, words in written if 0 < len(words) <= LONGEST):
            found.setdefault(words, []).append(written)
    return found


def named_words(asked: Sequence[str], known: Names) -> dict[str, dict[str, frozenset[str]]]:
    """For each word of ``asked`` that is part of a name, what else stands for it, by language."""
    found: dict[str, dict[str, set[str]]] = {}
    for written in _runs(asked):
        for spellings in known.get(written, ()):
            for word in written:
                by_lang = found.setdefault(word, {})
                for lang, other in _instead(word, spellings):
                    by_lang.setdefault(lang, set()).add(other)
    return {word: {lang: frozenset(its) for lang, its in by_lang.items()} for word, by_lang in found.items()}


def _instead(word: str, spellings: Sequence[tuple[str, Written]]) -> Iterator[tuple[str, str]]:
    """What stands in the place of ``word`` in spellings of as many words as one that has it."""
    places = {(len(words), place) for _, words in spellings for place, one in enumerate(words) if one == word}
    for lang, words in spellings:
        yield from ((lang, one) for place, one in enumerate(words) if (len(words), place) in places)


def _runs(asked: Sequence[str]) -> Iterator[Written]:
    for start in range(len(asked)):
        for end in range(start + 1, min(start + LONGEST, len(asked)) + 1):
            yield tuple(asked[start:end])
