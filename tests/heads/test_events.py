from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samestory.encode.session import Tokens
from samestory.heads.events import (
    ANSWERS,
    MOODS,
    PLACES,
    ROOTS,
    Nets,
    Part,
    acts,
    chances,
    deed,
    inside,
    others,
    places,
    tells,
    trained,
)
from samestory.model import QUADS, Span

# As many as the encoder gives of a token.
WIDTH = 384


def tokens(*ends: int, width: int = WIDTH, seed: int = 3) -> Tokens:
    """Tokens that end at these places, one after another, between two that stand nowhere."""
    spots = [(0, 0), *pairwise((0, *ends)), (0, 0)]
    said = np.random.default_rng(seed).normal(size=(len(spots), width)).astype(np.float32)
    return Tokens(np.array(spots, np.int32), said)


def one_look() -> Nets:
    """A net on two numbers a token that looks where the first is large, and says AGREE for the second."""
    out = np.zeros((1, 3 * 2, len(ROOTS)), np.float32)
    out[0, 1, ROOTS.index("AGREE")] = 9.0
    return Nets(
        mean=np.zeros(2, np.float32),
        scale=np.ones(2, np.float32),
        looks=np.array([[[50.0], [0.0]]], np.float32),
        placed=np.zeros((1, PLACES, 1), np.float32),
        out=out,
        bias=np.zeros((1, len(ROOTS)), np.float32),
    )


def test_there_are_fifteen_roots_in_four_classes() -> None:
    assert len(ROOTS) == 15
    assert sorted(list(QUADS.values()).count(quad) for quad in set(QUADS.values())) == [3, 3, 4, 5]


def test_a_token_is_inside_where_the_span_reaches_into_it() -> None:
    seen = tokens(4, 7, 12)
    assert np.flatnonzero(inside(seen, Span(5, 8))).tolist() == [2, 3]
    assert not inside(seen, None).any()
    assert not inside(seen, Span(12, 20)).any()


def test_places_tell_both_sides_of_both_actors() -> None:
    first = places(tokens(2, 4, 6, 8, 10), Span(2, 4), Span(6, 8))[1:-1]
    assert np.argwhere(first[:, :5]).tolist() == [[0, 3], [1, 0], [2, 2], [3, 1], [4, 4]]
    # Near before and behind each; the token between is one away from both.
    assert first[2, 5:9] == pytest.approx([0.0, np.exp(-1 / 4), np.exp(-1 / 4), 0.0])
    assert first[:, 10].tolist() == [0, 0, 1, 0, 0]
    turned = places(tokens(2, 4, 6, 8, 10), Span(6, 8), Span(2, 4))[1:-1]
    assert turned[:, 2].tolist() == first[:, 2].tolist()
    assert turned[:, 10].tolist() == [0, 0, 0, 0, 0]


def test_an_actor_that_is_not_named_is_near_nothing() -> None:
    told = places(tokens(2, 4, 6), Span(0, 2), None)[1:-1]
    assert not told[:, [1, 2, 3, 4, 7, 8, 10]].any()


def test_what_is_told_is_what_is_looked_at() -> None:
    seen = tokens(2, 4, 6, width=2)
    seen.said[1:-1] = [[0.0, 0.0], [1.0, 1.0], [0.0, -1.0]]
    found = chances(seen, None, None, one_look())
    assert found.shape == (1, len(ROOTS))
    assert ROOTS[int(found[0].argmax())] == "AGREE"
    # Where it looks, the second number is one: its logit is nine against none.
    assert found[0].max() == pytest.approx(np.exp(9) / (np.exp(9) + 14), rel=1e-3)


def test_units_see_first_and_say_nothing_below_their_start() -> None:
    seen = tokens(2, 4, 6, width=2)
    seen.said[1:-1] = [[0.0, 0.0], [1.0, 1.0], [0.0, -1.0]]
    plain = one_look()
    units = np.zeros((1, 3 * 2 + PLACES, 1), np.float32)
    units[0, 1, 0] = 2.0
    out = np.zeros((1, 1, len(ROOTS)), np.float32)
    out[0, 0, ROOTS.index("AID")] = 3.0
    for start, logit in ((-0.5, 4.5), (-9.0, 0.0)):
        nets = plain._replace(out=out, units=units, start=np.array([[start]], np.float32))
        found = chances(seen, None, None, nets)[0]
        assert found[ROOTS.index("AID")] == pytest.approx(np.exp(logit) / (np.exp(logit) + 14), rel=1e-3)


