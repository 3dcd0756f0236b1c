"""Tags of words: which may follow which, and the best row of them for a sentence (Viterbi).

Rows become names in names.py; what is learnt of tags that follow one another comes with the weights.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from samestory.model import NameType

Floats = npt.NDArray[np.float32]
Tags = npt.NDArray[np.intp]

TYPES: tuple[NameType, ...] = ("person", "organisation", "place", "work", "event")
# A word is outside any name (tag 0), begins one of type k (1 + 2k) or goes on in it (2 + 2k).
OUTSIDE, TAGS = 0, 1 + 2 * len(TYPES)
IMPOSSIBLE = -1e4


def barred() -> Floats:
    """What is added where tag (column) follows tag (row): nothing, or IMPOSSIBLE; float32 (11, 11).

    A name goes on only after its beginning or itself.
    """
    tags = np.arange(TAGS)
    goes_on = (tags > OUTSIDE) & (tags % 2 == 0)
    follows = (tags[None, :] == tags[:, None]) | (tags[None, :] == tags[:, None] + 1)
    return np.where(~goes_on[None, :] | follows, 0, IMPOSSIBLE).astype(np.float32)


def best_tags(said: Sequence[Floats], transitions: Floats) -> list[Tags]:
    """The best tags of each sentence's words, (words,), by what is said of words and of tags in a row.

    ``said`` float32 (words, 11), at least a word each; ``transitions`` float32 (11, 11), added where tag
    (column) follows tag (row), as in a linear-chain CRF (Lafferty et al. 2001). A sentence begins as after a
    word outside names.
    """
    if not said:
        return []
    lengths = np.array([len(its) for its in said])
    padded = np.zeros((len(said), lengths.max(), TAGS), np.float32)
    for row, its in enumerate(said):
        padded[row, : len(its)] = its
    steps = transitions + barred()
    scores = padded[:, 0] + steps[OUTSIDE]
    back: Tags = np.zeros(padded.shape, np.intp)
    for word in range(1, padded.shape[1]):
        # Sentences that have ended keep their scores.
        goes_on = lengths > word
        paths = scores[goes_on, :, None] + steps
        back[goes_on, word] = paths.argmax(axis=1)
        scores[goes_on] = paths.max(axis=1) + padded[goes_on, word]
    last: list[int] = scores.argmax(axis=1).tolist()
    ends = zip(lengths.tolist(), last, strict=True)
    return [_traced(back[row, :n], best) for row, (n, best) in enumerate(ends)]


def _traced(back: Tags, last: int) -> Tags:
    """The row of tags that ends in ``last``; ``back`` (words, 11) says which tag each one followed."""
    tags = np.full(len(back), last, np.intp)
    for word in range(len(back) - 1, 0, -1):
        tags[word - 1] = back[word, tags[word]]
    return tags
