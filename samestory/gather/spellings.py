"""Names as written -> spellings, and spellings that differ in nothing but endings or alphabet -> names.

The ground entities are built on. Judges no likeness: what is put together here is the same word for word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import pairwise

import msgspec
import numpy as np
from msgspec import structs

from samestory.gather.name_first import First, first
from samestory.gather.written import Written
from samestory.model import NameForms, NameType, Spelling

Lemmas = tuple[tuple[str, ...], ...]
# The forms of a name as written, of a type, in the language of a code.
Forms = Callable[[str, NameType, str], NameForms]
# Of a name that is written in many ways, the most frequent are compared.
MOST_VARIANTS = 4
# A written form taken so many times more often for a person than for another type, or the other way, is of
# the usual type. Other types are told apart by gold names as well: a pipeline and its company have one name.
CLEARLY_USUAL = 3


class Spelt(msgspec.Struct, frozen=True, kw_only=True):
    """A spelling with what is known of it; ``articles`` are those it stands in."""

    spelling: Spelling
    type: NameType
    forms: NameForms
    articles: tuple[str, ...]

    @property
    def key(self) -> str:
        """What names it in decisions."""
        return self.spelling.key


class Name(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """Spellings with the same words but for endings and alphabet, the most frequent first."""

    spellings: tuple[Spelt, ...]

    @property
    def key(self) -> str:
        """The key of its most frequent spelling."""
        return self.spellings[0].key

    @cached_property
    def count(self) -> int:
        """How often it stands."""
        return sum(one.spelling.count for one in self.spellings)

    @cached_property
    def type(self) -> NameType:
        """The type most of its mentions have."""
        counts: Counter[NameType] = Counter()
        for one in self.spellings:
            counts[one.type] += one.spelling.count
        return max(sorted(counts), key=lambda kind: counts[kind])

    @cached_property
    def variants(self) -> tuple[Lemmas, ...]:
        """The words it may have, each variant once."""
        found = dict.fromkeys(one.forms.lemmas for one in self.spellings if one.forms.lemmas)
        return tuple(found)[:MOST_VARIANTS]

    @cached_property
    def known(self) -> str | None:
        """The code of the well-known name it is, None for others."""
        return next((one.forms.known for one in self.spellings if one.forms.known), None)

    @cached_property
    def articles(self) -> frozenset[str]:
        """The articles it stands in."""
        return frozenset(article for one in self.spellings for article in one.articles)

    @property
    def shares(self) -> dict[str, float]:
        """Which share of its mentions is in each language."""
        counts: Counter[str] = Counter()
        for one in self.spellings:
            counts[one.spelling.lang] += one.spelling.count
        return {lang: count / self.count for lang, count in counts.items()}

    @cached_property
    def firsts(self) -> dict[str, tuple[First, ...]]:
        """A person's first names in its full spellings of each language, initials left out."""
        found: dict[str, dict[First, None]] = {}
        for one in self.spellings:
            its = first(one.forms) if one.type == "person" else None
            if its is not None:
                found.setdefault(one.spelling.lang, {})[its] = None
        return {lang: tuple(its) for lang, its in found.items()}

    @property
    def bare(self) -> bool:
        """True for a person's name of one word, which alone tells nobody."""
        return self.type == "person" and all(len(v) <= 1 for v in self.variants)


def spellings(held: Written, forms: Forms) -> tuple[Spelt, ...]:
    """Every spelling of the names ``held``, sorted by key; ``forms`` gives those of a written name."""
    order = np.argsort(held.spelling, kind="stable")
    rows = np.repeat(np.arange(len(held.ids)), np.diff(held.starts))[order]
    ends = np.searchsorted(held.spelling[order], np.arange(len(held.forms) + 1))
    shared = _Shared()
    found = []
    for form, (start, end) in zip(held.forms, pairwise(ends.tolist()), strict=True):
        articles = tuple(held.ids[row] for row in dict.fromkeys(rows[start:end].tolist()))
        its = shared.forms(forms(form.written, form.type, form.lang))
        spelling = Spelling(key=form.key, lang=form.lang, written=form.written, count=end - start)
        found.append(Spelt(spelling=spelling, type=form.type, forms=its, articles=articles))
    return tuple(sorted(found, key=lambda one: one.key))


