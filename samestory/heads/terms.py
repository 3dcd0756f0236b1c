"""What words mean where they stand, from the encoder's token states (card: terms.md).

Gives vectors of words; which words name one thing by two terms is for collate/wording.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import as_file, files
from typing import NamedTuple

import numpy as np

from samestory.encode.outputs import layer_output
from samestory.encode.session import Encoder, Floats, Tokens
from samestory.model import Span

FILE = "terms.npz"
# Words in context are told best after this layer: later ones turn to the meaning of the sentence.
AFTER_LAYER = 8


class WordStates:
    """A head that gives token states as they are."""

    layer = layer_output(AFTER_LAYER)

    def __call__(self, states: Floats) -> Floats:
        """The states, float32 (texts, tokens, d)."""
        return states


class _Map(NamedTuple):
    """``mean`` float32 (d,), ``turn`` float32 (k, d)."""

    mean: Floats
    turn: Floats


def with_states(encoder: Encoder, texts: Sequence[str]) -> tuple[Floats, list[Floats] | None]:
    """Vectors of ``texts`` and, in the same pass, the states of each text's tokens, float32 (tokens, d).

    Tokens that stand nowhere have none. None where the weights do not give the layer.
    """
    head = WordStates()
    if not encoder.has(head):
        return encoder.encode(texts), None
    rows, tokens = encoder.read(texts, head)
    width = encoder.dimension
    return rows, [its.said[its.places[:, 1] > its.places[:, 0]].reshape(-1, width) for its in tokens]


def of_words(words: Sequence[Span], tokens: Tokens) -> Floats:
    """The mean state of the tokens of each word, float32 (words, d); zero past the encoder's limit."""
    starts, ends = tokens.places[:, 0], tokens.places[:, 1]
    stands = ends > starts
    rows = np.zeros((len(words), tokens.said.shape[-1]), np.float32)
    for row, word in enumerate(words):
        inside = stands & (ends > word.start) & (starts < word.end)
        if inside.any():
            rows[row] = tokens.said[inside].mean(axis=0)
    return rows


def meanings(states: Floats) -> Floats:
    """What words mean whatever stands around them: unit rows, float32 (words, k), of states (words, d).

    Words that translate one another have a cosine of at least .4, mostly.
    """
    learnt = _trained()
    return _unit(np.asarray((states - learnt.mean) @ learnt.turn.T, np.float32))


def _unit(rows: Floats) -> Floats:
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=-1, keepdims=True), 1e-9), np.float32)


@lru_cache(maxsize=1)
def _trained() -> _Map:
    with as_file(files(__package__).joinpath(FILE)) as path, np.load(path) as held:
        return _Map(held["mean"].astype(np.float32), held["turn"].astype(np.float32))
