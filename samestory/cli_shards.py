"""`samestory read` and `samestory shards`: thin doors to shards, of what is read and of a dossier."""

from __future__ import annotations

from pathlib import Path

from samestory.cli_sources import HERE, SOME_FAILED, USUAL, Mapped, Running, Source, Working, options
from samestory.console import say


def read(source: Source, out: str, /, *, working: Working = HERE, mapped: Mapped = ()) -> int:
    """Read SOURCE into Parquet shards that `samestory run` makes dossiers of, without a dossier of its own.

    Parameters
    ----------
    source
        A folder, a file, a pattern, or the address of files in a store, such as `s3://bucket/news/*.parquet`.
    out
        A folder or a store. Workers write to it themselves, a file of SOURCE each.
    mapped
        What tables and JSON call our fields: text=body,date=published_at.
    """
    # Imported here, as in each command: only what a command needs is loaded.
    from samestory import sharded  # noqa: PLC0415
    from samestory.bars import bars  # noqa: PLC0415

    with bars() as progress:
        done = sharded.read(
            source, out, options(Running(jobs=working.jobs, cluster=working.cluster), mapped, USUAL), progress
        )
    say(f"{done.read} read now, {done.unchanged} files unchanged, {done.failures} not read. Shards: {out}")
    return SOME_FAILED if done.failures else 0


def shards(dossier: Path, out: str, /) -> int:
    """Write all that a dossier holds as Parquet shards, a table each, by month; again only what has changed.

    Parameters
    ----------
    dossier
        A dossier made by `samestory run`.
    out
        A folder or a store, such as s3://bucket/shards.
    """
    from samestory.bars import bars  # noqa: PLC0415
    from samestory.shards.laying import Store  # noqa: PLC0415
    from samestory.shards.of_dossier import lay_out  # noqa: PLC0415
    from samestory.store.view import View  # noqa: PLC0415

    with View.open(dossier) as view, bars() as progress:
        done = lay_out(view, Store(out), dossier.stem, progress)
    say(f"{done.written} shards written, {done.unchanged} unchanged, {done.dropped} dropped. Shards: {out}")
    return 0
