"""What one actor does to another, as a PLOVER root, from a sentence's token states (card: events.md).

The two actors are given: it tells which of them acts, but finds none. It reads what terms.WordStates gives.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import as_file, files
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from samestory.encode.session import Floats, Tokens
from samestory.model import QUADS, Mood, Root, Span

FILE = "events.npz"
# How many tokens away a token counts little more for being near an actor.
NEAR = 4.0
# What is known of where a token stands, as ``places`` gives it.
PLACES = 13
# Gold is cut in so many folds; of the nets for roots the i-th has not seen fold i, modulo this.
FOLDS = 5

# For each token whether it is one of some, (tokens,).
Within = npt.NDArray[np.bool_]

ROOTS: tuple[Root, ...] = tuple(QUADS)
MOODS: tuple[Mood, ...] = ("stated", "planned", "denied", "hypothetical")
# What the nets of each part answer; of ``order`` the first answer is that the actors are as
# given, of ``told`` the second that a deed is told of them.
Part = Literal["roots", "moods", "order", "told"]
ANSWERS: dict[Part, int] = {"roots": len(ROOTS), "moods": len(MOODS), "order": 2, "told": 2}


class Done(NamedTuple):
    """What is done, how it is told, and how sure the head is of root and mood, 0 to 1."""

    root: Root
    score: float
    mood: Mood
    mood_score: float


class _Stand(NamedTuple):
    """The tokens of an actor, those before and behind it, and how near each is to it, 1 within it."""

    within: Within
    before: Within
    behind: Within
    near: Floats


class Nets(NamedTuple):
    """Small networks that look at tokens in ``h`` ways each; n of them, trained apart.

    ``mean`` and ``scale`` (d,) make states even; ``looks`` (n, d, h) and ``placed`` (n, PLACES, h) say which
    tokens each way looks at, by what they mean and where they stand; ``out`` (n, (h + 2) * d, answers)
    and ``bias`` (n, answers) judge what is seen and both actors. Where there are ``units``
    (n, (h + 2) * d + h * PLACES, u) with their ``start`` (n, u), these see it first, and also where what is
    seen stands; ``out`` is (n, u, answers) then. All float32.
    """

    mean: Floats
    scale: Floats
    looks: Floats
    placed: Floats
    out: Floats
    bias: Floats
    units: Floats | None = None
    start: Floats | None = None


def deed(tokens: Tokens, source: Span | None, target: Span | None) -> Done | None:
    """What ``source`` does to ``target``; None where either lies past the encoder's limit.

    ``tokens`` are a sentence's as terms.WordStates gives them, spans within the sentence. An actor that the
    sentence does not name is None.
    """
    if not all(inside(tokens, actor).any() for actor in (source, target) if actor is not None):
        return None
    roots, moods = (
        chances(tokens, source, target, trained(part)).mean(axis=0) for part in ("roots", "moods")
    )
    root, mood = ROOTS[int(roots.argmax())], MOODS[int(moods.argmax())]
    sure, sure_of_mood = (round(float(found.max()), 3) for found in (roots, moods))
    return Done(root, sure, mood, sure_of_mood)


def acts(tokens: Tokens, one: Span, other: Span) -> float:
    """How likely ``one`` acts and ``other`` is acted on, rather than the other way round, 0 to 1."""
    nets = trained("order")
    given, turned = (chances(tokens, *pair, nets).mean(axis=0) for pair in ((one, other), (other, one)))
    return float(given[0] + turned[1]) / 2


def tells(tokens: Tokens, pairs: Sequence[tuple[Span, Span]], parties: Sequence[Span] = ()) -> list[float]:
    """How likely the sentence tells any deed between the two of each pair; ask roots of likely ones alone.

    From 0 to 1, the same whichever of the two is named first. ``parties`` are all that the sentence names,
    the two among them. All pairs of a sentence are judged at once, which takes half the time.
    """
    # Who stands in many pairs is looked for once.
    held = {one: _stand(tokens, one) for one in {*parties, *(one for pair in pairs for one in pair)}}
    within = [(one, held[one].within) for one in parties]
    given = np.stack([
        _placed(held[one], held[other], _others(tokens, (one, other), within)) for one, other in pairs
    ])  # fmt: skip
    both = np.concatenate([given, _turned(given)])
    found = _judged(tokens, both, trained("told"))[..., 1].mean(axis=1)
    return [float(one) for one in found.reshape(2, -1).mean(axis=0)]


def chances(tokens: Tokens, source: Span | None, target: Span | None, nets: Nets) -> Floats:
    """How likely each net takes each answer to be, float32 (n, answers)."""
    return np.asarray(_judged(tokens, places(tokens, source, target)[None], nets)[0])


def _judged(tokens: Tokens, where: Floats, nets: Nets) -> Floats:
    """What each net says of each pair, float32 (pairs, n, answers), by ``places`` of each."""
    real = tokens.places[:, 1] > tokens.places[:, 0]
    even, where = (tokens.said[real] - nets.mean) / nets.scale, where[:, real]
    # One product for all nets: einsum over three axes is many times slower.
    flat = [np.moveaxis(part, 0, 1).reshape(part.shape[1], -1) for part in (nets.looks, nets.placed)]
    share = _softmax(even @ flat[0] + where @ flat[1], axis=1).transpose(0, 2, 1)
    looked, spots = ((share @ part).reshape(len(where), len(nets.looks), -1) for part in (even, where))
    actors = np.concatenate([_mean(even, where[..., column]) for column in (0, 1)], axis=1)
    seen = [looked, np.repeat(actors[:, None], looked.shape[1], axis=1)]
    if nets.units is None or nets.start is None:
        judged = np.concatenate(seen, axis=2).transpose(1, 0, 2)
    else:
        judged = np.concatenate([*seen, spots], axis=2).transpose(1, 0, 2)
        judged = np.maximum(judged @ nets.units + nets.start[:, None], 0)
    return _softmax((judged @ nets.out).transpose(1, 0, 2) + nets.bias, axis=2)


def places(tokens: Tokens, source: Span | None, target: Span | None, others: Within | None = None) -> Floats:
    """Where each token stands, float32 (tokens, PLACES); ``others`` are the tokens of other parties.

    In the order of columns: within source, within target; between both, before both, behind both; how near
    before and behind the source, before and behind the target, and to either; between both where the source
    stands first; within another party; within another between both.
    """
    return _placed(_stand(tokens, source), _stand(tokens, target), others)


def _placed(source: _Stand, target: _Stand, others: Within | None) -> Floats:
    """``places`` of two of whom is known where they stand."""
    one, before, behind, near = source
    other, before2, behind2, near2 = target
    between = (behind & before2) | (behind2 & before)
    third = np.zeros(len(one), bool) if others is None else others
    columns = (
        one, other, between, before & before2, behind & behind2,
        near * before, near * behind, near2 * before2, near2 * behind2, np.minimum(near, near2),
        behind & before2, third, third & between,
    )  # fmt: skip
    return np.stack(columns, axis=1).astype(np.float32)


def _turned(where: Floats) -> Floats:
    """``places`` with source and target in one another's stead, float32 (..., PLACES)."""
    turned = where[..., [1, 0, 2, 3, 4, 7, 8, 5, 6, 9, 10, 11, 12]]
    turned[..., 10] = where[..., 2] - where[..., 10]
    return turned


