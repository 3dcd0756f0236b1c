"""Quotes and their speakers on gold of English and German, and on own cases in 22 languages.

Of English gold direct quotes are told alone, as it marks no others; elsewhere partial ones too. What is right
stands in score.py. Of the own cases one half was there to develop on; the other is only measured.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path

from evals.base import Figure, Result, found
from evals.counts import summed
from evals.quotes import naive
from evals.quotes.cases import cases, files
from evals.quotes.gold import GoldText, german, polnear
from evals.quotes.score import Score, Told, audiences, overlapping, scored, speakers
from evals.quotes.told import articles, told

MARKED = frozenset({"direct", "partial"})
ALL = MARKED | {"reported"}
# The own cases whose spans and speakers are judged, by the name of their figures.
SETS = {"own cases": "", "more own cases": "_more", "other own cases": "_others", "few quotes": "_marks"}


def run(data: Path) -> Result:
    """Measure all sets."""
    sets = (
        ("polnear dev", polnear(data, "dev"), {"direct"}),
        ("german_news_quotes dev", german(data, "dev"), MARKED),
        *(
            (f"{name}, {half}", cases(half, kind), MARKED)
            for name, kind in SETS.items()
            for half in ("held", "develop")
        ),
    )
    figures = [figure for one in sets for figure in _figures(*one)]
    reported = {
        "german_news_quotes dev": german(data, "dev", "Indirect"),
        "polnear dev": polnear(data, "dev", reported=True),
        **{f"own cases, {half}": cases(half, "_reported") for half in ("held", "develop")},
    }
    figures += [figure for name, texts in reported.items() for figure in _reported(name, texts)]
    figures += [figure for half in ("held", "develop") for figure in _beside(half)]
    return Result(
        task="quotes",
        about=(
            "English and German gold, and own cases, half of them held: 320 in eight languages, 276 in 14 "
            "more, 226 of reported speech, 182 of audiences and of speakers named before, 128 whose marks "
            "hold few quotes; quotes whose first and last word are right, and speakers of those that are"
        ),
        baseline="what stands between the language's marks, said by the nearest capitalised words",
        peer=None,
        figures=tuple(figures),
        files=tuple(_files(data)),
    )


def _files(data: Path) -> Iterator[str]:
    for pattern in ("polnear/data/dev/attributions/*.ann", "german_news_quotes/dev.jsonl"):
        yield from (str(file.relative_to(data)) for file in found(data, pattern))
    yield from (str(file.relative_to(Path(__file__).parents[2])) for file in files())


def _reported(name: str, texts: Sequence[GoldText]) -> Iterator[Figure]:
    """What is reported, judged loosely; the baseline is every clause behind a comma."""
    ours = summed(overlapping(t, told(a, {"reported"})) for t, a in zip(texts, articles(texts), strict=True))
    plain = summed(overlapping(text, naive.clauses(text)) for text in texts)
    for what in ("precision", "recall"):
        value, base = getattr(ours, what), getattr(plain, what)
        yield Figure(name=f"reported, {what}, {name}", value=value, baseline=base)


def _beside(half: str) -> Iterator[Figure]:
    """Those told, and speakers who are named before and called otherwise beside the quote."""
    for what, kind, judge in (("audience", "_audience", audiences), ("named before", "_anaphora", speakers)):
        texts = cases(half, kind)
        ours = summed(judge(t, told(a, ALL)) for t, a in zip(texts, articles(texts), strict=True))
        plain = summed(judge(text, naive.found(text)) for text in texts)
        for side in ("precision", "recall") if kind == "_audience" else ("recall",):
            value, base = getattr(ours, side), getattr(plain, side)
            yield Figure(name=f"{what}, {side}, own cases, {half}", value=value, baseline=base)


def _figures(name: str, texts: Sequence[GoldText], kinds: Collection[str]) -> Iterator[Figure]:
    ours = [told(article, kinds) for article in articles(texts)]
    plain = [naive.found(text) for text in texts]
    groups = {name: list(range(len(texts)))}
    if len({text.lang for text in texts}) > 1:
        for number, text in enumerate(texts):
            groups.setdefault(f"{name}, {text.lang}", []).append(number)
    for group, numbers in groups.items():
        both = [_scores([texts[n] for n in numbers], [one[n] for n in numbers]) for one in (ours, plain)]
        for what, value in _TOLD.items():
            yield Figure(name=f"{what}, {group}", value=value(both[0]), baseline=value(both[1]))


def _scores(texts: Sequence[GoldText], quotes: Sequence[Sequence[Told]]) -> Score:
    scores = [scored(text, one) for text, one in zip(texts, quotes, strict=True)]
    return Score(summed(s.spans for s in scores), summed(s.speakers for s in scores))


_TOLD: dict[str, Callable[[Score], float]] = {
    "span F1": lambda score: score.spans.f1,
    "speakers right": lambda score: score.speakers.precision,
}
