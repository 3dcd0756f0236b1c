"""Differences found in pairs of sentences given as aligned: the right kind where one is planted, else none.

The path is the program's own: read, encode, names, entities, differences. One half of the cases was there to
develop on; the other was written with it, before any result, and is only measured.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from pathlib import Path

from evals.base import Figure, Result
from evals.counts import Counts
from evals.differences import naive
from evals.differences.cases import Case, cases, files
from samestory.collate.differences import differences
from samestory.collated import Encoding
from samestory.derivation import linked
from samestory.encode.neutral import neutral
from samestory.gather.written import written
from samestory.model import Article, Cell, Document
from samestory.reading import meant, read_and_encode, vectors, vectors_and_states
from samestory.signals import signals

# A name of either type is one kind here: whether an invented name is a person's or a place's is the tagger's.
SAME_KIND: Mapping[str, str] = {"place": "name"}
KINDS = ("number", "date", "name", "negation", "attribution")


def run(_data: Path) -> Result:
    """Measure both halves; the figures by kind and language are of the half held out."""
    figures = []
    for half in ("held", "develop"):
        given = cases(half)
        ours = [_kinds(one) for one in found(given)]
        plain = [_kinds(naive.kinds(one.left[1], one.right[1])) for one in given]
        figures += _figures(half, given, ours, plain)
    held = cases("held")
    return Result(
        task="differences",
        about=(
            f"{sum(c.kind is not None for c in held)} pairs of own sentences with one planted change and "
            f"{sum(c.kind is None for c in held)} clean paraphrases or translations, "
            "held out, in twelve languages: F1 of differences found with the right kind"
        ),
        baseline="figures and capitalised words that stand in one sentence only",
        peer=None,
        figures=tuple(figures),
        files=tuple(str(file.relative_to(Path(__file__).parents[2])) for file in files()),
    )


def found(given: Sequence[Case]) -> list[frozenset[str]]:
    """The kinds of difference that the program finds in each case."""
    numbers = count()
    documents = [_document(next(numbers), case, text) for case in given for text in (case.left, case.right)]
    made = {one.article.document_id: one for one in read_and_encode(documents, threads=2).articles}
    pairs = [tuple(made[d.id] for d in documents[2 * i : 2 * i + 2]) for i in range(len(given))]
    result: list[frozenset[str]] = []
    for pair in pairs:
        articles = {one.article.id: one.article for one in pair}
        seen = {one.article.id: signals(one.article, neutral(one.vectors)) for one in pair}
        where = Encoding(vectors, meant, vectors_and_states)
        names = linked(written(articles[i] for i in sorted(articles)), where, (), seen)
        who = {i: names.who(i) for i in articles}
        cells = [_whole(article) for article in articles.values()]
        result.append(frozenset(one.kind for one in differences(cells, articles, who)))
    return result


def _document(number: int, case: Case, text: tuple[str, str]) -> Document:
    fields = {"lang": text[0]} | ({"published": case.published} if case.published else {})
    return Document(
        id=f"{number}", source=f"{number}", media_type="text/plain", data=text[1].encode(), fields=fields
    )


def _whole(article: Article) -> Cell:
    """All of the article as one cell: each is one sentence, wherever it may have been cut."""
    start, end = article.units()[0].start, article.sentences[-1].end
    return Cell(article=article.id, sentence=0, span=type(article.sentences[0])(start, end))


def _kinds(kinds: Iterable[str]) -> frozenset[str]:
    return frozenset(SAME_KIND.get(kind, kind) for kind in kinds)


def _figures(
    half: str, given: Sequence[Case], ours: Sequence[frozenset[str]], plain: Sequence[frozenset[str]]
) -> list[Figure]:
    def figure(name: str, chosen: Sequence[int], kind: str | None = None) -> Figure:
        values = [_counted([(given[i], way[i]) for i in chosen], kind).f1 for way in (ours, plain)]
        return Figure(name=name, value=values[0], baseline=values[1])

    every = range(len(given))
    figures = [figure(f"F1, {half}", every)]
    if half == "held":
        figures += [figure(f"F1 {kind}", every, kind) for kind in KINDS]
        languages = sorted(frozenset[str]().union(*(case.languages for case in given)))
        figures += [
            figure(f"F1 with {lang}", [i for i in every if lang in given[i].languages]) for lang in languages
        ]
    clean = [i for i in every if given[i].kind is None]
    shares = [sum(not way[i] for i in clean) / len(clean) for way in (ours, plain)]
    return [*figures, Figure(name=f"clean pairs left alone, {half}", value=shares[0], baseline=shares[1])]


def _counted(told: Sequence[tuple[Case, frozenset[str]]], only: str | None) -> Counts:
    planted = [(SAME_KIND.get(case.kind or "", case.kind), kinds) for case, kinds in told]
    right = sum(kind in kinds and only in (None, kind) for kind, kinds in planted)
    given = sum(only in (None, one) for _, kinds in planted for one in kinds)
    wanted = sum(kind is not None and only in (None, kind) for kind, _ in planted)
    return Counts.one_to_one(right, given, wanted)
