"""Reports gathered into stories, of twin events and in ten languages; pairs beside readers' judgement.

Data: ECB+, whose topics each hold two events that are near twins; NTREX-128, documents in many languages;
SemEval-2022 Task 8, pairs of news in eight languages. docs/decisions/0004 tells what the weights have seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np

from evals.alignment.lines import Reader
from evals.articles import article
from evals.base import DataMissing, Figure, Result, found
from evals.corpora import (
    HELD_TOPICS,
    JUDGED,
    TRAIN_TOPICS,
    TWINS,
    JudgedPair,
    Parallel,
    TwinDocument,
    held_twins,
    judged,
    parallel,
    twins,
)
from evals.stories import naive
from evals.stories.score import b_cubed, pairwise_f1
from samestory.gather.alike import alike
from samestory.gather.candidates import candidates
from samestory.gather.decisions import judge
from samestory.gather.features import Pair
from samestory.gather.pile import pile
from samestory.gather.stories import stories
from samestory.signals import Signals

# Languages judged in fewer pairs are in the figure for all alone.
FEWEST_PAIRS = 25
# The languages thrown together, by the codes of NTREX-128, with their ISO 639-1 codes.
TOGETHER = {
    "eng": "en", "deu": "de", "spa": "es", "ron": "ro", "bul": "bg", "rus": "ru", "ukr": "uk", "kaz": "kk",
    "tur": "tr", "arb": "ar",
}  # fmt: skip

Text = tuple[str, str, str]


def run(data: Path) -> Result:
    reader = Reader.open()
    documents = held_twins(data)
    tuning = twins(data, TRAIN_TOPICS)
    pairs = _judged(data)
    figures, files = _together(data, reader)
    files |= {found(data, pattern)[0] for pattern in (TWINS, *([JUDGED] if pairs else []))}
    return Result(
        task="stories",
        about=(
            f"{len(documents)} reports of {len({d.story for d in documents})} happenings, near twins by "
            "topic (ECB+, topics 18-35), gathered: B-cubed and pairwise F1; the same for all topics, half of "
            "which trained; 123 documents in ten languages thrown together (NTREX-128; gold is the document, "
            "though some tell of one happening); and Pearson's r of our log-odds and of our scale with the "
            f"likeness that readers saw in {len(pairs)} pairs of news not trained on (SemEval-2022 Task 8)"
        ),
        baseline=(
            "TF-IDF of 1-3 words; for the groups average linkage with the threshold that is best on "
            f"{'the topics that train' if tuning else 'these very reports'} (ten languages: on half of the "
            "documents), for the pairs cosine"
        ),
        peer=None,
        figures=(
            *_twins(documents, tuning or documents, reader, ""),
            *(
                _twins([*tuning, *documents], tuning, reader, ", all topics")
                if _open(documents, tuning)
                else ()
            ),
            *figures,
            *_agreements(pairs, reader),
        ),
        files=tuple(sorted(str(file.relative_to(data)) for file in files)),
    )


def _open(documents: Sequence[TwinDocument], tuning: Sequence[TwinDocument]) -> bool:
    return bool(tuning) and all(int(d.topic) in HELD_TOPICS for d in documents)


def _twins(
    documents: Sequence[TwinDocument], tuning: Sequence[TwinDocument], reader: Reader, which: str
) -> list[Figure]:
    gold = {d.doc_id: d.story for d in documents}
    threshold = naive.tuned({d.doc_id: d.text() for d in tuning}, {d.doc_id: d.story for d in tuning})
    return _groups([(d.doc_id, "en", d.text()) for d in documents], gold, threshold, (reader, which))


def _together(data: Path, reader: Reader) -> tuple[list[Figure], set[Path]]:
    """The documents of NTREX-128 in ten languages; nothing where they are not at hand."""
    try:
        news = parallel(data, sorted(TOGETHER))
    except DataMissing:
        return [], set()
    texts, tuning = _documents(news, news.rows()), _documents(news, news.half(0))
    gold = {name: name.rpartition("/")[0] for name, _, _ in texts}
    threshold = naive.tuned(
        {name: text for name, _, text in tuning}, {name: gold[name] for name, _, _ in tuning}
    )
    return _groups(texts, gold, threshold, (reader, ", ten languages")), set(news.files)


def _documents(news: Parallel, rows: Iterable[Sequence[int]]) -> list[Text]:
    return [
        (f"{news.documents[lines[0]]}/{name}", lang, "\n".join(news.lines[name][number] for number in lines))
        for lines in rows
        for name, lang in TOGETHER.items()
    ]


def _groups(
    texts: Sequence[Text], gold: Mapping[str, str], threshold: float, to: tuple[Reader, str]
) -> list[Figure]:
    """How well our groups and those of the naive way at ``threshold`` agree with ``gold``."""
    reader, which = to
    ours = stories(_seen(texts, reader), ()).groups
    plain = naive.gather({name: text for name, _, text in texts}, threshold)
    one, other = b_cubed(ours, gold), b_cubed(plain, gold)
    names = {"B-cubed F1": "f1", "B-cubed precision": "precision", "B-cubed recall": "recall"}
    pairwise = pairwise_f1(ours, gold), pairwise_f1(plain, gold)
    return [
        *(
            Figure(name=name + which, value=getattr(one, field), baseline=getattr(other, field))
            for name, field in names.items()
        ),
        Figure(name="pairwise F1" + which, value=pairwise[0], baseline=pairwise[1]),
    ]


def _judged(data: Path) -> list[JudgedPair]:
    """The pairs held out whose both texts can be read; none where the set is not at hand."""
    try:
        pairs = judged(data)[1::2]
    except DataMissing:
        return []
    return [p for p in pairs if all(article(*side) is not None for side in p.sides())]


def _agreements(pairs: Sequence[JudgedPair], reader: Reader) -> list[Figure]:
    """Correlation with the readers for all pairs, and for each pair of languages often judged."""
    if not pairs:
        return []
    odds, alikes = _judgements(pairs, reader)
    plain = _cosines(pairs)
    likeness = np.array([-p.overall for p in pairs])
    languages = np.array(["-".join(sorted((p.lang1, p.lang2))) for p in pairs])
    often = [name for name in sorted(set(languages)) if (languages == name).sum() >= FEWEST_PAIRS]
    one = np.array([p.lang1 == p.lang2 for p in pairs])
    every = {"all": np.full(len(pairs), True)}
    by_languages = {str(name): languages == name for name in often}
    chosen = [(f"r with readers, {name}", of, odds) for name, of in (every | by_languages).items()]
    sides = every | {"one language": one, "two languages": ~one}
    chosen += [(f"r of the scale with readers, {name}", of, alikes) for name, of in sides.items() if of.any()]
    return [
        Figure(
            name=name,
            value=_correlation(ours[of], likeness[of]),
            baseline=_correlation(plain[of], likeness[of]),
        )
        for name, of, ours in chosen
    ]


def _judgements(pairs: Sequence[JudgedPair], reader: Reader) -> tuple[naive.Floats, naive.Floats]:
    """Log-odds of each pair, and how alike readers would find it."""
    known = _seen(_texts(pairs), reader)
    ids = sorted(known)
    among = pile(known, candidates(ids, np.stack([known[i].centre for i in ids])))
    sides = [[known[name] for name, _, _ in pair.sides()] for pair in pairs]
    paired = [Pair.of(left, right, among) for left, right in sides]
    odds = np.array([judge(pair).log_odds for pair in paired], np.float32)
    return odds, np.array([alike(pair) for pair in paired], np.float32)


def _cosines(pairs: Sequence[JudgedPair]) -> naive.Floats:
    texts = {name: text for name, _, text in _texts(pairs)}
    places = {name: place for place, name in enumerate(texts)}
    near = naive.likeness(list(texts.values()))
    rows, columns = zip(*([places[name] for name, _, _ in p.sides()] for p in pairs), strict=True)
    return np.asarray(near[rows, columns], np.float32)


def _texts(pairs: Sequence[JudgedPair]) -> list[Text]:
    return [side for pair in pairs for side in pair.sides()]


def _seen(texts: Iterable[Text], reader: Reader) -> Mapping[str, Signals]:
    by_name = {name: (lang, text) for name, lang, text in texts}
    read = (article(name, lang, text) for name, (lang, text) in by_name.items())
    return reader.seen([a for a in read if a is not None])


def _correlation(one: naive.Floats, other: naive.Floats) -> float:
    return float(np.corrcoef(one, other)[0, 1])
