"""A pile of names as columns, as the features of name_features.py see it, and pairs of its names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple, get_args

import msgspec
import numpy as np

from samestory.gather.matrix import Matrix
from samestory.gather.name_sounds import Bools, Floats, Ints, Matched, Words, matched, words_of
from samestory.gather.name_use import Use, use
from samestory.gather.name_words import rarity
from samestory.gather.spellings import Name, first_names
from samestory.gather.written import Written
from samestory.model import NameType
from samestory.signals import Floats1d, Signals, unit_rows

Places = tuple[int, int]
TYPES: tuple[NameType, ...] = get_args(NameType)
# Stands in for the texts of a language not in the pile.
UNSEEN_TEXTS = 10
# Names whose meanings are made at a time.
AT_ONCE = 16_384


class Texts(NamedTuple):
    """Where names stand, what is seen of the articles, by id, and spellings' directions by their keys.

    ``seen`` and ``vectors`` may lack any of them: those are then not compared in use, or in meaning.
    """

    names: Written
    seen: Mapping[str, Signals]
    vectors: Mapping[str, Floats1d]


class NameContext(msgspec.Struct, frozen=True, kw_only=True):
    """Names and what is known of each, in the order of ``names``.

    ``types`` are places in TYPES; ``first`` tells names that are somebody's first name and nothing else;
    ``known`` numbers well-known names, 0 is none; ``shares`` has the share of mentions in each language,
    float64 (names, languages); ``prominence`` is in which share of the texts of its languages a name stands;
    ``meanings`` are unit rows, zero for those without. ``rare`` is how much each word tells,
    ``figures`` numbers the figures of each variant, 0 is none. By two names' places, the lower first,
    ``aliases`` counts how often they stand as "X (Y)", and ``initials`` how many letters one is of the other.
    ``use`` is how each is used.
    """

    names: tuple[Name, ...]
    counts: Floats
    types: Ints
    bare: Bools
    first: Bools
    known: Ints
    shares: Floats
    prominence: Floats
    meanings: Matrix
    words: Words
    rare: Floats
    figures: Ints
    aliases: Mapping[Places, int]
    initials: Mapping[Places, int]
    use: Use


class Nearness(NamedTuple):
    """How near two names of each pair are in meaning, and what is said with them: float32 (pairs,)."""

    meaning: Floats1d
    use: Floats1d


class NamePairs(msgspec.Struct, frozen=True, dict=True):
    """Pairs of names, by their places in ``context``: int64 (pairs,), ``left`` the lower.

    Of many pairs it is sooner ``measured`` how near they are than of a few at a time.
    """

    left: Ints
    right: Ints
    context: NameContext
    found: Nearness | None = None

    @cached_property
    def nearness(self) -> Nearness:
        """How near they are."""
        if self.found is not None:
            return self.found
        rows = self.context.meanings, self.context.use.directions
        return Nearness(*(its.beside(self.left, self.right) for its in rows))

    def measured(self) -> NamePairs:
        """These pairs, with how near they are."""
        return NamePairs(self.left, self.right, self.context, self.nearness)

    @cached_property
    def matched(self) -> Matched:
        """Their words that sound alike."""
        return matched(self.left, self.right, self.context.words)

    def at(self, places: Ints | slice) -> NamePairs:
        """The pairs at ``places``."""
        found = None if self.found is None else Nearness(*(its[places] for its in self.found))
        return NamePairs(self.left[places], self.right[places], self.context, found)

    def names(self) -> Iterator[tuple[Name, Name]]:
        """The names of each pair."""
        names = self.context.names
        return ((names[i], names[j]) for i, j in self.each())

    def each(self) -> Iterator[Places]:
        """The two places of each pair."""
        return zip(self.left.tolist(), self.right.tolist(), strict=True)


def name_context(pile: Sequence[Name], texts: Texts) -> NameContext:
    """The context that ``pile`` makes, standing in ``texts``."""
    words, rare = words_of(pile), rarity(pile)
    at = {s.key: place for place, name in enumerate(pile) for s in name.spellings}
    home = np.array([at[form.key] for form in texts.names.forms], np.int64)
    return NameContext(
        names=tuple(pile),
        counts=np.array([name.count for name in pile], np.float64),
        types=np.array([TYPES.index(name.type) for name in pile], np.int64),
        bare=np.array([name.bare for name in pile], np.bool_),
        first=_first(pile),
        known=_numbers(name.known or "" for name in pile),
        shares=_shares(pile),
        prominence=_prominence(pile, home, texts.names),
        meanings=_meanings(pile, texts.vectors),
        words=words,
        rare=np.array([rare.weight(word) for word in words.words], np.float64),
        figures=_numbers(" ".join(_figures(variant)) for name in pile for variant in name.variants),
        aliases=_aliases(texts.names, home),
        initials=_initials(pile),
        use=use(home, len(pile), texts.names, texts.seen),
    )


def _numbers(told: Iterable[str]) -> Ints:
    """A number for each different string; 0 for the empty one."""
    found = {"": 0}
    return np.array([found.setdefault(one, len(found)) for one in told], np.int64)


def _figures(words: Sequence[tuple[str, ...]]) -> list[str]:
    return sorted(word[0] for word in words if word[0].isdigit())


def _first(pile: Sequence[Name]) -> Bools:
    """Which names are, in one of their variants, somebody's first name and nothing else."""
    first = first_names(one for name in pile for one in name.spellings)
    return np.array([any(len(v) == 1 and v[0][0] in first for v in name.variants) for name in pile], np.bool_)


