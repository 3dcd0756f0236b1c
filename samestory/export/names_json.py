"""Entities as plain JSON values, with the place of every mention.

Writes nothing and encodes nothing; whoever calls turns the values into text.
"""

from __future__ import annotations

from typing import Any

from msgspec import structs

from samestory.export.index import Index, index
from samestory.export.named import (
    Judgements,
    Place,
    by_language,
    in_articles,
    judgements,
    places,
    posts,
    ranked,
)
from samestory.export.spans import words_at
from samestory.export.standings import clues
from samestory.model import Article, Clue, Contents, Decision, Entity, NameType, Span


def listed(contents: Contents, only: NameType | None = None) -> list[dict[str, Any]]:
    """Every entity, or those of one type, those named in most articles first.

    ``id``, ``name``, ``type``, ``country`` and ``sector`` (codes, None where not told), ``articles`` (ids),
    ``spellings`` (``lang``, ``written``, ``count``) and
    ``mentions`` (``article``, ``file``, ``lang``, ``sentence``, ``text``, ``start``, ``end``, ``score``,
    ``post``). ``sentence`` is its number, None in a title or subtitle.
    """
    held = index(contents)
    return [_entity(one, places(one, held), held) for one in ranked(contents, only)]


def within(contents: Contents, articles: tuple[str, ...]) -> list[dict[str, Any]]:
    """The entities that ``articles`` name, those in most of them first, with their mentions there alone."""
    held, inside = index(contents), frozenset(articles)
    there = (
        structs.replace(one, mentions=tuple(each for each in one.mentions if each.article in inside))
        for one in contents.entities
    )
    named = structs.replace(contents, entities=tuple(one for one in there if one.mentions))
    return [_entity(one, places(one, held), held) for one in ranked(named)]


def shown(contents: Contents, entity: Entity) -> dict[str, Any]:
    """One entity as in ``listed``, each mention with the sentence ``around`` it, and what was decided.

    ``clues`` are the words that tell its country and sector, those of each article's first mention that does:
    ``tells``, ``value``, ``article``, ``file``, ``lang``, ``text``, ``start``, ``end``. ``posts`` holds
    ``lang``, ``text`` and ``count``; ``articles_left_out`` counts the articles that name it and are not held,
    whose mentions are not there; ``decisions`` holds, of pairs of spellings, ``left``,
    ``right``, ``verdict``, ``score``, ``made_by`` and ``reasons``.
    """
    held = index(contents)
    found = places(entity, held)
    told = _entity(entity, found, held)
    mentions = [
        {**one, "around": words_at(each.article, each.around)}
        for one, each in zip(told["mentions"], found, strict=True)
    ]
    return {
        **told,
        "mentions": mentions,
        "clues": [_clue(one, article, span, held) for one, article, span in clues(entity, held)],
        "posts": [{"lang": lang, "text": words, "count": count} for lang, words, count in posts(found)],
        "decisions": _decisions(judgements(contents)[entity.id]),
        "articles_left_out": sum(one not in held.articles for one in in_articles(entity)),
    }


def _entity(entity: Entity, found: tuple[Place, ...], held: Index) -> dict[str, Any]:
    return {
        "id": entity.id,
        "name": entity.name,
        "type": entity.type,
        "country": entity.actor.country,
        "sector": entity.actor.sector,
        "articles": list(in_articles(entity)),
        "spellings": [
            {"lang": one.lang, "written": one.written, "count": one.count}
            for spellings in by_language(entity).values()
            for one in spellings
        ],
        "mentions": [_mention(one, held) for one in found],
    }


def _mention(one: Place, held: Index) -> dict[str, Any]:
    post = one.name.post
    return {
        "article": one.article.id,
        "file": held.sources(one.article.id)[0],
        "lang": one.article.lang,
        "sentence": one.sentence,
        **words_at(one.article, one.name.span),
        "score": one.name.score,
        "post": None if post is None else words_at(one.article, post),
    }


def _clue(one: Clue, article: Article, span: Span, held: Index) -> dict[str, Any]:
    return {
        "tells": one.tells,
        "value": one.value,
        "article": article.id,
        "file": held.sources(article.id)[0],
        "lang": article.lang,
        **words_at(article, span),
    }


def _decisions(judged: Judgements) -> list[dict[str, Any]]:
    return [_decision(one) for one in (*judged.together, *judged.apart)]


def _decision(one: Decision) -> dict[str, Any]:
    return {
        "left": one.left,
        "right": one.right,
        "verdict": one.verdict,
        "score": one.score,
        "made_by": one.made_by,
        "reasons": [{"name": each.name, "value": each.value, "says": each.says} for each in one.reasons],
    }
