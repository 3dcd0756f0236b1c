from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samestory.links.listings import Entry, is_listing, listing
from samestory.links.trouble import NotFetched

HERE = "https://post.example/feeds/news"
RSS = """<?xml version="1.0"?><!-- made <rss> by hand -->
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Kestrin Post</title><language>en</language>
<atom:link href="https://post.example/feeds/news" rel="self"/>
<item><title>Ferry &amp;amp; ice: &lt;b&gt;late&lt;/b&gt;</title><link>https://post.example/ferry?utm_source=rss</link>
<guid isPermaLink="false">a7</guid><pubDate>Tue, 11 Nov 2025 18:30:00 +0200</pubDate>
<description>Late.</description>
<content:encoded><![CDATA[<p>The ferry was late.</p>]]></content:encoded></item>
<item><guid>https://post.example/bridge</guid><dc:date>2025-11-10T08:00:00Z</dc:date></item>
<item><title>No address</title><description>The bakery is shut.</description></item>
</channel></rss>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel rdf:about="https://post.example/"><title>Old Post</title></channel>
<item rdf:about="https://post.example/a"><title>A</title><link>https://post.example/a</link></item></rdf:RDF>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ro" xml:base="https://ziar.example/stiri/">
<title type="text">Ziarul</title><link rel="self" href="https://ziar.example/feed"/>
<entry><id>tag:ziar.example,2025:1</id><title type="html">Podul e &lt;i&gt;închis&lt;/i&gt;</title>
<link rel="enclosure" href="https://ziar.example/a.mp3"/><link href="podul"/>
<published>2025-11-11T10:00:00+02:00</published><updated>2025-11-11T12:00:00+02:00</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Podul e închis.</p></div></content>
</entry></feed>"""
SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://post.example/ferry</loc><lastmod>2025-11-12</lastmod><news:news><news:publication>
<news:name>Kestrin Post</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2025-11-11T18:30:00+02:00</news:publication_date><news:title>Ferry late</news:title>
</news:news></url>
<url><loc>/about</loc></url><url><loc>mailto:desk@post.example</loc></url></urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://post.example/news-1.xml.gz</loc><lastmod>2025-11-12T00:00:00Z</lastmod></sitemap></sitemapindex>"""
JSON = {
    "version": "https://jsonfeed.org/version/1.1", "title": "Kestrin Post", "language": "en",
    "items": [
        {"id": 7, "url": "/ferry", "date_published": "2025-11-11T18:30:00Z", "content_html": "<p>x</p>"},
        {"id": "b", "external_url": "https://other.example/b", "content_text": "The bakery is shut. \ud83d"},
        "nothing",
    ],
}  # fmt: skip


def test_rss_with_all_that_it_says():
    found = listing(RSS.encode(), HERE)
    assert found is not None
    assert (found.kind, found.title, len(found.entries)) == ("feed", "Kestrin Post", 3)
    first, second, third = found.entries
    assert first == Entry(
        url="https://post.example/ferry?utm_source=rss", name="a7", title="Ferry & ice: late", lang="en",
        published="2025-11-11T18:30:00+02:00", text="<p>The ferry was late.</p>",
    )  # fmt: skip
    assert (second.url, second.published) == ("https://post.example/bridge", "2025-11-10T08:00:00+00:00")
    assert (third.url, third.text) == (None, "The bakery is shut.")


def test_rss_of_the_first_days():
    found = listing(RDF.encode(), HERE)
    assert found is not None
    assert [(one.url, one.title) for one in found.entries] == [("https://post.example/a", "A")]


def test_atom_with_links_of_several_kinds_and_a_base():
    found = listing(ATOM.encode(), HERE)
    assert found is not None
    (entry,) = found.entries
    assert entry.url == "https://ziar.example/stiri/podul"
    assert (entry.title, entry.lang, entry.name) == ("Podul e închis", "ro", "tag:ziar.example,2025:1")
    assert (entry.published, entry.updated) == ("2025-11-11T10:00:00+02:00", "2025-11-11T12:00:00+02:00")
    assert "<p>Podul e închis.</p>" in entry.text


