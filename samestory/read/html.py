"""A web page to its article's text and what the page states beside it: title, date, outlet, language.

Extraction is trafilatura's and htmldate's; here is what we ask of them and what we take from the answer.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from html import unescape
from itertools import accumulate
from typing import TYPE_CHECKING

from samestory.errors import UnreadableDocument
from samestory.model import Record
from samestory.read import html_data, html_head, html_links
from samestory.read.authors import of_page
from samestory.read.furniture import count_words

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

LANG = re.compile(r"<html\b[^>]{0,2000}?\slang\s*=\s*[\"']?([A-Za-z]{2,3})\b", re.IGNORECASE)
LINK = re.compile(r"<link\b[^>]{0,2000}>", re.IGNORECASE)
META = re.compile(r"<meta\b[^>]{0,2000}>", re.IGNORECASE)
ATTRIBUTE = re.compile(r"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
# What stands before a time that is when the page was published, and such a time.
STATED = re.compile(
    r"(?:datePublished[\"']?\s*:\s*[\"']|"
    r"(?:article:published_time|datePublished|dateCreated|pubdate)[\"'][^>]{0,200}?(?:content|datetime)\s*=\s*[\"'])\Z",
    re.IGNORECASE,
)
LONGEST_STATED = 300
TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d[^\"'<]{0,16}")
ZONE = re.compile(r"(?:Z|[+-]\d\d:?\d\d)\Z")
# A year alone is told as its first day.
NEW_YEAR = "-01-01"
NO_FIGURE = re.compile(r"\D+")
MINUTE = len("2025-03-04T14:05")
WHOLE_PAGE = re.compile(r"<(?:html|body|head)\b", re.IGNORECASE)
UNREAD_TAG = re.compile(
    r"<(?P<end>/)?(?:script|style|figure|iframe)\b[^<>]*>|<!--|(?P<close>-->)", re.IGNORECASE
)
BREAKS = re.compile(
    r"<(?:br|hr)\b[^<>]*>|</(?:p|div|li|h\d|blockquote|article|section|tr)\s*>", re.IGNORECASE
)
TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
# How htmldate is asked: never to guess, and up to a fixed day, so that the same page gives the same date
# whenever it is read.
DATES = {
    "original_date": True,
    "extensive_search": False,
    "min_date": "1990-01-01",
    "max_date": "2100-01-01",
}
# Times that one line stands in a text.
OFTEN = 3
# Words.
SHORTEST_ARTICLE = 5
# What our own report names as its generator; what it quotes has been read already.
OURS = "Samestory"
NO_ARTICLE = "no article text found on the page; save the article itself, or its text, and run again"


class Page(Record, frozen=True):
    """The article on a page. ``published`` is ISO 8601, with the time of day where the page states it;
    ``lang`` is the code the page declares, ``author`` has names parted by semicolons; each is None where the
    page does not say.

    ``canonical`` is the address that the page says is its own, as it says it. ``sure`` is true where the
    page says of ``published`` that it is that. ``beside`` are lines at the headline that may hold a date,
    ``removed`` lines of links that were taken out.
    """

    text: str
    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    lang: str | None = None
    author: str | None = None
    canonical: str | None = None
    sure: bool = False
    beside: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def page(html: str, url: str | None = None) -> Page:
    """The article in ``html``; ``url``, where it is known, may date it.

    UnreadableDocument where the page cannot be parsed, holds no article text or is a report of ours.
    """
    if not WHOLE_PAGE.search(html):
        return Page(text=_fragment(html))
    if _meta(html, "generator") == OURS:
        raise UnreadableDocument("a report made by Samestory, not news")
    # Imported here: these take longer to import than all else together, and many runs read no page.
    from lxml.etree import LxmlError  # type: ignore[import-untyped]  # noqa: PLC0415

    try:
        return _read(html, url)
    except (LxmlError, RecursionError, ValueError, TypeError, AttributeError) as error:
        raise UnreadableDocument(f"the page cannot be parsed ({error}); {NO_ARTICLE}") from error


def _read(html: str, url: str | None) -> Page:
    from trafilatura.utils import load_html  # noqa: PLC0415

    tree = load_html(html)
    if tree is None:
        raise UnreadableDocument(NO_ARTICLE)
    published, sure = _published(html, url)
    outlet = _meta(html, "og:site_name")
    head = html_head.shown(
        tree, _meta(html, "og:title"), _meta(html, "og:description") or _meta(html, "description")
    )
    links = html_links.link_lines(tree)
    html_links.open_tables(tree)
    html_links.plain_crowds(tree)
    text, title, author = _extracted(tree, url)
    text, removed = html_links.parted(text, links)
    headlines = (*head.titles, *html_data.headlines(html))
    return Page(
        text=_with_lead(html_data.without_end(_once(text), html_data.body(html)), head.lead),
        title=html_head.without_outlet(title, headlines, outlet) if title else None,
        published=published,
        outlet=outlet,
        lang=_lang(html),
        author=";".join(of_page(html_data.authors(html), author or "", outlet, html)) or None,
        canonical=_canonical(html),
        sure=sure,
        beside=head.beside,
        removed=removed,
    )


def _extracted(tree: HtmlElement, url: str | None) -> tuple[str, str | None, str | None]:
    """Text, title and author of the article in ``tree``."""
    from trafilatura import bare_extraction  # noqa: PLC0415

    found = bare_extraction(
        tree,
        url=url,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        # Its day is not taken, and by default it is looked for at length.
        date_extraction_params=DATES,
    )
    if found is None or not _holds_article(found.text or "", found.title):
        raise UnreadableDocument(NO_ARTICLE)
    return found.text, found.title or None, found.author or None


def _once(text: str) -> str:
    """``text`` without the lines that it has often: they belong to the page."""
    lines = text.split("\n")
    times = Counter(lines)
    return "\n".join(line for line in lines if times[line] < OFTEN)


def _with_lead(text: str, lead: str | None) -> str:
    """``text`` with the ``lead`` before it, where it is not in it."""
    if lead is None or lead in text:
        return text
    return f"{lead}\n{text}"


def _holds_article(text: str, title: str | None) -> bool:
    """True where ``text`` says more than the page's title does."""
    own = (line for line in text.split("\n") if line != title)
    return any(total >= SHORTEST_ARTICLE for total in accumulate(map(count_words, own)))


