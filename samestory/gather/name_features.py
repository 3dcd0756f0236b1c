"""What speaks for or against two names being one person, body, place or thing: one function per reason.

A feature's docstring is its public explanation. Features see no language; what they add up to is
name_decisions.py.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from math import log1p
from typing import NamedTuple

import msgspec
import numpy as np

from samestory.gather.name_words import Rarity, alike, matches, rarity
from samestory.gather.spellings import Lemmas, Name, first_names, key
from samestory.model import Article
from samestory.signals import Floats1d

MOST_INITIALS = 4
MOST_ALIAS, USUAL_ALIAS = 2.0, 0.002
# A kind of thing that a name has in so small a share of cases may be a slip of who found the names.
SLIP = 0.05
# Stands in for the texts of a language not in the pile.
UNSEEN_TEXTS = 10


class NameContext(msgspec.Struct, frozen=True):
    """The pile as the features need it.

    ``aliases`` counts how often two names stand as "X (Y)"; ``meanings`` gives names' directions, float32
    (d,), by name key, of those that have one; ``first`` are first names in their barest form; ``langs`` has
    each article's language, ``texts`` how many articles there are in each.
    """

    rare: Rarity
    aliases: Mapping[tuple[str, str], int]
    meanings: Mapping[str, Floats1d]
    first: frozenset[str]
    langs: Mapping[str, str]
    texts: Mapping[str, int]


class NamePair(NamedTuple):
    """Two names to judge, in the pile they stand in."""

    left: Name
    right: Name
    context: NameContext


NameFeature = Callable[[NamePair], float]


def name_context(
    pile: Iterable[Name], articles: Mapping[str, Article], vectors: Mapping[str, Floats1d]
) -> NameContext:
    """The context that ``pile`` makes; ``vectors`` are spellings' directions by their keys."""
    names = tuple(pile)
    home = {one.key: name.key for name in names for one in name.spellings}
    meanings = {
        name.key: _mean(name, vectors) for name in names if any(s.key in vectors for s in name.spellings)
    }
    first = first_names(one for name in names for one in name.spellings)
    langs = {i: article.lang for i, article in articles.items()}
    texts = Counter(langs.values())
    return NameContext(rarity(names), _aliases(articles, home), meanings, first, langs, texts)


def words_alike(pair: NamePair) -> float:
    """How much of the two names is the same by sound but for endings, rare words counting more, 0 to 1."""
    return max((_overlap(a, b, pair.context.rare) for a, b in _variants(pair)), default=0.0)


def every_word(pair: NamePair) -> float:
    """How alike the least alike word of the shorter name is, where it has two words or more, else 0."""
    return max((_least(a, b) for a, b in _variants(pair)), default=0.0)


def initials_of(pair: NamePair) -> float:
    """How many letters the one has (4 at most) where it is the other's initials in the same language, else 0.

    A well-known name is no acronym of another: it is known what it stands for.
    """
    if pair.left.known is not None or pair.right.known is not None:
        return 0.0
    found = acronyms(pair.left) & initials(pair.right) | acronyms(pair.right) & initials(pair.left)
    return float(min(MOST_INITIALS, max((len(letters) for _, letters in found), default=0)))


def figures_differ(pair: NamePair) -> float:
    """1 where the two hold different figures, or only one holds any, else 0."""
    return float(all(_figures(a) != _figures(b) for a, b in _variants(pair)))


def known_apart(pair: NamePair) -> float:
    """1 where both are well-known names, of different places or bodies, else 0."""
    left, right = pair.left.known, pair.right.known
    return float(left is not None and right is not None and left != right)


def types_differ(pair: NamePair) -> float:
    """1 where they are taken for different kinds of things; half where so few are that it may be a slip."""
    if pair.left.type == pair.right.type:
        return 0.0
    fewer, more = sorted((pair.left.count, pair.right.count))
    return 0.5 if fewer <= SLIP * more else 1.0


def shorter_beside(pair: NamePair) -> float:
    """Which share of the articles with the shorter name holds the longer, where it is made of its words."""
    short, long = sorted((pair.left, pair.right), key=lambda n: (_length(n), n.key))
    held = any(_within(a, b) for a in short.variants for b in long.variants)
    return len(short.articles & long.articles) / len(short.articles) if held else 0.0


def alias(pair: NamePair) -> float:
    """How often the texts give the one in brackets behind the other: ln(1 + times), 2 at most.

    Both must be of one kind. Less where that is less than 0.2 % of the rarer name's mentions: then the
    bracket may tell of something else.
    """
    left, right = pair.left.key, pair.right.key
    times = pair.context.aliases.get((min(left, right), max(left, right)), 0)
    usual = times / (USUAL_ALIAS * min(pair.left.count, pair.right.count))
    return min(MOST_ALIAS, log1p(times)) * min(1.0, usual)


