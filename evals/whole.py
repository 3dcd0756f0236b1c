"""How much a whole run costs beside encoding alone, on a pile made for it or of real news.

Part of ``evals.speed``.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, islice
from pathlib import Path

import msgspec
from threadpoolctl import threadpool_limits

from evals.growth.stock import pages, twin_reports
from samestory.encode import Encoder
from samestory.encode.session import Tokens
from samestory.heads.names import NameTagger, names
from samestory.heads.terms import WordStates
from samestory.lang import load
from samestory.model import Article
from samestory.pipeline import Options, run
from samestory.progress import silent
from samestory.read.actors import standings
from samestory.read.quotes import quotes
from samestory.read.times_told import told
from samestory.reading import with_deeds
from samestory.store.view import View

REPORTS, LENGTH, KEPT = 3, 12, 8


class Seconds(msgspec.Struct, frozen=True):
    """Seconds by the clock, and of processor."""

    wall: float
    processor: float


class Whole(msgspec.Struct, frozen=True, kw_only=True):
    """Seconds by the clock of a whole run (read, encode, gather, collate, store) and of encoding alone.

    The ratios are of the best of some rounds, by the clock and by processor time; ``names_ratio`` is that of
    encoding with names found to encoding alone, ``marks_ratio`` that of reading times, quotes and
    standings to encoding, ``deeds_ratio`` that of finding deeds to encoding, all by processor time.
    """

    articles: int
    sentences: int
    characters: float
    whole: float
    encoding: float
    again: float
    ratio: float
    processor_ratio: float
    names_ratio: float
    marks_ratio: float
    deeds_ratio: float


def whole(pile: Mapping[str, bytes], rounds: int = 3) -> Whole:
    """Times runs over the files of ``pile``, a second run, and encoding alone, by turns."""
    # As in a run: the products of small models are too small for more threads.
    with tempfile.TemporaryDirectory() as work, threadpool_limits(1, user_api="blas"):
        warm, folder = Path(work) / "warm", Path(work) / "pile"
        _write(warm, dict(islice(pile.items(), REPORTS)))
        _write(folder, pile)
        run(warm, Path(work) / "warm.db", Options(), silent)
        encoder, tagger = Encoder.open(), NameTagger.open()
        runs, alone, named, again, marked, acted = [], [], [], [], [], []
        for number in range(rounds):
            dossier = Path(work) / f"pile{number}.db"
            once = partial(run, folder, dossier, Options(), silent)
            runs.append(_timed(once))
            again.append(_timed(once))
            held = _articles(dossier)
            flat = [span.of(article.text) for article in held for span in article.units()]
            alone.append(_timed(partial(_alone, encoder, held)))
            named.append(_timed(partial(_named, encoder, tagger, held)))
            marked.append(_timed(partial(_marked, held)))
            _, states = encoder.read(flat, WordStates())
            acted.append(_timed(partial(_acted, held, states)))
    walls = [min(one.wall for one in timed) for timed in (runs, alone, again)]
    processors = [min(one.processor for one in timed) for timed in (runs, alone, named, marked, acted)]
    return Whole(
        articles=len(held),
        sentences=len(flat),
        characters=sum(map(len, flat)) / len(flat),
        whole=walls[0],
        encoding=walls[1],
        again=walls[2],
        ratio=walls[0] / walls[1],
        processor_ratio=processors[0] / processors[1],
        names_ratio=processors[2] / processors[1],
        marks_ratio=processors[3] / processors[1],
        deeds_ratio=processors[4] / processors[1],
    )


def made(texts: Sequence[str], articles: int = 240) -> dict[str, bytes]:
    """Files of stories of three reports of one day, made of ``texts``.

    Each keeps two thirds of its story's sentences and adds others.
    """
    chance = random.Random(7)
    story, pile = list[str](), {}
    for number in range(articles):
        if number % REPORTS == 0:
            story = chance.sample(texts, LENGTH)
        day = 1 + number // REPORTS % 28
        taken = sorted(chance.sample(range(LENGTH), KEPT))
        body = [story[i] for i in taken] + chance.sample(texts, LENGTH - KEPT)
        head = f"Date: 2025-03-{day:02d}\n\nReport {number} of the happening {number // REPORTS}\n\n"
        pile[f"{number:05d}.txt"] = (head + "\n\n".join(body) + "\n").encode()
    return pile


def real(data: Path, articles: int = 200) -> dict[str, bytes]:
    """Files of real articles under ``data``, half of them pages, half reports of events told by several."""
    half = articles // 2
    return dict(chain(islice(pages(data), half), islice(twin_reports(data), articles - half)))


def _tasks(articles: Sequence[Article]) -> Iterator[tuple[Sequence[Article], list[str]]]:
    """Articles with their texts, so many together as a run takes: a text that comes twice there runs once."""
    for start in range(0, len(articles), Options().batch):
        part = articles[start : start + Options().batch]
        yield part, [span.of(a.text) for a in part for span in a.units()]


def _alone(encoder: Encoder, articles: Sequence[Article]) -> None:
    """All units encoded, and no more."""
    for _, texts in _tasks(articles):
        encoder.encode(texts)


def _named(encoder: Encoder, tagger: NameTagger, articles: Sequence[Article]) -> None:
    """All units in one pass, names article by article, as a run does."""
    for part, texts in _tasks(articles):
        _, tokens = encoder.read(texts, tagger)
        start = 0
        for article in part:
            units = article.units()
            names(article.text, units, tokens[start : start + len(units)], tagger.transitions)
            start += len(units)


def _marked(articles: Sequence[Article]) -> None:
    """Times, quotes and standings of all, as reading finds them; names are there already."""
    for article in articles:
        told(article.text, load(article.lang), article.published)
        quotes(article)
        standings(article)


def _acted(articles: Sequence[Article], states: Sequence[Tokens]) -> None:
    """Deeds of all; names are there already."""
    start = 0
    for article in articles:
        end = start + len(article.units())
        with_deeds(article, states[start:end])
        start = end


def _articles(dossier: Path) -> list[Article]:
    """All that a run read, in the order of their files."""
    with View.open(dossier) as view:
        return sorted(view.articles(), key=lambda article: article.source)


def _write(folder: Path, pile: Mapping[str, bytes]) -> None:
    folder.mkdir()
    for name, content in pile.items():
        (folder / name).write_bytes(content)


def _timed(work: Callable[[], object]) -> Seconds:
    wall, processor = time.perf_counter(), time.process_time()
    work()
    return Seconds(time.perf_counter() - wall, time.process_time() - processor)
