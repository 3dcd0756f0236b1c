"""Reading on a cluster that is there already: a real scheduler and two real workers, one of them killed."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from dossiers import PILE, copied

from samestory import derivation, pipeline, sharded
from samestory.engine import Engine, cluster
from samestory.errors import InputError, WorkersLost, WorkersUnlike
from samestory.gather import stories, windows
from samestory.gather.pairs import Pairs
from samestory.gather.windows import Frame
from samestory.intake import alike
from samestory.model import Contents
from samestory.pipeline import Options
from samestory.reading import Made
from samestory.store.view import View
from samestory.windowed import Folding, judged

DASK = str(Path(sys.executable).with_name("dask"))
SCHEDULER = [DASK, "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-jupyter"]

# Set up before a worker's own code: another Samestory, or none.
OTHER = """
import importlib.metadata as found
own = found.version
found.version = lambda name: {} if name == "samestory" else own(name)
"""


def worker(address: str) -> list[str]:
    return [DASK, "worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard"]


@pytest.fixture
def scheduler(environment: dict[str, Any], tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    with (tmp_path / "scheduler").open("wb") as log:
        started = subprocess.Popen(SCHEDULER, env=environment, stdout=log, stderr=log)
    yield started
    started.kill()
    started.wait()


@pytest.fixture
def address(scheduler: subprocess.Popen[bytes], tmp_path: Path) -> str:
    """The address of a scheduler without workers."""
    found = None
    while found is None and scheduler.poll() is None:
        found = re.search(r"Scheduler at:\s*(tcp://\S+)", (tmp_path / "scheduler").read_text("utf-8"))
    assert found is not None
    return found[1]


class Start:
    """Starts workers of the scheduler at ``address``."""

    def __init__(self, address: str, environment: dict[str, Any]) -> None:
        self.address, self._environment = address, environment
        self.started: list[subprocess.Popen[bytes]] = []

    def __call__(self) -> subprocess.Popen[bytes]:
        quiet = subprocess.DEVNULL
        line = worker(self.address)
        self.started.append(subprocess.Popen(line, env=self._environment, stdout=quiet, stderr=quiet))
        return self.started[-1]


@pytest.fixture
def start(encoding: None, address: str, environment: dict[str, Any]) -> Iterator[Start]:
    made = Start(address, environment)
    yield made
    for one in made.started:
        one.kill()
        one.wait()


@pytest.fixture
def workers(start: Start) -> list[subprocess.Popen[bytes]]:
    """Two workers."""
    return [start(), start()]


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_workers_killed_while_they_read_and_collate_change_nothing(
    start: Start,
    workers: list[subprocess.Popen[bytes]],
    pile: Contents,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    killed: list[str] = []
    sent: list[Frame] = []

    def kill_one(step: str, done: int, total: int) -> None:
        if step in ("read", "collate") and 0 < done < total and step not in killed:
            workers.pop(0).kill()
            killed.append(step)
            workers.append(start())

    def spied(frames: Iterable[Frame], folding: Folding, engine: Engine) -> Iterable[Pairs]:
        return judged((sent.append(one) or one for one in frames), folding, engine)

    # A story at a time, however few there are; so with documents, and windows of two.
    for name, value in {"accounts.WORTH": 0, "accounts.TOGETHER": 1, "derivation.NAMES_TOGETHER": 8}.items():
        monkeypatch.setattr(f"samestory.{name}", value)
    monkeypatch.setattr(windows, "UNITS", 60)
    monkeypatch.setattr(derivation, "judged", spied)
    folder = copied(tmp_path / "pile", [file.name for file in PILE.iterdir()])
    where = Options(cluster=start.address, batch=1)
    pipeline.run(folder, tmp_path / "pile.db", where, kill_one)
    assert killed == ["read", "collate"]
    assert len(sent) > stories.FEW_WINDOWS
    with View.open(tmp_path / "pile.db") as view:
        assert view.contents() == pile

    # Into shards they read as well, and one file is one task.
    killed.clear()
    told = sharded.read(folder, str(tmp_path / "out"), where, kill_one)
    assert killed == ["read"]
    assert (told.read, told.failures) == (len(pile.articles), len(pile.failures))


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_a_scheduler_killed_on_the_way_is_told_of(
    scheduler: subprocess.Popen[bytes], address: str, workers: list[subprocess.Popen[bytes]]
):
    with cluster(address) as engine:
        made = engine.map(time.sleep, [0.5] * 40)
        next(made)
        scheduler.kill()
        with pytest.raises(WorkersLost, match="connection to the Dask scheduler"):
            list(made)


def test_where_no_scheduler_answers_it_is_said(encoding: None, tmp_path: Path):
    with pytest.raises(InputError, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1:9"):
        pipeline.run(PILE, tmp_path / "pile.db", Options(cluster="tcp://127.0.0.1:9"))


def test_an_address_that_asks_for_keys_says_so(encoding: None, tmp_path: Path):
    with pytest.raises(InputError, match=r"tls://127\.0\.0\.1:9 asks for keys"):
        pipeline.run(PILE, tmp_path / "pile.db", Options(cluster="tls://127.0.0.1:9"))


@pytest.mark.parametrize("wrong", ["nowhere", "http://127.0.0.1:1", "tcp://"])
def test_what_is_no_address_is_said(encoding: None, tmp_path: Path, wrong: str):
    with pytest.raises(InputError, match=f"no Dask scheduler answers at {wrong}"):
        pipeline.run(PILE, tmp_path / "pile.db", Options(cluster=wrong))


def test_no_client_is_begun_where_no_scheduler_answers(monkeypatch: pytest.MonkeyPatch):
    def begun(*_: Any, **__: Any) -> None:
        raise AssertionError("one that finds nobody is closed whenever it is collected")

    monkeypatch.setattr("distributed.Client", begun)
    with pytest.raises(InputError, match="no Dask scheduler answers"), cluster("tcp://"):
        pass


@pytest.mark.parametrize(
    ("its", "said"), [("'0.0.0'", "has Samestory 0.0.0"), ("own('not there')", "has no Samestory")]
)
def test_a_worker_that_has_not_this_samestory_is_told_of_before_any_work(
    address: str, environment: dict[str, Any], tmp_path: Path, its: str, said: str
):
    (tmp_path / "sitecustomize.py").write_text(OTHER.format(its), "utf-8")
    other, quiet = {**environment, "PYTHONPATH": str(tmp_path)}, subprocess.DEVNULL
    started = subprocess.Popen(worker(address), env=other, stdout=quiet, stderr=quiet)
    try:
        with pytest.raises(WorkersUnlike, match=f"the worker at tcp://.* {said}, this is"), cluster(address):
            pass
    finally:
        started.kill()
        started.wait()


def test_a_worker_that_would_read_otherwise_is_not_used(pile_dossier: Path):
    nothing = Made(articles=(), failures=(), sources=())
    with pytest.raises(WorkersUnlike, match=r"reads with Samestory 0\.0\.0"):
        alike(("0.0.0", nothing), "weights")
