"""Needs torch, which training alone asks for."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("torch")

from evals.events.cases import HALVES, cases
from evals.events.gold import GoldDeed
from samestory.encode.session import Tokens
from samestory.heads.events import ROOTS, chances
from samestory.model import Span
from training.events import evened, examples, own, stacked
from training.events_model import Net, padded, trained

WIDTH = 6
DEEDS = [
    GoldDeed("ab cd ef gh", "en", Span(0, 2), Span(6, 8), root)
    for root in ("AGREE", "ASSAULT")
    for _ in range(8)
]


def read(deeds: list[GoldDeed]) -> list[Tokens]:
    """States in which the word between the actors tells the root, the others nothing."""
    spots = np.array([(0, 0), (0, 2), (3, 5), (6, 8), (9, 11)], np.int32)
    chance = np.random.default_rng(5)
    found = []
    for one in deeds:
        said = chance.normal(size=(len(spots), WIDTH)).astype(np.float32)
        said[2, 0] = 4.0 if one.root == "AGREE" else -4.0
        found.append(Tokens(spots, said))
    return found


def test_own_sentences_tell_every_root_and_none_of_those_that_measure() -> None:
    lines = own()
    assert {one.root for one in lines} == set(ROOTS)
    assert min(sum(o.root == root and o.lang == "en" for o in lines) for root in ROOTS) >= 10
    measured = {one.text for half in HALVES for one in cases(half)}
    assert not measured & {one.text for one in lines}


def test_states_are_made_even_over_the_tokens_that_stand_somewhere() -> None:
    given = read(DEEDS)
    given[0].said[0] = 1e6
    mean, scale = evened(given)
    even = np.concatenate([one.states for one in examples(DEEDS, given, mean, scale)])
    assert even.mean(axis=0) == pytest.approx(np.zeros(WIDTH), abs=1e-4)
    assert even.std(axis=0) == pytest.approx(np.ones(WIDTH), abs=1e-3)


def test_the_package_computes_what_torch_does() -> None:
    given = read(DEEDS)
    mean, scale = evened(given)
    net = Net(WIDTH, len(ROOTS)).eval()
    batch = padded(examples(DEEDS, given, mean, scale))
    ours = stacked([net], mean, scale)
    theirs = net(batch).softmax(1).detach().numpy()
    for one, tokens, row in zip(DEEDS, given, theirs, strict=True):
        assert chances(tokens, one.source, one.target, ours)[0] == pytest.approx(row, abs=1e-3)


def test_padding_changes_nothing() -> None:
    given = read(DEEDS[:1])
    mean, scale = np.zeros(WIDTH, np.float32), np.ones(WIDTH, np.float32)
    (short,) = examples(DEEDS[:1], given, mean, scale)
    long = short._replace(states=np.tile(short.states, (3, 1)), placed=np.tile(short.placed, (3, 1)))
    net = Net(WIDTH, 3).eval()
    alone, beside = net(padded([short]))[0], net(padded([short, long]))[0]
    assert beside.detach().numpy() == pytest.approx(alone.detach().numpy(), abs=1e-5)


def test_a_net_learns_what_stands_between() -> None:
    many = DEEDS * 20
    given = read(many)
    mean, scale = evened(given)
    ours = stacked([trained(examples(many, given, mean, scale), len(ROOTS), seed=1)], mean, scale)
    right = [
        ROOTS[int(chances(tokens, one.source, one.target, ours)[0].argmax())] == one.root
        for one, tokens in zip(many, given, strict=True)
    ]
    assert sum(right) > 0.9 * len(many)
