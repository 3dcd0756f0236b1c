"""What is said, printed for a terminal or a pipe: by story, each utterance with its wordings side by side.

Makes renderables; printing them is the caller's.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table

from samestory.export.index import Index, counted, find_story, index, letter
from samestory.export.lines import inset, line
from samestory.export.reader import reader, story_title
from samestory.export.said import Names, Spoken, Wording, by_entity, extent_words, flags, said_to
from samestory.export.words import language
from samestory.model import Contents, Entity, Story


def quotes(
    contents: Contents, story_id: str | None = None, by: Entity | None = None, lang: str | None = None
) -> RenderableType:
    """What is said in every story, or in one; all of it, or what ``by`` says. Lone quotes come last.

    What is in the language ``lang`` comes first. Raises InputError where no story has this id, and for no
    language.
    """
    held = index(contents, reader(contents, lang))
    names = Names(held)
    stories = contents.stories if story_id is None else (find_story(contents, story_id),)
    told = [(one, _chosen(names.spoken(one), by)) for one in stories]
    parts = [part for story, spoken in told if spoken for part in _story(story, spoken, held)]
    return Group(line(_totals([one for _, spoken in told for one in spoken]), "bold"), *parts)


def _chosen(spoken: tuple[Spoken, ...], by: Entity | None) -> tuple[Spoken, ...]:
    return spoken if by is None else by_entity(spoken, by)


def _totals(spoken: Sequence[Spoken]) -> str:
    shared = sum(not one.lone for one in spoken)
    told = counted(len(spoken), "utterance", "utterances")
    return f"{told}, {shared:,} of them quoted by several reports" if spoken else "Nothing is quoted"


def _story(story: Story, spoken: Sequence[Spoken], held: Index) -> list[RenderableType]:
    lone = [one for one in spoken if one.lone]
    several = [part for one in spoken if not one.lone for part in _utterance(one, held)]
    head = story_title(story, held)
    below = [line("Quoted by one report only", "bold")] if lone and several else []
    every = [*several, *below, *(_lone(one, held) for one in lone)]
    return [line(f"\n{head}", "bold underline"), *inset([line(f"id {story.id}", "dim"), *every])]


def _utterance(spoken: Spoken, held: Index) -> list[RenderableType]:
    grid = Table.grid(padding=(0, 2, 0, 0))
    for one in spoken.wordings:
        said = flags(one, spoken)
        flagged = f"  [{', '.join(said)}]" if said else ""
        grid.add_row(letter(one.origin), line(_where(one, held)), line(f"“{one.words}”{flagged}"))
    return [line(f"{said_to(spoken)}  ({extent_words(spoken)})", "bold"), *inset([grid], 2)]


def _lone(spoken: Spoken, held: Index) -> RenderableType:
    first = spoken.wordings[0]
    return line(f"{said_to(spoken)}: “{first.words}”  [{_where(first, held)}]")


def _where(one: Wording, held: Index) -> str:
    return f"{one.article.outlet or held.name(one.article.id)}, {language(one.article.lang)}"
