"""Word documents (.docx): the paragraphs of the document itself, one after the other.

Headers, footers, notes and what was struck out are left out. The format is a zip with XML in it; both are
read in one pass, so that neither a large document nor one made to do harm fills the memory.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from samestory.ingest.broken import BROKEN
from samestory.ingest.records import How, NotRead, document, megabytes
from samestory.ingest.unpacking import metered, seekable
from samestory.model import Document

MAIN = "word/document.xml"
# Both namespaces in use, of the standard as it first was and of its strict form.
WORDS = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
# Says again, for older programs, what stands before it.
AGAIN = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
PARAGRAPHS = tuple(f"{words}p" for words in WORDS)
SPOKEN = {
    f"{words}{name}": put for words in WORDS for name, put in (("tab", " "), ("br", "\n"), ("cr", "\n"))
}
TEXTS = frozenset(f"{words}t" for words in WORDS)


def read_docx(stream: BinaryIO, source: str, how: How) -> Iterator[Document]:
    """The document as one text, a blank line between paragraphs; raises NotRead where there is none."""
    try:
        archive = zipfile.ZipFile(seekable(stream, how))
        part = archive.open(MAIN)
    except (*BROKEN, KeyError) as error:
        raise NotRead(f"not a Word document, or a damaged one ({error})") from None
    with archive, part:
        held, size = [], 0
        for paragraph in _paragraphs(metered(cast(BinaryIO, part), how)):
            held.append(paragraph)
            size += len(paragraph)
            if size > how.limits.max_bytes:
                raise NotRead(
                    f"more than {megabytes(how.limits.max_bytes)} of text, the limit for one article"
                )
    if not held:
        raise NotRead("no text in it")
    yield document(source, "text/plain; charset=utf-8", "\n\n".join(held).encode("utf-8", "replace"))


def _paragraphs(part: BinaryIO) -> Iterator[str]:
    from lxml import etree  # type: ignore[import-untyped]  # noqa: PLC0415

    steps = etree.iterparse(part, tag=(*PARAGRAPHS, AGAIN), resolve_entities=False, no_network=True)
    try:
        for _, element in steps:
            if element.tag != AGAIN and next(element.iterancestors(AGAIN), None) is None:
                text = _text(element)
                if text:
                    yield text
            # Read: gone from the memory, and from the paragraph around it where it is a box in one.
            element.clear()
            _drop_before(element)
    except etree.XMLSyntaxError as error:
        raise NotRead(f"a damaged Word document ({error})") from None


def _text(paragraph: Any) -> str:
    parts = (
        element.text or "" if element.tag in TEXTS else SPOKEN.get(element.tag, "")
        for element in paragraph.iter(*TEXTS, *SPOKEN)
    )
    return "".join(parts).strip()


def _drop_before(element: Any) -> None:
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
