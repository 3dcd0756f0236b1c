"""How long work tells of itself: a function the doors give and the pipeline calls. Draws nothing."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Told the step's name, how much of it is done, and how much there is in all."""


def silent(step: str, done: int, total: int) -> None:
    """Tells nobody."""
