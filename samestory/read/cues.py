"""Words that tell how a sentence is meant: negation, denial, a no of its own, and who says it.

Marks them where they stand; what they mean for two sentences is for collate.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from samestory.lang import Language, fold, load
from samestory.model import Cue, Span
from samestory.read.edges import LETTER, NOT_AFTER, NOT_BEFORE, Bounded, either

Kind = Literal["negation", "denial", "refusal", "source"]
# What each group of the pattern marks; exempt phrases mark nothing.
KINDS: Mapping[str, Kind] = MappingProxyType(
    {"denial": "denial", "refusal": "refusal", "source": "source", "negation": "negation", "form": "negation"}
)
# Letters that a star stands for, before the end of a form and at it.
STEM, REST = rf"{LETTER}{{2,}}", rf"{LETTER}*"


def mentions(text: str, language: Language) -> tuple[Cue, ...]:
    """Every cue of ``text``, in order, none within another; phrases that only look like one are left out."""
    found = ((match.lastgroup, match.span()) for match in _cues(language.code).finditer(fold(text)))
    return tuple(
        Cue(span=Span(*place), kind=KINDS[group])
        for group, place in found
        if group is not None and group in KINDS
    )


@lru_cache(maxsize=64)
def _cues(code: str) -> Bounded:
    language = load(code)
    its = language.statements
    words = (
        ("exempt", its.not_negations),
        ("denial", its.denials),
        ("refusal", its.refusals),
        ("source", its.sources | language.sentences.saying),
        ("negation", its.negations),
    )
    parts = [rf"(?P<{name}>{either(known)})" for name, known in words]
    forms = "|".join(_form(form) for form in sorted(its.negated_forms, key=lambda f: (-len(f), f)))
    whole = [rf"{NOT_AFTER}(?:{'|'.join(parts)}){_ending(its.negations)}"]
    if forms:
        whole.append(rf"{NOT_AFTER}(?P<form>{forms}){NOT_BEFORE}")
    return Bounded("|".join(whole))


def _ending(negations: frozenset[str]) -> str:
    """No letter may follow, but behind the apostrophe that joins a negation to its verb."""
    return rf"(?:{NOT_BEFORE}|(?<='))" if any(word.endswith("'") for word in negations) else NOT_BEFORE


def _form(form: str) -> str:
    inner = form.removesuffix("*")
    return STEM.join(map(re.escape, inner.split("*"))) + (REST if form.endswith("*") else "")
