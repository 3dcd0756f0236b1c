"""Timelines printed for a terminal or a pipe: a line a time, and beneath who tells what of it.

Marks carry the meaning, colour only repeats it. Makes renderables; printing them is the caller's.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table

from samestory.export.happenings import Entry, Shown, Telling, Timeline, around
from samestory.export.index import Index
from samestory.export.lines import inset, line
from samestory.export.reader import story_title, title
from samestory.export.words import reports
from samestory.ids import ID_SHOWN


def printed(shown: Shown) -> RenderableType:
    """Each timeline under what it is the timeline of."""
    told = [part for one in shown.timelines for part in (*_timeline(one, shown.held), line(""))]
    return Group(*told[:-1]) if told else line("No two articles tell of one affair yet.")


def _timeline(told: Timeline, held: Index) -> list[RenderableType]:
    several = len(told.stories) > 1
    thread = held.threads.get(told.stories[0].thread)
    head = title(thread, held) if several and thread is not None else ""
    lines: list[RenderableType] = [line(head or story_title(told.stories[0], held), "bold underline")]
    if several:
        lines += [
            line(f"   {n}  {story_title(s, held)} ({reports(s)})") for n, s in enumerate(told.stories, 1)
        ]
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
        grid.add_row(line(f"  {told.who(one)}", style), line(_sentence(one, held, whole=not number), style))
    for one in entry.otherwise:
        said = f"{one.when}: {_sentence(one, held, whole=False)}"
        grid.add_row(line(f"≠ {told.who(one)}", "bold red"), line(said, "red"))
    return [grid]


def _sentence(one: Telling, held: Index, *, whole: bool) -> str:
    """A sentence, or only what is around the words that tell the time; these stand between ‹ and ›."""
    text, span = held.articles[one.cell.article].text, one.cell.span
    shown = span if whole else around(text, one.words, span)
    words = f"{text[shown.start : one.words.start]}‹{one.words.of(text)}›{text[one.words.end : shown.end]}"
    return f"{'…' if shown.start > span.start else ''}{words}{'…' if shown.end < span.end else ''}"
