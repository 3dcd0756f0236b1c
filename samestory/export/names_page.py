"""Who is named, as parts of the report page: each with its spellings and sentences, and each story's own.

Chooses what is shown and in which order; how it looks is the template's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import groupby

from samestory.export.about import name as called
from samestory.export.countries import standing_words
from samestory.export.index import Index, index
from samestory.export.marked import pieces
from samestory.export.named import (
    HEADINGS,
    Judgements,
    Place,
    by_language,
    extent,
    judgements,
    places,
    posts,
    ranked,
    sentence_at,
    spelling_words,
)
from samestory.export.parts import (
    CastPart,
    DecisionPart,
    EntityPart,
    KeyPart,
    KeysPart,
    NamingPart,
    RowPart,
    StandingPart,
    StoryPart,
    ToldPart,
    TypePart,
    WherePart,
    WrittenPart,
)
from samestory.export.reasons import decided_words, reason_parts
from samestory.export.standings import Clues, traits
from samestory.export.words import maker, verdict_words
from samestory.model import Contents, Decision, Entity, NameType, Span, Story
from samestory.speech import Speech, speech

# What the page holds, so that it opens in a browser whatever the dossier's size; the rest is counted.
ENTITIES_SHOWN = 250
SENTENCES_SHOWN = 40
DECISIONS_SHOWN = 30
WORDINGS_SHOWN = 20
KEYS_SHOWN = 8
KEY_TYPES: tuple[NameType, ...] = ("person", "organisation", "place")

Said = tuple[Span, tuple[Place, ...]]


def cast(contents: Contents, held: Index, stories: Iterable[StoryPart]) -> CastPart:
    """Those named in most articles, by type; ``stories`` are the parts whose rows their sentences lead to."""
    judged = judgements(contents)
    rows = _rows(stories)
    shown = ranked(contents)[:ENTITIES_SHOWN]
    parts = [(one.type, _entity(one, held, judged[one.id], rows)) for one in shown]
    types = (
        TypePart(
            heading=held.speech.say(many), entities=tuple(part for type_, part in parts if type_ == kind)
        )
        for kind, many in HEADINGS.items()
    )
    return CastPart(
        types=tuple(one for one in types if one.entities),
        total=len(contents.entities),
        unlisted=len(contents.entities) - len(shown),
    )


def entity_page(contents: Contents, entity: str, lang: str | None = None) -> EntityPart:
    """What the report shows of the entity with this id.

    Of articles that name it and ``contents`` has not, each mention counts as a sentence left out.
    """
    held = index(contents, lang, speech(lang))
    return _entity(held.entities[entity], held, judgements(contents)[entity], {})


def anchors(contents: Contents) -> dict[str, str]:
    """Where the page tells of an entity, by its id; those it has no part for are left out."""
    return {one.id: _anchor(one) for one in ranked(contents)[:ENTITIES_SHOWN]}


def key_names(contents: Contents, held: Index, hrefs: Mapping[str, str]) -> dict[str, tuple[KeysPart, ...]]:
    """For each story, by its id, the people, organisations and places that most of its articles name."""
    shown = ranked(contents)
    naming: dict[str, Counter[str]] = {}
    for one in shown:
        for mention in one.mentions:
            naming.setdefault(mention.article, Counter())[one.id] += 1
    keys = {one.id: KeyPart(name=called(one, held), href=hrefs.get(one.id)) for one in shown}
    return {story.id: _keys(story, naming, held, keys) for story in contents.stories}


def decision_part(one: Decision, speech: Speech, *, left: str, right: str, href: str | None) -> DecisionPart:
    """A decision on ``left`` and ``right`` as called here; ``href`` is where the right one stands."""
    return DecisionPart(
        left=left,
        right=right,
        href=href,
        verdict=verdict_words(one, speech),
        score=one.score,
        maker=maker(one),
        decided=decided_words(one, speech),
        reasons=reason_parts(one.reasons, speech),
    )


def _keys(
    story: Story, naming: Mapping[str, Counter[str]], held: Index, named: Mapping[str, KeyPart]
) -> tuple[KeysPart, ...]:
    articles, mentions = Counter[str](), Counter[str]()
    for article in story.articles:
        articles.update(naming.get(article, Counter()).keys())
        mentions.update(naming.get(article, Counter()))
    order = sorted(articles, key=lambda one: (-articles[one], -mentions[one], held.entities[one].name, one))
    parts = []
    for kind in KEY_TYPES:
        found = [one for one in order if held.entities[one].type == kind]
        keys = tuple(named[one] for one in found[:KEYS_SHOWN])
        parts.append(
            KeysPart(heading=held.speech.say(HEADINGS[kind]), keys=keys, unlisted=len(found) - len(keys))
        )
    return tuple(one for one in parts if one.keys)


def _anchor(entity: Entity) -> str:
    return f"name-{entity.id}"


def _rows(stories: Iterable[StoryPart]) -> dict[str, RowPart]:
    """The row each sentence stands in, by the sentence's own anchor; a story told once shows no rows."""
    return {
        cell.href: row
        for story in stories
        if not story.single
        for row in story.rows
        for column in row.columns
        for cell in column.cells
    }


