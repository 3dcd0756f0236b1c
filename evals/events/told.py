"""What the events head says of sentences with their actors given."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from evals.events.gold import Acted, fold
from samestory.encode import Encoder
from samestory.encode.neutral import Floats2d, neutral
from samestory.encode.session import Floats, Tokens
from samestory.heads.deeds import TOLD
from samestory.heads.events import FOLDS, MOODS, ROOTS, Part, acts, chances, tells, trained
from samestory.heads.terms import WordStates
from samestory.model import Mood, Root


class Read(NamedTuple):
    """Sentences with their neutral vectors and token states."""

    told: Sequence[Acted]
    vectors: Floats2d
    tokens: Sequence[Tokens]


def read(encoder: Encoder, told: Sequence[Acted]) -> Read:
    """The sentences encoded."""
    vectors, tokens = encoder.read([one.text for one in told], WordStates())
    return Read(told, neutral(vectors), tokens)


def roots(given: Read) -> list[Root]:
    """What all nets together say of each sentence."""
    return [ROOTS[int(its.mean(axis=0).argmax())] for its in _each(given, "roots")]


def unseen(given: Read) -> list[Root]:
    """What those nets say that have not seen the sentence."""
    found = zip(given.told, _each(given, "roots"), strict=True)
    return [ROOTS[int(its[fold(one.text) :: FOLDS].mean(axis=0).argmax())] for one, its in found]


def moods(given: Read) -> list[Mood]:
    """How the deed of each sentence is told."""
    return [MOODS[int(its.mean(axis=0).argmax())] for its in _each(given, "moods")]


def right_order(given: Read) -> list[bool]:
    """Whether the source is taken for the one who acts; of sentences that name both actors."""
    found = zip(given.told, given.tokens, strict=True)
    return [acts(t, one.source, one.target) > 0.5 for one, t in found if one.source and one.target]


def told(given: Read) -> list[bool]:
    """Whether a deed is told of the actors; of sentences that name both."""
    found = zip(given.told, given.tokens, strict=True)
    return [tells(t, [(one.source, one.target)])[0] > TOLD for one, t in found if one.source and one.target]


def source_first(given: Read) -> list[bool]:
    """Whether the source stands before the target; of sentences that name both."""
    return [one.source < one.target for one in given.told if one.source and one.target]


def _each(given: Read, part: Part) -> list[Floats]:
    nets = trained(part)
    found = zip(given.told, given.tokens, strict=True)
    return [np.asarray(chances(t, one.source, one.target, nets)) for one, t in found]
