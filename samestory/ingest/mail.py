"""Mail: newsletters and press releases, one message a file (.eml) or many (.mbox), with what is attached.

Headers say title, outlet and time. Of a message's two forms the one that is text is taken, if it is no stub.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from io import BytesIO
from typing import BinaryIO

from samestory.ingest import kinds
from samestory.ingest.broken import BROKEN, why
from samestory.ingest.lines import lines, too_long
from samestory.ingest.records import Found, How, Member, document, failure
from samestory.ingest.whole import all_of

FROM_LINE = re.compile(rb"From \S")
# Lines that begin like the line between messages are written so.
QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)
MARKUP = re.compile(rb"<(?:style|script)\b.*?</(?:style|script)\s*>|<[^>]*>", re.IGNORECASE | re.DOTALL)
FORMS = ("text/plain", "text/html")
# Of the letters of the page; a text of fewer is a stub that says to open the page.
TEXT_ENOUGH = 0.5
# Messages within messages.
DEEPEST = 20


def read_eml(stream: BinaryIO, source: str, how: How) -> Iterator[Found]:
    """The message in an open file, then the files attached to it; raises NotRead where there is none."""
    yield from _message(all_of(stream, how), source)


def read_mbox(stream: BinaryIO, source: str, how: How) -> Iterator[Found]:
    """The messages of an open mailbox, each called ``source#N``, N from 1, and what is attached to it.

    A message over the limit of one document is a Failure, and reading goes on.
    """
    number = 0
    for number, message in enumerate(_messages(stream, how), start=1):
        name = f"{source}#{number}"
        if isinstance(message, int):
            yield failure(name, too_long(message, how.limits, "message"))
        else:
            yield from _message(message, name)
    if not number:
        yield failure(source, "no message in it: none begins with a line “From …”")


def _messages(stream: BinaryIO, how: How) -> Iterator[bytes | int]:
    """Each message's bytes, or its length where it is over the limit."""
    held: list[bytes] = []
    size, limit, blank, begun = 0, how.limits.max_bytes, True, False
    for line in lines(stream, limit):
        data, length = (line, len(line)) if isinstance(line, bytes) else (b"", line)
        if blank and FROM_LINE.match(data):
            if begun:
                yield _joined(held, size, limit)
            held, size, begun, blank = [], 0, True, False
            continue
        size += length
        blank = not data.strip() and length == len(data)
        if begun and size <= limit:
            held.append(data)
    if begun:
        yield _joined(held, size, limit)


def _joined(lines: list[bytes], size: int, limit: int) -> bytes | int:
    return QUOTED_FROM.sub(rb"\1", b"".join(lines)) if size <= limit else size


def _message(data: bytes, source: str) -> Iterator[Found]:
    try:
        message = message_from_bytes(data)
        parts = list(_parts(message, DEEPEST))
        body = _body(parts)
        fields = _fields(message)
    except (*BROKEN, AttributeError, TypeError, MessageError) as error:
        yield failure(source, why(error))
        return
    attached = [Member(name, BytesIO(_bytes(part)), holder=source) for part, name in _attached(parts)]
    if body is not None:
        yield document(source, f"{body.get_content_type()}{_charset(body)}", _bytes(body), fields)
    elif not attached:
        yield failure(source, "no text in the message")
    yield from attached


def _parts(message: Message, deepest: int) -> Iterator[Message]:
    """The parts that hold something, in order, those of messages passed on among them."""
    inner = message.get_payload()
    if not isinstance(inner, list):
        yield message
    elif deepest:
        for part in inner:
            if isinstance(part, Message):
                yield from _parts(part, deepest - 1)


def _body(parts: list[Message]) -> Message | None:
    """What the message says: its text, or its page where the text is a stub."""
    plain, page = (
        next(
            (p for p in parts if p.get_content_type() == form and not p.get_filename() and _bytes(p).strip()),
            None,
        )
        for form in FORMS
    )
    if plain is None or page is None:
        return plain or page
    said, shown = len(_bytes(plain).strip()), len(b" ".join(MARKUP.sub(b" ", _bytes(page)).split()))
    return plain if said >= TEXT_ENOUGH * shown else page


def _attached(parts: list[Message]) -> Iterator[tuple[Message, str]]:
    """Files attached, of kinds that hold news; a logo or a calendar entry is passed over."""
    for part in parts:
        name = _words(part.get_filename() or "")
        if kinds.suffix_of(name):
            yield part, name


def _bytes(part: Message) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _charset(part: Message) -> str:
    stated = part.get_content_charset()
    return f"; charset={stated}" if stated and stated.isascii() else ""


def _fields(message: Message) -> dict[str, str]:
    name, address = parseaddr(_header(message, "From"))
    fields = {
        "title": _header(message, "Subject"),
        "outlet": name or address.partition("@")[2],
        "published": _time(message.get("Date")),
        "lang": _header(message, "Content-Language"),
        "url": _header(message, "Archived-At").strip("<> "),
    }
    return {field: value for field, value in fields.items() if value}


def _header(message: Message, name: str) -> str:
    """A header's words; those of the first where there are several."""
    stated = (value for key, value in message.raw_items() if key.lower() == name.lower())
    # Beyond ASCII a header should be encoded; many are sent as they are, most in UTF-8.
    raw = str(next(stated, "")).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return _words(raw)


def _words(raw: str) -> str:
    """A header as it is meant: decoded, in one line, without halves of characters."""
    try:
        decoded = str(make_header(decode_header(raw)))
    except (MessageError, LookupError, ValueError):
        decoded = raw
    return " ".join(decoded.encode("utf-8", "replace").decode("utf-8").split())


def _time(stated: object) -> str:
    """The time a message was sent as ISO 8601; nothing where it cannot be read."""
    try:
        return parsedate_to_datetime(str(stated)).isoformat()
    except (ValueError, TypeError, OverflowError, IndexError):
        return ""
