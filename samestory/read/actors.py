"""Whose and what an actor is: the country and the sector that a text tells of who it names.

Told by the words of a body's own name and by what touches a name; what no word tells stays unknown. Which
mentions are one actor, and what most of them tell, is gather's.
"""

from __future__ import annotations

from typing import NamedTuple

from samestory.lang import Language, load
from samestory.model import Article, NameType, Span, Standing
from samestory.read.actors_beside import apposed, before_body, before_comma, before_person, behind, onward
from samestory.read.actors_said import Told, said
from samestory.read.sectors import Word, marked


class Mentioned(NamedTuple):
    """Who is named: the name's span and type (None for any other phrase), and a person's post."""

    span: Span
    type: NameType | None = None
    post: Span | None = None


def standings(article: Article) -> tuple[Standing, ...]:
    """What the words at each name of ``article`` tell of its actor; a name that tells nothing has none."""
    language = load(article.lang)
    found = (
        (place, told(article.text, Mentioned(one.span, one.type, one.post), language))
        for place, one in enumerate(article.names)
    )
    return tuple(
        Standing(
            name=place,
            country=one.country,
            sector=one.sector,
            country_span=one.country_span,
            sector_span=one.sector_span,
        )
        for place, one in found
        if one != Told()
    )


def told(text: str, named: Mentioned, language: Language) -> Told:
    """What the words at one mention tell of its actor."""
    if named.type in ("work", "event"):
        return Told()
    if named.type == "place":
        return _of_place(text, named.span, language)
    if named.type == "person":
        return _of_person(text, named, language)
    own = marked(text, named.span, language)
    own = own if named.type is None else [_in_name(word) for word in own]
    words = [*before_body(text, named.span.start, own, language), *own, *onward(text, own, language)]
    return said(text, words, named.span if named.type is None else None, language)


def _in_name(word: Word) -> Word:
    """A word of two kinds tells no sector as part of a name ("Agency" of what; but "the agency Lorn")."""
    return word._replace(meaning=word.meaning.bare()) if "carrier" in word.meaning.roles else word


def _of_place(text: str, span: Span, language: Language) -> Told:
    """A territory or a city known; its government is told of by other words."""
    words = [word for word in marked(text, span, language) if "filler" not in word.meaning.roles]
    country = words[0].meaning.country if len(words) == 1 else None
    return Told() if country is None else Told(country, words[0].span)


def _of_person(text: str, named: Mentioned, language: Language) -> Told:
    """What stands before the name, and the post behind it; the name itself tells nothing."""
    start, post = named.span.start, named.post
    if post is not None and post.start < start:
        return said(text, before_person(text, start, language, post), None, language)
    if post is not None:
        found = behind(text, post, language)
    else:
        found = before_comma(text, named.span, language) or apposed(text, named.span.end, language)
    first = said(text, found, None, language)
    second = said(text, before_person(text, start, language), None, language)
    return Told(
        *((first if first.country is not None else second)[:2]),
        *((first if first.sector is not None else second)[2:]),
    )
