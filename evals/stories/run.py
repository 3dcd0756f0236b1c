"""Reports of twin events gathered into stories, and pairs of news set beside readers' judgement.

Data: ECB+, whose topics each hold two events that are near twins, and SemEval-2022 Task 8, pairs of news
in eight languages. What training/stories.py holds out is used; docs/decisions/0004 tells what the shipped
weights have seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np

from evals.articles import article, seen
from evals.base import DataMissing, Figure, Result, found
from evals.corpora import (
    JUDGED,
    TRAIN_TOPICS,
    TWINS,
    JudgedPair,
    TwinDocument,
    held_twins,
    judged,
    twins,
)
from evals.stories import naive
from evals.stories.score import Scores, b_cubed
from evals.vectors import Vectors
from samestory.encode import Encoder
from samestory.gather.decisions import judge
from samestory.gather.features import Pair, context
from samestory.gather.stories import stories
from samestory.signals import Signals

# Languages judged in fewer pairs are in the figure for all alone.
FEWEST_PAIRS = 25


def run(data: Path) -> Result:
    vectors = Vectors(Encoder.open())
    documents = held_twins(data)
    tuning = twins(data, TRAIN_TOPICS)
    pairs = _judged(data)
    files = [found(data, pattern)[0] for pattern in (TWINS, *([JUDGED] if pairs else []))]
    return Result(
        task="stories",
        about=(
            f"{len(documents)} reports of {len({d.story for d in documents})} happenings, near twins by "
            "topic (ECB+, topics 18-35), gathered: B-cubed; and Pearson's r of our log-odds with "
            f"the likeness readers saw in {len(pairs)} pairs of news (SemEval-2022 "
            "Task 8); our four fitted weights have seen part of both"
        ),
        baseline=(
            "TF-IDF of 1-3 words; for the groups average linkage with the threshold that is best on "
            f"{'the topics that train' if tuning else 'these very reports'}, for the pairs cosine"
        ),
        peer=None,
        figures=(*_groups(documents, tuning or documents, vectors), *_agreements(pairs, vectors)),
        files=tuple(str(file.relative_to(data)) for file in files),
    )


def _groups(
    documents: Sequence[TwinDocument], tuning: Sequence[TwinDocument], vectors: Vectors
) -> list[Figure]:
    gold = {d.doc_id: d.story for d in documents}
    ours = stories(_seen(((d.doc_id, "en", d.text()) for d in documents), vectors), ())
    threshold = naive.tuned({d.doc_id: d.text() for d in tuning}, {d.doc_id: d.story for d in tuning})
    plain = naive.gather({d.doc_id: d.text() for d in documents}, threshold)
    return _figures(b_cubed(ours.groups, gold), b_cubed(plain, gold))


def _figures(ours: Scores, plain: Scores) -> list[Figure]:
    names = {"B-cubed F1": "f1", "B-cubed precision": "precision", "B-cubed recall": "recall"}
    return [
        Figure(name=name, value=getattr(ours, field), baseline=getattr(plain, field))
        for name, field in names.items()
    ]


def _judged(data: Path) -> list[JudgedPair]:
    """The pairs held out whose both texts can be read; none where the set is not at hand."""
    try:
        pairs = judged(data)[1::2]
    except DataMissing:
        return []
    return [p for p in pairs if all(article(*side) is not None for side in p.sides())]


def _agreements(pairs: Sequence[JudgedPair], vectors: Vectors) -> list[Figure]:
    """Correlation with the readers for all pairs, and for each pair of languages often judged."""
    if not pairs:
        return []
    ours, plain = _log_odds(pairs, vectors), _cosines(pairs)
    likeness = np.array([-p.overall for p in pairs])
    languages = np.array(["-".join(sorted((p.lang1, p.lang2))) for p in pairs])
    often = [name for name in sorted(set(languages)) if (languages == name).sum() >= FEWEST_PAIRS]
    chosen = {"all": np.full(len(pairs), True)} | {str(name): languages == name for name in often}
    return [
        Figure(
            name=f"r with readers, {name}",
            value=_correlation(ours[of], likeness[of]),
            baseline=_correlation(plain[of], likeness[of]),
        )
        for name, of in chosen.items()
    ]


def _log_odds(pairs: Sequence[JudgedPair], vectors: Vectors) -> naive.Floats:
    known = _seen(_texts(pairs), vectors)
    pile = context(known.values())
    sides = [[known[name] for name, _, _ in pair.sides()] for pair in pairs]
    return np.array([judge(Pair(left, right, pile)).log_odds for left, right in sides], np.float32)


def _cosines(pairs: Sequence[JudgedPair]) -> naive.Floats:
    texts = {name: text for name, _, text in _texts(pairs)}
    places = {name: place for place, name in enumerate(texts)}
    near = naive.likeness(list(texts.values()))
    rows, columns = zip(*([places[name] for name, _, _ in p.sides()] for p in pairs), strict=True)
    return np.asarray(near[rows, columns], np.float32)


def _texts(pairs: Sequence[JudgedPair]) -> list[tuple[str, str, str]]:
    return [side for pair in pairs for side in pair.sides()]


def _seen(texts: Iterable[tuple[str, str, str]], vectors: Vectors) -> Mapping[str, Signals]:
    by_name = {name: (lang, text) for name, lang, text in texts}
    found_in = (article(name, lang, text) for name, (lang, text) in by_name.items())
    return seen([a for a in found_in if a is not None], vectors)


def _correlation(one: naive.Floats, other: naive.Floats) -> float:
    return float(np.corrcoef(one, other)[0, 1])
