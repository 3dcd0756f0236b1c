"""A feed and its pages on this machine, made of files of articles. Nobody else is asked for anything."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

FEED = "/feed.xml"


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a feed of the texts in ``folder``."""
    pages: dict[str, bytes] = {}

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = pages.get(self.path)
            self.send_response(404 if body is None else 200)
            self.send_header("Content-Type", "text/xml" if self.path == FEED else "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, format: str, *told: object) -> None:  # noqa: A002
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        address = f"http://127.0.0.1:{server.server_port}"
        pages.update(_pages(folder, address))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield address + FEED
        server.shutdown()


def _pages(folder: Path, address: str) -> Mapping[str, bytes]:
    """By path, a page for each text and the feed that lists them."""
    texts = {f"/news/{file.stem}": file.read_text("utf-8") for file in sorted(folder.glob("*.txt"))}
    items = "".join(f"<item><link>{address}{path}</link></item>" for path in texts)
    feed = f'<rss version="2.0"><channel><title>News</title>{items}</channel></rss>'
    return {FEED: feed.encode(), **{path: _page(text) for path, text in texts.items()}}


def _page(text: str) -> bytes:
    title, *lines = (escape(line) for line in text.splitlines() if line.strip())
    told = "".join(f"<p>{line}</p>" for line in lines)
    return f"<title>{title}</title><article><h1>{title}</h1>{told}</article>".encode()
