"""The examples of the project as a run collates them, with the deeds that a reader finds in them by hand."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec import structs

from evals.coding.stories import Coded, coded_anew
from samestory.model import Article, Deed, Mood, Root, Span
from samestory.pipeline import Options, run
from samestory.progress import silent
from samestory.store.view import View

HERE = Path(__file__).parent
GOLD = HERE / "examples.toml"
PILE = HERE.parents[1] / "examples" / "pile"
Told = tuple[str, int, str, str, Root, Mood]


class Happening(msgspec.Struct, frozen=True):
    """What one did to another once, and every sentence that tells it."""

    story: str
    name: str
    deeds: tuple[Told, ...]


class Given(NamedTuple):
    """A story of the examples with its deeds, and by article and place which happening each tells."""

    coded: Coded
    happenings: Mapping[tuple[str, int], str]


def happenings() -> tuple[Happening, ...]:
    """All, as they stand in the file."""
    return msgspec.toml.decode(GOLD.read_bytes(), type=dict[str, tuple[Happening, ...]])["happening"]


def given() -> Iterator[Given]:
    """Every story that tells some."""
    with tempfile.TemporaryDirectory() as work:
        dossier = Path(work) / "examples.db"
        run(PILE, dossier, Options(), silent)
        with View.open(dossier) as view:
            held = view.contents()
    told: dict[str, list[tuple[Deed, str]]] = {}
    articles = {sources[0].split("/")[-1]: one for one, sources in held.files.items()}
    by_id = {one.id: one for one in held.articles}
    for happening in happenings():
        for deed in happening.deeds:
            article = by_id[articles[deed[0]]]
            told.setdefault(article.id, []).append(
                (_deed(article, deed), f"{happening.story}: {happening.name}")
            )
    marked = {i: structs.replace(one, deeds=tuple(d for d, _ in told.get(i, ()))) for i, one in by_id.items()}
    for story in held.stories:
        names = {(i, n): name for i in story.articles for n, (_, name) in enumerate(told.get(i, ()))}
        if names:
            yield Given(coded_anew(story, held, marked), names)


def _deed(article: Article, told: Told) -> Deed:
    """The deed with the names that stand in its sentence; raises StopIteration where one was not found."""
    span = article.sentences[told[1]]
    source, target = (
        next(
            n
            for n, one in enumerate(article.names)
            if span.start <= one.span.start < span.end and one.span.of(article.text) == words
        )
        for words in told[2:4]
    )
    return Deed(
        sentence=told[1], source=source, target=target, root=told[4], mood=told[5], score=1.0,
        time=_time(article, span, (source, target)),
    )  # fmt: skip


def _time(article: Article, sentence: Span, actors: tuple[int, int]) -> int | None:
    """The date in the sentence that stands nearest to the actors."""
    dates = [
        (sum(abs(one.span.start - article.names[k].span.start) for k in actors), n)
        for n, one in enumerate(article.times)
        if one.kind == "date" and one.when is not None and sentence.start <= one.span.start < sentence.end
    ]
    return min(dates)[1] if dates else None
