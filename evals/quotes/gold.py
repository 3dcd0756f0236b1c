"""Reads the gold quotes of two public sets: each text with what is said and by whom.

polnear: attributions of its first annotator whose content opens with a quotation mark, or with none, each
stretch of an interrupted content for itself. german_news_quotes: annotations of one type.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from evals.base import found
from samestory.model import Span

_ROW = re.compile(r"^([TE]\d+)\t([^\t\n]*)", re.M)
OPENING = "\"“‘'„«"


class GoldQuote(NamedTuple):
    """What is said; ``speaker`` are the words that tell who, none where the set gives none.

    ``name`` is the speaker's name where it is to be resolved, ``audience`` the name of who is told: any form
    of it in the text will do.
    """

    span: Span
    speaker: tuple[Span, ...] = ()
    name: str | None = None
    audience: str | None = None


class GoldText(NamedTuple):
    """A text in a language with its quotes, in order."""

    lang: str
    text: str
    quotes: tuple[GoldQuote, ...]


def polnear(root: Path, part: str, *, reported: bool = False) -> list[GoldText]:
    """The texts of a part (train, dev) with quotes that are direct, or ``reported``; raises DataMissing."""
    files = found(root, f"polnear/data/{part}/attributions/*.ann")
    # Names end in the annotator; of several the first is taken.
    firsts = [next(of_text) for _, of_text in groupby(files, key=lambda file: file.stem[:-5])]
    return [_polnear(file, reported) for file in firsts]


def _polnear(file: Path, reported: bool) -> GoldText:
    text = (file.parents[1] / "text" / f"{file.stem[:-5]}.txt").read_bytes().decode()
    # Words quoted in a row may hold a line's end, so that not each line is a row.
    rows = _ROW.findall(file.read_bytes().decode())
    spans = {name: tuple(_standoff(told.split(" ", 1)[1])) for name, told in rows if name[0] == "T"}
    parts = [dict(p.split(":") for p in told.split()) for name, told in rows if name[0] == "E"]
    quotes = {
        said: GoldQuote(said, spans.get(one.get("Source", ""), ()))
        for one in parts
        for number, said in enumerate(spans.get(one.get("Content", ""), ()))
        if _is_reported(text, spans[one["Content"]][0]) == _is_reported(text, said) == reported
    }
    return GoldText("en", text, tuple(quotes[said] for said in sorted(quotes)))


def _is_reported(text: str, said: Span) -> bool:
    return text[said.start] not in OPENING


def _standoff(places: str) -> Iterator[Span]:
    for place in places.split(";"):
        start, end = place.split()
        yield Span(int(start), int(end))


def german(root: Path, part: str, kind: str = "Direct") -> list[GoldText]:
    """The texts of a part (train, dev) with their quotes of one kind; raises DataMissing."""
    (file,) = found(root, f"german_news_quotes/{part}.jsonl")
    return [_german(json.loads(line), kind) for line in file.read_text("utf-8").rstrip("\n").split("\n")]


def _german(document: dict[str, Any], kind: str) -> GoldText:
    quotes = {
        said: GoldQuote(said, tuple(_spans(one["speaker"])))
        for one in document["annotations"]
        if one["type"] == kind
        for said in _spans(one["quote"])
    }
    return GoldText("de", document["originalText"], tuple(quotes[said] for said in sorted(quotes)))


def _spans(part: dict[str, Any]) -> Iterator[Span]:
    for span in part["spans"]:
        yield Span(span["charBegin"], span["charEnd"])
