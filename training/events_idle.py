"""Pairs in gold sentences of which most likely nothing is told: what the events head learns to leave alone.

Few of them tell something after all; nobody looked. It trains nothing itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evals.events.gold import Acted
from samestory.encode import Encoder
from samestory.encode.session import Tokens
from samestory.heads.names import NameTagger, names
from samestory.model import Span

Idle = tuple[Acted, Tokens]
# Of names beside the gold's actors so many are taken.
THIRD = 2


def third_names(
    told: Sequence[Acted], tokens: Sequence[Tokens], encoder: Encoder, tagger: NameTagger
) -> Iterator[Idle]:
    """Names in sentences of gold that are neither actor, each with the target."""
    found = found_names([one.text for one in told], encoder, tagger)
    # Tokens of more than ``told`` may be given; theirs come first.
    for one, its, spans in zip(told, tokens, found, strict=False):
        if one.source and one.target:
            actors = one.source, one.target
            others = [s for s in spans if not any(s.start < a.end and a.start < s.end for a in actors)]
            for other in others[:THIRD]:
                yield one._replace(source=one.target, target=other), its


def found_names(lines: Sequence[str], encoder: Encoder, tagger: NameTagger) -> list[list[Span]]:
    """The persons, organisations and places of each line."""
    _, tokens = encoder.read(lines, tagger)
    kinds = ("person", "organisation", "place")
    return [
        [n.span for n in names(line, [Span(0, len(line))], [its], tagger.transitions) if n.type in kinds]
        for line, its in zip(lines, tokens, strict=True)
    ]