def _entity(one: Entity, held: Index, judged: Judgements, rows: Mapping[str, RowPart]) -> EntityPart:
    found = places(one, held)
    said = _said(found)
    shown = _spread(said)
    return EntityPart(
        id=_anchor(one),
        name=one.name,
        extent=extent(one, held.speech),
        actor=standing_words(one.actor, held.speech),
        written=tuple(
            _written(lang, [(each.written, each.count) for each in spellings], held.speech)
            for lang, spellings in by_language(one).items()
        ),
        standings=_standings(one, held),
        posts=_posts(found, held.speech),
        naming=_naming(shown, held, rows),
        unlisted=len(said) - len(shown) + len(one.mentions) - len(found),
        together=_decisions(judged.together, held.speech),
        apart=_decisions(judged.apart, held.speech),
    )


def _standings(one: Entity, held: Index) -> tuple[StandingPart, ...]:
    return tuple(
        StandingPart(words=trait.words, by=tuple(map(_told, trait.by[:WORDINGS_SHOWN])))
        for trait in traits(one, held)
    )


def _told(one: Clues) -> ToldPart:
    article, span = one.places[0]
    sentence = sentence_at(article, span.start)
    href = article.id if sentence is None else f"{article.id}-s{sentence}"
    return ToldPart(lang=one.lang, written=one.written, count=len(one.places), href=href)


def _written(lang: str, counts: Iterable[tuple[str, int]], speech: Speech) -> WrittenPart:
    return WrittenPart(lang=lang, language=speech.language(lang), forms=tuple(counts))


def _posts(found: tuple[Place, ...], speech: Speech) -> tuple[WrittenPart, ...]:
    told: dict[str, list[tuple[str, int]]] = {}
    for lang, words, count in posts(found):
        told.setdefault(lang, []).append((words, count))
    return tuple(_written(lang, counts, speech) for lang, counts in told.items())


def _said(found: tuple[Place, ...]) -> tuple[Said, ...]:
    """The sentences that name it, each once, with all the places in it."""
    by_sentence = groupby(found, key=lambda one: (one.article.id, one.around))
    return tuple((around, tuple(group)) for (_, around), group in by_sentence)


def _spread(said: tuple[Said, ...]) -> tuple[Said, ...]:
    """As many sentences as are shown: the first of every article, then the second of each, in their order."""
    seen: Counter[str] = Counter()
    turns = []
    for number, (_, there) in enumerate(said):
        article = there[0].article.id
        turns.append((seen[article], number))
        seen[article] += 1
    return tuple(said[number] for number in sorted(number for _, number in sorted(turns)[:SENTENCES_SHOWN]))


def _naming(said: tuple[Said, ...], held: Index, rows: Mapping[str, RowPart]) -> tuple[NamingPart, ...]:
    return tuple(
        NamingPart(
            name=held.name(article.id),
            outlet=article.outlet,
            lang=article.lang,
            language=held.speech.language(article.lang),
            places=tuple(_where(around, there, rows) for around, there in group),
        )
        for article, group in groupby(said, key=lambda one: one[1][0].article)
    )


def _where(around: Span, there: tuple[Place, ...], rows: Mapping[str, RowPart]) -> WherePart:
    first = there[0]
    inside = None if first.sentence is None else f"{first.article.id}-s{first.sentence}"
    return WherePart(
        pieces=pieces(first.article.text, around, [one.name.span for one in there]),
        href=inside or first.article.id,
        number=None if first.sentence is None else first.sentence + 1,
        row=rows.get(inside or ""),
    )


def _decisions(judged: tuple[Decision, ...], speech: Speech) -> tuple[DecisionPart, ...]:
    return tuple(
        decision_part(one, speech, left=spelling_words(one.left), right=spelling_words(one.right), href=None)
        for one in judged[:DECISIONS_SHOWN]
    )
