"""Names of one story's news in six languages linked: mentions of one person, body or place in one entity.

Data: SlavNER, whose names have one id in all languages. Spans and types are gold, forms are read here.
The weights were fitted on four of its topics; the one that is named as held was not looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from evals.articles import seen
from evals.base import Figure, Result, found
from evals.corpora import NAMED, NamedDocument, named
from evals.counts import Counts
from evals.linking import naive
from evals.linking.predicted import Named, predicted
from evals.linking.score import b_cubed, pairwise, right
from evals.vectors import Vectors
from samestory.encode import Encoder
from samestory.encode.neutral import neutral
from samestory.gather.entities import entities
from samestory.gather.name_context import Texts
from samestory.gather.spellings import Spelt, spellings
from samestory.gather.written import Written, written
from samestory.heads.names import NameTagger
from samestory.lang import load
from samestory.model import Article, Entity, NameMention, Span
from samestory.read.forms import forms
from samestory.read.sentences import split

HELD = "covid-19"
# The topic that the weights did not see, and the one that the tagger did not.
FROM_PREDICTED = (HELD, "ryanair")
# Published for a sequence model of 4.9 GB, trained with a topic left out.
PUBLISHED = {None: 0.6875, "pl": 0.7513, "cs": 0.7792, "ru": 0.6756, "bg": 0.6360, "sl": 0.7681, "uk": 0.5894}


Place = tuple[str, int, int]


def run(data: Path) -> Result:
    """Measure each topic across its languages."""
    by_topic = topics(named(data))
    encoder = Encoder.open()
    vectors, tagger = Vectors(encoder), NameTagger.open()
    figures: list[Figure] = []
    for topic, documents in by_topic.items():
        texts = {d.doc_id: d.text for d in documents}
        mentions = gold_mentions(documents)
        gold = gold_ids(documents)
        figures += measured(topic, ids(linked(texts, mentions, vectors)), simple(texts, mentions), gold)
        if topic in FROM_PREDICTED:
            mentions = predicted(documents, encoder, tagger)
            ours, plain = linked(texts, mentions, vectors), simple(texts, mentions)
            figures += measured(f"{topic} from predicted names", ids(ours), plain, gold)
            figures += typed(topic, mentions, ours, gold_mentions(documents))
    return Result(
        task="linking",
        about=(
            f"{sum(len(d.names) for t in by_topic.values() for d in t)} gold names in "
            f"{sum(map(len, by_topic.values()))} news texts in six languages (SlavNER), linked within their "
            f"topic; weights set on all topics but {HELD}; right: in the entity that stands for their id; "
            f"and names as the tagger finds them, which trained on {HELD} and not on ryanair"
        ),
        baseline="one entity for each string in small Latin letters, of one type",
        peer="mT5-large trained with a topic left out, as published with it, on other topics together",
        figures=tuple(figures),
        files=tuple(str(file.relative_to(data)) for file in found(data, NAMED)),
    )


def gold_mentions(documents: Iterable[NamedDocument]) -> list[Named]:
    """The gold names as a finder would give them."""
    return [Named(d.doc_id, d.lang, *(n.span.start, n.span.end), n.type) for d in documents for n in d.names]


def gold_ids(documents: Iterable[NamedDocument]) -> dict[Place, str]:
    """Gold ids by place; of two names at one place, the last."""
    return {(d.doc_id, n.span.start, n.span.end): n.entity for d in documents for n in d.names}


def topics(documents: Sequence[NamedDocument]) -> dict[str, list[NamedDocument]]:
    """The documents by topic."""
    found: dict[str, list[NamedDocument]] = {}
    for document in documents:
        found.setdefault(document.topic, []).append(document)
    return found


def articles_of(texts: Mapping[str, str], mentions: Sequence[Named]) -> dict[str, Article]:
    """Texts as articles of sentences and names; offsets stay those of the texts."""
    by_document: dict[str, dict[Span, Named]] = {}
    for m in mentions:
        by_document.setdefault(m.document, {})[Span(m.start, m.end)] = m
    return {
        document: Article(
            id=document,
            document_id=document,
            source=document,
            lang=next(iter(told.values())).lang,
            text=texts[document],
            sentences=split(texts[document], load(next(iter(told.values())).lang)),
            names=tuple(NameMention(span=span, type=told[span].type) for span in sorted(told)),
        )
        for document, told in by_document.items()
    }


def linked(
    texts: Mapping[str, str], mentions: Sequence[Named], vectors: Vectors | None
) -> dict[Place, Entity]:
    """Each mention's entity, by its place; without ``vectors`` names are compared by their words."""
    articles = articles_of(texts, mentions)
    names = written(articles[i] for i in sorted(articles))
    spelt = spellings(names, forms)
    where = Texts(names, {}, {}) if vectors is None else texts_of(articles, names, spelt, vectors)
    return {
        (m.article, *_place(articles[m.article].names[m.name])): entity
        for entity in entities(where, spelt, ()).entities()
        for m in entity.mentions
    }


