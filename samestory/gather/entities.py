"""Names of all articles -> entities: one person, body, place or thing for all that names it. Writes nothing.

Spellings of the same words are one name; names are judged in pairs and grouped, twice, so that what groups
have gathered speaks too; a person's bare surname goes, text by text, to the fuller name it is short for.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from samestory.gather.groups import groups
from samestory.gather.hosts import Full, Host, blocks, full, hosts
from samestory.gather.linked import Linked, Round, Steps, linked
from samestory.gather.name_candidates import name_pairs
from samestory.gather.name_context import Texts, name_context
from samestory.gather.name_decisions import judge_names
from samestory.gather.spellings import Name, Spelt, name, names
from samestory.model import Decision, Verdict

Keys = tuple[str, str]
# Log-odds of names that no candidate search brought up.
UNSEEN = -1.5


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
    steps = Steps(first, twice, _hosted(twice, readers), (judged, again))
    return linked(texts.articles, steps, told)


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
    """Of spellings that readers told apart, the rarer: it must not come in with its like."""
    counts = {one.key: one.spelling.count for one in spelt}
    return frozenset(min(pair, key=lambda k: (counts[k], k)) for pair in readers.different)


def one_round(pile: Sequence[Name], texts: Texts, readers: Told) -> tuple[tuple[Name, ...], Round]:
    """Names of ``pile`` judged in pairs and grouped; groups are names again, sorted by key."""
    pairs = name_pairs(name_context(pile, texts))
    judged = judge_names(pairs)
    keys = ((left.key, right.key) for left, right in pairs.names())
    links = dict(zip(keys, judged.log_odds.tolist(), strict=True))
    by_key = {n.key: n for n in pile}
    grouped = groups(
        list(by_key),
        links,
        forbidden=_homes(pile, readers.different),
        forced=_homes(pile, readers.same),
        unseen=UNSEEN,
    )
    merged = (name(one for key in group for one in by_key[key].spellings) for group in grouped)
    return tuple(sorted(merged, key=lambda n: n.key)), Round(links, judged)


def _homes(pile: Sequence[Name], pairs: frozenset[Keys]) -> list[Keys]:
    """Pairs of spellings as pairs of the names that hold them."""
    home = {one.key: n.key for n in pile for one in n.spellings}
    return sorted((home[a], home[b]) for a, b in pairs if home[a] != home[b])


def _hosted(pile: Sequence[Name], readers: Told) -> dict[int, tuple[Host, ...]]:
    """Who bare names stand for, by their places in ``pile``."""
    by_block: dict[str, list[Full]] = {}
    for place, one in enumerate(pile):
        if (person := full(place, one)) is not None:
            for letters in blocks(person.surnames):
                by_block.setdefault(letters, []).append(person)
    told_apart = set(_homes(pile, readers.different))
    placed = {key for pair in readers.same for key in pair}
    found = {}
    for place, one in enumerate(pile):
        if one.bare:
            near = {p.group: p for letters in blocks(_words(one)) for p in by_block.get(letters, ())}
            allowed = [
                p for g, p in sorted(near.items()) if told_apart.isdisjoint(_both(one.key, pile[g].key))
            ]
            its = hosts(one, allowed)
            # What a reader put together is not parted again text by text.
            whole = placed.isdisjoint(s.key for s in one.spellings)
            found[place] = (
                its if whole else tuple(h._replace(articles=one.articles) for h in its if len(its) == 1)
            )
    return _parted(found, pile, told_apart)


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
