"""Feeds as files: what stands in them whole is read, what they only announce says where it is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from packing import BRIDGE, read, zipped

from samestory.ingest.kinds import sniffed

BODY = " ".join(["The bridge at Kestrin is closed until Friday, the town council said."] * 5)
RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>The Kestrin Post</title><language>en-GB</language>
<item><title>Bridge closed</title><link>https://post.example/bridge?utm_source=feed</link>
<pubDate>Tue, 11 Nov 2025 14:05:00 +0100</pubDate>
<content:encoded>&lt;p&gt;{BODY}&lt;/p&gt;</content:encoded></item>
<item><title>Ferry instead</title><link>https://post.example/ferry</link>
<description>A ferry sails.</description>
</item><item><title>No more</title></item></channel></rss>""".encode()
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Post</title><entry><title>Bridge closed</title>
<id>tag:post.example,2025:1</id><published>2025-11-11T14:05:00Z</published><content>{BODY}</content></entry>
</feed>""".encode()
JSON = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "The Kestrin Post",
    "items": [
        {"id": "1", "url": "https://post.example/bridge", "title": "Bridge closed", "content_text": BODY}
    ],
}
SITEMAP = b"<urlset><url><loc>https://post.example/bridge</loc></url></urlset>"


@pytest.mark.parametrize("name", ["feed.xml", "feed.rss", "FEED.ATOM"])
def test_what_stands_in_a_feed_whole_is_an_article(tmp_path: Path, name: str) -> None:
    found, failed = read(tmp_path / name, RSS)
    (one,) = found.values()
    assert one.source == f"{name}#1"
    assert (one.media_type, one.data.decode()) == ("text/html; charset=utf-8", f"<p>{BODY}</p>")
    assert one.fields == {
        "title": "Bridge closed",
        "announced": "2025-11-11T14:05:00+01:00",
        "outlet": "The Kestrin Post",
        "url": "https://post.example/bridge",
        "lang": "en",
    }
    assert failed == {
        f"{name}#2": "the feed has not the article itself; "
        "get it with `samestory add DOSSIER https://post.example/ferry`",
        f"{name}#3": "the feed has not the article itself, nor its address",
    }


def test_an_article_without_an_address_and_one_of_a_json_feed(tmp_path: Path) -> None:
    (one,) = read(tmp_path / "a.atom", ATOM)[0].values()
    assert "url" not in one.fields
    (other,) = read(tmp_path / "a.json", json.dumps(JSON).encode())[0].values()
    assert (other.source, other.fields["url"]) == ("a.json#1", "https://post.example/bridge")
    assert other.data == one.data == BODY.encode()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (SITEMAP, "a sitemap has no articles"),
        (b"<note><to>Ana</to></note>", "XML that is no feed"),
        (b"<rss><channel><title>x</title></channel></rss>", "a feed without entries"),
        (BRIDGE, "XML that is no feed"),
        (b"", "empty"),
    ],
)
def test_what_is_no_feed_says_so(tmp_path: Path, data: bytes, reason: str) -> None:
    found, failed = read(tmp_path / "x.xml", data)
    assert not found
    assert failed["x.xml"].startswith(reason)


def test_a_feed_is_told_by_its_beginning_and_read_in_an_archive(tmp_path: Path) -> None:
    told = [sniffed(data) for data in (RSS, ATOM, SITEMAP, json.dumps(JSON).encode())]
    assert told == [".xml", ".xml", ".xml", ".json"]
    assert list(read(tmp_path / "x.zip", zipped({"a.rss": RSS}))[0]) == ["x.zip!a.rss#1"]


def test_entities_are_not_followed(tmp_path: Path) -> None:
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
    feed = "<rss><channel><item><title>&a8;</title></item></channel></rss>"
    bomb = f'<!DOCTYPE rss [<!ENTITY a0 "ha">{laughs}]>{feed}'
    found, failed = read(tmp_path / "x.xml", bomb.encode())
    assert not found
    assert failed
