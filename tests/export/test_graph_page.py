"""The graph in the report: drawing and table tell the same, every link leads on, much is cut and counted."""

from __future__ import annotations

import re

import msgspec
import pytest
from border_dispute import dispute
from lxml import html

from samestory.export import graph_page
from samestory.export.graph import every
from samestory.export.graph_page import Graphs
from samestory.export.html import report
from samestory.export.index import index
from samestory.export.parties import entities_named
from samestory.model import Contents, Entity, Mention, NameMention, Span, Spelling

Page = html.HtmlElement


def read(contents: Contents, lang: str | None = None) -> Page:
    return html.document_fromstring(report(contents, "The pass", lang=lang))


def words(one: Page) -> str:
    return " ".join(one.text_content().split())


def rows(page: Page, graph: str) -> list[list[str]]:
    found = page.xpath(f"//tr[starts-with(@id, '{graph}-')]")
    return [[words(cell) for cell in row.xpath("th | td")] for row in found]


def parted(contents: Contents) -> Contents:
    """The two stories in two threads."""
    first, second = contents.stories
    away = msgspec.structs.replace(second, thread="thread-march")
    threads = (
        msgspec.structs.replace(contents.threads[0], stories=(first.id,)),
        msgspec.structs.replace(contents.threads[0], id="thread-march", stories=(second.id,)),
    )
    return msgspec.structs.replace(contents, stories=(first, away), threads=threads)


def test_the_table_tells_who_does_what_and_who_says_so():
    assert rows(read(dispute()), "story-quarrel-graph") == [
        [
            "Lorn → Vard",
            "− conflict",
            "2",
            "accuses, 11 May 2026 2 origins herald.txt ¶ 1 utro.txt ¶ 1"
            " possible: mobilizes against 1 origin herald.txt ¶ 4"
            " planned: helps, 20 May 2026 1 origin utro.txt ¶ 3",
        ],
        ["Mira Tolen → Orsa Union", "+ cooperation", "1", "talks with, 12 May 2026 1 origin herald.txt ¶ 3"],
        ["Vard → Lorn", "− conflict", "1", "refuses 1 origin ≠ 1 origin tells it otherwise herald.txt ¶ 2"],
        ["Mira Tolen → Lorn", "not told as done", "–", "denied: talks with 1 origin utro.txt ¶ 2"],
    ]


def test_the_drawing_tells_the_same():
    page = read(dispute())
    (drawing,) = page.xpath("//article[@id='story-story-quarrel']//*[local-name()='svg'][@role='group']")
    assert drawing.get("aria-label") == (
        "4 actors, 4 edges. Numbers are independent origins, summed over events."
        " The table below tells the same."
    )
    ties = {one.get("href"): one for one in drawing.xpath(".//a[contains(@class, 'tie')]")}
    signs = [(one.get("class"), one.xpath("string(text)")) for one in ties.values()]
    assert signs == [
        ("tie conflict", "−2"),
        ("tie cooperation", "+1"),
        ("tie conflict", "−1"),
        ("tie undone", "…"),
    ]
    assert list(ties) == [
        f"#{one}" for one in page.xpath("//tr[starts-with(@id, 'story-quarrel-graph')]/@id")
    ]
    labels = [one.text for one in drawing.xpath(".//*[@class='node']/text[not(@class)]")]
    assert labels == ["Lorn", "Vard", "Mira Tolen", "Orsa Union"]
    assert drawing.xpath("string(.//text[@class='standing'])") == "RO GOV"
    # Who uses no mouse reads the table: nothing in the drawing is a stop on the way.
    assert set(drawing.xpath(".//a/@tabindex")) == {"-1"}


def test_a_thread_and_the_whole_have_theirs():
    page = read(dispute())
    assert len(rows(page, "thread-thread-pass-graph")) == 6
    assert page.xpath("//details[@class='whole']/summary[@id='thread-thread-pass-graph']")
    # One thread holds all there is.
    assert not page.xpath("//*[@id='graph']")
    two = read(parted(dispute()))
    assert len(rows(two, "graph")) == 6
    assert two.xpath("//nav//a[@href='#graph']")
    assert rows(two, "graph")[1][:3] == ["Dockers & <Sons> → Vard", "± as much cooperation as conflict", "2"]
    # What one report alone tells is no account; it counts in the whole.
    assert not rows(two, "story-march-graph")


def test_every_fragment_leads_somewhere():
    for contents in (dispute(), parted(dispute())):
        page = read(contents)
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids))
        assert {one[1:] for one in page.xpath("//@href") if one.startswith("#")} <= set(ids)
        assert set(page.xpath("//@aria-labelledby")) <= set(ids)
        assert not page.xpath("//@style")


