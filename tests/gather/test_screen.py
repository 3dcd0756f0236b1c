import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from makers import WIDTH, article, day

from samestory.gather import screen
from samestory.gather.decisions import judge
from samestory.gather.features import Pair
from samestory.gather.judging import judgements
from samestory.gather.pile import pile
from samestory.gather.screen import MOST_ADDED, ROUNDING, hopeful
from samestory.gather.unseen import UNSEEN
from samestory.gather.windows import opened
from samestory.signals import Signals


def made(name: str, sentences: int, seed: int, common: float) -> Signals:
    """An article whose sentences lie about one point, ``common`` of the way."""
    noise = np.random.default_rng(seed).standard_normal((sentences, WIDTH)).astype(np.float32)
    rows = common * np.eye(WIDTH, dtype=np.float32)[0] + 0.3 * noise
    names = [f"name{seed % 3}", f"name{seed % 5}", f"own{seed}"]
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return article(name, list(rows), names=names, days=[day(6, 1 + seed % 3)])


@given(
    st.lists(st.tuples(st.integers(1, 5), st.integers(0, 50), st.floats(0, 1.5)), min_size=2, max_size=6),
    st.sampled_from([1, 12, screen.PRODUCTS]),
)
def test_those_are_kept_that_would_be_judged_above_a_pair_never_seen(its, products) -> None:
    articles = [made(str(n), *one) for n, one in enumerate(its)]
    first, *others = articles
    among = pile({a.id: a for a in articles}, [(first.id, other.id) for other in others])
    pairs = np.array([(0, place) for place in range(1, len(articles))], np.int32)
    window = opened(pairs, lambda row: among.side(articles[row]))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(screen, "PRODUCTS", products)
        found = hopeful(window).tolist()
    for other, kept in zip(others, found, strict=True):
        odds = judge(Pair.of(first, other, among)).timeless
        assert kept or odds <= UNSEEN - ROUNDING
        # Days in common are taken at the most they can add.
        assert not kept or odds > UNSEEN - 3 * ROUNDING - MOST_ADDED
    judged = {(int(its["left"]), int(its["right"])) for its in judgements(window).every}
    order = sorted(range(len(articles)), key=lambda row: articles[row].id)
    for row, other in enumerate(others, 1):
        odds = judge(Pair.of(*sorted((first, other), key=lambda one: one.id), among)).timeless
        ids = (0, row) if order.index(0) < order.index(row) else (row, 0)
        assert (ids in judged) == (odds > UNSEEN - ROUNDING)
