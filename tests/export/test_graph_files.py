"""GraphML and GEXF read back: the same actors, edges and numbers, the same text each time, hostile names."""

from __future__ import annotations

import io
from datetime import date

import msgspec
import networkx as nx
import pytest
from border_dispute import dispute
from lxml import etree

from samestory.export.graph import Graph, every
from samestory.export.graph_files import gexf, graphml, network
from samestory.model import Contents


@pytest.fixture
def whole() -> Graph:
    return every(dispute())


def test_a_network_counts_as_the_graph_does(whole: Graph):
    drawn = network(whole)
    assert drawn.is_directed()
    assert dict(drawn.degree(weight="weight")) == {one.id: one.weight for one in whole.nodes}
    assert drawn.edges["e-lorn", "e-vard"] == {
        "weight": 3,
        "sign": -1,
        "verbal_cooperation": 0,
        "material_cooperation": 1,
        "verbal_conflict": 2,
        "material_conflict": 0,
        "planned": 1,
        "denied": 0,
        "hypothetical": 1,
        "label": "ACCUSE AID",
        "events": "act0 act8 act3 act5",
        "start": "2026-05-11",
        "end": "2026-05-13",
    }
    assert "start" not in drawn.edges["e-vard", "e-lorn"]


def test_graphml_is_read_back_as_it_was(whole: Graph):
    read = nx.read_graphml(io.BytesIO(graphml(whole).encode()))
    drawn = network(whole)
    assert dict(read.nodes(data=True)) == dict(drawn.nodes(data=True))
    assert {(a, b): data for a, b, data in read.edges(data=True)} == {
        (a, b): data for a, b, data in drawn.edges(data=True)
    }


def test_gexf_is_read_back_as_it_was(whole: Graph):
    text = gexf(whole)
    read = nx.read_gexf(io.BytesIO(text.encode()), version="1.3")
    drawn = network(whole)
    assert dict(read.nodes(data=True)) == dict(drawn.nodes(data=True))
    for one, other, data in drawn.edges(data=True):
        back = {key: value for key, value in read.edges[one, other].items() if key != "id"}
        assert back == data
    root = etree.fromstring(text.encode())
    assert root.get("version") == "1.3"
    (graph,) = root.findall("{*}graph")
    assert (graph.get("mode"), graph.get("timeformat"), graph.get("defaultedgetype")) == (
        "dynamic",
        "date",
        "directed",
    )


def test_nothing_of_the_day_of_writing_stands_in_it(whole: Graph):
    for write in (graphml, gexf):
        assert write(whole) == write(every(dispute()))
        assert str(date.today()) not in write(whole)


def test_names_that_xml_cannot_hold(whole: Graph):
    contents = dispute()
    odd = msgspec.structs.replace(contents.entities[1], name="Va\x0brd\ud800 & <b>\ufffe")
    held = every(msgspec.structs.replace(contents, entities=(odd, *contents.entities[::2])))
    for write, read in ((graphml, nx.read_graphml), (gexf, nx.read_gexf)):
        text = write(held)
        assert read(io.BytesIO(text.encode())).nodes["e-vard"]["label"] == "Va rd  & <b> "


def test_each_key_of_graphml_is_one(whole: Graph):
    keys = [one.get("id") for one in etree.fromstring(graphml(whole).encode()).iterfind("{*}key")]
    assert len(set(keys)) == len(keys) > 10


def test_an_empty_graph_is_a_graph(nothing: Contents):
    for write, read in ((graphml, nx.read_graphml), (gexf, nx.read_gexf)):
        assert len(read(io.BytesIO(write(every(nothing)).encode()))) == 0
