"""Markdown to plain text: the marks go, the words stay; what the front matter and the first heading state.

Reads what news texts use; it is no renderer, and tables and code keep their characters.
"""

from __future__ import annotations

import re

from samestory.model import Record

FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<lines>.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
FRONT_LINE = re.compile(r"^(?P<key>[A-Za-z_-]+)\s*:\s*(?P<value>\S.*?)\s*$", re.MULTILINE)
# Key in front matter -> what it is called in a Document's fields.
FRONT_KEYS = {
    "title": "title",
    "headline": "title",
    "subtitle": "subtitle",
    "date": "published",
    "published": "published",
    "author": "author",
    "outlet": "outlet",
    "source": "outlet",
    "url": "url",
    "lang": "lang",
    "language": "lang",
}
TITLE = re.compile(
    r"\A\s*(?:#[ \t]+(?P<marked>[^\n]+?)[ \t#]*(?:\n|\Z)|(?P<ruled>[^\n]+)\n=+[ \t]*(?:\n|\Z))"
)
UNDERLINE = re.compile(r"^[ \t]*(?:=+|-{2,}|\*{3,}|_{3,}|(?:[*_-][ \t]+){2,}[*_-])[ \t]*$", re.MULTILINE)
FENCE = re.compile(r"^[ \t]*(?:```|~~~).*$", re.MULTILINE)
LINE_MARKS = re.compile(r"^[ \t]*(?:>[ \t]?|#{1,6}[ \t]+|[*+-][ \t]+)+", re.MULTILINE)
CLOSING_HASHES = re.compile(r"(?<![ \t])[ \t]+#+[ \t]*$", re.MULTILINE)
DEFINITION = re.compile(r"^[ \t]*\[[^\]\n]+\]:[^\n]*$", re.MULTILINE)
TARGET = r"(?:\((?:[^()\n]|\([^()\n]*\))*\)|\[[^\[\]\n]*\])"
IMAGE = re.compile(rf"!\[[^\[\]\n]*\]{TARGET}")
LINK = re.compile(rf"\[([^\[\]\n]+)\]{TARGET}")
FOOTNOTE = re.compile(r"\[\^[^\[\]\n]+\]")
TAG = re.compile(r"</?[A-Za-z][^<>\n]*>|<!--.{0,1000}?-->", re.DOTALL)
EMPHASIS = (
    re.compile(r"(?<![\\\w])(\*\*\*|___)(?=\S)(.{1,300}?)(?<=[^\s\\])\1(?!\w)"),
    re.compile(r"(?<!\\)(\*\*)(?=\S)(.{1,300}?)(?<=[^\s\\])\1"),
    re.compile(r"(?<![\\\w])(__)(?=\S)(.{1,300}?)(?<=[^\s\\])\1(?!\w)"),
    re.compile(r"(?<!\\)(\*)(?=\S)([^*\n]{1,300}?)(?<=[^\s\\])\1"),
    re.compile(r"(?<![\\\w])(_)(?=\S)([^_\n]{1,300}?)(?<=[^\s\\])\1(?!\w)"),
    re.compile(r"(?<!\\)(~~)(?=\S)(.{1,300}?)(?<=[^\s\\])\1"),
    re.compile(r"(?<!\\)(`+)([^`\n]+)\1"),
)
ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|>~-])")


class Plain(Record, frozen=True):
    """The plain text of a markdown file, and what it states beside it.

    ``fields`` is named as in a Document: title (from front matter, or a first heading of the first
    level, which is then no longer in ``text``), published, outlet, and ``subtitle`` and ``author``.
    """

    text: str
    fields: dict[str, str]


def plain(markdown: str) -> Plain:
    """The words of ``markdown`` without its marks; images go, links leave their words."""
    fields, text = _front_matter(markdown)
    heading = TITLE.match(text)
    if heading:
        fields.setdefault("title", _inline(heading["marked"] or heading["ruled"]).strip())
        text = text[heading.end() :]
    for pattern in (FENCE, UNDERLINE, DEFINITION, LINE_MARKS, CLOSING_HASHES):
        text = pattern.sub("", text)
    return Plain(text=_inline(text), fields={key: value for key, value in fields.items() if value})


def _front_matter(markdown: str) -> tuple[dict[str, str], str]:
    """What the lines between ``---`` at the very start state, and the text after them."""
    block = FRONT_MATTER.match(markdown)
    if block is None:
        return {}, markdown
    stated = {
        match["key"].lower(): match["value"].strip("\"' ") for match in FRONT_LINE.finditer(block["lines"])
    }
    fields = {FRONT_KEYS[key]: value for key, value in stated.items() if key in FRONT_KEYS}
    return fields, markdown[block.end() :]


def _inline(text: str) -> str:
    text = LINK.sub(r"\1", IMAGE.sub("", text))
    text = TAG.sub("", FOOTNOTE.sub("", text))
    for pattern in EMPHASIS:
        text = pattern.sub(r"\2", text)
    return ESCAPED.sub(r"\1", text)
