"""Grouped names -> Entity records and the decisions that tell why. Groups nothing itself."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from msgspec import structs

from samestory.gather.decisions import probability
from samestory.gather.hosts import Host
from samestory.gather.name_decisions import NamesJudged
from samestory.gather.spellings import Name, Spelt
from samestory.gather.written import Places, Written
from samestory.ids import content_id
from samestory.model import Decision, Entity, Mention, Reason, Spelling

Keys = tuple[str, str]
# Pairs below this are not worth a row: kept apart, and joined (where other pairs then speak for the join).
LEAST_SHOWN, SHOWN_TOGETHER = 0.1, 0.5
SURE = 0.99


class Linked(NamedTuple):
    """Every name in an entity, and the decisions behind them.

    ``heads`` are the entities, those named most often first, without their mentions: ``means`` has for each
    of ``names`` the place of its entity in them. ``called`` is what those that a reader has named would be
    called otherwise, by id.
    """

    heads: tuple[Entity, ...]
    names: Written
    means: Places
    decisions: Iterable[Decision]
    called: Mapping[str, str] = {}

    def entities(self) -> Iterator[Entity]:
        """The entities with their mentions, in the order of articles and names, each as it is asked for."""
        rows = np.repeat(np.arange(len(self.names.ids)), np.diff(self.names.starts))
        for head, its in zip(self.heads, _each(self.means, len(self.heads)), strict=True):
            at = zip(rows[its].tolist(), (its - self.names.starts[rows[its]]).tolist(), strict=True)
            mentions = tuple(Mention(article=self.names.ids[row], name=name) for row, name in at)
            yield structs.replace(head, mentions=mentions)

    def who(self, article: str) -> tuple[str, ...]:
        """Whom the names of an article mean, in their order: ids of entities."""
        means = self.means[self.names.of(self.names.rows[article])].tolist()
        return tuple(self.heads[place].id for place in means)

    def by_sentence(self, article: str, sentences: int) -> tuple[frozenset[str], ...]:
        """The entities named in the headline and in each of an article's ``sentences``."""
        found: list[set[str]] = [set() for _ in range(sentences + 1)]
        for place, entity in self.placed(article):
            found[place].add(entity)
        return tuple(map(frozenset, found))

    def placed(self, article: str) -> set[tuple[int, str]]:
        """In which sentences of an article, the headline being 0, entities are named."""
        sentences = self.names.sentence[self.names.of(self.names.rows[article])].tolist()
        return set(zip(sentences, self.who(article), strict=True))


class Round(NamedTuple):
    """Names in the order of their keys, and pairs of them judged, by their places, in order."""

    keys: Sequence[str]
    left: Places
    right: Places
    judged: NamesJudged

    def holds(self, pair: Keys) -> bool:
        """Whether the names with these keys were judged."""
        left, right = (bisect_left(self.keys, key) for key in pair)
        if (*self.keys[left : left + 1], *self.keys[right : right + 1]) != pair:
            return False
        # Asked in the type held: else all of them would be made of the type that is asked.
        start, end = np.searchsorted(self.left, np.array([left, left + 1], self.left.dtype))
        at = start + int(np.searchsorted(self.right[start:end], right))
        return bool(at < end and self.right[at] == right)

    def pair(self, place: int) -> Keys:
        """The keys of a pair."""
        return self.keys[self.left[place]], self.keys[self.right[place]]

    def told(self) -> Iterator[tuple[Keys, float, int]]:
        """The likelier pairs: their keys, how likely they are one, and their places."""
        for place in self.judged.told.tolist():
            score = probability(float(self.judged.log_odds[place]))
            yield self.pair(place), score, place


class Steps(NamedTuple):
    """What was done: names as first put together, groups of them, who bare ones stand for, pairs judged.

    ``beside`` are the groups that bare spellings of fuller names stand for, by spelling and article, where
    that is not their own. What a later round says of a pair counts.
    """

    first: Sequence[Name]
    groups: Sequence[Name]
    hosted: Mapping[int, tuple[Host, ...]]
    beside: Mapping[Keys, int]
    rounds: Sequence[Round]