def test_the_sentence_in_the_readers_language_is_the_one_shown():
    contents = dispute()
    first, *others = contents.stories[0].events
    one_origin = msgspec.structs.replace(first, told=((*first.told[0], *first.told[1]), ()))
    story = msgspec.structs.replace(contents.stories[0], events=(one_origin, *others))
    held = msgspec.structs.replace(contents, stories=(story, *contents.stories[1:]))
    assert "1 origin herald.txt ¶ 1 possible" in rows(read(held), "story-quarrel-graph")[0][3]
    in_bg = rows(read(held, "bg"), "story-quarrel-graph")
    assert "1 източник utro.txt ¶ 1 възможно" in in_bg[0][3]
    assert in_bg[0][0] == "Лорн → Вард"


def test_nothing_is_drawn_where_nobody_acts(contents: Contents):
    assert not read(contents).xpath("//*[contains(@class, 'canvas')]")


def test_the_same_page_each_time():
    assert report(dispute(), "The pass") == report(dispute(), "The pass")


def crowd(contents: Contents, number: int) -> Contents:
    """``contents`` with ``number`` more actors, each of whom Lorn accuses once more than the one before."""
    first = contents.stories[0]
    cast = tuple(
        Entity(
            id=f"e-{n}",
            name=f"Actor {n}",
            type="person",
            mentions=(Mention(article="crowd", name=n),),
            spellings=(Spelling(key=f"person:en:Actor {n}", lang="en", written=f"Actor {n}", count=1),),
        )
        for n in range(number)
    )
    events = tuple(
        msgspec.structs.replace(first.events[0], id=f"more{n}", target=Mention(article="crowd", name=n))
        for n in range(number)
    )
    story = msgspec.structs.replace(first, events=(*first.events, *events))
    names = tuple(NameMention(span=Span(n, n + 1), type="person") for n in range(number))
    of_them = msgspec.structs.replace(
        contents.articles[0], id="crowd", text="A" * number, names=names, deeds=()
    )
    return msgspec.structs.replace(
        contents,
        articles=(*contents.articles, of_them),
        stories=(story,),
        entities=(*contents.entities, *cast),
        threads=(),
    )


def test_of_many_the_weightiest_are_drawn_and_the_rest_counted():
    contents = crowd(dispute(), 80)
    held = index(contents)
    part = Graphs(entities_named(contents.entities), held, {}).part(contents.stories, "graph")
    assert part is not None
    assert len(part.nodes) == graph_page.ACTORS
    assert part.unlisted == len(every(contents).nodes) - graph_page.ACTORS
    assert (len(part.ties), len(part.folded)) == (
        graph_page.ROWS_OPEN,
        len(part.lines) - graph_page.ROWS_OPEN,
    )
    assert part.untied == len(every(contents).edges) - len(part.lines)
    drawn = {one.label for one in part.nodes}
    assert {"Lorn", "Vard"} <= drawn
    assert "Orsa Union" not in drawn


def test_events_beyond_ten_are_counted():
    contents = dispute()
    first = contents.stories[0]
    more = tuple(msgspec.structs.replace(first.events[0], id=f"more{n}") for n in range(graph_page.ACTS))
    story = msgspec.structs.replace(first, events=(*first.events, *more))
    page = read(msgspec.structs.replace(contents, stories=(story, contents.stories[1])))
    (row,) = page.xpath("//tr[@id='story-quarrel-graph-1']")
    assert len(row.xpath(".//li")) == graph_page.ACTS + 1
    assert words(row.xpath(".//li")[-1]) == "and 3 more"


@pytest.mark.parametrize("name", ["Long" * 20, "長い名前" * 12, "<script>alert(1)</script>"])
def test_a_name_stays_in_its_box(name: str):
    contents = dispute()
    lorn = msgspec.structs.replace(contents.entities[0], name=name, spellings=())
    page = read(msgspec.structs.replace(contents, entities=(lorn, *contents.entities[1:])))
    (drawing,) = page.xpath("//article[@id='story-story-quarrel']//*[local-name()='svg'][@role='group']")
    (box,) = drawing.xpath(".//*[@class='node'][@data-number='0']")
    label = box.xpath("string(text)")
    assert name.startswith(label.rstrip("…"))
    assert len(label) <= 28
    across = [float(x) for x in re.findall(r"([\d.]+) [\d.]+", box.xpath("string(path/@d)"))]
    assert max(across) - min(across) > 7 * len(label)
    assert box.xpath("string(title)") == name
