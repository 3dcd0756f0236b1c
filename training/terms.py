"""Trains what samestory/heads/terms.npz holds: ``python -m training.terms --data ROOT``.

Prints the figures of samestory/heads/terms.md. Pairs of words come from translated news (NTREX-128), aligned
by the encoder's own states; only the map is kept, no text.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import cyclopts
import numpy as np
import torch
from torch import nn

from evals.base import DATA_ROOT, DataRoot
from evals.corpora import parallel
from samestory.collate.word_pairs import in_context, mutual, one_word
from samestory.encode import Encoder
from samestory.encode.neutral import Floats2d, neutral
from samestory.heads.names import words
from samestory.heads.terms import FILE, WordStates, of_words
from samestory.lang import fold
from samestory.model import Span

OUT = Path(__file__).parents[1] / "samestory" / "heads" / FILE
LANGUAGES = (
    "eng", "ron", "bul", "rus", "ukr", "pol", "ces", "slv", "kaz", "deu", "fra", "spa", "ita", "nld", "por",
    "tur", "hun",
)  # fmt: skip
# Words looked at: this long, in small letters, and not so frequent that they are grammar.
SHORTEST, MOST_FREQUENT = 4, 60
# Words this alike in context, and each other's likest, are taken for translations.
ALIKE = 0.2
# Pairs of words taken from each two languages, and how many near in meaning a wrong one is drawn from.
PAIRS, NEAR = 1500, 20
WIDTH, BATCH, ROUNDS, SEED = 128, 512, 8, 5


class Line(NamedTuple):
    """A line's words in small letters, and their states, float16 (words, d)."""

    forms: tuple[str, ...]
    states: Floats2d


class Pair(NamedTuple):
    """A word of one language and its translation in another: line, places in the line, forms."""

    line: int
    left: int
    right: int
    forms: tuple[str, str]


Place = tuple[str, int, int]  # language, line, word
Lines = Mapping[str, Sequence[Line]]
Four = tuple[Place, Place, Place, Place]


def read(encoder: Encoder, lines: Sequence[str]) -> list[Line]:
    """The words of ``lines`` with their states."""
    _, tokens = encoder.read(lines, WordStates())
    result = []
    for line, its in zip(lines, tokens, strict=True):
        found = words(line, its.places)
        states = of_words(found, its)
        result.append(Line(tuple(_form(line, word) for word in found), states.astype(np.float16)))
    return result


def _form(line: str, word: Span) -> str:
    """The word as compared; empty where it is no common word in small letters."""
    written = word.of(line)
    return fold(written) if len(written) >= SHORTEST and written.isalpha() and written.islower() else ""


def aligned(left: Sequence[Line], right: Sequence[Line]) -> list[Pair]:
    """Words of the same line that are each other's likest in context."""
    found = []
    for number, (one, other) in enumerate(zip(left, right, strict=True)):
        if one.forms and other.forms:
            likeness = in_context(one.states.astype(np.float32), other.states.astype(np.float32))
            for i, j in mutual(likeness):
                if one.forms[i] and other.forms[j] and likeness[i, j] > ALIKE:
                    found.append(Pair(number, i, j, (one.forms[i], other.forms[j])))
    return found


def fours(lines: Lines, meant: Mapping[str, Floats2d], rng: random.Random) -> Iterator[Four]:
    """Places of a word, its translation, and another pair of translations near in meaning to them.

    The translation stands in another line than the word, so that no context tells it.
    """
    places = _places(lines)
    for one, other in combinations(sorted(lines), 2):
        pairs = [p for p in aligned(lines[one], lines[other]) if _rare(places, (one, other), p.forms)]
        near = _Near(pairs, meant)
        for pair in rng.sample(pairs, min(PAIRS, len(pairs))):
            elsewhere = [p for p in places[other, pair.forms[1]] if p[1] != pair.line]
            wrong = near.of(pair, rng)
            if elsewhere and wrong:
                yield (
                    (one, pair.line, pair.left),
                    rng.choice(elsewhere),
                    rng.choice(places[one, wrong[0]]),
                    rng.choice(places[other, wrong[1]]),
                )


def _places(lines: Lines) -> dict[tuple[str, str], list[Place]]:
    """Where each form of each language stands."""
    found: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for lang, its in lines.items():
        for number, line in enumerate(its):
            for place, form in enumerate(line.forms):
                if form:
                    found[lang, form].append((lang, number, place))
    return found


def _rare(
    places: Mapping[tuple[str, str], list[Place]], langs: tuple[str, str], forms: tuple[str, str]
) -> bool:
    return all(len(places[key]) <= MOST_FREQUENT for key in zip(langs, forms, strict=True))


