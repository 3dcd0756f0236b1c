"""Articles with names marked by hand, and dossiers that hold them, for tests of who is named."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from samestory import pipeline
from samestory.ids import content_id
from samestory.model import Article, Contents, Entity, Mention, NameMention, Span, Spelling
from samestory.store.view import View
from samestory.store.writer import Batch, Encoded, Sighting, Writer

MARK = re.compile(r"\{(\w+):([^}]*)\}")
WIDTH = 384


def marked(file: str, lang: str, title: str | None, *sentences: str, **more: str) -> Article:
    """An article whose names are marked "{person:Ilie Dorca}"; "{post:captain}" is that of the next name."""
    text, names, spans = "", [], []
    post: Span | None = None
    for part in (*([] if title is None else [title]), *sentences):
        at = len(text)
        cut = 0
        for mark in MARK.finditer(part):
            text += part[cut : mark.start()]
            span = Span(len(text), len(text) + len(mark[2]))
            text += mark[2]
            cut = mark.end()
            if mark[1] == "post":
                post = span
            else:
                names.append(NameMention(span=span, type=mark[1], score=0.9, post=post))  # type: ignore[arg-type]
                post = None
        text += part[cut:]
        spans.append(Span(at, len(text)))
        text += "\n"
    return Article(
        id=content_id("article", text), document_id=f"doc-{file}", source=file, lang=lang, text=text,
        title=None if title is None else spans[0], sentences=tuple(spans[title is not None :]),
        names=tuple(names), **more,  # type: ignore[arg-type]
    )  # fmt: skip


CAPTAIN = marked(
    "captain.txt", "ro", "{person:Ilie Dorca} a readus feribotul în {place:Corva}",
    "{post:Căpitanul} {person:Ilie Dorca} a vorbit joi.",
    "{person:Dorca} lucrează la {organisation:Litoral}.",
    outlet="Agenția Litoral",
)  # fmt: skip
BEARD = marked(
    "beard.txt", "en", "{person:Whitebeard} brings a ferry home",
    "Sailors know the {post:captain} {person:Whitebeard}.", "“I slept well,” {person:Whitebeard} said.",
)  # fmt: skip
MAYOR = marked(
    "mayor.txt", "bg", None, "{post:Кметът} {person:Мара Велик} чака в {place:Корва}.",
    "{person:Велик} прие моряците.",
)  # fmt: skip
ALL = (CAPTAIN, BEARD, MAYOR)


def entity(name: str, *written: tuple[str, str, int], kind: str = "person") -> Entity:
    """An entity of spellings given as language, written form and count, without its mentions' articles."""
    spellings = tuple(
        Spelling(key=f"{kind}:{lang}:{form}", lang=lang, written=form, count=count)
        for lang, form, count in written
    )
    mentions = tuple(Mention(article=f"a{n}", name=0) for n in range(sum(one.count for one in spellings)))
    keys = (one.key for one in spellings)
    return Entity(id=content_id(*keys), name=name, type=kind, mentions=mentions, spellings=spellings)  # type: ignore[arg-type]


def stored(dossier: Path, articles: Iterable[Article] = ALL, model: str = "m1") -> Path:
    """``dossier`` with ``articles`` added, each seen at its source, and all derived."""
    drawn = np.random.default_rng(7)
    with Writer.open(dossier) as writer:
        for one in articles:
            vectors = drawn.normal(size=(len(one.units()), WIDTH)).astype(np.float32)
            vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
            seen = Sighting("news", one.source, one.document_id)
            writer.add(Batch(articles=(Encoded(one, vectors, model),), sightings=(seen,)))
    pipeline.decide(dossier, ())
    return dossier


def contents(dossier: Path) -> Contents:
    """All that ``dossier`` holds."""
    with View.open(dossier) as view:
        return view.contents()
