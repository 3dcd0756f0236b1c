from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from samestory import cached


class Maker:
    """Makes arrays, and counts how often."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> dict[str, Any]:
        self.times += 1
        return {
            "rows": np.arange(6, dtype=np.float16).reshape(2, 3, order="F"),
            "words": np.array(["ăâ", "ж"]),
        }


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SAMESTORY_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_arrays_are_made_once_and_come_back_as_they_were(home: Path):
    make = Maker()
    first, second = (cached.arrays("numbers-1", make) for _ in range(2))
    assert make.times == 1
    for key, value in first.items():
        assert second[key].dtype == value.dtype
        # How they lie in memory decides the last bit of a product.
        assert second[key].flags.f_contiguous == value.flags.f_contiguous
        assert (second[key] == value).all()
    assert [file.name for file in home.iterdir()] == ["numbers-1.npz"]
    cached.arrays("numbers-2", make)
    assert make.times == 2


def test_a_damaged_file_is_made_anew(home: Path):
    make = Maker()
    cached.arrays("numbers", make)
    file = home / "numbers.npz"
    whole = file.read_bytes()
    for damage in (whole[:-30], b"", whole[:100] + b"?" * 200 + whole[300:]):
        file.write_bytes(damage)
        assert (cached.arrays("numbers", make)["rows"] == make()["rows"]).all()
        assert file.read_bytes() == whole


def test_where_nothing_can_be_written_they_are_made_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "taken").write_text("a file")
    monkeypatch.setenv("SAMESTORY_CACHE", str(tmp_path / "taken"))
    make = Maker()
    assert [len(cached.arrays("numbers", make)["words"]) for _ in range(2)] == [2, 2]
    assert make.times == 2
