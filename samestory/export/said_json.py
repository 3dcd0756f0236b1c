"""What is said as plain JSON values, with the place of every quote.

Writes nothing and encodes nothing; whoever calls turns the values into text.
"""

from __future__ import annotations

from typing import Any

from samestory.export.index import Index, find_story, index, letter
from samestory.export.reader import reader, title
from samestory.export.said import Names, Spoken, Voice, Wording, by_entity
from samestory.export.spans import words_at
from samestory.model import Article, Contents, Entity, Quote, Span


def quotes(
    contents: Contents, story_id: str | None = None, by: Entity | None = None, lang: str | None = None
) -> dict[str, Any]:
    """Every story in which something is quoted, or one, with its utterances; all or those of ``by``.

    Each has ``id``, ``title`` and ``utterances``: ``id``, ``speaker`` (``entity`` and ``name``),
    ``audience``, ``origins`` and ``languages``, ``known_first`` (whether the first wording is known to be
    that), and ``wordings``, the first in front: ``article``, ``file``, ``outlet``, ``lang``, ``origin``,
    ``how``, ``speaker`` as told there, and ``quotes``, each with its words and offsets (code points,
    half-open, into the article's text), ``kind`` and ``reason``, and the places of ``cue``, ``speaker``,
    ``name`` and ``audience``. Raises InputError where no story has this id, and for no language.
    """
    held = index(contents, reader(contents, lang))
    names = Names(held)
    stories = contents.stories if story_id is None else (find_story(contents, story_id),)
    told = [(one, names.spoken(one) if by is None else by_entity(names.spoken(one), by)) for one in stories]
    return {
        "stories": [
            {
                "id": story.id,
                "title": title(story, held),
                "utterances": [_spoken(one, held) for one in spoken],
            }
            for story, spoken in told
            if spoken
        ]
    }


def _spoken(one: Spoken, held: Index) -> dict[str, Any]:
    return {
        "id": one.id,
        "speaker": _voice(one.voice),
        "audience": one.audience or None,
        "origins": one.origins,
        "languages": list(one.languages),
        "known_first": one.known_first,
        "wordings": [_wording(each, held) for each in one.wordings],
    }


def _wording(one: Wording, held: Index) -> dict[str, Any]:
    return {
        "article": one.article.id,
        "file": held.sources(one.article.id)[0],
        "outlet": one.article.outlet,
        "lang": one.article.lang,
        "origin": letter(one.origin),
        "how": one.said.how,
        "speaker": _voice(one.voice),
        "quotes": [quote(one.article, each) for each in one.quotes],
    }


def _voice(voice: Voice) -> dict[str, Any]:
    return {"entity": None if voice.entity is None else voice.entity.id, "name": voice.words or None}


def quote(article: Article, quote: Quote) -> dict[str, Any]:
    """One quote of an article, with the places of who says it to whom."""
    name = None if quote.name is None else article.names[quote.name].span
    return {
        **words_at(article, quote.span),
        "kind": quote.kind,
        "cue": _place(article, quote.cue),
        "speaker": _place(article, quote.speaker),
        "name": _place(article, name),
        "audience": _place(article, quote.audience),
        "reason": quote.reason,
    }


def _place(article: Article, span: Span | None) -> dict[str, Any] | None:
    return None if span is None else words_at(article, span)
