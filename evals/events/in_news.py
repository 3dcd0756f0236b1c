"""What the events head tells of pairs of names in real news, beside what a reader takes for right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from evals.base import Figure
from evals.events import naive
from evals.events.news import Read
from evals.events.parties import Named, parties
from evals.events.told import read
from samestory.encode import Encoder
from samestory.encode.neutral import Floats2d
from samestory.encode.session import Tokens
from samestory.heads.deeds import TOLD, TOLD_OF_ANY
from samestory.heads.events import Done, acts, deed, tells
from samestory.model import Root, Span


class Found(NamedTuple):
    """A pair that is rightly told: whether its first name acts, what is done, and the naive coder's root."""

    pair: Read
    first_acts: bool
    done: Done
    naive_root: Root


def figures(name: str, pairs: Sequence[Read], encoder: Encoder, centres: Floats2d) -> Iterator[Figure]:
    """Precision and recall of deeds among the pairs; of those rightly told, who acts, root and mood."""
    known = [one for one in pairs if one.known]
    given = read(encoder, [one.told for one in known])
    plain = naive.roots(given.vectors, centres)
    named = parties(encoder, given.told)
    judged = zip(known, given.tokens, plain, map(_told, known, given.tokens, named), strict=True)
    told = [row[:3] for row in judged if row[3]]
    deeds = [one for one in known if one.answers]
    right = [_found(*row) for row in told if row[0].answers]
    of_all, every = _share([one.answers for one, *_ in told]), len(deeds) / len(known)
    yield Figure(name=f"deeds told that are told, {name}", value=of_all, baseline=every)
    yield Figure(name=f"deeds found, {name}", value=len(right) / len(deeds), baseline=1.0)
    yield from _figures(name, right)


def _figures(name: str, right: Sequence[Found]) -> Iterator[Figure]:
    """Who acts, of pairs where only one of them does; then root and mood."""
    one_acts = [one for one in right if one.pair.ways() in ({">"}, {"<"})]
    acting = _share([one.first_acts == (one.pair.ways() == {">"}) for one in one_acts])
    first = _share([one.pair.ways() == {">"} for one in one_acts])
    yield Figure(name=f"who acts, {name}", value=acting, baseline=first)
    for what, ours, plain in (
        ("root", [one.done.root for one in right], [one.naive_root for one in right]),
        ("mood", [one.done.mood for one in right], [naive.mood(one.pair.told) for one in right]),
    ):
        wanted = [{root for root, _ in one.pair.answers} | set(one.pair.moods) for one in right]
        value, base = (
            _share([a in its for a, its in zip(its_, wanted, strict=True)]) for its_ in (ours, plain)
        )
        yield Figure(name=f"{what} right, {name}", value=value, baseline=base)


def _told(pair: Read, tokens: Tokens, named: Named) -> bool:
    spans = _spans(pair)
    least = TOLD_OF_ANY if any(one in named.of_any for one in spans) else TOLD
    return tells(tokens, [spans], named.spans)[0] > least


def _found(pair: Read, tokens: Tokens, plain: Root) -> Found:
    one, other = _spans(pair)
    first_acts = acts(tokens, one, other) > 1 / 2
    done = deed(tokens, *((one, other) if first_acts else (other, one)))
    if done is None:
        raise ValueError(f"past the encoder's limit: {pair.document}")
    return Found(pair, first_acts, done, plain)


def _spans(pair: Read) -> tuple[Span, Span]:
    """Both names; a pair read always has them."""
    one, other = pair.told.source, pair.told.target
    if one is None or other is None:
        raise ValueError(f"a name is wanting: {pair.document}")
    return one, other


def _share(right: Sequence[object]) -> float:
    return sum(map(bool, right)) / max(1, len(right))
