"""Names of all articles -> entities: one person, body, place or thing for all that names it. Writes nothing.

Spellings of the same words are one name; names are judged in pairs and grouped, twice, so that what groups
have gathered speaks too; a person's bare surname goes, text by text, to the fuller name it is short for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np

from samestory.gather.groups import connected, groups
from samestory.gather.hosts import Full, Host, blocks, full, hosts
from samestory.gather.linked import Keys, Linked, Round, Steps, linked
from samestory.gather.name_candidates import name_pairs
from samestory.gather.name_context import Texts, name_context
from samestory.gather.name_decisions import judge_names
from samestory.gather.spellings import Name, Spelt, name, names
from samestory.gather.unseen import Search
from samestory.model import Decision, Verdict

# Log-odds of names that no candidate search brought up.
SEARCH = Search(-1.5)


class Told(NamedTuple):
    """What readers decided of spellings: pairs that are one, and pairs that are not."""

    same: frozenset[Keys]
    different: frozenset[Keys]


def entities(texts: Texts, spelt: Sequence[Spelt], told: Sequence[Decision]) -> Linked:
    """Every name of the articles of ``texts`` in an entity, and the decisions behind it.

    ``spelt`` are their spellings. ``told`` are readers' decisions on spellings, which outrank ours; the last
    one on a shown name counts.
    """
    readers = _told(spelt, told)
    first = names(spelt, _alone(spelt, readers))
    once, judged = one_round(first, texts, readers)
    twice, again = one_round(once, texts, readers)
    hosted = _hosted(twice, readers)
    steps = Steps(first, twice, hosted, _named_beside(twice, readers), (judged, again))
    return linked(texts.names, steps, told)


def _told(spelt: Sequence[Spelt], told: Sequence[Decision]) -> Told:
    keys = {one.key for one in spelt}

    def pairs(verdict: Verdict) -> frozenset[Keys]:
        found = (
            (d.left, d.right)
            for d in told
            if d.kind == "entity" and d.verdict == verdict and {d.left, d.right} <= keys
        )
        return frozenset((min(p), max(p)) for p in found)

    different = pairs("different")
    return Told(pairs("same") - different, different)


def _alone(spelt: Sequence[Spelt], readers: Told) -> frozenset[str]:
    """Fewest spellings, as far as quickly found, that hold one of each pair readers told apart.

    They must not come in with their like. First those told apart from most others, of those the rarer: so
    one that is parted from the rest leaves the rest together.
    """
    counts = {one.key: one.spelling.count for one in spelt}
    left = set(readers.different)
    found = set()
    while left:
        times = Counter(key for pair in left for key in pair)
        its = min(times, key=lambda key: (-times[key], counts[key], key))
        found.add(its)
        left = {pair for pair in left if its not in pair}
    return frozenset(found)


def one_round(pile: Sequence[Name], texts: Texts, readers: Told) -> tuple[tuple[Name, ...], Round]:
    """Names of ``pile`` judged in pairs and grouped; groups are names again, sorted by key."""
    pairs = name_pairs(name_context(pile, texts))
    keys = [n.key for n in pile]
    found = Round(keys, pairs.left.astype(np.int32), pairs.right.astype(np.int32), judge_names(pairs))
    del pairs
    forced = _homes(pile, readers.same)
    by_key = dict(zip(keys, pile, strict=True))
    links = _within(found, forced)
    near = {*chain.from_iterable(links), *chain.from_iterable(forced)}
    # Those that nothing links are not carried along.
    grouped = groups(
        sorted(near),
        links,
        forbidden=(pair for pair in _homes(pile, readers.different) if near.issuperset(pair)),
        forced=forced,
        search=SEARCH,
    )
    alone = ((key,) for key in keys if key not in near)
    merged = (_one_of([by_key[key] for key in group]) for group in chain(grouped, alone))
    return tuple(sorted(merged, key=lambda n: n.key)), found


def _one_of(some: Sequence[Name]) -> Name:
    return some[0] if len(some) == 1 else name(one for each in some for one in each.spellings)


def _within(judged: Round, forced: Sequence[Keys]) -> dict[Keys, float]:
    """The log-odds of the pairs that have a say: those of names that likely pairs connect."""
    odds = judged.judged.log_odds
    places = {key: place for place, key in enumerate(judged.keys)}
    likely = np.flatnonzero(odds > 0)
    near = zip(judged.left[likely].tolist(), judged.right[likely].tolist(), strict=True)
    put = ((places[one], places[other]) for one, other in forced)
    parts = np.array(connected(len(judged.keys), chain(near, put)), np.int64)
    asked = np.flatnonzero(parts[judged.left] == parts[judged.right])
    keys = ((judged.keys[judged.left[place]], judged.keys[judged.right[place]]) for place in asked.tolist())
    return dict(zip(keys, odds[asked].tolist(), strict=True))


def _homes(pile: Sequence[Name], pairs: frozenset[Keys]) -> list[Keys]:
    """Pairs of spellings as pairs of the names that hold them."""
    home = {one.key: n.key for n in pile for one in n.spellings}
    return sorted((home[a], home[b]) for a, b in pairs if home[a] != home[b])


def _hosted(pile: Sequence[Name], readers: Told) -> dict[int, tuple[Host, ...]]:
    """Who bare names stand for, by their places in ``pile``."""
    persons = _persons(pile)
    told_apart = set(_homes(pile, readers.different))
    placed = {key for pair in readers.same for key in pair}
    found = {}
    for place, one in enumerate(pile):
        if one.bare:
            near = _near(one, persons)
            allowed = [p for p in near if told_apart.isdisjoint(_both(one.key, pile[p.group].key))]
            its = hosts(one, allowed)
            # What a reader put together is not parted again text by text.
            whole = placed.isdisjoint(s.key for s in one.spellings)
            found[place] = (
                its if whole else tuple(h._replace(articles=one.articles) for h in its if len(its) == 1)
            )
    return _parted(found, pile, told_apart)


def _named_beside(pile: Sequence[Name], readers: Told) -> dict[Keys, int]:
    """Bare surnames that a reader put with a fuller name, where their text names another person in full.

    By spelling and article, the place in ``pile`` of the one named there. A surname that would have no text
    left stays with what the reader put it with.
    """
    persons = _persons(pile)
    placed = {key for pair in readers.same for key in pair}
    found = {}
    for place, group in enumerate(pile):
        for one in (s for s in group.spellings if s.key in placed and not group.bare):
            bare = name([one])
            near = _near(bare, persons) if bare.bare else []
            its = hosts(bare, [p for p in near if not _told_apart(one, pile[p.group], readers)])
            away = {article: h.group for h in its if h.group != place for article in h.in_text}
            if away.keys() < {*one.articles}:
                found.update({(one.key, article): to for article, to in away.items()})
    return found


def _told_apart(one: Spelt, other: Name, readers: Told) -> bool:
    """Whether readers told a spelling apart from any of ``other``."""
    return any(not readers.different.isdisjoint(_both(one.key, s.key)) for s in other.spellings)


def _persons(pile: Sequence[Name]) -> Mapping[str, Sequence[Full]]:
    """Persons with fuller names by what a bare name must share to be compared."""
    by_block: dict[str, list[Full]] = {}
    for place, one in enumerate(pile):
        if (person := full(place, one)) is not None:
            for letters in blocks(person.surnames):
                by_block.setdefault(letters, []).append(person)
    return by_block


def _near(bare: Name, persons: Mapping[str, Sequence[Full]]) -> list[Full]:
    near = {p.group: p for letters in blocks(_words(bare)) for p in persons.get(letters, ())}
    return [near[group] for group in sorted(near)]


def _parted(
    found: dict[int, tuple[Host, ...]], pile: Sequence[Name], told_apart: set[Keys]
) -> dict[int, tuple[Host, ...]]:
    """Hosts without those that would bring together what a reader told apart; the rarer name loses them."""
    places = {pile[place].key: place for place in found}
    kept = dict(found)
    for pair in sorted(told_apart):
        if places.keys() >= set(pair):
            fewer, more = sorted((places[k] for k in pair), key=lambda place: (pile[place].count, place))
            taken = {host.group for host in kept[more]}
            kept[fewer] = tuple(host for host in kept[fewer] if host.group not in taken)
    return kept


def _words(one: Name) -> list[tuple[str, ...]]:
    return [word for variant in one.variants for word in variant]


def _both(left: str, right: str) -> set[Keys]:
    return {(left, right), (right, left)}
