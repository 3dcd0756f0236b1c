import gzip
import io
import sys
import time
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from packing import BRIDGE, read, zipped

from samestory.ingest import Limits
from samestory.ingest.contents import contents
from samestory.ingest.records import How

pytest.importorskip("fastwarc")

PAGE = b"<html><body><p>%s</p></body></html>" % BRIDGE
URL = "https://post.example/bridge"


def record(
    kind: str, block: bytes, url: str = URL, content: str = "application/http", length: int = 0
) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:7>\r\n"
        f"WARC-Date: 2025-11-11T18:30:00Z\r\nWARC-Target-URI: {url}\r\nContent-Type: {content}\r\n"
        f"Content-Length: {length or len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def answer(
    body: bytes = PAGE,
    *headers: str,
    url: str = URL,
    status: str = "200 OK",
    kind: str = "text/html",
    length: int = 0,
) -> bytes:
    lines = (f"HTTP/1.1 {status}", f"Content-Type: {kind}", *headers, "", "")
    return record("response", "\r\n".join(lines).encode() + body, url, length=length)


OTHERS = (
    record("warcinfo", b"software: test\r\n", content="application/warc-fields"),
    record("request", b"GET / HTTP/1.1\r\n\r\n"),
    answer(b"\x89PNG", url="https://post.example/a.png", kind="image/png"),
    answer(b"gone", url="https://post.example/gone", status="404 Not Found"),
    answer(b"", "Location: /b", url="https://post.example/moved", status="301 Moved Permanently"),
    record("metadata", b"x: y\r\n", content="application/warc-fields"),
)


@pytest.mark.parametrize("packed", [False, True])
def test_pages_are_read_and_all_else_passed_over(tmp_path: Path, packed: bool) -> None:
    records = [*OTHERS[:3], answer(PAGE, kind="text/html; charset=windows-1251"), *OTHERS[3:]]
    records.append(record("resource", PAGE, "https://post.example/two", "text/html; charset=utf-8"))
    data = b"".join(map(gzip.compress, records) if packed else records)
    name = "news.warc.gz" if packed else "news.warc"
    found, failed = read(tmp_path / name, data)
    assert not failed
    assert list(found) == [f"{name}!{URL}", f"{name}!https://post.example/two"]
    one, two = found.values()
    assert (one.data, one.fields) == (PAGE, {"url": URL})
    assert (one.media_type, two.media_type) == ("text/html; charset=windows-1251", "text/html; charset=utf-8")


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the system has one zone")
@pytest.mark.parametrize(
    "stated", ["2025-11-11T18:30:00Z", "2025-11-11T18:30:00", "2025-11-11T20:30:00+02:00"]
)
def test_when_a_page_was_got_is_the_same_wherever_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stated: str
) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    try:
        found, _ = read(tmp_path / "a.warc", answer().replace(b"2025-11-11T18:30:00Z", stated.encode()))
    finally:
        monkeypatch.undo()
        time.tzset()
    assert [one.seen for one in found.values()] == ["2025-11-11T18:30:00.000+00:00"]


def test_a_page_seen_twice_is_one_document_at_two_names(tmp_path: Path) -> None:
    found, _ = read(tmp_path / "x.warc", answer() + answer())
    assert list(found) == [f"x.warc!{URL}", f"x.warc!{URL}~2"]
    assert len({one.id for one in found.values()}) == 1


def chunked(data: bytes) -> bytes:
    return b"5\r\n" + data[:5] + b"\r\n%x\r\n" % len(data[5:]) + data[5:] + b"\r\n0\r\n\r\n"


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(PAGE, mtime=0), ["Content-Encoding: gzip"]),
        (zlib.compress(PAGE), ["Content-Encoding: deflate"]),
        (chunked(PAGE), ["Transfer-Encoding: chunked"]),
        (chunked(gzip.compress(PAGE, mtime=0)), ["Content-Encoding: gzip", "Transfer-Encoding: chunked"]),
        # Crawlers store pages unpacked and leave the headers as they were.
        (PAGE, ["Content-Encoding: gzip"]),
        (PAGE, ["Content-Encoding: br", "Transfer-Encoding: chunked"]),
        (PAGE, ["Content-Encoding: unheard-of"]),
    ],
)
def test_pages_packed_for_their_way_are_unpacked(tmp_path: Path, body: bytes, headers: list[str]) -> None:
    found, failed = read(
        tmp_path / "x.warc", answer(body, *headers) + answer(url="https://post.example/next")
    )
    assert not failed
    assert [one.data for one in found.values()] == [PAGE, PAGE]


def test_a_bomb_is_one_failure(tmp_path: Path) -> None:
    bomb = answer(gzip.compress(bytes(30_000_000)), "Content-Encoding: gzip", url="https://post.example/bomb")
    large = answer(bytes(200_000), url="https://post.example/large")
    data = b"".join(map(gzip.compress, (bomb, large, answer())))
    found, failed = read(tmp_path / "x.warc.gz", data, Limits(max_bytes=100_000))
    assert list(found) == [f"x.warc.gz!{URL}"]
    assert list(failed) == ["x.warc.gz!https://post.example/bomb", "x.warc.gz!https://post.example/large"]
    assert all("more than 0.1 MB" in reason for reason in failed.values())


