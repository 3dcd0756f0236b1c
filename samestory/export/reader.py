"""What a reader's language puts first: a story's title, sentences of a row, columns. It leaves nothing out.

Texts stay as their articles have them; an origin keeps its letter wherever it stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from samestory.export.index import Index
from samestory.lang import meant
from samestory.model import Cell, Contents, Statement, Story, Titled


def reader(contents: Contents, code: str | None) -> str | None:
    """The language ``code`` means, without its country: "ro" for "ro-RO"; None for none.

    Raises InputError for what is no language of ours nor of any article.
    """
    return None if code is None else meant(code, {article.lang for article in contents.articles})


def title(told: Titled, held: Index) -> str:
    """The title of a story or thread in the reader's language, else the most central; empty where none is."""
    chosen = told.title(held.reader)
    return "" if chosen is None else chosen.words.strip()


def story_title(story: Story, held: Index) -> str:
    """Its ``title``; where it has none, the name of its first article, which says so."""
    return title(story, held) or f"{held.name(story.articles[0])} (no title)"


def readable(cells: Sequence[Cell], held: Index) -> tuple[Cell, ...]:
    """One origin's cells of a row, those in the reader's language first."""
    return tuple(sorted(cells, key=lambda cell: held.articles[cell.article].lang != held.reader))


def speaking(row: Statement, held: Index) -> tuple[int, ...]:
    """The numbers of the origins that state ``row``, those with a sentence in the reader's language first."""
    told = [place for place, cells in enumerate(row.cells) if cells]
    return tuple(sorted(told, key=lambda place: not _speaks(row.cells[place], held)))


def columns(story: Story, held: Index) -> tuple[int, ...]:
    """The numbers of all origins, first those with most sentences in the reader's language."""
    met: Counter[int] = Counter()
    for row in story.account.rows:
        met.update(place for place, cells in enumerate(row.cells) if _speaks(cells, held))
    return tuple(sorted(range(len(story.origins)), key=lambda place: -met[place]))


def _speaks(cells: Sequence[Cell], held: Index) -> bool:
    return any(held.articles[cell.article].lang == held.reader for cell in cells)