def test_units_see_where_what_is_seen_stands() -> None:
    seen = tokens(2, 4, 6, width=2)
    seen.said[1:-1] = [[0.0, 0.0], [1.0, 0.0], [0.0, 0.0]]
    units = np.zeros((1, 3 * 2 + PLACES, 1), np.float32)
    # What is looked at stands between both.
    units[0, 3 * 2 + 2, 0] = 1.0
    out = np.zeros((1, 1, len(ROOTS)), np.float32)
    out[0, 0, ROOTS.index("AID")] = 3.0
    nets = one_look()._replace(out=out, units=units, start=np.zeros((1, 1), np.float32))
    beside, apart = (chances(seen, *pair, nets)[0, ROOTS.index("AID")] for pair in
                     ((Span(0, 2), Span(4, 6)), (Span(2, 4), Span(4, 6))))  # fmt: skip
    assert beside == pytest.approx(np.exp(3) / (np.exp(3) + 14), rel=1e-3)
    assert apart == pytest.approx(1 / 15, rel=1e-3)


def test_other_parties_are_those_that_neither_actor_meets() -> None:
    seen = tokens(2, 4, 6, 8, 10)
    pair, parties = (Span(0, 2), Span(6, 8)), [Span(0, 4), Span(4, 6), Span(6, 8), Span(8, 10)]
    third = others(seen, pair, parties)
    assert np.flatnonzero(third).tolist() == [3, 5]
    told = places(seen, *pair, third)[1:-1]
    assert told[:, 11].tolist() == [0, 0, 1, 0, 1]
    assert told[:, 12].tolist() == [0, 0, 1, 0, 0]
    assert not places(seen, *pair)[:, 11:].any()


def test_tokens_that_stand_nowhere_are_not_looked_at() -> None:
    seen = tokens(2, 4, width=2)
    before = chances(seen, Span(0, 2), None, one_look())
    seen.said[0] = seen.said[-1] = 1000.0
    assert chances(seen, Span(0, 2), None, one_look()) == pytest.approx(before)


def test_an_actor_past_the_encoders_limit_has_no_deed() -> None:
    assert deed(tokens(4, 7), Span(90, 95), Span(0, 4)) is None
    assert deed(tokens(4, 7), Span(0, 4), Span(90, 95)) is None


@given(st.lists(st.integers(1, 5), min_size=2, max_size=12), st.data())
def test_a_deed_has_a_chance_and_its_roots_class(lengths: list[int], data: st.DataObject) -> None:
    ends = np.cumsum(lengths).tolist()
    starts = [0, *ends[:-1]]
    one, other = (data.draw(st.integers(0, len(ends) - 1)) for _ in range(2))
    source, target = (Span(starts[k], ends[k]) for k in (one, other))
    found = deed(tokens(*ends, seed=sum(lengths)), source, target)
    assert found is not None
    assert 1 / len(ROOTS) <= found.score + 0.001 <= 1.001
    assert found.root in ROOTS
    assert found.mood in MOODS
    assert 1 / len(MOODS) <= found.mood_score + 0.001 <= 1.001


@settings(max_examples=30)
@given(st.lists(st.integers(1, 5), min_size=2, max_size=12), st.data())
def test_of_two_actors_one_acts_as_likely_as_the_other_does_not(
    lengths: list[int], data: st.DataObject
) -> None:
    ends = np.cumsum(lengths).tolist()
    starts = [0, *ends[:-1]]
    one, other = (Span(starts[k], ends[k]) for k in (0, data.draw(st.integers(1, len(ends) - 1))))
    seen = tokens(*ends, seed=len(lengths))
    assert acts(seen, one, other) + acts(seen, other, one) == pytest.approx(1, abs=1e-5)
    given_, turned = tells(seen, [(one, other), (other, one)])
    assert given_ == pytest.approx(turned, abs=1e-5)
    assert given_ == pytest.approx(tells(seen, [(other, one)])[0], abs=1e-5)
    nets = trained("told")
    each = [chances(seen, *pair, nets)[:, 1].mean() for pair in ((one, other), (other, one))]
    assert given_ == pytest.approx(sum(each) / 2, abs=1e-5)


@pytest.mark.parametrize("part", ANSWERS)
def test_the_nets_judge_the_encoders_states(part: Part) -> None:
    nets = trained(part)
    assert nets.mean.shape == (WIDTH,)
    assert nets.placed.shape[1] == PLACES
    assert nets.bias.shape[1] == ANSWERS[part]
    first = nets.out if nets.units is None else nets.units
    ways = nets.looks.shape[2]
    assert first.shape[1] == (ways + 2) * WIDTH + (0 if nets.units is None else ways * PLACES)
    found = chances(tokens(3, 6, 9), Span(0, 3), Span(6, 9), nets)
    assert found.sum(axis=1) == pytest.approx(np.ones(len(found)), abs=1e-5)
