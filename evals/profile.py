"""Where a run's processor time goes: ``python -m evals.profile [FOLDER] [--svg FILE]``. It holds no floor.

Samples the stacks of all threads and weighs each by the processor time its thread took since the last look,
so that threads at work outside Python count and threads that wait do not.
"""

from __future__ import annotations

import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import FrameType
from typing import Annotated

import cyclopts
from cyclopts import Parameter
from rich.console import Console
from rich.table import Table

import samestory
from evals.flame import Stack, drawn
from samestory.pipeline import Options, run
from samestory.progress import silent

PACKAGE = str(Path(samestory.__file__).parent)
EXAMPLES = Path(__file__).parents[1] / "examples" / "pile"
# Seconds between looks.
LOOK = 0.005
# Seconds after which a thread hands Python on to one that asks.
TURN = 0.0005
# Frames of ours that are drawn, from the outermost in.
DEPTH = 9
# What runs something else tells nothing of it.
PASSED = frozenset({"ahead", "bounded", "engine"})


def sampled(work: Callable[[], object]) -> dict[Stack, float]:
    """Seconds of processor of ``work``, threads and all, by stack: our own frames alone, outermost first."""
    found: dict[Stack, float] = defaultdict(float)
    over = threading.Event()
    looking = threading.Thread(target=_look, args=(found, over), daemon=True)
    turns = sys.getswitchinterval()
    # With longer turns a thread is mostly seen where it waits for something, not where it worked.
    sys.setswitchinterval(TURN)
    looking.start()
    try:
        work()
    finally:
        over.set()
        looking.join()
        sys.setswitchinterval(turns)
    return found


def _look(found: dict[Stack, float], over: threading.Event) -> None:
    spent: dict[int, float] = {}
    own = threading.get_ident()
    while not over.wait(LOOK):
        frames = sys._current_frames()
        for thread, taken in _taken(frames.keys() - {own}, spent):
            if stack := _stack(frames[thread]):
                found[stack] += taken


def _taken(threads: set[int], spent: dict[int, float]) -> Iterator[tuple[int, float]]:
    """Seconds of processor of each of ``threads`` since the last look; ``spent`` is kept up to date."""
    for gone in spent.keys() - threads:
        del spent[gone]
    for thread in threads:
        try:
            now = time.clock_gettime(time.pthread_getcpuclockid(thread))
        except OSError:
            continue  # It ended meanwhile.
        if thread in spent and now > spent[thread]:
            yield thread, now - spent[thread]
        spent[thread] = now


def _stack(frame: FrameType | None) -> Stack:
    """The frames of the package, outermost first, without those that only pass on."""
    names: list[str] = []
    while frame is not None:
        file = frame.f_code.co_filename
        if file.startswith(PACKAGE) and not frame.f_code.co_name.startswith("<"):
            module = file.removeprefix(PACKAGE).strip("/\\").removesuffix(".py").replace("\\", "/")
            if module.partition("/")[0] not in PASSED:
                names.append(f"{module}:{frame.f_code.co_name}")
        frame = frame.f_back
    return tuple(reversed(names))


def by_part(stacks: Mapping[Stack, float]) -> list[tuple[str, float]]:
    """Seconds by the innermost module, the largest first."""
    found: dict[str, float] = defaultdict(float)
    for stack, taken in stacks.items():
        found[stack[-1].partition(":")[0]] += taken
    return sorted(found.items(), key=lambda item: -item[1])


def cut(stacks: Mapping[Stack, float], depth: int = DEPTH) -> dict[Stack, float]:
    """The same with what lies deeper counted for the frame that called it."""
    found: dict[Stack, float] = defaultdict(float)
    for stack, taken in stacks.items():
        found[stack[:depth]] += taken
    return found


def main(
    folder: Path = EXAMPLES,
    *,
    svg: Annotated[Path | None, Parameter()] = None,
    warm: Annotated[bool, Parameter(negative="")] = False,
) -> None:
    """Profile one run over a folder, by processor time.

    Parameters
    ----------
    folder
        What to run over; our own examples where none is given.
    svg
        Draw a flame graph into this file.
    warm
        Run once before, so that loading weights and languages is not counted.
    """
    with tempfile.TemporaryDirectory() as work:
        for number in range(warm):
            run(folder, Path(work) / f"warm{number}.db", Options(), silent)
        stacks = sampled(lambda: run(folder, Path(work) / "profiled.db", Options(), silent))
    whole = sum(stacks.values())
    table = Table("module", "seconds of processor", "share")
    for part, taken in by_part(stacks)[:30]:
        table.add_row(part, f"{taken:.2f}", f"{taken / whole:.1%}")
    Console().print(table)
    Console().print(f"{whole:.1f} s in all")
    if svg:
        svg.write_text(drawn(cut(stacks)), "utf-8")


if __name__ == "__main__":
    cyclopts.run(main)
