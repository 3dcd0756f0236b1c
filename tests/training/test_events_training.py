"""Needs torch, which training alone asks for."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("torch")

from evals.events.cases import HALVES, moods, turned
from evals.events.gold import Acted, Gold
from evals.events.news import Read
from samestory.encode.session import Tokens
from samestory.heads.events import MOODS, ROOTS, chances
from samestory.model import Span
from training.events import Even, evened, example, own, own_moods, stacked
from training.events_model import Example, Net, Shape, padded, trained
from training.events_news import News

WIDTH = 6
TOLD = Acted("ab cd ef gh", "en", Span(0, 2), Span(6, 8))


def read(many: int) -> list[Tokens]:
    """States in which the word between the actors tells which of two answers is right, by turns."""
    spots = np.array([(0, 0), (0, 2), (3, 5), (6, 8), (9, 11)], np.int32)
    chance = np.random.default_rng(5)
    found = []
    for number in range(many):
        said = chance.normal(size=(len(spots), WIDTH)).astype(np.float32)
        said[2, 0] = 4.0 if number % 2 else -4.0
        found.append(Tokens(spots, said))
    return found


def examples(given: list[Tokens], even: Even) -> list[Example]:
    return [example(TOLD, tokens, even, number % 2) for number, tokens in enumerate(given)]


def test_own_sentences_tell_every_root_and_mood_and_none_of_those_that_measure() -> None:
    lines = own()
    assert {one.answer for one in lines} == set(ROOTS)
    assert min(sum(o.answer == root and o.told.lang == "en" for o in lines) for root in ROOTS) >= 10
    assert {one.answer for one in own_moods()} == set(MOODS) - {"stated"}
    measured = {a.told.text for half in HALVES for a in moods(half)}
    measured |= {a.text for half in HALVES for a in turned(half)}
    assert not measured & {one.told.text for one in (*lines, *own_moods())}


def test_states_are_made_even_over_the_tokens_that_stand_somewhere() -> None:
    given = read(16)
    given[0].said[0] = 1e6
    even = np.concatenate([one.states for one in examples(given, evened(given))])
    assert even.mean(axis=0) == pytest.approx(np.zeros(WIDTH), abs=1e-4)
    assert even.std(axis=0) == pytest.approx(np.ones(WIDTH), abs=1e-3)


@pytest.mark.parametrize("shape", [Shape(), Shape(ways=3, units=5)])
def test_the_package_computes_what_torch_does(shape: Shape) -> None:
    given = read(4)
    nets = [Net(WIDTH, 3, shape).eval(), Net(WIDTH, 3, shape).eval()]
    ours = stacked(nets, evened(given))
    batch = padded(examples(given, evened(given)))
    theirs = np.stack([net(batch).softmax(1).detach().numpy() for net in nets], axis=1)
    for tokens, rows in zip(given, theirs, strict=True):
        assert chances(tokens, TOLD.source, TOLD.target, ours) == pytest.approx(rows, abs=1e-3)


def test_padding_changes_nothing() -> None:
    even = Even(np.zeros(WIDTH, np.float32), np.ones(WIDTH, np.float32))
    short = example(TOLD, read(1)[0], even, 0)
    long = short._replace(states=np.tile(short.states, (3, 1)), placed=np.tile(short.placed, (3, 1)))
    net = Net(WIDTH, 3).eval()
    alone, beside = net(padded([short]))[0], net(padded([short, long]))[0]
    assert beside.detach().numpy() == pytest.approx(alone.detach().numpy(), abs=1e-5)


def test_a_net_learns_what_stands_between() -> None:
    given = read(320)
    even = evened(given)
    ours = stacked([trained(examples(given, even), 2, seed=1)], even)
    told = [int(chances(tokens, TOLD.source, TOLD.target, ours)[0].argmax()) for tokens in given]
    assert sum(answer == number % 2 for number, answer in enumerate(told)) > 0.9 * len(told)


def test_what_weighs_nothing_teaches_nothing() -> None:
    given = read(160)
    even = evened(given)
    right = examples(given, even)
    wrong = [one._replace(answer=1 - one.answer, weight=0.0) for one in right * 2]
    ours = stacked([trained([*right, *wrong], 2, seed=1)], even)
    told = [int(chances(tokens, TOLD.source, TOLD.target, ours)[0].argmax()) for tokens in given]
    assert sum(answer == number % 2 for number, answer in enumerate(told)) > 0.9 * len(told)


def test_a_pair_of_news_teaches_its_first_answer_with_who_acts_as_source() -> None:
    def pair(*answers: tuple[str, str]) -> Read:
        return Read(TOLD, "a", True, answers, ("planned",) if answers else ())  # type: ignore[arg-type]

    given = News(
        [pair(("ACCUSE", "<"), ("REJECT", ">")), pair(), pair(("AID", "<")), pair(("CONSULT", "="))],
        read(4),
        [()] * 4,
    )
    turned_told = TOLD._replace(source=TOLD.target, target=TOLD.source)
    assert [one for one, _ in given.roots()] == [
        Gold(turned_told, "ACCUSE"), Gold(turned_told, "AID"), Gold(TOLD, "CONSULT"),
    ]  # fmt: skip
    assert [told for told, _ in given.ordered()] == [turned_told]


def test_a_pair_learns_where_others_are_named() -> None:
    given = read(1)
    third = Span(3, 5)
    alone, beside = (example(TOLD, given[0], evened(given), 1, parties=named) for named in ((), (third,)))
    assert not alone.placed[:, 11:].any()
    assert beside.placed[:, 11].tolist() == [0, 1, 0, 0]
