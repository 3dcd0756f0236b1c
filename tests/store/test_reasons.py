from __future__ import annotations

import zlib
from importlib.resources import files

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samestory.gather import alike, decisions, happening, name_decisions
from samestory.gather.rows import RIVAL
from samestory.model import Contents, Reason
from samestory.store import reasons
from samestory.store.packing import PACKED
from samestory.store.reasons import packed, unpacked

# Every wording with a number that is made in one place.
WORDED = [
    *((one.__name__, says) for one, _, says in decisions.FITTED if says != decisions.NEARER),
    *((one.__name__, says) for one, *_, says in decisions.ADDED),
    *((one.__name__, says) for one, _, says in happening.FITTED if one is not happening.alike_in_kind),
    *((one.__name__, says) for one, _, says in name_decisions.WEIGHTS),
    ("words_alike", name_decisions.BARE_SAYS),
]
SOME = (RIVAL, alike.told_alike(0.9), Reason(name="same_names", value=2.0, says="both are about Ana, Bo Ö"))


@given(st.sampled_from(WORDED), st.floats(0, 40))
def test_what_is_said_of_a_value_comes_back_by_the_letter(worded: tuple[str, str], value: float):
    name, says = worded
    one = Reason(name=name, value=round(value, 3), says=says.format(value))
    stored = packed((one, *SOME))
    assert unpacked(stored) == (one, *SOME)
    assert not stored.startswith(PACKED)


NAMES = st.text() | st.sampled_from([name for name, _ in WORDED])
FINITE = st.floats(allow_nan=False, allow_infinity=False)


@given(st.lists(st.builds(Reason, name=NAMES, value=FINITE, says=st.text())))
def test_what_no_phrase_gives_comes_back_too(reasons: list[Reason]):
    assert unpacked(packed(reasons)) == tuple(reasons)


def test_there_is_a_phrase_for_all_that_is_said_of_the_pile(pile: Contents):
    machines = [one for one in pile.decisions if one.made_by == "machine"]
    assert {one.kind for one in machines} == {"entity", "story", "thread"}
    assert [one for one in machines if packed(one.reasons).startswith(PACKED)] == []
    taken = sum(len(packed(one.reasons)) for one in machines) / len(machines)
    assert taken < sum(len(msgspec.json.encode(one.reasons)) for one in machines) / len(machines) / 10


def test_a_whole_number_comes_back_as_it_is():
    one = Reason(name="shared_days", value=3, says="3 calendar days are named in both")
    assert unpacked(packed((one,))) == (one,)


def test_a_nought_below_nought_stays_one():
    told = [
        Reason(name="alike", value=value, says="readers would find them 0% alike") for value in (0.0, -0.0)
    ]
    assert [repr(unpacked(packed((one,)))[0].value) for one in (*told, *told)] == ["0.0", "-0.0"] * 2


def test_what_was_packed_before_is_not_tried_phrase_by_phrase_again(monkeypatch: pytest.MonkeyPatch):
    before = packed(SOME)
    monkeypatch.setattr(reasons.Phrase, "told", lambda *_: pytest.fail("tried again"))
    assert packed(SOME) == before


ENDLESS = msgspec.msgpack.encode([float("inf"), 1])


@pytest.mark.parametrize("stored", [b"", b"\x92\x01", msgspec.msgpack.encode([9999, 1]), ENDLESS, None, b"x"])
def test_damage_is_told(stored: bytes):
    with pytest.raises((ValueError, msgspec.MsgspecError)):
        unpacked(stored)


def test_phrases_never_change():
    # Their numbers are in every dossier. A new one is a line at the end, and another number here.
    assert zlib.adler32(files("samestory.store").joinpath("phrases.txt").read_bytes()) == 4012980442