def others(tokens: Tokens, pair: tuple[Span | None, Span | None], parties: Sequence[Span]) -> Within:
    """True for the tokens of those of ``parties`` that are neither of the two, (tokens,)."""
    return _others(tokens, pair, [(one, inside(tokens, one)) for one in parties])


def _others(
    tokens: Tokens, pair: tuple[Span | None, Span | None], held: Sequence[tuple[Span, Within]]
) -> Within:
    """The same, of parties whose tokens are known."""
    two = [one for one in pair if one is not None]
    found = np.zeros(len(tokens.places), bool)
    for party, tokens_of in held:
        if not any(party.start < one.end and one.start < party.end for one in two):
            found |= tokens_of
    return found


def inside(tokens: Tokens, span: Span | None) -> Within:
    """True for the tokens that ``span`` reaches into, (tokens,); for none where there is no span."""
    starts, ends = tokens.places[:, 0], tokens.places[:, 1]
    if span is None:
        return np.zeros(len(starts), bool)
    return np.asarray((ends > starts) & (starts < span.end) & (ends > span.start))


def _stand(tokens: Tokens, actor: Span | None) -> _Stand:
    """Where an actor stands; nothing is before or behind one that is not named."""
    within = inside(tokens, actor)
    held, row = np.flatnonzero(within), np.arange(len(within))
    if not len(held):
        nowhere = np.zeros(len(within), bool)
        return _Stand(within, nowhere, nowhere, np.ones(len(within), np.float32))
    apart = np.maximum(0, np.maximum(held[0] - row, row - held[-1]))
    return _Stand(within, row < held[0], row > held[-1], np.exp(-apart / NEAR).astype(np.float32))


def _mean(rows: Floats, taken: Floats) -> Floats:
    return np.asarray(taken @ rows / np.maximum(1, taken.sum(axis=-1, keepdims=True)), np.float32)


def _softmax(values: Floats, axis: int) -> Floats:
    raised = np.exp(values - values.max(axis=axis, keepdims=True))
    return np.asarray(raised / raised.sum(axis=axis, keepdims=True), np.float32)


@lru_cache(maxsize=len(ANSWERS))
def trained(part: Part) -> Nets:
    """The nets of a part that come with the package."""
    with as_file(files(__package__).joinpath(FILE)) as path, np.load(path) as held:
        names = [name for name in Nets._fields if f"{part}.{name}" in held]
        return Nets(**{name: held[f"{part}.{name}"].astype(np.float32) for name in names})
