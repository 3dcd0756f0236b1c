"""The naive way to link names: one entity for each string of one type, in small Latin letters."""

from __future__ import annotations

from anyascii import anyascii

from samestory.model import NameType


def entity(written: str, type: NameType) -> str:  # noqa: A002
    """What all mentions of one entity have in common."""
    return f"{type}:{anyascii(written).lower().strip()}"
