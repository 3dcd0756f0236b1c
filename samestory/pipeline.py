"""The one path: ingest -> read -> gather -> collate. The only place that writes; resumable at any point.

Reading is intake.py; the groups that follow from the stored articles are derivation.py. Steps are pure.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from samestory.corrections.rows import check as check_correction
from samestory.engine import lasting
from samestory.errors import DossierMissing, InputError
from samestory.ids import content_id
from samestory.ingest import Net, called, check, is_address, is_stored, mapping
from samestory.intake import Options, Workers, take_in, where
from samestory.model import Decision, Record
from samestory.progress import Progress, silent
from samestory.rereading import read_again
from samestory.store.view import View
from samestory.store.writer import Writer

if TYPE_CHECKING:
    from samestory.collated import Encoding

__all__ = [
    "Net",
    "Options",
    "Summary",
    "add",
    "called",
    "decide",
    "followed",
    "forget",
    "mapping",
    "run",
    "upgrade",
]

# Raised when a step gives other results for the same articles, so that a dossier is derived anew.
DERIVATION = "14"
DEFAULT_OPTIONS = Options()


class Summary(Record, frozen=True, kw_only=True):
    """What a run did and what the dossier holds after it.

    ``unchanged`` counts files, pages and lists of the web found as they were. ``copy`` is where the dossier
    stands as it was, if it was of an older version.
    """

    read: int
    unchanged: int
    articles: int
    stories: int
    failures: int
    copy: Path | None = None


def run(
    folder: Path | str, dossier: Path, options: Options = DEFAULT_OPTIONS, progress: Progress = silent
) -> Summary:
    """Bring the dossier up to date with ``folder``: read what is new, then gather and collate all.

    ``folder`` may also be a file, a pattern of paths, ``-`` for standard input, or, as a string, the address
    of a page, feed or sitemap, or of files in a store (``s3://bucket/news/*.parquet``). A second run over
    the same files writes nothing. Raises InputError, WeightsError, DossierError, WorkersLost or
    LanguageDataError.
    """
    return add(dossier, (folder,), options, progress)


def add(
    dossier: Path,
    sources: Iterable[Path | str],
    options: Options = DEFAULT_OPTIONS,
    progress: Progress = silent,
) -> Summary:
    """What ``run`` does with one folder, with any number of ``sources``, each as it takes them."""
    given = tuple(sources)
    addresses = [str(one) for one in given if is_address(one)]
    paths = [one if is_stored(one) else Path(one) for one in given if not is_address(one)]
    for path in paths:
        check(path)
    with Writer.open(dossier, progress=progress) as writer, lasting(where(options)) as workers:
        counts = [take_in(writer, path, options, progress, workers) for path in paths]
        if addresses:
            # Imported here: a run over files loads nothing of the network.
            from samestory.follow import follow  # noqa: PLC0415

            counts.append(follow(writer, addresses, options, progress, workers))
        read_again(writer, options, progress, workers)
        spread = options.cluster is not None or options.jobs > 1
        _derive(writer, progress, workers if spread else None)
        return Summary(
            read=sum(one.read for one in counts),
            unchanged=sum(one.unchanged for one in counts),
            articles=writer.count_articles(),
            stories=writer.count_stories(),
            failures=writer.count_failures(),
            copy=writer.copy(),
        )


def upgrade(dossier: Path, options: Options = DEFAULT_OPTIONS, progress: Progress = silent) -> Path | None:
    """Bring a dossier that an older Samestory made up to date, as ``run`` and ``add`` do on the way.

    Gives where it stands as it was; None where it was up to date. Raises DossierMissing, DossierError or
    WeightsError.
    """
    if not dossier.exists():
        raise DossierMissing(f"no dossier at {dossier}; give the file that `samestory run` made")
    with Writer.open(dossier, progress=progress) as writer, lasting(where(options)) as workers:
        read_again(writer, options, progress, workers)
        _derive(writer, progress)
        return writer.copy()


def followed(dossier: Path) -> tuple[str, ...]:
    """The feeds and sitemaps that ``dossier`` was given before; raises InputError where there are none.

    Raises DossierMissing or DossierError.
    """
    with View.open(dossier) as view:
        found = view.lists()
    if not found:
        raise InputError(f"{dossier} knows no feeds yet; give their addresses behind it")
    return found


def decide(
    dossier: Path,
    decisions: Iterable[Decision],
    progress: Progress = silent,
    forgotten: Iterable[Decision] = (),
) -> None:
    """Store users' ``decisions``, such as those of corrections, and derive all that follows from them.

    Each replaces what any user decided of the same before, and outranks the machine in this and every later
    run; of what was decided before, those ``forgotten`` are taken back. Raises InputError for a decision that
    no user made or that cannot be kept to or shown, DossierMissing or DossierError.
    """
    made = tuple(decisions)
    for one in made:
        check_correction(one)
    with _held(dossier) as writer, lasting(where(DEFAULT_OPTIONS)) as workers:
        writer.decide(*made, forgotten=forgotten)
        read_again(writer, DEFAULT_OPTIONS, progress, workers)
        _derive(writer, progress)


def forget(dossier: Path, decisions: Iterable[Decision], progress: Progress = silent) -> None:
    """Take back these ``decisions`` of users, and derive all that follows.

    One that is not held, or is the machine's, is passed over. Raises DossierMissing or DossierError.
    """
    decide(dossier, (), progress, decisions)


def _held(dossier: Path) -> Writer:
    """A Writer on a dossier that is there: one that is not is not to be made by a correction."""
    with View.open(dossier):
        pass
    return Writer.open(dossier)


def _derive(writer: Writer, progress: Progress, workers: Workers | None = None) -> None:
    """Replace stories, accounts, threads and entities where articles or users' decisions have changed.

    The account of a story whose articles and names are as they were is taken over. ``workers`` collate where
    there are many others.
    """
    while writer.meta("derived") != (state := _state(writer)):
        # Imported here: a run that finds nothing new should not pay for loading it.
        from threadpoolctl import threadpool_limits  # noqa: PLC0415

        from samestory.derivation import Elsewhere, Held, Kept, derived  # noqa: PLC0415
        from samestory.shelf import Articles  # noqa: PLC0415

        held = Held(Articles(tuple(writer.article_ids()), writer.article), writer.vectors)
        elsewhere = None if workers is None else Elsewhere(workers, _encoding)
        kept = Kept(DERIVATION, writer.kept, writer.story_from, writer.keep)
        # Its products are small: more threads wait for one another longer than they work.
        with (
            threadpool_limits(1, user_api="blas"),
            derived(held, _encoding(), writer.told(), progress, kept, elsewhere) as found,
        ):
            # Another run may have stored more meanwhile, which asks for another round, or all of this.
            writer.derive(found, state, lambda now=state: _is_open(writer, now))  # type: ignore[misc]


def _encoding(threads: int = 0) -> Encoding:
    """How texts are encoded on so many threads, on every core if 0."""
    # Imported here, with the steps, for the same reason.
    from samestory.collated import Encoding  # noqa: PLC0415
    from samestory.reading import meant, vectors, vectors_and_states  # noqa: PLC0415

    return Encoding(*(partial(each, threads=threads) for each in (vectors, meant, vectors_and_states)))  # type: ignore[arg-type]


def _is_open(writer: Writer, state: str) -> bool:
    """Whether what is to be derived is still what follows from ``state``, and nobody has derived it."""
    return writer.meta("derived") != state and _state(writer) == state


def _state(writer: Writer) -> str:
    """All that stories, accounts, threads and entities follow from, in short."""
    decisions = (part for d in writer.told() for part in (d.kind, d.left, d.right, d.verdict, *_shown(d)))
    return content_id(DERIVATION, *writer.article_ids(), "decided", *decisions)


def _shown(decision: Decision) -> tuple[str, ...]:
    """Who decided, and why, where an account says so itself."""
    if decision.kind != "copy":
        return ()
    return decision.made_by, *(one.says for one in decision.reasons)
