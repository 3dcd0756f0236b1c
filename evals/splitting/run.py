"""How many cases are split exactly as written, and boundary F1 on them and on joined news lines.

The cases are ours and lie beside this file. The first ten of a language (dev) may guide the rules; the
others (held) are looked at as figures only. The joined lines are others' words, found under the data root.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby
from pathlib import Path

import msgspec

from evals.base import Figure, Result
from evals.language.run import FILES
from evals.splitting import joined, naive
from evals.splitting.joined import Case
from samestory.lang import load
from samestory.model import Span
from samestory.read.sentences import split

CASES = Path(__file__).with_name("cases.jsonl")
DEV = 10

Splitter = Callable[[str, str], tuple[Span, ...]]


def run(data: Path) -> Result:
    """Measure on the cases beside this file and on joined lines of translated news, if ``data`` has them."""
    patterns = {lang: f"ntrex128/**/newstest2019-{name}.txt" for lang, name in FILES.items()}
    files = {lang: file for lang, pattern in patterns.items() for file in sorted(data.glob(pattern))[:1]}
    cases = msgspec.json.Decoder(Case).decode_lines(CASES.read_bytes())
    dev, held = _parted(cases)
    lines = {lang: joined.cases(lang, file) for lang, file in files.items()}
    figures = [
        *(_exact(f"exact, {lang}, held", held, lang) for lang in _languages(held)),
        *(_exact(f"exact, {lang}, dev", dev, lang) for lang in _languages(dev)),
        _figure("exact, all, held", held, _share_exact),
        _figure("exact, all, dev", dev, _share_exact),
        _figure("boundary F1, held", held, _boundary_f1),
        _figure("boundary F1, dev", dev, _boundary_f1),
        *(_figure(f"joined lines F1, {lang}", cases, _boundary_f1) for lang, cases in lines.items()),
    ]
    return Result(
        task="splitting",
        about="sentences of hard short news texts, as an editor would part them",
        baseline="a mark, white space, no small letter",
        peer=None,
        figures=tuple(figures),
        files=(
            CASES.relative_to(CASES.parents[2]).as_posix(),
            *(file.relative_to(data).as_posix() for file in files.values()),
        ),
    )


def _parted(cases: list[Case]) -> tuple[list[Case], list[Case]]:
    """The first ten cases of each language, and the others."""
    dev: list[Case] = []
    held: list[Case] = []
    for _, group in groupby(cases, key=lambda case: case.lang):
        own = list(group)
        dev.extend(own[:DEV])
        held.extend(own[DEV:])
    return dev, held


def _languages(cases: Iterable[Case]) -> list[str]:
    return list(dict.fromkeys(case.lang for case in cases))


def _exact(name: str, cases: list[Case], lang: str) -> Figure:
    return _figure(name, [case for case in cases if case.lang == lang], _share_exact)


def _figure(name: str, cases: list[Case], measure: Callable[[list[Case], Splitter], float]) -> Figure:
    return Figure(name=name, value=measure(cases, _ours), baseline=measure(cases, _naive))


def _ours(text: str, lang: str) -> tuple[Span, ...]:
    return split(text, load(lang))


def _naive(text: str, lang: str) -> tuple[Span, ...]:
    return naive.split(text)


def _share_exact(cases: list[Case], splitter: Splitter) -> float:
    exact = sum([span.of(c.text) for span in splitter(c.text, c.lang)] == c.sentences for c in cases)
    return round(exact / len(cases), 3)


def _boundary_f1(cases: list[Case], splitter: Splitter) -> float:
    """F1 over the ends of sentences inside a text; the last end is free and not counted."""
    right = given = wanted = 0
    for case in cases:
        ours = {span.end for span in splitter(case.text, case.lang)[:-1]}
        gold = _ends(case)[:-1]
        right, given, wanted = right + len(ours & set(gold)), given + len(ours), wanted + len(gold)
    return round(2 * right / (given + wanted), 3)


def _ends(case: Case) -> list[int]:
    ends, position = [], 0
    for sentence in case.sentences:
        position = case.text.index(sentence, position) + len(sentence)
        ends.append(position)
    return ends
