"""The first half of the pipeline: ingest and read. Stores each batch as it comes, so a run resumes.

A file unchanged since all of it was stored is not opened again; where work runs is engine.py.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path

from samestory import engine
from samestory.encode import Encoder, weights
from samestory.errors import DossierError, UnreadableDocument
from samestory.ingest import FileEntry, Limits, listing, read_file
from samestory.model import Article, Document, Failure, Record
from samestory.progress import Progress
from samestory.read.article import read
from samestory.store.writer import Batch, Encoded, FileStamp, Sighting, Writer


class Options(Record, frozen=True, kw_only=True):
    """How to run: worker processes, limits for one document, documents handed to a worker at a time."""

    jobs: int = 1
    limits: Limits = Limits()
    batch: int = 32


class Task(Record, frozen=True, kw_only=True):
    """Documents for one worker to read and encode, and the threads it may use."""

    documents: tuple[Document, ...]
    threads: int


class Made(Record, frozen=True, kw_only=True):
    """What came of a Task: articles with vectors, failures, and what each document's source is."""

    articles: tuple[Encoded, ...]
    failures: tuple[Failure, ...]
    sources: tuple[tuple[str, str], ...]


class Counts(Record, frozen=True, kw_only=True):
    """Documents read in this run, and files found unchanged."""

    read: int
    unchanged: int


def take_in(writer: Writer, folder: Path, options: Options, progress: Progress) -> Counts:
    """Read and store everything in ``folder`` that is not stored yet.

    Raises InputError for no such folder, WeightsError, and DossierError where the dossier was made with
    other weights than those prepared now.
    """
    intake = _Intake(writer, folder, options)
    pending = intake.tasks(progress)
    first = list(islice(pending, 2))
    # A single task is done sooner here than workers start.
    with engine.local(options.jobs if len(first) > 1 else 1) as workers:
        for made in workers.map(read_and_encode, chain(first, pending)):
            intake.store(made)
            progress("read", intake.done_bytes, intake.all_bytes)
    return Counts(read=intake.read, unchanged=intake.unchanged)


def read_and_encode(task: Task) -> Made:
    """Read a task's documents and encode what was read."""
    articles: list[Article] = []
    failures: list[Failure] = []
    for document in task.documents:
        try:
            articles.append(read(document))
        except UnreadableDocument as error:
            failures.append(Failure(source=document.source, stage="read", reason=str(error)))
    return Made(
        articles=tuple(_encoded(articles, _encoder(task.threads))),
        failures=tuple(failures),
        sources=tuple((d.source, d.id) for d in task.documents),
    )


def _encoded(articles: Iterable[Article], encoder: Encoder) -> Iterator[Encoded]:
    """All texts in one call, as the encoder is fastest with many."""
    units = [(a, [span.of(a.text) for span in a.units()]) for a in articles]
    vectors = encoder.encode([text for _, texts in units for text in texts])
    start = 0
    for article, texts in units:
        yield Encoded(article, vectors[start : start + len(texts)], encoder.model_id)
        start += len(texts)


@lru_cache(maxsize=1)
def _encoder(threads: int) -> Encoder:
    """One encoder a process: loading it takes longer than reading many articles."""
    return Encoder.open(threads=threads)


@dataclass
class _File:
    """A file being read: what it held so far and how many of its documents are still out."""

    stamp: FileStamp
    sources: list[str] = field(default_factory=list)
    out: int = 0
    exhausted: bool = False


class _Intake:
    """Which files are pending, and when all of a file is stored."""

    def __init__(self, writer: Writer, folder: Path, options: Options) -> None:
        self._writer, self._folder, self._options = writer, folder, options
        resolved = folder.resolve()
        self._root = resolved.name if resolved.is_dir() else resolved.parent.name
        self._out: dict[str, _File] = {}
        self.read = self.unchanged = self.done_bytes = self.all_bytes = 0

    def tasks(self, progress: Progress) -> Iterator[Task]:
        """Documents not stored yet, in tasks; failures and known documents are stored on the way."""
        pending = [e for e in listing(self._folder) if not self._is_stored(e)]
        if not pending:
            return
        self.all_bytes = sum(entry.size for entry in pending)
        model = _model(self._writer, progress)
        batch: list[Document] = []
        for document in self._documents(pending):
            batch.append(document)
            if len(batch) >= self._options.batch:
                yield from self._task(batch, model)
                batch = []
        yield from self._task(batch, model)

    def store(self, made: Made) -> None:
        """Store what came of a task."""
        failed = {f.source for f in made.failures}
        seen = (Sighting(self._root, source, id_) for source, id_ in made.sources if source not in failed)
        failures = ((self._root, failure) for failure in made.failures)
        self._writer.add(Batch(articles=made.articles, sightings=tuple(seen), failures=tuple(failures)))
        self.read += len(made.articles)
        for source, _ in made.sources:
            self._came_back(source)

    def _is_stored(self, entry: FileEntry) -> bool:
        stored = self._writer.stamped(self._stamp(entry))
        self.unchanged += stored
        return stored

    def _stamp(self, entry: FileEntry) -> FileStamp:
        return FileStamp(self._root, entry.source, entry.size, entry.mtime_ns)

    def _documents(self, entries: Iterable[FileEntry]) -> Iterator[Document]:
        for entry in entries:
            file = _File(self._stamp(entry))
            for item in read_file(entry, self._options.limits):
                file.sources.append(item.source)
                if isinstance(item, Failure):
                    self._writer.add(Batch(failures=((self._root, item),)))
                else:
                    file.out += 1
                    self._out[item.source] = file
                    yield item
            file.exhausted = True
            self._settle(file)

    def _task(self, batch: list[Document], model: str) -> Iterator[Task]:
        known = self._writer.known((d.id for d in batch), model)
        old = [d for d in batch if d.id in known]
        if old:
            self._writer.add(Batch(sightings=tuple(Sighting(self._root, d.source, d.id) for d in old)))
            for document in old:
                self._came_back(document.source)
        new = tuple(d for d in batch if d.id not in known)
        if new:
            yield Task(documents=new, threads=max(1, (os.cpu_count() or 1) // max(1, self._options.jobs)))

    def _came_back(self, source: str) -> None:
        file = self._out.pop(source)
        file.out -= 1
        self._settle(file)

    def _settle(self, file: _File) -> None:
        if file.exhausted and file.out == 0:
            self._writer.finish_file(file.stamp, file.sources)
            self.done_bytes += file.stamp.size


def _model(writer: Writer, progress: Progress) -> str:
    """The prepared model's id, which must be the one that made the vectors stored so far."""
    model = weights.ready(lambda done, total: progress("prepare", done, total)).model_id
    others = writer.models() - {model}
    if others:
        raise DossierError(
            f"this dossier was made with the weights {others.pop()}, those prepared now are {model}; "
            "prepare the former with `samestory models prepare`, or give another --dossier"
        )
    return model
