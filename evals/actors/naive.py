"""The naive baseline: the territory whose English name stands in the actor's words; all are governments."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale

from evals.actors.gold import Case


def told(case: Case) -> tuple[str | None, str]:
    """The country whose English name comes first among the actor's words, and GOV."""
    written = case.span.of(case.text).lower()
    held = sorted((written.find(name), code) for name, code in _names().items() if name in written)
    return (held[0][1] if held else None), "GOV"


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    return {name.lower(): code for code, name in Locale("en").territories.items() if code.isalpha()}
