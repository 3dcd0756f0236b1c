import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from makers import WIDTH, article, day

from samestory.gather.decisions import judge
from samestory.gather.features import Pair
from samestory.gather.groups import UNSEEN
from samestory.gather.pile import pile
from samestory.gather.screen import ROUNDING, hopeful
from samestory.signals import Signals


def made(name: str, sentences: int, seed: int, common: float) -> Signals:
    """An article whose sentences lie about one point, ``common`` of the way."""
    noise = np.random.default_rng(seed).standard_normal((sentences, WIDTH)).astype(np.float32)
    rows = common * np.eye(WIDTH, dtype=np.float32)[0] + 0.3 * noise
    names = [f"name{seed % 3}", f"name{seed % 5}", f"own{seed}"]
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return article(name, list(rows), names=names, days=[day(6, 1 + seed % 3)])


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(0, 50), st.floats(0, 1.5)), min_size=2, max_size=6))
def test_those_are_kept_that_would_be_judged_above_a_pair_never_seen(its) -> None:
    articles = [made(str(n), *one) for n, one in enumerate(its)]
    first, *others = articles
    among = pile({a.id: a for a in articles}, [(first.id, other.id) for other in others])
    kept = {one.id for one in hopeful(first, others, among)}
    for other in others:
        odds = judge(Pair(first, other, among)).timeless
        if abs(odds - UNSEEN) > 2 * ROUNDING:
            assert (other.id in kept) == (odds > UNSEEN)


def test_nobody_is_kept_of_nobody() -> None:
    one = made("a", 2, 1, 1.0)
    assert hopeful(one, [], pile({"a": one}, [])) == []
