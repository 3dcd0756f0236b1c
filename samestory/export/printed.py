"""What is held, printed for a terminal or a pipe: a summary of all stories, or one story's account.

Marks carry the meaning, colour only repeats it. Makes renderables; printing them is the caller's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from rich.columns import Columns
from rich.console import Group, RenderableType
from rich.constrain import Constrain
from rich.table import Table

from samestory.export.about import about_lines
from samestory.export.changed import changed
from samestory.export.chosen import chosen
from samestory.export.copied import because
from samestory.export.dates import earliest, known_by, spoken
from samestory.export.disputes import disputes
from samestory.export.gist import gist
from samestory.export.index import (
    Index,
    counted,
    dated,
    find_story,
    index,
    letter,
    lone,
    threads,
    witness,
)
from samestory.export.kinship import Behind, behind, passages
from samestory.export.lines import inset, line
from samestory.export.reader import readable, reader, speaking, story_title, title
from samestory.export.terms import Thing, things
from samestory.export.texts import Tellings, compounds, tellings
from samestory.export.timeline import follows, steps
from samestory.export.why import Why, whys
from samestory.export.words import (
    SYMBOL,
    beside_words,
    called_words,
    compound_words,
    decisive_words,
    direction_words,
    dispute_words,
    figures,
    language,
    passage_places,
    passage_words,
    reason_words,
    reports,
    row_words,
    share_words,
    tally,
    text_words,
    verdict_words,
)
from samestory.model import Cell, Contents, Copy, Decision, Failure, Statement, Story

# Wide enough for a file name and a share; two stand side by side in 80 columns.
CARD = 37
STYLE = {"shared": "bold", "differs": "bold red", "alone": "dim"}
# Other stories that were thought to be this one, named in a summary; the rest is counted.
LOOK_ALIKES = 3
# What a card says in its own words already.
SAID_BY_SHARE = ("aligned", "order")


class Part(NamedTuple):
    """Some ``stories`` of ``contents``, by their ids, to be told to who reads ``lang``."""

    contents: Contents
    stories: Collection[str]
    lang: str | None = None


def summary(contents: Contents, *, rows: int = 6, lang: str | None = None) -> RenderableType:
    """Every thread and story in short, each with the ``rows`` rows that tell most; ``lang`` as in account."""
    whole = Part(contents, [one.id for one in contents.stories], lang)
    return Group(*in_parts(contents, [whole], rows=rows))


def in_parts(contents: Contents, parts: Iterable[Part], *, rows: int = 6) -> Iterator[RenderableType]:
    """``summary``, piece by piece, of ``contents`` whose stories ``parts`` tell; they need no accounts there.

    Parts are in the order of ``index.threads``, and no thread is in two of them.
    """
    yield line(", ".join(f"{number:,} {noun}" for number, noun in figures(contents)), "bold")
    order = threads(contents)
    first = next((one[0].id for one in order if lone(one)), "") if order and not lone(order[0]) else ""
    for part in parts:
        yield from _summed(part, rows, first)
    held = index(contents)
    unplaced = held.unplaced()
    if unplaced:
        yield line(f"\nNot yet placed in a story: {', '.join(map(held.name, unplaced))}")
    yield from _failures(contents.failures)


def beginning(contents: Contents, stories: int, articles: int, rows: int = 6) -> RenderableType:
    """As ``summary``, where ``contents`` has only the first of so many ``stories`` and ``articles``."""
    held = f"{counted(stories, 'story', 'stories')}, {counted(articles, 'article', 'articles')}"
    first = line(f"{held}. The {len(contents.stories):,} with most independent origins first:", "bold")
    _, *more = in_parts(contents, [Part(contents, [one.id for one in contents.stories])], rows=rows)
    return Group(first, *more)


def _summed(part: Part, rows: int, first_lone: str) -> Iterator[RenderableType]:
    contents, listed, lang = part
    held = index(contents, reader(contents, lang))
    why, listed = whys(contents, held), frozenset(listed)
    for stories in threads(contents):
        if stories[0].id not in listed:
            continue
        if stories[0].id == first_lone:
            yield line("\nReported by one article only", "bold")
        if len(stories) > 1:
            yield from _timeline(stories, held, why)
        yield from (_told(story, held, why[story.id], rows) for story in stories)


def account(
    contents: Contents, story_id: str, rows: int | None = None, lang: str | None = None
) -> RenderableType:
    """The account of one story with every reason: every row, or the ``rows`` that tell most.

    What is in the language ``lang`` comes first. Raises InputError where no story has this id, and for no
    language.
    """
    held = index(contents, reader(contents, lang))
    story = find_story(contents, story_id)
    why = whys(contents, held)[story.id]
    judged = [
        *_judged("Why these belong together", [one for one in why.together if one.kind == "story"], held),
        *_judged("What readers decided of copies", [one for one in why.together if one.kind == "copy"], held),
    ]
    return Group(_told(story, held, why, rows, telling=False), *inset(judged))


def _judged(heading: str, made: Sequence[Decision], held: Index) -> list[RenderableType]:
    inside = [
        line(
            f"{held.name(one.left)} – {held.name(one.right)}: {verdict_words(one)} ({one.score:.2f}): "
            f"{reason_words(one)}"
        )
        for one in made
    ]
    return [line(f"\n{heading}", "bold"), *inside] if inside else []


def _told(story: Story, held: Index, why: Why, rows: int | None, *, telling: bool = True) -> RenderableType:
    # One report needs no card and has nothing to collate; its own account still lists its sentences.
    if telling and len(story.articles) == 1:
        only = story.articles[0]
        first, *more = _told_of(only, story, held)
        head = [f"{_who(only, held)} · {first}", *more]
    else:
        head = [gist(story, held), _dateline(story, held)]
    told = [f"{label}: {words}" for label, words in about_lines(story.about, held)]
    inner: list[RenderableType] = [*map(line, (*head, *told)), line(f"id {story.id}", "dim")]
    if not telling or len(story.articles) > 1:
        inner += _collated(story, held, rows, telling=telling)
    inner += _look_alikes(held, why) if telling else _others(held, why)
    return Group(line(f"\n{story_title(story, held)}", "bold underline"), *inset(inner))


def _timeline(stories: Sequence[Story], held: Index, why: Mapping[str, Why]) -> list[RenderableType]:
    """A thread's title, what it is about, and a line a story, each with why it follows."""
    thread = held.threads[stories[0].thread]
    lines: list[RenderableType] = [line(f"\n{title(thread, held)}", "bold")] if thread.titles else []
    lines.append(line(f"{'' if lines else chr(10)}Thread of {len(stories)} stories, earliest first", "bold"))
    inner = [line(f"{label}: {words}") for label, words in about_lines(thread.about, held)]
    for step in steps(stories, why):
        inner += [] if step.opens else [line(f"  ↓ {follows(step, held)}", "dim")]
        first = earliest(step.story.dates)
        when = "date not known" if first is None else spoken(first)
        inner.append(line(f"{when}  {story_title(step.story, held)} ({reports(step.story)})"))
    return [*lines, *inset(inner)]


