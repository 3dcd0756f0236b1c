"""Sentences of made reports aligned across languages, and reports of twin events kept apart.

Data: NTREX-128, one file a language, line by line the same sentences; MEANTIME, articles in four languages;
ECB+, whose topics each hold two events that are near twins. Only what training held out is used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations, product
from pathlib import Path

import msgspec
import numpy as np

from evals.alignment import naive
from evals.alignment.copies import Copied, Side, copies, few_shared, together, with_joined
from evals.alignment.lines import Lines, Reader, report
from evals.articles import article
from evals.base import Figure, Result, found
from evals.corpora import TWINS, TwinDocument, held_twins, parallel, translated_articles
from evals.counts import Counts
from evals.retrieval.run import PAIRS
from samestory.collate.align import align, sure
from samestory.signals import Signals

# Reports of each event that are set beside reports of its twin.
REPORTS_AN_EVENT = 4

Bead = tuple[tuple[int, ...], tuple[int, ...]]
Documents = Sequence[Sequence[int]]


class Report(msgspec.Struct, frozen=True):
    """One side: its sentences, and what aligning sees of them."""

    sentences: tuple[str, ...]
    seen: Signals


class Made(msgspec.Struct, frozen=True):
    """Two reports made of known lines."""

    left: Report
    right: Report
    copied: Copied


Aligner = Callable[[Report, Report], set[Bead]]
Maker = Callable[[Documents, str], list[Copied]]
ByPair = Mapping[str, Counts]


def run(data: Path) -> Result:
    reader = Reader.open()
    news = parallel(data, sorted({language for pair in PAIRS for language in pair}))
    held = news.half(1)
    lines = reader.lines(news.lines, held)
    twins = held_twins(data)
    topics = translated_articles(data)
    files = {*news.files, found(data, TWINS)[0], *(file for topic in topics.values() for file in topic.files)}
    articles = [(reader.lines(topic.lines, topic.rows()), topic.rows()) for topic in topics.values()]
    return Result(
        task="alignment",
        about=(
            f"aligned sentences of reports made of {len(held)} documents not trained on (NTREX-128), their "
            "names linked across all six languages. Unmarked: partial copies, sentences left out on both "
            "sides, half of them shuffled. Documents: five whole ones, in another order on each side; fully: "
            "their sentences too. Joined: the same, a quarter of one side's joinable neighbours written as "
            "one sentence; two to one is the share of these found as such. Few shared: reports that share 5 "
            "to 40 % of a document's sentences. Articles: five of a topic (MEANTIME) that have as many "
            "sentences in English, Spanish, Italian and Dutch, those in one place taken for the same. Twin "
            "events: the share of the sentences of the shorter of two reports (ECB+, topics not trained on) "
            "that are aligned with nothing, though some may state the same background. What is surely "
            "aligned counts, as where copies are told; likely: also what is no more than that, "
            "as in rows of independent reports"
        ),
        baseline=(
            "sentences that share the most numbers and Latin words, one to one, from the cosine that is best "
            "on the documents that train"
        ),
        peer=None,
        figures=(*_news(held, lines), *_articles(articles), *_apart(twins, reader)),
        files=tuple(sorted(str(file.relative_to(data)) for file in files)),
    )


def _ours(left: Report, right: Report) -> set[Bead]:
    return {(pair.left, pair.right) for pair in sure(align(left.seen, right.seen))}


def _likely(left: Report, right: Report) -> set[Bead]:
    return {(pair.left, pair.right) for pair in align(left.seen, right.seen)}


def _naive(left: Report, right: Report) -> set[Bead]:
    return {((i,), (j,)) for i, j in naive.align(left.sentences, right.sentences)}


def _news(held: Documents, lines: Mapping[str, Lines]) -> Iterator[Figure]:
    ours, plain = _by_pair(copies, held, lines)
    yield from _means(ours, plain, "")
    for pair in ours:
        yield Figure(name=f"f1 {pair}", value=ours[pair].f1, baseline=plain[pair].f1)
    ours, plain = _by_pair(together, held, lines)
    yield from _means(ours, plain, ", documents")
    for pair, part in product(ours, ("precision", "recall")):
        values = (getattr(of[pair], part) for of in (ours, plain))
        yield Figure(
            name=f"{part} {pair}, documents", **dict(zip(("value", "baseline"), values, strict=True))
        )
    yield from _means(*_by_pair(_fully, held, lines), ", documents, fully")
    yield from _means(*_by_pair(with_joined, held, lines), ", joined")
    yield _two_to_one(held, lines)
    yield from _means(*_by_pair(few_shared, held, lines), ", few shared")
    yield from _means(*_by_pair(few_shared, held, lines, _likely), ", few shared, likely")


def _fully(documents: Documents, seed: str) -> list[Copied]:
    return together(documents, seed, fully=True)


def _articles(topics: Sequence[tuple[Mapping[str, Lines], Documents]]) -> Iterator[Figure]:
    """All pairs of languages together, as there are few articles."""
    made = [
        one
        for lines, documents in topics
        for pair in combinations(sorted(lines), 2)
        for one in _made(together, documents, lines, pair)
    ]
    ours, plain = ({"all": _counts(made, way)} for way in (_ours, _naive))
    return _means(ours, plain, ", articles")


def _by_pair(
    maker: Maker, held: Documents, lines: Mapping[str, Lines], way: Aligner = _ours
) -> tuple[ByPair, ByPair]:
    """What both ways find between each two languages; both see the same reports."""
    made = {"-".join(pair): _made(maker, held, lines, pair) for pair in PAIRS}
    ours, plain = ({pair: _counts(its, one) for pair, its in made.items()} for one in (way, _naive))
    return ours, plain


def _made(
    maker: Maker, documents: Documents, lines: Mapping[str, Lines], pair: tuple[str, str]
) -> list[Made]:
    left, right = (lines[language] for language in pair)
    return [
        Made(_report(one.left, left), _report(one.right, right), one)
        for one in maker(documents, "-".join(pair))
    ]


def _report(side: Side, lines: Lines) -> Report:
    return Report(tuple(lines[unit].text for unit in side), report(side, lines))


def _counts(made: Sequence[Made], way: Aligner) -> Counts:
    """Pairs of sentences: two to one are two pairs."""
    right = given = wanted = 0
    for one in made:
        aligned = {place for left, other in way(one.left, one.right) for place in product(left, other)}
        shared = one.copied.shared
        right, given, wanted = right + len(aligned & shared), given + len(aligned), wanted + len(shared)
    return Counts.one_to_one(right, given, wanted)


def _two_to_one(held: Documents, lines: Mapping[str, Lines]) -> Figure:
    """Of neighbours joined on one side, the share that is aligned two to one."""
    made = [one for pair in PAIRS for one in _made(with_joined, held, lines, pair)]
    wanted = [{bead for bead in one.copied.beads if len(bead[0] + bead[1]) > 2} for one in made]
    hits = sum(len(beads & _ours(one.left, one.right)) for one, beads in zip(made, wanted, strict=True))
    return Figure(name="two to one, joined", value=hits / max(1, sum(map(len, wanted))), baseline=0.0)


def _means(ours: ByPair, plain: ByPair, where: str) -> Iterator[Figure]:
    for name in ("precision", "recall", "f1"):
        yield Figure(name=f"{name}{where}", value=_mean(ours, name), baseline=_mean(plain, name))


def _mean(counts: ByPair, name: str) -> float:
    return float(np.mean([getattr(one, name) for one in counts.values()]))


def _apart(documents: Sequence[TwinDocument], reader: Reader) -> Iterator[Figure]:
    """Sentences aligned with nothing between reports of twin events, of the shorter report's sentences."""
    chosen = _chosen(documents)
    read = [a for d in chosen if (a := article(d.doc_id, "en", d.text())) is not None]
    known = reader.seen(read)
    reports = {a.source: Report(tuple(s.of(a.text) for s in a.sentences), known[a.source]) for a in read}
    pairs = [
        (reports[one.doc_id], reports[other.doc_id])
        for one, other in product(chosen, chosen)
        if one.topic == other.topic
        and one.event < other.event
        and {one.doc_id, other.doc_id} <= reports.keys()
    ]
    sentences = sum(min(len(one.sentences), len(other.sentences)) for one, other in pairs)
    surely, likely, plain = (
        1 - sum(len(way(*pair)) for pair in pairs) / max(1, sentences) for way in (_ours, _likely, _naive)
    )
    yield Figure(name="twin events kept apart", value=surely, baseline=plain)
    yield Figure(name="twin events kept apart, likely", value=likely, baseline=plain)


def _chosen(documents: Sequence[TwinDocument]) -> list[TwinDocument]:
    """The first reports of each event, in the order of ids."""
    of_event: dict[str, list[TwinDocument]] = {}
    for document in sorted(documents, key=lambda d: d.doc_id):
        of_event.setdefault(document.story, []).append(document)
    return [document for reports in of_event.values() for document in reports[:REPORTS_AN_EVENT]]
