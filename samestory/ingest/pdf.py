"""PDF documents: the text of their pages, by pypdf (``samestory[documents]``).

Pictures of pages have none. Of the layout only what parts words and pages is mended.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, BinaryIO

from samestory.bounded import TimeIsUp, in_time
from samestory.ingest.extras import needed
from samestory.ingest.records import How, NotRead, UnpacksTooFar, document, megabytes
from samestory.ingest.unpacking import seekable
from samestory.model import Document

MOST_PAGES = 1000
# A word parted at the end of a line.
PARTED = re.compile(r"(?<=[^\W\d_])[-\u00ad]\n(?=([^\W\d_]))")
DIGITS = re.compile(r"\d+")
# Letters set as one sign.
LIGATURES = str.maketrans(
    {
        "\ufb00": "ff",
        "\ufb01": "fi",
        "\ufb02": "fl",
        "\ufb03": "ffi",
        "\ufb04": "ffl",
        "\ufb05": "st",
        "\ufb06": "st",
    }
)


def read_pdf(stream: BinaryIO, source: str, how: How) -> Iterator[Document]:
    """The document as one text, without what runs along at the top or foot of its pages.

    Raises NotInstalled without pypdf, and NotRead where it is locked, damaged, too long,
    without text, or takes too long to read.
    """
    pypdf = needed("pypdf", "documents")
    # It tells of each thing it mends; what cannot be read is told by us.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        file = seekable(stream, how)
        pages = in_time(lambda: _pages(pypdf, file, how), how.limits.max_seconds)
    except (NotRead, UnpacksTooFar):
        raise
    except TimeIsUp as error:
        raise NotRead(str(error)) from None
    except Exception as error:  # noqa: BLE001  (bytes made to confuse a parser make it raise anything)
        raise NotRead(f"a damaged PDF ({error or type(error).__name__})") from None
    text = PARTED.sub(_joined, "\n".join(_without_running_lines(pages))).translate(LIGATURES).strip()
    if not text:
        raise NotRead("no text in it, only pictures of pages; run text recognition (OCR) on it")
    yield document(source, "text/plain; charset=utf-8", text.encode("utf-8", "replace"))


def _pages(pypdf: Any, stream: BinaryIO, how: How) -> list[str]:
    reader = pypdf.PdfReader(stream, strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise NotRead("locked with a password; save it without one")
    if len(reader.pages) > MOST_PAGES:
        raise NotRead(f"{len(reader.pages)} pages; give those with the article, at most {MOST_PAGES}")
    pages: list[str] = []
    size = 0
    for page in reader.pages:
        pages.append(page.extract_text())
        size += len(pages[-1])
        if size > how.limits.max_bytes:
            raise NotRead(f"more than {megabytes(how.limits.max_bytes)} of text, the limit for one article")
    return pages


def _without_running_lines(pages: list[str]) -> Iterator[str]:
    """The pages without first and last lines that most of them share, but for numbers, and bare numbers."""
    split = [[line.rstrip() for line in page.split("\n") if line.strip()] for page in pages]
    edges = Counter(key for lines in split for key in {_key(line) for line in (*lines[:1], *lines[-1:])})
    running = {key for key, count in edges.items() if len(pages) > 1 and count * 2 > len(pages)} | {""}
    for lines in split:
        first = 1 if lines and _key(lines[0]) in running else 0
        last = len(lines) - (1 if lines[first:] and _key(lines[-1]) in running else 0)
        yield "\n".join(lines[first:last])


def _joined(parted: re.Match[str]) -> str:
    """Nothing, but what was written where a name goes on."""
    return "-" if parted[1].isupper() else ""


def _key(line: str) -> str:
    return DIGITS.sub("", line).strip(" -–—/|.")
