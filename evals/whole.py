"""How much a whole run costs beside encoding alone, on a pile made for it. Part of ``evals.speed``."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from samestory.encode import Encoder
from samestory.pipeline import Options, run
from samestory.progress import silent
from samestory.store.view import View

REPORTS, LENGTH, KEPT = 3, 12, 8


class Whole(msgspec.Struct, frozen=True, kw_only=True):
    """Seconds of a whole run (read, encode, gather, collate, store) and of encoding the same texts alone."""

    articles: int
    sentences: int
    whole: float
    encoding: float
    ratio: float
    again: float


def whole(texts: Sequence[str], articles: int = 240) -> Whole:
    """Times one run over ``articles`` made of ``texts``, a second run, and encoding alone."""
    with tempfile.TemporaryDirectory() as work:
        warm, pile = Path(work) / "warm", Path(work) / "pile"
        _write(warm, texts, REPORTS)
        _write(pile, texts, articles)
        run(warm, Path(work) / "warm.db", Options(), silent)
        dossier = Path(work) / "pile.db"
        seconds = _timed(lambda: run(pile, dossier, Options(), silent))
        again = _timed(lambda: run(pile, dossier, Options(), silent))
        with View.open(dossier) as view:
            units = [[span.of(a.text) for span in a.units()] for a in view.articles()]
    encoder = Encoder.open()
    encoder.encode(units[0])
    flat = [text for unit in units for text in unit]
    alone = _timed(lambda: encoder.encode(flat))
    return Whole(
        articles=articles,
        sentences=len(flat),
        whole=seconds,
        encoding=alone,
        ratio=seconds / alone,
        again=again,
    )


def _write(folder: Path, texts: Sequence[str], articles: int) -> None:
    """Stories of three reports of one day; each keeps two thirds of its story's sentences and adds others."""
    chance = random.Random(7)
    story: list[str] = []
    folder.mkdir()
    for number in range(articles):
        if number % REPORTS == 0:
            story = chance.sample(texts, LENGTH)
        day = 1 + number // REPORTS % 28
        taken = sorted(chance.sample(range(LENGTH), KEPT))
        body = [story[i] for i in taken] + chance.sample(texts, LENGTH - KEPT)
        head = f"Date: 2025-03-{day:02d}\n\nReport {number} of the happening {number // REPORTS}\n\n"
        (folder / f"{number:05d}.txt").write_text(head + "\n\n".join(body) + "\n", encoding="utf-8")


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
