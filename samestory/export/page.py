"""Contents as the parts of the report page, in reading order.

Chooses what is shown and in which order; how it looks is the template's.
"""

from __future__ import annotations

from samestory.export.dates import HOW, earliest, iso, spoken
from samestory.export.disputes import Dispute, disputes
from samestory.export.gist import gist
from samestory.export.index import (
    Index,
    dated,
    index,
    letter,
    lone,
    most_reported,
    threads,
    witness,
)
from samestory.export.kinship import Behind, behind, passages
from samestory.export.marked import blocks, pieces
from samestory.export.names_page import DECISIONS_SHOWN, cast, decision_part, key_names
from samestory.export.parts import (
    ArticlePart,
    CellPart,
    ColumnPart,
    CopyPart,
    DecisionPart,
    DisputePart,
    KeysPart,
    OriginPart,
    Page,
    RowPart,
    StoryPart,
    ThreadPart,
    VoicePart,
    WordingPart,
)
from samestory.export.why import Beside, Why, whys
from samestory.export.words import (
    KIND_WORDS,
    SYMBOL,
    direction_words,
    figures,
    language,
    passage_words,
    reports,
    row_words,
    share_words,
    wording_words,
)
from samestory.model import Article, Cell, Contents, Decision, Span, Statement, Story

# Rows shown before the rest folds away.
ROWS_OPEN = 40
# With more stories than this, a browser must not lay out the whole page at once.
LARGE = 100


def page(contents: Contents) -> Page:
    """Everything the report shows of ``contents``, in reading order."""
    held = index(contents)
    why = whys(contents, held)
    most = most_reported(contents)
    told = threads(contents)
    keys = key_names(contents)
    parts = {
        one.id: _story(one, held, why[one.id], keys[one.id], most=one.id == most)
        for thread in told
        for one in thread
    }
    languages = tuple(dict.fromkeys(language(one.lang) for one in contents.articles))
    return Page(
        counts=figures(contents),
        languages=languages,
        threads=tuple(
            ThreadPart(stories=tuple(parts[one.id] for one in thread)) for thread in told if not lone(thread)
        ),
        singles=tuple(parts[thread[0].id] for thread in told if lone(thread)),
        unplaced=tuple(_article(held, one, None) for one in held.unplaced()),
        cast=cast(contents, held, parts.values()),
        failures=contents.failures,
        rows_open=ROWS_OPEN,
        large=len(contents.stories) > LARGE,
    )


def _story(story: Story, held: Index, why: Why, keys: tuple[KeysPart, ...], *, most: bool) -> StoryPart:
    parts = {one: _article(held, one, story) for one in story.articles}
    first = earliest(story.dates)
    rows = tuple(_row(story, number, row, parts, held) for number, row in enumerate(story.account.rows))
    shown = {one.words(one.title): one.lang for one in (held.articles[article] for article in story.articles)}
    return StoryPart(
        id=story.id,
        title=story.title.strip(),
        lang=shown.get(story.title),
        when="date not known" if first is None else spoken(first),
        time=None if first is None else iso(first.when),
        gist=gist(story, held),
        reports=reports(story),
        most=most,
        languages=tuple(language(one) for one in held.languages(story)),
        origins=_origins(story, parts, held),
        passages=tuple((passage_words(one, story, held), one.reasons) for one in passages(story)),
        rows=rows,
        counts={kind: sum(row.kind == kind for row in rows) for kind in SYMBOL},
        together=tuple(_inside(one, held) for one in why.together[:DECISIONS_SHOWN]),
        apart=tuple(_outside(one, story, held) for one in why.apart[:DECISIONS_SHOWN]),
        threaded=tuple(_outside(one, story, held) for one in why.threaded),
        unlisted=max(0, len(why.together) - DECISIONS_SHOWN),
        keys=keys,
        texts=tuple(parts[one] for one in story.articles),
    )


def _article(held: Index, article_id: str, story: Story | None) -> ArticlePart:
    article = held.articles[article_id]
    known = None if story is None else dated(story, article_id)
    when = article.published if known is None else known.when
    return ArticlePart(
        id=article.id,
        name=held.name(article.id),
        title=article.words(article.title),
        lang=article.lang,
        language=language(article.lang),
        outlet=article.outlet,
        files=held.sources(article.id),
        url=_web(article),
        time=iso(when),
        when="date not known" if known is None else spoken(known),
        how="" if known is None else HOW[known.how],
        reason=when.reason if when else None,
        blocks=blocks(article),
    )


