"""When a story's happening was: the day that its leads name, else the day it was first reported.

Takes days as read, placed on a calendar; reads no words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from statistics import median_low

from msgspec import structs

from samestory.model import Article, Dated, Occasion, Origin, Span, Spot, When

# The days an article's lead names, in order, given the day it was published.
LeadDays = Callable[[Article, date | None], Sequence[When]]

# A day that is still to come when it is named weighs this much: news tells what has happened.
TO_COME = 0.5
# Each day named after the first in an article's lead weighs this much of the one before.
NEXT_NAMED = 0.7
# A day further than this from publication is what came before, or what is planned.
MOST_DAYS = 10
# So many independent reports, or the only one, must name the day; and so much of a report's weight each.
SEVERAL = 2
LEAST_WEIGHT = 0.5


def occasion(
    origins: Sequence[Origin], dates: Sequence[Dated], articles: Mapping[str, Article], lead_days: LeadDays
) -> Occasion | None:
    """The day that most origins name in their leads, else the earliest publication; None where neither is.

    Each origin speaks once for a day. A day must be named by two origins, or by the only one.
    """
    middle = _middle(dates)
    written = {one.article: one for one in dates}
    votes: dict[date, dict[int, float]] = {}
    spots: dict[date, list[Spot]] = {}
    for place, origin in enumerate(origins):
        for article in origin.articles:
            for weight, day, span in _named(articles[article], written[article], middle, lead_days):
                held = votes.setdefault(day, {})
                held[place] = max(held.get(place, 0.0), weight)
                spots.setdefault(day, []).append(Spot(article=article, span=span))
    best = max(votes, key=lambda day: (round(sum(votes[day].values()), 6), -day.toordinal()), default=None)
    if best is not None and _enough(votes[best], len(origins)):
        says = f"named in the leads of {len(votes[best])} of {len(origins)} independent reports"
        return Occasion(when=_on(best, says), how="told", spots=tuple(spots[best]))
    return _published(dates)


def overall(times: Iterable[Occasion | None]) -> Occasion | None:
    """From the first of the ``times`` of a thread's stories to the last; None where none is known."""
    known = sorted((one for one in times if one is not None), key=lambda one: one.when.start.isoformat())
    if not known:
        return None
    first, last = known[0], max(known, key=lambda one: one.when.end.isoformat())
    start, end = _day(first.when.start), _day(last.when.end - timedelta(microseconds=1)) + timedelta(days=1)
    when = When(start=start, end=end, granularity="day", reason="from its first story to its last")
    spots = first.spots if first == last else (*first.spots, *last.spots)
    return Occasion(when=when, how="stories", spots=spots)


def _named(
    article: Article, written: Dated, middle: date | None, lead_days: LeadDays
) -> Iterator[tuple[float, date, Span | None]]:
    """How much each day named in the article's lead weighs, the day, and where it stands."""
    own = written.when.start.date() if written.when is not None and written.how != "counterpart" else None
    about = own or middle
    named: list[Span | None] = []
    for when in lead_days(article, own):
        day = when.start.date()
        if about is not None and abs((day - about).days) > MOST_DAYS:
            continue
        named += [] if when.span in named else [when.span]
        to_come = about is not None and day > about
        yield NEXT_NAMED ** (len(named) - 1) * (TO_COME if to_come else 1.0), day, when.span


def _enough(votes: Mapping[int, float], origins: int) -> bool:
    return sum(weight >= LEAST_WEIGHT for weight in votes.values()) >= min(SEVERAL, origins)


def _published(dates: Sequence[Dated]) -> Occasion | None:
    known = [
        (one.how == "counterpart", one.when.start.isoformat(), one.article, one.when)
        for one in dates
        if one.when
    ]
    if not known:
        return None
    _, _, article, when = min(known, key=lambda one: one[:3])
    spot = Spot(article=article, span=when.span)
    first = structs.replace(when, span=None, reason="first published then")
    return Occasion(when=first, how="published", spots=(spot,))


def _middle(dates: Sequence[Dated]) -> date | None:
    known = sorted(one.when.start.date() for one in dates if one.when is not None)
    return median_low(known) if known else None


def _day(moment: datetime) -> datetime:
    return datetime(moment.year, moment.month, moment.day)


def _on(day: date, says: str) -> When:
    start = datetime(day.year, day.month, day.day)
    return When(start=start, end=start + timedelta(days=1), granularity="day", reason=says)
