"""The best-known publication day of each article of a story, and how it is known.

What one article says of itself is read/published.py; here its story and its counterparts speak.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from statistics import median_low

from msgspec import structs

from samestory.model import Article, Copy, Dated, When

NEEDED_SHARE = 0.3


def dates(
    articles: Sequence[Article], copies: Sequence[Copy], misdated: Collection[str] = ()
) -> tuple[Dated, ...]:
    """One Dated per article of a story, in the order given; ``copies`` are the story's pairs.

    Those ``misdated`` (see misdated.py) have the day of their counterparts, with what they state beside it;
    where no other article of the story knows its day, what they state stands.
    """
    sure = [a for a in articles if a.id not in misdated and (a.published or a.clue)]
    doubted = {a.id for a in articles if a.id in misdated and a.published is not None} if sure else set()
    stated = {a.id: _doubted(a) if a.id in doubted else _own(a) for a in articles}
    known = {i: d.when.start.date() for i, d in stated.items() if d.when is not None}
    for article in articles:
        if article.id not in {*known, *doubted} and article.clue is not None and known:
            stated[article.id] = _with_year(article, known)
    known = {i: d.when.start.date() for i, d in stated.items() if d.when is not None}
    return tuple(_completed(stated[a.id], known, copies) for a in articles)


def nearest_year(month: int, day: int, anchor: date) -> date | None:
    """The date of that month and day nearest to ``anchor``; None where no such day is."""
    found = []
    for year in (anchor.year - 1, anchor.year, anchor.year + 1):
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    return min(found, key=lambda d: abs((d - anchor).days), default=None)


def _own(article: Article) -> Dated:
    if article.published is None:
        return Dated(article=article.id, when=None, how="unknown")
    # A time that stands in the text was reasoned out of it; one from outside was stated.
    inside = article.published.span is not None
    return Dated(article=article.id, when=article.published, how="inferred" if inside else "stated")


def _doubted(article: Article) -> Dated:
    return Dated(article=article.id, when=None, how="unknown", doubted=article.published)


def _with_year(article: Article, known: Mapping[str, date]) -> Dated:
    clue = article.clue
    anchor = median_low(sorted(known.values()))
    day = None if clue is None else nearest_year(clue.month, clue.day, anchor)
    if clue is None or day is None:
        return Dated(article=article.id, when=None, how="unknown")
    when = _day(day, f"{clue.reason}; the year {day.year} from its story")
    return Dated(article=article.id, when=when, how="inferred")


def _completed(dated: Dated, known: Mapping[str, date], copies: Sequence[Copy]) -> Dated:
    if dated.when is not None or not known:
        return dated
    counterparts = [
        (_by_reader(c), max(c.left_share, c.right_share), other)
        for c in copies
        for mine, other in ((c.left, c.right), (c.right, c.left))
        if mine == dated.article and other in known and not (_by_reader(c) and c.verdict == "independent")
    ]
    told, share, other = max(counterparts, default=(False, 0.0, ""))
    if told or share >= NEEDED_SHARE:
        says = f"about this day, from its counterpart ({share:.0%} of the sentences shared)"
        when = _day(known[other], says)
    else:
        when = _day(median_low(sorted(known.values())), "about this day, from its story")
    if dated.doubted is not None:
        says = f"{when.reason}; it states {dated.doubted.start.date()}, which cannot be"
        when = structs.replace(when, reason=says)
    return Dated(article=dated.article, when=when, how="counterpart", doubted=dated.doubted)


def _by_reader(copy: Copy) -> bool:
    return copy.made_by != "machine"


def _day(day: date, reason: str) -> When:
    start = datetime(day.year, day.month, day.day)
    return When(start=start, end=start + timedelta(days=1), granularity="day", reason=reason)
