"""Which of two copies was there first, from what the articles say of themselves. Judges no copying."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import structs

from samestory.model import Article, Copy, Origin, Reason, When

Sourced = tuple[str, Reason]

# An outlet's name shorter than this is a word like any other.
SHORTEST_NAME = 3
# From this share of the shorter text on, what the longer one has besides is an addition or was cut.
COVERED = 0.8


def directed(copy: Copy, left: Article, right: Article, told: str | None = None) -> Copy:
    """``copy`` with its source where it can be told, and what speaks for it; ``left`` and ``right`` are its.

    An article that names the other's outlet took from it. Two that credit one agency took from that, and
    neither is the source. Else the earlier one was first. Where these contradict, no source is told. The
    source that a reader ``told`` outranks all of it.
    """
    if copy.verdict == "independent":
        return copy
    naming, wire, earlier = _naming(left, right), _wire(left, right), _earlier(left, right)
    found = {source for source, _ in (*naming, *(() if wire else earlier))}
    source = told or (found.pop() if len(found) == 1 else None)
    speaking = (reason for first, reason in (*naming, *earlier) if told in (None, first))
    said = (*speaking, *wire, *_credit(left, right))
    return structs.replace(copy, source=source, reasons=(*copy.reasons, *said, *_tail(copy, left, right)))


def sources_first(origins: Sequence[Origin], copies: Iterable[Copy]) -> tuple[Origin, ...]:
    """The same origins, each with those in front that took from no other of it, so that its witness is one.

    Articles otherwise keep their order, as does an origin in which each took from another.
    """
    taken: dict[str, set[str]] = defaultdict(set)
    for copy in copies:
        if copy.source in (copy.left, copy.right):
            taken[copy.right if copy.source == copy.left else copy.left].add(copy.source)
    return tuple(Origin(articles=_in_front(one.articles, taken)) for one in origins)


def _in_front(articles: tuple[str, ...], taken: Mapping[str, set[str]]) -> tuple[str, ...]:
    others = set(articles)
    return tuple(sorted(articles, key=lambda one: bool(taken.get(one, set()) & others)))


def _naming(left: Article, right: Article) -> tuple[Sourced, ...]:
    """One text names the outlet that published the other."""
    return tuple(
        (source.id, Reason(name="names_outlet", value=1.0, says=f"the other one names {source.outlet}"))
        for source, taker in ((left, right), (right, left))
        if source.outlet and source.outlet != taker.outlet and _names(taker, source.outlet)
    )


def _names(article: Article, outlet: str) -> bool:
    if outlet.casefold() in (credit.casefold() for credit in article.credits):
        return True
    known = re.compile(rf"(?<!\w){re.escape(outlet)}(?!\w)")
    return len(outlet) >= SHORTEST_NAME and known.search(article.text) is not None


def _wire(left: Article, right: Article) -> tuple[Reason, ...]:
    shared = sorted(set(left.credits) & set(right.credits))
    return (Reason(name="wire", value=1.0, says=f"both credit {', '.join(shared)}"),) if shared else ()


def _credit(left: Article, right: Article) -> tuple[Reason, ...]:
    """Agencies that one alone credits, where both credit none together: the other may have left it out."""
    one, other = set(left.credits), set(right.credits)
    if one & other or not one | other:
        return ()
    return (Reason(name="credit", value=0.5, says=f"{', '.join(sorted(one | other))} credited"),)


def _earlier(left: Article, right: Article) -> tuple[Sourced, ...]:
    """One was published on an earlier day; hours of two outlets may be those of two time zones."""
    return tuple(
        (
            first.id,
            Reason(name="earlier", value=float(days), says=f"the source was published {_days(days)} earlier"),
        )
        for first, second in ((left, right), (right, left))
        if (days := _days_between(first.published, second.published)) > 0
    )


def _days_between(first: When | None, second: When | None) -> int:
    """Days from the last day of ``first`` to the first of ``second``; 0 where one is unknown."""
    if first is None or second is None:
        return 0
    return (second.start.date() - (first.end - first.end.resolution).date()).days


def _days(count: int) -> str:
    return f"{count} day" if count == 1 else f"{count} days"


def _tail(copy: Copy, left: Article, right: Article) -> tuple[Reason, ...]:
    """What the longer one has besides stands at its end: added there, or cut from there in the other."""
    shorter = copy.right_share if len(left.sentences) > len(right.sentences) else copy.left_share
    longer, found = max(
        (len(left.sentences), [i for p in copy.pairs for i in p.left]),
        (len(right.sentences), [j for p in copy.pairs for j in p.right]),
    )
    over = longer - len(set(found))
    if shorter < COVERED or over == 0 or len(left.sentences) == len(right.sentences):
        return ()
    if longer - 1 - max(found) != over:
        return ()
    says = f"what only the longer one has, {over} of its {longer} sentences, stands at its end"
    return (Reason(name="at_the_end", value=float(over), says=says),)
