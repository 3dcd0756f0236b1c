"""Whom the names of new articles mean: a spelling that is known keeps its entity, others are linked nearby.

Entities held before are neither parted nor joined here; that is left to gather/entities.py, which links all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np
from msgspec import structs

from samestory.gather.decisions import probability
from samestory.gather.entities import SEARCH
from samestory.gather.groups import groups
from samestory.gather.hosts import Full, Host, blocks, full, hosts
from samestory.gather.linked import LEAST_SHOWN, SHOWN_TOGETHER, SURE, decided, fuller_name, same_words, usual
from samestory.gather.name_candidates import name_pairs
from samestory.gather.name_context import NamePairs, Texts, name_context
from samestory.gather.name_decisions import judge_names
from samestory.gather.spellings import Forms, Name, Spelt, name, names, spellings
from samestory.gather.written import Written
from samestory.ids import content_id
from samestory.model import Decision, Entity, Mention
from samestory.signals import Named
from samestory.store.grounds import Head

# Of an entity's spellings that do not stand nearby, so many are compared.
MOST_SPELLINGS = 8


class Known(NamedTuple):
    """Entities held: ``heads`` by id, whom a spelling names and the names of articles mean.

    ``placed`` are spellings that readers put with others, which no text takes away; ``apart`` has those that
    they told apart from each.
    """

    heads: Mapping[str, Head]
    spelled: Mapping[str, tuple[str, ...]]
    whom: Named
    placed: Collection[str] = ()
    apart: Mapping[str, Collection[str]] = {}


class Meant(NamedTuple):
    """Whom names of the new articles mean, entities that are new, and the decisions behind both."""

    whom: Named
    made: tuple[Entity, ...]
    decisions: tuple[Decision, ...]


class _Group(NamedTuple):
    """A name, and the entity held before that it names; None where it is new."""

    entity: str | None
    name: Name

    def keys(self, known: Known) -> set[str]:
        """All its spellings, those too that do not stand nearby."""
        held = () if self.entity is None else known.heads[self.entity].spellings
        return {one.key for one in self.name.spellings} | {one.key for one in held}


def meant(new: Collection[str], texts: Texts, known: Known, forms: Forms) -> Meant:
    """Every name of the articles ``new`` in an entity; ``texts`` are they and the articles near them."""
    spelt = {one.key: one for one in spellings(texts.names, forms)}
    said = {article: _keys(texts.names, article) for article in sorted(new)}
    fresh = sorted({its for keys in said.values() for its in keys if its not in known.spelled})
    homes = _homes(texts.names, known, said)
    held = _held(spelt, homes, known, forms)
    same = _same_words(held, [spelt[its] for its in fresh])
    grown = {one: name((*its.spellings, *same.get(one, ()))) for one, its in held.items()}
    placed = {one.key for theirs in same.values() for one in theirs}
    others = names([spelt[its] for its in fresh if its not in placed])
    found, rows = _grouped(grown, others, texts)
    rows += [row for one, its in same.items() for row in _of_same_words(held[one], its)]
    rows += [row for one in others for row in _of_same_words(one, one.spellings[1:])]
    where, hosted = _placed(said, spelt, found, known)
    rows += [row for row in hosted if row.left in fresh or row.right in fresh]
    return Meant(*_records(said, found, where, spelt), tuple(rows))


def _keys(where: Written, article: str) -> list[str]:
    """The spellings of an article's names, in their order."""
    return [where.forms[place].key for place in where.spelling[where.of(where.rows[article])].tolist()]


