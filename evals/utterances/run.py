"""Quotes planted in translated news: which are told as one utterance, and what became of their wordings.

Data: NTREX-128, line by line the same sentences. Of its documents one half was there to train and develop on;
the other is held out, with other speakers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from evals.base import Figure, Result
from evals.corpora import parallel
from evals.counts import Counts, summed
from evals.retrieval.run import PAIRS
from evals.utterances import naive
from evals.utterances.planted import KINDS, Half, Kind, plots
from evals.utterances.reports import Read, Reader
from evals.utterances.score import changes, counted, gold, told
from samestory.collate.quote_first import Told
from samestory.collate.quote_heard import Encoded
from samestory.collate.quotes import utterances
from samestory.encode import Encoder
from samestory.encode.neutral import neutral
from samestory.gather.dating import dates
from samestory.heads.names import NameTagger
from samestory.heads.terms import with_states
from samestory.model import Article, Utterance

# Two pairs besides those of the other tasks.
EVERY_PAIR = (*PAIRS, ("fra", "deu"), ("spa", "tur"))
# What is told of a wording that was changed so; a contrary is not told across languages.
TOLD_OF = {"shortened": "shortened", "merged": "merged", "figure": "altered", "negated": "altered"}


class Counted(NamedTuple):
    """What is one utterance to us, the naive way and the peer, quotes given; to us, quotes found."""

    given: Counts
    naive: Counts
    peer: Counts
    found: Counts
    changes: Mapping[tuple[str, str], int]


def run(data: Path) -> Result:
    """Measure what is held out."""
    news = parallel(data, sorted({language for pair in EVERY_PAIR for language in pair}))
    counted = measured(data, "held")
    return Result(
        task="utterances",
        about=(
            "quotes planted in documents not trained on (NTREX-128), two reports of each in two languages, "
            "among other quotes of the same speakers: which two are one utterance. Copies: two of five lines "
            "are quoted in both; few shared: one of ten. Quotes given, or found by the program. Told: of "
            "wordings shortened, merged with another, with another figure or turned into the contrary, the "
            "share that is told to be so"
        ),
        baseline="quotes that share numbers and Latin words",
        peer="cosine of the encoder's vectors at the threshold that is best on the documents to develop on",
        figures=tuple(_figures(counted)),
        files=tuple(sorted(str(file.relative_to(data)) for file in news.files)),
    )


def measured(data: Path, half: Half) -> dict[tuple[Kind, str], Counted]:
    """Counts of each kind and pair of languages."""
    news = parallel(data, sorted({language for pair in EVERY_PAIR for language in pair}))
    reader = Reader(Encoder.open(threads=2), NameTagger.open())
    made: dict[tuple[Kind, str], Counted] = {}
    for kind in KINDS:
        for pair in EVERY_PAIR:
            texts = (news.lines[pair[0]], news.lines[pair[1]])
            documents = news.half(0 if half == "develop" else 1)
            reads = reader.read(plots(documents, texts, pair, half, kind), pair)
            made[kind, "-".join(pair)] = _counted(reads, reader.encoder)
    return made


def told_of(read: Read, articles: Mapping[str, Article], encoder: Encoder) -> tuple[Utterance, ...]:
    """The utterances of both reports."""
    copies = read.collated.account.copies
    story = Told(articles, read.collated.origins, copies, dates(list(articles.values()), copies))
    return utterances(story, read.seen, lambda texts: encoded(encoder, texts), read.who)


def encoded(encoder: Encoder, texts: Sequence[str]) -> Encoded:
    """Vectors of ``texts``, neutral of language, and the states of their tokens."""
    rows, states = with_states(encoder, texts)
    return Encoded(neutral(rows), states)


def _counted(reads: Sequence[Read], encoder: Encoder) -> Counted:
    counts: list[tuple[Counts, ...]] = []
    became: Counter[tuple[str, str]] = Counter()
    for read in reads:
        wanted = gold(read)
        given, found = read.articles(found=False), read.articles(found=True)
        ours = told_of(read, given, encoder)
        became.update(changes(read, given, ours))
        said = [[one.words for one in report.planted] for report in read.reports]
        ways = (
            told(read, given, ours),
            naive.shared(*said),
            naive.near(*(encoder.encode(texts) for texts in said)),
            told(read, found, told_of(read, found, encoder)),
        )
        counts.append(tuple(counted(one, wanted) for one in ways))
    sums = [summed(column) for column in zip(*counts, strict=True)]
    return Counted(sums[0], sums[1], sums[2], sums[3], became)


def _figures(counted: Mapping[tuple[Kind, str], Counted]) -> Iterator[Figure]:
    for kind in KINDS:
        its = {pair: one for (its_kind, pair), one in counted.items() if its_kind == kind}
        yield from _parts(kind, list(its.values()))
        for pair, one in its.items():
            yield _figure("f1", f"{kind}, {pair}", one.given, one)
    became: Counter[tuple[str, str]] = Counter()
    for one in counted.values():
        became.update(one.changes)
    yield from _changes(became)


def _parts(kind: str, its: Sequence[Counted]) -> Iterator[Figure]:
    whole = Counted(
        given=summed(one.given for one in its),
        naive=summed(one.naive for one in its),
        peer=summed(one.peer for one in its),
        found=summed(one.found for one in its),
        changes={},
    )
    for where, ours in ((kind, whole.given), (f"{kind}, quotes found", whole.found)):
        for part in ("precision", "recall"):
            yield _figure(part, where, ours, whole)


def _figure(part: str, where: str, ours: Counts, beside: Counted) -> Figure:
    value, base, peer = (getattr(one, part) for one in (ours, beside.naive, beside.peer))
    return Figure(name=f"{part}, {where}", value=value, baseline=base, peer=peer)


def _changes(became: Counter[tuple[str, str]]) -> Iterator[Figure]:
    """The baseline tells that nothing was changed."""
    for change, said in TOLD_OF.items():
        every = sum(count for (one, _), count in became.items() if one == change)
        yield Figure(name=f"told: {change}", value=became[change, said] / max(1, every), baseline=0.0)
    whole = sum(count for (one, _), count in became.items() if one == "whole")
    yield Figure(name="told: whole", value=became["whole", "whole"] / max(1, whole), baseline=1.0)
