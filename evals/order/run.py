"""Lines of a news document cut into several made articles, and told again as one account's rows.

Data: NTREX-128, of which only the order of lines in each document counts. Each article keeps half of the
lines and puts sentences of its own between them; with ``MOVED``, it tells one line elsewhere. Only documents
that training held out are used.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from itertools import combinations
from pathlib import Path
from random import Random
from statistics import fmean

from evals.base import Figure, Result
from evals.corpora import parallel
from evals.order import naive
from samestory.collate.order import Place, ordered

LANGUAGE = "eng"
# Articles to a made story.
ARTICLES = (2, 3, 5, 8)
KEPT, OWN = 0.5, 0.5
# The share of articles that tell one line out of its order.
MOVED = (0.0, 0.3)
SHORTEST = 8

Way = Callable[[Sequence[AbstractSet[Place]]], Sequence[int]]
# Rows, and the line of the document each holds; None for an article's own sentence.
Told = list[tuple[int | None, set[Place]]]


def run(data: Path) -> Result:
    news = parallel(data, [LANGUAGE])
    documents = [lines for lines in news.half(1) if len(lines) >= SHORTEST]
    figures = [
        Figure(
            name=f"tau, {articles} articles{', lines moved' if moved else ''}",
            value=_tau(documents, articles, moved, lambda rows: ordered(rows, {})),
            baseline=_tau(documents, articles, moved, naive.ordered),
        )
        for moved in MOVED
        for articles in ARTICLES
    ]
    return Result(
        task="order",
        about=(
            f"stories of several articles that each keep half of the lines of one of {len(documents)} "
            "documents and put own sentences between them (NTREX-128): Kendall's tau of the document's lines "
            "in the account's rows against the document; where lines are moved, three articles of ten tell "
            "one line elsewhere"
        ),
        baseline="rows by their mean relative place in their articles",
        peer=None,
        figures=tuple(figures),
        files=tuple(str(file.relative_to(data)) for file in news.files),
    )


def story(lines: Sequence[int], articles: int, moved: float, rng: Random) -> Told:
    """The rows of a made story in no order, and the line each holds."""
    rows: dict[tuple[int, int], set[Place]] = {}
    for article in range(articles):
        for place, key in enumerate(_article(lines, article, moved, rng)):
            rows.setdefault(key, set()).add((str(article), place))
    told = [(line if owner < 0 else None, row) for (owner, line), row in rows.items()]
    rng.shuffle(told)
    return told


def tau(numbers: Sequence[int]) -> float:
    """Kendall's tau of ``numbers``, at least two and all different, against their ascending order."""
    pairs = list(combinations(numbers, 2))
    return 2 * sum(one < other for one, other in pairs) / len(pairs) - 1


def _article(lines: Sequence[int], article: int, moved: float, rng: Random) -> list[tuple[int, int]]:
    """Whose sentence and which: -1 for the document's lines, else the article's own."""
    kept = [(-1, line) for line in lines if rng.random() < KEPT]
    if rng.random() < moved and len(kept) > 1:
        kept.insert(rng.randrange(len(kept)), kept.pop(rng.randrange(len(kept))))
    for number in range(int(OWN * len(kept))):
        kept.insert(rng.randrange(len(kept) + 1), (article, number))
    return kept


def _tau(documents: Sequence[Sequence[int]], articles: int, moved: float, way: Way) -> float:
    """The mean over documents; every way is given the same stories."""
    rng = Random(f"{articles}-{moved}")
    found = []
    for lines in documents:
        told = story(lines, articles, moved, rng)
        numbers = [told[number][0] for number in way([row for _, row in told])]
        held = [line for line in numbers if line is not None]
        if len(held) > 1:
            found.append(tau(held))
    return fmean(found)
