"""Who is named, on the page: links lead somewhere, words are the articles' own, what is cut is counted."""

from __future__ import annotations

import msgspec
import pytest
from ferry_names import IMAGE, standing
from ferry_texts import write
from lxml import html

from samestory.export import names_page
from samestory.export.html import report
from samestory.model import Contents, Entity, Mention, NameMention, Span, Spelling

Page = html.HtmlElement


@pytest.fixture
def page(named: Contents) -> Page:
    return html.document_fromstring(report(named, "Ferry off Corva"))


def said(element: Page) -> str:
    return " ".join(element.text_content().split())


def test_all_are_there_by_type_and_counted(page: Page, named: Contents) -> None:
    headings = [one.text for one in page.xpath("//section[@class='type']/h3")]
    assert headings == ["People", "Organisations", "Places", "Works", "Events"]
    entities = page.xpath("//details[@class='entity']")
    assert {one.get("id") for one in entities} == {f"name-{one.id}" for one in named.entities}
    assert said(page.xpath("//details[@id='name-e-corva']/summary")[0]) == "Corva 13 mentions in 5 articles"
    assert "7names" in said(page.xpath("//dl[@class='figures']")[0])
    assert said(page.xpath("//nav//a[@href='#names']/..")[0]) == "Who is named 7"


def test_every_sentence_is_the_articles_own_with_its_names_marked(page: Page, named: Contents) -> None:
    articles = {one.id: one for one in named.articles}
    spans = {
        f"#{one.id}-s{n}": span.of(one.text) for one in named.articles for n, span in enumerate(one.sentences)
    }
    titles = {f"#{one.id}": one.words(one.title) for one in named.articles}
    marks = 0
    for where in page.xpath("//p[@class='where']"):
        (words,) = where.xpath("span[@class='words']")
        href = where.xpath("a[@class='at']/@href")[0]
        assert words.text_content() == {**spans, **titles}[href]
        marks += len(words.xpath("mark"))
        assert where.get("dir") == "auto"
        assert where.get("lang") == articles[href[1:].split("-")[0]].lang
    assert marks == sum(len(one.names) for one in named.articles)


def test_a_sentence_leads_to_its_row(page: Page) -> None:
    (captain,) = page.xpath("//details[@id='name-e-dorca']")
    assert captain.xpath(".//a[text()='row 5']/@href") == ["#story-ferry-row5"] * 2
    # A story told once shows no rows.
    assert not page.xpath("//details[@id='name-e-laden']//a[starts-with(text(), 'row')]")


def test_spellings_posts_and_reasons_are_told(page: Page) -> None:
    (captain,) = page.xpath("//details[@id='name-e-dorca']")
    assert [said(one) for one in captain.xpath("dl[contains(@class, 'spellings')]/div")] == [
        "BulgarianИлие Дорка 1",
        "RomanianIlie Dorca 1",
    ]
    assert captain.xpath("dl[contains(@class, 'posts')]//bdi/text()") == ["căpitanul", "капитан"]
    assert "they sound alike in Latin letters" in said(captain)
    (corva,) = page.xpath("//details[@id='name-e-corva']")
    assert "decided by Maria Ionescu" in said(corva)
    assert "not the same" in said(corva)


def test_country_and_sector_lead_to_where_they_are_told(named: Contents) -> None:
    page = html.document_fromstring(report(standing(named), "Ferry off Corva"))
    (captain,) = page.xpath("//details[@id='name-e-dorca']")
    assert said(captain.xpath("summary")[0]).endswith("2 mentions in 2 articles · Romania, labour")
    rows = captain.xpath("dl[contains(@class, 'standings')]/div")
    assert [said(one) for one in rows] == ["RomaniaFeri 1", "labourкапитан 1, căpitanul 1"]
    hrefs = [one[1:] for one in captain.xpath("dl[contains(@class, 'standings')]//a/@href")]
    assert hrefs == ["a1f0ro", "b2e1bg-s3", "a1f0ro-s3"]
    assert {*hrefs} <= {*page.xpath("//@id")}
    (oleg,) = page.xpath("//details[@id='name-e-oleg']")
    assert not oleg.xpath("dl[contains(@class, 'standings')]")


