"""What a page shows at its headline: the title without the outlet's name, the lead, lines that may date it.

Looks at the page's tree; what the lines mean in a language is header.py's to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

# What parts a headline from the outlet's name.
PARTING = re.compile(r"\s+[-–—|•·*:]+\s+|\s*[|：ㅣ]+\s*|-(?=[^-]*\Z)")
WORD = re.compile(r"\w+")
DIGIT = re.compile(r"\d")
UNSEEN = frozenset({"script", "style", "noscript", "template", "svg", "button", "nav", "footer"})
LEADS = ("p", "h2", "h3", "h4", "span", "strong", "b", "li")
PLAIN = "self::div[not(div or p or section)]"
# What no quoted string of XPath holds.
UNQUOTABLE = re.compile(r'["\x00-\x1f\ud800-\udfff\ufffe\uffff]')
# Characters of a description that find the lead it was made from.
KEY = 40
# Characters; a longer element is looked at in its parts.
LONGEST_LINE = 120
LINES_AFTER, LINES_BEFORE = 20, 8
# Characters of a headline.
SHORTEST = 8


class Head(NamedTuple):
    """What stands at a page's headline: its large headings, its lead, and short lines with a figure."""

    titles: tuple[str, ...]
    lead: str | None
    beside: tuple[str, ...]


def shown(tree: HtmlElement, title: str | None, description: str | None) -> Head:
    """What ``tree`` shows at its headline; ``title`` and ``description`` are those the page states."""
    element = heading(tree, title)
    titles = tuple(text for text in map(_text, tree.iter("h1")) if text)
    return Head(titles, lead(tree, description), beside(element) if element is not None else ())


def without_outlet(title: str, others: Sequence[str], outlet: str | None) -> str:
    """``title`` without the outlet's name behind or before it.

    ``others`` are headlines that the page has elsewhere: one that ``title`` only adds to is the headline.
    """
    named = _words(outlet or "")
    within = [other for other in others if _adds_to(title, other) and _words(other) != named]
    if within:
        return max(within, key=len)
    for match in reversed(list(PARTING.finditer(title))):
        behind = _words(title[match.end() :])
        if behind and f" {' '.join(behind)} " in f" {' '.join(named)} ":
            return title[: match.start()].strip()
    return title


def heading(tree: HtmlElement, title: str | None) -> HtmlElement | None:
    """The element that shows the headline: with the words of ``title``, else the first large heading."""
    wanted = _words(title or "")
    large = list(tree.iter("h1"))
    for element in (*large, *tree.iter("h2")):
        if wanted and _words(element.text_content()) == wanted:
            return element
    return large[0] if large else None


def lead(tree: HtmlElement, description: str | None) -> str | None:
    """The line of the page that its ``description`` was made from; None where it shows none."""
    key = " ".join((description or "").split())[:KEY].rstrip(" .…")
    if len(key) < KEY / 2 or UNQUOTABLE.search(key):
        return None
    tags = " or ".join((*(f"self::{tag}" for tag in LEADS), PLAIN))
    found = tree.xpath(f'//body//*[{tags}][starts-with(normalize-space(.), "{key}")]')
    texts = [text for text in map(_text, found) if len(text) <= 2 * len(description or "") + KEY]
    return texts[0] if texts else None


def beside(element: HtmlElement) -> tuple[str, ...]:
    """Short lines with a figure that stand at a headline: first those behind it, then those before it."""
    behind = islice(_around(element, before=False), LINES_AFTER)
    ahead = islice(_around(element, before=True), LINES_BEFORE)
    return tuple(line for line in (*behind, *ahead) if DIGIT.search(line))


def _around(element: HtmlElement, *, before: bool) -> Iterator[str]:
    """Lines away from ``element``, the nearest first."""
    while element is not None and element.tag != "body":
        if not before and element.tail and element.tail.strip():
            yield " ".join(element.tail.split())
        for sibling in element.itersiblings(preceding=before):
            yield from _lines(sibling, before=before)
        element = element.getparent()


def _lines(element: HtmlElement, *, before: bool) -> Iterator[str]:
    """The lines of an element: its parts, and itself where it is short."""
    if isinstance(element.tag, str) and element.tag not in UNSEEN:
        for part in reversed(element) if before else element:
            yield from _lines(part, before=before)
        text = _text(element) if len(element) != 1 and next(element.iter(*UNSEEN), None) is None else ""
        if 0 < len(text) <= LONGEST_LINE:
            yield text
    if element.tail and element.tail.strip():
        yield " ".join(element.tail.split())


def _adds_to(title: str, other: str) -> bool:
    """Whether ``title`` is ``other`` and, behind a mark that parts them, something more."""
    rest = PARTING.match(title, len(other)) if other and title.startswith(other) else None
    return rest is not None and len(other) >= SHORTEST


def _words(text: str) -> list[str]:
    return WORD.findall(text.casefold())


def _text(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())
