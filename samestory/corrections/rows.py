"""What every correction comes to: decisions of a reader, each checked before it is stored."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from samestory.errors import InputError
from samestory.model import Decision, Reason, Verdict

# Letters of a reader's own name, or of one that a reader gives.
LONGEST_NAME = 200
# Letters of the reason a reader gives.
LONGEST_REASON = 1_000
# Unicode categories of control characters, halves of characters and marks of layout, which no name has.
UNNAMEABLE = frozenset(("Cc", "Cs", "Cf"))
# Marks of layout that many scripts write inside a word: zero-width non-joiner and joiner.
JOINERS = frozenset("\u200c\u200d")
# Blank, though Unicode counts them as letters and symbols: fillers of a syllable, a pattern without dots.
BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
# What can be decided of each kind of thing.
VERDICTS: dict[str, tuple[Verdict, ...]] = {
    "story": ("same", "different"),
    "thread": ("related", "different"),
    "copy": ("same", "copy", "different"),
    "entity": ("same", "different"),
    "name": ("same",),
}


class Correction(NamedTuple):
    """Decisions that a reader made, and those held that it takes back."""

    made: tuple[Decision, ...]
    forgotten: tuple[Decision, ...] = ()


def check(decision: Decision) -> None:
    """Raise InputError unless ``decision`` is a reader's that can be kept to and shown."""
    if not decision.made_by.startswith("user:"):
        raise InputError(f"a decision made by {decision.made_by!r} is no correction; give it as `user:NAME`")
    allowed = VERDICTS.get(decision.kind, ())
    if decision.verdict not in allowed:
        known = "; ".join(f"{kind}: {' or '.join(verdicts)}" for kind, verdicts in VERDICTS.items())
        raise InputError(f"{decision.verdict!r} cannot be decided of a {decision.kind}; give one of {known}")
    _check_text("the reader's name", decision.made_by.removeprefix("user:"), LONGEST_NAME)
    if decision.kind == "name":
        _check_text("the name to show", decision.right, LONGEST_NAME)
    for reason in decision.reasons:
        _check_text("the reason", reason.says, LONGEST_REASON)
    for one in (decision.left, decision.right):
        if any(unicodedata.category(letter) == "Cs" for letter in one):
            raise InputError(f"{one!r}, which is decided of, is held nowhere; take it from the dossier")


def judged(
    kind: str, pairs: Iterable[tuple[str, str]], verdict: Verdict, by: str, reasons: tuple[Reason, ...] = ()
) -> tuple[Decision, ...]:
    """A decision of the reader ``by`` on each of ``pairs``, once, lesser first; never a thing and itself."""
    each = dict.fromkeys((min(pair), max(pair)) for pair in pairs if pair[0] != pair[1])
    return tuple(
        Decision(
            kind=kind,  # type: ignore[arg-type]
            left=left, right=right, verdict=verdict, score=1.0, reasons=reasons, made_by=f"user:{by}",
        )
        for left, right in each
    )  # fmt: skip


def showable(written: str, longest: int = LONGEST_NAME) -> str:
    """Words from an article as they can be shown: on one line, without marks of layout."""
    kept = "".join(one for one in written if one.isspace() or _is_nameable(one))
    return " ".join(kept.split())[:longest]


def _check_text(what: str, said: str, longest: int) -> None:
    if len(said) > longest:
        raise InputError(f"{what} has {len(said)} characters; give one of {longest} at most")
    wrong = next((one for one in said if not _is_nameable(one)), None)
    if wrong is not None:
        raise InputError(f"{what}, {said!r}, holds {wrong!r}, which is no letter or sign; give it without")
    if not any(unicodedata.category(one)[0] in "LNPS" and one not in BLANK for one in said):
        raise InputError(f"{what}, {said!r}, has no visible character; give one that can be read")


def _is_nameable(letter: str) -> bool:
    return letter in JOINERS or unicodedata.category(letter) not in UNNAMEABLE
