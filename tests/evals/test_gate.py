from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from evals.__main__ import markdown
from evals.base import Figure, Result
from evals.gate import TaskFloors, judged, raised, read_floors, regressions, update
from evals.retrieval import naive
from evals.retrieval.score import ratio_margin, scores
from evals.tasks import data_hash, names


def result(value: float, files: tuple[str, ...] = ("lines.txt",)) -> Result:
    figure = Figure(name="right", value=value, baseline=0.1)
    return Result(task="made", about="about", baseline="naive", peer=None, figures=(figure,), files=files)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "lines.txt").write_text("one\n")
    return tmp_path


def test_a_fall_is_told_and_a_figure_gone_too():
    floors = TaskFloors(data="d", floors={"right": 0.9, "other": 0.5})
    assert regressions(result(0.9), floors) == ["made: other is no longer measured"]
    assert len(regressions(result(0.8), floors)) == 2


def test_floors_rise_and_fall_only_when_allowed():
    old = TaskFloors(data="d", floors={"right": 0.9})
    assert raised(result(0.95), "d", old, allow_regression=False).floors == {"right": 0.95}
    assert raised(result(0.8), "d", old, allow_regression=False).floors == {"right": 0.9}
    assert raised(result(0.8), "d", old, allow_regression=True).floors == {"right": 0.8}
    assert raised(result(0.8), "new data", old, allow_regression=False).floors == {"right": 0.8}


def test_floors_hold_for_their_data_alone(data: Path, tmp_path: Path):
    file = tmp_path / "floors.json"
    update([result(0.9)], data, allow_regression=False, path=file)
    assert judged([result(0.8)], data, read_floors(file))["made"]
    (data / "lines.txt").write_text("two\n")
    assert judged([result(0.8)], data, read_floors(file)) == {}


def test_the_data_hash_sees_names_and_bytes(data: Path):
    (data / "other.txt").write_text("one\n")
    hashes = {data_hash(result(1, files), data) for files in [("lines.txt",), ("other.txt",)]}
    assert len(hashes) == 2


def test_quality_says_the_same_for_the_same():
    floors = {"made": TaskFloors(data="d", floors={"right": 0.5})}
    text = markdown([result(0.9)], floors)
    assert text == markdown([result(0.9)], floors)
    assert "| right | 0.900 | 0.100 |  | 0.500 |" in text


def test_tasks_are_found():
    assert "retrieval" in names()


def test_retrieval_scores_of_known_likeness():
    perfect = np.eye(6, dtype=np.float32) + 0.5
    found = scores(ratio_margin(perfect))
    assert (found.first, found.precision, found.recall) == (1, 1, 1)
    nothing = scores(np.ones((6, 6), np.float32))
    assert (nothing.first, nothing.recall) == (0, 0)


def test_the_naive_likeness_sees_numbers_and_latin_words():
    left, right = ["Курс 93 USD", "Без чисел"], ["Rata 12", "Cursul 93 usd"]
    likeness = naive.likeness(left, right)
    assert likeness[0].argmax() == 1
    assert not likeness[1].any()
