from __future__ import annotations

from pathlib import Path

import pytest

from evals.corpora import named
from evals.linking.predicted import Named
from evals.linking.run import gold_ids, gold_mentions, ids, linked, measured, run, simple, typed
from evals.linking.score import b_cubed, pairwise, right

GOLD = {"a": "1", "b": "1", "c": "1", "d": "2"}
TEXTS = {
    "ru/r1": (
        "Левон Маренов приехал в Ларново. Мареновым довольны.",
        [(0, 13, "PER", "M"), (33, 42, "PER", "M")],
    ),
    "bg/b1": ("Левон Маренов пристигна.", [(0, 13, "PER", "M")]),
    "pl/p1": ("Levona Marenowa witano w Polsce.", [(0, 15, "PER", "M"), (25, 31, "LOC", "P")]),
}


def data(root: Path, topic: str = "harbour") -> Path:
    for name, (text, names) in TEXTS.items():
        for folder, suffix, held in (
            ("raw", "txt", text),
            (
                "ner",
                "tsv",
                "".join(f"{s}\t{e}\t{text[s:e]}\t-\t{kind}\t{its}\n" for s, e, kind, its in names),
            ),
        ):
            file = root / "slavner" / folder / topic / f"{name}.{suffix}"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(held, encoding="utf-8")
    return root


def test_pairs_and_b_cubed_of_known_groups():
    found = {"a": "x", "b": "x", "c": "y", "d": "y"}
    assert pairwise(found, GOLD)[:2] == (pytest.approx(1 / 2), pytest.approx(1 / 3))
    assert b_cubed(found, GOLD)[:2] == (pytest.approx(0.75), pytest.approx((2 * 2 / 3 + 1 / 3 + 1) / 4))
    assert pairwise(GOLD, GOLD).f1 == b_cubed(GOLD, GOLD).f1 == 1


def test_one_entity_stands_for_one_id():
    assert right({"a": "x", "b": "x", "c": "y", "d": "y"}, GOLD) == {"a", "b", "d"}
    assert right(dict.fromkeys(GOLD, "x"), GOLD) == {"a", "b", "c"}


def test_what_was_not_found_is_wrong_and_what_is_not_gold_counts_for_nothing():
    found = {"a": "x", "b": "x", "z": "x"}
    assert right(found, GOLD) == {"a", "b"}
    assert pairwise(found, GOLD).precision == 1
    assert b_cubed(found, GOLD).precision == 1
    assert pairwise({}, GOLD).f1 == 0


def test_the_reader_gives_every_name_at_its_place(tmp_path: Path):
    documents = named(data(tmp_path))
    assert [d.doc_id for d in documents] == ["harbour/bg/b1", "harbour/pl/p1", "harbour/ru/r1"]
    assert [n.span.of(d.text) for d in documents for n in d.names] == [
        "Левон Маренов",
        "Levona Marenowa",
        "Polsce",
        "Левон Маренов",
        "Мареновым",
    ]


def test_predicted_names_are_measured_as_gold_ones(tmp_path: Path):
    documents = named(data(tmp_path))
    texts, gold = {d.doc_id: d.text for d in documents}, gold_ids(documents)
    some = [m for m in gold_mentions(documents) if m.start == 0] + [
        Named("harbour/bg/b1", "bg", 14, 23, "work")
    ]
    entities = linked(texts, some, None)
    found = ids(entities)
    assert len({found[m.document, m.start, m.end] for m in some[:3]}) == 1
    figures = {f.name: f for f in measured("harbour", found, simple(texts, some), gold)}
    assert figures["names right, harbour"].value == pytest.approx(3 / 5)
    assert figures["pairwise precision, harbour"].value == 1
    # The naive way joins the two that are written alike, in one small Latin string.
    assert figures["names right, harbour"].baseline == pytest.approx(2 / 5)


def test_names_count_with_the_type_of_their_entity(tmp_path: Path):
    documents = named(data(tmp_path))
    texts, gold = {d.doc_id: d.text for d in documents}, gold_mentions(documents)
    slip = [m._replace(type="work") if m.lang == "pl" and m.start == 0 else m for m in gold]
    ours = linked(texts, gold, None)
    figures = {f.name: f for f in typed("harbour", slip, ours, gold)}
    assert figures["F1 of names typed as their entity, harbour"].value == 1
    assert figures["F1 of names typed as their entity, harbour"].baseline == pytest.approx(4 / 5)
    assert figures["F1 of names typed as their entity, harbour, pl"].baseline == pytest.approx(1 / 2)
    assert figures["F1 of names typed as their entity, harbour, bg"].baseline == 1


@pytest.mark.usefixtures("encoding")
def test_a_topic_is_measured_in_each_of_its_languages(tmp_path: Path):
    result = run(data(tmp_path))
    figures = {f.name: f.value for f in result.figures}
    assert figures["pairwise f1, harbour"] == 1
    assert {
        "names right, harbour, bg",
        "names right, harbour, pl",
        "names right, harbour, ru",
    } <= figures.keys()
    assert len(result.files) == 3
