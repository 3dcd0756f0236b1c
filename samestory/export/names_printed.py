"""Who is named, printed for a terminal or a pipe: a table of all, or one with every place it stands at.

Makes renderables; printing them is the caller's.
"""

from __future__ import annotations

from itertools import groupby

from rich.console import Group, JustifyMethod, RenderableType
from rich.table import Table
from rich.text import Text

from samestory.export.countries import standing_codes
from samestory.export.index import Index, counted, index
from samestory.export.lines import inset, line
from samestory.export.named import (
    TYPES,
    Place,
    by_language,
    extent,
    forms,
    in_articles,
    judgements,
    places,
    posts,
    ranked,
    spelling_words,
)
from samestory.export.standings import traits
from samestory.export.words import language, reason_words, verdict_words
from samestory.ids import ID_SHOWN
from samestory.model import Contents, Decision, Entity, NameType

# Written forms in a line of the table, and decisions of one entity, before the rest is only counted.
FORMS_SHOWN = 8
DECISIONS_SHOWN = 30
# Characters that a name has at least, before it is folded.
NARROWEST = 16


def table(contents: Contents, only: NameType | None = None) -> RenderableType:
    """Every entity in one line, or those of one type, those named in most articles first."""
    shown = ranked(contents, only)
    held = index(contents)
    grid = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for heading in ("Id", "Name", "Type", "Actor", "Mentions", "Articles", "Languages", "Spellings"):
        right = heading in ("Mentions", "Articles")
        justify: JustifyMethod = "right" if right else "left"
        least = NARROWEST if heading == "Name" else None
        grid.add_column(heading, justify=justify, no_wrap=heading == "Id", overflow="fold", min_width=least)
    for one in shown:
        grid.add_row(*map(line, _cells(one, held)))
    return Group(_totals(shown), *([grid] if shown else []))


def entity(contents: Contents, shown: Entity) -> RenderableType:
    """One entity: its spellings, country and sector, posts, sentences, and why it is one."""
    held = index(contents)
    found = places(shown, held)
    parts: list[RenderableType] = [
        line(f"{shown.type} · {extent(shown)} · {', '.join(_languages(shown, held))}"),
        line(f"id {shown.id}", "dim"),
        *_spellings(shown),
        *_traits(shown, held),
        *_posts(found),
        *_mentions(found, held),
        *_why(contents, shown),
    ]
    return Group(line(shown.name, "bold underline"), *inset(parts))


def summary(shown: Entity) -> RenderableType:
    """One entity in a line, as it is after a correction."""
    return line(f"{shown.name} ({shown.type}, id {shown.id[:ID_SHOWN]}): {extent(shown)}, as {_forms(shown)}")


def _totals(shown: tuple[Entity, ...]) -> Text:
    counts = {kind: sum(one.type == kind for one in shown) for kind in TYPES}
    said = ", ".join(counted(counts[kind], *words) for kind, words in TYPES.items() if counts[kind])
    return line(said or "No names", "bold")


def _cells(one: Entity, held: Index) -> tuple[str, ...]:
    articles = in_articles(one)
    return (
        one.id[:ID_SHOWN],
        one.name,
        one.type,
        standing_codes(one.actor),
        f"{len(one.mentions):,}",
        f"{len(articles):,}",
        " ".join(dict.fromkeys(held.articles[each].lang for each in articles)),
        _forms(one),
    )


def _forms(one: Entity) -> str:
    written = forms(one)
    more = f" and {len(written) - FORMS_SHOWN} more" if len(written) > FORMS_SHOWN else ""
    return ", ".join(written[:FORMS_SHOWN]) + more


def _languages(shown: Entity, held: Index) -> list[str]:
    return [language(one) for one in dict.fromkeys(held.articles[each].lang for each in in_articles(shown))]


def _spellings(shown: Entity) -> list[RenderableType]:
    said = [
        line(f"{language(lang)}: " + ", ".join(f"{one.written} {one.count}" for one in spellings))
        for lang, spellings in by_language(shown).items()
    ]
    return [line("\nSpellings", "bold"), *said]


def _traits(shown: Entity, held: Index) -> list[RenderableType]:
    told = [
        line(f"{one.words} ({one.value}): " + ", ".join(f"{by.written} {len(by.places)}" for by in one.by))
        for one in traits(shown, held)
    ]
    return [line("\nCountry and sector", "bold"), *told] if told else []


def _posts(found: tuple[Place, ...]) -> list[RenderableType]:
    told = [f"{words} {count}" for _, words, count in posts(found)]
    return [line("\nPosts", "bold"), line(" · ".join(told))] if told else []


def _mentions(found: tuple[Place, ...], held: Index) -> list[RenderableType]:
    lines: list[RenderableType] = [line("\nMentions", "bold")]
    for article, group in groupby(found, key=lambda one: one.article):
        outlet = f", {article.outlet}" if article.outlet else ""
        lines.append(line(f"{', '.join(held.sources(article.id))} ({language(article.lang)}{outlet})"))
        grid = Table.grid(padding=(0, 2, 0, 0))
        for one in group:
            span = one.name.span
            grid.add_row(f"{span.start}–{span.end}", line(one.written.replace("\n", " ")), _sentence(one))
        lines += inset([grid])
    return lines


def _sentence(one: Place) -> Text:
    """The sentence around the name in one line, the name in bold."""
    text, name, around = one.article.text, one.name.span, one.around
    parts = ((around.start, name.start, ""), (name.start, name.end, "bold"), (name.end, around.end, ""))
    return Text.assemble(*(line(text[start:end].replace("\n", " "), style) for start, end, style in parts))


def _why(contents: Contents, shown: Entity) -> list[RenderableType]:
    judged = judgements(contents)[shown.id]
    return [
        *_decisions("Why these are one", judged.together),
        *_decisions("Thought of and kept apart", judged.apart),
    ]


def _decisions(heading: str, judged: tuple[Decision, ...]) -> list[RenderableType]:
    if not judged:
        return []
    said = [
        line(
            f"{spelling_words(one.left)} – {spelling_words(one.right)}: {verdict_words(one)} "
            f"({one.score:.2f}): {reason_words(one)}"
        )
        for one in judged[:DECISIONS_SHOWN]
    ]
    rest = len(judged) - len(said)
    more = [line(f"and {counted(rest, 'more pair', 'more pairs')}", "dim")] if rest else []
    return [line(f"\n{heading}", "bold"), *said, *more]
