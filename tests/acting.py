"""Contents in which some act on others, made by hand, for tests of what the exports say of events."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
from msgspec import structs
from naming import WIDTH, marked

from samestory.model import (
    Account,
    Actor,
    Article,
    Clue,
    Contents,
    Dated,
    Deed,
    DeedTold,
    Entity,
    Event,
    Mention,
    Origin,
    Root,
    Span,
    Spelling,
    Spot,
    Story,
    Thread,
    Timed,
    Title,
    When,
)
from samestory.store.writer import Batch, Derived, Encoded, Sighting, Writer

DAY = timedelta(days=1)
VENN, LINES, CORVA = "e-venn", "e-lines", "e-corva"


def day(number: int, days: int = 1, span: Span | None = None) -> When:
    """Days of May 2026."""
    start = datetime(2026, 5, number)
    fine = "day" if days == 1 else "month"
    return When(start=start, end=start + days * DAY, granularity=fine, reason="stated", span=span)  # type: ignore[arg-type]


def timed(article: Article, words: str, number: int) -> Article:
    """``article`` with the time that ``words`` tell."""
    at = article.text.index(words)
    span = Span(at, at + len(words))
    told = Timed(span=span, kind="date", reason="stated", when=day(number, span=span))
    return structs.replace(article, times=(*article.times, told))


def does(article: Article, sentence: int, pair: tuple[int, int], root: Root, **more: object) -> Article:
    """``article`` with a deed between two of the names of its body, counted from the sentence's first."""
    span = article.sentences[sentence]
    names = [number for number, one in enumerate(article.names) if span.start <= one.span.start < span.end]
    source, target = (names[one] for one in pair)
    given = {"mood": "stated", "score": 0.8, **more}
    deed = Deed(sentence=sentence, source=source, target=target, root=root, **given)  # type: ignore[arg-type]
    return structs.replace(article, deeds=(*article.deeds, deed))


HERALD = marked(
    "herald.txt", "en", "{person:Ada Venn} accuses {organisation:=Norvik Lines}",
    "Minister {person:Ada Venn} accused {organisation:=Norvik Lines} of <b>spills</b> off"
    " {place:Corva} on 12 May.",
    "{organisation:=Norvik Lines} might sue {person:Ada Venn}, its lawyers said.",
    outlet="Coast Herald", url="https://herald.example/oil", published=day(13),
)  # fmt: skip
HERALD = does(timed(HERALD, "12 May", 12), 0, (0, 1), "ACCUSE", score=0.9, time=0, place=4)
HERALD = does(HERALD, 1, (0, 1), "THREATEN", mood="hypothetical", score=0.6)
LITORAL = marked(
    "litoral.txt", "ro", None,
    "Ministra {person:Ada Venn} a acuzat compania {organisation:=Norvik Lines} că a deversat petrol.",
    outlet="Agenția Litoral", published=day(13),
)  # fmt: skip
LITORAL = does(LITORAL, 0, (0, 1), "ACCUSE", score=0.95)
MORE = marked(
    "more.txt", "bg", "Спор за петрола",
    "Министър {person:Ада Вен} обвини „{organisation:Норвик Лайнс}“ в замърсяване.",
    "{person:Вен} отрече, че е обвинила {organisation:Норвик Лайнс}.",
)  # fmt: skip
MORE = does(MORE, 0, (0, 1), "ACCUSE", score=0.7)
MORE = does(MORE, 1, (0, 1), "ACCUSE", mood="denied", score=0.5)
VOLNA = marked(
    "volna.txt", "ru", "Ответ компании",
    "Компания {organisation:Норвик Лайнс} отвергла слова министра {person:Ады Венн}.",
    published=day(14),
)  # fmt: skip
VOLNA = does(VOLNA, 0, (0, 1), "REJECT", score=0.75)
BENCH = marked(
    "bench.txt", "en", "Court fines the line",
    "A {organisation:Corva court} is to fine {organisation:=Norvik Lines} in May.", published=day(20),
)  # fmt: skip
BENCH = does(BENCH, 0, (0, 1), "SANCTION", mood="planned", score=0.85)
ARTICLES = (HERALD, LITORAL, MORE, VOLNA, BENCH)


