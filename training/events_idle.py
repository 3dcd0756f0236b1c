"""Pairs of names of which a sentence most likely tells nothing: what the events head learns to leave alone.

Few of them tell something after all; nobody looked. It trains nothing itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from evals.corpora import parallel
from evals.events.gold import Acted
from evals.names.translated import LINES
from samestory.encode import Encoder
from samestory.encode.session import Tokens
from samestory.heads.names import NameTagger, names
from samestory.heads.terms import WordStates
from samestory.model import Span

Idle = tuple[Acted, Tokens]
# Translated news by language, and every how many lines are taken.
NEWS = {"eng": ("en", 1), "ron": ("ro", 2), "rus": ("ru", 2), "deu": ("de", 2), "ukr": ("uk", 2)}
# A name is paired with so many that follow; of names beside the gold's actors so many are taken.
FOLLOWING, THIRD = 2, 2


def in_news(data: Path, encoder: Encoder, tagger: NameTagger) -> Iterator[Idle]:
    """Names and those that follow them, in lines of translated news (NTREX) that do not evaluate."""
    news = parallel(data, tuple(NEWS)).lines
    for name, (lang, step) in NEWS.items():
        lines = news[name][LINES::step]
        _, tokens = encoder.read(lines, WordStates())
        for line, its, found in zip(lines, tokens, found_names(lines, encoder, tagger), strict=True):
            for place, one in enumerate(found):
                for other in found[place + 1 : place + 1 + FOLLOWING]:
                    yield Acted(line, lang, one, other), its


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
