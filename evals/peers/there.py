"""What runs in the peers' own environment: ``python there.py TASK FOLDER``. Imports nothing of ours.

FOLDER has what is given (``given.json``, ``vectors.npy``) and gets what came of it (``told.json``,
``found.npy``). Times are of the work alone, after a warming up in part.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

WARM = 8
SMALLEST = 2
SEED = 7


def encode(folder: Path, given: dict[str, Any]) -> dict[str, Any]:
    """sentence-transformers over ``texts``, in batches as it makes them, on ``threads`` threads."""
    import_module("torch").set_num_threads(given["threads"])
    model = import_module("sentence_transformers").SentenceTransformer(given["model"], device="cpu")
    model.encode(given["texts"][:WARM])
    rows, took = timed(lambda: model.encode(given["texts"]))
    np.save(folder / "found.npy", rows)
    return took


def hdbscan(folder: Path, given: dict[str, Any]) -> dict[str, Any]:
    """Groups of two or more among the vectors, as HDBSCAN finds them by itself; -1 for none."""
    rows = np.load(folder / "vectors.npy")
    made = import_module("hdbscan").HDBSCAN(min_cluster_size=SMALLEST)
    labels, took = timed(lambda: made.fit_predict(rows))
    return {**took, "labels": [int(one) for one in labels]}


def bertopic(folder: Path, given: dict[str, Any]) -> dict[str, Any]:
    """Topics of two or more texts by BERTopic on the same vectors: UMAP, HDBSCAN, words of each."""
    rows = np.load(folder / "vectors.npy")
    # Seeded, or each run would give other groups; all else is its own choice.
    flat = import_module("umap").UMAP(
        n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=SEED
    )
    made = import_module("bertopic").BERTopic(min_topic_size=SMALLEST, umap_model=flat)
    (labels, _), took = timed(lambda: made.fit_transform(given["texts"], rows))
    return {**took, "labels": [int(one) for one in labels]}


def timed(work: Callable[[], Any]) -> tuple[Any, dict[str, Any]]:
    """What ``work`` gives, and its seconds by the clock and of processor."""
    wall, processor = time.perf_counter(), time.process_time()
    found = work()
    return found, {"wall": time.perf_counter() - wall, "processor": time.process_time() - processor}


if __name__ == "__main__":
    task, where = globals()[sys.argv[1]], Path(sys.argv[2])
    told = task(where, json.loads((where / "given.json").read_text("utf-8")))
    (where / "told.json").write_text(json.dumps(told), "utf-8")
