import pytest
from lxml.html import document_fromstring

from samestory.read.html_head import shown, without_outlet

LEAD = "The roof of the saw hall had fallen in last winter, and nobody came to mend it."


@pytest.mark.parametrize(
    ("title", "others", "outlet", "headline"),
    [
        ("Mill sold - Corva Post", (), "Corva Post", "Mill sold"),
        ("Mill sold | News | Corva Post", ("Mill sold",), None, "Mill sold"),
        ("Mill sold: tears - Corva Post", ("Mill sold",), "The Corva Post", "Mill sold: tears"),
        ("Mill-owner sold out", ("Corva Post",), "Corva Post", "Mill-owner sold out"),
        ("Corva Post", ("Corva Post",), "Corva Post", "Corva Post"),
        ("Millers ask for vitamin-C", (), "Corva Post", "Millers ask for vitamin-C"),
        ("Mill sold – no buyer named", (), "Corva Post", "Mill sold – no buyer named"),
        ("水車小屋が売却される | コルヴァ新聞", (), "コルヴァ新聞", "水車小屋が売却される"),
    ],
)
def test_titles_without_their_outlet(
    title: str, others: tuple[str, ...], outlet: str | None, headline: str
) -> None:
    assert without_outlet(title, others, outlet) == headline


def head(body: str, title: str | None = "Mill sold", description: str | None = None):  # type: ignore[no-untyped-def]
    return shown(document_fromstring(f"<html><body>{body}</body></html>"), title, description)


def test_the_lead_is_what_the_description_was_made_from() -> None:
    page = f"<div><h1>Mill sold</h1><div><h2> {LEAD}</h2></div><p>It had stood empty.</p></div>"
    assert head(page, description=LEAD).lead == LEAD
    assert head(page, description=LEAD[:60] + "…").lead == LEAD
    assert head(page, description="News from the valley, every day anew and for nothing.").lead is None
    assert head(page, description="Mill").lead is None
    assert head(f"<script>{LEAD}</script><p>It had stood empty.</p>", description=LEAD).lead is None


@pytest.mark.parametrize("mark", ['"', "\x01", "\ufffe", "\uffff", "\ud800"])
def test_a_description_that_cannot_be_looked_for_finds_no_lead(mark: str) -> None:
    assert head(f"<p>{LEAD}</p>", description=LEAD[:30] + mark + LEAD[30:]).lead is None


def test_lines_at_the_headline_are_the_nearest_first() -> None:
    found = head(
        "<div>Issue 12</div><div><p>4 May 2020</p><h1>Corva Post 7</h1></div>"
        "<div><h2>Mill sold</h2><span>5 May 2020</span><ul><li>6 May</li><li>31 views</li></ul>tail 8</div>"
        "<script>var a = 9</script>"
    )
    assert found.titles == ("Corva Post 7",)
    assert found.beside[:3] == ("5 May 2020", "6 May", "31 views")
    assert "tail 8" in found.beside
    assert found.beside.index("4 May 2020") < found.beside.index("Issue 12")
    assert not any("var" in line for line in found.beside)


def test_a_page_without_a_headline_has_no_lines_at_it() -> None:
    assert head("<p>4 May 2020</p>") == ((), None, ())
