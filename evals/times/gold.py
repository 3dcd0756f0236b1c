"""Texts with their expressions of time as marked by hand: the English news of TempEval-3, and own cases.

One half of the English texts is there to develop on, the other only measured; a hash of the name decides.
"""

from __future__ import annotations

import html
import re
import tomllib
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from evals.base import found
from evals.times.values import Meaning, of_value
from samestory.model import Span

HERE = Path(__file__).parent
HALVES = ("develop", "held")
MARKED = "tempeval3_tbaq/*/*.tml"
TAG = re.compile(r"<[^>]*>")
TIME = re.compile(r"<TIMEX3(?P<attributes>[^>]*)>|</TIMEX3>")
VALUE = re.compile(r'\bvalue="([^"]*)"')
BODY = re.compile(r"<TEXT>(.*)</TEXT>", re.DOTALL)
BRACKET = re.compile(r"[\[\]]")
CREATED = re.compile(r"<DCT>.*?value=\"([\d-]{10})", re.DOTALL)


class Marked(NamedTuple):
    """A text, the day it was written, and each expression of time with its meaning, None for none."""

    lang: str
    text: str
    written: str
    times: tuple[tuple[Span, Meaning | None], ...]


def news(data: Path, half: str) -> list[Marked]:
    """The English news of one half."""
    wanted = HALVES.index(half)
    return [
        _news(file) for file in found(data, MARKED) if sha256(file.stem.encode()).digest()[0] % 2 == wanted
    ]


def cases(half: str) -> list[Marked]:
    """Own sentences of one half."""
    languages = tomllib.loads((HERE / f"{half}.toml").read_text("utf-8"))
    return [_case(lang, *case) for lang, listed in languages.items() for case in listed]


def _news(file: Path) -> Marked:
    source = file.read_text("utf-8")
    body, created = BODY.search(source), CREATED.search(source)
    assert body is not None, file
    assert created is not None, file
    text, times, opened = "", [], None
    place = 0
    for tag in TAG.finditer(body[1]):
        text += html.unescape(body[1][place : tag.start()])
        place = tag.end()
        time = TIME.fullmatch(tag[0])
        if time and time["attributes"] is not None:
            value = VALUE.search(time["attributes"])
            opened = (len(text), of_value(value[1]) if value else None)
        elif time and opened is not None:
            times.append((Span(opened[0], len(text)), opened[1]))
            opened = None
    return Marked("en", text + html.unescape(body[1][place:]), created[1], tuple(times))


def _case(lang: str, written: str, bracketed: str, means: str) -> Marked:
    """Words in brackets are expressions of time; their meanings follow in their order."""
    text, times, values = "", [], means.split()
    for number, part in enumerate(BRACKET.split(bracketed)):
        if number % 2:
            times.append((Span(len(text), len(text) + len(part)), of_value(values[number // 2])))
        text += part
    assert len(times) == len(values), bracketed
    return Marked(lang, text, written, tuple(times))