def entity(id_: str, name: str, kind: str, written: str, actor: Actor | None = None) -> Entity:
    """An entity of the names whose words are among ``written``, parted by bars."""
    forms = written.split("|")
    found = [
        (article, number, words)
        for article in ARTICLES
        for number, one in enumerate(article.names)
        if (words := one.span.of(article.text)) in forms
    ]
    keys = dict.fromkeys((article.lang, words) for article, _, words in found)
    return Entity(
        id=id_, name=name, type=kind, actor=actor or Actor(),  # type: ignore[arg-type]
        mentions=tuple(Mention(article=article.id, name=number) for article, number, _ in found),
        spellings=tuple(
            Spelling(key=f"{kind}:{lang}:{words}", lang=lang, written=words, count=1) for lang, words in keys
        ),
    )  # fmt: skip


def minister() -> Actor:
    """Ada Venn is of the government by a word of HERALD, and of Romania."""
    at = HERALD.text.index("Minister")
    spot = Spot(article=HERALD.id, span=Span(at, at + len("Minister")))
    clue = Clue(tells="sector", value="GOV", spot=spot)
    return Actor(country="RO", sector="GOV", clues=(clue,))


ENTITIES = (
    entity(VENN, "Ada Venn", "person", "Ada Venn|Ада Вен|Вен|Ады Венн", minister()),
    entity(LINES, "=Norvik Lines", "organisation", "=Norvik Lines|Норвик Лайнс", Actor(sector="BUS")),
    entity(CORVA, "Corva", "place", "Corva"),
)


def told(article: Article, number: int) -> DeedTold:
    """Where ``article`` tells its deed ``number``."""
    return DeedTold(article=article.id, deed=number)


def mention(article: Article, number: int, part: str) -> Mention:
    """The source or target of an article's deed."""
    return Mention(article=article.id, name=getattr(article.deeds[number], part))


def event(id_: str, article: Article, number: int, **more: object) -> Event:
    """An event as a deed of ``article`` tells it."""
    deed = article.deeds[number]
    given: dict[str, object] = {"root": deed.root, "mood": deed.mood, "otherwise": ((), (), ()), **more}
    return Event(
        id=id_, source=mention(article, number, "source"), target=mention(article, number, "target"), **given  # type: ignore[arg-type]
    )  # fmt: skip


OIL = (
    event(
        "event-oil", HERALD, 0, when=day(12), place=Mention(article=HERALD.id, name=4),
        told=((told(HERALD, 0), told(LITORAL, 0)), (told(MORE, 0),), ()),
        otherwise=((), (told(MORE, 1),), (told(VOLNA, 0),)),
    ),
    event("event-suit", HERALD, 1, told=((told(HERALD, 1),), (), ())),
)  # fmt: skip
FINE = event(
    "event-fine", BENCH, 0, when=day(1, 31), told=((told(BENCH, 0),),), otherwise=((),)
)  # fmt: skip


def story(id_: str, groups: tuple[tuple[Article, ...], ...], events: tuple[Event, ...]) -> Story:
    """A story of origins, each of its articles."""
    articles = [one for group in groups for one in group]
    return Story(
        id=id_, thread="thread-oil", articles=tuple(one.id for one in articles),
        titles=tuple(
            Title(lang=one.lang, words=one.title.of(one.text), article=one.id, span=one.title)
            for one in articles if one.title is not None
        ),
        origins=tuple(Origin(articles=tuple(one.id for one in group)) for group in groups),
        dates=tuple(
            Dated(article=one.id, when=one.published, how="stated" if one.published else "unknown")
            for one in articles
        ),
        account=Account(rows=(), copies=()), events=events,
    )  # fmt: skip


STORIES = (
    story("story-oil", ((HERALD, LITORAL), (MORE,), (VOLNA,)), OIL),
    story("story-fine", ((BENCH,),), (FINE,)),
)
THREAD = Thread(id="thread-oil", stories=("story-oil", "story-fine"), titles=STORIES[0].titles)


def contents() -> Contents:
    """Two stories of one thread, with three events, one of them in dispute."""
    return Contents(
        articles=ARTICLES, files={one.id: (one.source,) for one in ARTICLES}, stories=STORIES,
        threads=(THREAD,), decisions=(), failures=(), entities=ENTITIES,
    )  # fmt: skip


def stored(dossier: Path) -> Path:
    """``dossier`` with all of it, as if it had been derived."""
    with Writer.open(dossier) as writer:
        for one in ARTICLES:
            vectors = np.ones((len(one.units()), WIDTH), np.float32) / np.sqrt(WIDTH)
            seen = Sighting("news", one.source, one.document_id)
            writer.add(Batch(articles=(Encoded(one, vectors, "m1"),), sightings=(seen,)))
        derived = Derived(
            stories=STORIES, bases=("1", "2"), threads=(THREAD,), entities=ENTITIES, decisions=()
        )
        writer.derive(derived, "by hand", lambda: True)
    return dossier