def _fragment(html: str) -> str:
    """The text of a piece of a page, as feeds and tables carry it: all of it is the article's."""
    lines = BREAKS.sub("\n", _without_unread(html))
    text = unescape(TAG.sub("", lines)).strip()
    if not text:
        raise UnreadableDocument(NO_ARTICLE)
    return text


def _without_unread(html: str) -> str:
    """``html`` without scripts, pictures and comments; one pass, however they are nested or left open."""
    kept: list[str] = []
    position = depth = 0
    for tag in UNREAD_TAG.finditer(html):
        if depth == 0:
            kept.append(html[position : tag.start()])
        depth = max(0, depth - 1) if tag["end"] or tag["close"] else depth + 1
        position = tag.end()
    return "".join((*kept, html[position:]))


def _published(html: str, url: str | None) -> tuple[str | None, bool]:
    """The day on the page, with the time of day where it has that; and whether it says what day it is."""
    from htmldate import find_date  # noqa: PLC0415

    day = find_date(html, url=url, **DATES)
    if day is None:
        return _somewhere(html, url), False
    times = list(_times(html, day))
    sure = bool(times) or (url is not None and day.replace("-", "") in NO_FIGURE.sub("", url))
    return next((moment for moment in map(_moment, times) if moment), day), sure


def _somewhere(html: str, url: str | None) -> str | None:
    """The day that most of the page's text speaks for; none where that is but a year."""
    from htmldate import find_date  # noqa: PLC0415

    day = find_date(html, url=url, **{**DATES, "extensive_search": True})
    return None if day is None or day.endswith(NEW_YEAR) else day


def _times(html: str, day: str) -> Iterator[str]:
    """The times of ``day`` that ``html`` states as its publication's."""
    # The day is looked for first: it is a string, and what may stand before it is not.
    at = html.find(day)
    while at >= 0:
        time = TIME.match(html, at)
        if time and STATED.search(html, max(0, at - LONGEST_STATED), at):
            yield time[0]
        at = html.find(day, at + 1)


def _moment(stated: str) -> str | None:
    """A stated time in ISO form, to the minute; with its zone where that is stated."""
    minute, zone = stated[:MINUTE].replace(" ", "T"), ZONE.search(stated, MINUTE)
    try:
        return datetime.fromisoformat(minute + (zone[0] if zone else "")).isoformat()
    except ValueError:
        return None


def _lang(html: str) -> str | None:
    declared = LANG.search(html)
    return declared[1].lower() if declared else None


def _canonical(html: str) -> str | None:
    for tag in LINK.finditer(html):
        stated = {key.lower(): first or second for key, first, second in ATTRIBUTE.findall(tag[0])}
        if "canonical" in stated.get("rel", "").lower().split() and stated.get("href"):
            return unescape(stated["href"]).strip() or None
    return None


def _meta(html: str, name: str) -> str | None:
    for tag in META.finditer(html):
        attributes = {key.lower(): first or second for key, first, second in ATTRIBUTE.findall(tag[0])}
        if name in (attributes.get("property"), attributes.get("name")) and attributes.get("content"):
            return unescape(attributes["content"]).strip() or None
    return None
