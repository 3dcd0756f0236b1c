"""Requests to servers of our own, good and bad."""

from __future__ import annotations

import gzip
import socket
import threading
import zlib
from collections.abc import Iterator
from contextlib import suppress
from time import monotonic
from typing import Any

import pytest
from fetching import CERTIFICATE, QUICK, Site, answers, dripping, moved, serving
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from samestory.fetch.client import fetch, unpacked
from samestory.links.trouble import NotFetched

WORDS = "<p>The ferry is late.</p>"


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as made:
        yield made


def test_a_page_comes_with_its_address_and_headers(site: Site):
    site.pages["/a?b=1"] = WORDS
    answer = fetch(site.url("/a?b=1#top"), QUICK, {"If-None-Match": '"7"'})
    assert (answer.status, answer.data.decode(), answer.url) == (200, WORDS, site.url("/a?b=1"))
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    (asked,) = site.asked
    assert asked.headers["host"] == site.address.removeprefix("http://")
    assert asked.headers["if-none-match"] == '"7"'
    assert asked.headers["user-agent"].startswith("samestory")


def test_any_status_comes_back(site: Site):
    assert fetch(site.url("/none"), QUICK).status == 404


def test_this_machine_is_not_asked_unless_told_so(site: Site):
    site.pages["/"] = WORDS
    with pytest.raises(NotFetched, match="--allow-private"):
        fetch(site.url("/"), replace(QUICK, allow_private=False))
    with pytest.raises(NotFetched, match="--allow-private"):
        fetch(site.url("/").replace("127.0.0.1", "localhost"), replace(QUICK, allow_private=False))
    assert site.asked == []


class Names:
    """A resolver for which a public name leads to our site, and others to where they are told to."""

    def __init__(self, site: Site, **named: str) -> None:
        self.asked: list[str] = []
        self._named = {"public": "127.0.0.1", **named}

    def __call__(self, host: str, port: int) -> list[tuple[Any, ...]]:
        self.asked.append(host)
        where = self._named.get(host.partition(".")[0], host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (where, port))]


@pytest.mark.parametrize("where", ["127.0.0.1", "10.0.0.7", "[::1]", "inner.example", "169.254.169.254"])
def test_a_redirect_to_this_machine_is_not_followed(site: Site, where: str, monkeypatch: pytest.MonkeyPatch):
    port = site.address.rpartition(":")[2]
    site.pages["/"] = moved(f"http://{where}:{port}/secret")
    site.pages["/secret"] = WORDS
    names = Names(site, inner="192.168.0.9")
    # What is first asked lies on loopback as all of the tests does; it passes for public here.
    public = monkeypatch.setattr
    public("samestory.fetch.safety.is_public", lambda address: len(names.asked) == 1)
    with pytest.raises(NotFetched, match="--allow-private"):
        fetch(f"http://public.example:{port}/", replace(QUICK, allow_private=False), resolve=names)
    assert site.paths() == ["/"]
    assert len(names.asked) == 2


def test_a_name_is_resolved_once_and_what_was_checked_is_asked(site: Site):
    names = Names(site)
    site.pages["/"] = WORDS
    port = site.address.rpartition(":")[2]
    assert fetch(f"http://public.example:{port}/", QUICK, resolve=names).status == 200
    assert names.asked == ["public.example"]
    assert site.asked[0].headers["host"] == f"public.example:{port}"


def test_redirects_are_followed_to_where_the_page_is(site: Site):
    site.pages |= {
        "/a": moved("/b", 301),
        "/b": moved("c?x=мост", 307),
        "/c?x=%D0%BC%D0%BE%D1%81%D1%82": WORDS,
    }
    site.pages["/b"] = moved("c?x=мост".encode().decode("latin-1"), 307)
    seen: list[str] = []
    answer = fetch(site.url("/a"), QUICK, before=seen.append)
    assert answer.url == site.url("/c?x=%D0%BC%D0%BE%D1%81%D1%82")
    assert seen == [site.url("/a"), site.url("/b"), answer.url]


