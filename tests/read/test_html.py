import pytest

from samestory.errors import UnreadableDocument
from samestory.read.html import page

PARAGRAPH = (
    "The old bridge over the river was closed on Monday after engineers found cracks in two of its pillars, "
    "the mayor of the town told reporters who had come to see the damage."
)
META = """
<meta property="og:title" content="Old bridge closed">
<meta property="og:site_name" content="The Bridge &amp; River Times">
<meta property="article:published_time" content="2025-03-04T14:05:00+02:00">
"""


def html(head: str = META, article: str = f"<p>{PARAGRAPH}</p><p>{PARAGRAPH} Repairs start soon.</p>") -> str:
    return (
        f'<!DOCTYPE html><html lang="en-GB"><head><title>Old bridge closed</title>{head}</head><body>'
        f"<nav><a href='/'>Home</a><a href='/world'>World</a></nav>"
        f"<article><h1>Old bridge closed</h1>{article}"
        "</article><footer>Copyright, all rights reserved</footer></body></html>"
    )


def test_article_and_what_the_page_states() -> None:
    found = page(html(), "https://example.org/bridge")
    assert found.title == "Old bridge closed"
    assert found.text.count("cracks in two of its pillars") == 2
    assert "rights reserved" not in found.text
    assert (found.outlet, found.lang) == ("The Bridge & River Times", "en")
    assert found.published == "2025-03-04T14:05:00+02:00"


def test_a_page_without_a_date_is_given_none() -> None:
    found = page(html(head=""))
    assert (found.published, found.outlet) == (None, None)


def test_a_date_in_the_address_counts() -> None:
    assert page(html(head=""), "https://example.org/2025/03/04/bridge").published == "2025-03-04"


def test_a_fragment_is_all_article() -> None:
    found = page(
        f"<p>Old <b>bridge</b> closed &amp; fenced.</p><script>x()</script><div>{PARAGRAPH}<br>End.</div>"
    )
    assert found.text.split("\n") == ["Old bridge closed & fenced.", PARAGRAPH, "End."]


def test_our_own_report_is_no_news() -> None:
    ours = '<meta name="generator" content="Samestory">'
    with pytest.raises(UnreadableDocument, match="a report made by Samestory, not news"):
        page(html(head=META + ours))
    assert page(html(head=META + ours.replace("Samestory", "WordPress"))).title == "Old bridge closed"


HOSTILE = {
    "nothing on it": html(article=""),
    "empty": "",
    "deep": "<html><body>" + "<div>" * 20_000 + "</div>" * 20_000,
    "unclosed": "<html>" + "<" * 50_000,
    "attributes": "<html " + "a=" * 100_000,
    "control characters": "<html><body>\x00\x01<p>\x0c</p></body></html>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_pages_without_an_article_are_refused(name: str) -> None:
    with pytest.raises(UnreadableDocument):
        page(HOSTILE[name])


def test_unclosed_parts_of_a_fragment_take_no_text_with_them() -> None:
    assert page(
        "<figure><img src='a'><figcaption>Bridge</figcaption></figure><!-- x --><p>Old bridge</p>"
    ).text == ("Old bridge")
    assert "closed" in page("<p>Old bridge</p><script src='a'><p>closed</p>").text


def test_a_lead_outside_the_text_is_read() -> None:
    lead = "Engineers found cracks in two of its pillars, and the town looks for money."
    stated = f'<meta name="description" content="{lead}">'
    shown = f"<header><h2>{lead}</h2></header><article>"
    found = page(html(head=META + stated).replace("<article>", shown))
    assert found.text.count(lead) == 1


def test_the_outlet_is_no_part_of_the_title() -> None:
    titled = META.replace("Old bridge closed", "Old bridge closed | The Bridge &amp; River Times")
    assert page(html(head=titled)).title == "Old bridge closed"


def test_lines_of_links_are_no_text_but_are_known() -> None:
    link = "<p>Read also: <a href='/2'>Ferry to run every day again</a></p>"
    found = page(html(article=f"<p>{PARAGRAPH}</p>{link}<p>{PARAGRAPH} Repairs start soon.</p>"))
    assert "Ferry" not in found.text
    assert any("Ferry" in line for line in found.removed)


def test_what_a_page_says_of_its_day_is_sure() -> None:
    assert page(html()).sure
    assert page(html(head=""), "https://example.org/2025/03/04/bridge").sure
    assert not page(html(head="", article=f"<p>4 March 2025</p><p>{PARAGRAPH} {PARAGRAPH}</p>")).sure


def test_a_line_that_stands_often_is_the_pages() -> None:
    often = "<p>Members may follow this topic.</p>"
    text = f"{often}<p>{PARAGRAPH}</p>{often}<p>{PARAGRAPH} Repairs start soon.</p>{often}"
    found = page(html(article=text))
    assert "Members" not in found.text


def test_a_page_laid_out_in_tables_is_read() -> None:
    cell = f"<h1>Old bridge closed</h1>{PARAGRAPH}<br><br>{PARAGRAPH} Repairs start soon."
    found = page(f"<html><body><table><tr><td>Home</td><td>{cell}</td></tr></table></body></html>")
    assert "Repairs start soon" in found.text
