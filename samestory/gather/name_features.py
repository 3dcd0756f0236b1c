"""What speaks for or against two names being one person, body, place or thing: one function per reason.

A feature's docstring is its public explanation; it takes pairs of names and gives a number for each,
float64 (pairs,). Features see no language; what they add up to is name_decisions.py.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from samestory.gather.name_context import NamePairs
from samestory.gather.name_first import any_one
from samestory.gather.name_sounds import Bools, Floats, Ints, alike_words, same_together
from samestory.gather.name_use import alike_in_use

MOST_INITIALS = 4
MOST_ALIAS, USUAL_ALIAS = 2.0, 0.002
# A kind of thing that a name has in so small a share of cases may be a slip of who found the names.
SLIP = 0.05
# Words so much alike are the same word.
SAME_WORD = 0.9

NameFeature = Callable[[NamePairs], Floats]


def words_alike(pairs: NamePairs) -> Floats:
    """How much of the two names is the same by sound but for endings, rare words counting more, 0 to 1."""
    found, words, rare = pairs.matched, pairs.context.words, pairs.context.rare
    shared = _summed(found.at, found.value * (rare[found.left] + rare[found.right]), len(found.rows.pair))
    of_variant = np.repeat(np.arange(len(words.of_variant.sizes)), words.of_variant.sizes)
    told = _summed(of_variant, rare[words.of_variant.members], len(words.of_variant.sizes))
    whole = told[found.rows.left] + told[found.rows.right]
    value = np.divide(shared, whole, out=np.zeros(len(whole)), where=whole > 0)
    uneven = np.flatnonzero(_sizes(pairs, found.rows.left) != _sizes(pairs, found.rows.right))
    value[uneven[same_together(found.rows.left[uneven], found.rows.right[uneven], words)]] = 1.0
    return _best(pairs, value)


def every_word(pairs: NamePairs) -> Floats:
    """How alike the least alike word of the shorter name is, where it has two words or more, else 0."""
    found = pairs.matched
    least = np.ones(len(found.rows.pair))
    np.minimum.at(least, found.at, found.value)
    times = np.bincount(found.at, minlength=len(least))
    shorter = np.minimum(_sizes(pairs, found.rows.left), _sizes(pairs, found.rows.right))
    return _best(pairs, np.where((times == shorter) & (times >= 2), least, 0.0))


def first_names_differ(pairs: NamePairs) -> Floats:
    """1 where two persons named in full in one language have first names that no case ending excuses, else 0.

    Initials and a missing middle name excuse themselves.
    """
    value = np.zeros(len(pairs.left))
    near = np.flatnonzero(words_alike(pairs) > 0)
    for place, (left, right) in zip(near.tolist(), pairs.at(near).names(), strict=True):
        shared = left.firsts.keys() & right.firsts.keys()
        value[place] = any(not any_one(left.firsts[lang], right.firsts[lang]) for lang in shared)
    return value


def first_names_unlike(pairs: NamePairs) -> Floats:
    """How unlike the first words of two full names sound where they share no language, 0 to 1.

    0 where either is an initial, and less where a part of the mentions is in one language. Of a longer name
    its second word counts as well: the first may be left out.
    """
    rows = pairs.matched.rows
    left, right = _sizes(pairs, rows.left), _sizes(pairs, rows.right)
    full = (left > 1) & (right > 1)
    nearest = np.zeros(len(full))
    for one, other, these in ((0, 0, full), (0, 1, full & (right > 2)), (1, 0, full & (left > 2))):
        nearest[these] = np.maximum(nearest[these], _alike_at(pairs, these, one, other))
    value = full - nearest
    least = np.ones(len(pairs.left))
    np.minimum.at(least, rows.pair, value)
    return least * (1.0 - shared_languages(pairs))


def _alike_at(pairs: NamePairs, these: Bools, one: int, other: int) -> Floats:
    """How alike word ``one`` of the left and word ``other`` of the right variant are; 1 for an initial."""
    words, rows = pairs.context.words, pairs.matched.rows
    starts, members = words.of_variant.starts, words.of_variant.members
    left, right = members[starts[rows.left[these]] + one], members[starts[rows.right[these]] + other]
    return np.where(words.short[left] | words.short[right], 1.0, alike_words(left, right, words))


def initials_of(pairs: NamePairs) -> Floats:
    """How many letters the one has (4 at most) where it is the other's initials in the same language, else 0.

    A well-known name is no acronym of another: it is known what it stands for.
    """
    held = pairs.context.initials
    letters = np.array([held.get(pair, 0) for pair in pairs.each()], np.float64)
    letters[(pairs.context.known[pairs.left] > 0) | (pairs.context.known[pairs.right] > 0)] = 0.0
    return np.minimum(letters, MOST_INITIALS)


def figures_differ(pairs: NamePairs) -> Floats:
    """1 where the two hold different figures, or only one holds any, else 0."""
    left, right = _figures(pairs)
    return 1.0 - _best(pairs, (left == right).astype(np.float64))


def known_apart(pairs: NamePairs) -> Floats:
    """1 where both are well-known names, of different places or bodies, else 0."""
    left, right = pairs.context.known[pairs.left], pairs.context.known[pairs.right]
    return _told((left > 0) & (right > 0) & (left != right))


def types_differ(pairs: NamePairs) -> Floats:
    """1 where they are taken for different kinds of things; half where so few are that it may be a slip."""
    types, counts = pairs.context.types, pairs.context.counts
    left, right = counts[pairs.left], counts[pairs.right]
    slip = np.minimum(left, right) <= SLIP * np.maximum(left, right)
    return _told(types[pairs.left] != types[pairs.right]) * np.where(slip, 0.5, 1.0)


def shorter_beside(pairs: NamePairs) -> Floats:
    """Which share of the articles with the shorter name holds the longer, where it is made of its words."""
    longest = pairs.context.words.longest
    left_short = longest[pairs.left] <= longest[pairs.right]
    value = np.zeros(len(pairs.left))
    held = _made_of(pairs, left_short)
    for place, (left, right) in zip(held.tolist(), pairs.at(held).names(), strict=True):
        short = left if left_short[place] else right
        value[place] = len(left.articles & right.articles) / len(short.articles)
    return value


def alias(pairs: NamePairs) -> Floats:
    """How often the texts give the one in brackets behind the other: ln(1 + times), 2 at most.

    Both must be of one kind. Less where that is less than 0.2 % of the rarer name's mentions: then the
    bracket may tell of something else.
    """
    held, counts = pairs.context.aliases, pairs.context.counts
    times = np.array([held.get(pair, 0) for pair in pairs.each()], np.float64)
    usual = times / (USUAL_ALIAS * np.minimum(counts[pairs.left], counts[pairs.right]))
    return np.asarray(np.minimum(MOST_ALIAS, np.log1p(times)) * np.minimum(1.0, usual), np.float64)


def same_meaning(pairs: NamePairs) -> Floats:
    """How near the names are in meaning, as the sentence encoder has it, -1 to 1; 0 where not asked."""
    return pairs.nearness.meaning.astype(np.float64)


def first_name_alone(pairs: NamePairs) -> Floats:
    """1 where one of the two is somebody's first name and nothing else: alone it tells nobody, else 0."""
    return _told(pairs.context.first[pairs.left] | pairs.context.first[pairs.right])