def test_redirects_in_a_circle_end(site: Site):
    site.pages |= {"/a": moved("/b"), "/b": moved("/a")}
    with pytest.raises(NotFetched, match="more than 5 redirects"):
        fetch(site.url("/a"), QUICK)
    assert len(site.asked) == 6


@pytest.mark.parametrize(
    "where", ["file:///etc/hosts", "ftp://post.example/a", "gopher://x/", "http://a:b@post.example/"]
)
def test_a_redirect_to_what_is_no_page_is_not_followed(site: Site, where: str):
    site.pages["/"] = moved(where)
    with pytest.raises(NotFetched):
        fetch(site.url("/"), QUICK)


def test_a_silent_server_is_left(site: Site):
    held = threading.Event()
    site.pages["/"] = lambda handler: held.wait(20) and None
    with pytest.raises(NotFetched, match=r"silent for 0\.2 seconds") as told:
        fetch(site.url("/"), replace(QUICK, silence=0.2))
    held.set()
    assert told.value.passes


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nX-",
        b"HTTP/1.1 200 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 90000\r\n\r\n",
    ],
)
@pytest.mark.parametrize("tls", [False, True])
def test_a_server_that_sends_byte_by_byte_is_left_in_time(
    head: bytes, tls: bool, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    with serving(tls=tls) as site:
        site.pages["/"] = dripping(head, 0.05)
        began = monotonic()
        with pytest.raises(NotFetched, match=r"not there within 0\.6 seconds") as told:
            fetch(site.url("/"), replace(QUICK, seconds=0.6))
        assert told.value.passes
        assert monotonic() - began < 5


def test_time_is_counted_over_all_redirects(site: Site):
    def slowly(handler: Any) -> None:
        threading.Event().wait(0.3)
        moved("/")(handler)

    site.pages["/"] = slowly
    with pytest.raises(NotFetched, match=r"not there within 0\.5 seconds"):
        fetch(site.url("/"), replace(QUICK, seconds=0.5, redirects=100))
    assert len(site.asked) < 4


def test_what_does_not_end_is_cut_at_the_limit(site: Site):
    def endless(handler: Any) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            handler.wfile.write(bytes(65536))

    site.pages["/"] = endless
    with pytest.raises(NotFetched, match=r"more than 1\.0 MB"):
        fetch(site.url("/"), replace(QUICK, max_bytes=1_000_000))


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress])
def test_what_is_packed_for_the_way_is_unpacked(site: Site, pack: Any):
    site.pages["/"] = answers(pack(WORDS.encode()), Content_Encoding="gzip")
    assert fetch(site.url("/"), QUICK).data.decode() == WORDS
    assert site.asked[0].headers["accept-encoding"] == "gzip"


def test_parts_packed_one_after_another_are_one(site: Site):
    site.pages["/"] = answers(
        gzip.compress(b"The ferry ") + gzip.compress(b"is late."), Content_Encoding="gzip"
    )
    assert fetch(site.url("/"), QUICK).data == b"The ferry is late."


def test_very_many_parts_are_unpacked_in_time():
    many = gzip.compress(b"a") * 100_000
    began = monotonic()
    assert unpacked(many, 100_000) == b"a" * 100_000
    assert monotonic() - began < 5
    with pytest.raises(NotFetched, match="cut off"):
        unpacked(many[:-1], 100_000)
    with pytest.raises(NotFetched, match="more than"):
        unpacked(many, 99_999)


@given(
    st.lists(st.binary(max_size=9000), min_size=1, max_size=5),
    st.sampled_from([gzip.compress, zlib.compress]),
)
def test_what_was_packed_in_parts_comes_out_whole(parts: list[bytes], pack: Any):
    assert unpacked(b"".join(map(pack, parts)), 50_000) == b"".join(parts)


@pytest.mark.parametrize("layers", [1, 2])
def test_a_bomb_is_not_unpacked(site: Site, layers: int):
    bomb = bytes(50_000_000)
    for _ in range(layers):
        bomb = gzip.compress(bomb)
    site.pages["/"] = answers(bomb, Content_Encoding=", ".join(["gzip"] * layers))
    with pytest.raises(NotFetched, match=r"unpacks to more than 1\.0 MB"):
        fetch(site.url("/"), replace(QUICK, max_bytes=1_000_000))


