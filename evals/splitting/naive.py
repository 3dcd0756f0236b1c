"""The naive splitter measured beside ours: a mark, white space, no small letter after it."""

from __future__ import annotations

import re
from itertools import pairwise

from samestory.model import Span

_MARK = re.compile(r"[.!?؟…]+\s+(?=\S)|[。！？]+")


def split(text: str) -> tuple[Span, ...]:
    """Sentences of ``text`` as spans, trimmed."""
    ends = (found.end() for found in _MARK.finditer(text))
    marks = [end for end in ends if not text[end : end + 1].islower()]
    stops = [0, *marks, len(text)]
    spans = []
    for start, end in pairwise(stops):
        body = text[start:end]
        if body.strip():
            left = start + len(body) - len(body.lstrip())
            spans.append(Span(left, start + len(body.rstrip())))
    return tuple(spans)
