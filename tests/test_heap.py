"""Memory given back to the system."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from samestory.heap import trim


def resident() -> int:
    """Bytes of memory that this process has."""
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text("utf-8").splitlines())
    return int(status["VmRSS"].split()[0]) * 1024


@pytest.mark.skipif(sys.platform != "linux", reason="nothing is given back there, and nothing tells how much")
def test_what_is_free_is_given_back() -> None:
    held = [bytes(1000) for _ in range(100_000)]
    # The last one stays, so that the library cannot give back the rest by itself.
    last = held.pop()
    held.clear()
    before = resident()
    trim()
    assert resident() < before - 50_000_000
    assert len(last) == 1000
