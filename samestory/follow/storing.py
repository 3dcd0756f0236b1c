"""Keeps what came of requests: each batch as it comes, so that a run resumes. Asks nobody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from samestory.follow.asking import Asking, Found, Ways
from samestory.ingest import WEB
from samestory.intake import Counts, Options, Task, Workers, model_in, work_through
from samestory.model import Document, Failure
from samestory.progress import Progress
from samestory.store.web import Asked
from samestory.store.writer import Batch, Encoded, Sighting

if TYPE_CHECKING:
    from samestory.reading import Made
    from samestory.store.writer import Writer

# Few, so that little is asked for again where a run is cut off.
AT_ONCE = 8


def follow(
    writer: Writer, addresses: Sequence[str], options: Options, progress: Progress, workers: Workers
) -> Counts:
    """Read and store what ``addresses`` lead to and is not stored yet.

    What cannot be had is a failure, and what was there before stays. Raises WeightsError, WorkersLost or
    DossierError.
    """
    storing = _Storing(writer, addresses, options, progress)
    work_through(storing, options, workers)
    storing.end()
    return Counts(read=storing.read, unchanged=storing.unchanged)


class _Storing:
    """Which documents are out to be read, and what is to be remembered when they are stored."""

    def __init__(
        self, writer: Writer, addresses: Sequence[str], options: Options, progress: Progress
    ) -> None:
        self._writer, self._web, self._addresses = writer, writer.web(), addresses
        self._options, self._progress = options, progress
        ways = Ways(net=options.net, limits=options.limits, mapping=options.mapping, due=options.due)
        self._asking = Asking(self._web, ways, progress)
        self._root = writer.root(WEB)
        self._model = ""
        # By source of a document that is out; and what is remembered when all is stored.
        self._out: dict[str, Asked] = {}
        self._at_end: list[Asked] = []
        self.read = self.unchanged = 0

    def tasks(self) -> Iterator[Task]:
        """Documents not stored yet, in tasks; what is known and what failed is stored on the way."""
        documents = self._documents()
        while batch := list(islice(documents, max(1, min(AT_ONCE, self._options.batch)))):
            self._model = self._model or model_in(self._writer, self._progress)
            known = self._writer.known((d.id for d in batch), self._model)
            self._sighted([(d.source, d.id) for d in batch if d.id in known])
            self.unchanged += sum(d.id in known for d in batch)
            new = tuple(d for d in batch if d.id not in known)
            if new:
                yield new

    def model(self) -> str:
        """The id of the weights that must read."""
        return self._model

    def store(self, made: Made) -> None:
        """Store what came of a task; a page whose text is as it was is no new article."""
        failed = {one.source for one in made.failures}
        same = {
            one.article.source
            for one in made.articles
            if one.article.text == self._web.text_at(self._root, one.article.source)
        }
        new = tuple(one for one in made.articles if one.article.source not in same)
        self._sighted([(source, id_) for source, id_ in made.sources if source not in failed | same], new)
        for one in made.failures:
            self._fail(one)
        for source in failed | same:
            self._came_back(source)
        self.read += len(new)
        self.unchanged += len(same)

    def end(self) -> None:
        """All is stored: lists need not be gone through again until they change."""
        self._web.remember(*self._at_end)

    def _documents(self) -> Iterator[Document]:
        for address in dict.fromkeys(self._addresses):
            for found in self._asking.given(address):
                self.unchanged += found.unchanged
                if found.failure is not None:
                    self._fail(found.failure)
                if found.document is not None:
                    yield self._going_out(found.document, found.asked)
                elif found.asked is not None:
                    self._settle(found, found.asked)

    def _going_out(self, document: Document, asked: Asked | None) -> Document:
        if asked is not None:
            self._out[document.source] = asked
        return document

    def _settle(self, found: Found, asked: Asked) -> None:
        if found.at_end:
            self._at_end.append(asked)
        else:
            self._web.remember(asked)
        # A page that says what it said when it could not be read is no better.
        if found.failure is None and asked.kind != "page":
            self._web.mended(self._root, asked.url)

    def _sighted(self, seen: Sequence[tuple[str, str]], articles: tuple[Encoded, ...] = ()) -> None:
        if not seen:
            return
        now = self._asking.now.isoformat(timespec="milliseconds")
        sightings = tuple(Sighting(self._root, *one, now) for one in seen)
        again = self._writer.add(Batch(articles=articles, sightings=sightings))
        for source, document in seen:
            self._web.saw(source, again.get(document, document), now)
            self._came_back(source)

    def _came_back(self, source: str) -> None:
        asked = self._out.pop(source, None)
        if asked is not None:
            self._web.remember(asked)
            if asked.url != source:
                self._web.mended(self._root, asked.url)

    def _fail(self, failed: Failure) -> None:
        """What was read there before stays; only where there is nothing is a failure told."""
        if self._web.text_at(self._root, failed.source) is None:
            self._writer.add(Batch(failures=((self._root, failed),)))
