"""The naive baseline: the territory whose name stands in the actor's words; all are governments."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale

from evals.actors.agreement import Mentions
from evals.actors.gold import Case


def told(case: Case) -> tuple[str | None, str]:
    """The country whose name in the text's language comes first among the actor's words, and GOV."""
    return _country(case.span.of(case.text), case.lang), "GOV"


def of_entity(mentions: Mentions) -> tuple[str | None, str]:
    """What the first name that tells a country tells, and GOV."""
    each = (_country(name.span.of(article.text), article.lang) for article, name in mentions)
    return next((country for country in each if country is not None), None), "GOV"


def _country(written: str, lang: str) -> str | None:
    held = sorted(
        (written.lower().find(name), code) for name, code in _names(lang).items() if name in written.lower()
    )
    return held[0][1] if held else None


@lru_cache(maxsize=64)
def _names(lang: str) -> dict[str, str]:
    return {name.lower(): code for code, name in Locale(lang).territories.items() if code.isalpha()}
