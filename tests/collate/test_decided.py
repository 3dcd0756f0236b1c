"""Origins keep to what readers say of copies, whatever the shares."""

from __future__ import annotations

from itertools import combinations, product

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from samestory.collate.copies import COPY_SHARE, origins
from samestory.collate.decided import Decided, implied, signed, source
from samestory.model import Copy, Decision, Reason

NAMES = "abcdef"
PAIRS = list(combinations(NAMES, 2))
SHARES = st.fixed_dictionaries({}, optional=dict.fromkeys(PAIRS, st.sampled_from([0.0, 0.3, 0.5, 0.7, 1.0])))


def copy(left: str, right: str, share: float) -> Copy:
    verdict = "copy" if share >= COPY_SHARE else "partial" if share else "independent"
    return Copy(left=left, right=right, verdict=verdict, left_share=share, right_share=share, pairs=())


def told(left: str, right: str, verdict: str) -> Decision:
    return Decision(
        kind="copy", left=left, right=right, verdict=verdict, score=1.0, made_by="user:ana",  # type: ignore[arg-type]
        reasons=(Reason(name="because", value=1.0, says="I was there"),),
    )  # fmt: skip


@st.composite
def decided(draw: st.DrawFn) -> Decided:
    """What readers may say without contradiction: some articles in groups, some pairs of groups apart."""
    groups = draw(st.lists(st.integers(0, 3), min_size=len(NAMES), max_size=len(NAMES)))
    wholes = [tuple(n for n, g in zip(NAMES, groups, strict=True) if g == number) for number in range(3)]
    across = [p for p in PAIRS if not any({*p} <= {*whole} for whole in wholes)]
    apart = draw(st.sets(st.sampled_from(across))) if across else set()
    together = tuple(whole for whole in wholes if len(whole) > 1)
    by = {pair: told(*pair, "different") for pair in apart}
    by |= {pair: told(*pair, "same") for whole in together for pair in combinations(whole, 2)}
    return Decided(together, frozenset(apart), by)


@given(SHARES, decided(), st.permutations(NAMES))
def test_no_origin_holds_what_is_parted_and_all_hold_what_is_one_text(shares, readers, order):  # type: ignore[no-untyped-def]
    copies = [copy(*pair, share) for pair, share in shares.items()]
    found = origins(NAMES, copies, readers)
    home = {one: number for number, origin in enumerate(found) for one in origin.articles}
    assert sorted(home) == sorted(NAMES)
    assert all(home[left] != home[right] for left, right in readers.apart)
    assert all(len({home[one] for one in whole}) == 1 for whole in readers.together)
    assert origins(order, copies[::-1], readers) == found


@given(SHARES, decided())
def test_who_is_not_spoken_of_stands_with_whom_the_machine_puts_him(shares, readers):  # type: ignore[no-untyped-def]
    copies = [copy(*pair, share) for pair, share in shares.items()]
    alone = origins(NAMES, copies)
    free = origins(NAMES, copies, Decided(readers.together))
    # What is one text brings all its company in; nothing else joins or leaves.
    groups = [set(one.articles) for one in alone]
    for whole in readers.together:
        touched = [one for one in groups if one & {*whole}]
        groups = [one for one in groups if not one & {*whole}] + [set().union(*touched)]
    assert sorted(map(sorted, groups)) == sorted(sorted(one.articles) for one in free)


@given(SHARES, decided())
def test_parted_origins_are_independent_in_every_pair(shares, readers):  # type: ignore[no-untyped-def]
    copies = tuple(copy(*pair, share) for pair, share in shares.items())
    found = origins(NAMES, copies, readers)
    home = {one: origin.articles for origin in found for one in origin.articles}
    parted = implied(copies, found, readers)
    for one in copies:
        ours, theirs = home[one.left], home[one.right]
        across = ours != theirs and any(
            tuple(sorted(pair)) in readers.apart for pair in product(ours, theirs)
        )
        assert ((one.left, one.right) in parted) == (across and one.verdict != "independent")
    assert all(each.verdict == "different" for each in parted.values())


def test_what_a_reader_says_comes_before_what_the_machine_does():
    machines = Reason(name="aligned", value=1.0, says="2 of 3 and 4 sentences have a counterpart")
    judged = structs.replace(copy("a", "b", 1.0), reasons=(machines,))
    assert signed(judged, None) is judged
    found = signed(judged, told("a", "b", "same"))
    assert found.made_by == "user:ana"
    assert [one.says for one in found.reasons] == ["decided by ana", "I was there", machines.says]
    assert [source(told("b", "a", verdict)) for verdict in ("same", "copy", "different")] == [None, "b", None]
    assert source(None) is None


def test_what_an_account_follows_from_is_every_part_of_each_decision():
    one = told("a", "b", "same")
    kinds = (one, told("a", "b", "copy"), told("b", "a", "copy"), told("a", "b", "different"))
    seen = {tuple(Decided(by={("a", "b"): each}).parts()) for each in kinds}
    assert len(seen) == 4
    assert list(Decided().parts()) == []
