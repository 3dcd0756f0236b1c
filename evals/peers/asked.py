"""Asks the peers: hands their environment what is given, and takes what came of it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Literal, NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt
from cyclopts import Parameter

PeersRoot = Annotated[
    Path | None, Parameter(env_var="SAMESTORY_PEERS", help="The environment of the peers; see evals/peers.")
]
Task = Literal["encode", "hdbscan", "bertopic"]
# The package that does each.
PACKAGES: Mapping[Task, str] = {
    "encode": "sentence_transformers",
    "hdbscan": "hdbscan",
    "bertopic": "bertopic",
}
# Nothing is asked of the hub, and what is no error is not said.
QUIET = {
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "TRANSFORMERS_VERBOSITY": "error",
    "TOKENIZERS_PARALLELISM": "true",
}
Floats = npt.NDArray[np.float32]


class Took(msgspec.Struct, frozen=True, kw_only=True):
    """Seconds by the clock and of processor, and the group of each text where groups were asked for."""

    wall: float
    processor: float
    labels: tuple[int, ...] = ()


class Answer(NamedTuple):
    """What came of it, and the vectors where such were asked for."""

    took: Took
    found: Floats | None


def ask(peers: Path, task: Task, given: object, vectors: Floats | None = None) -> Answer:
    """``task`` on what is ``given``, in a process of the peers' environment at the folder ``peers``."""
    with TemporaryDirectory() as work:
        folder = Path(work)
        (folder / "given.json").write_bytes(msgspec.json.encode(given))
        if vectors is not None:
            np.save(folder / "vectors.npy", vectors)
        script = Path(__file__).with_name("there.py")
        quiet = {**os.environ, **QUIET, "PYTHONPATH": ""}
        subprocess.run(
            [_python(peers), script, task, folder], stdout=subprocess.DEVNULL, env=quiet, check=True
        )
        found = folder / "found.npy"
        took = msgspec.json.decode((folder / "told.json").read_bytes(), type=Took)
        return Answer(took, np.load(found) if found.exists() else None)


def absent(peers: Path | None, task: Task) -> str | None:
    """Why ``task`` cannot be asked for; None where it can."""
    if peers is None or not _python(peers).exists():
        return "no environment of peers; evals/peers/__init__.py tells how it is made"
    line = f"import importlib.util, sys; sys.exit(importlib.util.find_spec('{PACKAGES[task]}') is None)"
    gone = subprocess.run([_python(peers), "-c", line], check=False).returncode
    return f"{PACKAGES[task]} is not in {peers}" if gone else None


def _python(peers: Path) -> Path:
    names = ("bin/python", "Scripts/python.exe")
    return next((peers / name for name in names if (peers / name).exists()), peers / names[0])