def test_a_news_sitemap():
    found = listing(SITEMAP.encode(), "https://post.example/sitemap.xml")
    assert found is not None
    first, second = found.entries
    assert found.kind == "sitemap"
    assert first == Entry(
        url="https://post.example/ferry", title="Ferry late", published="2025-11-11T18:30:00+02:00",
        updated="2025-11-12", lang="en",
    )  # fmt: skip
    assert second.url == "https://post.example/about"


def test_an_index_leads_to_sitemaps():
    found = listing(INDEX.encode(), HERE)
    assert found is not None
    assert not found.entries
    assert [(one.url, one.updated) for one in found.sitemaps] == [
        ("https://post.example/news-1.xml.gz", "2025-11-12T00:00:00+00:00")
    ]


def test_a_json_feed():
    found = listing(json.dumps(JSON).replace("/", "\\/").encode(), HERE)
    assert found is not None
    first, second = found.entries
    assert (first.url, first.name, first.text) == ("https://post.example/ferry", "7", "<p>x</p>")
    assert (second.url, second.lang) == ("https://other.example/b", "en")
    assert second.text == "The bakery is shut. \ufffd"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html><body>rss <rss></body></html>",
        b"<p>feed</p>",
        b'{"items": []}',
        b"<feedback/>",
        b"\x89PNG",
        b"rss",
    ],
)
def test_all_else_lists_nothing(data: bytes):
    assert listing(data, HERE) is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1251"])
@pytest.mark.parametrize("declared", [True, False])
def test_a_feed_in_any_encoding(encoding: str, declared: bool):
    words = "Мост в Кестрине закрыт до пятницы, сообщил городской совет"
    head = f'<?xml version="1.0" encoding="{encoding}"?>' if declared else ""
    items = f"<item><title>{words}</title><link>https://post.example/a</link></item>"
    data = f"{head}<rss><channel>{items}</channel></rss>".encode(encoding)
    found = listing(data, HERE)
    assert found is not None
    assert found.entries[0].title == words


def test_a_damaged_feed_gives_what_stands_whole():
    data = RSS.replace("</item>\n<item><guid>", "</item>\n<b>&nbsp;&<item><guid>").encode()
    found = listing(data, HERE)
    assert found is not None
    assert found.entries[0].title == "Ferry & ice: late"


def test_entities_are_not_followed():
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    data = f"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">{laughs}
    <!ENTITY file SYSTEM "file:///etc/hostname"><!ENTITY net SYSTEM "http://127.0.0.1:1/">]>
    <rss><channel><item><title>&l9; &file; &net;</title><link>https://post.example/a</link></item></channel></rss>"""
    found = listing(data.encode(), HERE)
    assert found is not None
    (entry,) = found.entries
    assert len(entry.title) < 100


def test_entities_in_attributes_are_not_followed_far():
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    data = f"""<!DOCTYPE feed [<!ENTITY l0 "ha">{laughs}]>
    <feed><title>Post</title><entry><link href="https://post.example/&l9;"/></entry></feed>"""
    found = listing(data.encode(), HERE)
    assert found is not None
    assert all(one.url is None or len(one.url) < 10_000 for one in found.entries)


def test_an_item_that_tells_of_json_feeds_is_none():
    told = {"text": "The form is described at https://jsonfeed.org/version/1.1 in full.", "title": "A form"}
    assert not is_listing(json.dumps(told).encode())
    escaped = json.dumps({"version": "https://jsonfeed.org/version/1.1"}).replace("/", "\\/")
    assert is_listing(escaped.encode())


def test_a_feed_nested_without_end_is_refused_or_read():
    data = b"<rss>" + b"<a>" * 100_000
    with suppress(NotFetched):
        assert listing(data, HERE) is not None


@given(st.text(alphabet="<>/rsfeditmlnkpub&;[]!-CDATA\"'= x", max_size=80))
def test_no_bytes_break_the_reading(inner: str):
    for data in (f"<rss>{inner}</rss>", f"<feed>{inner}", f"<urlset>{inner}</urlset>"):
        with suppress(NotFetched):
            listing(data.encode(), HERE)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(st.sampled_from(["items", "url", "title", "id", "date_published"]), inner)
        ),
        max_leaves=12,
    )
)
def test_no_json_breaks_the_reading(inner: object):
    data = json.dumps({"version": "https://jsonfeed.org/version/1", "items": inner})
    with suppress(NotFetched):
        listing(data.encode(), HERE)