def linked(names: Written, steps: Steps, told: Sequence[Decision]) -> Linked:
    """The records of the ``steps``; ``told`` are readers' decisions, of which shown names are taken."""
    # A later choice for a spelling, or for another spelling of the same entity, counts instead of an earlier.
    shown = {d.left: (number, d.right) for number, d in enumerate(told) if d.kind == "name"}
    spelt = {one.key: one.spelling for name in steps.first for one in name.spellings}
    placed = _placed(names, steps)
    counts = _counts(names, placed, len(steps.groups))
    homes = Counter(its for found in counts for its in found)
    made, called = [], dict[str, str]()
    for place, (group, found) in enumerate(zip(steps.groups, counts, strict=True)):
        if found:
            own = {one.key for one in group.spellings}
            # A surname that several go by has no say in what one of them is called.
            chosen = {its: shown[its] for its in found if its in shown and (its in own or homes[its] == 1)}
            made.append((-found.total(), _entity(group, found, spelt, chosen), place))
            called |= {made[-1][1].id: usual(group)} if chosen else {}
    made.sort(key=lambda one: (one[0], one[1].id))
    order = np.zeros(len(steps.groups), np.int32)
    order[[place for _, _, place in made]] = np.arange(len(made))
    heads = tuple(one for _, one, _ in made)
    return Linked(heads, names, order[placed], Decisions(steps), called)


def same_words(name: Name, one: Spelt) -> Reason:
    """Two spellings have the same words, but for endings and alphabet, or are the same well-known name."""
    if one.forms.known is not None and one.forms.known == name.known:
        return Reason(name="same_words", value=1.0, says=f"both are a well-known name ({one.forms.known})")
    return Reason(name="same_words", value=1.0, says="the same words, but for endings and alphabet")


def fuller_name(bare: Name, host: Host) -> Reason:
    """A name of one word is the surname of a fuller name: in the same texts, or of the only such person."""
    share = len(host.in_text) / len(bare.articles)
    says = f"surname of the fuller name, which stands in the same text in {share:.0%} of the texts with it"
    return Reason(name="fuller_name", value=round(share, 3), says=says)


def _placed(names: Written, steps: Steps) -> Places:
    """The place of its group for each of ``names``."""
    home = {one.key: place for place, name in enumerate(steps.groups) for one in name.spellings}
    meant = {
        (bare, article): host.group
        for bare, found in steps.hosted.items()
        for host in found
        for article in host.articles
    }
    groups = np.array([home[form.key] for form in names.forms], np.int32)
    found = groups[names.spelling]
    beside = {key for key, _ in steps.beside}
    apart = np.array([form.key in beside for form in names.forms], np.bool_)
    asked = np.flatnonzero((apart | np.isin(groups, list(steps.hosted)))[names.spelling])
    rows = np.searchsorted(names.starts, asked, side="right") - 1
    for place, row in zip(asked.tolist(), rows.tolist(), strict=True):
        key, article = names.forms[names.spelling[place]].key, names.ids[row]
        found[place] = steps.beside.get((key, article), meant.get((home[key], article), home[key]))
    return found


def _counts(names: Written, placed: Places, groups: int) -> list[Counter[str]]:
    """How often each spelling stands in each of the groups, by its key."""
    found = []
    for its in _each(placed, groups):
        places, counts = np.unique(names.spelling[its], return_counts=True)
        told = zip(places.tolist(), counts.tolist(), strict=True)
        found.append(Counter({names.forms[place].key: count for place, count in told}))
    return found


def _each(values: Places, count: int) -> Iterator[npt.NDArray[np.int64]]:
    """Where each value below ``count`` stands, in order."""
    order = np.argsort(values, kind="stable")
    return iter(np.split(order, np.searchsorted(values[order], np.arange(1, count)))[:count])


def _entity(
    group: Name,
    counts: Mapping[str, int],
    spelt: Mapping[str, Spelling],
    shown: Mapping[str, tuple[int, str]],
) -> Entity:
    spellings = [structs.replace(spelt[its], count=count) for its, count in counts.items()]
    chosen = max((shown[its] for its in counts if its in shown), default=(0, usual(group)))
    return Entity(
        id=content_id("entity", *sorted(counts)),
        name=chosen[1],
        type=group.type,
        mentions=(),
        spellings=tuple(sorted(spellings, key=lambda one: (one.lang, -one.count, one.key))),
    )


