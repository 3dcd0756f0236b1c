"""Expressions of time found and understood: in English news, in own sentences, and phrase by phrase.

One half of news and sentences was there to develop on; the other is only measured.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from evals.base import Figure, Result, found
from evals.counts import Counts, summed
from evals.times import gold, naive, phrases, score
from evals.times.gold import Marked
from evals.times.phrases import Phrase, interval
from evals.times.values import Meaning, of_timed
from samestory.lang import load
from samestory.model import Span
from samestory.read.published import stated
from samestory.read.times_told import told

# dateparser 1.5.0, measured once: search_dates with the language given, past dates preferred,
# each as fine as its parser says of the words found.
PEER = {
    "span F1, news, develop": 0.6180,
    "value F1, news, develop": 0.2525,
    "span F1, news, held": 0.6279,
    "value F1, news, held": 0.2740,
    "span F1, sentences bg, held": 0.7368,
    "value F1, sentences bg, held": 0.2456,
    "span F1, sentences ro, held": 0.7273,
    "value F1, sentences ro, held": 0.2545,
    "span F1, sentences ru, held": 0.8070,
    "value F1, sentences ru, held": 0.2807,
    "span F1, sentences uk, held": 0.8276,
    "value F1, sentences uk, held": 0.3103,
    "span F1, sentences kk, held": 0.6087,
    "value F1, sentences kk, held": 0.1304,
}
# Its ``parse`` on the days of the first suite of phrases, measured once by language: right, of how many.
PEER_PHRASES = {
    "bg": 17 / 24,
    "ro": 20 / 33,
    "ru": 45 / 76,
    "uk": 35 / 62,
    "pl": 56 / 168,
    "en": 185 / 292,
    "de": 44 / 96,
    "es": 85 / 136,
    "fr": 85 / 161,
    "tr": 31 / 72,
}
Told = list[tuple[Span, Meaning | None]]


def run(data: Path) -> Result:
    """Measure news and sentences of both halves, and the phrases; nothing is held out of the phrases."""
    figures: list[Figure] = []
    for half in gold.HALVES:
        figures += _figures(f"news, {half}", gold.news(data, half))
        cases = gold.cases(half)
        for lang in sorted({one.lang for one in cases}):
            figures += _figures(f"sentences {lang}, {half}", [one for one in cases if one.lang == lang])
    figures += _phrases("days", phrases.duckling(data), PEER_PHRASES)
    figures += _phrases("phrases", phrases.recognizers(data), {})
    files = [*found(data, gold.MARKED), *found(data, phrases.DUCKLING), *found(data, phrases.RECOGNIZERS)]
    own = [gold.HERE / f"{half}.toml" for half in gold.HALVES]
    return Result(
        task="times",
        about=(
            "expressions of time in English news (TempEval-3, half held out by a hash of the name) and in "
            "own sentences, relaxed F1 of spans and F1 of those with the right meaning; the share of phrases "
            "from two test suites whose time is told rightly, nothing of them held out"
        ),
        baseline="years and dates in figures",
        peer="dateparser",
        figures=tuple(figures),
        files=tuple(str(file.relative_to(data)) for file in files)
        + tuple(str(file.relative_to(Path(__file__).parents[2])) for file in own),
    )


def ours(marked: Marked) -> Told:
    """What the program tells of a text: spans with their meanings."""
    return [
        (one.span, of_timed(one))
        for one in told(marked.text, load(marked.lang), stated(marked.written, "stated"))
    ]


def _figures(name: str, texts: Sequence[Marked]) -> list[Figure]:
    told_ours = [ours(text) for text in texts]
    told_naive = [naive.told(text.text) for text in texts]
    measures: tuple[tuple[str, Callable[[Marked, Told], Counts]], ...] = (
        ("span F1", score.spans),
        ("value F1", score.values),
    )
    figures = []
    for what, measure in measures:
        value, plain = (summed(map(measure, texts, way)).f1 for way in (told_ours, told_naive))
        label = f"{what}, {name}"
        figures.append(Figure(name=label, value=value, baseline=plain, peer=PEER.get(label)))
    return figures


def _phrases(what: str, given: Sequence[Phrase], peer: dict[str, float]) -> list[Figure]:
    figures = []
    for lang in sorted({one.lang for one in given}):
        listed = [one for one in given if one.lang == lang]
        right = sum(right_phrase(one) for one in listed)
        plain = sum(bool({interval(m) for _, m in naive.told(one.text)} & _intervals(one)) for one in listed)
        figures.append(
            Figure(
                name=f"{what} right, {lang} ({len(listed)})",
                value=right / len(listed),
                baseline=plain / len(listed),
                peer=peer.get(lang),
            )
        )
    return figures


def right_phrase(phrase: Phrase) -> bool:
    """True where one expression is told in the phrase, and its time is one that the phrase may mean."""
    said = told(phrase.text, load(phrase.lang), phrase.written, "future")
    return len(said) == 1 and interval(of_timed(said[0])) in _intervals(phrase)


def _intervals(phrase: Phrase) -> set[Meaning | None]:
    return {interval(meaning) for meaning in phrase.means}
