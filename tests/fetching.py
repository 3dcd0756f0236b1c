"""A web site of our own on loopback, with pages that behave as each test asks, and what was asked of it."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from samestory.ingest.records import Net

# Tests wait for no one.
QUICK = Net(allow_private=True, gap=0.0, pause=0.01, patience=0.5, seconds=5.0, silence=2.0)
CERTIFICATE = Path(__file__).parent / "fetch" / "localhost.pem"

Handler = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Asked:
    path: str
    headers: dict[str, str]
    at: float


@dataclass
class Site:
    """``pages`` has, for each path, a page's words or what answers."""

    address: str = ""
    pages: dict[str, str | bytes | Handler] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)

    def url(self, path: str) -> str:
        return self.address + path

    def paths(self) -> list[str]:
        """What was asked for, robots.txt apart."""
        return [one.path for one in self.asked if one.path != "/robots.txt"]


def reply(handler: BaseHTTPRequestHandler, body: bytes = b"", status: int = 200, **headers: str) -> None:
    """One whole answer; in names of headers ``_`` stands for ``-``."""
    handler.send_response(status)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    for name, value in (
        {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body))} | named
    ).items():
        if value:
            handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)


def answers(body: bytes | str = b"", status: int = 200, **headers: str) -> Handler:
    data = body.encode() if isinstance(body, str) else body
    return lambda handler: reply(handler, data, status, **headers)


def in_turn(*handlers: Handler) -> Handler:
    """The first answers once, then the next; the last for ever."""
    left = list(handlers)

    def answer(handler: BaseHTTPRequestHandler) -> None:
        (left.pop(0) if len(left) > 1 else left[0])(handler)

    return answer


def moved(where: str, status: int = 302) -> Handler:
    return answers(b"", status, Location=where)


def dripping(head: bytes, seconds: float) -> Handler:
    """A byte now and then, without end."""

    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(head)
        while True:
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(seconds)

    return drip


@contextmanager
def serving(*, tls: bool = False, host: str = "127.0.0.1") -> Iterator[Site]:
    site = Site()

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(
                Asked(self.path, {k.lower(): v for k, v in self.headers.items()}, time.monotonic())
            )
            page = site.pages.get(self.path)
            try:
                if callable(page):
                    page(self)
                elif page is None:
                    reply(self, b"nothing here", 404)
                else:
                    reply(self, page.encode() if isinstance(page, str) else page)
            except OSError:
                # Whoever asked went away.
                self.close_connection = True

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer((host, 0), Answering)
    server.daemon_threads = True
    # A connection that is refused or cut is what some tests are about.
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    if tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    site.address = f"http{'s' * tls}://{host}:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
