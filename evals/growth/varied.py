"""A real article made the report of another happening: other names, figures and days of the same length.

Every span stays true. Words that are no name, figure or day stay as they are, the month's among them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from random import Random
from typing import NamedTuple

import numpy as np
from msgspec.structs import replace

from evals.growth.stock import DIGITS, Floats, Member
from samestory.ids import content_id
from samestory.model import Article, CapitalMention, DayClue, NumberMention, Span, Timed, TimeMention, When
from samestory.read.capitals import name_key

# Letters that trade places, the same sounds in both scripts, so that a name stays one across them.
CONSONANTS, VOWELS = ("bdfgklmnprstvz", "бдфгклмнпрствз"), ("aeiou", "аеиоу")
# How much of what tells a sentence from the mean of all is its subject's; the rest is its happening's.
SUBJECT = 0.7
# How far a report's vector lies from what it states, of its distance to the mean.
BLUR = 0.15
# Times so fine move by days.
FINE = frozenset({"minute", "hour", "part", "day", "weekend", "week"})
Table = dict[int, int]


class Change(NamedTuple):
    """What makes a happening of its own: tables of letters for names, a number for figures, days to add.

    ``order`` and ``signs`` turn what is the happening's own in a vector.
    """

    names: Table
    own: Table
    figures: str
    days: timedelta
    order: np.ndarray
    signs: np.ndarray


class Report(NamedTuple):
    """What is one report's own: its number, outlet, and the day where its article states none."""

    number: int
    outlet: str
    published: date | None


def change(world: str, happening: str, days: int, width: int) -> Change:
    """The change of a ``happening`` with the names of ``world``, ``days`` later, for rows of ``width``."""
    drawn = np.random.default_rng(int(content_id("growth", happening)[:12], 16))
    return Change(
        names=_letters(Random(world)),
        own=_letters(Random(happening)),
        figures=happening,
        days=timedelta(days=days),
        order=drawn.permutation(width),
        signs=drawn.choice(np.array((-1.0, 1.0), np.float32), width),
    )


def turned(vectors: Floats, mean: Floats, its: Change, drawn: np.random.Generator) -> Floats:
    """``vectors`` as the happening's; what is near in one happening stays so. Unit rows, float32."""
    apart = vectors - mean
    told = SUBJECT * apart + np.sqrt(1 - SUBJECT**2) * apart[:, its.order] * its.signs
    noise = drawn.standard_normal(told.shape, np.float32)
    noise *= BLUR * np.linalg.norm(told, axis=1, keepdims=True) / np.sqrt(told.shape[1])
    rows = mean + told + noise
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


def varied(member: Member, its: Change, report: Report) -> Article:
    """The article of ``member`` as a report of the happening."""
    old, letters = member.article, list(member.article.text)
    for parts, table in ((member.named, its.names), (member.own, its.own)):
        _write(letters, parts, lambda written, table=table: written.translate(table))  # type: ignore[misc]
    for _, parts in member.counted:
        _write(letters, parts, lambda written: figure(written, its.figures))
    times = tuple(_later(one, letters, its.days) for one in old.times)
    text = "".join(letters)
    id_ = content_id("growth", str(report.number), text)
    published = _published(old, its, report)
    return replace(
        old,
        id=content_id("article", id_),
        document_id=id_,
        source=source(report.number),
        outlet=report.outlet,
        url=f"https://{report.outlet}/news/{report.number:08}.html",
        text=text,
        times=times,
        published=published,
        clue=None if published or old.clue is None else _clue_later(old.clue, its.days),
        capitals=tuple(_capital(one, text) for one in old.capitals),
        numbers=tuple(_numbers(member, text)),
    )


def source(number: int) -> str:
    """The file of the report of this number."""
    return f"{number // 1000:04}/{number:08}.txt"


def figure(written: str, happening: str) -> str:
    """Other digits for these, as many, the same in all reports of the happening; zeros stay at the end."""
    kept = written.rstrip("0")
    if not kept:
        return written
    chance = Random(f"{happening} {kept}")
    return "".join(str(chance.randint(1, 9)) for _ in kept) + written[len(kept) :]


def _letters(chance: Random) -> Table:
    table: Table = {}
    for alphabets in (CONSONANTS, VOWELS):
        order = chance.sample(range(len(alphabets[0])), len(alphabets[0]))
        for letters in alphabets:
            other = "".join(letters[at] for at in order)
            table |= str.maketrans(letters + letters.upper(), other + other.upper())
    return table


def _write(letters: list[str], parts: Sequence[Span], other: Callable[[str], str]) -> None:
    for part in parts:
        letters[part.start : part.end] = other("".join(letters[part.start : part.end]))


def _numbers(member: Member, text: str) -> Iterator[NumberMention]:
    changed = dict(member.counted)
    for place, one in enumerate(member.article.numbers):
        if one.span.of(text).isascii() and one.span.of(text).isdigit():
            yield replace(one, value=float(one.span.of(text)))
            continue
        old = "".join(part.of(member.article.text) for part in changed.get(place, ()))
        new = "".join(part.of(text) for part in changed.get(place, ()))
        yield replace(one, value=float(f"{one.value / int(old) * int(new):.9g}")) if old.strip("0") else one


def _capital(one: CapitalMention, text: str) -> CapitalMention:
    return replace(one, key=name_key(one.span.of(text)) or one.key)


def _later(time: Timed, letters: list[str], days: timedelta) -> Timed:
    """``time`` so many days later; of the digits of its day and year those change that stay as many."""
    if time.when is None:
        return time
    when = _when_later(time.when, days)
    pairs = [(getattr(time.when.start, name), getattr(when.start, name)) for name in ("day", "year")]
    told = {str(old): str(new) for old, new in pairs if len(str(old)) == len(str(new))}
    _write(letters, (time.span,), lambda written: DIGITS.sub(lambda run: told.get(run[0], run[0]), written))
    return replace(time, when=when, parts=tuple(_part_later(part, told) for part in time.parts))


def _part_later(part: TimeMention, told: dict[str, str]) -> TimeMention:
    day, year = (None if one is None else int(told.get(str(one), one)) for one in (part.day, part.year))
    return replace(part, day=day, year=year)


def _when_later(when: When, days: timedelta) -> When:
    """``when`` so many days later, or as many whole years where it is no finer than a month."""
    if when.granularity in FINE:
        return replace(when, start=when.start + days, end=when.end + days)
    years = round(days.days / 365.25)
    return replace(when, start=_years_later(when.start, years), end=_years_later(when.end, years))


def _years_later(time: datetime, years: int) -> datetime:
    return time.replace(year=time.year + years, day=min(time.day, 28))


def _clue_later(clue: DayClue, days: timedelta) -> DayClue:
    later = datetime(2024, clue.month, min(clue.day, 28)) + days
    return replace(clue, month=later.month, day=later.day)


def _published(old: Article, its: Change, report: Report) -> When | None:
    if old.published is not None:
        return _when_later(old.published, its.days)
    if report.published is None:
        return None
    start = datetime.combine(report.published, datetime.min.time())
    return When(start=start, end=start + timedelta(days=1), granularity="day", reason="stated with the text")
