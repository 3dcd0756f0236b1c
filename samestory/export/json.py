"""Stories and accounts as plain JSON values: dicts, lists, strings, numbers and None.

Writes nothing and encodes nothing; whoever calls turns the values into text.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from samestory.export import about_json, events_json, names_json
from samestory.export.chosen import chosen
from samestory.export.dates import iso
from samestory.export.index import Index, dated, find_story, index, letter
from samestory.export.reader import readable, reader, speaking
from samestory.export.spans import words_at
from samestory.export.terms import Called, forms, shown, things
from samestory.export.texts import Tellings, tellings
from samestory.export.why import whys
from samestory.model import (
    Article,
    Cell,
    Contents,
    Copy,
    Difference,
    Origin,
    Reason,
    Span,
    Statement,
    Story,
    Term,
)


def listing(contents: Contents, lang: str | None = None) -> dict[str, Any]:
    """Every story with its articles and origins, every entity, and every failure.

    ``stories`` holds ``id``, ``title`` (in the language ``lang`` where there is one), ``title_from`` and
    ``about`` (``entities``, ``place`` and ``time``, each with where it is read), ``thread``, ``reports``
    and ``independent_origins`` (how many), ``articles`` (one for each file an article was seen
    at: ``file``, ``lang``, ``title``, ``published``, ``published_how``, ``published_doubted``,
    ``published_reason``) and
    ``origins`` (lists of files); ``threads`` are those of about_json.timelines; ``entities`` those of
    names_json.listed; ``failures`` holds ``file`` and ``reason``. ``published`` is ISO 8601, as fine as it is
    known, or None.
    """
    held = index(contents, reader(contents, lang))
    return {
        "stories": stories(contents, lang),
        "threads": about_json.timelines(contents, held, whys(contents, held)),
        "entities": names_json.listed(contents),
        "failures": [{"file": one.source, "reason": one.reason} for one in contents.failures],
    }


def stories(contents: Contents, lang: str | None = None) -> list[dict[str, Any]]:
    """Every story as in ``listing``."""
    held = index(contents, reader(contents, lang))
    return [_listed(held, story) for story in contents.stories]


def account(
    contents: Contents, story_id: str, rows: int | None = None, lang: str | None = None
) -> dict[str, Any]:
    """The full account of one story: articles, dates, origins, rows, competing terms, copies, events, names.

    With ``rows``, only so many rows, those that tell most; ``rows_left_out`` counts the others. What is in
    the language ``lang`` comes first: the title, an origin's cells, ``said_by``, a wording's sides and terms.

    Each sentence comes with its article, file, text and offsets (``start``, ``end``: code points,
    half-open, into the article's text). Raises InputError where no story has this id, and for no language.
    """
    held = index(contents, reader(contents, lang))
    story = find_story(contents, story_id)
    told = tellings(story.account)
    kept = chosen(story.account, rows)
    return {
        **_counted(held, story),
        "articles": [_article(held, one) for one in story.articles],
        "dates": [
            {"article": one, "file": held.sources(one)[0], **_published(story, one)} for one in story.articles
        ],
        "origins": [_origin(held, place, one) for place, one in enumerate(story.origins)],
        "rows": [_row(held, story.account.rows[number], told[number]) for number in kept],
        "rows_left_out": len(story.account.rows) - len(kept),
        "wordings": [{"sides": [_called(held, side) for side in thing]} for thing in things(story, held)],
        "copies": [_copy(held, one) for one in story.account.copies],
        "events": events_json.within(story, held),
        "entities": names_json.within(contents, story.articles),
    }


def _counted(held: Index, story: Story) -> dict[str, Any]:
    return {
        "id": story.id,
        **about_json.told(story, held),
        "thread": story.thread,
        "reports": len(story.articles),
        "independent_origins": len(story.origins),
    }


def _listed(held: Index, story: Story) -> dict[str, Any]:
    return {
        **_counted(held, story),
        "articles": [
            {
                "file": file,
                "lang": held.articles[one].lang,
                "title": held.articles[one].words(held.articles[one].title),
                **_published(story, one),
            }
            for one in story.articles
            for file in held.sources(one)
        ],
        "origins": [_files(held, one) for one in story.origins],
    }


def _files(held: Index, origin: Origin) -> list[str]:
    return [file for one in origin.articles for file in held.sources(one)]


def _published(story: Story, article: str) -> dict[str, str | None]:
    known = dated(story, article)
    return {
        "published": iso(known.when),
        "published_how": known.how,
        "published_doubted": iso(known.doubted),
        "published_reason": known.when.reason if known.when else None,
    }


def _article(held: Index, article_id: str) -> dict[str, Any]:
    article = held.articles[article_id]
    return {
        "id": article.id,
        "files": list(held.sources(article.id)),
        "lang": article.lang,
        "title": article.words(article.title),
        "outlet": article.outlet,
        "author": article.author,
        "url": article.url,
        "credits": list(article.credits),
    }


def _origin(held: Index, place: int, origin: Origin) -> dict[str, Any]:
    return {
        "letter": letter(place),
        "witness": origin.articles[0],
        "articles": list(origin.articles),
        "files": _files(held, origin),
    }


def _row(held: Index, row: Statement, told: Tellings) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "said_by": list(speaking(row, held)),
        "texts": [list(one) for one in told],
        "cells": [[_cell(held, one) for one in readable(column, held)] for column in row.cells],
        "differences": [_difference(held, one) for one in row.differences],
    }


def _cell(held: Index, cell: Cell) -> dict[str, Any]:
    article = held.articles[cell.article]
    return {
        "article": cell.article,
        "file": held.sources(cell.article)[0],
        "lang": article.lang,
        "sentence": cell.sentence,
        **words_at(article, cell.span),
    }


def _difference(held: Index, difference: Difference) -> dict[str, Any]:
    return {
        "kind": difference.kind,
        "left": _side(held, difference.left, difference.left_span),
        "right": _side(held, difference.right, difference.right_span),
    }


def _side(held: Index, cell: Cell, span: Span) -> dict[str, Any]:
    return {**_cell(held, cell), **words_at(held.articles[cell.article], span)}


def _called(held: Index, side: Sequence[Called]) -> dict[str, Any]:
    return {"terms": [_term(held, term) for one in side for term in one.terms]}


def _term(held: Index, term: Term) -> dict[str, Any]:
    article = held.articles[term.article]
    return {
        "article": article.id,
        "file": held.sources(article.id)[0],
        "outlet": article.outlet,
        "lang": article.lang,
        "written": shown(forms(term, held)),
        "places": [words_at(article, span) for span in term.spans],
    }


def _copy(held: Index, copy: Copy) -> dict[str, Any]:
    left, right = held.articles[copy.left], held.articles[copy.right]
    source = copy.source
    return {
        "verdict": copy.verdict,
        "left": {"article": left.id, "file": held.sources(left.id)[0], "share": copy.left_share},
        "right": {"article": right.id, "file": held.sources(right.id)[0], "share": copy.right_share},
        "source": source,
        "source_file": held.sources(source)[0] if source in held.articles else None,
        "pairs": [
            {
                "left": _stretch(left, pair.left),
                "right": _stretch(right, pair.right),
                "score": pair.score,
            }
            for pair in copy.pairs
        ],
        "made_by": copy.made_by,
        "reasons": [_reason(one) for one in copy.reasons],
    }


def _stretch(article: Article, numbers: tuple[int, ...]) -> dict[str, Any]:
    """One sentence, or two neighbours with what stands between them."""
    whole = Span(article.sentences[numbers[0]].start, article.sentences[numbers[-1]].end)
    return {"sentences": list(numbers), **words_at(article, whole)}


def _reason(reason: Reason) -> dict[str, Any]:
    return {"name": reason.name, "value": reason.value, "says": reason.says}
