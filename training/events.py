"""Trains what samestory/heads/events.npz holds: ``python -m training.events --data ROOT``.

Prints the figures of samestory/heads/events.md. Gold and own sentences train; no text is kept.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path

import cyclopts
import numpy as np
import torch

from evals.base import DATA_ROOT, DataRoot
from evals.events import gold
from evals.events.cases import marked
from evals.events.gold import GoldDeed, fold
from evals.events.score import Scored, scored
from samestory.encode import Encoder
from samestory.encode.session import Floats, Tokens
from samestory.heads.events import FILE, FOLDS, ROOTS, Nets, chances, places
from samestory.heads.terms import WordStates
from training.events_model import Example, Net, trained

OUT = Path(__file__).parents[1] / "samestory" / "heads" / FILE
LINES = Path(__file__).with_name("events.toml")
# Nets trained for each fold, from different beginnings.
SEEDS = 2


def own() -> list[GoldDeed]:
    """The own sentences."""
    told = tomllib.loads(LINES.read_text("utf-8"))
    return [
        marked(text, lang, root) for root in ROOTS for lang, texts in told[root].items() for text in texts
    ]


def evened(read: Sequence[Tokens]) -> tuple[Floats, Floats]:
    """Mean and deviation of all token states, float32 (d,) each."""
    states = np.concatenate([tokens.said[_real(tokens)] for tokens in read])
    return states.mean(axis=0), states.std(axis=0) + np.float32(1e-6)


def examples(deeds: Sequence[GoldDeed], read: Sequence[Tokens], mean: Floats, scale: Floats) -> list[Example]:
    """What a net learns from."""
    found = []
    for one, tokens in zip(deeds, read, strict=True):
        real = _real(tokens)
        even = np.asarray((tokens.said[real] - mean) / scale, np.float32)
        found.append(Example(even, places(tokens, one.source, one.target)[real], ROOTS.index(one.root)))
    return found


def stacked(nets: Sequence[Net], mean: Floats, scale: Floats) -> Nets:
    """The nets as the package holds them, in half precision."""

    def each(name: str) -> Floats:
        values = np.stack([net.get_parameter(name).detach().numpy() for net in nets])
        return np.asarray(values.swapaxes(1, -1), np.float16).astype(np.float32)

    return Nets(
        mean, scale, each("looks.weight"), each("placed.weight"), each("out.weight"), each("out.bias")
    )


def unseen(deeds: Sequence[GoldDeed], read: Sequence[Tokens], nets: Nets) -> Scored:
    """Each gold sentence judged by the nets that were not trained on its fold."""
    found = []
    for one, tokens in zip(deeds, read, strict=True):
        told = chances(tokens, one.source, one.target, nets)
        found.append(ROOTS[int(told[fold(one.text) :: FOLDS].mean(axis=0).argmax())])
    return scored([one.root for one in deeds], found)


def main(data: DataRoot = DATA_ROOT, *, out: Path = OUT) -> None:
    """Train all nets, print how they do on what each has not seen, and write them."""
    torch.set_num_threads(1)
    encoder = Encoder.open()
    deeds, lines = gold.sentences(data), own()
    _, read = encoder.read([one.text for one in (*deeds, *lines)], WordStates())
    mean, scale = evened(read)
    given = examples([*deeds, *lines], read, mean, scale)
    parts = np.array([fold(one.text) for one in deeds] + [-1] * len(lines))
    nets = []
    for seed in range(SEEDS):
        for part in range(FOLDS):
            nets.append(trained([given[i] for i in np.flatnonzero(parts != part)], len(ROOTS), seed))
            print(f"net {len(nets)} of {SEEDS * FOLDS}", flush=True)
    held = stacked(nets, mean, scale)
    print(unseen(deeds, read[: len(deeds)], held))
    np.savez(out, **{name: value.astype(np.float16) for name, value in held._asdict().items()})


def _real(tokens: Tokens) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return np.asarray(tokens.places[:, 1] > tokens.places[:, 0])


if __name__ == "__main__":
    cyclopts.run(main)
