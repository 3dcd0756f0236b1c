"""The first half of the pipeline: ingest and read. Stores each batch as it comes, so a run resumes.

A file unchanged since all of it was stored is not opened again; where work runs is engine.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import partial
from importlib.metadata import version
from itertools import chain, groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from msgspec import structs

from samestory import engine
from samestory.engine import Engine, Lasting
from samestory.errors import DossierError, WorkersUnlike
from samestory.ids import content_id
from samestory.ingest import (
    FileEntry,
    Given,
    Limits,
    Mapping,
    Net,
    Part,
    given,
    in_parts,
    may_hold_rows,
    read_file,
    read_part,
)  # fmt: skip
from samestory.model import Document, Failure, Record
from samestory.progress import Progress
from samestory.shards.rows import in_order, labelled
from samestory.store.writer import INSIDE, Batch, Encoded, FileStamp, Sighting, Writer
from samestory.taken_over import not_known, taken_over

if TYPE_CHECKING:
    from samestory.reading import Made


class Rest(Record, frozen=True):
    """A part of a file that the worker opens itself; documents ``known`` need not be read again."""

    part: Part
    known: frozenset[str]


Task = tuple[Document, ...] | Rest
Workers = Lasting


class Options(Record, frozen=True, kw_only=True):
    """How to run: worker processes, limits for what is read, documents handed to a worker at a time.

    ``cluster`` is the address of a Dask scheduler whose workers do the work, None for processes of this
    machine. ``mapping`` has the names that tables and JSON give our fields. ``net`` is how the network is
    asked; with ``due`` an address that failed is passed over until its pause is over. With ``whole`` all is
    derived again where a large dossier took in a few articles by themselves.
    """

    jobs: int = 1
    cluster: str | None = None
    limits: Limits = Limits()
    batch: int = 32
    mapping: Mapping = ()
    net: Net = Net()
    due: bool = False
    whole: bool = False


class Counts(Record, frozen=True, kw_only=True):
    """Articles read in this run, and files, pages and lists of the web found as they were stored."""

    read: int
    unchanged: int


def take_in(
    writer: Writer, folder: Path | str, options: Options, progress: Progress, workers: Workers
) -> Counts:
    """Read and store everything in ``folder`` that is not stored yet.

    ``folder`` may be a file, a pattern of paths, ``-``, standard input, or an address in a store. Raises
    InputError where there is nothing, WeightsError, WorkersLost, and DossierError where the dossier was made
    with other weights than those prepared now.
    """
    with given(folder, options.limits) as found:
        intake = _Intake(writer, found, options, progress)
        work_through(intake, options, workers)
        return Counts(read=intake.read, unchanged=intake.unchanged)


class Intake(Protocol):
    """Brings documents to be read, and stores what came of them."""

    def tasks(self) -> Iterator[Task]:
        """What is not stored yet: documents, some at a time, and parts of files."""
        ...

    def store(self, made: Made) -> None:
        """Store what came of a task."""
        ...

    def model(self) -> str:
        """The id of the weights that must read, once the first task is there."""
        ...


def where(options: Options) -> AbstractContextManager[Engine]:
    """Where ``options`` say that work runs."""
    return engine.local(options.jobs) if options.cluster is None else engine.cluster(options.cluster)


def work_through(intake: Intake, options: Options, workers: Workers) -> None:
    """Read and encode all that ``intake`` brings; raises WeightsError, WorkersLost or WorkersUnlike."""
    pending = intake.tasks()
    first = list(islice(pending, 2))
    if first:
        # A single task is done sooner here than workers start.
        running = workers() if len(first) > 1 or options.cluster else engine.Here()
        limits, mapping = options.limits, options.mapping
        work = partial(_read_there, threads=running.threads, limits=limits, mapping=mapping)
        # Imported here: a run that finds nothing new should not pay for loading it.
        from threadpoolctl import threadpool_limits  # noqa: PLC0415

        # Set here for all threads of this process: two that set and lift it by turns would leave it lifted.
        with threadpool_limits(1, user_api="blas"):
            for read in running.map(work, chain(first, pending)):
                intake.store(alike(read, intake.model()))


@dataclass
class _File:
    """A file being read: what it held so far, when that was seen, and how many documents are still out."""

    stamp: FileStamp
    sources: list[str] = field(default_factory=list)
    seen: dict[str, str] = field(default_factory=dict)
    out: int = 0
    exhausted: bool = False


class _Intake:
    """Which files are pending, and when all of a file is stored."""

    def __init__(self, writer: Writer, found: Given, options: Options, progress: Progress) -> None:
        self._writer, self._options, self._progress = writer, options, progress
        self._given = found
        self._read_as = _number(options.mapping)
        self._root = writer.root(found.home)
        self._failed = writer.failed(self._root)
        self._model = ""
        # Files named as if they lay in another.
        self._look_alikes: list[str] = []
        self._at_once = max(1, options.batch)
        # By source of a document that is out, and of a file whose parts are.
        self._out: dict[str, _File] = {}
        self._divided: dict[str, _File] = {}
        self.read = self.unchanged = self._done_bytes = self._all_bytes = 0

    def tasks(self) -> Iterator[Task]:
        """What is not stored yet, in tasks; failures and known documents are stored on the way."""
        pending = self._pending()
        self._all_bytes = sum(entry.size for entry in pending)
        if pending:
            self._progress("read", 0, self._all_bytes)
        divided = ((entry, self._parts(entry)) for entry in self._not_read_before(pending))
        # In the order of files: of two that say the same at one address the first is read.
        for is_whole, files in groupby(divided, key=lambda one: not one[1]):
            if is_whole:
                yield from self._in_batches(entry for entry, _ in files)
            else:
                yield from (task for entry, parts in files for task in self._in_parts(entry, parts))

    def _not_read_before(self, entries: Iterable[FileEntry]) -> Iterator[FileEntry]:
        """Files to be read; what shards of ours hold is stored on the way, as it was read before."""
        for entry, label in labelled(entries):
            if label is None:
                yield entry
            else:
                self._model = self._model or model_in(self._writer, self._progress)
                self.read += taken_over(self._writer, self._stamp(entry), entry, label, self._model)
                self._done_bytes += entry.size
                self._progress("read", self._done_bytes, self._all_bytes)

    def _in_batches(self, entries: Iterable[FileEntry]) -> Iterator[Task]:
        documents = self._documents(entries)
        while batch := list(islice(documents, self._at_once)):
            self._model = self._model or model_in(self._writer, self._progress)
            new = self._unknown(batch)
            if new:
                yield new

    def _parts(self, entry: FileEntry) -> tuple[Part, ...]:
        return in_parts(entry, self._at_once, self._options.limits, self._options.mapping)

    def _in_parts(self, entry: FileEntry, parts: Iterable[Part]) -> Iterator[Task]:
        self._model = self._model or model_in(self._writer, self._progress)
        file = self._divided[entry.source] = _File(self._stamp(entry))
        held = self._writer.seen_in(self._root, entry.source, self._model)
        for part in parts:
            file.out += 1
            its = frozenset(held[source] for source in part.sources() if source in held)
            yield Rest(part, its)
        file.exhausted = True
        self._settle(file)

    def _pending(self) -> list[FileEntry]:
        """Files to open; what could not be read of a file that is no longer there is forgotten."""
        listed, pending = set(), []
        for entry in self._given.files:
            listed.add(entry.source)
            if not INSIDE.isdisjoint(entry.source):
                self._look_alikes.append(entry.source)
            if not self._is_stored(entry):
                pending.append(entry)
        if self._given.is_all:
            self._writer.keep_failures(self._root, listed)
        return in_order(pending)

    def model(self) -> str:
        """The id of the weights that must read."""
        return self._model

    def store(self, made: Made) -> None:
        """Store what came of a task."""
        failed = {f.source for f in made.failures}
        file = self._divided.get(made.part_of)
        seen = (
            Sighting(self._root, source, id_, "" if file else self._out[source].seen.get(source, ""))
            for source, id_ in made.sources
            if source not in failed
        )
        failures = ((self._root, failure) for failure in made.failures)
        # Another task that was out at the same time may have held the same document.
        new = not_known(self._writer, made.articles, self._model)
        self._writer.add(Batch(articles=new, sightings=tuple(seen), failures=tuple(failures)))
        self.read += len(new)
        if file is None:
            for source, _ in made.sources:
                self._came_back(source)
        else:
            file.sources += [*(source for source, _ in made.sources), *failed]
            self._one_back(file)
        self._progress("read", self._done_bytes, self._all_bytes)

    def _is_stored(self, entry: FileEntry) -> bool:
        stored = self._writer.stamped(self._stamp(entry))
        self.unchanged += stored
        # What kept a file from being opened may have changed without changing the file.
        return stored and entry.source not in self._failed

    def _stamp(self, entry: FileEntry) -> FileStamp:
        # With other names for its columns a file holds other articles: it looks changed.
        read_as = self._read_as if may_hold_rows(entry) else 0
        return FileStamp(self._root, entry.source, entry.size, entry.mtime_ns ^ read_as)

    def _documents(self, entries: Iterable[FileEntry]) -> Iterator[Document]:
        for entry in entries:
            file = _File(self._stamp(entry))
            for item in read_file(entry, self._options.limits, self._options.mapping):
                file.sources.append(item.source)
                if isinstance(item, Failure):
                    self._writer.add(Batch(failures=((self._root, item),)))
                else:
                    file.out += 1
                    self._out[item.source] = file
                    if item.seen:
                        file.seen[item.source] = item.seen
                    yield item
            file.exhausted = True
            self._settle(file)

    def _unknown(self, batch: list[Document]) -> Task:
        """Those of ``batch`` to be read; of the others the sighting is stored at once."""
        known = self._writer.known((d.id for d in batch), self._model)
        old = [d for d in batch if d.id in known]
        if old:
            self._writer.add(
                Batch(sightings=tuple(Sighting(self._root, d.source, d.id, d.seen) for d in old))
            )
            for document in old:
                self._came_back(document.source)
        return tuple(d for d in batch if d.id not in known)

    def _came_back(self, source: str) -> None:
        self._one_back(self._out.pop(source))

    def _one_back(self, file: _File) -> None:
        file.out -= 1
        self._settle(file)

    def _settle(self, file: _File) -> None:
        if file.exhausted and file.out == 0:
            self._writer.finish_file(file.stamp, (*file.sources, *self._look_alikes))
            self._done_bytes += file.stamp.size


def _number(mapping: Mapping) -> int:
    """A number of 60 bits for a mapping, 0 where there is none."""
    return int(content_id(*chain.from_iterable(mapping))[:15], 16) if mapping else 0


def _read_there(task: Task, threads: int, limits: Limits, mapping: Mapping) -> tuple[str, Made]:
    """What a worker does: the version of Samestory that reads there, and what came of ``task``."""
    # Imported here: a run that finds nothing new should not pay for loading readers and encoder.
    from samestory.reading import read_and_encode  # noqa: PLC0415

    reading = partial(read_and_encode, threads=threads, seconds=limits.max_seconds)
    made = reading(task) if isinstance(task, tuple) else _rest(task, reading, limits, mapping)
    return version("samestory"), made


def _rest(
    rest: Rest, reading: Callable[[Sequence[Document]], Made], limits: Limits, mapping: Mapping
) -> Made:
    """What ``reading`` makes of the documents of a part that are not known."""
    found = list(read_part(rest.part, limits, mapping))
    documents = [one for one in found if isinstance(one, Document)]
    made = reading([one for one in documents if one.id not in rest.known])
    return structs.replace(
        made,
        failures=(*made.failures, *(one for one in found if isinstance(one, Failure))),
        sources=tuple((one.source, one.id) for one in documents),
        part_of=rest.part.entry.source,
    )


def alike(read: tuple[str, Made], model: str) -> Made:
    """What was read; raises WorkersUnlike where another Samestory or other weights read it."""
    there, made = read
    if there != version("samestory"):
        raise WorkersUnlike(
            f"a worker reads with Samestory {there}, this is {version('samestory')}, and they may read "
            "otherwise; install the same version there"
        )
    alike_weights(made.articles, model)
    return made


def alike_weights(encoded: Iterable[Encoded], model: str) -> None:
    """Raises WorkersUnlike where another ``model`` encoded some of these."""
    others = {one.model for one in encoded} - {model}
    if others:
        raise WorkersUnlike(
            f"a worker reads with the weights {min(others)}, those prepared here are {model}; run "
            "`samestory models prepare` there as it was run here"
        )


def model_in(writer: Writer, progress: Progress) -> str:
    """The prepared model's id, which must be the one that made the vectors stored so far."""
    # Imported here, with the readers, for the same reason.
    from samestory.encode import weights  # noqa: PLC0415

    model = weights.ready(lambda done, total: progress("prepare", done, total)).model_id
    others = writer.models() - {model}
    if others:
        raise DossierError(
            f"this dossier was made with the weights {others.pop()}, those prepared now are {model}; "
            "prepare the former with `samestory models prepare`, or give another --dossier"
        )
    return model
