"""Weights prepared once, and one run over the examples that all tests who only read share."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from commanding import command_in
from dossiers import PILE, Cli, copied
from hypothesis import HealthCheck, settings
from once import made_once

from samestory import pipeline
from samestory.encode import weights
from samestory.model import Contents
from samestory.store.view import View

# How long an example takes hangs on what else the machine does; speed is measured in evals.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")


# More processes would each load what few tests are left for them.
MOST_PROCESSES = 4


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """One process for each core; none beside this one where single files are named."""
    if any(".py" in one for one in config.args):
        return 0
    return min(os.cpu_count() or 1, MOST_PROCESSES)


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache with the encoder's weights in it."""
    return made_once(tmp_path_factory, "weights", lambda home: weights.prepare(cache=home))


@pytest.fixture
def encoding(prepared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs in this process find the weights."""
    monkeypatch.setenv(weights.CACHE_VARIABLE, str(prepared))


@pytest.fixture(scope="session")
def pile_dossier(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dossier of the example pile; only for reading."""

    def run(home: Path) -> None:
        folder = copied(home / "pile", [file.name for file in PILE.iterdir()])
        with pytest.MonkeyPatch.context() as patched:
            patched.setenv(weights.CACHE_VARIABLE, str(prepared))
            pipeline.run(folder, home / "pile.db")

    return made_once(tmp_path_factory, "pile", run) / "pile.db"


@pytest.fixture(scope="session")
def pile(pile_dossier: Path) -> Contents:
    """What the dossier of the example pile holds."""
    with View.open(pile_dossier) as view:
        return view.contents()


@pytest.fixture
def environment(prepared: Path) -> dict[str, str]:
    """For a process of its own that finds the weights, and this checkout."""
    here = str(Path(__file__).parent.parent)
    given = {**os.environ, weights.CACHE_VARIABLE: str(prepared), "PYTHONPATH": here}
    given.pop("COLUMNS", None)
    return given


@pytest.fixture
def process(environment: dict[str, str], tmp_path: Path) -> Cli:
    """Runs the command in a process of its own, in ``tmp_path``; takes as long as all that it loads."""

    def command(*arguments: object, **variables: str) -> subprocess.CompletedProcess[str]:
        options: dict[str, Any] = {"capture_output": True, "text": True, "cwd": tmp_path, "timeout": 120}
        line = [sys.executable, "-m", "samestory", *map(str, arguments)]
        return subprocess.run(line, env={**environment, **variables}, check=False, **options)

    return command


@pytest.fixture
def samestory(environment: dict[str, str], tmp_path: Path) -> Cli:
    """The same in this process."""

    def command(*arguments: object, **variables: str) -> subprocess.CompletedProcess[str]:
        ended = command_in(tmp_path, {**environment, **variables}, *arguments)
        return subprocess.CompletedProcess(arguments, ended.status, ended.told, ended.complaint)

    return command
