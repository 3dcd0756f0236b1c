from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.alignment import naive
from evals.alignment.copies import Copied, copies
from evals.alignment.run import Counts, run
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
    assert Copied((4, 7, 9), (9, 5, 4)).shared == {(0, 2), (2, 0)}


@given(st.integers(0, 1000))
def test_copies_hold_lines_of_their_document_once_and_are_the_same_again(seed: int):
    documents = [tuple(range(10, 22)), tuple(range(30, 40)), (1, 2)]
    made = copies(documents, str(seed))
    assert made == copies(documents, str(seed))
    for copied in made:
        for side in (copied.left, copied.right):
            assert len(set(side)) == len(side) > 0
            assert any(set(side) <= set(document) for document in documents)
        assert not {1, 2} & set(copied.left)


def test_counts():
    counts = Counts(right=3, given=4, wanted=6)
    assert (counts.precision, counts.recall, counts.f1) == (0.75, 0.5, 0.6)
    assert Counts(right=0, given=0, wanted=6).f1 == 0


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
    figures = {figure.name: figure.value for figure in run(tmp_path).figures}
    assert figures["precision"] > 0.85
    assert figures["recall"] > 0.85
    assert figures["twin events kept apart"] == 1
