"""What pairs of actors in news teach the events head: those of the half to develop on, read by the eye.

Of what may be right of a pair the first answer trains; pairs that the reader left open train nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from evals.events import news
from evals.events.gold import Acted, Gold
from evals.events.parties import parties
from samestory.encode import Encoder
from samestory.encode.session import Tokens
from samestory.heads.terms import WordStates
from samestory.model import Root, Span


class News(NamedTuple):
    """Pairs that a reader judged, each with its sentence's token states and all who are named there."""

    pairs: Sequence[news.Read]
    tokens: Sequence[Tokens]
    parties: Sequence[Sequence[Span]]

    def roots(self) -> Iterator[tuple[Gold[Root], Tokens]]:
        """The pairs of which a deed is told, who acts as source."""
        for pair, its in zip(self.pairs, self.tokens, strict=True):
            if pair.answers:
                root, way = pair.answers[0]
                yield Gold(_turned(pair.told) if way == "<" else pair.told, root), its

    def ordered(self) -> Iterator[tuple[Acted, Tokens]]:
        """Those of which one alone acts."""
        one_sided = [len(pair.ways()) == 1 and pair.ways() != {"="} for pair in self.pairs if pair.answers]
        return ((one.told, its) for (one, its), true in zip(self.roots(), one_sided, strict=True) if true)


def read(data: Path, encoder: Encoder) -> News:
    """The pairs that may train; raises DataMissing."""
    known = [pair for kind in news.FILES for pair in news.pairs(data, "develop", kind) if pair.known]
    _, tokens = encoder.read([pair.told.text for pair in known], WordStates())
    return News(known, tokens, [named.spans for named in parties(encoder, [pair.told for pair in known])])


def _turned(told: Acted) -> Acted:
    return told._replace(source=told.target, target=told.source)
