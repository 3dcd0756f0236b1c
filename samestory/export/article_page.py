"""An article as its page shows it: the text under all its marks, what each is, its place in the story.

Chooses what is shown; what the marks tell is article_marks.py's, how it looks the template's.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from samestory.export.article_marks import Reading, marked
from samestory.export.article_parts import ArticleView, HomePart, MarkedBlock, RowLink
from samestory.export.index import Index, letter, origin_of
from samestory.export.kinship import behind
from samestory.export.layers import Mark, layered
from samestory.export.marked import Block, blocks
from samestory.export.page import article_part, copy_part, held_for
from samestory.export.words import SYMBOL, reports, row_words
from samestory.model import Article, Contents, Story


def article_view(contents: Contents, article: str, lang: str | None = None) -> ArticleView:
    """What the page of the article with this id shows, for who reads ``lang``.

    ``contents`` has its story whole, the articles of its origin, and whom it names. Raises InputError for no
    language.
    """
    held = held_for(contents, lang)
    story, one = held.story_of.get(article), held.articles[article]
    read = marked(Reading(one, story, held, "name-{}".format))
    return ArticleView(
        article=article_part(held, article, story),
        blocks=_blocks(one, read.marks, _rows(story, article, held)),
        layers=read.layers,
        home=None if story is None else _home(story, article, held),
    )


def _blocks(
    article: Article, marks: Sequence[Mark], rows: dict[int, tuple[RowLink, ...]]
) -> tuple[MarkedBlock, ...]:
    cut = blocks(article)
    return tuple(
        MarkedBlock(
            kind=one.kind,
            number=one.number,
            span=one.span,
            pieces=layered(article.text, one.span, inside),
            rows=rows.get(one.number, ()) if one.kind == "sentence" else (),
        )
        for one, inside in zip(cut, _inside(cut, marks), strict=True)
    )


def _inside(cut: Sequence[Block], marks: Sequence[Mark]) -> list[list[Mark]]:
    """For each block the marks that reach into it."""
    starts = [one.span.start for one in cut]
    found: list[list[Mark]] = [[] for _ in cut]
    for mark in marks:
        for place in range(max(0, bisect_right(starts, mark.span.start) - 1), len(cut)):
            if cut[place].span.start >= mark.span.end:
                break
            found[place].append(mark)
    return found


def _rows(story: Story | None, article: str, held: Index) -> dict[int, tuple[RowLink, ...]]:
    """The rows that each sentence of ``article`` stands in, by its number; none in a story told once."""
    found: dict[int, list[RowLink]] = {}
    if story is None or len(story.articles) == 1:
        return {}
    for number, row in enumerate(story.account.rows, 1):
        link = RowLink(
            number=number,
            symbol=SYMBOL[row.kind],
            words=row_words(row, held.speech),
            href=f"story-{story.id}#{story.id}-row{number}",
        )
        for cell in (cell for cells in row.cells for cell in cells if cell.article == article):
            for sentence in range(cell.sentence, cell.sentence + cell.count):
                found.setdefault(sentence, []).append(link)
    return {sentence: tuple(links) for sentence, links in found.items()}


def _home(story: Story, article: str, held: Index) -> HomePart:
    place = origin_of(story).get(article, 0)
    origin = story.origins[place]
    stands = next((one for one in behind(story, origin) if one.article == article), None)
    head = story.title(held.reader)
    others = (one for one in origin.articles if one != article and one in held.articles)
    return HomePart(
        id=story.id,
        title="" if head is None else head.words.strip(),
        lang=None if head is None else head.lang,
        reports=reports(story, held.speech),
        letter=letter(place),
        copy=None if stands is None else copy_part(stands, article_part(held, article, story), held),
        model=None if stands is None else stands.model,
        behind=tuple(article_part(held, one, story) for one in others),
    )
