"""What shards hold that were read before, on whatever machine: stored without reading or encoding again.

The other half of reading is intake.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from msgspec import structs

from samestory.ingest import WEB, FileEntry
from samestory.ingest.records import NotRead, failure
from samestory.model import Decision
from samestory.shards.layout import Label
from samestory.shards.rows import ELSEWHERE, batches, decisions
from samestory.store.writer import Batch, Encoded, FileStamp, Writer


def taken_over(writer: Writer, stamp: FileStamp, entry: FileEntry, label: Label, model: str) -> int:
    """Store what a shard holds, and tell how many articles were new; what cannot be read is a failure.

    Where a document was seen stays as it was told where it was read. ``model`` is the id of the weights that
    must have encoded it.
    """
    roots, new, failed = cache(lambda root, home: writer.root(_home(root, home))), 0, []
    try:
        for batch in batches(entry, label, model, roots):
            articles = not_known(writer, batch.articles, model)
            writer.add(structs.replace(batch, articles=articles))
            new += len(articles)
        if told := _undecided(writer, list(decisions(entry, label))):
            writer.decide(*told)
    except NotRead as error:
        writer.add(Batch(failures=((stamp.root, failure(entry.source, str(error))),)))
        failed = [entry.source]
    writer.finish_file(stamp, failed)
    return new


def not_known(writer: Writer, articles: Sequence[Encoded], model: str) -> tuple[Encoded, ...]:
    """Those whose documents are not held yet, each once: an article goes by where it was seen first."""
    known = writer.known((one.article.document_id for one in articles), model)
    first: dict[str, Encoded] = {}
    for one in articles:
        first.setdefault(one.article.document_id, one)
    return tuple(one for document, one in first.items() if document not in known)


def _home(root: str, home: str) -> Path:
    """A folder to stand for a root of elsewhere, which is none of this machine."""
    # As parts of one path: a root that began at the top would stand for a folder of this machine.
    return WEB if root == WEB.as_posix() else Path(f"{ELSEWHERE}/{home}/{root}")


def _undecided(writer: Writer, told: Sequence[Decision]) -> list[Decision]:
    """Of what readers decided elsewhere that on which none has decided here."""
    held = {_on(one) for one in writer.told()} if told else set()
    return [one for one in told if _on(one) not in held]


def _on(decision: Decision) -> tuple[str, frozenset[str]]:
    sides = {decision.left} if decision.kind == "name" else {decision.left, decision.right}
    return decision.kind, frozenset(sides)
