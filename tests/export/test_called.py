"""Things called differently, in every export: the form shown, the order of sides, the way to each place."""

from __future__ import annotations

from io import StringIO

import pytest
from ferry_texts import AR, BG, EN, RO, RU, under
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from msgspec.structs import replace
from rich.console import Console

from samestory.export import json, printed
from samestory.export.gist import gist
from samestory.export.html import report
from samestory.export.index import index
from samestory.export.terms import shown, things
from samestory.model import Article, Contents, Term, Wording

# Made for the page alone: who calls the sandbank what, and the ferry's people what.
BANK = Wording(
    sides=(
        (
            Term(article=RU.id, spans=(under(RU, 0, "мель"),)),
            Term(article=BG.id, spans=(under(BG, 0, "плитчина"),)),
        ),
        (
            Term(article=RO.id, spans=(under(RO, 0, "banc"), under(RO, 1, "bord"))),
            Term(article=EN.id, spans=(under(EN, 0, "sandbank"),)),
            Term(article=AR.id, spans=(under(AR, 0, "رصيف"),)),
        ),
    )
)


@pytest.fixture
def calling(contents: Contents) -> Contents:
    """The ferry's story with a thing called differently."""
    story, *others = contents.stories
    called = replace(story, account=replace(story.account, wordings=(BANK,)))
    return replace(contents, stories=(called, *others))


def text_of(what: object) -> str:
    console = Console(file=StringIO(), width=200, force_terminal=False)
    console.print(what)
    return console.file.getvalue()  # type: ignore[attr-defined,no-any-return]


@pytest.mark.parametrize(
    ("forms", "best"),
    [
        (["riot", "riots", "riot"], "riot"),
        (["riots", "riot"], "riot"),
        (["Riot", "riot"], "riot"),
        (["Mauer", "Mauer", "Mauern"], "Mauer"),
        (["Riot", "riot", "riots", "riots"], "riot"),
        (["price\nupdate", "price update", "prices"], "price update"),
    ],
)
def test_the_form_shown_is_the_most_frequent_else_the_shortest(forms: list[str], best: str) -> None:
    assert shown(forms) == best


@given(st.lists(st.sampled_from(["Zug", "zug", "Zugs", "Züge"]), min_size=1), st.randoms())
def test_the_form_shown_is_one_of_them_in_any_order(forms: list[str], random: object) -> None:
    mixed = list(forms)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert shown(mixed) == shown(forms)
    assert shown(forms) in forms


def test_sides_with_most_articles_come_first_unless_the_reader_reads_another(calling: Contents) -> None:
    story = calling.stories[0]
    (thing,) = things(story, index(calling))
    assert [[one.lang for one in side] for side in thing] == [["ro", "en", "ar"], ["bg", "ru"]]
    (thing,) = things(story, index(calling, "ru"))
    assert [[one.lang for one in side] for side in thing] == [["ru", "bg"], ["ro", "en", "ar"]]
    (thing,) = things(story, index(calling, "en"))
    assert [one.lang for one in thing[0]] == ["en", "ro", "ar"]


def test_articles_of_one_language_that_share_a_form_use_one_term(contents: Contents) -> None:
    twin: Article = replace(EN, id="twin", text=EN.text.replace("sandbank", "Sandbank"))
    story = contents.stories[0]
    side = tuple(Term(article=one.id, spans=(under(EN, 0, "sandbank"),)) for one in (EN, RO, twin))
    away = replace(RO, text=EN.text, sentences=EN.sentences)
    thing = Wording(sides=(side, (Term(article=RU.id, spans=(under(RU, 0, "мель"),)),)))
    held = replace(contents, articles=(EN, away, twin, BG, AR, RU))
    listed = replace(
        story, articles=(*story.articles, "twin"), account=replace(story.account, wordings=(thing,))
    )
    ((shared, _),) = things(listed, index(held))
    # Romanian writes it the same way here, and is another language all the same.
    assert [(one.lang, one.written, one.count) for one in shared] == [
        ("en", "sandbank", 2),
        ("ro", "sandbank", 1),
    ]


