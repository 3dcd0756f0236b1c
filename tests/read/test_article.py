from samestory.model import Article, Document
from samestory.read.article import read

PARAGRAPH = (
    "The old bridge over the river was closed on Monday after engineers found cracks in two of its pillars, "
    "the mayor of the town told reporters who had come to see the damage."
)


def article(head: str = "", beside: str = "", below: str = "", **fields: str) -> Article:
    page = (
        f'<html lang="en"><head><title>Old bridge closed</title>{head}</head><body><main>'
        f"<div><h1>Old bridge closed</h1>{beside}</div><p>{PARAGRAPH}</p><p>{PARAGRAPH} Work starts soon.</p>"
        f"{below}</main></body></html>"
    )
    return read(Document(id="1", source="a", media_type="text/html", data=page.encode(), fields=fields))


def day(told: Article) -> str | None:
    return told.published.start.date().isoformat() if told.published else None


def test_a_day_shown_at_the_headline_is_the_pages() -> None:
    shown = "<span>Anna Roe | 4 March 2025, 14:05</span>"
    told = article(beside=shown)
    assert told.published is not None
    assert told.published.start.isoformat() == "2025-03-04T14:05:00"
    assert day(article()) is None


def test_what_is_surer_than_a_day_shown() -> None:
    shown = "<span>4 March 2025</span>"
    stated = '<meta property="article:published_time" content="2025-03-03T23:05:00Z">'
    assert day(article(head=stated, beside=shown)) == "2025-03-03"
    assert day(article(beside=shown, published="2025-03-02")) == "2025-03-02"
    assert day(article(beside=shown, url="https://example.org/2025/03/01/bridge")) == "2025-03-01"


def test_an_agency_in_a_line_of_links_is_credited() -> None:
    told = article(below="<p>Source: <a href='https://example.org'>Reuters</a></p>")
    assert "Source" not in told.text
    assert told.credits == ("Reuters",)
