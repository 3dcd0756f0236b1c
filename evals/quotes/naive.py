"""The naive baseline: what stands between the language's marks, said by the nearest capitals to the next."""

from __future__ import annotations

import re
from collections.abc import Sequence

from evals.quotes.gold import GoldText
from evals.quotes.score import Told, size
from samestory.lang import load
from samestory.model import Span

NAME = re.compile(r"[^\W\d_a-zа-я][^\W\d_]+(?: [^\W\d_a-zа-я][^\W\d_]+)*")
FEWEST_WORDS = 2


def clauses(gold: GoldText) -> Sequence[Told]:
    """Everything that stands between a comma and the next stop."""
    return [Told(Span(m.start(), m.end()), None, None) for m in re.finditer(r"(?<=, )[^.!?\n]+", gold.text)]


def found(gold: GoldText) -> Sequence[Told]:
    """Every stretch between marks of two words or more, with the nearest capitalised words outside."""
    text = gold.text
    pairs = load(gold.lang).sentences.quotes
    pattern = "|".join(f"{re.escape(o)}[^{re.escape(o + c)}\n]+{re.escape(c)}" for o, c in pairs)
    said = [Span(m.start() + 1, m.end() - 1) for m in re.finditer(pattern, text)]
    names = [Span(m.start(), m.end()) for m in NAME.finditer(text) if m[0][0].isupper()]
    free = [n for n in names if not any(s.start <= n.start < s.end for s in said)]
    quotes = [s for s in said if size(s.of(text)) >= FEWEST_WORDS]
    return [_told(span, free) for span in quotes]


def _told(said: Span, names: Sequence[Span]) -> Told:
    """The nearest name says it, the next one is told."""
    near = [*sorted(names, key=lambda n: max(n.start - said.end, said.start - n.end)), None, None]
    return Told(said, near[0], near[0], near[1])
