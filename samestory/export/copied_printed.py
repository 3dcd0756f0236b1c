"""Who copied whom, printed for a terminal or a pipe: origins, what they share, what readers decided.

Makes renderables; printing them is the caller's.
"""

from __future__ import annotations

from collections.abc import Collection

from rich.console import Group, RenderableType

from samestory.export.copied import Copied, Told, because, copied
from samestory.export.index import Index, counted, index, letter, witness
from samestory.export.kinship import behind, passages
from samestory.export.lines import inset, line
from samestory.export.reader import reader, story_title
from samestory.export.words import (
    direction_words,
    passage_places,
    passage_words,
    reason_words,
    reports,
    share_words,
    verdict_words,
)
from samestory.ids import ID_SHOWN
from samestory.model import Contents


def printed(
    contents: Contents, stories: Collection[str] | None = None, lang: str | None = None
) -> RenderableType:
    """Each story of several articles, or those with ids ``stories``: its origins and who took from whom.

    Titles in the language ``lang`` come first; raises InputError for no language.
    """
    held = index(contents, reader(contents, lang))
    found = copied(contents, held, stories)
    if not found:
        return line("No story is told by several articles.")
    # Stories that nobody copied in are only counted, where none was asked for.
    telling = [one for one in found if stories is not None or one.copies or one.told]
    rest = len(found) - len(telling)
    parts = [part for one in telling for part in _story(one, held)]
    if rest:
        parts.append(line(f"{counted(rest, 'story', 'stories')} of several reports in which none is a copy"))
    return Group(*parts)


def touched(contents: Contents, articles: Collection[str]) -> RenderableType:
    """The stories that hold any of these ``articles``, as ``printed`` has them."""
    held = index(contents)
    return printed(contents, {held.story_of[one].id for one in articles if one in held.story_of})


def _story(one: Copied, held: Index) -> list[RenderableType]:
    story = one.story
    head = f"{story_title(story, held)} ({reports(story)}, id {story.id[:ID_SHOWN]})"
    inner = [part for place in range(len(story.origins)) for part in _origin(one, place, held)]
    for copy in passages(story):
        inner.append(line(f"{passage_words(copy, story, held)}: {passage_places(copy, held)}"))
        inner += inset([line(because(copy.reasons))], 2)
    if one.told:
        inner += [line("What readers decided"), *inset([line(_decided(each, held)) for each in one.told], 2)]
    return [line(head, "bold"), *inset(inner)]


def _origin(one: Copied, place: int, held: Index) -> list[RenderableType]:
    origin = one.story.origins[place]
    lines: list[RenderableType] = [line(f"{letter(place)}  {held.name(witness(origin))}")]
    for stands in behind(one.story, origin):
        said = f"{held.name(stands.article)}: {share_words(stands, held)}; {direction_words(stands, held)}"
        why = [line(because(stands.reasons))] if stands.reasons else []
        lines += inset([line(f"↳ {said}"), *inset(why, 2)], 3)
    return lines


def _decided(told: Told, held: Index) -> str:
    one = told.decision
    names = " – ".join(held.name(each) if each in held.articles else each for each in (one.left, one.right))
    late = ""
    if told.overruled:
        late = " (they are of two stories)" if told.apart else " (overruled by what readers decided later)"
    return f"{names}: {verdict_words(one)}, {reason_words(one)}{late}"
