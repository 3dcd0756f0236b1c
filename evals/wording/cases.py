"""The cases: short own reports of invented events, which sentences state the same, and competing terms."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, combinations
from pathlib import Path
from typing import Any, NamedTuple

from samestory.model import Span

HERE = Path(__file__).parent
HALVES = ("develop", "held")
MARK = ": "


class Report(NamedTuple):
    """One outlet's report; ``rows[i]`` holds the letters of the rows that sentence ``i`` stands in."""

    lang: str
    outlet: str
    sentences: tuple[str, ...]
    rows: tuple[frozenset[str], ...]

    @property
    def text(self) -> str:
        """The sentences with a space between."""
        return " ".join(self.sentences)

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where each sentence stands in ``text``."""
        ends = accumulate(self.sentences, lambda end, sentence: end + 1 + len(sentence), initial=-1)
        return tuple(Span(end + 1, end + 1 + len(s)) for end, s in zip(ends, self.sentences, strict=False))


class Term(NamedTuple):
    """What report number ``report`` calls a thing: every place in its text. One side calls it the same."""

    report: int
    side: int
    spans: tuple[Span, ...]


Group = tuple[Term, ...]


class Event(NamedTuple):
    """Reports of one event, with the groups of terms that compete in it; a clean event has none."""

    reports: tuple[Report, ...]
    groups: tuple[Group, ...]

    @property
    def languages(self) -> frozenset[str]:
        """The languages of the reports."""
        return frozenset(report.lang for report in self.reports)

    def rows(self) -> tuple[tuple[tuple[int, int], ...], ...]:
        """The sentences that state the same, as (report, sentence), a row each; none of one report alone."""
        held: dict[str, list[tuple[int, int]]] = {}
        for number, report in enumerate(self.reports):
            for sentence, letters in enumerate(report.rows):
                for letter in letters:
                    held.setdefault(letter, []).append((number, sentence))
        return tuple(tuple(held[k]) for k in sorted(held) if len({report for report, _ in held[k]}) > 1)


def files() -> list[Path]:
    """The files of both halves."""
    return [HERE / f"{half}.toml" for half in HALVES]


def events(half: str) -> list[Event]:
    """All events of a half; raises ValueError where a term does not stand in its report."""
    told = tomllib.loads((HERE / f"{half}.toml").read_text("utf-8"))["event"]
    return [event(one) for one in told]


def event(told: Mapping[str, Any]) -> Event:
    """An event as its file tells it; raises ValueError where a term does not stand in its report."""
    reports = tuple(_report(*one) for one in told["reports"])
    return Event(reports, tuple(_group(sides, reports) for sides in told.get("terms", ())))


def opposed(group: Group) -> Iterator[tuple[Term, Term]]:
    """Each two terms of the group that compete: those of two sides, the earlier report first."""
    for left, right in combinations(sorted(group), 2):
        if left.side != right.side:
            yield left, right


def _report(lang: str, outlet: str, *lines: str) -> Report:
    marked = [line.split(MARK, 1) for line in lines]
    rows = tuple(frozenset(letters.replace("-", "")) for letters, _ in marked)
    return Report(lang, outlet, tuple(sentence for _, sentence in marked), rows)


def _group(sides: Mapping[str, str], reports: Sequence[Report]) -> Group:
    """A side is told by the digits of its reports, and the forms of its term with a bar between."""
    return tuple(
        Term(int(digit), side, _places(forms.split("|"), int(digit), reports))
        for side, (digits, forms) in enumerate(sides.items())
        for digit in digits
    )


def _places(forms: Sequence[str], number: int, reports: Sequence[Report]) -> tuple[Span, ...]:
    any_form = "|".join(map(re.escape, sorted(forms, key=len, reverse=True)))
    found = re.finditer(rf"(?<!\w)(?:{any_form})(?!\w)", reports[number].text, re.IGNORECASE)
    spans = tuple(Span(*one.span()) for one in found)
    if not spans:
        raise ValueError(
            f"none of {forms} stands in report {number} of {reports[number].outlet}: mend the case"
        )
    return spans