def _dateline(story: Story, held: Index) -> str:
    first = earliest(story.dates)
    when = "date not known" if first is None else spoken(first)
    return f"{when} · {', '.join(language(one) for one in held.languages(story))}"


def _collated(story: Story, held: Index, rows: int | None, *, telling: bool) -> list[RenderableType]:
    cards = [_origin(place, story, held, telling=telling) for place in range(len(story.origins))]
    return [
        Columns(cards, padding=(1, 2)),
        *(each for one in passages(story) for each in _passage(one, story, held, telling=telling)),
        *(line(compound_words(one, story, held)) for one in compounds(story, held)),
        *_rows(story, held, rows),
        *([] if telling else _called(things(story, held), held)),
    ]


def _passage(copy: Copy, story: Story, held: Index, *, telling: bool) -> list[RenderableType]:
    said: list[RenderableType] = [line(f"{passage_words(copy, story, held)}: {passage_places(copy, held)}")]
    why = because(copy.reasons)
    return [*said, *inset([line(why)] if why and not telling else [], 2)]


def _origin(place: int, story: Story, held: Index, *, telling: bool) -> RenderableType:
    origin = story.origins[place]
    lines: list[RenderableType] = [line(f"{letter(place)}  {_who(witness(origin), held)}", "bold")]
    lines += inset([line(one) for one in _told_of(witness(origin), story, held)], 3)
    for one in behind(story, origin):
        said = [share_words(one, held), direction_words(one, held), *_because(one, telling=telling)]
        lines.append(line(f"   ↳ {_who(one.article, held)}"))
        lines += inset([line(each) for each in (*_told_of(one.article, story, held), "; ".join(said))], 5)
    return Constrain(Group(*lines), CARD)


