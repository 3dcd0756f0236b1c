"""The naive baseline: every paragraph of the page, the name of its window, the first day in its source."""

from __future__ import annotations

from lxml.html import document_fromstring  # type: ignore[import-untyped]

from evals.pages.told import Told
from evals.published.naive import day

# A page that states an encoding is taken as bytes alone.
UTF_8 = "utf-8"


def told(html: str, url: str) -> Told:
    """What can be read from a page without any care."""
    tree = document_fromstring(html.encode(UTF_8, "replace"))
    title = tree.findtext(".//title")
    lines = (" ".join(paragraph.text_content().split()) for paragraph in tree.iter("p"))
    named = tree.xpath("string(//meta[@name='author']/@content)")
    return Told("\n".join(line for line in lines if line), title.strip() if title else None, day(html), named)
