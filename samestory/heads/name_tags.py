"""Tags of words: which may follow which, and the best row of them for a sentence (Viterbi).

Rows become names in names.py; what is learnt of tags that follow one another comes with the weights.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
    found = _plain(said, transitions)
    # The longest first: those that go on are then always the first ones.
    unclear = sorted((i for i, tags in enumerate(found) if tags is None), key=lambda i: -len(said[i]))
    lengths = [len(said[i]) for i in unclear]
    padded = np.zeros((len(unclear), max(lengths, default=0), TAGS), np.float32)
    for row, i in enumerate(unclear):
        padded[row, : lengths[row]] = said[i]
    ends = _backwards(padded, lengths, transitions + barred()) if unclear else ()
    traced = {i: _traced(back[:n], last) for i, n, (back, last) in zip(unclear, lengths, ends, strict=True)}
    return [traced[i] if tags is None else tags for i, tags in enumerate(found)]


def _plain(said: Sequence[Floats], transitions: Floats) -> list[Tags | None]:
    """Each word's own best tag, where no other row can be better; None for a sentence that must be searched.

    Another row that differs in n words gains at most 2n times the range of what is learnt of tags in a row.
    """
    every = np.concatenate(said)
    best = every.argmax(axis=1)
    two = np.partition(every, -2, axis=1)[:, -2:]
    clear = two[:, 1] - two[:, 0] > 2 * np.ptp(transitions)
    ends = np.cumsum([len(its) for its in said])
    before = np.concatenate(([OUTSIDE], best[:-1]))
    before[ends[:-1]] = OUTSIDE
    clear &= barred()[before, best] == 0
    pieces = zip(np.split(best, ends[:-1]), np.split(clear, ends[:-1]), strict=True)
    return [tags if ok.all() else None for tags, ok in pieces]


def _backwards(padded: Floats, lengths: Sequence[int], steps: Floats) -> Iterator[tuple[Tags, int]]:
    """For each sentence, which tag each one follows at best, (words, 11), and its best last tag."""
    scores = padded[:, 0] + steps[OUTSIDE]
    back = np.zeros(padded.shape, np.intp)
    going = len(lengths)
    for word in range(1, padded.shape[1]):
        while lengths[going - 1] <= word:
            going -= 1
        paths = scores[:going, :, None] + steps
        back[:going, word] = paths.argmax(axis=1)
        scores[:going] = paths.max(axis=1) + padded[:going, word]
    return zip(back, scores.argmax(axis=1).tolist(), strict=True)


def _traced(back: Tags, last: int) -> Tags:
    """The row of tags that ends in ``last``; ``back`` (words, 11) says which tag each one followed."""
    tags = np.full(len(back), last, np.intp)
    for word in range(len(back) - 1, 0, -1):
        tags[word - 1] = back[word, tags[word]]
    return tags