def _shares(pile: Sequence[Name]) -> Floats:
    langs = {lang: at for at, lang in enumerate(sorted({lang for name in pile for lang in name.shares}))}
    shares = np.zeros((len(pile), len(langs)))
    for place, name in enumerate(pile):
        for lang, share in name.shares.items():
            shares[place, langs[lang]] = share
    return shares


def _prominence(pile: Sequence[Name], home: Ints, where: Written) -> Floats:
    """Little where there are few texts to tell."""
    texts = Counter(where.langs)
    numbers = {lang: number for number, lang in enumerate(texts)}
    rows = np.repeat(np.arange(len(where.ids)), np.diff(where.starts))
    each, row = np.divmod(np.unique(home[where.spelling] * len(where.ids) + rows), max(1, len(where.ids)))
    of = np.array([numbers[lang] for lang in where.langs], np.int64)[row]
    held = np.bincount(each * len(texts) + of, minlength=len(pile) * len(texts)).astype(np.int32)
    found = np.zeros(len(pile))
    for place, name in enumerate(pile):
        its = held[place * len(texts) : (place + 1) * len(texts)].tolist()
        found[place] = sum(
            share * its[numbers[lang]] / (texts[lang] + UNSEEN_TEXTS)
            for lang, share in name.shares.items()
            if lang in numbers
        )
    return found


def _meanings(pile: Sequence[Name], vectors: Mapping[str, Floats1d]) -> Matrix:
    width = len(next(iter(vectors.values()))) if vectors else 0
    found = Matrix(width)
    for start in range(0, len(pile), AT_ONCE):
        some = pile[start : start + AT_ONCE]
        rows = np.zeros((len(some), width), np.float32)
        for place, name in enumerate(some):
            for one in name.spellings:
                if one.key in vectors:
                    rows[place] += vectors[one.key] * one.spelling.count
        found.add(unit_rows(rows))
    return found


def _aliases(where: Written, home: Ints) -> dict[Places, int]:
    """How often two names stand as "X (Y)", the lower place first."""
    found: Counter[Places] = Counter()
    for pair, times in where.aliases.items():
        left, right = sorted(int(home[place]) for place in pair)
        found[left, right] += times
    return {pair: times for pair, times in found.items() if pair[0] != pair[1]}


def _initials(pile: Sequence[Name]) -> dict[Places, int]:
    """How many letters a name of one word has that are the initials of another in the same language."""
    long: dict[tuple[str, str], set[int]] = {}
    for place, name in enumerate(pile):
        for one in name.spellings:
            if one.forms.initials:
                long.setdefault((one.spelling.lang, one.forms.initials), set()).add(place)
    found: dict[Places, int] = {}
    for place, name in enumerate(pile):
        for one in name.spellings:
            word = one.forms.words[0] if len(one.forms.words) == 1 else ""
            for other in long.get((one.spelling.lang, word), set()) - {place}:
                pair = min(place, other), max(place, other)
                found[pair] = max(found.get(pair, 0), len(word))
    return found
