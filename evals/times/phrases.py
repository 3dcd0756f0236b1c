"""Phrases that name a time, from the test suites of two open tools, each with what it means there.

There is no half held out: what a phrase means is known to who reads the suites. They speak as to an
assistant, so "Monday" is the next one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from evals.base import found
from evals.times.values import Meaning, of_interval
from samestory.lang import known
from samestory.model import When

DUCKLING = "duckling/time_gold.jsonl"
RECOGNIZERS = "recognizers_text/Specs/DateTime/*/DateTimeModel.json"
# The folders of the second suite by language.
SUITES = {
    "Arabic": "ar",
    "Chinese": "zh",
    "Dutch": "nl",
    "English": "en",
    "French": "fr",
    "German": "de",
    "Italian": "it",
    "Portuguese": "pt",
    "Spanish": "es",
    "Turkish": "tr",
}
# The moment the first suite is seen from.
NOW = datetime(2013, 2, 12, 4, 30)


class Phrase(NamedTuple):
    """A phrase, when it was said, and each time it may mean."""

    lang: str
    text: str
    said: datetime
    means: frozenset[Meaning]

    @property
    def written(self) -> When:
        """The moment of saying as a time of writing."""
        end = self.said + timedelta(minutes=1)
        return When(start=self.said, end=end, granularity="minute", reason="stated")


def duckling(data: Path) -> list[Phrase]:
    """Phrases for one day, as Duckling's test corpus has them."""
    lines = (json.loads(line) for line in found(data, DUCKLING)[0].read_text("utf-8").splitlines())
    return [
        Phrase(one["lang"], one["text"], NOW, frozenset({of_interval(_start(one["start"]), "day")}))
        for one in lines
        if one["lang"] in known()
        and one["fn"] == "datetime"
        and one["grain"] == "day"
        and one["block"] in ("allExamples", "defaultCorpus")
    ]


def recognizers(data: Path) -> list[Phrase]:
    """Sentences with one day or span of days, as Microsoft's Recognizers-Text has them."""
    return [
        phrase
        for file in found(data, RECOGNIZERS)
        if file.parent.name in SUITES
        for one in json.loads(file.read_text("utf-8-sig"))
        for phrase in _recognized(SUITES[file.parent.name], one)
    ]


def _recognized(lang: str, case: dict[str, Any]) -> Iterator[Phrase]:
    results = case.get("Results", [])
    if len(results) != 1 or results[0]["TypeName"] not in ("datetimeV2.date", "datetimeV2.daterange"):
        return
    resolution = results[0].get("Resolution")
    # Cases that no version of the suite's own tool solves have a text here.
    values = resolution.get("values", []) if isinstance(resolution, dict) else []
    means = frozenset(meaning for value in values if (meaning := _meaning(value)) is not None)
    if means and "Context" in case:
        yield Phrase(lang, case["Input"], _start(case["Context"]["ReferenceDateTime"]), means)


def _meaning(value: dict[str, str]) -> Meaning | None:
    """An interval alone: the suite tells no granularity beside it."""
    try:
        start = _start(value["value"] if "value" in value else value["start"])
        end = start + timedelta(days=1) if "value" in value else _start(value["end"])
    except (KeyError, ValueError):
        return None
    return Meaning(start=start, end=end)


def interval(meaning: Meaning | None) -> Meaning | None:
    """``meaning`` without its granularity."""
    return None if meaning is None else msgspec.structs.replace(meaning, fineness="", count=None)


def _start(iso: str) -> datetime:
    return datetime.fromisoformat(iso).replace(tzinfo=None)
