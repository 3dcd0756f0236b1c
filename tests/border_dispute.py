"""A synthetic dossier of who acts on whom: two stories of one thread, five actors, every mood and sign."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np

from samestory.model import (
    Account,
    Actor,
    Article,
    Contents,
    Dated,
    Deed,
    DeedTold,
    Entity,
    Event,
    Mention,
    Mood,
    NameMention,
    NameType,
    Origin,
    Root,
    Span,
    Spelling,
    Story,
    Thread,
    Title,
    When,
)
from samestory.store.writer import Batch, Derived, Encoded, Sighting, Writer

# Each actor: its id, shown name, type, country and sector, and how it is written.
CAST: tuple[tuple[str, str, NameType, Actor, tuple[str, ...]], ...] = (
    ("e-lorn", "Lorn", "place", Actor(), ("Lorn", "Лорн")),
    ("e-vard", "Vard", "place", Actor(), ("Vard", "Вард")),
    ("e-tolen", "Mira Tolen", "person", Actor(country="RO", sector="GOV"), ("Mira Tolen", "Мира Толен")),
    ("e-dockers", "Dockers & <Sons>", "organisation", Actor(sector="LAB"), ("Dockers & <Sons>",)),
    ("e-orsa", "Orsa Union", "organisation", Actor(country="IGO"), ("Orsa Union",)),
)


class Told(NamedTuple):
    """A sentence of an article, and the deed in it: actors by id, root and mood."""

    sentence: str
    source: str
    target: str
    root: Root
    mood: Mood = "stated"


class Meant(NamedTuple):
    """An event by its place among those of ``EVENTS``, and where it is told: article, sentence."""

    source: str
    target: str
    root: Root
    mood: Mood
    when: When | None
    told: tuple[tuple[tuple[str, int], ...], ...]
    otherwise: tuple[tuple[tuple[str, int], ...], ...]


def day(number: int) -> When:
    """A day of May 2026."""
    start = datetime(2026, 5, number)
    return When(start=start, end=start + timedelta(1), granularity="day", reason="stated")


def article(name: str, lang: str, title: str, told: Sequence[Told]) -> Article:
    """An article whose every sentence tells one deed."""
    text, sentences = f"{title}\n\n", []
    for one in told:
        sentences.append(Span(len(text), len(text) + len(one.sentence)))
        text += f"{one.sentence} "
    names = sorted(
        (Span(*at.span()), kind)
        for _, _, kind, _, forms in CAST
        for form in forms
        for at in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text)
    )
    marked = Article(
        id=name,
        document_id=f"doc-{name}",
        source=f"{name}.txt",
        lang=lang,
        text=text,
        title=Span(0, len(title)),
        sentences=tuple(sentences),
        published=day(12),
        names=tuple(NameMention(span=span, type=kind) for span, kind in names),
    )
    return msgspec.structs.replace(marked, deeds=tuple(_deed(marked, n, one) for n, one in enumerate(told)))


def _deed(marked: Article, number: int, told: Told) -> Deed:
    around = marked.sentences[number]

    def place(id_: str) -> int:
        (forms,) = (forms for known, *_, forms in CAST if known == id_)
        return next(
            n
            for n, one in enumerate(marked.names)
            if around.start <= one.span.start < around.end and one.span.of(marked.text) in forms
        )

    return Deed(
        sentence=number,
        source=place(told.source),
        target=place(told.target),
        root=told.root,
        mood=told.mood,
        score=0.9,
    )


HERALD = article(
    "herald",
    "en",
    "Lorn and Vard quarrel over the pass",
    [
        Told("Lorn accused Vard of closing the pass.", "e-lorn", "e-vard", "ACCUSE"),
        Told("Vard rejected what Lorn says.", "e-vard", "e-lorn", "REJECT"),
        Told("Mira Tolen met envoys of the Orsa Union.", "e-tolen", "e-orsa", "CONSULT"),
        Told("Lorn may send troops to Vard.", "e-lorn", "e-vard", "MOBILIZE", "hypothetical"),
    ],
)
UTRO = article(
    "utro",
    "bg",
    "Лорн обвини Вард",
    [
        Told("Лорн обвини Вард, че е затворил прохода.", "e-lorn", "e-vard", "ACCUSE"),
        Told("Мира Толен отрича да е разговаряла с Лорн.", "e-tolen", "e-lorn", "CONSULT", "denied"),
        Told("Лорн ще помага на Вард.", "e-lorn", "e-vard", "AID", "planned"),
    ],
)
MAIL = article(
    "mail",
    "en",
    "Dockers march in Vard",
    [
        Told("Dockers & <Sons> marched against Vard.", "e-dockers", "e-vard", "PROTEST"),
        Told("Vard praised Dockers & <Sons> for keeping calm.", "e-vard", "e-dockers", "SUPPORT"),
        Told("Lorn sent Vard food.", "e-lorn", "e-vard", "AID"),
        Told("Dockers & <Sons> thanked Vard.", "e-dockers", "e-vard", "SUPPORT"),
    ],
)
ARTICLES = (HERALD, UTRO, MAIL)
FIRST = (
    Meant("e-lorn", "e-vard", "ACCUSE", "stated", day(11), ((("herald", 0),), (("utro", 0),)), ((), ())),
    Meant("e-vard", "e-lorn", "REJECT", "stated", None, ((("herald", 1),), ()), ((), (("utro", 0),))),
    Meant("e-tolen", "e-orsa", "CONSULT", "stated", day(12), ((("herald", 2),), ()), ((), ())),
    Meant("e-lorn", "e-vard", "MOBILIZE", "hypothetical", None, ((("herald", 3),), ()), ((), ())),
    Meant("e-tolen", "e-lorn", "CONSULT", "denied", None, ((), (("utro", 1),)), ((), ())),
    Meant("e-lorn", "e-vard", "AID", "planned", day(20), ((), (("utro", 2),)), ((), ())),
)
SECOND = (
    Meant("e-dockers", "e-vard", "PROTEST", "stated", day(13), ((("mail", 0),),), ((),)),
    Meant("e-vard", "e-dockers", "SUPPORT", "stated", None, ((("mail", 1),),), ((),)),
    Meant("e-lorn", "e-vard", "AID", "stated", day(13), ((("mail", 2),),), ((),)),
    Meant("e-dockers", "e-vard", "SUPPORT", "stated", None, ((("mail", 3),),), ((),)),
)


def event(number: int, meant: Meant) -> Event:
    """``meant`` as a record; its id is ``event-`` and the number of it."""
    held = {one.id: one for one in ARTICLES}

    def deeds(told: tuple[tuple[tuple[str, int], ...], ...]) -> tuple[tuple[DeedTold, ...], ...]:
        return tuple(tuple(DeedTold(article=a, deed=n) for a, n in origin) for origin in told)

    teller, place = next(one for origin in meant.told for one in origin)
    deed = held[teller].deeds[place]
    return Event(
        id=f"act{number}",
        source=Mention(article=teller, name=deed.source),
        target=Mention(article=teller, name=deed.target),
        root=meant.root,
        mood=meant.mood,
        when=meant.when,
        told=deeds(meant.told),
        otherwise=deeds(meant.otherwise),
    )


def entity(id_: str, name: str, kind: NameType, actor: Actor, forms: tuple[str, ...]) -> Entity:
    """One of the cast, with all that names it."""
    mentions = tuple(
        Mention(article=one.id, name=n)
        for one in ARTICLES
        for n, each in enumerate(one.names)
        if each.span.of(one.text) in forms
    )
    spellings = tuple(
        Spelling(key=f"{kind}:{lang}:{form}", lang=lang, written=form, count=1)
        for form, lang in zip(forms, ("en", "bg"), strict=False)
    )
    return Entity(id=id_, name=name, type=kind, mentions=mentions, spellings=spellings, actor=actor)


def titles(articles: Sequence[Article]) -> tuple[Title, ...]:
    """The headlines of ``articles``."""
    return tuple(
        Title(lang=one.lang, words=one.title.of(one.text), article=one.id, span=one.title)
        for one in articles
        if one.title is not None
    )


def story(id_: str, articles: Sequence[Article], meant: Sequence[Meant], begin: int) -> Story:
    """A story of independent ``articles``; its events are numbered from ``begin``."""
    return Story(
        id=id_,
        titles=titles(articles),
        thread="thread-pass",
        articles=tuple(one.id for one in articles),
        origins=tuple(Origin(articles=(one.id,)) for one in articles),
        dates=tuple(Dated(article=one.id, when=one.published, how="stated") for one in articles),
        account=Account(rows=(), copies=()),
        events=tuple(event(begin + n, one) for n, one in enumerate(meant)),
    )


def dispute() -> Contents:
    """Two stories: the quarrel in two reports, the march in one."""
    quarrel = story("story-quarrel", (HERALD, UTRO), FIRST, 0)
    march = story("story-march", (MAIL,), SECOND, len(FIRST))
    return Contents(
        articles=ARTICLES,
        files={one.id: (one.source,) for one in ARTICLES},
        stories=(quarrel, march),
        threads=(
            Thread(id="thread-pass", titles=titles((HERALD, UTRO)), stories=("story-quarrel", "story-march")),
        ),
        decisions=(),
        failures=(),
        entities=tuple(entity(*one) for one in CAST),
    )


def stored(dossier: Path) -> Path:
    """``dossier`` with all of it, as if it had been derived."""
    held = dispute()
    with Writer.open(dossier) as writer:
        for one in held.articles:
            vectors = np.eye(len(one.units()), 384, dtype=np.float32)
            seen = Sighting("news", one.source, one.document_id)
            writer.add(Batch(articles=(Encoded(one, vectors, "m1"),), sightings=(seen,)))
        derived = Derived(
            stories=held.stories,
            bases=tuple(one.id for one in held.stories),
            threads=held.threads,
            entities=held.entities,
            decisions=(),
        )
        writer.derive(derived, "by hand", lambda: True)
    return dossier
