"""The naive tagger: runs of capitalised words, typed as such words mostly are in what trains."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from evals.names.gold import GoldText
from samestory.lang import load
from samestory.model import NameType, Span
from samestory.read.capitals import mentions, name_key

Known = dict[str, NameType]


def known(texts: Iterable[GoldText]) -> Known:
    """The usual type of each word of a name, by the word's key across alphabets."""
    counts: dict[str, Counter[NameType]] = defaultdict(Counter)
    for text in texts:
        for name in text.names:
            for word in name.span.of(text.text).split() if name.type else ():
                counts[name_key(word)][name.type] += 1  # type: ignore[index]
    return {key: types.most_common(1)[0][0] for key, types in counts.items()}


def tagged(text: GoldText, usual: Known) -> list[tuple[Span, NameType]]:
    """Capitalised words with one space between them are one name; its first word gives the type."""
    runs: list[tuple[Span, NameType]] = []
    for word in mentions(text.text, text.sentences, load(text.lang)):
        if runs and text.text[runs[-1][0].end : word.span.start] == " ":
            runs[-1] = (Span(runs[-1][0].start, word.span.end), runs[-1][1])
        else:
            runs.append((word.span, usual.get(name_key(word.span.of(text.text)), "person")))
    return runs
