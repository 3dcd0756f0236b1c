"""Sentences of partial copies aligned across languages, and reports of twin events kept apart.

Data: NTREX-128, one file a language, line by line the same sentences; ECB+, whose topics each hold two
events that are near twins. Only what training held out is used.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import product
from pathlib import Path

import msgspec
import numpy as np

from evals.alignment import naive
from evals.alignment.copies import Copied, copies
from evals.articles import article, seen
from evals.base import Figure, Result, found
from evals.corpora import TWINS, TwinDocument, held_twins, parallel
from evals.retrieval.run import PAIRS
from evals.vectors import Vectors
from samestory.collate.align import align
from samestory.encode import Encoder
from samestory.encode.neutral import neutral
from samestory.signals import Day, Floats2d, Signals

# Reports of each event that are set beside reports of its twin.
REPORTS_AN_EVENT = 4

Places = set[tuple[int, int]]


class Texts(msgspec.Struct, frozen=True):
    """One side: its sentences, and their vectors, float32 (sentences, d)."""

    sentences: tuple[str, ...]
    vectors: Floats2d


class Counts(msgspec.Struct, frozen=True):
    """How many pairs were aligned, how many of them rightly, and how many were there to find."""

    right: int
    given: int
    wanted: int

    @property
    def precision(self) -> float:
        """Share of what was aligned that is right; 1 where nothing was."""
        return self.right / self.given if self.given else 1.0

    @property
    def recall(self) -> float:
        """Share of what was there that was found."""
        return self.right / max(1, self.wanted)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / max(1, self.given + self.wanted)


Aligner = Callable[[Texts, Texts], Places]


def run(data: Path) -> Result:
    vectors = Vectors(Encoder.open())
    news = parallel(data, sorted({language for pair in PAIRS for language in pair}))
    held = news.half(1)
    sides = {language: _held(lines, held, vectors) for language, lines in news.lines.items()}
    ours, plain = ({pair: _counts(pair, held, sides, way) for pair in PAIRS} for way in (_ours, _naive))
    twins = held_twins(data)
    apart = _apart(twins, vectors)
    files = (*news.files, found(data, TWINS)[0])
    return Result(
        task="alignment",
        about=(
            f"partial copies of {len(held)} documents not trained on, sentences left out on both sides, half "
            "of them shuffled (NTREX-128): precision, recall and F1 of aligned sentences; and the share of "
            "the sentences of the shorter of two reports of twin events (ECB+, topics not trained on) that "
            "are aligned with nothing, though some may state the same background"
        ),
        baseline=(
            "sentences that share the most numbers and Latin words, one to one, from the cosine that is best "
            "on the documents that train"
        ),
        peer=None,
        figures=(*_means(ours, plain), *_each(ours, plain), apart),
        files=tuple(str(file.relative_to(data)) for file in files),
    )


def _ours(left: Texts, right: Texts) -> Places:
    return {
        place for pair in align(_signals(left), _signals(right)) for place in product(pair.left, pair.right)
    }


def _naive(left: Texts, right: Texts) -> Places:
    return naive.align(left.sentences, right.sentences)


def _held(lines: Sequence[str], documents: Sequence[Sequence[int]], vectors: Vectors) -> dict[int, Texts]:
    """The lines of these documents by number, each with its vector."""
    numbers = [number for document in documents for number in document]
    rows = neutral(vectors.of([lines[number] for number in numbers]))
    return {n: Texts((lines[n],), rows[place : place + 1]) for place, n in enumerate(numbers)}


def _counts(
    pair: tuple[str, str],
    documents: Sequence[Sequence[int]],
    sides: Mapping[str, Mapping[int, Texts]],
    way: Aligner,
) -> Counts:
    """What ``way`` finds in all partial copies between these two languages; every way sees the same ones."""
    right = given = wanted = 0
    for copied in copies(documents, "-".join(pair)):
        aligned = way(*_texts(copied, sides[pair[0]], sides[pair[1]]))
        shared = copied.shared
        right, given, wanted = right + len(aligned & shared), given + len(aligned), wanted + len(shared)
    return Counts(right, given, wanted)


def _texts(copied: Copied, left: Mapping[int, Texts], right: Mapping[int, Texts]) -> tuple[Texts, Texts]:
    return _joined([left[n] for n in copied.left]), _joined([right[n] for n in copied.right])


def _joined(lines: Sequence[Texts]) -> Texts:
    sentences = tuple(sentence for line in lines for sentence in line.sentences)
    return Texts(sentences, np.concatenate([line.vectors for line in lines]))


def _means(ours: Mapping[tuple[str, str], Counts], plain: Mapping[tuple[str, str], Counts]) -> list[Figure]:
    return [
        Figure(name=name, value=_mean(ours, name), baseline=_mean(plain, name))
        for name in ("precision", "recall", "f1")
    ]


def _mean(counts: Mapping[tuple[str, str], Counts], name: str) -> float:
    return float(np.mean([getattr(one, name) for one in counts.values()]))


def _each(ours: Mapping[tuple[str, str], Counts], plain: Mapping[tuple[str, str], Counts]) -> list[Figure]:
    return [
        Figure(name=f"f1 {'-'.join(pair)}", value=ours[pair].f1, baseline=plain[pair].f1) for pair in ours
    ]


def _apart(documents: Sequence[TwinDocument], vectors: Vectors) -> Figure:
    """Sentences aligned with nothing between reports of twin events, of the shorter report's sentences."""
    chosen = _chosen(documents)
    reports = [a for d in chosen if (a := article(d.doc_id, "en", d.text())) is not None]
    known = seen(reports, vectors)
    texts = {
        a.source: Texts(tuple(s.of(a.text) for s in a.sentences), known[a.source].sentences) for a in reports
    }
    pairs = [
        (texts[one.doc_id], texts[other.doc_id])
        for one, other in product(chosen, chosen)
        if one.topic == other.topic and one.event < other.event and {one.doc_id, other.doc_id} <= texts.keys()
    ]
    sentences = sum(min(len(one.sentences), len(other.sentences)) for one, other in pairs)
    shares = [1 - sum(len(way(*pair)) for pair in pairs) / max(1, sentences) for way in (_ours, _naive)]
    return Figure(name="twin events kept apart", value=shares[0], baseline=shares[1])


def _chosen(documents: Sequence[TwinDocument]) -> list[TwinDocument]:
    """The first reports of each event, in the order of ids."""
    of_event: dict[str, list[TwinDocument]] = {}
    for document in sorted(documents, key=lambda d: d.doc_id):
        of_event.setdefault(document.story, []).append(document)
    return [document for reports in of_event.values() for document in reports[:REPORTS_AN_EVENT]]


def _signals(texts: Texts) -> Signals:
    """All that aligning looks at; nothing else is known of these texts."""
    nothing = (frozenset[str](),) * (len(texts.sentences) + 1)
    return Signals(
        id="",
        headline=texts.vectors[:0],
        sentences=texts.vectors,
        names=nothing,
        numbers=tuple(frozenset[float]() for _ in nothing),
        days=tuple(frozenset[Day]() for _ in nothing),
        published=None,
        clue=None,
        ordinals=0,
        credits=frozenset(),
    )
