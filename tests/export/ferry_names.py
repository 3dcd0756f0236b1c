"""Who is named in the synthetic dossier: marked by hand, with what was decided of the spellings."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from samestory.model import (
    Actor,
    Article,
    Clue,
    Contents,
    Decision,
    Entity,
    Mention,
    NameMention,
    NameType,
    Reason,
    Span,
    Spelling,
    Spot,
)

IMAGE = "<img src=http://evil.example/x>"
POSTS = ("căpitanul", "капитан")
# Each entity: its id, shown name, type, and how it is written.
CAST: tuple[tuple[str, str, NameType, tuple[str, ...]], ...] = (
    ("e-corva", "Corva", "place", ("Corva", "Корва", "كورفا")),
    ("e-meridian", "Meridian", "work", ("Meridian", "Меридиан", "ميريديان")),
    ("e-dorca", "Ilie Dorca", "person", ("Ilie Dorca", "Илие Дорка")),
    ("e-oleg", "Олег Н.", "person", ("Олег Н",)),
    ("e-litoral", "Litoral", "organisation", ("Litoral Agency", "Агенция Литорал")),
    ("e-laden", "Ладен", "place", ("Ладен",)),
    ("e-image", IMAGE, "event", (IMAGE,)),
)


def named(contents: Contents) -> Contents:
    """``contents`` with names in its articles, entities, and decisions on them."""
    articles = {one.id: _with_names(one) for one in contents.articles}
    entities = tuple(_entity(articles.values(), *one) for one in CAST)
    return msgspec.structs.replace(
        contents,
        articles=tuple(articles.values()),
        entities=entities,
        decisions=(*contents.decisions, *_decisions()),
    )


def standing(contents: Contents) -> Contents:
    """``contents`` with the captain's country and sector, told by his posts and a word of the first title."""
    held = {one.id: one for one in contents.articles}
    dorca = next(one for one in contents.entities if one.id == "e-dorca")
    posts = [(m.article, held[m.article].names[m.name].post) for m in dorca.mentions]
    country = Clue(tells="country", value="RO", spot=Spot(article=posts[0][0], span=Span(0, 4)))
    sectors = (Clue(tells="sector", value="LAB", spot=Spot(article=i, span=post)) for i, post in posts)
    told = msgspec.structs.replace(dorca, actor=Actor(country="RO", sector="LAB", clues=(country, *sectors)))
    entities = tuple(told if one.id == dorca.id else one for one in contents.entities)
    return msgspec.structs.replace(contents, entities=entities)


def _with_names(article: Article) -> Article:
    found = sorted(
        (Span(*at.span()), kind)
        for _, _, kind, forms in CAST
        for form in forms
        for at in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", article.text)
    )
    names = tuple(
        NameMention(span=span, type=kind, score=0.9, post=_post(article.text, span)) for span, kind in found
    )
    return msgspec.structs.replace(article, names=names)


def _post(text: str, span: Span) -> Span | None:
    for post in POSTS:
        if text[: span.start].endswith(f"{post} "):
            return Span(span.start - len(post) - 1, span.start - 1)
    return None


def _entity(
    articles: Iterable[Article], id_: str, name: str, kind: NameType, forms: tuple[str, ...]
) -> Entity:
    mentions, counts = [], dict[tuple[str, str], int]()
    for article in articles:
        for number, each in enumerate(article.names):
            written = each.span.of(article.text)
            if written in forms:
                mentions.append(Mention(article=article.id, name=number))
                counts[article.lang, written] = counts.get((article.lang, written), 0) + 1
    spellings = tuple(
        Spelling(key=f"{kind}:{lang}:{written}", lang=lang, written=written, count=count)
        for (lang, written), count in counts.items()
    )
    return Entity(id=id_, name=name, type=kind, mentions=tuple(mentions), spellings=spellings)


def _decisions() -> tuple[Decision, ...]:
    sound = Reason(name="sound", value=0.93, says="they sound alike in Latin letters")
    apart = Reason(name="place", value=0.0, says="never named in one story")
    dorca = ("person:bg:Илие Дорка", "person:ro:Ilie Dorca")
    return (
        Decision(kind="entity", left=dorca[0], right=dorca[1], verdict="same", score=0.93, reasons=(sound,)),
        Decision(
            kind="entity", left="place:bg:Корва", right="place:ro:Corva", verdict="same", score=1.0,
            made_by="user:Maria Ionescu",
        ),
        Decision(
            kind="entity", left="place:bg:Корва", right="place:ru:Ладен", verdict="different", score=0.3,
            reasons=(apart,),
        ),
    )  # fmt: skip