def test_an_account_prints_a_line_for_each_side(calling: Contents) -> None:
    lines = [line.strip() for line in text_of(printed.account(calling, "story-ferry")).splitlines()]
    place = lines.index("Called differently")
    assert lines[place + 1 : place + 3] == [
        "“banc” ×2 (Agenția Litoral, Romanian), “sandbank” ×1 (The Strait Courier, English), "
        "“رصيف” ×1 (بريد الميناء, Arabic)",
        "or “плитчина” ×1 (Утринна поща, Bulgarian), “мель” ×1 (Морской вестник, Russian)",
    ]
    assert place < lines.index("Why these belong together")


def test_a_summary_only_counts_them(calling: Contents, contents: Contents) -> None:
    text = " ".join(text_of(printed.summary(calling)).split())
    assert "1 thing is called differently." in text
    assert "Called differently" not in text
    assert "called differently" not in text_of(printed.account(contents, "story-ferry"))
    story = calling.stories[0]
    twice = replace(story, account=replace(story.account, wordings=(BANK, BANK)))
    assert gist(twice, index(calling)).endswith("; 2 things are called differently.")


def test_json_gives_every_place_with_its_words(calling: Contents) -> None:
    (thing,) = json.account(calling, "story-ferry")["wordings"]
    texts = {one.id: one.text for one in calling.articles}
    terms = [term for side in thing["sides"] for term in side["terms"]]
    assert [term["article"] for term in terms] == [RO.id, EN.id, AR.id, BG.id, RU.id]
    assert terms[0] == {
        "article": RO.id,
        "file": RO.source,
        "outlet": RO.outlet,
        "lang": "ro",
        "written": "banc",
        "places": [
            {"text": span.of(RO.text), "start": span.start, "end": span.end}
            for span in (under(RO, 0, "banc"), under(RO, 1, "bord"))
        ],
    }
    for term in terms:
        for place in term["places"]:
            assert texts[term["article"]][place["start"] : place["end"]] == place["text"]


def test_each_term_of_the_page_leads_to_its_sentences(calling: Contents) -> None:
    page = html.document_fromstring(report(calling, "Ferry"))
    (section,) = page.xpath("//section[@aria-labelledby='story-ferry-called']")
    sides = [" ".join(one.text_content().split()) for one in section.xpath(".//*[@class='side']")]
    assert [one.split()[0] for one in sides] == ["banc", "or"]
    terms = section.xpath(".//p[@class='term']/b")
    assert [(one.text, one.get("lang")) for one in terms] == [
        ("banc", "ro"),
        ("sandbank", "en"),
        ("رصيف", "ar"),
        ("плитчина", "bg"),
        ("мель", "ru"),
    ]
    ids = set(page.xpath("//@id"))
    links = section.xpath(".//a/@href")
    assert {one[1:] for one in links} <= ids
    assert f"#{RO.id}-s1" in links
    assert page.xpath(f"string(//*[@id='{RU.id}-s0'])").endswith("Корва.")


def test_two_places_in_a_sentence_are_one_link(contents: Contents) -> None:
    wording = Wording(
        sides=(
            (
                Term(
                    article=EN.id,
                    spans=(under(EN, 0, "ran"), under(EN, 0, "island"), under(EN, 2, "dredged")),
                ),
            ),
            (Term(article=RU.id, spans=(under(RU, 0, "мель"),)),),
        )
    )
    story, *others = contents.stories
    called = replace(story, account=replace(story.account, wordings=(wording,)))
    page = html.document_fromstring(report(replace(contents, stories=(called, *others)), "Ferry"))
    links = page.xpath("//*[@class='things']//a[@class='at']/@href")
    assert links == [f"#{EN.id}-s0", f"#{EN.id}-s2", f"#{RU.id}-s0"]


def test_a_story_without_any_has_no_such_part(contents: Contents) -> None:
    assert not html.document_fromstring(report(contents, "Ferry")).xpath("//*[@class='things']")
    assert json.account(contents, "story-ferry")["wordings"] == []
