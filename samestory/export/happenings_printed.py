"""Timelines printed for a terminal or a pipe: a line a time, and beneath who tells what of it.

Marks carry the meaning, colour only repeats it. Makes renderables; printing them is the caller's.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table

from samestory.export.happenings import Entry, Shown, Telling, Timeline
from samestory.export.index import Index
from samestory.export.lines import inset, line
from samestory.export.reader import title
from samestory.export.words import reports
from samestory.ids import ID_SHOWN
from samestory.model import Span, Story

# Of every sentence but the first of an entry so many letters before the words that tell the time, and behind.
AROUND = 40


def printed(shown: Shown) -> RenderableType:
    """Each timeline under what it is the timeline of."""
    told = [part for one in shown.timelines for part in (*_timeline(one, shown.held), line(""))]
    return Group(*told[:-1]) if told else line("No two articles tell of one affair yet.")


def _timeline(told: Timeline, held: Index) -> list[RenderableType]:
    several = len(told.stories) > 1
    thread = held.threads.get(told.stories[0].thread)
    head = title(thread, held) if several and thread is not None else ""
    lines: list[RenderableType] = [line(head or _title(told.stories[0], held), "bold underline")]
    if several:
        lines += [line(f"   {n}  {_title(s, held)} ({reports(s)})") for n, s in enumerate(told.stories, 1)]
    else:
        lines.append(line(f"   {reports(told.stories[0])}, id {told.stories[0].id[:ID_SHOWN]}", "dim"))
    if not told.entries:
        lines.append(line("   Its sentences tell of no time."))
    for heading, entries in told.parts():
        lines.append(line(f"\n{heading}", "bold"))
        lines += _entries(entries, told, held)
    return lines


def _entries(entries: Sequence[Entry], told: Timeline, held: Index) -> list[RenderableType]:
    lines: list[RenderableType] = []
    before = ""
    for one in entries:
        if one.words != before or one.several:
            many = f" · told by {one.telling} of {one.origins} origins" if one.several else ""
            lines.append(line(f"{one.words}{many}", "dim" if one.aside else "bold"))
        before = one.words
        lines += inset(_told(one, told, held))
    return lines


def _told(entry: Entry, told: Timeline, held: Index) -> list[RenderableType]:
    """The sentences of an entry in a table: who tells it, and what."""
    style = "dim" if entry.aside else ""
    grid = Table.grid(padding=(0, 2, 0, 0))
    for number, one in enumerate(entry.tellings):
        grid.add_row(line(f"  {_who(one, told)}", style), line(_sentence(one, held, whole=not number), style))
    for one in entry.otherwise:
        said = f"{one.when}: {_sentence(one, held, whole=False)}"
        grid.add_row(line(f"≠ {_who(one, told)}", "bold red"), line(said, "red"))
    return [grid]


def _who(one: Telling, told: Timeline) -> str:
    """The letter of its origin; in a thread after the number of its story."""
    return f"{told.stories.index(one.story) + 1}{one.letter}" if len(told.stories) > 1 else one.letter


def _sentence(one: Telling, held: Index, *, whole: bool) -> str:
    """A sentence, or only what is around the words that tell the time; these stand between ‹ and ›."""
    text, span = held.articles[one.cell.article].text, one.cell.span
    start, end = (span.start, span.end) if whole else _around(text, one.words, span)
    words = f"{text[start : one.words.start]}‹{one.words.of(text)}›{text[one.words.end : end]}"
    return f"{'…' if start > span.start else ''}{words}{'…' if end < span.end else ''}"


def _around(text: str, words: Span, sentence: Span) -> tuple[int, int]:
    """The places of whole words around ``words``."""
    start, end = words.start - AROUND, words.end + AROUND
    if start > sentence.start:
        start = text.find(" ", start, words.start) + 1 or words.start
    if end < sentence.end:
        end = max(text.rfind(" ", words.end, end), words.end)
    return max(start, sentence.start), min(end, sentence.end)


def _title(story: Story, held: Index) -> str:
    return title(story, held) or f"{held.name(story.articles[0])} (no title)"
