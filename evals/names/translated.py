"""Languages without gold: do the names found in a translation agree with those found in the English original?

Agreement, not truth: it shows where a language falls behind those that have gold.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from evals.corpora import parallel
from evals.counts import Counts
from samestory.encode import Encoder
from samestory.heads.names import NameTagger, names
from samestory.model import NameType, Span

ORIGINAL = "eng"
LINES = 500

Kinds = list[Counter[NameType]]


def agreements(root: Path, wanted: Sequence[str], encoder: Encoder, tagger: NameTagger) -> dict[str, Counts]:
    """For each language, as the set names it: how many names of each type a line and its original share."""
    news = parallel(root, (ORIGINAL, *wanted))
    original = _kinds(news.lines[ORIGINAL][:LINES], encoder, tagger)
    return {name: _shared(original, _kinds(news.lines[name][:LINES], encoder, tagger)) for name in wanted}


def _kinds(lines: Sequence[str], encoder: Encoder, tagger: NameTagger) -> Kinds:
    _, tokens = encoder.read(lines, tagger)
    found = (
        names(line, [Span(0, len(line))], [its], tagger.transitions)
        for line, its in zip(lines, tokens, strict=True)
    )
    return [Counter(name.type for name in one) for one in found]


def _shared(original: Kinds, translated: Kinds) -> Counts:
    shared = sum((a & b).total() for a, b in zip(original, translated, strict=True))
    return Counts.one_to_one(shared, sum(map(Counter.total, translated)), sum(map(Counter.total, original)))
