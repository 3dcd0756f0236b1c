"""Grouped names -> Entity records and the decisions that tell why. Groups nothing itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec import structs

from samestory.gather.decisions import probability
from samestory.gather.hosts import Host
from samestory.gather.name_decisions import NamesJudged
from samestory.gather.spellings import Name, Spelt, key
from samestory.ids import content_id
from samestory.model import Article, Decision, Entity, Mention, Reason, Spelling

Keys = tuple[str, str]
# Pairs below this are not worth a row: kept apart, and joined (where other pairs then speak for the join).
LEAST_SHOWN, SHOWN_TOGETHER = 0.1, 0.5
SURE = 0.99


class Linked(NamedTuple):
    """Every name in an entity, those named most often first, and the decisions behind them."""

    entities: tuple[Entity, ...]
    decisions: tuple[Decision, ...]


class Round(NamedTuple):
    """Pairs of names with the log-odds that they are one, and in the same order what was weighed."""

    links: Mapping[Keys, float]
    judged: NamesJudged


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


def linked(articles: Mapping[str, Article], steps: Steps, told: Sequence[Decision]) -> Linked:
    """The records of the ``steps``; ``told`` are readers' decisions, of which shown names are taken."""
    # A later choice for a spelling, or for another spelling of the same entity, counts instead of an earlier.
    shown = {d.left: (number, d.right) for number, d in enumerate(told) if d.kind == "name"}
    spelt = {one.key: one.spelling for name in steps.first for one in name.spellings}
    placed = _mentions(articles, steps)
    homes = Counter(its for found in placed.values() for its in set(found.values()))
    made = []
    for place, found in placed.items():
        group = steps.groups[place]
        own = {one.key for one in group.spellings}
        # A surname that several go by has no say in what one of them is called.
        chosen = {its: choice for its, choice in shown.items() if its in own or homes[its] == 1}
        made.append(_entity(group, found, spelt, chosen))
    ordered = sorted(made, key=lambda e: (-len(e.mentions), e.id))
    rows = {(d.left, d.right): d for d in (*_of_same_words(steps), *_of_pairs(steps), *_of_hosts(steps))}
    return Linked(tuple(ordered), tuple(rows[pair] for pair in sorted(rows)))


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


def _mentions(articles: Mapping[str, Article], steps: Steps) -> dict[int, dict[Mention, str]]:
    """Mentions with their spellings' keys by the place of their group, in the order of articles and names."""
    home = {one.key: place for place, name in enumerate(steps.groups) for one in name.spellings}
    meant = {
        (bare, article): host.group
        for bare, found in steps.hosted.items()
        for host in found
        for article in host.articles
    }
    mentions: dict[int, dict[Mention, str]] = {}
    for _, article in sorted(articles.items()):
        for number, name in enumerate(article.names):
            its = key(name, article)
            group = steps.beside.get((its, article.id), meant.get((home[its], article.id), home[its]))
            mentions.setdefault(group, {})[Mention(article=article.id, name=number)] = its
    return mentions


def _entity(
    group: Name,
    mentions: Mapping[Mention, str],
    spelt: Mapping[str, Spelling],
    shown: Mapping[str, tuple[int, str]],
) -> Entity:
    counts = Counter(mentions.values())
    spellings = [structs.replace(spelt[its], count=count) for its, count in counts.items()]
    chosen = max((shown[its] for its in counts if its in shown), default=(0, _usual(group)))
    return Entity(
        id=content_id("entity", *sorted(counts)),
        name=chosen[1],
        type=group.type,
        mentions=tuple(mentions),
        spellings=tuple(sorted(spellings, key=lambda one: (one.lang, -one.count, one.key))),
    )


def _usual(group: Name) -> str:
    """The most frequent spelling of the most frequent language; of a person a fuller one, and one without
    case endings, where there is any.
    """
    longer = [one for one in group.spellings if len(one.forms.words) > 1]
    full = longer if group.type == "person" and longer else list(group.spellings)
    plain = [one.spelling for one in full if one.forms.base] or [one.spelling for one in full]
    languages: Counter[str] = Counter()
    for one in group.spellings:
        languages[one.spelling.lang] += one.spelling.count
    return max(plain, key=lambda s: (languages[s.lang], s.count, s.key)).written


def _of_same_words(steps: Steps) -> Iterator[Decision]:
    for name in steps.first:
        for one in name.spellings[1:]:
            yield _row((name.key, one.key), SURE, (same_words(name, one),))


def _of_pairs(steps: Steps) -> Iterator[Decision]:
    """Pairs that came together, and those that nearly did; in a group only what speaks for it."""
    home = {one.key: place for place, name in enumerate(steps.groups) for one in name.spellings}
    last = {pair: (at, place) for at in steps.rounds for place, pair in enumerate(at.links)}
    for pair, (at, place) in last.items():
        together = home[pair[0]] == home[pair[1]]
        score = probability(at.links[pair])
        if score >= (SHOWN_TOGETHER if together else LEAST_SHOWN):
            yield _row(pair, score, at.judged.reasons(place), same=together)


def _of_hosts(steps: Steps) -> Iterator[Decision]:
    for place, found in steps.hosted.items():
        bare = steps.groups[place]
        for host in found:
            yield _row(
                (bare.key, steps.groups[host.group].key),
                len(host.articles) / len(bare.articles),
                (fuller_name(bare, host),),
            )


def _row(pair: Keys, score: float, reasons: tuple[Reason, ...], *, same: bool = True) -> Decision:
    return Decision(
        kind="entity",
        left=min(pair),
        right=max(pair),
        verdict="same" if same else "different",
        score=round(score, 4),
        reasons=reasons,
    )
