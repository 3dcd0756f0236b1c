"""Reads the own cases: sentences with what is said in braces, behind bars who says it and who is told."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from evals.quotes.gold import GoldQuote, GoldText
from samestory.model import Span

HERE = Path(__file__).parent
HALVES = ("develop", "held")
# Of quotes in eight languages, in six more, and in eight others; of reported speech, of those told, of
# speakers named before, and of marks that mostly hold no quote.
KINDS = ("", "_more", "_reported", "_audience", "_anaphora", "_marks", "_others")
_SAID = re.compile(r"\{([^|{}]+)\|([^|{}]+)(?:\|([^|{}]+))?\}")


def files() -> list[Path]:
    """The files of both halves."""
    return [HERE / f"{half}{kind}.toml" for kind in KINDS for half in HALVES]


def cases(half: str, kind: str = "") -> list[GoldText]:
    """All cases of a half and a kind, by language."""
    told = tomllib.loads((HERE / f"{half}{kind}.toml").read_text("utf-8"))
    return [case(lang, text) for lang, texts in told.items() for text in texts]


def case(lang: str, written: str) -> GoldText:
    """One case without its braces; raises ValueError where a brace or bar is left over."""
    text, quotes, end = "", [], 0
    for said in _SAID.finditer(written):
        text += written[end : said.start()]
        quotes.append(GoldQuote(Span(len(text), len(text) + len(said[1])), name=said[2], audience=said[3]))
        text, end = text + said[1], said.end()
    text += written[end:]
    if set(text) & set("{|}"):
        raise ValueError(f"a brace or a bar is left over; write {{what is said|who}}: {text}")
    return GoldText(lang, text, tuple(quotes))
