"""What the search begins with: small honest inputs of each kind, of our own invention."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

FOUND = Path(__file__).parent / "found"
LEAD = "The bridge at Kestrin stays closed until Friday, the town council said on Tuesday."
MORE = "Engineers found a crack 12 metres long. “Nobody was hurt,” said the mayor, Ana Veld."
TEXT = f"Bridge at Kestrin closed\n\n11 November 2025, 14:05\n\n{LEAD}\n\n{MORE}\n"
OTHER = "Мост в Кестрине закрыт до пятницы\n\nМост закрыт, сообщил городской совет во вторник.\n"
PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Bridge closed | The Post</title>'
    '<meta property="og:title" content="Bridge at Kestrin closed"><meta name="author" content="Ivo Lind">'
    '<meta property="article:published_time" content="2025-11-11T14:05:00+01:00">'
    '<link rel="canonical" href="https://post.example/bridge"></head><body><nav><a href="/">Home</a></nav>'
    f"<article><h1>Bridge at Kestrin closed</h1><p>By Ivo Lind</p><p>{LEAD}</p>"
    f'<p>{MORE} <a href="/x">More</a></p>'
    "<ul><li><a href='/1'>Read also: a ferry instead</a></li></ul></article></body></html>"
)
RSS = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>The Kestrin Post</title><item>'
    "<title>Bridge closed</title><link>https://post.example/bridge?utm_source=x</link><guid>b1</guid>"
    f"<pubDate>Tue, 11 Nov 2025 14:05:00 +0100</pubDate><description>{LEAD}</description></item>"
    "</channel></rss>"
)
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://post.example/"><title>Post</title><entry>'
    '<title type="html">Bridge</title><link href="bridge"/><id>tag:1</id>'
    '<updated>2025-11-11T14:05:00Z</updated><content type="xhtml">'
    f'<div xmlns="http://www.w3.org/1999/xhtml"><p>{LEAD}</p></div></content></entry></feed>'
)
SITEMAP = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://post.example/bridge</loc>'
    "<lastmod>2025-11-11</lastmod></url></urlset>"
)
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [{"id": "1", "url": "https://post.example/a", "content_text": LEAD}],
    }
)
ROW = {
    "title": "Bridge closed",
    "text": f"{LEAD} {MORE}",
    "date": "2025-11-11",
    "url": "https://post.example/b",
}
NINJS = {"uri": "https://post.example/b", "headline": "Bridge", "body_xhtml": f"<p>{LEAD}</p>"}
CSV = f'title,date,text\n"Bridge closed",2025-11-11,"{LEAD} {MORE}"\nOther;x,,"y\nz"\n'
EML = (
    "From: The Kestrin Post <news@post.example>\nSubject: =?utf-8?b?QnJpZGdl?=\n"
    "Date: Tue, 11 Nov 2025 14:05:00 +0100\n"
    "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
    "Content-Type: text/plain; charset=utf-8\n\n"
    f"{LEAD}\n{MORE}\n--b\nContent-Type: text/plain\n"
    f"Content-Disposition: attachment; filename=a.txt\n\n{LEAD}\n--b--\n"
)
WORD = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    f"<w:p><w:r><w:t>{LEAD}</w:t><w:tab/><w:t>{MORE}</w:t></w:r></w:p></w:body></w:document>"
)


def seeds(target: str) -> list[bytes]:
    """Honest inputs of ``target``, then those that were found to break it before."""
    folder = FOUND / target
    found = sorted(folder.iterdir()) if folder.is_dir() else []
    return [*_honest(target), *(path.read_bytes() for path in found)]


def _honest(target: str) -> list[bytes]:
    listings = [one.encode() for one in (RSS, ATOM, SITEMAP, JSON_FEED)]
    rows = [json.dumps(row, ensure_ascii=False).encode() for row in (ROW, NINJS)]
    plain = {
        "page": [PAGE.encode(), f"<p>{LEAD}</p><p>{MORE}".encode()],
        "text": [TEXT.encode(), OTHER.encode()],
        "markdown": [f"---\ntitle: Bridge\ndate: 2025-11-11\n---\n# Bridge\n\n{LEAD} [x](y)\n".encode()],
        "listing": listings,
        "xml": listings[:3],
        "address": [b"https://Post.example:443/a b?utm_source=x&id=1#y", "//пост.example/é".encode()],
        "decode": [b"\n" + OTHER.encode("cp1251"), b"utf-16\n" + TEXT.encode("utf-16")],
        "sniffed": [TEXT.encode(), CSV.encode(), EML.encode(), *rows],
        "jsonl": [b"\n".join(rows)],
        "json": [*rows, b"[" + b",".join(rows) + b"]", listings[3]],
        "csv": [CSV.encode(), CSV.encode("utf-16")],
        "tsv": [CSV.replace(",", "\t").encode()],
        "eml": [EML.encode()],
        "mbox": [f"From a Tue\n{EML}\nFrom b Tue\n{EML}".encode()],
    }
    made: dict[str, Callable[[], bytes]] = {
        "warc": _warc, "pdf": _pdf, "docx": lambda: _zip({"word/document.xml": WORD.encode()}),
        "zip": _archive, "tar": _tar, "parquet": _parquet,
        "warc-gz": lambda: gzip.compress(_warc()), "gz": lambda: gzip.compress(TEXT.encode()),
        "tgz": lambda: gzip.compress(_tar()), "bz2": lambda: bz2.compress(TEXT.encode()),
        "xz": lambda: lzma.compress(TEXT.encode()), "unpacked": lambda: gzip.compress(PAGE.encode()),
    }  # fmt: skip
    return [made[target]()] if target in made else plain[target]


def _zip(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return packed.getvalue()


def _archive() -> bytes:
    return _zip({"a.txt": TEXT.encode(), "b/c.jsonl": json.dumps(ROW).encode(), "d.html": PAGE.encode()})


def _tar() -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for name, data in {"a.txt": TEXT.encode(), "b.csv": CSV.encode()}.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return packed.getvalue()


def _warc() -> bytes:
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{PAGE}".encode()
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://post.example/bridge\r\n"
        "WARC-Date: 2025-11-11T14:05:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return (head.encode() + answer + b"\r\n\r\n") * 2


def _pdf() -> bytes:
    words = LEAD.replace("(", "").replace(")", "")
    stream = f"BT /F1 12 Tf 72 720 Td ({words}) Tj 0 -20 Td (More of it.) Tj ET".encode()
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    out, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj%sendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(out)
    return out + b"xref\n0 6\n0000000000 65535 f \n" + table + end


def _parquet() -> bytes:
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    packed = io.BytesIO()
    write: Any = pq.write_table
    write(pa.table({key: [value] for key, value in ROW.items()}), packed)
    return packed.getvalue()
