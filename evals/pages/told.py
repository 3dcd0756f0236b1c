"""What is read from a page: by us, and by the tools that ours is built on, alone."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from htmldate import find_date
from trafilatura import bare_extraction

from samestory.errors import UnreadableDocument
from samestory.model import Document
from samestory.read.article import read


class Told(NamedTuple):
    """What was read from a page."""

    text: str
    title: str | None
    day: date | None
    authors: str = ""


NOTHING = Told("", None, None)


def ours(html: str, url: str) -> Told:
    """What the program reads; nothing where it refuses the page."""
    fields = {"url": url} if url else {}
    document = Document(id=url, source=url, media_type="text/html", data=html.encode(), fields=fields)
    try:
        article = read(document)
    except UnreadableDocument:
        return NOTHING
    day = article.published.start.date() if article.published else None
    return Told(article.text, article.words(article.title), day, article.author or "")


def tools(html: str, url: str) -> Told:
    """Text and title by trafilatura as it comes, without comments; the day by htmldate as it comes."""
    found = bare_extraction(html, url=url or None, include_comments=False, with_metadata=True)
    told = find_date(html, url=url or None, original_date=True, extensive_search=True)
    day = date.fromisoformat(told) if told else None
    return (
        Told(found.text or "", found.title, day, found.author or "") if found else NOTHING._replace(day=day)
    )