def ids(entities: Mapping[Place, Entity]) -> dict[Place, str]:
    """Ids of entities, by place."""
    return {place: entity.id for place, entity in entities.items()}


def texts_of(
    articles: Mapping[str, Article], names: Written, spelt: Sequence[Spelt], vectors: Vectors
) -> Texts:
    """The articles' names with vectors of the sentences and of the names, each text encoded once."""
    said = list(dict.fromkeys(one.spelling.written for one in spelt))
    meant = dict(zip(said, neutral(vectors.of(said)), strict=True))
    meanings = {one.key: meant[one.spelling.written] for one in spelt}
    return Texts(names, seen(articles.values(), vectors), meanings)


def simple(texts: Mapping[str, str], mentions: Sequence[Named]) -> dict[Place, str]:
    """The same by the naive way."""
    return {
        (m.document, m.start, m.end): naive.entity(texts[m.document][m.start : m.end], m.type)
        for m in mentions
    }


def measured(
    topic: str, ours: Mapping[Place, str], naively: Mapping[Place, str], gold: Mapping[Place, str]
) -> list[Figure]:
    """Figures of one topic; places that are not gold count for nothing, gold ones not found as wrong."""
    told = topic.replace(HELD, f"{HELD}, held")
    rows = [
        (f"{name} {part}, {told}", getattr(score(ours, gold), part), getattr(score(naively, gold), part))
        for name, score in (("pairwise", pairwise), ("B-cubed", b_cubed))
        for part in ("precision", "recall", "f1")
    ]
    figures = [Figure(name=name, value=value, baseline=base) for name, value, base in rows]
    mine, base = right(ours, gold), right(naively, gold)
    for lang in (None, *sorted({_lang(place) for place in gold})):
        places = [p for p in gold if lang is None or _lang(p) == lang]
        figures.append(
            Figure(
                name=f"names right, {told}{f', {lang}' if lang else ''}",
                value=len(mine.intersection(places)) / len(places),
                baseline=len(base.intersection(places)) / len(places),
                peer=PUBLISHED.get(lang) if topic.startswith(HELD) else None,
            )
        )
    return figures


def typed(
    topic: str, mentions: Sequence[Named], ours: Mapping[Place, Entity], gold: Sequence[Named]
) -> list[Figure]:
    """Strict F1 of names found that have the type of their entity; the baseline is the tagger's own type."""
    own = set(mentions)
    entity = {m._replace(type=ours[m.document, m.start, m.end].type) for m in mentions}
    return [
        Figure(
            name=f"F1 of names typed as their entity, {topic}{f', {lang}' if lang else ''}",
            value=_f1(entity, gold, lang),
            baseline=_f1(own, gold, lang),
        )
        for lang in (None, *sorted({m.lang for m in gold}))
    ]


def _f1(found: Iterable[Named], gold: Iterable[Named], lang: str | None) -> float:
    ours, right = ({m for m in one if lang in (None, m.lang)} for one in (found, gold))
    return Counts.one_to_one(len(ours & right), len(ours), len(right)).f1


def _place(name: NameMention) -> tuple[int, int]:
    return name.span.start, name.span.end


def _lang(place: Place) -> str:
    return place[0].split("/")[1]
