"""`samestory events`: a thin door to who did what to whom, as text, JSON and tables."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args

from cyclopts import Parameter

from samestory import console
from samestory.console import Json, Lang, json_text, replacing, say, unwrapped, write
from samestory.errors import InputError
from samestory.model import Mood, Quad, Root, Thread

if TYPE_CHECKING:
    from samestory.export.events import Shown, Wanted
    from samestory.model import Contents, Entity

Format = Literal["text", "json", "plover-json", "csv", "parquet"]
# What is written event by event.
ROWS = ("plover-json", "csv", "parquet")


def _words(kinds: object) -> dict[str, Any]:
    """The words of ``kinds`` by how they are given: "verbal-conflict"."""
    return {word.lower().replace(" ", "-"): word for word in get_args(kinds)}


def _any_of(name: str, kinds: object, words: str) -> Parameter:
    """An option that may be given several times, each with one of the words of ``kinds`` in any case."""
    known = _words(kinds)

    def converted(_: object, tokens: Iterable[Any]) -> tuple[Any, ...]:
        said = [token.value.lower() for token in tokens]
        wrong = [one for one in said if one not in known]
        if wrong:
            raise ValueError(f"there is no {wrong[0]!r}; choose from {', '.join(known)}")
        return tuple(known[one] for one in said)

    return Parameter(
        name=name, converter=converted, negative="", show_choices=False, show_default=False, help=words
    )


def _option(name: str, words: str) -> Parameter:
    return Parameter(name=name, help=words)


@Parameter(name="*")
@dataclass(frozen=True)
class Which:
    """Which events: the options that leave some out."""

    roots: Annotated[
        tuple[Root, ...], _any_of("--root", Root, "Only a root of PLOVER, such as accuse; may be repeated.")
    ] = ()
    quads: Annotated[
        tuple[Quad, ...], _any_of("--quad", Quad, "Only a class, such as verbal-conflict; may be repeated.")
    ] = ()
    moods: Annotated[
        tuple[Mood, ...],
        _any_of("--mood", Mood, "Only stated, planned, denied or hypothetical ones; may be repeated."),
    ] = ()
    actor: Annotated[str | None, _option("--actor", "Only those in which NAME acts or is acted on.")] = None
    since: Annotated[date | None, _option("--since", "Only what was on this day or later.")] = None
    until: Annotated[date | None, _option("--until", "Only what was on this day or before.")] = None


@Parameter(name="*")
@dataclass(frozen=True)
class How:
    """How they are given: the form, the file, the language."""

    form: Annotated[Format, _option("--format", "What to write.")] = "text"
    out: Annotated[Path | None, _option("--out", "The file to write; printed if not given.")] = None
    lang: Annotated[
        Lang, Parameter(help="The reader's language, such as `ro`: what is in it comes first.")
    ] = None
    as_json: Annotated[Json, Parameter(help="The same as --format json.")] = False


ALL, PRINTED = Which(), How()


def events(
    dossier: Path,
    story: str | None = None,
    /,
    *,
    thread: Annotated[bool, Parameter(negative="")] = False,
    which: Which = ALL,
    how: How = PRINTED,
) -> int:
    """Show who did what to whom: each event once, who tells it, and who tells it otherwise (≠).

    Parameters
    ----------
    dossier
        A dossier made by `samestory run`.
    story
        The story: its id, title, or any article of it; all stories if not given.
    thread
        Every story of that story's thread; its id does, too.
    """
    # Imported here, as in each command: only what a command needs is loaded.
    from samestory.corrections.threads import chosen  # noqa: PLC0415
    from samestory.export import events as told  # noqa: PLC0415

    form = "json" if how.as_json else how.form
    if story is None and not thread and form in ROWS:
        with _in_parts(dossier, which, how.lang) as parts:
            _give_rows(parts, form, how.out)
        return 0
    held = console.about(dossier, story, thread=thread)
    wanted = _wanted(dossier, [held], which)
    match chosen(held, story, thread=thread):
        case None:
            shown = told.every(held, wanted, how.lang)
        case Thread() as whole:
            shown = told.of_thread(held, whole, wanted, how.lang)
        case alone:
            shown = told.of_story(held, alone, wanted, how.lang)
    _give(shown, form, how.out)
    return 0


@contextmanager
def _in_parts(dossier: Path, which: Which, lang: str | None) -> Iterator[Iterator[Shown]]:
    """The events of all stories, so many stories at a time: of a large dossier not all is held at once."""
    from samestory.dossier import asked  # noqa: PLC0415
    from samestory.dossier.opened import Dossier  # noqa: PLC0415
    from samestory.export import events as told  # noqa: PLC0415

    with Dossier(dossier) as held:
        with held.view() as view:
            order = list(console.in_parts(asked.called(view)))
        wanted = _wanted(dossier, map(held.stories, order), which)
        # What is no language is told before anything is written.
        held.reading(lang, held.stories([]))
        yield (told.every(one, wanted, held.reading(lang, one)) for one in map(held.stories, order))


def _wanted(dossier: Path, parts: Iterable[Contents], which: Which) -> Wanted:
    from samestory.export.events import Wanted  # noqa: PLC0415

    return Wanted(
        roots=which.roots,
        quads=which.quads,
        moods=which.moods,
        actor=None if which.actor is None else _actor(dossier, parts, which.actor),
        since=which.since,
        until=which.until,
    )


def _actor(dossier: Path, parts: Iterable[Contents], said: str) -> Entity:
    """Whom ``said`` names among those who take part in events, else among all."""
    from samestory.corrections.names import find  # noqa: PLC0415
    from samestory.export.events import actors  # noqa: PLC0415

    acting = {one.id for part in parts for one in actors(part)}
    every = console.whom(dossier, said).entities
    try:
        return find([one for one in every if one.id in acting], said)
    except InputError:
        return find(every, said)


def _give(shown: Shown, form: Format, out: Path | None) -> None:
    if form == "text":
        _give_text(shown, out)
    else:
        _give_rows([shown], form, out)


def _give_rows(parts: Iterable[Shown], form: Format, out: Path | None) -> None:
    if form == "parquet":
        _give_parquet(parts, out)
    elif out is None:
        sys.stdout.writelines(_lines(parts, form))
    else:
        with replacing(out) as stream:
            stream.write(_mark(form).encode())
            stream.writelines(one.encode() for one in _lines(parts, form))
        say(f"Wrote {out}")


def _give_text(shown: Shown, out: Path | None) -> None:
    from samestory.export.events_printed import printed  # noqa: PLC0415

    if out is None:
        say(printed(shown))
    else:
        write(out, unwrapped(printed(shown)))
        say(f"Wrote {out}")


def _lines(parts: Iterable[Shown], form: Format) -> Iterable[str]:
    """What is written, piece by piece."""
    from samestory.export import events_csv, events_json, events_plover  # noqa: PLC0415

    if form == "csv":
        return events_csv.lines(parts)
    if form == "plover-json":
        return events_plover.lines(parts)
    return (json_text(events_json.listed(shown)) for shown in parts)


def _mark(form: Format) -> str:
    """What a file begins with: of a table for spreadsheets the mark that tells them its encoding."""
    from samestory.export.cells import BYTE_ORDER_MARK  # noqa: PLC0415

    return BYTE_ORDER_MARK if form == "csv" else ""


def _give_parquet(parts: Iterable[Shown], out: Path | None) -> None:
    from samestory.export import events_parquet  # noqa: PLC0415

    if out is not None:
        with replacing(out) as stream:
            events_parquet.write(parts, stream)
        say(f"Wrote {out}")
    elif sys.stdout.isatty():
        raise InputError("Parquet cannot be shown on a terminal; give a file with --out events.parquet")
    else:
        # It is written to and fro, as no pipe can be.
        with TemporaryFile() as whole:
            events_parquet.write(parts, whole)
            whole.seek(0)
            shutil.copyfileobj(whole, sys.stdout.buffer)
