"""The loss of a linear-chain CRF on words' tags, of which some are not known (Lafferty et al. 2001).

Training's alone; the best row of tags is found by the package, in heads/name_tags.py.
"""

from __future__ import annotations

import torch
from torch import Tensor

from samestory.heads.name_tags import IMPOSSIBLE, OUTSIDE


def loss(said: Tensor, right: Tensor, lengths: Tensor, steps: Tensor) -> Tensor:
    """Minus the log-probability that every word's tag is a right one, the mean over words.

    ``said`` float (texts, words, tags) with ``lengths`` int (texts,) words each; ``right`` bool of the same
    shape: which tags are right answers, several where none is asked for; ``steps`` float (tags, tags): the
    score of tag (column) after tag (row), a text beginning as after a word outside names.
    """
    every = _log_sum(said, lengths, steps)
    ours = _log_sum(torch.where(right, said, said.new_full((), IMPOSSIBLE)), lengths, steps)
    return (every - ours).sum() / lengths.sum()


def _log_sum(said: Tensor, lengths: Tensor, steps: Tensor) -> Tensor:
    """The log of the sum over all rows of tags of the exponent of their score, (texts,)."""
    sums = said[:, 0] + steps[OUTSIDE]
    for word in range(1, said.shape[1]):
        after = torch.logsumexp(sums[:, :, None] + steps, dim=1) + said[:, word]
        # Texts that have ended keep their sums.
        sums = torch.where((lengths > word)[:, None], after, sums)
    return torch.logsumexp(sums, dim=1)
