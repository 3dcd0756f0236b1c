"""The day a page was published, found in stored news pages: as often as can be, and seldom wrong.

Data: pages from all over the world with their day (htmldate's evaluation of 2020), and pages in
many languages with what their publishers' own parsers read (fundus). One rule was made after an error on the
first.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from htmldate import find_date

from evals.base import Figure, Result, found
from evals.pages.told import ours
from evals.published import naive

DATED = "htmldate_eval/tests/eval_mediacloud_2020.json"
PARSED = "fundus/index.jsonl"
Way = Callable[["Page"], date | None]


class Page(NamedTuple):
    """A stored page with its address and the day it was published, None where it has none."""

    file: Path
    url: str
    day: date | None

    @property
    def html(self) -> str:
        """Its source."""
        return gzip.decompress(self.file.read_bytes()).decode("utf-8", "replace")


def run(data: Path) -> Result:
    """Measure both sets of pages under ``data``; raises DataMissing."""
    sets = {"world": list(_dated(data)), "publishers": list(_parsed(data))}
    return Result(
        task="published",
        about=(
            f"the day of publication of {len(sets['world'])} news pages of 2020 and of "
            f"{len(sets['publishers'])} with what their publishers' own parsers read: share of pages with "
            "the right day, share of the days told that are right, and share of all pages with the right day "
            "or, where a page has none, with none"
        ),
        baseline="the first day in figures of the page's source",
        peer="htmldate, its extensive search on",
        figures=tuple(figure for name, pages in sets.items() for figure in _figures(name, pages)),
        files=tuple(
            str(file.relative_to(data)) for pattern in (DATED, PARSED) for file in found(data, pattern)
        ),
    )


def _figures(name: str, pages: Sequence[Page]) -> Iterator[Figure]:
    told = [[way(page) for page in pages] for way in (_ours, _naive, _peer)]
    dated = sum(page.day is not None for page in pages)
    known = [[(day, page.day) for day, page in zip(days, pages, strict=True) if day] for days in told]
    right = [sum(day == own for day, own in days) for days in known]
    of_all = [number / dated for number in right]
    of_told = [number / max(len(days), 1) for number, days in zip(right, known, strict=True)]
    whole = [
        sum(day == page.day for day, page in zip(days, pages, strict=True)) / len(pages) for days in told
    ]
    shares = (("right", of_all), ("right where told", of_told), ("right or rightly none", whole))
    for what, (value, plain, peer) in shares:
        yield Figure(name=f"{what}, {name}", value=value, baseline=plain, peer=peer)


def _ours(page: Page) -> date | None:
    return ours(page.html, page.url).day


def _naive(page: Page) -> date | None:
    return naive.day(page.html)


def _peer(page: Page) -> date | None:
    told = find_date(page.html, extensive_search=True, original_date=True, url=page.url)
    return date.fromisoformat(told) if told else None


def _dated(data: Path) -> Iterator[Page]:
    index = found(data, DATED)[0]
    for url, one in json.loads(index.read_text("utf-8")).items():
        file = index.parent / "test_set" / f"{one['file']}.gz"
        if file.exists():
            yield Page(file, url, _day(one["date"]))


def _parsed(data: Path) -> Iterator[Page]:
    index = found(data, PARSED)[0]
    for line in index.read_text("utf-8").splitlines():
        one = json.loads(line)
        if one["date"] and one["url"]:
            yield Page(index.parent / one["html"], one["url"], date.fromisoformat(one["date"][:10]))


def _day(told: str | list[str] | None) -> date | None:
    """A day of the gold."""
    return date.fromisoformat(told) if isinstance(told, str) else None