class _Near:
    """Pairs of translations near in meaning to a pair, and no translation of either of its words."""

    def __init__(self, pairs: Sequence[Pair], meant: Mapping[str, Floats2d]) -> None:
        self._forms = list(dict.fromkeys(pair.forms for pair in pairs))
        self._sides = [np.array([meant[forms[side]] for forms in self._forms]) for side in (0, 1)]
        self._meant = meant
        self._known: dict[str, set[str]] = defaultdict(set)
        for left, right in self._forms:
            self._known[left].add(right)

    def of(self, pair: Pair, rng: random.Random) -> tuple[str, str] | None:
        likeness = sum(side @ self._meant[form] for side, form in zip(self._sides, pair.forms, strict=True))
        liker = np.argsort(-np.asarray(likeness))[: 3 * NEAR]
        others = [self._forms[i] for i in liker if self._apart(pair.forms, self._forms[i])][:NEAR]
        return rng.choice(others) if others else None

    def _apart(self, one: tuple[str, str], other: tuple[str, str]) -> bool:
        if one_word(one[0], other[0]) or one_word(one[1], other[1]):
            return False
        return not (
            any(one_word(other[1], known) for known in self._known[one[0]])
            or any(one_word(one[1], known) for known in self._known[other[0]])
        )


class Map(nn.Module):
    """States to meanings, and how log-odds follow from their cosine."""

    def __init__(self, mean: torch.Tensor) -> None:
        super().__init__()
        self.mean = mean
        self.turn = nn.Linear(len(mean), WIDTH, bias=False)
        self.slope = nn.Parameter(torch.tensor(5.0))
        self.offset = nn.Parameter(torch.tensor(-2.0))

    def forward(self, left: torch.Tensor, right: torch.Tensor) -> torch.Tensor:
        """Log-odds that words with these states, float (n, d) each, translate one another."""
        one, other = (nn.functional.normalize(self.turn(side - self.mean), dim=-1) for side in (left, right))
        return self.slope * (one * other).sum(-1) + self.offset

    def of_four(self, states: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Log-odds and truth of two pairs of translations and two wrong ones; ``states`` is (n, 4, d)."""
        pairs = ((0, 1, 1.0), (2, 3, 1.0), (0, 3, 0.0), (2, 1, 0.0))
        odds = torch.stack([self(states[:, i], states[:, j]) for i, j, _ in pairs], 1)
        return odds, torch.tensor([true for *_, true in pairs]).expand_as(odds)


def fitted(states: torch.Tensor) -> Map:
    """A map fitted on ``states`` float32 (n, 4, d), by cross-entropy."""
    torch.manual_seed(SEED)
    made = Map(states.mean((0, 1)))
    step = torch.optim.AdamW(made.parameters(), 2e-3, weight_decay=1e-2)
    slower = torch.optim.lr_scheduler.ExponentialLR(step, 0.6)
    for _ in range(ROUNDS):
        for rows in torch.randperm(len(states)).split(BATCH):
            odds, truth = made.of_four(states[rows])
            step.zero_grad()
            nn.functional.binary_cross_entropy_with_logits(odds, truth).backward()
            step.step()
        slower.step()
    return made


def told_apart(made: Map, states: torch.Tensor) -> tuple[float, float]:
    """Share of rightly judged pairs, and chance that a translation outranks a wrong pair (AUC)."""
    with torch.no_grad():
        odds, truth = (part.flatten() for part in made.of_four(states))
    ranks = odds.argsort().argsort().double()
    true = truth == 1
    above = (ranks[true].mean() - (true.sum() - 1) / 2) / (~true).sum()
    return float(((odds > 0) == true).double().mean()), float(above)


def main(*, data: DataRoot = DATA_ROOT, out: Path = OUT) -> None:
    """Fit the map on one half of the documents, print its figures on the other, and write it."""
    encoder = Encoder.open()
    news = parallel(data, LANGUAGES)
    train, held = (_states(encoder, news.lines, news.half(parity)) for parity in (0, 1))
    made = fitted(train)
    for name, states in (("train", train), ("held", held)):
        right, above = told_apart(made, states)
        print(f"{name}: {len(states)} fours, right {right:.3f}, AUC {above:.3f}")
    print(f"log-odds = {made.slope.item():.2f} cosine {made.offset.item():+.2f}")
    np.savez_compressed(
        out,
        mean=made.mean.numpy().astype(np.float16),
        turn=made.turn.weight.detach().numpy().astype(np.float16),
    )


def _states(
    encoder: Encoder, news: Mapping[str, Sequence[str]], documents: Sequence[Sequence[int]]
) -> torch.Tensor:
    """States of fours, float32 (n, 4, d), of the lines in ``documents``."""
    chosen = [line for document in documents for line in document]
    lines = {lang: read(encoder, [its[i] for i in chosen]) for lang, its in news.items()}
    forms = sorted({form for its in lines.values() for line in its for form in line.forms if form})
    meant = dict(zip(forms, neutral(encoder.encode(forms)), strict=True))
    found = list(fours(lines, meant, random.Random(SEED)))
    states = [[lines[lang][line].states[word] for lang, line, word in four] for four in found]
    return torch.tensor(np.array(states, np.float32))


if __name__ == "__main__":
    cyclopts.run(main)
