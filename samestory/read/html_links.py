"""Which lines of a page are links: menus, lists of other articles, "read also" between paragraphs.

Goes by what of a line is a link, so it needs no words of any language; a link within a sentence is none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

BLOCKS = frozenset(
    {"p", "li", "dd", "dt", "div", "section", "td", "h2", "h3", "h4", "h5", "h6", "blockquote", "aside", "ul"}
)
# What trafilatura puts before an item of a list.
ITEM = "- "
MARKS = (
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "data", "dfn", "em", "font", "i", "img", "ins", "label",
    "mark", "q", "ruby", "s", "small", "span", "strong", "sub", "sup", "time", "u", "wbr",
)  # fmt: skip
# Marks in one block.
CROWD = 2000
LETTERS = re.compile(r"[^\W\d_]{2}")
STOPS = (".", "!", "?", "…", "。")
# Words before a link that name it: fewer without a colon, as a sentence may begin so.
LONGEST_LABEL, LONGEST_BARE_LABEL = 6, 3
# Words of a link that is a headline.
SHORTEST_HEADLINE = 4


def link_lines(tree: HtmlElement) -> frozenset[str]:
    """The texts of the blocks of ``tree`` that are only links, and of labels with a colon before them."""
    lines: set[str] = set()
    for block, links in _linked(tree):
        if _is_link_line(block, links):
            label = block.getprevious()
            if label is None and block.tag == "li" and block.getparent() is not None:
                label = block.getparent().getprevious()
            lines |= {_text(block)} | ({_text(label)} if label is not None and _is_label(label) else set())
    return frozenset(lines)


def parted(text: str, links: frozenset[str]) -> tuple[str, tuple[str, ...]]:
    """The lines of ``text`` that are none of ``links``, and those that are."""
    lines = text.split("\n")
    found = [" ".join(line.removeprefix(ITEM).split()) in links for line in lines]
    kept = "\n".join(line for line, is_link in zip(lines, found, strict=True) if not is_link)
    return kept, tuple(line for line, is_link in zip(lines, found, strict=True) if is_link)


def open_tables(tree: HtmlElement) -> None:
    """Make plain blocks of the tables that lay out the page: those that hold its headline or other tables."""
    for table in list(tree.iter("table")):
        if next(table.iter("h1"), None) is not None or len(list(islice(table.iter("table"), 2))) > 1:
            for part in list(table.iter("tbody", "tr", "td", "th")):
                if next(part.iterancestors("table"), None) is table:
                    part.tag = "div"
            table.tag = "div"


def plain_crowds(tree: HtmlElement) -> None:
    """Make plain text of the marks in a block that has very many of them: no article's paragraph has.

    What trafilatura does with each of them it does with all before it: 60,000 took more than a minute.
    """
    # Most pages have not so many in all.
    if sum(1 for _ in islice(tree.iter(*MARKS), CROWD + 1)) <= CROWD:
        return
    crowds = Counter(above for mark in tree.iter(*MARKS) if (above := mark.getparent()) is not None)
    for block in [block for block, count in crowds.items() if count > CROWD]:
        # What the text goes on behind: the last child that is no mark, or nothing yet.
        last, pieces = None, [block.text or ""]
        for child in list(block):
            if child.tag in MARKS:
                pieces += [child.text_content(), child.tail or ""]
                block.remove(child)
            else:
                _put_behind(block, last, pieces)
                last, pieces = child, [child.tail or ""]
        _put_behind(block, last, pieces)


def _put_behind(block: HtmlElement, last: HtmlElement | None, pieces: list[str]) -> None:
    text = "".join(pieces)
    if last is None:
        block.text = text
    else:
        last.tail = text


def _linked(tree: HtmlElement) -> Iterable[tuple[HtmlElement, list[HtmlElement]]]:
    """Each innermost block that holds links, with these."""
    found: dict[HtmlElement, list[HtmlElement]] = {}
    for link in tree.iter("a"):
        address = link.get("href")
        if address and not address.startswith("#"):
            block = next((above for above in link.iterancestors() if above.tag in BLOCKS), None)
            if block is not None:
                found.setdefault(block, []).append(link)
    return found.items()


def _is_link_line(block: HtmlElement, links: list[HtmlElement]) -> bool:
    if any(inner.tag in BLOCKS or inner.tag == "h1" for inner in _elements(block)):
        return False
    text = _text(block)
    linked = [_text(link) for link in links]
    first = next((one for one in linked if one), "")
    outside = _outside(block, links)
    if not LETTERS.search(outside):
        return bool(first)
    label = text.partition(first)[0].strip() if first else ""
    if not label or outside.strip() != label or linked[-1].endswith(STOPS):
        return False
    longest = LONGEST_LABEL if label.endswith(":") else LONGEST_BARE_LABEL
    return len(label.split()) <= longest and len(first.split()) >= SHORTEST_HEADLINE


def _outside(block: HtmlElement, links: list[HtmlElement]) -> str:
    """The text of ``block`` that is in none of ``links``."""
    inside = {part for link in links for part in link.iter()}
    pieces = [block.text or ""]
    for part in block.iterdescendants():
        if part not in inside and isinstance(part.tag, str):
            pieces.append(part.text or "")
        if part.getparent() not in inside:
            pieces.append(part.tail or "")
    return " ".join("".join(pieces).split())


def _is_label(block: HtmlElement) -> bool:
    text = _text(block) if block.tag in BLOCKS else ""
    return text.endswith(":") and len(text.split()) <= LONGEST_LABEL


def _elements(block: HtmlElement) -> Iterator[HtmlElement]:
    return (inner for inner in block.iterdescendants() if isinstance(inner.tag, str))


def _text(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())
