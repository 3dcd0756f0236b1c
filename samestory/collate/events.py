"""A story's events: what its articles tell that one actor did to another, coded once, with who tells it.

Takes deeds, rows, times and who is named as given. Which deeds are one is events_aligned.py, events_groups.py
and events_rivals.py.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import NamedTuple, TypeVar

from msgspec import structs

from samestory.collate.events_aligned import by_row
from samestory.collate.events_groups import STAGES, across
from samestory.collate.events_parties import Keys
from samestory.collate.events_rivals import Telling, tellings
from samestory.collate.events_told import Act, acts
from samestory.collate.quote_first import Told
from samestory.collate.told_when import most_told
from samestory.ids import content_id
from samestory.model import DeedTold, Event, Happening, Mention, Mood, Statement, When
from samestory.signals import Named

Value = TypeVar("Value", bound=Hashable)


def events(
    story: Told, rows: Sequence[Statement], happenings: Sequence[Happening], who: Named
) -> tuple[Event, ...]:
    """The events of a story, those that most origins tell first, then as its account has them.

    The articles of ``story`` have their times read from its dates. ``rows`` and ``happenings`` are those of
    its account and timeline, ``who`` tells whom the names mean.
    """
    keys = Keys(story.articles, who)
    known = _Known(story, keys, happenings)
    found = tellings(across(by_row(acts(story, rows, keys))))
    return tuple(_event(one, known) for one in sorted(found, key=_rank))


class _Known(NamedTuple):
    """What deeds are not told by themselves."""

    story: Told
    keys: Keys
    happenings: Sequence[Happening]


def _rank(one: Telling) -> tuple[int, int, int, tuple[str, int]]:
    return (
        -len({act.origin for act in one.told}),
        -len({act.told.article for act in one.told}),
        min(act.row for act in one.told),
        min(act.place for act in one.told),
    )


def _event(telling: Telling, known: _Known) -> Event:
    so = [act for act in telling.told if act.deed.root == telling.root]
    surest = _surest(so)
    source, target = (
        _fullest(Mention(article=surest.told.article, name=name), known)
        for name in (surest.deed.source, surest.deed.target)
    )
    told, otherwise = (_by_origin(its, known.story) for its in (telling.told, telling.otherwise))
    places = sorted(
        f"{act.told.article}:{act.told.deed}" for its in (telling.told, telling.otherwise) for act in its
    )
    return Event(
        id=content_id("event", *places),
        source=source,
        target=target,
        root=telling.root,
        mood=_mood(so),
        told=told,
        otherwise=otherwise,
        when=_when(telling.told, known),
        place=_place(telling.told, known.keys),
    )


def _surest(told: Sequence[Act]) -> Act:
    """The surest deed of those whose actors most origins tell so."""
    origins = _origins(told, lambda act: act.actors)
    return min(told, key=lambda act: (-origins[act.actors], -act.deed.score, act.place))


def _fullest(mention: Mention, known: _Known) -> Mention:
    """The mention of the same in its article that has most words, itself where none has more."""
    article = known.story.articles[mention.article]
    key = known.keys.of(mention)
    parties = range(len(article.names) + len(article.bodies))
    same = (Mention(article=article.id, name=place) for place in parties)
    named = [mention, *(one for one in same if known.keys.of(one) == key)]
    return max(named, key=lambda one: len(article.party(one.name).of(article.text).split()))


def _mood(told: Sequence[Act]) -> Mood:
    """What most origins tell on the last day on which it is told; of two as usual the furthest on."""
    last = max((act.day for act in told if act.day is not None), default=None)
    late = [act for act in told if act.day in (last, None)]
    origins = _origins(late, lambda act: act.deed.mood)
    return max(origins, key=lambda mood: (origins[mood], STAGES.get(mood, -1)))


def _when(told: Sequence[Act], known: _Known) -> When | None:
    """When the deeds say it was; else the one time, undisputed, that others of a row tell of their actors."""
    times = [act.time for act in told if act.time is not None]
    if times:
        return structs.replace(most_told(times), span=None)
    counts = _origins(told, lambda act: act.row)
    for row in sorted(counts, key=lambda number: (-counts[number], number)):
        actors = {one for act in told if act.row == row for one in act.actors}
        found = [one for one in known.happenings if one.row == row]
        if len(found) == 1 and not any(found[0].otherwise) and _tells_of(found[0], actors, known.keys):
            return found[0].when
    return None


def _tells_of(happening: Happening, actors: set[str], keys: Keys) -> bool:
    return any(actors <= keys.within(one.cell) for its in happening.told for one in its)


def _place(told: Sequence[Act], keys: Keys) -> Mention | None:
    """The place that most origins tell, as the surest deed has it."""
    named = {
        act: Mention(article=act.told.article, name=act.deed.place)
        for act in told
        if act.deed.place is not None
    }
    if not named:
        return None
    origins = _origins(named, lambda act: keys.of(named[act]))
    return named[min(named, key=lambda act: (-origins[keys.of(named[act])], -act.deed.score, act.place))]


def _origins(acts: Iterable[Act], value: Callable[[Act], Value]) -> dict[Value, int]:
    """How many origins have each value."""
    found: dict[Value, set[int]] = {}
    for act in acts:
        found.setdefault(value(act), set()).add(act.origin)
    return {one: len(its) for one, its in found.items()}


def _by_origin(acts: Sequence[Act], story: Told) -> tuple[tuple[DeedTold, ...], ...]:
    """The deeds of each origin, in the order of its articles."""
    places = {article: n for one in story.origins for n, article in enumerate(one.articles)}
    found: list[list[DeedTold]] = [[] for _ in story.origins]
    for act in sorted(acts, key=lambda act: (places[act.told.article], act.told.deed)):
        found[act.origin].append(act.told)
    return tuple(map(tuple, found))