def test_a_story_lists_its_key_names(page: Page) -> None:
    (keys,) = page.xpath("//article[@id='story-story-ferry']//dl[@class='keys']")
    assert [said(one) for one in keys.xpath("div")] == [
        "PeopleIlie Dorca, Олег Н.",
        "OrganisationsLitoral",
        "PlacesCorva",
    ]
    assert keys.xpath(".//a/@href")[0] == "#name-e-dorca"
    # Its only name is a ship's.
    assert not page.xpath("//article[@id='story-story-refloat']//dl[@class='keys']")


def test_links_resolve_and_ids_are_unique(page: Page) -> None:
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    fragments = {each[1:] for each in page.xpath("//@href") if each.startswith("#")}
    assert fragments <= set(ids)
    assert set(page.xpath("//@aria-labelledby")) <= set(ids)


def test_a_hostile_name_stays_text(page: Page) -> None:
    assert page.xpath("string(//details[@id='name-e-image']/summary/h4)") == IMAGE
    assert not page.xpath("//img | //@src")


def test_without_names_nothing_is_said_of_them(contents: Contents) -> None:
    page = html.document_fromstring(report(contents, "Nobody"))
    assert "named" not in said(page.xpath("//main")[0])
    assert "names" not in said(page.xpath("//header")[0])
    assert not page.xpath("//a[@href='#names']")


@pytest.fixture
def crowd(named: Contents) -> Contents:
    """More names than a page shows, the first of them in more sentences than it shows."""
    talk = write("talk", "en", None, [f"Nobody Much said {n}." for n in range(60)])
    brief = write("brief", "en", None, ["Nobody Much was there."])
    marked = [
        msgspec.structs.replace(
            one,
            names=tuple(NameMention(span=Span(s.start, s.start + 11), type="person") for s in one.sentences),
        )
        for one in (talk, brief)
    ]
    spelling = Spelling(key="person:en:Nobody Much", lang="en", written="Nobody Much", count=61)
    mentions = tuple(Mention(article=one.id, name=n) for one in marked for n in range(len(one.names)))
    nobody = Entity(id="nobody", name="Nobody Much", type="person", mentions=mentions, spellings=(spelling,))
    rest = [
        Entity(id=f"n{n:04}", name=f"N {n}", type="place", mentions=mentions[:1], spellings=(spelling,))
        for n in range(names_page.ENTITIES_SHOWN + 4)
    ]
    return msgspec.structs.replace(
        named, articles=(*named.articles, *marked), entities=(*named.entities, nobody, *rest)
    )


class TestACrowd:
    @pytest.fixture
    def page(self, crowd: Contents) -> Page:
        return html.document_fromstring(report(crowd, "Crowd"))

    def test_is_cut_and_counted(self, page: Page, crowd: Contents) -> None:
        assert len(page.xpath("//details[@class='entity']")) == names_page.ENTITIES_SHOWN
        unlisted = len(crowd.entities) - names_page.ENTITIES_SHOWN
        assert f"{unlisted} more are in the dossier" in said(
            page.xpath("//section[@class='cast']/p[last()]")[0]
        )

    def test_is_heard_from_every_article(self, page: Page) -> None:
        (nobody,) = page.xpath("//details[@id='name-nobody']")
        naming = nobody.xpath("ul[@class='naming']/li")
        shown = [len(one.xpath("p[@class='where']")) for one in naming]
        assert shown == [names_page.SENTENCES_SHOWN - 1, 1]
        assert "and 21 more sentences" in said(nobody)

    def test_a_name_without_its_part_is_no_link(
        self, crowd: Contents, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(names_page, "ENTITIES_SHOWN", 1)
        page = html.document_fromstring(report(crowd, "One"))
        (keys,) = page.xpath("//article[@id='story-story-ferry']//dl[@class='keys']")
        assert "Ilie Dorca" in said(keys)
        assert not keys.xpath(".//a")
