"""One net of the events head as a torch module, and how it is trained.

Training's alone; the package runs the same arithmetic in numpy (samestory/heads/events.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

from samestory.encode.session import Floats
from samestory.heads.events import PLACES

DROPPED, SMOOTHED = 0.3, 0.05
ROUNDS, BATCH, RATE, DECAY = 15, 32, 2e-3, 0.05
# Sentences sorted by length in one go, so that little of a batch is padding.
SORTED = 256
NEVER = -1e4


class Shape(NamedTuple):
    """In how many ways a net looks at a sentence, and how many units it judges with; 0: by one linear map.

    ``rounds`` is how often it sees all that trains it.
    """

    ways: int = 4
    units: int = 0
    rounds: int = ROUNDS


PLAIN = Shape()


class Example(NamedTuple):
    """A sentence's even states (tokens, d), where its tokens stand (tokens, PLACES), and the answer.

    ``weight`` is how much it counts.
    """

    states: Floats
    placed: Floats
    answer: int
    weight: float = 1.0


class Batch(NamedTuple):
    """Examples padded to one length: states, places, which tokens are real, answers, weights."""

    states: Tensor
    placed: Tensor
    real: Tensor
    answers: Tensor
    weights: Tensor


class Net(nn.Module):
    """Looks at tokens in some ways and judges what it sees beside both actors: logits of ``answers``."""

    def __init__(self, width: int, answers: int, shape: Shape = PLAIN) -> None:
        super().__init__()
        seen = (shape.ways + 2) * width + (shape.ways * PLACES if shape.units else 0)
        self.looks = nn.Linear(width, shape.ways, bias=False)
        self.placed = nn.Linear(PLACES, shape.ways, bias=False)
        self.units = nn.Linear(seen, shape.units) if shape.units else None
        self.out = nn.Linear(shape.units or seen, answers)
        self.dropped = nn.Dropout(DROPPED)
        nn.init.normal_(self.looks.weight, std=0.01)
        nn.init.normal_(self.out.weight, std=0.01)
        nn.init.zeros_(self.placed.weight)
        # It begins by looking between the actors.
        with torch.no_grad():
            self.placed.weight[:, 2] = 1.0

    def forward(self, batch: Batch) -> Tensor:
        """Logits, (sentences, answers)."""
        states = self._thinned(batch.states)
        seen = self.looks(states) + self.placed(batch.placed)
        share = seen.masked_fill(~batch.real[:, :, None], NEVER).softmax(1)
        looked = torch.einsum("bth,btd->bhd", share, states).flatten(1)
        actors = [_mean(states, batch.placed[:, :, column]) for column in (0, 1)]
        if self.units is None:
            judged = self.dropped(torch.cat([looked, *actors], 1))
        else:
            spots = torch.einsum("bth,btp->bhp", share, batch.placed).flatten(1)
            judged = self.units(self.dropped(torch.cat([looked, *actors, spots], 1))).relu()
        result: Tensor = self.out(judged)
        return result

    def _thinned(self, states: Tensor) -> Tensor:
        """In training some units are dropped, the same at all tokens of a sentence."""
        if not self.training:
            return states
        kept = torch.bernoulli(torch.full((len(states), 1, states.shape[2]), 1 - DROPPED))
        return states * kept / (1 - DROPPED)


def trained(examples: Sequence[Example], answers: int, seed: int, shape: Shape = PLAIN) -> Net:
    """A net trained on ``examples``: AdamW, one cycle; the rarer an answer, the more one of it weighs."""
    torch.manual_seed(seed)
    chance = np.random.default_rng(seed)
    net = Net(examples[0].states.shape[1], answers, shape)
    loss = nn.CrossEntropyLoss(_rarity(examples, answers), reduction="none", label_smoothing=SMOOTHED)
    optimiser = torch.optim.AdamW(net.parameters(), RATE, weight_decay=DECAY)
    rounds = [list(_batches(examples, chance)) for _ in range(shape.rounds)]
    steps = sum(map(len, rounds))
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, steps, pct_start=0.1)
    net.train()
    for places in (batch for one in rounds for batch in one):
        batch = padded([examples[i] for i in places])
        error = (loss(net(batch), batch.answers) * batch.weights).mean()
        optimiser.zero_grad()
        error.backward()
        optimiser.step()
        schedule.step()
    net.eval()
    return net


def padded(examples: Sequence[Example]) -> Batch:
    """The examples side by side."""
    lengths = [len(one.states) for one in examples]
    size = len(examples), max(lengths)
    states, placed = torch.zeros(*size, examples[0].states.shape[1]), torch.zeros(*size, PLACES)
    real = torch.zeros(*size, dtype=torch.bool)
    for row, (one, length) in enumerate(zip(examples, lengths, strict=True)):
        states[row, :length], placed[row, :length] = (
            torch.from_numpy(one.states),
            torch.from_numpy(one.placed),
        )
        real[row, :length] = True
    answers, weights = ([one[part] for one in examples] for part in (2, 3))
    return Batch(states, placed, real, torch.tensor(answers), torch.tensor(weights))


def _rarity(examples: Sequence[Example], answers: int) -> Tensor:
    """How much one of each answer weighs: the root of its rarity."""
    weights = [one.weight for one in examples]
    counts = np.bincount([one.answer for one in examples], weights, minlength=answers)
    return torch.tensor((sum(weights) / answers / np.maximum(counts, 1)) ** 0.5, dtype=torch.float32)


def _batches(examples: Sequence[Example], chance: np.random.Generator) -> Iterator[npt.NDArray[np.intp]]:
    """One round in chance order, sentences of like length together."""
    order, found = chance.permutation(len(examples)), list[npt.NDArray[np.intp]]()
    for start in range(0, len(order), SORTED):
        part = sorted(order[start : start + SORTED], key=lambda i: len(examples[i].states))
        found += [np.array(part[i : i + BATCH]) for i in range(0, len(part), BATCH)]
    yield from (found[i] for i in chance.permutation(len(found)))


def _mean(states: Tensor, taken: Tensor) -> Tensor:
    return torch.einsum("bt,btd->bd", taken, states) / taken.sum(1, keepdim=True).clamp(min=1)
