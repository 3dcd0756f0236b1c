"""Names that the tagger finds in gold texts, and how well they agree with the gold ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from evals.counts import Counts, summed
from evals.names.gold import GoldText
from samestory.encode import Encoder
from samestory.heads.names import NameTagger, names
from samestory.model import NameMention, NameType, Span

# Texts encoded in one call.
AT_ONCE = 200

Found = Sequence[tuple[Span, NameType]]


class Sentenced(Protocol):
    """A text with its sentences."""

    @property
    def text(self) -> str:
        """The text."""

    @property
    def sentences(self) -> tuple[Span, ...]:
        """Its sentences, in order."""


def tagged(
    texts: Sequence[Sentenced], encoder: Encoder, tagger: NameTagger
) -> Iterator[tuple[NameMention, ...]]:
    """The names found in each text, its sentences given."""
    for start in range(0, len(texts), AT_ONCE):
        part = texts[start : start + AT_ONCE]
        _, tokens = encoder.read([s.of(t.text) for t in part for s in t.sentences], tagger)
        done = 0
        for text in part:
            its = tokens[done : done + len(text.sentences)]
            yield names(text.text, text.sentences, its, tagger.transitions)
            done += len(text.sentences)


def counted(text: GoldText, found: Found) -> Counts:
    """Strictly: a name is right where span and type are; only types that its set counts count."""
    gold = {(name.span, name.type) for name in text.names if name.type in text.counted}
    ours = {(span, kind) for span, kind in found if kind in text.counted}
    return Counts.one_to_one(len(gold & ours), len(ours), len(gold))


def by_group(counts: Iterable[tuple[str, Counts]]) -> Mapping[str, Counts]:
    """Sums of the counts of each group."""
    sums: dict[str, Counts] = {}
    for group, one in counts:
        sums[group] = summed((sums.get(group, Counts()), one))
    return sums