def _homes(where: Written, known: Known, said: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """The entity that each spelling names most nearby, else most of all."""
    counts: dict[str, Counter[str]] = {}
    for article, whom in known.whom.items():
        for its, entity in zip(_keys(where, article), whom, strict=True):
            if entity is not None:
                counts.setdefault(its, Counter())[entity] += 1
    found = {its: max(near, key=lambda one: (near[one], one)) for its, near in counts.items()}
    for its in {one for keys in said.values() for one in keys if one in known.spelled} - found.keys():
        times = {one: _times(known.heads[one], its) for one in known.spelled[its]}
        found[its] = max(times, key=lambda one: (times[one], one))
    return found


def _times(head: Head, its: str) -> int:
    return next((one.count for one in head.spellings if one.key == its), 0)


def _held(
    spelt: Mapping[str, Spelt], homes: Mapping[str, str], known: Known, forms: Forms
) -> dict[str, Name]:
    """Entities held as names: their spellings nearby, and the most usual of the others."""
    found: dict[str, list[Spelt]] = {}
    for its, entity in sorted(homes.items()):
        counted = max(_times(known.heads[entity], its), spelt[its].spelling.count)
        spelling = structs.replace(spelt[its].spelling, count=counted)
        found.setdefault(entity, []).append(structs.replace(spelt[its], spelling=spelling))
    for entity, here in found.items():
        kind = known.heads[entity].type
        most = sorted(known.heads[entity].spellings, key=lambda one: (-one.count, one.key))[:MOST_SPELLINGS]
        others = ((one, forms(one.written, kind, one.lang)) for one in most if one.key not in homes)
        here.extend(Spelt(spelling=one, type=kind, forms=its, articles=()) for one, its in others)
    return {entity: name(its) for entity, its in found.items()}


def _same_words(held: Mapping[str, Name], fresh: Sequence[Spelt]) -> dict[str, list[Spelt]]:
    """New spellings with the same words as spellings held, but for endings and alphabet, by their entity."""
    home = {one.key: entity for entity, each in held.items() for one in each.spellings}
    new = {one.key for one in fresh}
    found: dict[str, list[Spelt]] = {}
    for each in names([*(one for name_ in held.values() for one in name_.spellings), *fresh]):
        old = next((home[one.key] for one in each.spellings if one.key not in new), None)
        if old is not None:
            found.setdefault(old, []).extend(one for one in each.spellings if one.key in new)
    return {entity: its for entity, its in found.items() if its}


def _grouped(
    held: Mapping[str, Name], new: Sequence[Name], texts: Texts
) -> tuple[list[_Group], list[Decision]]:
    """Names held, each with the new ones that are judged to be the same, and groups of new ones."""
    of_held = {each.key: entity for entity, each in held.items()}
    by_key = {one.key: one for one in (*held.values(), *new)}
    pairs = _with_new(name_pairs(name_context([by_key[its] for its in sorted(by_key)], texts)), of_held)
    judged = judge_names(pairs)
    keys = [(left.key, right.key) for left, right in pairs.names()]
    links = dict(zip(keys, judged.log_odds.tolist(), strict=True))
    near = {one for pair, odds in links.items() if odds > SEARCH.unseen for one in pair}
    told = sorted(near | {one.key for one in new})
    # Names held before stay apart from one another, however near to one new name they are.
    apart = combinations([its for its in told if its in of_held], 2)
    among = {pair: odds for pair, odds in links.items() if near.issuperset(pair)}
    found = []
    for group in groups(told, among, forbidden=apart, search=SEARCH):
        entity = next((of_held[its] for its in group if its in of_held), None)
        found.append(_Group(entity, name(one for its in group for one in by_key[its].spellings)))
    found += [_Group(of_held[its], by_key[its]) for its in sorted(of_held.keys() - set(told))]
    home = {one.key: place for place, each in enumerate(found) for one in each.name.spellings}
    rows = []
    for place, pair in enumerate(keys):
        together, score = home[pair[0]] == home[pair[1]], probability(links[pair])
        if score >= (SHOWN_TOGETHER if together else LEAST_SHOWN):
            rows.append(decided(pair, score, judged.reasons(place), same=together))
    return found, rows


def _with_new(pairs: NamePairs, held: Collection[str]) -> NamePairs:
    old = np.array([one.key in held for one in pairs.context.names], np.bool_)
    return pairs.at(np.flatnonzero(~(old[pairs.left] & old[pairs.right])))


def _of_same_words(one: Name, others: Iterable[Spelt]) -> Iterator[Decision]:
    return (decided((one.key, other.key), SURE, (same_words(one, other),)) for other in others)


def _placed(
    said: Mapping[str, Sequence[str]], spelt: Mapping[str, Spelt], found: Sequence[_Group], known: Known
) -> tuple[dict[tuple[str, str], int], list[Decision]]:
    """The group of each spelling in each of the new articles, and why bare ones stand for fuller names."""
    home = {one.key: place for place, each in enumerate(found) for one in each.name.spellings}
    where = {(its, article): home[its] for article, keys in said.items() for its in keys}
    rows = []
    asked = sorted({its for keys in said.values() for its in keys} - set(known.placed))
    for bare, hosting in _hosted(asked, said, spelt, (found, known)):
        among = known.spelled.get(bare.key)
        for host in hosting:
            # Elsewhere it may stand for many: only a text that names the person in full tells more.
            surely = among is None or found[host.group].entity in among
            articles = host.articles if surely else host.in_text
            where |= {(bare.key, article): host.group for article in articles}
            share = len(host.articles) / len(bare.articles)
            rows.append(decided((bare.key, found[host.group].name.key), share, (fuller_name(bare, host),)))
    return where, rows


def _hosted(
    keys: Iterable[str],
    new: Collection[str],
    spelt: Mapping[str, Spelt],
    among: tuple[Sequence[_Group], Known],
) -> Iterator[tuple[Name, tuple[Host, ...]]]:
    """Persons' names of one word in the new articles, with the fuller names that they stand for there."""
    found, known = among
    persons: dict[str, dict[int, Full]] = {}
    for place, each in enumerate(found):
        person = full(place, each.name)
        if person is not None:
            for letters in blocks(person.surnames):
                persons.setdefault(letters, {})[place] = person
    for its in keys:
        there = tuple(article for article in spelt[its].articles if article in new)
        bare = name([structs.replace(spelt[its], articles=there)])
        if bare.bare:
            words = [word for variant in bare.variants for word in variant]
            near = {place: p for letters in blocks(words) for place, p in persons.get(letters, {}).items()}
            apart = _apart(its, found, known)
            allowed = (place for place in sorted(near) if apart.isdisjoint(found[place].keys(known)))
            yield bare, hosts(bare, [near[place] for place in allowed])


def _apart(its: str, found: Iterable[_Group], known: Known) -> set[str]:
    """What readers told apart from a name of one word, however it is spelled."""
    if not known.apart:
        return set()
    own = (keys for each in found if each.name.bare and its in (keys := each.keys(known)))
    return {other for one in {its}.union(*own) for other in known.apart.get(one, ())}


def _records(
    said: Mapping[str, Sequence[str]],
    found: Sequence[_Group],
    where: Mapping[tuple[str, str], int],
    spelt: Mapping[str, Spelt],
) -> tuple[Named, tuple[Entity, ...]]:
    """Whom each name means, and the entities that were not held before."""
    mentions: dict[int, dict[Mention, str]] = {}
    for article, keys in said.items():
        for number, its in enumerate(keys):
            at = mentions.setdefault(where[its, article], {})
            at[Mention(article=article, name=number)] = its
    made = {
        place: _entity(found[place].name, its, spelt)
        for place, its in mentions.items()
        if found[place].entity is None
    }
    ids = {place: made[place].id if place in made else found[place].entity for place in mentions}
    whom = {article: tuple(ids[where[its, article]] for its in keys) for article, keys in said.items()}
    return whom, tuple(made.values())


def _entity(group: Name, mentions: Mapping[Mention, str], spelt: Mapping[str, Spelt]) -> Entity:
    counts = Counter(mentions.values())
    its = [structs.replace(spelt[one].spelling, count=count) for one, count in counts.items()]
    return Entity(
        id=content_id("entity", *sorted(counts)),
        name=usual(group),
        type=group.type,
        mentions=tuple(mentions),
        spellings=tuple(sorted(its, key=lambda one: (one.lang, -one.count, one.key))),
    )
