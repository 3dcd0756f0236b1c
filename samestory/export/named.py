"""Entities as the exports show them: their order, where each is named, why its spellings are one.

Only looks up and counts; nothing here joins or parts a name.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter

from samestory.export.index import Index
from samestory.export.why import by_user, effective
from samestory.model import Article, Contents, Decision, Entity, NameMention, NameType, Record, Span, Spelling
from samestory.speech import UNTRANSLATED, Speech, message, messages

# One and many of each type, in the order they are shown in.
TYPES: dict[NameType, tuple[str, str]] = {
    "person": ("person", "people"),
    "organisation": ("organisation", "organisations"),
    "place": ("place", "places"),
    "work": ("work", "works"),
    "event": ("event", "events"),
}


HEADINGS: dict[NameType, str] = {
    "person": message("People"),
    "organisation": message("Organisations"),
    "place": message("Places"),
    "work": message("Works"),
    "event": message("Events"),
}


class Place(Record, frozen=True, kw_only=True):
    """Where an entity is named: the article, the name there, and the sentence or title around it.

    ``sentence`` is its number, None for a title or subtitle.
    """

    article: Article
    name: NameMention
    around: Span
    sentence: int | None

    @property
    def written(self) -> str:
        """The name's own characters."""
        return self.name.span.of(self.article.text)


class Judgements(Record, frozen=True, kw_only=True):
    """What was decided about an entity's spellings, a reader's decisions first, then the surest.

    ``together`` are pairs inside it, ``apart`` those that were thought of and kept out.
    """

    together: tuple[Decision, ...]
    apart: tuple[Decision, ...]


def ranked(contents: Contents, only: NameType | None = None) -> tuple[Entity, ...]:
    """Entities, those named in most articles first; of one type where ``only`` is given."""
    chosen = (one for one in contents.entities if only in (None, one.type))
    return tuple(sorted(chosen, key=_rank))


def in_articles(entity: Entity) -> tuple[str, ...]:
    """The ids of the articles that name ``entity``, each once."""
    return tuple(dict.fromkeys(one.article for one in entity.mentions))


def places(entity: Entity, held: Index) -> tuple[Place, ...]:
    """Every place where ``entity`` is named, article by article, of those that are held."""
    return tuple(
        _place(held.articles[one.article], one.name)
        for one in entity.mentions
        if one.article in held.articles
    )


def by_language(entity: Entity) -> dict[str, tuple[Spelling, ...]]:
    """The spellings of ``entity`` under each language, the language with most mentions first."""
    counts: Counter[str] = Counter()
    for one in entity.spellings:
        counts[one.lang] += one.count
    return {
        lang: tuple(
            sorted((one for one in entity.spellings if one.lang == lang), key=lambda s: (-s.count, s.key))
        )
        for lang in sorted(counts, key=lambda one: (-counts[one], one))
    }


def forms(entity: Entity) -> tuple[str, ...]:
    """The written forms of ``entity``, each once whatever its language, the most frequent first."""
    counts: Counter[str] = Counter()
    for one in entity.spellings:
        counts[one.written] += one.count
    return tuple(sorted(counts, key=lambda one: (-counts[one], one)))


def posts(found: tuple[Place, ...]) -> tuple[tuple[str, str, int], ...]:
    """What stands beside the name as its post: language, words, and how often; the most frequent first."""
    counts = Counter(
        (one.article.lang, one.name.post.of(one.article.text)) for one in found if one.name.post is not None
    )
    return tuple((lang, words, count) for (lang, words), count in counts.most_common())


def sentence_at(article: Article, place: int) -> int | None:
    """The number of the sentence that holds the character at ``place``; None in a title or subtitle."""
    number = bisect_right([one.start for one in article.sentences], place) - 1
    return number if number >= 0 and place < article.sentences[number].end else None


def judgements(contents: Contents) -> dict[str, Judgements]:
    """What was decided about each entity, by its id."""
    # A bare surname is a spelling of everybody who goes by it.
    homes: dict[str, set[str]] = {}
    for one in contents.entities:
        for each in one.spellings:
            homes.setdefault(each.key, set()).add(one.id)
    together: dict[str, list[Decision]] = {one.id: [] for one in contents.entities}
    apart: dict[str, list[Decision]] = {one.id: [] for one in contents.entities}
    judged = (one for one in effective(contents.decisions) if one.kind == "entity")
    for made in sorted(judged, key=lambda d: (not by_user(d), -d.score, d.left, d.right)):
        left, right = homes.get(made.left, set()), homes.get(made.right, set())
        for id_ in left & right:
            together[id_].append(made)
        for id_ in (left ^ right) if made.verdict != "same" else ():
            apart[id_].append(made)
    return {id_: Judgements(together=tuple(together[id_]), apart=tuple(apart[id_])) for id_ in together}


def spelling_words(key: str) -> str:
    """A spelling's key as read: "Токаева (ru)"."""
    _, lang, written = key.split(":", 2)
    return f"{written} ({lang})"


def extent(entity: Entity, speech: Speech = UNTRANSLATED) -> str:
    """How much names ``entity``: "5 mentions in 3 articles"."""
    mentions = speech.plural("{n} mention", "{n} mentions", len(entity.mentions))
    found = messages("{mentions} in {n} article", "{mentions} in {n} articles")
    return speech.plural(*found, len(in_articles(entity)), mentions=mentions)


def _rank(entity: Entity) -> tuple[int, int, str, str]:
    return (-len(in_articles(entity)), -len(entity.mentions), entity.name, entity.id)


def _place(article: Article, number: int) -> Place:
    name = article.names[number]
    sentence = sentence_at(article, name.span.start)
    if sentence is not None:
        return Place(article=article, name=name, around=article.sentences[sentence], sentence=sentence)
    heads = (one for one in (article.title, article.subtitle) if one is not None)
    around = next((one for one in heads if one.start <= name.span.start < one.end), name.span)
    return Place(article=article, name=name, around=around, sentence=None)
