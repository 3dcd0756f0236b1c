"""Pages with what is to be read from them: stored pages of many publishers, and own ones built from parts.

The stored ones have what their publishers' own parsers read (fundus). Both come in halves by outlet; nothing
is tuned on the half that is held.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from evals.base import found

HALVES = ("develop", "held")
STORED = "fundus/index.jsonl"
# The stored pages say Norwegian in two ways.
SAME = {"nb": "no"}


class Case(NamedTuple):
    """A page, where it stands, and what is to be read from it; ``lang`` is what it declares.

    ``text`` are the article's lead, headings and paragraphs, each a line, without its title; ``authors`` are
    empty where none are known.
    """

    lang: str
    half: str
    url: str
    title: str
    day: date
    text: str
    html: Callable[[], str]
    authors: tuple[str, ...] = ()


def stored(data: Path) -> Iterator[Case]:
    """The stored pages under ``data``; raises DataMissing."""
    index = found(data, STORED)[0]
    for line in index.read_text("utf-8").splitlines():
        one = json.loads(line)
        declared = (one["html_lang"] or one["country"])[:2].lower()
        yield Case(
            lang=SAME.get(declared, declared),
            half=half(one["publisher"]),
            url=one["url"] or "",
            title=one["title"],
            day=date.fromisoformat(one["date"][:10]),
            text="\n".join(_lines(one)),
            html=_opened(index.parent / one["html"]),
            authors=tuple(one.get("authors") or ()),
        )


def half(outlet: str) -> str:
    """The half that all pages of ``outlet`` are in."""
    return HALVES[hashlib.sha256(outlet.encode()).digest()[-1] % 2 == 0]


def _lines(one: dict[str, Any]) -> Iterator[str]:
    yield from one["summary"] or ()
    for section in one["sections"]:
        yield from section["headline"]
        yield from section["paragraphs"]


def _opened(file: Path) -> Callable[[], str]:
    return lambda: gzip.decompress(file.read_bytes()).decode("utf-8", "replace")
