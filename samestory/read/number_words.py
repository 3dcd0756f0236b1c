"""Numbers written out in words, and the words beside a number that bound it ("more than") or are its unit.

What the words are is the language's data; figures in digits are numbers.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from msgspec import structs

from samestory.lang import Bound, Language, load
from samestory.model import NumberMention, Span
from samestory.read.edges import LETTER, NOT_AFTER, NOT_BEFORE, Bounded, either

# A unit may be joined on by one of these, or by nothing where a case ending follows ("230'dan fazla").
BETWEEN = r"[ '-]{0,2}"
LONGEST_BOUND = 24


def mentions(folded: str, language: Language) -> Iterator[NumberMention]:
    """Every number in words in ``folded`` text; words of one number are added, a scale word multiplies."""
    words, scales = language.numbers.words, language.numbers.scales
    for match in _numerals(language.code).finditer(folded):
        found = list(_word(language.code).finditer(folded, match.start(), match.end("number")))
        values = [words[one[0]] for one in found]
        # Two numbers that only stand side by side ("twelve of twenty") are read each by itself.
        groups = [(found, sum(values))] if _adds(values) else [([one], words[one[0]]) for one in found]
        for place, (parts, value) in enumerate(groups, 1):
            last = place == len(groups) and match["scale"] is not None
            factor = scales[match["scale"]] if last else 1.0
            span = Span(parts[0].start(), match.end() if last else parts[-1].end())
            yield NumberMention(span=span, value=value * factor, step=factor, worded=True)


def beside(number: NumberMention, folded: str, language: Language) -> NumberMention:
    """``number`` with the bound and the unit that stand beside it in ``folded`` text."""
    before, behind, unit = _beside(language.code)
    opening = before.search(folded, max(0, number.span.start - LONGEST_BOUND), number.span.start)
    closing = behind.match(folded, number.span.end)
    bound: Bound | None = None
    if opening is not None:
        bound = language.numbers.bounds[opening["bound"]]
    elif closing is not None:
        bound = language.numbers.bounds_after[closing["bound"]]
    its = unit.match(folded, number.span.end)
    return structs.replace(number, bound=bound, unit=language.numbers.units[its["unit"]] if its else None)


def _adds(parts: Sequence[float]) -> bool:
    """True where words are one number: tens and ones, hundreds and what is less."""
    return all(
        larger % 10 == 0 and smaller < 10 ** (len(str(int(larger))) - 1)
        for larger, smaller in pairwise(parts)
    )


@lru_cache(maxsize=64)
def _numerals(code: str) -> Bounded:
    numbers = load(code).numbers
    word = rf"(?:{either(numbers.words)})"
    # Any short word may stand between tens and ones ("treizeci și doi"); the sum decides.
    number = rf"{word}(?:(?:[ -]|\s{LETTER}{{1,3}}\s){word}{NOT_BEFORE})?"
    scale = rf"(?:[ -](?:{LETTER}{{2}}\s)?(?P<scale>{either(numbers.scales)}){NOT_BEFORE})?"
    return Bounded(rf"{NOT_AFTER}(?<!-)(?P<number>{number}){NOT_BEFORE}(?!-\d){scale}")


@lru_cache(maxsize=64)
def _word(code: str) -> Bounded:
    return Bounded(rf"{NOT_AFTER}(?:{either(load(code).numbers.words)}){NOT_BEFORE}")


@lru_cache(maxsize=64)
def _beside(code: str) -> tuple[Bounded, Bounded, Bounded]:
    numbers = load(code).numbers
    return (
        Bounded(rf"{NOT_AFTER}(?P<bound>{either(numbers.bounds)})[. ']*\Z"),
        Bounded(rf"{BETWEEN}(?P<bound>{either(numbers.bounds_after)}){NOT_BEFORE}"),
        Bounded(rf"{BETWEEN}(?P<unit>{either(numbers.units)}){NOT_BEFORE}"),
    )
