"""Which address an article goes by: what its page says, where that can be believed."""

from __future__ import annotations

import pytest

from samestory.model import Document
from samestory.read.addressed import address
from samestory.read.article import read

BRIDGE = "https://www.post.example/news/bridge"
WORDS = "<p>The bridge at Kestrin is closed until Friday, the town council said on Tuesday.</p>" * 3


@pytest.mark.parametrize(
    ("given", "stated", "found"),
    [
        (f"{BRIDGE}?utm_source=feed#top", None, BRIDGE),
        ("https://m.post.example/a/7", BRIDGE, BRIDGE),
        ("https://amp.post.example/news/bridge", BRIDGE, BRIDGE),
        (f"{BRIDGE}?page=2", "/news/bridge?utm_medium=x", BRIDGE),
        ("", BRIDGE, BRIDGE),
        # Whoever copies an article may say so of anybody's.
        ("https://copy.example/bridge", BRIDGE, "https://copy.example/bridge"),
        ("https://blog.post.example/bridge", BRIDGE, "https://blog.post.example/bridge"),
        ("https://post.example.evil.example/x", BRIDGE, "https://post.example.evil.example/x"),
        (BRIDGE, "https://www.post.example/", BRIDGE),
        (BRIDGE, "javascript:alert(1)", BRIDGE),
        (BRIDGE, "https://[", BRIDGE),
        ("urn:newsml:1", None, "urn:newsml:1"),
        (None, None, None),
    ],
)
def test_what_the_page_says_is_believed_of_its_own_site(given: str, stated: str, found: str):
    assert address(given, stated) == found


def test_a_page_tells_its_address():
    head = f"<link rel='amphtml' href='/amp'><LINK HREF='{BRIDGE}?a=1&amp;b=2' rel=\"Canonical\">"
    page = f"<html><head>{head}</head><body><article>{WORDS}</article></body></html>"
    document = Document(id="d", source="a.html", media_type="text/html", data=page.encode())
    assert read(document).url == f"{BRIDGE}?a=1&b=2"