@pytest.mark.parametrize(
    ("body", "encoding", "reason"),
    [
        (gzip.compress(b"The ferry is late." * 9, mtime=0)[:-12], "gzip", "cut off"),
        (b"The ferry is late.", "gzip", "damaged"),
        (b"The ferry is late.", "br", "packed as br"),
    ],
)
def test_what_cannot_be_unpacked_is_refused(site: Site, body: bytes, encoding: str, reason: str):
    site.pages["/"] = answers(body, Content_Encoding=encoding)
    with pytest.raises(NotFetched, match=reason):
        fetch(site.url("/"), QUICK)


def test_half_a_page_is_no_page(site: Site):
    site.pages["/"] = answers(WORDS, Content_Length="4000")
    with pytest.raises(NotFetched, match="broke off") as told:
        fetch(site.url("/"), QUICK)
    assert told.value.passes


@pytest.mark.parametrize(
    "said", [b"", b"\x00\xff\x13", b"HTTP/1.1 abc\r\n\r\n", b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 200]
)
def test_what_is_no_answer_is_refused(site: Site, said: bytes):
    site.pages["/"] = lambda handler: handler.wfile.write(said) and None
    with pytest.raises(NotFetched):
        fetch(site.url("/"), QUICK)


HEADERS = (
    *(b"Content-Encoding: gzip", b"Content-Encoding: deflate, gzip", b"Transfer-Encoding: chunked"),
    *(b"Content-Length: 5", b"Content-Length: -1", b"Location: /", b"Location: \xff\xfe", b"Location:"),
    *(b"Location: http://[", b": x", b"\x00", b" folded", b"Content-Type: \x1b"),
)
ANSWERS = st.one_of(
    st.binary(max_size=200),
    st.builds(
        lambda status, headers, body: (
            b"HTTP/1.1 %d x\r\n" % status + b"\r\n".join(headers) + b"\r\n\r\n" + body
        ),
        st.sampled_from([100, 200, 204, 206, 301, 302, 304, 404, 503, 999]),
        st.lists(
            st.sampled_from(HEADERS),
            max_size=4,
        ),
        st.binary(max_size=40)
        | st.just(gzip.compress(b"The ferry is late."))
        | st.just(b"5\r\nabcde\r\n0\r\n\r\n"),
    ),
)


@settings(max_examples=150)
@given(ANSWERS)
def test_no_answer_breaks_the_asking(said: bytes):
    with serving() as site:
        site.pages["/"] = lambda handler: handler.wfile.write(said) and None
        with suppress(NotFetched):
            assert isinstance(fetch(site.url("/"), replace(QUICK, silence=0.3, seconds=1.0)).data, bytes)


def test_no_server_writes_to_the_terminal(site: Site):
    site.pages["/"] = lambda handler: handler.wfile.write(b"\x1b[31mHTTP\r\n\r\n") and None
    with pytest.raises(NotFetched) as told:
        fetch(site.url("/"), QUICK)
    assert str(told.value).isprintable()


def test_a_server_that_is_not_there_may_be_later():
    with serving() as site:
        pass
    with pytest.raises(NotFetched, match="refused") as told:
        fetch(site.url("/"), QUICK)
    assert told.value.passes


def test_a_certificate_that_nobody_vouches_for_is_not_trusted():
    with serving(tls=True) as site:
        site.pages["/"] = WORDS
        with pytest.raises(NotFetched, match="certificate is not trusted: self-signed"):
            fetch(site.url("/"), QUICK)
        assert site.asked == []


def test_a_certificate_must_be_the_name_s(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    with serving(tls=True) as site:
        site.pages["/"] = WORDS
        port = site.address.rpartition(":")[2]
        assert fetch(f"https://localhost:{port}/", QUICK).data.decode() == WORDS
        with pytest.raises(NotFetched, match="certificate is not trusted: Hostname mismatch"):
            fetch(f"https://public.example:{port}/", QUICK, resolve=Names(site))


def test_a_server_without_tls_gives_no_secure_connection(site: Site):
    with pytest.raises(NotFetched, match="no secure connection"):
        fetch(site.url("/").replace("http:", "https:"), QUICK)
