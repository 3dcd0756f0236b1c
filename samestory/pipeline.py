"""The one path: ingest -> read -> gather -> collate. The only place that writes; resumable at any point.

Reading is intake.py; the groups that follow from the stored articles are derivation.py. Steps are pure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from samestory.corrections.rows import check as check_correction
from samestory.engine import lasting
from samestory.errors import DossierMissing, InputError
from samestory.ids import content_id
from samestory.ingest import Net, called, check, is_address, is_stored, mapping
from samestory.intake import Options, Workers, take_in, where
from samestory.model import Decision, Record
from samestory.progress import Progress, silent
from samestory.rereading import read_again
from samestory.store.grounds import Bounds, Growth, Said, said
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
DERIVATION = "18"
# When a few articles are taken in by themselves.
BOUNDS = Bounds()
# So many of them at a time, as all that is near them is held.
AT_ONCE = 100
# What follows from all is not there yet.
UNFINISHED = ""
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


class _Now(NamedTuple):
    """What there is to derive from: in short, the articles that stand, and what others had written before."""

    state: str
    articles: frozenset[str]
    changes: int


class _Step(NamedTuple):
    """How a dossier has grown before and after something is taken in, and what it then follows from."""

    before: Growth
    after: Growth
    state: str


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
        if options.whole:
            writer.ungrow()
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

    Of a large dossier only what a few new articles change. The account of a story whose articles and names
    are as they were is taken over. ``workers`` collate where there are many others.
    """
    while writer.meta("derived") != (now := _now(writer)).state:
        # Imported here: a run that finds nothing new should not pay for loading it.
        from threadpoolctl import threadpool_limits  # noqa: PLC0415

        # Its products are small: more threads wait for one another longer than they work.
        with threadpool_limits(1, user_api="blas"):
            if not _grow(writer, now, progress) and writer.changes() == now.changes:
                _derive_whole(writer, now, progress, workers)
        if writer.changes() == now.changes:
            break
    writer.clear_kept()


def _grow(writer: Writer, now: _Now, progress: Progress) -> bool:
    """Put in what few articles and decisions change; False where more has changed than is so worked out."""
    growth, held = writer.held().growth(), writer.held().articles()
    new, gone = sorted(now.articles - held), held - now.articles
    if growth is None or not BOUNDS.holds(growth.by(len(new) + len(gone))):
        return False
    told = _said(writer)
    if growth.told == told and not gone:
        return bool(new) and _take_in_each(writer, new, growth, now, progress)
    times = growth.decided + (growth.told != told)
    after = msgspec.structs.replace(growth.by(len(gone)), told=told, decided=times)
    step = _Step(growth, after, UNFINISHED if new else now.state)
    if not _correct(writer, gone, step, now, progress):
        return False
    return not new or _take_in_each(writer, new, after, now, progress)


def _correct(writer: Writer, gone: Collection[str], step: _Step, now: _Now, progress: Progress) -> bool:
    """Put in what readers decided since, and take out the articles ``gone``.

    False where that does not tell all, or another run wrote.
    """
    # Imported here, as all that works things out.
    from samestory.growing.corrected import corrected  # noqa: PLC0415
    from samestory.growing.making import Steps  # noqa: PLC0415

    def is_open() -> bool:
        return _is_open(writer, now) and writer.held().growth() == step.before

    progress("gather", 0, 1)
    with writer.moment():
        before = writer.held().said()
        if before is None or _in_short(before) != step.before.told or not is_open():
            return False
        steps = Steps(_encoding(), writer.told(), DERIVATION, progress)
        found = corrected(writer, before, steps, gone)
    progress("gather", 1, 1)
    return found is not None and writer.grow(found, step.after, step.state, is_open)


def _take_in_each(writer: Writer, new: Sequence[str], growth: Growth, now: _Now, progress: Progress) -> bool:
    """Put in what the articles ``new`` change, some at a time; False where all must be derived."""
    progress("gather", 0, len(new))
    for start in range(0, len(new), AT_ONCE):
        end = min(start + AT_ONCE, len(new))
        step = _Step(growth.by(start), growth.by(end), now.state if end == len(new) else UNFINISHED)
        if not _take_in(writer, new[start:end], step, now):
            return False
        progress("gather", end, len(new))
    return True


def _take_in(writer: Writer, new: Sequence[str], step: _Step, now: _Now) -> bool:
    """Put in what the articles ``new`` change; False where that does not tell all, or another run wrote."""
    # Imported here, as all that works things out.
    from samestory.growing.grown import change  # noqa: PLC0415
    from samestory.growing.making import Steps  # noqa: PLC0415

    def is_open() -> bool:
        # Another run may have taken in the same, and more of them to come.
        return _is_open(writer, now) and writer.held().growth() == step.before

    with writer.moment():
        if not is_open():
            return False
        found = change(writer, new, Steps(_encoding(), writer.told(), DERIVATION))
    return found is not None and writer.grow(found, step.after, step.state, is_open)


def _derive_whole(writer: Writer, now: _Now, progress: Progress, workers: Workers | None) -> None:
    """Put in what follows from all articles."""
    from samestory.accounts import Elsewhere, Kept  # noqa: PLC0415
    from samestory.derivation import Held, derived  # noqa: PLC0415
    from samestory.shelf import Articles  # noqa: PLC0415

    ids = tuple(sorted(now.articles))
    held = Held(Articles(ids, writer.article), writer.vectors, writer.stored_vectors)
    elsewhere = None if workers is None else Elsewhere(workers, _encoding)
    kept = Kept(DERIVATION, writer.kept, writer.story_from, writer.keep)
    growth = Growth(whole=len(ids), told=_said(writer))
    with derived(held, _encoding(), writer.told(), progress, kept, elsewhere) as found:
        grounds = found.grounds if BOUNDS.holds(growth) else None
        ours = msgspec.structs.replace(found, grounds=grounds, growth=growth)
        # Another run may have stored more meanwhile, which asks for another round, or all of this.
        writer.derive(ours, now.state, lambda: _is_open(writer, now))


def _encoding(threads: int = 0) -> Encoding:
    """How texts are encoded on so many threads, on every core if 0."""
    # Imported here, with the steps, for the same reason.
    from samestory.collated import Encoding  # noqa: PLC0415
    from samestory.reading import let_go, meant, vectors, vectors_and_states  # noqa: PLC0415

    return Encoding(
        of_texts=partial(vectors, threads=threads),
        of_words=partial(meant, threads=threads),
        with_states=partial(vectors_and_states, threads=threads),
        let_go=let_go,
    )


def _is_open(writer: Writer, now: _Now) -> bool:
    """Whether what is to be derived still follows from what it followed from, and nobody has derived it."""
    if writer.changes() == now.changes:
        return True
    return writer.meta("derived") != now.state and _state(writer, writer.article_ids()) == now.state


def _now(writer: Writer) -> _Now:
    changes, articles = writer.changes(), tuple(writer.article_ids())
    return _Now(_state(writer, articles), frozenset(articles), changes)


def _state(writer: Writer, articles: Iterable[str]) -> str:
    """All that stories, accounts, threads and entities follow from, in short."""
    return content_id(DERIVATION, *articles, "decided", *_parts(map(said, writer.told())))


def _said(writer: Writer) -> str:
    """What readers decided, and the version of the steps, in short."""
    return _in_short(map(said, writer.told()))


def _in_short(told: Iterable[Said]) -> str:
    return content_id(DERIVATION, *_parts(told))


def _parts(told: Iterable[Said]) -> Iterator[str]:
    return (part for one in told for part in one)