class _Shared:
    """Words and their bases, each once: many names have the same."""

    def __init__(self) -> None:
        self._words: dict[str, str] = {}
        self._lists: dict[tuple[str, ...], tuple[str, ...]] = {}

    def forms(self, its: NameForms) -> NameForms:
        """The same forms, made of what is held."""
        return structs.replace(its, words=self._list(its.words), lemmas=tuple(map(self._list, its.lemmas)))

    def _list(self, words: tuple[str, ...]) -> tuple[str, ...]:
        found = self._lists.get(words)
        if found is None:
            found = tuple(self._words.setdefault(word, word) for word in words)
            self._lists[found] = found
        return found


def names(spelt: Sequence[Spelt], apart: frozenset[str] = frozenset()) -> tuple[Name, ...]:
    """Spellings with one set of words put together; those whose key is in ``apart`` stand alone."""
    alone, usual = first_names(spelt), _usual(spelt)
    together: dict[tuple[str, ...], list[Spelt]] = {}
    for one in spelt:
        token = (one.key,) if one.key in apart else _token(usual.get(one.key, one), alone)
        together.setdefault(token, []).append(one)
    parts = (part for group in together.values() for part in _by_first(group))
    return tuple(sorted(map(name, parts), key=lambda n: n.key))


def name(spelt: Iterable[Spelt]) -> Name:
    """One name of these spellings."""
    return Name(spellings=tuple(sorted(spelt, key=lambda s: (-s.spelling.count, s.key))))


def first_names(spelt: Iterable[Spelt]) -> frozenset[str]:
    """Barest words that open fuller names of persons and stand in no other place of one."""
    full = [one.forms.lemmas for one in spelt if one.type == "person" and len(one.forms.lemmas) > 1]
    return frozenset(v[0][0] for v in full) - frozenset(word[0] for v in full for word in v[1:])


def _usual(spelt: Iterable[Spelt]) -> dict[str, Spelt]:
    """By the key of spellings of a rare type, that of the same form and language of the usual one."""
    by_form: dict[tuple[str, str], list[Spelt]] = {}
    for one in spelt:
        by_form.setdefault((one.spelling.lang, one.spelling.written), []).append(one)
    found = {}
    for same in by_form.values():
        most = max(same, key=lambda one: (one.spelling.count, one.key))
        rare = (one for one in same if most.spelling.count >= CLEARLY_USUAL * one.spelling.count)
        found.update({one.key: most for one in rare if "person" in (one.type, most.type)})
    return found


def _by_first(group: Sequence[Spelt]) -> tuple[Sequence[Spelt], ...]:
    """Spellings of the same words, in two parts where their endings tell two first names."""
    told = [(one, first(one.forms) if one.type == "person" else None) for one in group]
    if not any(its is not None and its.plain for _, its in told):
        return (group,)
    away = [one for one, its in told if its is not None and its.alone]
    rest = [one for one, its in told if its is None or not its.alone]
    return (rest, away) if away else (rest,)


def _token(one: Spelt, first: frozenset[str]) -> tuple[str, ...]:
    """What spellings of one name have in common: a well-known name's code, else type and bare words.

    A first name alone joins nobody across languages.
    """
    if one.forms.known is not None:
        return ("known", one.forms.known)
    words = tuple(bases[0] for bases in one.forms.lemmas)
    if not words:
        return ("key", one.key)
    alone = one.type == "person" and len(words) == 1 and words[0] in first
    return ("first", one.spelling.lang, *words) if alone else ("words", one.type, *words)
