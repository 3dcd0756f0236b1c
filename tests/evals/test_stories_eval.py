from __future__ import annotations

from pathlib import Path

import msgspec
import numpy as np
import pytest

from evals.stories import naive
from evals.stories.run import run
from evals.stories.score import b_cubed, pairwise_f1

GOLD = {"a": "fire", "b": "fire", "c": "flood", "d": "flood"}
REPORTS = {
    "40/40ecb/1": (
        "A fire destroyed the old harbour warehouse in Larnow on Monday night.",
        "Nobody was hurt in the fire, said fire chief Anna Brod.",
    ),
    "40/40ecb/2": (
        "The old harbour warehouse in Larnow was destroyed by fire on Monday night.",
        "Fire chief Anna Brod said that nobody was hurt.",
    ),
    "41/41ecb/1": (
        "Tenor Ilja Maron will sing at the opening of the opera season in Vesk.",
        "Tickets for the evening with Maron were sold within an hour.",
    ),
    "41/41ecb/2": (
        "The opera season in Vesk will be opened by the tenor Ilja Maron.",
        "Within an hour all tickets for the evening were sold.",
    ),
}


def test_b_cubed_of_known_groups():
    assert b_cubed([{"a", "b"}, {"c", "d"}], GOLD).f1 == 1
    together = b_cubed([{"a", "b", "c", "d"}], GOLD)
    assert (together.precision, together.recall) == (0.5, 1)
    apart = b_cubed([{"a"}, {"b"}, {"c"}, {"d"}], GOLD)
    assert (apart.precision, apart.recall) == (1, 0.5)


def test_pairwise_f1_of_known_groups():
    assert pairwise_f1([{"a", "b"}, {"c", "d"}], GOLD) == 1
    # Two of six pairs are right, and both there are to find.
    assert pairwise_f1([{"a", "b", "c", "d"}], GOLD) == 2 * 2 / (2 + 6)
    assert pairwise_f1([{"a"}, {"b"}], GOLD) == 0
    assert pairwise_f1([{"a"}], {"a": "fire"}) == 1


def test_what_no_group_holds_stands_alone():
    assert b_cubed([{"a", "b"}], GOLD) == b_cubed([{"a", "b"}, {"c"}, {"d"}], GOLD)


def test_naive_likeness_is_a_cosine_and_sees_shared_words():
    near = naive.likeness(["red barn burned", "the red barn burned down", "no word in common here"])
    assert np.allclose(near, near.T)
    assert near[0, 0] == pytest.approx(1, abs=1e-5)
    assert near[0, 1] > 0.9
    assert near[0, 2] == 0


def test_average_linkage_weighs_whole_groups():
    # 0 and 1 are nearest; 2 is near 1 alone, so that its mean to the two of them is below the threshold.
    near = np.array([[1, 0.9, 0.0], [0.9, 1, 0.7], [0.0, 0.7, 1]], np.float32)
    assert naive.grouped(near, 0.4) == [{0, 1}, {2}]
    assert naive.grouped(near, 0.3) == [{0, 1, 2}]
    assert naive.grouped(near, 0.95) == [{0}, {1}, {2}]


def test_the_threshold_tuned_parts_what_should_be_parted():
    texts = {name: "\n".join(lines) for name, lines in REPORTS.items()}
    gold = {name: name[:2] for name in texts}
    assert b_cubed(naive.gather(texts, naive.tuned(texts, gold)), gold).f1 == 1


@pytest.mark.usefixtures("encoding")
def test_a_split_of_other_topics_without_judged_pairs_is_measured(tmp_path: Path):
    rows = [
        {"doc_id": name, "topic": name[:2], "event": name.split("/")[1], "sentences": lines}
        for name, lines in REPORTS.items()
    ]
    file = tmp_path / "ecbplus" / "later" / "docs.jsonl"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"\n".join(map(msgspec.json.encode, rows)))
    result = run(tmp_path)
    assert {figure.name: figure.value for figure in result.figures}["B-cubed F1"] == 1
    assert result.files == ("ecbplus/later/docs.jsonl",)
    assert "these very reports" in result.baseline
