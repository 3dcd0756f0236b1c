"""Stories and threads in a line each, and why two are one or not, printed for a terminal or a pipe.

Makes renderables; printing them is the caller's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from rich.console import Group, RenderableType

from samestory.export.between import Pair, between
from samestory.export.dates import earliest, spoken
from samestory.export.index import Index, counted, index, threads
from samestory.export.lines import inset, line
from samestory.export.reader import reader, story_title
from samestory.export.words import reason_words, verdict_words
from samestory.ids import ID_SHOWN
from samestory.model import Contents, Decision, Story

# Pairs of two stories that are shown, before the rest is only counted.
PAIRS_SHOWN = 10
# Reasons that keep two apart however alike they are.
KEEPING_APART = frozenset(("rival", "look_alike"))
# A pair above this is one by itself, below it two.
EVEN = 0.5
NOT_KEPT = (
    "No decision of these two is kept. Either they were never compared, as neither is among the 50 articles "
    "nearest to the other, or they were judged so unlike that no row is kept (below 0.1)."
)


def touched(contents: Contents, articles: Collection[str]) -> RenderableType:
    """The stories that hold any of these ``articles``, a line each, as they are now."""
    held = index(contents)
    return Group(
        *(_story(one, held) for one in contents.stories if not set(articles).isdisjoint(one.articles))
    )


def threaded(contents: Contents, articles: Collection[str]) -> RenderableType:
    """The threads that hold any of these ``articles``, as they are now."""
    held = index(contents)
    holding = {held.story_of[one].thread for one in articles if one in held.story_of}
    return Group(
        *(part for one in threads(contents) if one[0].thread in holding for part in _thread(one, held))
    )


def timeline(contents: Contents, lang: str | None = None) -> RenderableType:
    """Every thread of several stories, earliest first; titles in the language ``lang`` where there are."""
    held = index(contents, reader(contents, lang))
    told = threads(contents)
    several = [one for one in told if len(one) > 1]
    alone = len(told) - len(several)
    head = counted(len(several), "thread of several stories", "threads of several stories")
    rest = f", {counted(alone, 'story that follows', 'stories that follow')} nothing" if alone else ""
    return Group(
        line(head + rest, "bold"), *(part for one in several for part in (line(""), *_thread(one, held)))
    )


def why(contents: Contents, lefts: Sequence[str], rights: Sequence[str]) -> RenderableType:
    """What was decided of articles ``lefts`` and ``rights`` and of the stories they are in, with reasons."""
    held = index(contents)
    found = between(contents, held, lefts, rights)
    parts: list[RenderableType] = [*_standing(held, lefts, rights)]
    for pair in found.stories[:PAIRS_SHOWN]:
        parts += _judged(pair, held)
    rest = len(found.stories) - PAIRS_SHOWN
    if rest > 0:
        parts.append(line(f"and {counted(rest, 'more pair', 'more pairs')} of articles", "dim"))
    if not found.stories:
        parts.append(line(NOT_KEPT))
    if found.threads:
        parts.append(line("\nAs steps of one affair", "bold"))
    return Group(*parts, *(part for pair in found.threads[:PAIRS_SHOWN] for part in _judged(pair, held)))


def _standing(held: Index, lefts: Sequence[str], rights: Sequence[str]) -> Iterator[RenderableType]:
    stories = {one.id: one for each in (*lefts, *rights) if (one := held.story_of.get(each)) is not None}
    yield line("One story" if len(stories) == 1 else f"{len(stories)} stories", "bold")
    yield from (_story(one, held) for one in stories.values())


def _judged(pair: Pair, held: Index) -> list[RenderableType]:
    lines: list[RenderableType] = [
        line(f"\n{_called(pair.left, held)} – {_called(pair.right, held)}", "bold")
    ]
    if pair.reader is not None:
        late = " (overruled by what readers decided later)" if pair.overruled else ""
        lines.append(line(f"   {verdict_words(pair.reader)}, {reason_words(pair.reader)}{late}"))
    if pair.machine is None:
        lines.append(line("   the machine has no decision on them"))
        return lines
    return [*lines, *_machine(pair.machine, by_itself=pair.reader is not None)]


def _machine(decision: Decision, *, by_itself: bool) -> list[RenderableType]:
    if by_itself:
        # What it says of a pair follows the reader; its score and reasons do not.
        said = [f"the machine gave it {decision.score:.2f}"]
    else:
        said = [f"{verdict_words(decision)} ({decision.score:.2f})", *_as_wholes(decision)]
    head, *more = said
    return [
        line(f"   {head}"),
        *inset([line(one) for one in (*more, *(one.says for one in decision.reasons))], 5),
    ]


def _as_wholes(decision: Decision) -> list[str]:
    """Where a pair by itself would be judged otherwise, and no look-alike is told of, why it is not."""
    if decision.kind != "story" or not KEEPING_APART.isdisjoint(one.name for one in decision.reasons):
        return []
    if decision.verdict == "same" and decision.score < EVEN:
        return ["one through the other reports of the story: stories join as wholes"]
    if decision.verdict == "different" and decision.score > EVEN:
        return ["apart as the other reports of their stories are less alike: stories join as wholes"]
    return []


def _called(known: str, held: Index) -> str:
    return held.name(known) if known in held.articles else story_title(held.stories[known], held)


def _thread(stories: Sequence[Story], held: Index) -> list[RenderableType]:
    head = f"Thread of {counted(len(stories), 'story', 'stories')} (id {stories[0].thread[:ID_SHOWN]})"
    return [line(head, "bold"), *inset([_story(one, held) for one in stories])]


def _story(story: Story, held: Index) -> RenderableType:
    first = earliest(story.dates)
    when = "date not known" if first is None else spoken(first)
    reports = counted(len(story.articles), "report", "reports")
    files = ", ".join(held.name(one) for one in story.articles)
    return line(f"{when} · {story_title(story, held)} ({reports}, id {story.id[:ID_SHOWN]}): {files}")
