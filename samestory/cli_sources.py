"""`samestory add` and `samestory watch`: thin doors to reading, and what all commands that read take."""

from __future__ import annotations

import re
import sys
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter
from cyclopts.validators import Number

from samestory.cli_keep import kept
from samestory.console import complain, say
from samestory.errors import DossierError, InputError

if TYPE_CHECKING:
    from samestory.pipeline import Options, Summary

SOME_FAILED = 3
EVERY = re.compile(r"(\d{1,5})\s*([smhd]?)", re.IGNORECASE)
SECONDS = {"s": 1, "": 60, "m": 60, "h": 3600, "d": 86400}

Mapped = Annotated[tuple[str, ...], Parameter(name="--map", negative="", show_default=False)]


def _no_option(_: object, given: str) -> None:
    """A validator: a lone dash is standard input, other words with a dash in front are options misspelt."""
    if given.startswith("-") and given != "-":
        raise ValueError(f"there is no option {given}")


Source = Annotated[str, Parameter(allow_leading_hyphen=True, validator=_no_option)]


@Parameter(name="*")
@dataclass(frozen=True)
class Asking:
    """How the network is asked.

    Parameters
    ----------
    newest
        Of each feed and sitemap so many articles are asked for, the newest.
    allow_private
        Let addresses of this machine and its own network be asked.
    """

    newest: Annotated[int, Parameter(validator=Number(gte=1))] = 100
    allow_private: Annotated[bool, Parameter(negative="")] = False


@Parameter(name="*")
@dataclass(frozen=True)
class Working:
    """Where work runs.

    Parameters
    ----------
    jobs
        Worker processes; 1 runs in this process.
    cluster
        The address of a Dask scheduler whose workers read and collate instead, such as tcp://10.0.0.5:8786.
    """

    jobs: Annotated[int, Parameter(name=["--jobs", "-j"], validator=Number(gte=1))] = 1
    cluster: str | None = None


@Parameter(name="*")
@dataclass(frozen=True)
class Running(Working):
    """Where work runs, and how much of it is done.

    Parameters
    ----------
    whole
        Derive all again where a large dossier took in a few articles by themselves.
    """

    whole: Annotated[bool, Parameter(negative="")] = False


USUAL = Asking()
HERE = Running()


def options(running: Running, mapped: tuple[str, ...], asking: Asking, *, due: bool = False) -> Options:
    """The pipeline's options for what was given on the command line; raises InputError."""
    # Imported here, as in each command: only what a command needs is loaded.
    from samestory import pipeline  # noqa: PLC0415

    net = pipeline.Net(newest=asking.newest, allow_private=asking.allow_private)
    told = pipeline.mapping(mapped)
    return pipeline.Options(
        jobs=running.jobs, cluster=running.cluster, mapping=told, net=net, due=due, whole=running.whole
    )


def add(
    dossier: Path,
    /,
    *sources: Source,
    running: Running = HERE,
    mapped: Mapped = (),
    asking: Asking = USUAL,
) -> int:
    """Read SOURCES into a dossier, a new one or one that is there, and say how much was new.

    Parameters
    ----------
    dossier
        The dossier file; made where there is none.
    sources
        Each a folder, a file, a pattern or - as `samestory run` takes it, or the address of a page, a feed,
        a sitemap, or of files in a store.
    mapped
        What tables and JSON call our fields: text=body,date=published_at.
    """
    from samestory import pipeline  # noqa: PLC0415
    from samestory.bars import bars  # noqa: PLC0415

    if not sources:
        raise InputError("nothing to add; give folders, files or addresses behind the dossier")
    with bars() as progress:
        done = pipeline.add(dossier, sources, options(running, mapped, asking), progress)
    say(_counted(done))
    if done.copy is not None:
        say(kept(done.copy))
    return SOME_FAILED if done.failures else 0


def watch(
    dossier: Path,
    /,
    *feeds: str,
    every: str = "15m",
    once: Annotated[bool, Parameter(negative="")] = False,
    asking: Asking = USUAL,
) -> int:
    """Follow feeds and sitemaps into a dossier until Ctrl-C: ask, read what is new, wait, ask again.

    Parameters
    ----------
    dossier
        The dossier file; made where there is none.
    feeds
        Addresses of feeds, sitemaps or pages; those that the dossier knows from before if none is given.
    every
        How long from one round to the next: 90s, 15m, 2h, 1d; a number alone is minutes.
    once
        One round, as for a timer of the system's.
    """
    from samestory import pipeline  # noqa: PLC0415
    from samestory.bars import bars  # noqa: PLC0415

    seconds, given = _seconds(every), options(HERE, (), asking, due=True)
    followed = feeds or pipeline.followed(dossier)
    done = None
    while True:
        began = time.monotonic()
        try:
            with bars() as progress:
                done = pipeline.add(dossier, followed, given, progress)
            say(f"{datetime.now():%Y-%m-%d %H:%M} {_counted(done)}")
            if done.copy is not None:
                say(kept(done.copy))
        except DossierError as error:
            # What has gone well once may be in use by a correction now.
            if done is None:
                raise
            complain(f"{error}; the next round tries again")
        if once:
            return SOME_FAILED if done.failures else 0
        sys.stdout.flush()
        try:
            time.sleep(max(1.0, began + seconds - time.monotonic()))
        except KeyboardInterrupt:
            complain("stopped; what was read stays, and the same command goes on from there")
            return 0


def _counted(done: Summary) -> str:
    articles, stories = (
        f"{many} {one if many == 1 else several}"
        for many, one, several in ((done.articles, "article", "articles"), (done.stories, "story", "stories"))
    )
    held = f"{articles}, {stories}, {done.failures} not read"
    return f"{done.read} read now, {done.unchanged} unchanged; the dossier holds {held}"


def _seconds(every: str) -> int:
    found = EVERY.fullmatch(every.strip())
    seconds = int(found[1]) * SECONDS[found[2].lower()] if found else 0
    if not seconds:
        raise InputError(f"--every {every} is no time; write 90s, 15m, 2h or 1d")
    return seconds
