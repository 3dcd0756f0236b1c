"""Which kinds of file there are, by the ends of their names, and what reads each.

A new kind is one file with a reader and one line here. Readers are imported when first needed.
"""

from __future__ import annotations

import json
import re
from importlib import import_module

from samestory.ingest.records import Reader
from samestory.ingest.rows import KEYS, SEPARATORS
from samestory.ingest.whole import whole
from samestory.links.listings import is_listing

TEXTS = {
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
}
# Suffix -> module in this folder, reader in it.
READERS = {
    ".jsonl": ("jsonl", "read_jsonl"),
    ".ndjson": ("jsonl", "read_jsonl"),
    ".json": ("json_files", "read_json"),
    ".csv": ("tables", "read_csv"),
    ".tsv": ("tables", "read_csv"),
    ".parquet": ("parquet", "read_parquet"),
    ".warc": ("warc", "read_warc"),
    ".warc.gz": ("warc", "read_warc"),
    **dict.fromkeys((".xml", ".rss", ".atom"), ("feeds", "read_feed")),
    ".eml": ("mail", "read_eml"),
    ".mbox": ("mail", "read_mbox"),
    ".pdf": ("pdf", "read_pdf"),
    ".docx": ("docx", "read_docx"),
    ".zip": ("archives", "read_zip"),
    ".tar": ("archives", "read_tar"),
    **dict.fromkeys(
        (".tgz", ".tbz", ".tbz2", ".txz", ".gz", ".bz2", ".xz"), ("compressed", "read_compressed")
    ),
}
# What holds other files.
ARCHIVES = frozenset(s for s, (module, _) in READERS.items() if module in {"archives", "compressed"})
SUFFIXES = (*TEXTS, *READERS)
# Longer than any line of headers; a head is looked at where a name tells nothing.
HEAD = 4096
MAGIC = (
    (b"PK\x03\x04", ".zip"),
    (b"\x1f\x8b", ".gz"),
    (b"BZh", ".bz2"),
    (b"\xfd7zXZ", ".xz"),
    (b"PAR1", ".parquet"),
    (b"%PDF", ".pdf"),
    (b"WARC/", ".warc"),
    (b"From ", ".mbox"),
)
TAR_MAGIC = slice(257, 262), b"ustar"
MAIL = re.compile(
    rb"(?:return-path|received|delivered-to|mime-version|from|subject|date): ?\S", re.IGNORECASE
)
MARKUP = re.compile(rb"^\s*<(?:!doctype|html|head|body|\?xml|article|div|p)\b", re.IGNORECASE)


def suffix_of(name: str) -> str | None:
    """The suffix that tells the kind of ``name``; None where Samestory reads none such."""
    lowered = name.lower()
    return max((s for s in SUFFIXES if lowered.endswith(s)), key=len, default=None)


def reader_of(suffix: str) -> Reader:
    """What reads files of that suffix, one of SUFFIXES."""
    if suffix in TEXTS:
        return whole(TEXTS[suffix])
    module, function = READERS[suffix]
    reader: Reader = getattr(import_module(f"samestory.ingest.{module}"), function)
    return reader


def unread(name: str) -> str:
    """Why a file of that name is not read."""
    last = name.rpartition("/")[2]
    kind = f" ({last[last.rindex('.') :].lower()})" if "." in last.lstrip(".") else ""
    return f"not a kind of file Samestory reads{kind}; it reads {' '.join(SUFFIXES)}"


def sniffed(head: bytes) -> str:
    """The suffix for what begins with ``head``, where there is no name to tell."""
    for magic, suffix in MAGIC:
        if head.startswith(magic):
            return suffix
    place, magic = TAR_MAGIC
    if head[place] == magic:
        return ".tar"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:1] in (b"{", b"["):
        is_row = _is_object(start.partition(b"\n")[0], len(head)) and not is_listing(head)
        return ".jsonl" if is_row else ".json"
    return _sniffed_text(start)


def _sniffed_text(start: bytes) -> str:
    if is_listing(start):
        return ".xml"
    if MARKUP.match(start):
        return ".html"
    if MAIL.match(start):
        return ".eml"
    return ".csv" if _is_header(start.partition(b"\n")[0]) else ".txt"


def _is_header(line: bytes) -> bool:
    """True where ``line`` names columns, one of them a text's, as a table's first does."""
    for separator in SEPARATORS:
        names = {
            name.strip(' "').lower() for name in line.decode("utf-8", "replace").strip().split(separator)
        }
        if names & set(KEYS["text"]) and sum(bool(names & set(keys)) for keys in KEYS.values()) > 1:
            return True
    return False


def _is_object(line: bytes, read: int) -> bool:
    """True where ``line`` is an object of its own, or goes on beyond what was read."""
    if len(line) >= read - 4:
        return line.startswith(b"{")
    try:
        return isinstance(json.loads(line), dict)
    except ValueError:
        return False