def same_figures(pairs: NamePairs) -> Floats:
    """1 where both hold figures, and the same, else 0."""
    left, right = _figures(pairs)
    return _best(pairs, _told((left == right) & (left > 0)))


def one_known(pairs: NamePairs) -> Floats:
    """1 where only one of the two is a well-known name, else 0."""
    return _told((pairs.context.known[pairs.left] > 0) != (pairs.context.known[pairs.right] > 0))


def shared_languages(pairs: NamePairs) -> Floats:
    """How far the two stand in the same languages, so that no translation lies between them, 0 to 1."""
    shares = pairs.context.shares
    return np.asarray(np.minimum(shares[pairs.left], shares[pairs.right]).sum(axis=1), np.float64)


def counterpart(pairs: NamePairs) -> Floats:
    """Whether the two have the same place in the news of different languages, and alike meanings, 0 to 1.

    A name that stands in most texts of one language should stand in most of another, if in other words:
    the smaller share of texts, times how far they share no language, times how alike they are in meaning.
    """
    held = pairs.context.prominence
    prominent = np.minimum(held[pairs.left], held[pairs.right])
    return (1.0 - shared_languages(pairs)) * prominent * np.maximum(0.0, same_meaning(pairs))


def same_use(pairs: NamePairs) -> Floats:
    """How alike what is said in the sentences with the one and with the other is, 0 to 1, in different words.

    Less where few sentences tell, where the two share sentences, or where their words are the same.
    """
    its = alike_in_use(pairs.left, pairs.right, pairs.nearness.use, pairs.context.use)
    return its * (1.0 - words_alike(pairs))


def _told(which: Bools) -> Floats:
    return which.astype(np.float64)


def _best(pairs: NamePairs, value: Floats) -> Floats:
    """The highest value of any two variants of each pair, 0 where there are none."""
    best = np.zeros(len(pairs.left))
    np.maximum.at(best, pairs.matched.rows.pair, value)
    return best


def _summed(at: Ints, value: Floats, length: int) -> Floats:
    return np.bincount(at, value, length).astype(np.float64)


def _sizes(pairs: NamePairs, variants: Ints) -> Ints:
    return pairs.context.words.of_variant.sizes[variants]


def _figures(pairs: NamePairs) -> tuple[Ints, Ints]:
    rows = pairs.matched.rows
    return pairs.context.figures[rows.left], pairs.context.figures[rows.right]


def _made_of(pairs: NamePairs, left_short: Bools) -> Ints:
    """Places of pairs of which the one name, the left one where told so, is made of words of the other."""
    found = pairs.matched
    same = np.bincount(found.at[found.value >= SAME_WORD], minlength=len(found.rows.pair))
    left, right = _sizes(pairs, found.rows.left), _sizes(pairs, found.rows.right)
    turned = ~left_short[found.rows.pair]
    short, long = np.where(turned, right, left), np.where(turned, left, right)
    return np.unique(found.rows.pair[(short < long) & (same == short)])
