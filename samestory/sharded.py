"""Reading into shards: documents read and encoded by workers who write what they read themselves.

Nothing passes through who asked, and there is no dossier: those are made from the shards, window by window.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from importlib.metadata import version
from itertools import chain, islice
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, cast

from samestory.engine import lasting
from samestory.ids import ID_SHOWN, content_id
from samestory.ingest import FileEntry, Limits, Mapping, check, given, may_hold_rows, read_file
from samestory.ingest.kinds import suffix_of
from samestory.intake import Options, alike, where
from samestory.model import Document, Failure, Record
from samestory.progress import Progress
from samestory.shards.aside import Aside
from samestory.shards.laying import Rows, Store
from samestory.shards.layout import GROUP, Label, Table
from samestory.shards.rows import Months, Row, failed, home, labelled, row

if TYPE_CHECKING:
    from samestory.reading import Made

# What tells, for each file that was read whole, how it looked then and what came of it; hidden from runs.
# HOME, in a folder of it, is a hash of the path of who goes by the name of that; CLAIMS are those of all who
# would have.
DONE, HOME, CLAIMS = ".done", ".home", ".claims"
# The state of a file whose shards are being laid down, or which could not be had.
UNDONE = ""
# Bytes of a part of a path that shards are called by; file systems take 255, and something is put behind it.
LONGEST = 200


class Reading(Record, frozen=True, kw_only=True):
    """Articles read and failures of some files, and how many files were as they were when read before."""

    read: int = 0
    failures: int = 0
    unchanged: int = 0


class _Task(Record, frozen=True):
    """A file, and the name and home of its folder or store among the shards."""

    entry: FileEntry
    root: str
    home: str


class _Laid(Record, frozen=True):
    """How many articles and failures a file gave, and whether it could be had at all."""

    read: int
    failures: int
    had: bool


class _How(Record, frozen=True, kw_only=True):
    """How files are read, and to which store; ``run`` is a name for all that is read now."""

    run: str
    out: str
    model: str
    threads: int
    batch: int
    limits: Limits
    mapping: Mapping


class _Done(Record, frozen=True, kw_only=True):
    """``state`` is all that the shards follow from; ``shards`` are their names, ``run`` is that of _How."""

    state: str
    run: str
    read: int
    failures: int
    shards: tuple[str, ...]


def read(source: Path | str, out: str, options: Options, progress: Progress) -> Reading:
    """Read what ``source`` gives, as ``run`` takes it, into shards in ``out``: a folder or a store.

    Each file of ``source`` gives shards of its own, one for each month its articles were published in. One
    that is as it was, and whose shards are there, is not opened again. Workers must find both addresses.
    Raises InputError, WeightsError, WorkersLost, WorkersUnlike, and SamestoryError where ``out`` refuses.
    """
    # Imported here: they need not be loaded to tell that there is nothing.
    from threadpoolctl import threadpool_limits  # noqa: PLC0415

    from samestory.encode import weights  # noqa: PLC0415

    check(source)
    store = Store(out)
    model = weights.ready(lambda done, total: progress("prepare", done, total)).model_id
    found = Reading()
    with given(source, options.limits) as files, lasting(where(options)) as workers:
        root = _root(store, files.home)
        # The largest first, so that workers end at about the same time.
        entries = sorted(files.files, key=lambda entry: -entry.size)
        if files.is_all:
            held = {f"failures/{root}/{_called(entry.source)}.parquet" for entry in entries}
            store.drop(store.names(f"failures/{root}") - held)
        here = home(files.home.as_posix())
        tasks = [_Task(entry, root, here) for entry, label in labelled(entries) if label is None]
        running = workers()
        how = _How(
            run=token_hex(8), out=_everywhere(out), model=model, threads=running.threads, batch=options.batch,
            limits=options.limits, mapping=options.mapping,
        )  # fmt: skip
        # For all threads of this process, as in intake.py.
        with threadpool_limits(1, user_api="blas"):
            for done, one in enumerate(running.map(partial(_read, how=how), tasks), 1):
                found = Reading(
                    read=found.read + one.read,
                    failures=found.failures + one.failures,
                    unchanged=found.unchanged + one.unchanged,
                )
                progress("read", done, len(tasks))
    return found


def _everywhere(out: str) -> str:
    """The address as a worker in another folder has it too."""
    return out if "://" in out or "::" in out else str(Path(out).absolute())


def _root(store: Store, folder: Path) -> str:
    """What ``folder`` goes by among the shards: its name, or one of its own where another is called so."""
    name, here = _called(folder.name), content_id(folder.as_posix())
    note, claims = f"{DONE}/{name}/{HOME}", f"{DONE}/{name}/{CLAIMS}"
    if store.read(note) is None and store.alone(claims, here):
        with store.laid(note) as stream:
            stream.write(here.encode())
    return name if store.read(note) == here.encode() else f"{name}-{here[:ID_SHOWN]}"


def _called(source: str) -> str:
    """What shards of ``source`` are called: its path; of what no shard may be called, something else."""
    *folders, name = source.split("/")
    return "/".join((*map(_folder, folders), _part(name)))


def _folder(name: str) -> str:
    """A folder that is called as the shard or the note of a file beside it would be goes by another name."""
    stem, dot, last = name.rpartition(".")
    clashes = f"{dot}{last}" in (".parquet", ".json") and suffix_of(stem) is not None
    return _other(name) if clashes else _part(name)


def _part(name: str) -> str:
    """What is hidden or long, or has in it what an address has between its parts, goes by another name."""
    fits = not name.startswith(".") and "::" not in name and len(os.fsencode(name)) <= LONGEST
    return name if fits else _other(name)


def _other(name: str) -> str:
    short = os.fsencode(name.lstrip(".").replace("::", "-"))[:LONGEST].decode(errors="ignore")
    return f"{short}~{content_id(name)[:ID_SHOWN]}"


def _read(task: _Task, how: _How) -> Reading:
    """What a worker does with a file: nothing where its shards are there, else all of it."""
    store, name = Store(how.out), f"{task.root}/{_called(task.entry.source)}"
    before = store.noted(note := f"{DONE}/{name}.json", _Done)
    state = _state(task.entry, how)
    if before is not None and before.state == state and store.has(before.shards):
        # A worker that died may have done this, and not have come to tell.
        is_now = before.run == how.run
        return Reading(read=before.read * is_now, failures=before.failures, unchanged=int(not is_now))
    with _Shards(store, name, state) as shards:
        laid = _laid(task, how, shards)
        held = shards.names | set(before.shards if before else ())
        # Before they take their places: what is cut off then leaves no shard that nobody would drop.
        store.note(note, _Done(state=UNDONE, run=how.run, read=0, failures=0, shards=tuple(sorted(held))))
        shards.write()
    store.drop(held - shards.names)
    names, state = tuple(sorted(shards.names)), state if laid.had else UNDONE
    store.note(note, _Done(state=state, run=how.run, read=laid.read, failures=laid.failures, shards=names))
    return Reading(read=laid.read, failures=laid.failures)


def _state(entry: FileEntry, how: _How) -> str:
    named = [part for pair in how.mapping for part in pair] if may_hold_rows(entry) else []
    return content_id(str(entry.size), str(entry.mtime_ns), how.model, version("samestory"), *named)


def _laid(task: _Task, how: _How, shards: _Shards) -> _Laid:
    """Read the file into ``shards``, which are not written yet; tells what came of it."""
    from samestory.reading import read_and_encode  # noqa: PLC0415

    read, failures, had = 0, 0, True
    found = read_file(task.entry, how.limits, how.mapping)
    while batch := list(islice(found, max(1, how.batch))):
        documents = [one for one in batch if isinstance(one, Document)]
        made = read_and_encode(documents, threads=how.threads, seconds=how.limits.max_seconds)
        alike((version("samestory"), made), how.model)
        told = [*(one for one in batch if isinstance(one, Failure)), *made.failures]
        shards.add(task, made, {one.source: one.seen for one in documents}, told)
        read += len(made.articles)
        failures += len(told)
        # Bytes that could not be had may be had the next time.
        had = had and not any(one.stage == "ingest" and one.source == task.entry.source for one in told)
    return _Laid(read, failures, had)


class _Shards:
    """The shards of one file: what it holds waits until all of it is read."""

    def __init__(self, store: Store, name: str, state: str) -> None:
        self._store, self._name, self._state = store, name, state
        self._aside, self._places = Aside(), set[str]()
        self._months = Months()
        self._waiting: dict[str, list[Row]] = {}

    def __enter__(self) -> _Shards:
        return self

    def __exit__(self, *error: object) -> None:
        self._aside.__exit__(*error)

    @property
    def names(self) -> set[str]:
        """What they are called."""
        return {self._called(place) for place in self._places}

    def add(self, task: _Task, made: Made, seen: dict[str, str], failures: Sequence[Failure]) -> None:
        """Take what was read; what is more than a group is put aside."""
        for one in made.articles:
            source = one.article.source
            its = self._waiting.setdefault(f"articles/{self._months.of(one.article)}", [])
            its.append(row(one, [(task.root, task.home, source, seen[source])]))
        told = [failed(task.root, task.home, one) for one in failures]
        if told:
            self._waiting.setdefault("failures", []).extend(told)
        self._places |= self._waiting.keys()
        if sum(map(len, self._waiting.values())) >= GROUP:
            for place, rows in self._waiting.items():
                self._aside.put(place, rows)
            self._waiting.clear()

    def write(self) -> None:
        """Write them, one after another."""
        for place in sorted(self._places):
            rows = chain(self._aside.rows(place), self._waiting.get(place, ()))
            label = Label(table=cast(Table, place.partition("/")[0]), state=self._state)
            with self._store.laid(self._called(place)) as stream, Rows(stream, label) as table:
                while group := list(islice(rows, GROUP)):
                    table.add(group)

    def _called(self, place: str) -> str:
        return f"{place}/{self._name}.parquet"
