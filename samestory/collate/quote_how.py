"""What became of a saying in another wording of it: all of it told, cut short, or altered."""

from __future__ import annotations

from math import log
from typing import Literal

from samestory.collate.differences import disagreements
from samestory.collate.marks import Marked
from samestory.collate.quote_heard import Heard

How = Literal["whole", "shortened", "altered"]

# A wording with less than this share of the first one's length is cut short.
WHOLE = 0.72
# What is told otherwise also where two texts are in two languages. A negation, or a name not yet known in
# another script, is in four of a hundred true translations.
IN_ANY_LANGUAGE = ("number", "date")


def how(first: Heard, other: Heard, ratio: float, marked: Marked) -> How:
    """What ``other`` made of ``first``.

    ``ratio`` is the logarithm of how much longer a text is in the first's language than in the other's, 0
    where it is not known.
    """
    if _altered(first, other, marked):
        return "altered"
    share = log(max(1, len(other.text)) / max(1, len(first.text))) + ratio
    return "shortened" if share < log(WHOLE) else "whole"


def _altered(first: Heard, other: Heard, marked: Marked) -> bool:
    one_language = first.marks.article.lang == other.marks.article.lang
    found = disagreements(first.marks, other.marks, marked)
    return any(one_language or kind in IN_ANY_LANGUAGE for kind, _, _ in found)
