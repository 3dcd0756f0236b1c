"""All cases of the half of the data that trains, or of the half held out. Measures nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import combinations
from pathlib import Path
from random import Random

import msgspec

from evals.articles import article, seen
from evals.copies.cases import (
    MOST_IN_COMMON,
    Case,
    in_common,
    news_cases,
    reprint_cases,
    reprinted,
    topic_cases,
)
from evals.copies.reports import CODES, FEWEST_SENTENCES, Report, documents, report, translated
from evals.corpora import NAMED, TWINS, NamedDocument, TwinDocument, held_twins, named, parallel, twins
from evals.corpora import TRAIN_TOPICS as TRAIN_TWINS
from evals.retrieval.run import PAIRS
from evals.vectors import Vectors

OTHER_PAIRS = (("deu", "pol"), ("spa", "tur"), ("arb", "ita"), ("pol", "ukr"), ("ita", "spa"), ("tur", "kaz"))
ALL_PAIRS = (*PAIRS, *((b, a) for a, b in PAIRS), *OTHER_PAIRS, *((one, one) for one in sorted(CODES)))
# Topics of SlavNER that train; every other one is held out.
TRAIN_TOPICS = frozenset(("asia_bibi", "brexit"))
# Documents taken of each topic in each language, pairs of reports of one event.
DOCUMENTS, EVENT_PAIRS = 18, 2000


class Half(msgspec.Struct, frozen=True):
    """The cases by where they come from; ``files`` are what they were made of.

    ``copies`` are of translated news and of topics, ``events`` two English reports of one event that have
    little in common word for word, ``dropped`` pairs of a topic that were left out as reprints.
    """

    copies: tuple[Case, ...]
    reprints: tuple[Case, ...]
    events: tuple[Case, ...]
    dropped: int
    files: tuple[Path, ...]


def half(data: Path, parity: int, vectors: Vectors) -> Half:
    """The half that trains (0) or is held out (1); raises DataMissing."""
    news = parallel(data, sorted(CODES))
    taken = _taken(named(data), train=parity == 0)
    whole = documents(taken, vectors)
    again = documents(reprinted(taken, f"again{parity}"), vectors)
    among_news = news_cases(translated(news, parity, vectors), ALL_PAIRS, f"news{parity}")
    of_topics, dropped = topic_cases(taken, whole, f"topics{parity}")
    reports = twins(data, TRAIN_TWINS) if parity == 0 else held_twins(data)
    return Half(
        copies=(*among_news, *of_topics),
        reprints=tuple(reprint_cases(taken, whole, again, f"reprints{parity}")),
        events=tuple(_events(reports, vectors)),
        dropped=dropped,
        files=(*news.files, *sorted(data.glob(NAMED)), *sorted(data.glob(TWINS))[:1]),
    )


def _taken(every: tuple[NamedDocument, ...], *, train: bool) -> list[NamedDocument]:
    """Some documents of each topic and language."""
    by_place: dict[tuple[str, str], list[NamedDocument]] = defaultdict(list)
    for one in every:
        if (one.topic in TRAIN_TOPICS) == train:
            by_place[one.topic, one.lang].append(one)
    rng = Random("documents")
    places = [by_place[place] for place in sorted(by_place)]
    return [one for place in places for one in rng.sample(place, min(DOCUMENTS, len(place)))]


def _events(reports: tuple[TwinDocument, ...], vectors: Vectors) -> list[Case]:
    """Pairs of reports of one event that are no reprints of one another."""
    articles = [a for d in reports if (a := article(d.doc_id, "en", d.text())) is not None]
    kept = [a for a in articles if len(a.sentences) >= FEWEST_SENTENCES]
    known = seen(kept, vectors)
    read: Mapping[str, Report] = {a.source: report(a, known, tuple(range(len(a.sentences)))) for a in kept}
    stories = {d.doc_id: d.story for d in reports}
    pairs = [(a, b) for a, b in combinations(sorted(read), 2) if stories[a] == stories[b]]
    chosen = Random("events").sample(pairs, min(EVENT_PAIRS, len(pairs)))
    return [
        Case(read[a], read[b], False, "reports of one event")
        for a, b in chosen
        if in_common(read[a].text, read[b].text) <= MOST_IN_COMMON
    ]
