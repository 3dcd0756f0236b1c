from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.base import DataMissing
from evals.counts import Counts
from evals.names import gold, naive
from evals.names.gold import GoldText, Marked
from evals.names.tagging import by_group, counted
from samestory.model import Span

RAW = "Ivar Lund je v Torviku. Trajekt Albatros stojí."


def written(root: Path, name: str, content: str) -> None:
    file = root / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content, encoding="utf-8", newline="")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A text of each set, with sentences of our own."""
    rows = [(0, 9, "PER"), (15, 22, "LOC"), (32, 40, "PRO"), (32, 38, "ORG")]
    table = "".join(f"{a}\t{b}\t{RAW[a:b]}\t{RAW[a:b]}\t{kind}\tid\n" for a, b, kind in rows)
    for topic in ("brexit", "elsewhere"):
        written(tmp_path, f"slavner/raw/{topic}/cs/1.txt", RAW)
        written(tmp_path, f"slavner/ner/{topic}/cs/1.tsv", table)
    romanian = {
        "tokens": ["Pescarii", "din", "Torvik", "și", "pescarii", "olandezi", "tac", "."],
        "ner_tags": ["B-PERSON", "O", "B-GPE", "O", "B-PERSON", "B-NAT_REL_POL", "O", "O"],
        "space_after": [True, True, True, False, True, True, False, False],
    }
    written(tmp_path, "ronec/data/valid.json", json.dumps([romanian] * 4))
    written(tmp_path, "nerel/NEREL-v1.1/dev/1.txt", "Мэр Торвика открыл Дни моря.")
    written(
        tmp_path, "nerel/NEREL-v1.1/dev/1.ann",
        "T1\tPROFESSION 0 11\tМэр Торвика\nT2\tCITY 4 11\tТорвика\nT3\tEVENT 12 18\tоткрыл\n"
        "T4\tEVENT 19 27\tДни моря\nR1\tWORKPLACE Arg1:T1 Arg2:T2\n",
    )  # fmt: skip
    written(tmp_path, "factrueval2016/devset/book_1.txt", "В порту Торвика Ивар Лунд.")
    written(
        tmp_path, "factrueval2016/devset/book_1.spans",
        "1 loc_name 8 7 1 1 # x\n2 org_descr 2 5 1 1 # x\n3 name 16 4 1 1 # x\n4 surname 21 4 1 1 # x\n",
    )  # fmt: skip
    written(
        tmp_path, "factrueval2016/devset/book_1.objects", "9 Org 2 1 # x\n8 Person 3 4 # x\n7 Org 2 # x\n"
    )
    written(tmp_path, "kaznerd/KazNERD/IOB2_valid.txt", "« O\nТеңіз B-ART\nжыры I-ART\n» O\n. O\n\n" * 4)
    rows = "1\tLund\tB-PER\t-\n2\t's\tO\t-\n3\tferry\tO\t-\n4\t.\tO\t-\n\n"
    written(tmp_path, "uner_en_pud/en_pud-ud-test.iob2", f"# sent_id = 1\n# text = Lund's ferry.\n{rows}" * 4)
    return tmp_path


def shown(text: GoldText) -> list[tuple[str, str | None]]:
    return [(name.span.of(text.text), name.type) for name in text.names]


def test_every_set_is_read_with_our_types_and_the_outermost_names(root: Path):
    by_set = {text.set: text for text in gold.texts(root)}
    assert shown(by_set["slavner"]) == [("Ivar Lund", "person"), ("Torviku", "place"), ("Albatros", "work")]
    assert by_set["ronec"].text == "Pescarii din Torvik și pescarii olandezi tac."
    assert shown(by_set["ronec"]) == [("Pescarii", "person"), ("Torvik", "place")]
    assert shown(by_set["nerel"]) == [("Торвика", "place"), ("Дни моря", "event")]
    assert shown(by_set["factrueval"]) == [("порту Торвика", "organisation"), ("Ивар Лунд", "person")]
    assert shown(by_set["kaznerd"]) == [("Теңіз жыры", "work")]
    assert by_set["kaznerd"].text == "«Теңіз жыры»."
    assert shown(by_set["pud"]) == [("Lund", "person")]
    assert by_set["pud"].types == gold.THREE_TYPES == by_set["ronec"].counted
    assert by_set["ronec"].types == gold.ALL_TYPES


def test_a_topic_and_the_last_quarter_are_held_out(root: Path):
    held = [(text.set, text.topic) for text in gold.texts(root) if text.held]
    assert held == [
        ("slavner", "elsewhere"), ("ronec", ""), ("nerel", ""), ("kaznerd", ""), ("pud", ""),
    ]  # fmt: skip


def test_no_set_at_all_is_told(tmp_path: Path):
    with pytest.raises(DataMissing, match="slavner"):
        gold.texts(tmp_path)


def test_counting_is_strict_and_only_over_types_the_set_marks(root: Path):
    text = next(t for t in gold.texts(root) if t.set == "pud")
    assert counted(text, [(Span(0, 4), "person"), (Span(7, 12), "work")]) == Counts.one_to_one(1, 1, 1)
    assert counted(text, [(Span(0, 6), "person")]) == Counts.one_to_one(0, 1, 1)
    assert counted(text, [(Span(0, 4), "place")]).f1 == 0.0
    sums = by_group(
        [
            ("a", Counts.one_to_one(1, 2, 2)),
            ("b", Counts.one_to_one(0, 1, 1)),
            ("a", Counts.one_to_one(1, 1, 2)),
        ]
    )
    assert sums == {"a": Counts.one_to_one(2, 3, 4), "b": Counts.one_to_one(0, 1, 1)}
    assert sums["a"].f1 == pytest.approx(4 / 7)


def test_the_naive_way_types_capitalised_runs_as_they_were_seen(root: Path):
    known = naive.known(t for t in gold.texts(root) if t.set == "slavner" and not t.held)
    text = GoldText(
        set="own", lang="cs", topic="", text="Včera Torvik navštívil Ivar Lund.", sentences=(Span(0, 33),),
        names=(Marked(Span(6, 12), "place"),), types=gold.ALL_TYPES, counted=gold.ALL_TYPES, held=True,
    )  # fmt: skip
    assert naive.tagged(text, known) == [(Span(6, 12), "place"), (Span(23, 32), "person")]
