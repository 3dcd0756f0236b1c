"""What is handed to peers is what they take, and what they give back is read as they mean it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np

from evals.peers.asked import absent, ask
from evals.peers.folder import Tensor, safetensors
from evals.speed import Speed, told
from evals.speed_encoding import Encoding, Rate, short
from evals.speed_grouping import labelled
from evals.whole import made

ROWS = np.arange(12, dtype=np.float32).reshape(3, 4)


def test_tensors_are_found_where_the_header_says(tmp_path: Path):
    file = tmp_path / "model.safetensors"
    safetensors(file, [Tensor("first", ROWS), Tensor("second", ROWS[0] + 1)])
    data = file.read_bytes()
    length = int.from_bytes(data[:8], "little")
    header, body = json.loads(data[8 : 8 + length]), data[8 + length :]
    assert length % 8 == 0
    for name, expected in (("first", ROWS), ("second", ROWS[0] + 1)):
        start, end = header[name]["data_offsets"]
        found = np.frombuffer(body[start:end], "<f4").reshape(header[name]["shape"])
        assert np.array_equal(found, expected)


def test_who_is_in_no_group_is_alone():
    assert sorted(map(sorted, labelled("abcde", [0, -1, 1, 0, -1]))) == [["a", "d"], ["b"], ["c"], ["e"]]


def test_a_peer_that_is_not_there_is_said_to_be_absent(tmp_path: Path):
    assert "evals/peers" in (absent(None, "encode") or "")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python").symlink_to(sys.executable)
    assert absent(tmp_path, "bertopic") == f"bertopic is not in {tmp_path}"
    speed = Speed(encoding=(), whole=(), reading=None, grouping=(), absent=("bertopic is gone",))
    assert list(told(speed)) == ["absent: bertopic is gone"]


def test_a_peer_answers_from_its_own_environment(tmp_path: Path):
    """A stand-in for the package, as the real ones are no dependencies: what is asked and told is real."""
    home = tmp_path / "peers"
    (home / "bin").mkdir(parents=True)
    (home / "hdbscan.py").write_text(
        "class HDBSCAN:\n"
        "    def __init__(self, min_cluster_size): self.least = min_cluster_size\n"
        "    def fit_predict(self, rows): return [self.least, *map(int, rows[1:, 0])]\n"
    )
    run = home / "bin" / "python"
    run.write_text(f'#!/bin/sh\nPYTHONPATH="{home}" exec "{sys.executable}" "$@"\n')
    run.chmod(0o755)
    assert absent(home, "hdbscan") is None
    answer = ask(home, "hdbscan", {}, ROWS)
    assert answer.took.labels == (2, 4, 8)
    assert answer.took.wall > 0
    assert answer.found is None


def test_ratios_are_told_of_each_engine_but_ours():
    rates = (
        Rate(engine="samestory", rate=300, times=1, processor_times=1),
        Rate(engine="other", rate=100, times=3, processor_times=2.5),
    )
    one = Encoding(kind="sentences", sentences=9, characters=40, threads=1, rates=rates, likeness=0.99)
    line = next(told(Speed(encoding=(one,), whole=(), reading=None, grouping=(), absent=())))
    assert "other 100 a second, ours 3.00 times as fast by the clock, 2.50 by processor time" in line
    assert line.count("ours") == 1


def test_a_pile_is_the_same_each_time_and_its_stories_share_sentences():
    pile = made(short(60), 6)
    assert pile == made(short(60), 6)
    bodies = [set(content.decode().split("\n\n")[2:]) for content in pile.values()]
    assert len(bodies[0] & bodies[1]) >= 4
