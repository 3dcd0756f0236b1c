"""One request within bounds: size, time in all, redirects, hosts. Any answer comes back, whatever its status.

The requests are urllib3's. Knows nothing of politeness; that is polite.py.
"""

from __future__ import annotations

import socket
import ssl
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPException
from time import monotonic
from urllib.parse import SplitResult, urlsplit

from urllib3 import BaseHTTPResponse
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.exceptions import TimeoutError as LibraryTimeout

from samestory.fetch.safety import Resolve, address_of, resolved
from samestory.ingest.records import Net, megabytes
from samestory.links.address import PORTS, absolute
from samestory.links.trouble import NotFetched
from samestory.model import Record

MOVED = frozenset({301, 302, 303, 307, 308})
CHUNK = 1 << 16
# Bytes unpacked at a time.
PIECE = 1 << 12
ACCEPT = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, */*;q=0.5"
# Wrappers that zlib undoes: gzip's and its own, told by their first bytes.
EITHER_WRAPPER = 32 + zlib.MAX_WBITS
PACKED = frozenset({"gzip", "x-gzip", "deflate"})


class Answer(Record, frozen=True):
    """What came: ``url`` is the address it was found at, names of ``headers`` are in lower case."""

    url: str
    status: int
    headers: dict[str, str]
    data: bytes


def fetch(
    url: str,
    net: Net,
    headers: dict[str, str] | None = None,
    before: Callable[[str], None] = lambda url: None,
    resolve: Resolve = resolved,
) -> Answer:
    """The answer to a GET of ``url``, redirects followed; ``before`` is told each address before it is asked.

    Raises NotFetched where there is none within the bounds of ``net``, and what ``before`` raises.
    """
    spent = 0.0
    for _ in range(net.redirects + 1):
        url = absolute(url)
        before(url)
        # Time spent waiting for politeness is not the server's.
        began = monotonic()
        answer = _asked(url, net, headers or {}, net.seconds - spent, resolve)
        spent += monotonic() - began
        if answer.status not in MOVED or "location" not in answer.headers:
            return answer
        url = absolute(_sent(answer.headers["location"]), url)
    raise NotFetched(f"more than {net.redirects} redirects")


def unpacked(data: bytes, limit: int) -> bytes:
    """``data``, gzip or zlib, unpacked; NotFetched where it is damaged or more than ``limit`` bytes."""
    parts: list[bytes] = []
    size = at = 0
    one = zlib.decompressobj(EITHER_WRAPPER)
    try:
        while at < len(data):
            one = zlib.decompressobj(EITHER_WRAPPER) if one.eof else one
            # In pieces: zlib copies what stands behind a part, of which there may be very many.
            piece = data[at : at + PIECE]
            parts.append(one.decompress(piece, limit + 1 - size))
            at += len(piece) - len(one.unused_data)
            size += len(parts[-1])
            if size > limit:
                raise NotFetched(f"it unpacks to more than {megabytes(limit)}")
        if data and not one.eof:
            raise NotFetched("what is packed in it is cut off", passes=True)
    except zlib.error as error:
        raise NotFetched(f"what is packed in it is damaged ({error})") from None
    return b"".join(parts)


def _asked(url: str, net: Net, headers: dict[str, str], seconds: float, resolve: Resolve) -> Answer:
    parts = urlsplit(url)
    late = threading.Event()
    ended = monotonic() + seconds
    try:
        connection = _connection(parts, net, min(net.silence, seconds), resolve)
        try:
            connection.connect()
            with _closed_after(connection, ended - monotonic(), late):
                answer = _answered(connection, url, net, headers)
            # What was cut off looks as if it had come to its end, where its length was not stated.
            if late.is_set():
                raise TimeoutError
            return answer
        finally:
            connection.close()
    except (HTTPError, HTTPException, OSError, ValueError) as error:
        if late.is_set() or monotonic() >= ended:
            raise NotFetched(f"not there within {net.seconds:g} seconds", passes=True) from None
        raise _told(error, net) from None


def _connection(parts: SplitResult, net: Net, seconds: float, resolve: Resolve) -> HTTPConnection:
    """A connection to the address that was checked, not yet open; its certificate must be the name's."""
    host, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
    if seconds <= 0:
        raise TimeoutError
    address = address_of(host, port, resolve, allow_private=net.allow_private)
    if parts.scheme == "http":
        return HTTPConnection(address, port, timeout=seconds)
    trusted = ssl.create_default_context()
    return HTTPSConnection(address, port, timeout=seconds, ssl_context=trusted, server_hostname=host)


@contextmanager
def _closed_after(connection: HTTPConnection, seconds: float, late: threading.Event) -> Iterator[None]:
    """Shuts the connection down when its time is over: each byte in time is not the whole in time."""
    sock = connection.sock

    def shut() -> None:
        late.set()
        # The plain socket's: with TLS the layer above would wait for the other side's good-bye.
        with suppress(OSError):
            socket.socket.shutdown(sock, socket.SHUT_RDWR)

    timer = threading.Timer(max(0.0, seconds), shut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _answered(connection: HTTPConnection, url: str, net: Net, headers: dict[str, str]) -> Answer:
    parts = urlsplit(url)
    sent = {
        "Host": parts.netloc, "User-Agent": net.agent, "Accept": ACCEPT,
        "Accept-Encoding": "gzip", "Connection": "close", **headers,
    }  # fmt: skip
    target = parts._replace(scheme="", netloc="").geturl()
    connection.request("GET", target, headers=sent, preload_content=False, decode_content=False)
    answer = connection.getresponse()
    got = {name.lower(): value for name, value in answer.headers.items()}
    # The words that come with a redirect are nobody's.
    data = b"" if answer.status in MOVED else _body(answer, net, got.get("content-encoding", ""))
    return Answer(url, answer.status, got, data)


def _body(answer: BaseHTTPResponse, net: Net, encoding: str) -> bytes:
    parts, size = [], 0
    while data := answer.read(CHUNK, decode_content=False):
        parts.append(data)
        size += len(data)
        if size > net.max_bytes:
            raise NotFetched(f"more than {megabytes(net.max_bytes)}; download it and give the file")
    body = b"".join(parts)
    encodings = [
        name for name in encoding.lower().replace(" ", "").split(",") if name not in ("", "identity")
    ]
    for name in reversed(encodings):
        if name not in PACKED:
            raise NotFetched(f"sent packed as {name}, which was not asked for")
        body = unpacked(body, net.max_bytes)
    return body


def _told(error: BaseException, net: Net) -> NotFetched:
    """What went wrong on the way, in words: of wrapped errors the innermost says it."""
    inner = next(
        (one for one in (*reversed(error.args), error.__cause__) if isinstance(one, Exception)), None
    )
    if inner is not None:
        return _told(inner, net)
    if isinstance(error, ssl.SSLCertVerificationError):
        return NotFetched(f"its certificate is not trusted: {error.verify_message}")
    if isinstance(error, ssl.SSLError):
        return NotFetched(f"no secure connection: {error.reason or error}", passes=True)
    if isinstance(error, TimeoutError | LibraryTimeout):
        return NotFetched(f"silent for {net.silence:g} seconds", passes=True)
    said = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return NotFetched(f"the connection broke off: {said}", passes=True)


def _sent(location: str) -> str:
    """A Location as it was meant: its bytes are UTF-8 in practice, whatever headers should be."""
    return location.encode("latin-1", "replace").decode("utf-8", "replace")
