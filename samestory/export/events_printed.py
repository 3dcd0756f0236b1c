"""Events printed for a terminal or a pipe: a line an event, and beneath the sentences that tell it.

Marks carry the meaning, colour only repeats it. Makes renderables; printing them is the caller's.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table

from samestory.export.events import MOODS, Coded, Shown, Telling, tells, told_by
from samestory.export.index import Index, counted
from samestory.export.lines import inset, line
from samestory.export.parties import Party
from samestory.export.reader import story_title
from samestory.export.words import reports
from samestory.ids import ID_SHOWN
from samestory.model import Story

UNTIMED = "time not told"


def printed(shown: Shown) -> RenderableType:
    """The events of each story under what it is called, after how many there are in all."""
    told = list(shown.told())
    count = sum(len(events) for _, events in told)
    head = counted(count, "event", "events") if count else "No events"
    return Group(line(head, "bold"), *(part for one in told for part in _story(*one, shown.held)))


def event_line(one: Coded) -> str:
    """An event in a line: "12 May 2026  Ada Venn [RO GOV] ACCUSE → Norvik Lines [BUS], in Corva"."""
    deed = f"{_called(one.source)} {one.event.root} → {_called(one.target)}"
    where = "" if one.place is None else f"in {one.place.words}"
    said = ", ".join(words for words in (deed, where, MOODS[one.event.mood]) if words)
    return f"{one.when or UNTIMED}  {said}"


def _called(party: Party) -> str:
    return f"{party.words} [{party.codes}]" if party.codes else party.words


def _story(story: Story, events: Sequence[Coded], held: Index) -> list[RenderableType]:
    head = [
        line(f"\n{story_title(story, held)}", "bold underline"),
        line(f"   {reports(story)}, id {story.id[:ID_SHOWN]}", "dim"),
    ]
    return [*head, *(part for one in events for part in _event(one, alone=len(story.articles) == 1))]


def _event(one: Coded, *, alone: bool) -> list[RenderableType]:
    widely = "" if alone else f"  · {told_by(one)}"
    grid = Table.grid(padding=(0, 2, 0, 0))
    for each in one.tellings:
        grid.add_row(line(f"  {each.letter}"), line(_sentence(each)))
    for each in one.disputes:
        said = f"{tells(each, one) or 'otherwise'}: {_sentence(each)}"
        grid.add_row(line(f"≠ {each.letter}", "bold red"), line(said, "red"))
    return [line(f"{event_line(one)}{widely}", "" if one.lone else "bold"), *inset([grid])]


def _sentence(telling: Telling) -> str:
    """The sentence in one line, who acts and who is acted on between ‹ and ›."""
    text, sentence = telling.article.text, telling.sentence
    said, at = "", sentence.start
    for span in sorted(telling.actors):
        said += f"{text[at : span.start]}‹{span.of(text)}›"
        at = span.end
    return " ".join((said + text[at : sentence.end]).split())
