"""What a story is about and how a thread reads, in every export."""

from __future__ import annotations

from io import StringIO

import pytest
from ferry_texts import BG, EN, NEXT_EN, NEXT_RO, RU, day
from lxml import html
from msgspec.structs import replace
from rich.console import Console

from samestory.export import json
from samestory.export.about import about_lines, name
from samestory.export.dates import stretch
from samestory.export.html import report
from samestory.export.index import index
from samestory.export.printed import summary
from samestory.export.timeline import follows, steps
from samestory.export.why import whys
from samestory.model import About, Contents, Decision, Key, Mention, Occasion, Reason, Spot


def key(contents: Contents, entity: str, *articles: str) -> Key:
    """Where ``articles`` name the entity first."""
    (found,) = (one for one in contents.entities if one.id == entity)
    first: dict[str, Mention] = {}
    for mention in found.mentions:
        if mention.article in articles:
            first.setdefault(mention.article, mention)
    return Key(entity=entity, mentions=tuple(first.values()))


@pytest.fixture
def told(named: Contents) -> Contents:
    """The ferry and its refloating, with what they are about."""
    ferry, refloat, *others = named.stories
    when = day(2024, 11, 12, "named in the leads of 2 of 3 independent reports")
    about = About(
        keys=(key(named, "e-meridian", EN.id, RU.id), key(named, "e-dorca", BG.id)),
        place=key(named, "e-corva", EN.id),
        time=Occasion(when=when, how="told", spots=(Spot(article=EN.id, span=EN.sentences[0]),)),
    )
    later = About(
        keys=(key(named, "e-meridian", NEXT_RO.id, NEXT_EN.id),),
        time=Occasion(
            when=day(2024, 11, 14, "first published then"), how="published", spots=(Spot(article=NEXT_EN.id),)
        ),
    )
    both = About(
        keys=(key(named, "e-meridian", EN.id, NEXT_EN.id),),
        time=Occasion(
            when=replace(when, end=day(2024, 11, 14).end, reason="from its first story to its last"),
            how="stories",
            spots=(),
        ),
    )
    thread, *rest = named.threads
    return replace(
        named,
        stories=(replace(ferry, about=about), replace(refloat, about=later), *others),
        threads=(replace(thread, about=both), *rest),
    )


def printed(contents: Contents, lang: str | None = None) -> str:
    console = Console(file=StringIO(), width=300, force_terminal=False)
    console.print(summary(contents, lang=lang))
    return console.file.getvalue()  # type: ignore[attr-defined,no-any-return]


def test_names_are_written_as_the_reader_writes_them(told: Contents) -> None:
    entities = {one.id: one for one in told.entities}
    dorca = entities["e-dorca"]
    assert [name(dorca, index(told, lang)) for lang in (None, "ro", "ru", "bg")] == [
        "Ilie Dorca", "Ilie Dorca", "Ilie Dorca", "Илие Дорка",
    ]  # fmt: skip
    # A name that no article has was given by a reader, and stands in every language.
    assert name(replace(dorca, name="The captain"), index(told, "bg")) == "The captain"


def test_printed_text_tells_who_where_and_when(told: Contents) -> None:
    lines = [line.strip() for line in printed(told).splitlines()]
    assert "About: Meridian, Ilie Dorca" in lines
    assert "Where: Corva" in lines
    assert "When: 12 November 2024, named in the leads of 2 of 3 independent reports" in lines
    assert "About: Меридиан, Илие Дорка" in printed(told, "bg")
    assert about_lines(About(), index(told)) == ()


def test_a_thread_reads_as_a_timeline(told: Contents) -> None:
    lines = [line.strip() for line in printed(told).splitlines()]
    at = lines.index("Thread of 2 stories, earliest first")
    assert lines[at + 1 : at + 3] == [
        "About: Meridian",
        "When: 12–14 November 2024, from its first story to its last",
    ]
    first, follow, second = lines[at + 3 : at + 6]
    assert first.endswith(
        "Ferry with 212 aboard grounds off Corva; all passengers safe (5 reports, 3 independent origins)"
    )
    assert follow == "↓ 2 days later; both are about Meridian; the same ship, two days later"
    assert second == "14 November 2024  Tugs refloat the Meridian (2 reports, 2 independent origins)"


def test_a_step_says_who_put_it_there_or_that_others_did(told: Contents) -> None:
    stories, held = told.stories[:2], index(told)
    by_hand = Decision(
        kind="thread",
        left=stories[0].id,
        right=stories[1].id,
        verdict="related",
        score=1.0,
        reasons=(Reason(name="days_apart", value=2.0, says="first reported 2 days apart"),),
        made_by="user:Ana Pop",
    )
    for decisions, says in (
        ((by_hand,), "put together by Ana Pop"),
        ((), "what joins the two are other stories of the thread"),
    ):
        without = tuple(one for one in told.decisions if one.kind != "thread")
        given = replace(told, decisions=(*without, *decisions))
        first, second = steps(stories, whys(given, held))
        assert (first.opens, first.days, first.common) == (True, None, ())
        assert follows(second, held) == f"2 days later; both are about Meridian; {says}"


def test_json_leads_every_word_back(told: Contents) -> None:
    listing = json.listing(told, "bg")
    texts = {one.id: one.text for one in told.articles}
    about = listing["stories"][0]["about"]
    assert [one["name"] for one in about["entities"]] == ["Меридиан", "Илие Дорка"]
    (thread,) = listing["threads"]
    assert [one["days_later"] for one in thread["stories"]] == [None, 2]
    assert thread["stories"][1]["common"] == ["e-meridian"]
    assert (thread["about"]["time"]["start"], thread["about"]["time"]["last"]) == ("2024-11-12", "2024-11-14")
    places = [
        *about["time"]["read_from"],
        *about["place"]["first_named"],
        *about["entities"][0]["first_named"],
    ]
    assert len(places) == 4
    for one in places:
        assert texts[one["article"]][one["start"] : one["end"]] == one["text"]


def test_the_page_links_names_times_and_steps(told: Contents) -> None:
    page = html.document_fromstring(report(told, "Ferry"))
    (head,) = page.xpath("//header[@id='thread-thread-ferry']")
    assert head.xpath("ol[@class='timeline']/li//a/@href") == ["#story-story-ferry", "#story-story-refloat"]
    assert "2 days later" in head.xpath("string(ol/li[2]/p[@class='follows'])")
    (about,) = page.xpath("//article[@id='story-story-ferry']//dl[contains(@class,'subject')]")
    ids = set(page.xpath("//@id"))
    links = [one.removeprefix("#") for one in about.xpath(".//a/@href")]
    assert {"name-e-meridian", "name-e-dorca", "name-e-corva", f"{EN.id}-s0"} == set(links) <= ids


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ((2024, 11, 12), (2024, 11, 12), "12 November 2024"),
        ((2024, 11, 12), (2024, 11, 14), "12–14 November 2024"),
        ((2024, 9, 26), (2024, 11, 11), "26 September – 11 November 2024"),
        ((2023, 12, 30), (2024, 1, 2), "30 December 2023 – 2 January 2024"),
    ],
)
def test_a_stretch_of_days_in_words(
    first: tuple[int, int, int], last: tuple[int, int, int], words: str
) -> None:
    assert stretch(replace(day(*first), end=day(*last).end)) == words
