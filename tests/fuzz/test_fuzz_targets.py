"""What must hold for any bytes holds for seeds, what broke it before, and bytes changed at random."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fuzz.seeds import seeds
from fuzz.targets import TARGETS

QUICK = sorted(set(TARGETS) - {"page", "text", "markdown"})
TRIES = 40


@pytest.mark.parametrize("target", sorted(TARGETS))
def test_it_holds_for_the_seeds_and_for_what_broke_it_before(target: str):
    for seed in seeds(target):
        TARGETS[target](seed)


@pytest.mark.parametrize("target", sorted(TARGETS))
def test_it_holds_for_seeds_that_are_damaged_or_cut_off(target: str):
    chance = random.Random(target)
    for seed in seeds(target):
        for _ in range(TRIES if target in QUICK else 5):
            changed = bytearray(seed)
            for _ in range(chance.choice((1, 3, 10))):
                changed[chance.randrange(len(changed))] = chance.randrange(256)
            TARGETS[target](bytes(changed[: chance.choice((len(changed), chance.randrange(len(changed))))]))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.binary(max_size=500), target=st.sampled_from(QUICK))
def test_it_holds_for_any_bytes(data: bytes, target: str):
    TARGETS[target](data)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_an_address_has_one_form_whatever_it_is(words: str):
    TARGETS["address"](words.encode("utf-8", "surrogatepass"))
