"""Grouping timed and scored beside peers: HDBSCAN and BERTopic on the vectors that our stories have.

Part of ``evals.speed``. Reports of twin events (ECB+, the topics held out); nothing is tuned on either side.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from pathlib import Path

import msgspec
import numpy as np
from threadpoolctl import threadpool_limits

from evals.alignment.lines import Reader
from evals.articles import article
from evals.corpora import held_twins
from evals.peers.asked import PACKAGES, Task, Took, absent, ask
from evals.stories.score import b_cubed, pairwise_f1
from samestory.gather.stories import stories

PEERS: tuple[Task, ...] = ("hdbscan", "bertopic")


class Grouping(msgspec.Struct, frozen=True, kw_only=True):
    """One way to group: seconds by the clock and of processor, how many groups, and their F1 with gold."""

    way: str
    seconds: float
    processor: float
    groups: int
    b_cubed: float
    pairwise: float


def grouping(data: Path, peers: Path | None) -> tuple[Grouping, ...]:
    """Our stories of the reports under ``data`` and the groups of peers that are there; raises DataMissing.

    Ours sees names, figures and days beside the vectors, which the peers do not take.
    """
    documents = held_twins(data)
    read = {d.doc_id: article(d.doc_id, "en", d.text()) for d in documents}
    seen = Reader.open().seen([one for one in read.values() if one is not None])
    gold = {d.doc_id: d.story for d in documents if d.doc_id in seen}
    wall, processor = time.perf_counter(), time.process_time()
    # As in a run: its products are too small for more threads.
    with threadpool_limits(1, user_api="blas"):
        groups = stories(seen, ()).groups
    took = Took(wall=time.perf_counter() - wall, processor=time.process_time() - processor)
    found = [_scored("samestory", took, groups, gold)]
    ids = sorted(seen)
    rows = np.stack([seen[id_].centre for id_ in ids])
    texts = [one.text for one in (read[id_] for id_ in ids) if one is not None]
    for task in PEERS:
        if peers is not None and absent(peers, task) is None:
            took = ask(peers, task, {"texts": texts}, rows).took
            found.append(_scored(PACKAGES[task], took, labelled(ids, took.labels), gold))
    return tuple(found)


def labelled(ids: Sequence[str], labels: Sequence[int]) -> list[list[str]]:
    """The members of each label; those of -1, which is none, each alone."""
    alone = count(-2, -1)
    held: dict[int, list[str]] = {}
    for id_, label in zip(ids, labels, strict=True):
        held.setdefault(next(alone) if label == -1 else label, []).append(id_)
    return list(held.values())


def _scored(way: str, took: Took, groups: Iterable[Sequence[str]], gold: Mapping[str, str]) -> Grouping:
    held = list(groups)
    return Grouping(
        way=way,
        seconds=took.wall,
        processor=took.processor,
        groups=len(held),
        b_cubed=b_cubed(held, gold).f1,
        pairwise=pairwise_f1(held, gold),
    )
