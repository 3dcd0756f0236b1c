"""What a page's data for machines say of its article: headlines, authors, and a text that tells what is its.

The text itself is not taken from there: it has no paragraphs, and is often another version.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

HEADLINE = re.compile(r'"headline"\s*:\s*"([^"\\]{1,300})"')
BODY = re.compile(r'"articleBody"\s*:\s*("(?:[^"\\]|\\.){400,400000}")')
DATA = re.compile(r"<script\b[^>]{0,300}\bapplication/ld\+json\b[^>]{0,300}>", re.IGNORECASE)
DATA_END = "</script"
LETTERS = re.compile(r"[^\W_]+")
# Letters of a line that are looked for.
KEY = 40
# A longer line is long; of those the text has to hold so many in a hundred to be the article's.
LONG, MOST = 80, 70


def headlines(html: str) -> list[str]:
    """What the page's data call its headlines."""
    return [unescape(match[1]) for match in HEADLINE.finditer(html)]


def body(html: str) -> str:
    """The article's text as the page's data have it; empty where they do not."""
    at = html.find('"articleBody"')
    match = BODY.match(html, at) if at >= 0 else None
    if match is None:
        return ""
    try:
        return unescape(str(json.loads(match[1], strict=False)))
    except ValueError:
        return ""


def authors(html: str) -> list[str]:
    """Who wrote it as the page's data have it, each once; of all that has a headline there."""
    found = (
        name
        for one in _objects(html)
        if isinstance(one.get("headline"), str)
        for name in _names(one.get("author"))
    )
    return list(dict.fromkeys(found))


def _objects(html: str) -> Iterator[dict[str, object]]:
    """Every object in the page's data that tell of authors, those around before those within."""
    opened = DATA.search(html)
    while opened:
        end = html.find(DATA_END, opened.end())
        if end < 0:
            return
        waiting = _parsed(html[opened.end() : end])
        while waiting:
            one = waiting.pop()
            if isinstance(one, dict):
                yield one
            inner = list(one.values()) if isinstance(one, dict) else one
            waiting += [part for part in reversed(inner) if isinstance(part, dict | list)]
        opened = DATA.search(html, end)


def _parsed(data: str) -> list[Any]:
    """What is stated in ``data``, empty where it tells of no author or cannot be read."""
    if '"author"' not in data:
        return []
    try:
        # In a list, as it may be a word or a number alone.
        return [[json.loads(data, strict=False)]]
    except (ValueError, RecursionError):
        return []


def _names(author: object) -> Iterator[str]:
    """The names of an author or several; each is a name itself, or an object that has one."""
    for one in author if isinstance(author, list) else [author]:
        name = one.get("name") if isinstance(one, dict) else one
        if isinstance(name, str):
            yield unescape(name)


def without_end(text: str, stated: str) -> str:
    """``text`` without the lines at its end that are not in the ``stated`` one, if that is this article's."""
    if not stated:
        return text
    letters = _letters(stated)
    lines = text.split("\n")
    within = [_letters(line)[:KEY] in letters for line in lines]
    long = [there for line, there in zip(lines, within, strict=True) if len(line) > LONG]
    if not long or sum(long) * 100 < MOST * len(long):
        return text
    last = max(i for i, line in enumerate(lines) if within[i] and len(line) > LONG)
    while last + 1 < len(lines) and within[last + 1]:
        last += 1
    return "\n".join(lines[: last + 1])


def _letters(text: str) -> str:
    return "".join(LETTERS.findall(text))