def usual(group: Name) -> str:
    """What a name is called: the most frequent spelling of the most frequent language.

    Of a person it is a fuller one, and one without case endings, where there is any.
    """
    longer = [one for one in group.spellings if len(one.forms.words) > 1]
    full = longer if group.type == "person" and longer else list(group.spellings)
    plain = [one.spelling for one in full if one.forms.base] or [one.spelling for one in full]
    languages: Counter[str] = Counter()
    for one in group.spellings:
        languages[one.spelling.lang] += one.spelling.count
    return max(plain, key=lambda s: (languages[s.lang], s.count, s.key)).written


def _same_words(steps: Steps) -> Iterator[_Told]:
    for place, name in enumerate(steps.first):
        for number, one in enumerate(name.spellings[1:], 1):
            yield (name.key, one.key), place, number


def _same_words_decided(steps: Steps, place: int, number: int) -> Decision:
    name = steps.first[place]
    one = name.spellings[number]
    return decided((name.key, one.key), SURE, (same_words(name, one),))


def _pairs(steps: Steps) -> Iterator[_Told]:
    """Pairs that came together, and those that nearly did; in a group only what speaks for it."""
    home = {one.key: place for place, name in enumerate(steps.groups) for one in name.spellings}
    for number, one in enumerate(steps.rounds):
        for pair, score, place in one.told():
            together = home[pair[0]] == home[pair[1]]
            shown = score >= (SHOWN_TOGETHER if together else LEAST_SHOWN)
            if shown and not any(later.holds(pair) for later in steps.rounds[number + 1 :]):
                yield pair, 2 * number + together, place


def _pair_decided(steps: Steps, number: int, place: int) -> Decision:
    its, together = steps.rounds[number // 2], number % 2 == 1
    score = probability(float(its.judged.log_odds[place]))
    return decided(its.pair(place), score, its.judged.reasons(place), same=together)


def _hosts(steps: Steps) -> Iterator[_Told]:
    for place, found in steps.hosted.items():
        for number, host in enumerate(found):
            yield (steps.groups[place].key, steps.groups[host.group].key), place, number


def _host_decided(steps: Steps, place: int, number: int) -> Decision:
    bare, host = steps.groups[place], steps.hosted[place][number]
    return decided(
        (bare.key, steps.groups[host.group].key),
        len(host.articles) / len(bare.articles),
        (fuller_name(bare, host),),
    )


# A pair that is decided, and two numbers by which its decision is made.
_Told = tuple[Keys, int, int]
# What tells of pairs, and how its decisions are made.
SOURCES = (
    (_same_words, _same_words_decided),
    (_pairs, _pair_decided),
    (_hosts, _host_decided),
)


class Decisions(Iterable[Decision]):
    """Those of each pair once, in order, each made as it is asked for: the last told of a pair counts."""

    def __init__(self, steps: Steps) -> None:
        self._steps = steps
        keys = sorted(one.key for name in steps.first for one in name.spellings)
        ranks = {key: rank for rank, key in enumerate(keys)}
        codes, told = array("q"), (array("b"), array("i"), array("i"))
        for source, (each, _) in enumerate(SOURCES):
            for pair, one, other in each(steps):
                left, right = sorted(map(ranks.__getitem__, pair))
                codes.append(left * len(keys) + right)
                for column, value in zip(told, (source, one, other), strict=True):
                    column.append(value)
        _, last = np.unique(np.array(codes, np.int64)[::-1], return_index=True)
        self._told = [np.array(column, np.int32)[::-1][last] for column in told]

    def __iter__(self) -> Iterator[Decision]:
        for source, one, other in zip(*self._told, strict=True):
            yield SOURCES[source][1](self._steps, int(one), int(other))


def decided(pair: Keys, score: float, reasons: tuple[Reason, ...], *, same: bool = True) -> Decision:
    """The row that tells of a pair of spellings."""
    return Decision(
        kind="entity",
        left=min(pair),
        right=max(pair),
        verdict="same" if same else "different",
        score=round(score, 4),
        reasons=reasons,
    )
