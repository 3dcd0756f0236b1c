from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.alignment import naive
from evals.alignment.copies import Copied, copies, few_shared, together, with_joined
from evals.alignment.run import run
from evals.retrieval.run import PAIRS

LINES = (
    "The ferry Albatross ran aground near Torvik on Friday.",
    "All 212 passengers were brought ashore in lifeboats.",
    "The captain spoke of a failure of the rudder.",
    "Divers will inspect the hull in the coming days.",
    "The company operates eleven ships between the islands.",
    "Its shares lost four per cent in the afternoon.",
)
TWIN = (
    "A goods train left the rails outside Marbeck early this morning.",
    "The driver had seen a tree on the line and braked.",
    "The line will stay closed until the weekend.",
)


def test_the_naive_way_sees_numbers_and_latin_words_one_to_one():
    left = ["Курс 93 USD сегодня", "Вчера было 17 случаев", "Без чисел"]
    right = ["Ieri au fost 17 cazuri", "Nimic", "Cursul 93 USD"]
    assert naive.align(left, right) == {(0, 2), (1, 0)}
    assert naive.align(["Без чисел"], ["Nimic"]) == set()
    assert naive.align(["Курс 93 USD", "93"], ["Cursul 93 USD"]) == {(0, 0)}


def test_shared_places_of_a_copy():
    copied = Copied(((4,), (7,), (9,)), ((9,), (5,), (4,)))
    assert copied.shared == {(0, 2), (2, 0)}
    assert copied.halves == set()


def test_joined_lines_are_whole_only_beside_both():
    copied = Copied(((1,), (2,), (3,), (5,)), ((3, 4), (1, 2), (5,)))
    assert copied.beads == {((0, 1), (1,)), ((3,), (2,))}
    assert copied.shared == {(0, 1), (1, 1), (3, 2)}
    assert copied.halves == {(0, 1), (1, 1), (2, 0)}
    assert Copied(copied.right, copied.left).shared == {(j, i) for i, j in copied.shared}


@given(st.integers(0, 1000))
def test_copies_hold_lines_of_their_document_once_and_are_the_same_again(seed: int):
    documents = [tuple(range(10, 22)), tuple(range(30, 40)), (1, 2)]
    made = copies(documents, str(seed))
    assert made == copies(documents, str(seed))
    for copied in made:
        for side in (copied.left, copied.right):
            assert len(set(side)) == len(side) > 0
            assert any({n for (n,) in side} <= set(document) for document in documents)
        assert not {(1,), (2,)} & set(copied.left)


DOCUMENTS = [range(start, start + 7) for start in range(0, 70, 7)]


@given(st.integers(0, 1000), st.booleans())
def test_whole_documents_are_shuffled_together(seed: int, fully: bool):
    made = together(DOCUMENTS, str(seed), fully=fully)
    assert len(made) == 2
    for copied in made:
        assert set(copied.left) == set(copied.right)
        assert len(copied.shared) == len(copied.left) == 5 * 7
        runs = [copied.left[start : start + 7] for start in range(0, 35, 7)]
        assert fully or all(tuple((n,) for n in range(run[0][0], run[0][0] + 7)) == run for run in runs)


@given(st.integers(0, 1000))
def test_neighbours_of_a_document_are_joined_on_the_right(seed: int):
    for copied in with_joined(DOCUMENTS, str(seed)):
        assert sorted(n for unit in copied.right for n in unit) == sorted(n for (n,) in copied.left)
        two = [unit for unit in copied.right if len(unit) == 2]
        assert all(other == one + 1 and one // 7 == other // 7 for one, other in two)
        assert len(copied.shared) == len(copied.left)


def test_some_neighbours_are_joined():
    made = [copied for seed in range(20) for copied in with_joined(DOCUMENTS, str(seed))]
    units = [unit for copied in made for unit in copied.right]
    assert 0.05 < sum(len(unit) == 2 for unit in units) / len(units) < 0.3


@given(st.integers(0, 1000))
def test_reports_that_share_few_lines_hold_all_of_them_together(seed: int):
    for copied in few_shared([range(20)], str(seed)):
        assert {n for (n,) in (*copied.left, *copied.right)} == set(range(20))


@pytest.mark.usefixtures("encoding")
def test_the_same_lines_align_and_another_event_does_not(tmp_path: Path):
    folder = tmp_path / "ntrex128" / "lines"
    folder.mkdir(parents=True)
    (folder / "DOCUMENT_IDS.tsv").write_text("a\n" * len(LINES) + "b\n" * len(LINES))
    for language in {name for pair in PAIRS for name in pair}:
        (folder / f"newstest2019-ref.{language}.txt").write_text("\n".join(LINES * 2) + "\n")
    events = tmp_path / "ecbplus" / "docs.jsonl"
    events.parent.mkdir()
    rows = [
        {"doc_id": f"20/20{event}/1", "topic": "20", "event": f"20{event}", "sentences": lines}
        for event, lines in (("ecb", LINES), ("ecbplus", TWIN))
    ]
    events.write_bytes(b"\n".join(map(msgspec.json.encode, rows)))
    articles = tmp_path / "meantime" / "docs.jsonl"
    articles.parent.mkdir()
    told = [
        {"lang": lang, "topic": "ships", "translation_group": str(group), "sentences": LINES}
        for lang in ("en", "nl")
        for group in range(5)
    ]
    articles.write_bytes(b"\n".join(map(msgspec.json.encode, told)))
    figures = {figure.name: figure.value for figure in run(tmp_path).figures}
    assert figures["precision"] > 0.85
    assert figures["recall"] > 0.85
    assert figures["twin events kept apart"] == 1