def _told_of(article: str, story: Story, held: Index) -> list[str]:
    """When an article appeared, and what was changed in it since."""
    history = held.versions.get(article)
    return [_when(story, article, held), *([] if history is None else [changed(history).says])]


def _because(stands: Behind, *, telling: bool) -> list[str]:
    said = because([one for one in stands.reasons if not (telling and one.name in SAID_BY_SHARE)])
    return [said] if said else []


def _who(article: str, held: Index) -> str:
    outlet = held.articles[article].outlet
    return f"{outlet} ({held.name(article)})" if outlet else held.name(article)


def _when(story: Story, article: str, held: Index) -> str:
    known = dated(story, article)
    how = "" if known.when is None else f" {known_by(known)}"
    return f"{language(held.articles[article].lang)}, {spoken(known)}{how}"


def _rows(story: Story, held: Index, most: int | None) -> list[RenderableType]:
    rows, told = story.account.rows, tellings(story.account)
    counts = "   ".join(f"{SYMBOL[kind]} {words}" for kind, words in tally(rows, told).items())
    shown = chosen(story.account, most)
    lines: list[RenderableType] = [line(f"Rows:  {counts}")]
    for number in shown:
        lines += _row(rows[number], told[number], story, held)
    if len(rows) > len(shown):
        lines.append(line(f"… and {counted(len(rows) - len(shown), 'more row', 'more rows')}", "dim"))
    return lines


def _row(row: Statement, told: Tellings, story: Story, held: Index) -> list[RenderableType]:
    carried = text_words(told)
    head = f"{SYMBOL[row.kind]} {row_words(row)}" + (f"  ({carried})" if carried else "")
    lines: list[RenderableType] = [line(head, STYLE[row.kind])]
    lines += inset([line(dispute_words(one, held)) for one in disputes(row, held)], 2)
    lines += [_said(place, readable(row.cells[place], held)[0], story, held) for place in speaking(row, held)]
    return lines


def _said(place: int, cell: Cell, story: Story, held: Index) -> RenderableType:
    words = cell.span.of(held.articles[cell.article].text)
    # A sentence only a copy has must not be read as its witness's.
    own = cell.article == witness(story.origins[place])
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_row(f"  {letter(place)}", line(words if own else f"{words}  [{held.name(cell.article)}]"))
    return grid


def _called(told: Sequence[Thing], held: Index) -> list[RenderableType]:
    """Each thing, a line a side, those after the first further in."""
    lines: list[RenderableType] = [line("\nCalled differently", "bold")] if told else []
    for first, *others in told:
        lines.append(line(called_words(first, held)))
        lines += inset([line(f"or {called_words(one, held)}") for one in others], 2)
    return lines


def _look_alikes(held: Index, why: Why) -> list[RenderableType]:
    said = [
        f"{beside_words(one.decision)} “{story_title(one.story, held)}”: {decisive_words(one.decision)}"
        for one in why.apart[:LOOK_ALIKES]
    ]
    rest = len(why.apart) - len(said)
    if rest:
        said.append(f"and {counted(rest, 'more story', 'more stories')} that look alike")
    return [line(one) for one in said]


def _others(held: Index, why: Why) -> list[RenderableType]:
    return [
        line(f"{beside_words(one.decision)} “{story_title(one.story, held)}”: {reason_words(one.decision)}")
        for one in (*why.apart, *why.threaded)
    ]


def _failures(failures: tuple[Failure, ...]) -> list[RenderableType]:
    if not failures:
        return []
    said = [line(f"{one.source} ({one.stage}): {one.reason}") for one in failures]
    return [line("\nFiles not read", "bold"), *inset(said)]
