"""What feeds and sitemaps list: articles by address, with what is said of each. Fetches nothing.

Read with lxml, which is there for pages; entities are not followed and nothing is loaded from elsewhere.
Sources: RSS 2.0 and 1.0, Atom (RFC 4287), JSON Feed 1.1, sitemaps.org 0.9, Google's news sitemaps.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from datetime import datetime
from html import unescape
from itertools import islice
from typing import Any, Literal

from msgspec.structs import replace

from samestory.codepages import guess
from samestory.links.address import absolute
from samestory.links.dates import believed, moment
from samestory.links.trouble import NotFetched
from samestory.model import Record

# One of lxml, which has no types.
Element = Any
Kind = Literal["feed", "sitemap"]
# Where the root of XML is looked for, behind a declaration, comments and stylesheets.
HEAD = 8192
ROOT = re.compile(rb"<(?![?!])(?:[A-Za-z][\w.-]{0,30}:)?(rss|rdf|feed|urlset|sitemapindex)\b", re.IGNORECASE)
FIRST_TAG = re.compile(rb"<(?![?!])")
DECLARED = re.compile(rb"^\s*<\?xml[^>]{0,200}encoding", re.IGNORECASE)
JSON_FEED = re.compile(rb'"version"\s*:\s*"https?://jsonfeed\.org/version/')
# Entries and nested sitemaps of one file; the protocol allows 50,000.
MOST = 50_000
# Of an index, that are asked for in one round.
MOST_SITEMAPS = 20
XML = "{http://www.w3.org/XML/1998/namespace}"
TAGS = re.compile(r"</?[A-Za-z][^<>]*>")


class Entry(Record, frozen=True, kw_only=True):
    """An article as a feed or sitemap lists it; ``url`` is None where it stands in the feed alone.

    ``published`` and ``updated`` are ISO 8601 as stated, ``text`` is its words, as HTML or plain, ``name``
    what the feed calls it.
    """

    url: str | None
    name: str = ""
    title: str = ""
    published: str | None = None
    updated: str | None = None
    text: str = ""
    lang: str | None = None


class Listing(Record, frozen=True, kw_only=True):
    """A feed or sitemap: its entries in its own order, and the sitemaps it leads to."""

    kind: Kind
    entries: tuple[Entry, ...] = ()
    sitemaps: tuple[Entry, ...] = ()
    title: str = ""


def is_listing(data: bytes) -> bool:
    """True where ``data``, or what begins with it, begins like a feed or sitemap."""
    return _root_of(data) is not None or _is_json_feed(data)


def listing(data: bytes, url: str) -> Listing | None:
    """What the file at ``url`` lists; None where it is neither feed nor sitemap.

    Raises NotFetched where it begins like one and cannot be read.
    """
    found = _root_of(data)
    if found is not None:
        return READERS[found](_parsed(data), url)
    return _json_feed(data, url) if _is_json_feed(data) else None


def chosen(found: Listing, most: int, now: datetime) -> list[Entry]:
    """The newest ``most`` entries, with the times that can be believed.

    Of a feed the first, as its times may lie; of a sitemap, whose order says nothing, those changed last.
    """
    times = believed([one.published for one in found.entries], now)
    entries = [replace(one, published=time) for one, time in zip(found.entries, times, strict=True)]
    if found.kind == "sitemap":
        entries.sort(key=_changed, reverse=True)
    return entries[:most]


def nested(found: Listing) -> list[str]:
    """The sitemaps that an index leads to, those changed last in front, and not all of very many."""
    newest = sorted(found.sitemaps, key=_changed, reverse=True)
    return [one.url for one in newest[:MOST_SITEMAPS] if one.url]


def _changed(entry: Entry) -> str:
    return entry.updated or entry.published or ""


def _root_of(data: bytes) -> str | None:
    head = data[:HEAD].replace(b"\x00", b"")
    first = FIRST_TAG.search(_without_comments(head))
    root = ROOT.match(_without_comments(head), first.start()) if first else None
    return root[1].decode("ascii").lower() if root else None


def _is_json_feed(data: bytes) -> bool:
    head = data[:HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    # Some write a slash in JSON with a backslash before it.
    return head.startswith(b"{") and JSON_FEED.search(head.replace(b"\\/", b"/")) is not None


def _without_comments(head: bytes) -> bytes:
    parts = head.split(b"<!--")
    return b"".join((parts[0], *(part.partition(b"-->")[2] for part in parts[1:])))


def _parsed(data: bytes) -> Element:
    # Imported here: offline runs over texts load neither.
    from lxml import etree  # type: ignore[import-untyped]  # noqa: PLC0415

    page = _undeclared(data)
    # The library does not know all code pages.
    data = data.decode(page, "replace").encode() if page else data
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False,
        remove_comments=True, remove_pis=True, encoding="utf-8" if page else None,
    )  # fmt: skip
    try:
        root = etree.fromstring(data.lstrip(), parser)
    except (etree.LxmlError, ValueError) as error:
        raise NotFetched(f"it begins like a feed or sitemap, but cannot be read ({error})") from None
    if root is None:
        raise NotFetched("it begins like a feed or sitemap, but there is nothing in it")
    return root


def _undeclared(data: bytes) -> str | None:
    """The code page of XML that does not say it and is not what it then should be."""
    if DECLARED.match(data):
        return None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return None if data[:2] in (b"\xff\xfe", b"\xfe\xff") else guess(data)
    return None


def _feed(root: Element, url: str) -> Listing:
    """RSS in all its versions, and Atom."""
    entries = islice((one for one in root.iter() if _name(one) in ("item", "entry")), MOST)
    channel = next((one for one in root.iter() if _name(one) in ("channel", "feed")), root)
    lang = _words(channel, "language") or channel.get(f"{XML}lang")
    return Listing(
        kind="feed",
        entries=tuple(_entry(one, url, lang or None) for one in entries),
        title=_words(channel, "title"),
    )


def _entry(item: Element, url: str, lang: str | None) -> Entry:
    name = _words(item, "guid") or _words(item, "id")
    link = _link(item) or (name if name.startswith(("http://", "https://")) else "")
    return Entry(
        url=_whole(link, _base(item, url)),
        name=name or link,
        title=_plain(_words(item, "title")),
        published=moment(_words(item, "pubDate", "published", "issued", "date")),
        updated=moment(_words(item, "updated", "modified")),
        text=_words(item, "encoded", "content", "description", "summary"),
        lang=lang,
    )


def _link(item: Element) -> str:
    """RSS has its link in words, Atom in an attribute; the page itself before all that is related."""
    links = [one for one in item if _name(one) == "link"]
    stated = [one for one in links if one.get("href") and one.get("rel", "alternate") == "alternate"]
    if stated:
        return str(stated[0].get("href"))
    return next((words for words in map(_all_words, links) if words), "")


def _sitemap(root: Element, url: str) -> Listing:
    """A sitemap or an index of sitemaps."""
    entries = [_listed(one, url) for one in _children(root, "url")]
    sitemaps = [_listed(one, url) for one in _children(root, "sitemap")]
    return Listing(
        kind="sitemap",
        entries=tuple(one for one in entries if one.url),
        sitemaps=tuple(one for one in sitemaps if one.url),
    )


def _children(root: Element, name: str) -> Iterable[Element]:
    return islice((one for one in root if _name(one) == name), MOST)


def _listed(item: Element, url: str) -> Entry:
    news = next((one for one in item if _name(one) == "news"), None)
    published = "" if news is None else _words(news, "publication_date")
    paper = None if news is None else next((one for one in news if _name(one) == "publication"), None)
    return Entry(
        url=_whole(_words(item, "loc"), url),
        title="" if news is None else _plain(_words(news, "title")),
        published=moment(published),
        updated=moment(_words(item, "lastmod")),
        lang=(_words(paper, "language") or None) if paper is not None else None,
    )


READERS: dict[str, Callable[[Element, str], Listing]] = {
    **dict.fromkeys(("rss", "rdf", "feed"), _feed),
    **dict.fromkeys(("urlset", "sitemapindex"), _sitemap),
}


def _json_feed(data: bytes, url: str) -> Listing:
    try:
        feed = json.loads(data.removeprefix(b"\xef\xbb\xbf"), strict=False)
    except (ValueError, RecursionError) as error:
        raise NotFetched(f"it begins like a JSON feed, but cannot be read ({error})") from None
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise NotFetched("a JSON feed without a list of items")
    lang = _said(feed, "language") or None
    entries = [_json_entry(one, url, lang) for one in items[:MOST] if isinstance(one, dict)]
    return Listing(kind="feed", entries=tuple(entries), title=_said(feed, "title"))


def _json_entry(item: dict[str, object], url: str, lang: str | None) -> Entry:
    link = _said(item, "url", "external_url")
    return Entry(
        url=_whole(link, url),
        name=_said(item, "id") or link,
        title=_said(item, "title"),
        published=moment(_said(item, "date_published")),
        updated=moment(_said(item, "date_modified")),
        text=_said(item, "content_html", "content_text", "summary"),
        lang=_said(item, "language") or lang,
    )


def _said(item: dict[str, object], *keys: str) -> str:
    """What stands under the first of ``keys`` that holds words; lone halves of characters are replaced."""
    values = (item.get(key) for key in keys)
    found = next((str(value) for value in values if isinstance(value, str | int) and value != ""), "")
    return found.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _name(element: Element) -> str:
    """An element's name without its namespace; nothing for what is none."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _words(item: Element, *names: str) -> str:
    """What the first child of one of ``names`` says, in the order of ``names``."""
    for name in names:
        for child in item:
            if _name(child) == name and (found := _all_words(child)):
                return found
    return ""


def _all_words(element: Element) -> str:
    if element.get("type") == "xhtml":
        from lxml import etree  # noqa: PLC0415

        return "".join(etree.tostring(child, encoding="unicode", method="html") for child in element)
    return "".join(_strings(element.itertext(with_tail=False))).strip()


def _strings(parts: Iterable[object]) -> Iterable[str]:
    return (part for part in parts if isinstance(part, str))


def _plain(title: str) -> str:
    return " ".join(TAGS.sub("", unescape(title)).split())


def _base(item: Element, url: str) -> str:
    """What links of ``item`` are relative to."""
    stated = [one.get(f"{XML}base") for one in (item, *item.iterancestors())]
    for base in reversed([one for one in stated if one]):
        url = _whole(base, url) or url
    return url


def _whole(link: str, base: str) -> str | None:
    try:
        return absolute(link, base) if link else None
    except NotFetched:
        return None
