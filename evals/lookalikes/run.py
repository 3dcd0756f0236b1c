"""Look-alikes kept apart and reports of one happening joined: by twos, and in one pile with all others.

The path is the program's own: read, encode, names, entities, stories. What a case is: README.md. One half
of the cases is there to develop on; the other is only measured.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from evals.base import Figure, Result
from evals.lookalikes import naive
from evals.lookalikes.cases import DATES, HALVES, Case, Text, cases, files, texts
from evals.lookalikes.score import shares
from evals.stories.naive import Floats
from samestory.accounts import in_memory
from samestory.collated import Encoding
from samestory.derivation import Held, derived
from samestory.encode.neutral import Floats2d, neutral
from samestory.model import Article, Document
from samestory.progress import silent
from samestory.reading import read_and_encode, vectors
from samestory.signals import signals

WAYS = ("pile", "alone")


class Read(NamedTuple):
    """An article as read, with the vectors of its units."""

    article: Article
    vectors: Floats2d


class Verdicts(NamedTuple):
    """Whether the articles of each case of a half were put into one story, in one pile and by twos."""

    given: list[Case]
    pile: list[bool]
    alone: list[bool]

    def of(self, chosen: Sequence[int]) -> Verdicts:
        """The verdicts on the cases at these places."""
        return Verdicts(
            [self.given[i] for i in chosen], [self.pile[i] for i in chosen], [self.alone[i] for i in chosen]
        )


def run(_data: Path) -> Result:
    """Measure both halves; the figures by dates, languages and kind are of the half held out."""
    nearness, ours = {}, {}
    for half in HALVES:
        given = cases(half)
        read = reading(texts(given))
        nearness[half] = _near(given, read)
        ours[half] = gathered(given, read)
    thresholds = naive.tuned(cases("develop"), nearness["develop"])
    plain = {half: _naive(cases(half), nearness[half], thresholds) for half in HALVES}
    held = cases("held")
    return Result(
        task="lookalikes",
        about=(
            f"{sum(not c.same for c in held)} pairs of own articles about two happenings that look alike and "
            f"{sum(c.same for c in held)} about one, held out, in {len(_languages(held))} languages: shares "
            "of the former kept apart and of the latter joined, gathered by twos (alone) and with all other "
            "articles of the half (pile)"
        ),
        baseline="cosine of mean vectors, average linkage, thresholds best on the half to develop on",
        peer=None,
        figures=tuple(
            figure for half in reversed(HALVES) for figure in _figures(half, ours[half], plain[half])
        ),
        files=tuple(str(file.relative_to(Path(__file__).parents[2])) for file in files()),
    )


def reading(given: Sequence[Text]) -> dict[str, Read]:
    """The articles as the program reads and encodes them, by the texts' ids."""
    made = read_and_encode([document(text) for text in given], threads=2)
    return {one.article.source: Read(one.article, one.vectors) for one in made.articles}


def gathered(given: Sequence[Case], read: Mapping[str, Read]) -> Verdicts:
    """Each case gathered by itself, and all articles in one pile."""
    names: dict[str, Floats2d] = {}
    pile = _stories(read, names)
    alone = []
    for case in given:
        story = _stories({text.id: read[text.id] for text in (case.left, case.right)}, names)
        alone.append(story[case.left.id] == story[case.right.id])
    return Verdicts(list(given), [pile[case.left.id] == pile[case.right.id] for case in given], alone)


def _stories(read: Mapping[str, Read], names: dict[str, Floats2d]) -> dict[str, str]:
    """The story of each text; vectors of names already encoded are taken from ``names`` and kept there."""
    rows = {one.article.id: one.vectors for one in read.values()}

    def of_texts(written: Sequence[str]) -> Floats2d:
        new = [name for name in written if name not in names]
        names.update(zip(new, vectors(new), strict=True))
        return np.stack([names[name] for name in written])

    # Which terms compete and what is quoted does not matter here.
    where = Encoding(of_texts, lambda _: None, lambda texts: (of_texts(texts), None))
    held = Held({one.article.id: one.article for one in read.values()}, rows.__getitem__)
    with derived(held, where, (), silent, in_memory()) as found:
        home = {article: story.id for story in found.stories for article in story.articles}
    return {text: home[one.article.id] for text, one in read.items()}


def document(text: Text) -> Document:
    fields = {"lang": text.lang, "outlet": text.outlet, "title": text.title}
    if text.published:
        fields["published"] = text.published
    return Document(
        id=text.id, source=text.id, media_type="text/plain", data=text.text.encode(), fields=fields
    )


def _near(given: Sequence[Case], read: Mapping[str, Read]) -> Floats:
    centres = np.stack([signals(one.article, neutral(one.vectors)).centre for one in _read(given, read)])
    return np.asarray(centres @ centres.T, np.float32)


def _read(given: Sequence[Case], read: Mapping[str, Read]) -> list[Read]:
    return [read[text.id] for text in texts(given)]


def _naive(given: list[Case], near: Floats, thresholds: tuple[float, float]) -> Verdicts:
    pile, alone = thresholds
    return Verdicts(given, naive.in_pile(given, near, pile), naive.alone(given, near, alone))


def _languages(given: Sequence[Case]) -> frozenset[str]:
    return frozenset[str]().union(*(case.languages for case in given))


def _figures(half: str, ours: Verdicts, plain: Verdicts) -> list[Figure]:
    every = range(len(ours.given))
    figures = _both(half, ours, plain)
    if half != "held":
        return figures
    for known in DATES:
        chosen = [i for i in every if ours.given[i].dates == known]
        figures += _both(f"dates of {known}", ours.of(chosen), plain.of(chosen))
    for number, told in ((1, "one language"), (2, "two languages")):
        chosen = [i for i in every if len(ours.given[i].languages) == number]
        figures += _both(told, ours.of(chosen), plain.of(chosen))
    for kind in sorted({case.kind for case in ours.given}):
        chosen = [i for i in every if ours.given[i].kind == kind]
        figures.append(_figure(f"right, pile, {kind}", "right", "pile", (ours.of(chosen), plain.of(chosen))))
    return figures


def _both(what: str, ours: Verdicts, plain: Verdicts) -> list[Figure]:
    names = {"apart": "look-alikes kept apart", "joined": "true pairs joined"}
    return [
        _figure(f"{name}, {way}, {what}", share, way, (ours, plain))
        for way in WAYS
        for share, name in names.items()
    ]


def _figure(name: str, share: str, way: str, verdicts: tuple[Verdicts, Verdicts]) -> Figure:
    value, baseline = (getattr(shares(one.given, getattr(one, way)), share) for one in verdicts)
    return Figure(name=name, value=value, baseline=baseline)
