"""The real articles that growth multiplies: read by the pipeline itself into a small dossier, the stock.

From the project's own examples and, where the data is there, news pages and reports of twin events.
"""

from __future__ import annotations

import gzip
import re
import shutil
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt

from evals.base import DataMissing, found
from evals.corpora import TRAIN_TOPICS, twins
from samestory.model import Article, NameMention, Span
from samestory.pipeline import run
from samestory.read.forms import forms
from samestory.store.view import View

EXAMPLES = Path(__file__).parents[2] / "examples" / "pile"
PAGES = "fundus/index.jsonl"
# How many pages are taken, and of how many topics the twin events.
TAKEN, TOPICS = 140, 10
# Names become others by their first letters; what follows may be an ending.
BEGINNING = 4
WORD, DIGITS = re.compile(r"[^\W\d_]+"), re.compile(r"\d+")
Floats = npt.NDArray[np.float32]


class Member(NamedTuple):
    """A real article with its vectors, and the parts of its text that change from happening to happening.

    ``named`` are the beginnings of words of names, countries left out; ``own`` those of who is named nowhere
    else; ``counted`` the digits of figures, by the place of the figure.
    """

    article: Article
    vectors: Floats
    named: tuple[Span, ...]
    own: tuple[Span, ...]
    counted: tuple[tuple[int, tuple[Span, ...]], ...]


class Stock(NamedTuple):
    """Real stories, each as its articles; the mean of all vectors, and the id of the weights."""

    stories: tuple[tuple[Member, ...], ...]
    mean: Floats
    model: str


def read(dossier: Path, data: Path) -> None:
    """Read the real articles into a new dossier at ``dossier``, as any run does."""
    with TemporaryDirectory() as work:
        pile = Path(work) / "pile"
        shutil.copytree(EXAMPLES, pile)
        for name, content in (*pages(data), *twin_reports(data)):
            (pile / name).write_bytes(content)
        run(pile, dossier)


def stock(dossier: Path) -> Stock:
    """What is in a dossier of real articles, by its stories."""
    with View.open(dossier) as view:
        articles = {one.id: one for one in view.articles()}
        vectors = {id_: view.vectors(id_) for id_ in articles}
        model = min(view.models())
        groups = [one.articles for one in view.stories()]
    holding = Counter(start for one in articles.values() for start in {*map(str.lower, _people(one))})
    alone = {start for start, count in holding.items() if count == 1}
    members = {id_: _member(one, vectors[id_], alone) for id_, one in articles.items()}
    mean = np.concatenate(list(vectors.values())).mean(axis=0)
    return Stock(tuple(tuple(members[i] for i in ids) for ids in groups), mean, model)


def pages(data: Path) -> Iterator[tuple[str, bytes]]:
    """Stored news pages under ``data``, as files: name and content; none where they are not at hand."""
    try:
        index = found(data, PAGES)[0]
    except DataMissing:
        return
    for number, line in enumerate(index.read_bytes().splitlines()[:TAKEN]):
        row = msgspec.json.decode(line)
        yield f"page{number:03}.html", gzip.decompress((index.parent / row["html"]).read_bytes())


def twin_reports(data: Path) -> Iterator[tuple[str, bytes]]:
    """Reports of twin events under ``data``, as ``pages``."""
    try:
        reports = twins(data, TRAIN_TOPICS[:TOPICS])
    except DataMissing:
        return
    for number, one in enumerate(reports):
        yield f"twin{number:03}.txt", one.text().encode()


def _member(article: Article, vectors: Floats, alone: Collection[str]) -> Member:
    named = [
        part for name in article.names if not _is_known(article, name) for part in _starts(article, name)
    ]
    # One who is named in no other article stands for what is new in each happening.
    last = next((one for one in reversed(_people(article)) if one.lower() in alone), None)
    own = [part for part in named if part.of(article.text) == last]
    taken = [*(one.span for one in article.names), *(one.span for one in article.times)]
    counted = (
        (place, tuple(_runs(article.text, figure.span)))
        for place, figure in enumerate(article.numbers)
        if not any(one.start < figure.span.end and figure.span.start < one.end for one in taken)
    )
    shared = (part for part in named if part not in own)
    return Member(article, vectors, tuple(shared), tuple(own), tuple(one for one in counted if one[1]))


def _is_known(article: Article, name: NameMention) -> bool:
    return forms(name.span.of(article.text), name.type, article.lang).known is not None


def _people(article: Article) -> list[str]:
    """How the words of people's names begin, in the order of the text."""
    names = (name for name in article.names if name.type == "person")
    return [part.of(article.text) for name in names for part in _starts(article, name)]


def _starts(article: Article, name: NameMention) -> Iterator[Span]:
    for match in WORD.finditer(article.text, name.span.start, name.span.end):
        yield Span(match.start(), min(match.end(), match.start() + BEGINNING))


def _runs(text: str, span: Span) -> Iterator[Span]:
    return (Span(*match.span()) for match in DIGITS.finditer(text, span.start, span.end))