def same_meaning(pair: NamePair) -> float:
    """How near the names are in meaning, as the sentence encoder has it, -1 to 1; 0 where not asked."""
    left, right = (pair.context.meanings.get(n.key) for n in (pair.left, pair.right))
    return 0.0 if left is None or right is None else float(left @ right)


def first_name_alone(pair: NamePair) -> float:
    """1 where one of the two is somebody's first name and nothing else: alone it tells nobody, else 0."""
    words = (v[0][0] for name in (pair.left, pair.right) for v in name.variants if len(v) == 1)
    return float(not pair.context.first.isdisjoint(words))


def same_figures(pair: NamePair) -> float:
    """1 where both hold figures, and the same, else 0."""
    return float(any(_figures(a) == _figures(b) != [] for a, b in _variants(pair)))


def one_known(pair: NamePair) -> float:
    """1 where only one of the two is a well-known name, else 0."""
    return float((pair.left.known is None) != (pair.right.known is None))


def shared_languages(pair: NamePair) -> float:
    """How far the two stand in the same languages, so that no translation lies between them, 0 to 1."""
    left, right = pair.left.shares, pair.right.shares
    return sum(min(share, right.get(lang, 0.0)) for lang, share in left.items())


def counterpart(pair: NamePair) -> float:
    """Whether the two have the same place in the news of different languages, and alike meanings, 0 to 1.

    A name that stands in most texts of one language should stand in most of another, if in other words:
    the smaller share of texts, times how far they share no language, times how alike they are in meaning.
    """
    prominent = min(_prominence(pair.left, pair.context), _prominence(pair.right, pair.context))
    return (1.0 - shared_languages(pair)) * prominent * max(0.0, same_meaning(pair))


def acronyms(name: Name) -> frozenset[tuple[str, str]]:
    """The single words it is written as, with their languages."""
    single = (s for s in name.spellings if len(s.forms.words) == 1 and len(s.forms.words[0]) >= 2)
    return frozenset((s.spelling.lang, s.forms.words[0]) for s in single)


def initials(name: Name) -> frozenset[tuple[str, str]]:
    """Its first letters, with their languages."""
    return frozenset((s.spelling.lang, s.forms.initials) for s in name.spellings if s.forms.initials)


def _prominence(name: Name, context: NameContext) -> float:
    """In which share of the texts of its languages it stands; little where there are few texts to tell."""
    held = Counter(context.langs[article] for article in name.articles)
    return sum(
        share * held[lang] / (context.texts[lang] + UNSEEN_TEXTS) for lang, share in name.shares.items()
    )


def _mean(name: Name, vectors: Mapping[str, Floats1d]) -> Floats1d:
    rows = [vectors[s.key] * s.spelling.count for s in name.spellings if s.key in vectors]
    total = np.sum(rows, axis=0)
    return np.asarray(total / max(float(np.linalg.norm(total)), 1e-9), dtype=np.float32)


def _aliases(articles: Mapping[str, Article], home: Mapping[str, str]) -> dict[tuple[str, str], int]:
    found: Counter[tuple[str, str]] = Counter()
    for article in articles.values():
        told = sorted(article.names, key=lambda n: n.span)
        for one, other in pairwise(told):
            between, behind = (
                article.text[one.span.end : other.span.start],
                article.text[other.span.end :][:2],
            )
            if one.type == other.type and between.strip(" \"'«»„“”") == "(" and ")" in behind:
                left, right = home[key(one, article)], home[key(other, article)]
                found[min(left, right), max(left, right)] += 1
    return dict(found)


def _variants(pair: NamePair) -> list[tuple[Lemmas, Lemmas]]:
    return [(a, b) for a in pair.left.variants for b in pair.right.variants]


def _overlap(one: Lemmas, other: Lemmas, rare: Rarity) -> float:
    if len(one) != len(other) and alike(_run_together(one), _run_together(other)) == 1.0:
        return 1.0
    found = matches(one, other)
    if not found:
        return 0.0
    shared = sum(value * (rare.weight(one[i]) + rare.weight(other[j])) for i, j, value in found)
    whole = sum(map(rare.weight, one)) + sum(map(rare.weight, other))
    return shared / whole if whole else 0.0


def _least(one: Lemmas, other: Lemmas) -> float:
    told = min(len(one), len(other))
    found = matches(one, other)
    return min(value for _, _, value in found) if len(found) == told >= 2 else 0.0


def _within(one: Lemmas, other: Lemmas) -> bool:
    return len(one) < len(other) and len([m for m in matches(one, other) if m[2] >= 0.9]) == len(one)


def _length(name: Name) -> int:
    return max(map(len, name.variants), default=0)


def _run_together(words: Lemmas) -> tuple[str, ...]:
    """The words written as one, with and without its last ending: "Ryan Air" is "Ryanair"."""
    head = "".join(word[-1] for word in words[:-1])
    return tuple(head + last for last in (words[-1] if words else ()))


def _figures(words: Lemmas) -> list[str]:
    return sorted(word[0] for word in words if word[0].isdigit())
