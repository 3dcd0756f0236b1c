"""The graph of actors: what is summed and what kept apart, signs, days, order, the sentences behind it."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest
from border_dispute import dispute

from samestory.errors import InputError
from samestory.export import graph_json, graph_words
from samestory.export.graph import Edge, Graph, every, of_story, of_thread, sources, weightiest
from samestory.model import Body, Contents, Mention, Span


@pytest.fixture
def contents() -> Contents:
    return dispute()


@pytest.fixture
def whole(contents: Contents) -> Graph:
    return every(contents)


def edge(graph: Graph, source: str, target: str) -> Edge:
    (found,) = (one for one in graph.edges if (one.source, one.target) == (f"e-{source}", f"e-{target}"))
    return found


def test_weight_is_independent_origins_over_events_told_as_done(whole: Graph):
    lorn = edge(whole, "lorn", "vard")
    assert [one.event.id for one in lorn.acts] == ["act0", "act8", "act3", "act5"]
    assert lorn.weight == 3
    assert lorn.classes == {
        "verbal cooperation": 0,
        "material cooperation": 1,
        "verbal conflict": 2,
        "material conflict": 0,
    }
    assert lorn.undone == {"planned": 1, "denied": 0, "hypothetical": 1}
    assert lorn.roots == {"ACCUSE": 2, "AID": 1}


def test_the_sign_is_what_outweighs(contents: Contents, whole: Graph):
    signs = {(one.source, one.target): one.sign for one in whole.edges}
    assert signs == {
        ("e-lorn", "e-vard"): "−",
        ("e-dockers", "e-vard"): "±",
        ("e-tolen", "e-orsa"): "+",
        ("e-vard", "e-lorn"): "−",
        ("e-vard", "e-dockers"): "+",
        ("e-tolen", "e-lorn"): "",
    }
    # What is only denied has neither weight nor days.
    assert edge(whole, "tolen", "lorn").weight == 0
    assert edge(whole, "tolen", "lorn").days is None


def test_days_are_those_of_what_is_done(whole: Graph):
    assert edge(whole, "lorn", "vard").days == (date(2026, 5, 11), date(2026, 5, 13))
    assert edge(whole, "vard", "lorn").days is None


def test_actors_come_by_weight_and_a_story_has_its_own(contents: Contents, whole: Graph):
    assert [(one.name, one.weight, one.undone) for one in whole.nodes] == [
        ("Vard", 7, 2),
        ("Lorn", 4, 3),
        ("Dockers & <Sons>", 3, 0),
        ("Mira Tolen", 1, 1),
        ("Orsa Union", 1, 0),
    ]
    march = of_story(contents, contents.stories[1])
    assert {one.id for one in march.nodes} == {"e-lorn", "e-vard", "e-dockers"}
    assert edge(march, "lorn", "vard").sign == "+"
    assert of_thread(contents, contents.threads[0]).edges == whole.edges


def test_names_are_as_the_reader_writes_them(contents: Contents):
    assert [one.name for one in every(contents, "bg").nodes][:2] == ["Вард", "Лорн"]
    with pytest.raises(InputError, match="no language has the code"):
        every(contents, "xx")


def test_who_is_left_out(contents: Contents, whole: Graph):
    few = weightiest(whole, 3, 9)
    assert [one.name for one in few.nodes] == ["Vard", "Lorn", "Dockers & <Sons>"]
    assert few.unlisted == 2
    assert len(few.edges) == 4
    assert weightiest(whole, 5, 9) == whole
    # Four are kept, but the fourth deals with nobody among them as done or undone but Lorn.
    assert edge(weightiest(whole, 4, 9), "tolen", "lorn").sign == ""
    assert len(weightiest(whole, 5, 2).edges) == 2
    assert weightiest(whole, 5, 2).unlisted == 2
    alone = weightiest(of_story(contents, contents.stories[1]), 1, 9)
    assert (alone.nodes, alone.edges, alone.unlisted) == ((), (), 3)


def test_no_edge_to_oneself_nor_to_whom_nobody_knows(contents: Contents):
    first = contents.stories[0]
    own = msgspec.structs.replace(first.events[0], target=first.events[0].source)
    unknown = msgspec.structs.replace(first.events[0], target=Mention(article="herald", name=0))
    story = msgspec.structs.replace(first, events=(own, unknown))
    named = tuple(
        msgspec.structs.replace(one, mentions=tuple(m for m in one.mentions if m != unknown.target))
        for one in contents.entities
    )
    assert of_story(msgspec.structs.replace(contents, entities=named), story).edges == ()


def test_who_acts_without_a_name_is_one_by_country_and_sector(contents: Contents):
    first, *_ = contents.stories
    told = next(one for one in contents.articles if one.id == first.events[0].source.article)
    bodies = (
        Body(span=Span(0, 3), country="DK", sector="COP"),
        Body(span=Span(4, 7), country="DK", sector="COP"),
        Body(span=Span(8, 9)),
    )
    with_bodies = msgspec.structs.replace(told, bodies=bodies)
    events = tuple(
        msgspec.structs.replace(
            first.events[0], id=f"v{n}", source=Mention(article=told.id, name=len(told.names) + n)
        )
        for n in range(len(bodies))
    )
    held = msgspec.structs.replace(
        contents, articles=tuple(with_bodies if one is told else one for one in contents.articles)
    )
    drawn = of_story(held, msgspec.structs.replace(first, events=events))
    assert [(one.source, [act.event.id for act in one.acts]) for one in drawn.edges] == [
        ("body:DK:COP", ["v0", "v1"])
    ]
    assert drawn.names()["body:DK:COP"] == "Denmark, police"


def test_the_order_of_stories_and_events_does_not_count(contents: Contents, whole: Graph):
    turned = tuple(msgspec.structs.replace(one, events=one.events[::-1]) for one in contents.stories[::-1])
    again = every(msgspec.structs.replace(contents, stories=turned, entities=contents.entities[::-1]))
    assert graph_words.printed(again) == graph_words.printed(whole)
    assert [[act.event.id for act in one.acts] for one in again.edges] == [
        [act.event.id for act in one.acts] for one in whole.edges
    ]


def test_every_sentence_behind_an_edge(contents: Contents, whole: Graph):
    first, *_ = edge(whole, "lorn", "vard").acts
    told = [(one.origin, one.span.of(one.article.text)) for one in sources(first, whole.held)]
    assert told == [
        (0, "Lorn accused Vard of closing the pass."),
        (1, "Лорн обвини Вард, че е затворил прохода."),
    ]
    assert [one.otherwise for one in edge(whole, "vard", "lorn").acts] == [1]


def test_in_words(whole: Graph):
    assert graph_words.printed(whole).splitlines() == [
        "5 actors, 6 edges. Numbers are independent origins, summed over events",
        "−   3  Lorn → Vard: accuses 2, helps 1; planned: 1; possible: 1; 11–13 May 2026",
        "±   2  Dockers & <Sons> → Vard: protests against 1, backs 1; 13 May 2026",
        "+   1  Mira Tolen → Orsa Union: talks with 1; 12 May 2026",
        "+   1  Vard → Dockers & <Sons>: backs 1",
        "−   1  Vard → Lorn: refuses 1",
        "·   0  Mira Tolen → Lorn: denied: 1",
    ]


def test_names_do_nothing_to_a_terminal(contents: Contents):
    evil = msgspec.structs.replace(contents.entities[1], name="Va\x1b[31mrd\u202e\x07")
    held = msgspec.structs.replace(contents, entities=(evil, *contents.entities[::2]))
    printed = graph_words.printed(every(held))
    assert "Lorn → Va [31mrd : accuses" in printed
    assert printed.replace("\n", "").isprintable()


def test_nothing_to_draw(nothing: Contents):
    assert graph_words.printed(every(nothing)) == "No events between two actors\n"
    assert graph_json.listed(every(nothing)) == {"stories": [], "nodes": [], "edges": []}


def test_json_has_every_sentence_with_its_place(contents: Contents, whole: Graph):
    value = msgspec.json.decode(msgspec.json.encode(graph_json.listed(whole)))
    texts = {one.id: one.text for one in contents.articles}
    told = [one for each in value["edges"] for act in each["events"] for one in act["told"]]
    assert len(told) == 11
    for one in told:
        sentence = one["sentence"]
        assert texts[one["article"]][sentence["start"] : sentence["end"]] == sentence["text"]
    first = value["edges"][0]
    assert (first["sign"], first["weight"], first["first"], first["last"]) == (
        -1,
        3,
        "2026-05-11",
        "2026-05-13",
    )
    assert first["events"][0] == {
        "id": "act0",
        "story": "story-quarrel",
        "root": "ACCUSE",
        "class": "verbal conflict",
        "mood": "stated",
        "origins": 2,
        "otherwise": 0,
        "when": "2026-05-11",
        "told": first["events"][0]["told"],
    }
    nodes = {one["id"]: one for one in value["nodes"]}
    assert nodes["e-tolen"] == {
        "id": "e-tolen",
        "name": "Mira Tolen",
        "type": "person",
        "country": "RO",
        "sector": "GOV",
        "weight": 1,
    }
    assert {end for one in value["edges"] for end in (one["source"], one["target"])} == set(nodes)
