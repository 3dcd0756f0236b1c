"""`samestory read`, `shards` and `join`: thin doors to shards, of what is read and of dossiers."""

from __future__ import annotations

from pathlib import Path

from samestory.cli_sources import HERE, SOME_FAILED, USUAL, Mapped, Running, Source, Working, options
from samestory.console import say
from samestory.errors import InputError


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
    from samestory.shards.of_dossier import lay_out, name_of, own  # noqa: PLC0415
    from samestory.store.view import View  # noqa: PLC0415

    with View.open(dossier) as view, bars() as progress:
        store = Store(out)
        own(store, dossier)
        done = lay_out(view, store, name_of(dossier), progress)
    say(f"{done.written} shards written, {done.unchanged} unchanged, {done.dropped} dropped. Shards: {out}")
    return 0


def join(out: str, /, *sources: str) -> int:
    """Make stories that several dossiers share one, from shards of these: a table of all, each story once.

    Parameters
    ----------
    out
        A folder or a store that the table `joined` is written to.
    sources
        Folders or stores that `samestory shards` wrote to, of dossiers that have some articles in common.
    """
    from samestory.bars import bars  # noqa: PLC0415
    from samestory.shards.joined import join as joined  # noqa: PLC0415
    from samestory.shards.laying import Store  # noqa: PLC0415

    if not sources:
        raise InputError("nothing to join; give what `samestory shards` wrote behind the place for the table")
    with bars() as progress:
        done = joined(Store(out), [Store(one) for one in sources], progress)
    say(f"{done.stories} stories of {done.windows} windows are {done.joined}. Shards: {out}/joined")
    return 0