def _web(article: Article) -> str | None:
    # Any other scheme (javascript:, data:) would run or hide something behind a link.
    url = article.url or ""
    return url if url.lower().startswith(("http://", "https://")) else None


def _origins(story: Story, parts: dict[str, ArticlePart], held: Index) -> tuple[OriginPart, ...]:
    return tuple(
        OriginPart(
            letter=letter(place),
            witness=parts[witness(origin)],
            copies=tuple(_copy(one, parts, held) for one in behind(story, origin)),
        )
        for place, origin in enumerate(story.origins)
    )


def _copy(stands: Behind, parts: dict[str, ArticlePart], held: Index) -> CopyPart:
    return CopyPart(
        article=parts[stands.article],
        share=stands.share,
        share_words=share_words(stands, held),
        direction=direction_words(stands, held),
        reasons=stands.reasons,
    )


def _row(story: Story, number: int, row: Statement, parts: dict[str, ArticlePart], held: Index) -> RowPart:
    marks = _marks(row)
    columns = tuple(
        _column(place, witness(story.origins[place]), [_cell(one, marks, parts, held) for one in cells])
        for place, cells in enumerate(row.cells)
    )
    return RowPart(
        id=_row_id(story, number),
        number=number + 1,
        kind=row.kind,
        symbol=SYMBOL[row.kind],
        label=row_words(row),
        columns=columns,
        disputes=tuple(_dispute(one, parts) for one in disputes(row, held)),
    )


def _column(place: int, first: str, cells: list[CellPart]) -> ColumnPart:
    article = cells[0].article if cells else None
    return ColumnPart(
        letter=letter(place),
        name="" if article is None else article.outlet or article.name,
        named=article is not None and article.id != first,
        cells=tuple(cells),
    )


def _row_id(story: Story, number: int) -> str:
    return f"{story.id}-row{number + 1}"


def _marks(row: Statement) -> dict[tuple[str, int], list[Span]]:
    marks: dict[tuple[str, int], list[Span]] = {}
    for one in row.differences:
        for cell, span in ((one.left, one.left_span), (one.right, one.right_span)):
            if span.start < span.end:
                marks.setdefault((cell.article, cell.sentence), []).append(span)
    return marks


def _cell(
    cell: Cell, marks: dict[tuple[str, int], list[Span]], parts: dict[str, ArticlePart], held: Index
) -> CellPart:
    text = held.articles[cell.article].text
    return CellPart(
        article=parts[cell.article],
        number=cell.sentence + 1,
        href=f"{cell.article}-s{cell.sentence}",
        pieces=pieces(text, cell.span, marks.get((cell.article, cell.sentence), [])),
    )


def _dispute(one: Dispute, parts: dict[str, ArticlePart]) -> DisputePart:
    return DisputePart(
        kind=KIND_WORDS[one.kind],
        sides=tuple(
            tuple(
                WordingPart(
                    words=wording_words(one, wording),
                    lang=parts[wording.voices[0].article].lang if wording.words else "en",
                    voices=tuple(
                        VoicePart(
                            letter=letter(voice.place),
                            article=parts[voice.article],
                            otherwise=voice.otherwise,
                        )
                        for voice in wording.voices
                    ),
                )
                for wording in wordings
            )
            for wordings in one.sides
        ),
    )


def _inside(one: Decision, held: Index) -> DecisionPart:
    return decision_part(one, left=held.name(one.left), right=held.name(one.right), href=None)


def _outside(beside: Beside, story: Story, held: Index) -> DecisionPart:
    one, other = beside.decision, beside.story
    near, far = (one.left, one.right)
    if held.holding(far) == story:
        near, far = far, near
    return decision_part(one, left=_called(near, held), right=_title(other, held), href=f"story-{other.id}")


def _called(known: str, held: Index) -> str:
    return held.name(known) if known in held.articles else "this story"


def _title(story: Story, held: Index) -> str:
    return story.title.strip() or held.name(story.articles[0])