def test_records_that_unpack_too_far_end_it(tmp_path: Path) -> None:
    data = gzip.compress(answer()) + gzip.compress(answer(bytes(5_000_000))) + gzip.compress(answer())
    found, failed = read(tmp_path / "x.warc.gz", data, Limits(min_unpacked=1_000_000, max_ratio=20))
    assert list(found) == [f"x.warc.gz!{URL}"]
    assert "unpacks to far more" in failed["x.warc.gz"]


def test_of_an_archive_cut_off_the_whole_pages_are_read(tmp_path: Path) -> None:
    parts = (answer(), answer(PAGE * 50, url="https://post.example/cut"))
    packed = b"".join(map(gzip.compress, parts))
    for name, cut in (("x.warc", b"".join(parts)[:-900]), ("x.warc.gz", packed[:-60])):
        found, failed = read(tmp_path / name, cut)
        assert list(found) == [f"{name}!{URL}"]
        assert failed


FIVE = [answer(url=f"https://post.example/{n}") for n in range(5)]
DAMAGED = {
    "magic": FIVE[2].replace(b"WARC/1.0", b"WXRC/1.0"),
    "no length": FIVE[2].replace(b"Content-Length: ", b"Content-Length: -"),
    "no status": FIVE[2].replace(b"HTTP/1.1 200", b"HTXX"),
    "too long": FIVE[2].replace(b"Content-Length: ", b"Content-Length: 9"),
    "cut off": FIVE[2][:-80],
    "nothing": b"\x00" * 300,
}


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("damage", DAMAGED)
def test_behind_a_damaged_record_reading_goes_on(tmp_path: Path, damage: str, packed: bool) -> None:
    name = "x.warc.gz" if packed else "x.warc"
    records = [*FIVE[:2], DAMAGED[damage], *FIVE[3:]]
    parts = [*map(gzip.compress, records)] if packed else records
    found, failed = read(tmp_path / name, b"".join(parts))
    assert list(found) == [f"{name}!https://post.example/{n}" for n in (0, 1, 3, 4)]
    (source,) = failed
    assert source in (f"{name}#{sum(map(len, parts[:3]))}", f"{name}!https://post.example/2")


@pytest.mark.parametrize("place", [0, 60, -6])
def test_behind_a_member_that_cannot_be_unpacked_reading_goes_on(tmp_path: Path, place: int) -> None:
    parts = [*map(gzip.compress, FIVE)]
    parts[2] = bytes(255 - byte if n == place % len(parts[2]) else byte for n, byte in enumerate(parts[2]))
    found, failed = read(tmp_path / "x.warc.gz", b"".join(parts))
    assert list(found) == [f"x.warc.gz!https://post.example/{n}" for n in (0, 1, 3, 4)]
    assert list(failed) == [f"x.warc.gz#{sum(map(len, parts[:3]))}"]
    assert "reading goes on at byte" in failed[f"x.warc.gz#{sum(map(len, parts[:3]))}"]


def test_a_file_damaged_everywhere_comes_to_an_end(tmp_path: Path) -> None:
    data = FIVE[0] + b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 9\r\n\r\n" * 50_000
    found, failed = read(tmp_path / "x.warc", data, Limits(min_unpacked=3_000_000, max_ratio=2))
    assert len(found) == 1
    assert "unpacks to far more" in failed["x.warc"]


def test_what_is_no_web_archive_says_so(tmp_path: Path) -> None:
    for data in (b"", b"x" * 5000, gzip.compress(b"words" * 50), b"WARC/1.0\r\n"):
        found, failed = read(tmp_path / "x.warc.gz", data)
        assert (found, list(failed)) == ({}, ["x.warc.gz"])


def test_in_another_archive_and_by_its_beginning(tmp_path: Path) -> None:
    found, _ = read(tmp_path / "x.zip", zipped({"a.warc": answer(), "b.warc.gz": gzip.compress(answer())}))
    assert list(found) == [f"x.zip!a.warc!{URL}", f"x.zip!b.warc.gz!{URL}"]
    assert list(read(tmp_path / "crawl.gz", gzip.compress(answer()))[0]) == [f"crawl.gz!{URL}"]


def test_without_the_library_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fastwarc.warc", None)
    assert "pip install 'samestory[warc]'" in read(tmp_path / "x.warc", answer())[1]["x.warc"]


WHOLE = b"".join((*OTHERS, answer(), answer(gzip.compress(PAGE), "Content-Encoding: gzip")))


@settings(max_examples=150)
@given(
    st.lists(st.tuples(st.integers(0, 9999), st.integers(0, 255)), max_size=6),
    st.booleans(),
    st.integers(0, 9999),
)
def test_no_damage_raises(changes: list[tuple[int, int]], packed: bool, cut: int) -> None:
    data = bytearray(gzip.compress(WHOLE) if packed else WHOLE)
    for place, byte in changes:
        data[place % len(data)] = byte
    data = data[: cut % len(data)] if cut % 3 == 0 else data
    for found in contents(io.BytesIO(data), "x", ".warc", How.of(len(data), Limits(max_bytes=10_000))):
        assert found.source.startswith("x")
