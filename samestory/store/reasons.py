"""Reasons of the machine's decisions as they lie in the file: which phrase, and with which number in it.

What they say is as it was made, letter by letter. Reasons that no phrase gives are stored as JSON.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

import msgspec

from samestory.model import Reason
from samestory.store.packing import PACKED
from samestory.store.packing import decoder as json_decoder
from samestory.store.packing import packed as packed_json

# What a phrase says was worded before its value was rounded to thousandths, so half of one may be missing.
MISSING = (0.0, -0.0005, 0.0005)
# Greater values are stored as they are.
MOST_PARTED = 1e9
# Of reasons packed, those that most decisions have again: values are thousandths, so that there are not many.
KEPT = 1 << 15
NUMBERS, TEXT = ("{0", "{1"), "{2}"

_as_json = json_decoder(tuple[Reason, ...])
_as_items = msgspec.msgpack.Decoder(list[int | float | str]).decode


class Phrase(NamedTuple):
    """What a reason of this name may say: ``{0}`` is its value, ``{1}`` that turned, ``{2}`` a text.

    ``numbered`` and ``texted`` tell whether it has the former and the latter.
    """

    name: str
    says: str
    numbered: bool
    texted: bool

    def told(self, value: float, text: str = "") -> str:
        """What it says then."""
        if self.texted or self.numbered:
            return self.says.format(value, -value, text)
        return self.says

    def text(self, says: str) -> str | None:
        """The text in ``says``; None where it is not this phrase."""
        before, _, behind = self.says.partition(TEXT)
        inside = len(before), len(says) - len(behind)
        held = says.startswith(before) and says.endswith(behind) and inside[0] <= inside[1]
        return says[slice(*inside)] if held else None


def packed(reasons: Sequence[Reason]) -> bytes:
    """``reasons`` in short: MessagePack of numbers of phrases and values, or packed JSON."""
    items: list[int | float | str] = []
    for one in reasons:
        found = _shortest(one.name, repr(float(one.value)), one.says)
        if found is None:
            return packed_json(reasons)
        items += found
    return msgspec.msgpack.encode(items)


def unpacked(stored: bytes) -> tuple[Reason, ...]:
    """The reasons of what ``packed`` gave; raises ValueError or MsgspecError for what is damaged."""
    if not isinstance(stored, bytes):
        raise ValueError("reasons are none any more")
    return _as_json(stored) if stored.startswith(PACKED) else tuple(_reasons(iter(_as_items(stored))))


@lru_cache(maxsize=KEPT)
def _shortest(name: str, told: str, says: str) -> Sequence[int | float | str] | None:
    """The first way to tell it by a phrase; None where there is none. By letters, where -0.0 is not 0.0."""
    return next(_items(name, float(told), says), None)


def _items(name: str, told: float, says: str) -> Iterator[Sequence[int | float | str]]:
    """Each way to tell it by a phrase: its number, the value, and a text where it has one."""
    # A whole number stands for thousandths.
    thousandths = round(told * 1000) if abs(told) < MOST_PARTED else 0
    value = thousandths if repr(thousandths / 1000) == repr(told) else told
    for number, phrase in _phrases_of(name):
        if phrase.texted:
            text = phrase.text(says)
            if text is not None:
                yield number * len(MISSING), value, text
            continue
        for place, missing in enumerate(MISSING if phrase.numbered else MISSING[:1]):
            if phrase.told(told + missing) == says:
                yield number * len(MISSING) + place, value


def _reasons(items: Iterator[int | float | str]) -> Iterator[Reason]:
    every = _phrases()
    for said in items:
        try:
            number, place = divmod(int(said), len(MISSING))
            phrase, given = every[number], next(items)
            value = given / 1000 if isinstance(given, int) else float(given)
            text = str(next(items)) if phrase.texted else ""
        except (StopIteration, LookupError, TypeError, OverflowError) as error:
            raise ValueError(f"reasons cannot be unpacked: {error}") from error
        yield Reason(name=phrase.name, value=value, says=phrase.told(value + MISSING[place], text))


@cache
def _phrases() -> tuple[Phrase, ...]:
    """All phrases. Lines may be added at the end, and none ever changed: their numbers are in dossiers."""
    lines = files("samestory.store").joinpath("phrases.txt").read_text("utf-8").splitlines()
    named = (line.partition("\t") for line in lines)
    return tuple(
        Phrase(name, says, any(one in says for one in NUMBERS), TEXT in says) for name, _, says in named
    )


@cache
def _phrases_of(name: str) -> tuple[tuple[int, Phrase], ...]:
    return tuple((number, one) for number, one in enumerate(_phrases()) if one.name == name)
