"""Rows put aside by where they belong."""

from __future__ import annotations

from datetime import date

import pytest

from samestory.errors import SamestoryError
from samestory.shards import aside
from samestory.shards.aside import Aside


@pytest.mark.parametrize("small", [1, 1 << 20])
def test_rows_come_back_as_they_were_in_their_order(monkeypatch: pytest.MonkeyPatch, small: int) -> None:
    monkeypatch.setattr(aside, "SMALL", small)
    rows = [{"id": str(one), "day": date(2024, 5, one), "record": bytes([one])} for one in range(1, 9)]
    with Aside() as held:
        for start in range(0, 8, 2):
            held.put(f"month {start % 4}", rows[start : start + 2])
        assert list(held.rows("month 0")) == [*rows[:2], *rows[4:6]]
        assert list(held.rows("month 2")) == [*rows[2:4], *rows[6:]]
        assert list(held.rows("month 1")) == []


def test_no_room_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    class Full:
        def seek(self, *where: int) -> int:
            return 0

        def write(self, data: bytes) -> int:
            raise OSError(28, "No space left on device")

        def close(self) -> None:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(aside, "SpooledTemporaryFile", lambda **_: Full())
    with Aside() as held, pytest.raises(SamestoryError, match="set TMPDIR"):
        held.put("month", [{}])
