"""What every command shares: printing results and complaints, and the options several commands take.

Knows no command.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from secrets import token_hex
from shutil import copymode
from typing import TYPE_CHECKING, Annotated, BinaryIO

import msgspec
from cyclopts import Parameter
from rich.console import Console, RenderableType

from samestory.errors import InputError, SamestoryError

if TYPE_CHECKING:
    from samestory.model import Contents, Entity

# Where no terminal sets a width, a line ends where what it says ends.
UNWRAPPED = 100_000
# Stories told at a time where all are told one after another.
PART = 200
# What every SQLite file begins with, and so every dossier.
DOSSIER_BEGINS = b"SQLite format 3\0"

Json = Annotated[bool, Parameter(name="--json", negative="")]
Lang = Annotated[str | None, Parameter(name="--lang")]


def contents(dossier: Path) -> Contents:
    """All that ``dossier`` holds; raises DossierMissing or DossierError."""
    # Imported here, as in each command: only what a command needs is loaded.
    from samestory.store.view import View  # noqa: PLC0415

    with View.open(dossier) as view:
        return view.contents()


def about(dossier: Path, *said: str | None, thread: bool = False) -> Contents:
    """What ``dossier`` holds of the stories and articles that any of ``said`` may mean; all of it for None.

    Of all others there is what they are called by. With ``thread``, of all stories of their threads. Raises
    DossierMissing or DossierError.
    """
    from samestory.dossier import asked  # noqa: PLC0415
    from samestory.store.view import View  # noqa: PLC0415

    with View.open(dossier) as view:
        words = [one for one in said if one is not None]
        if len(words) < len(said):
            return view.contents()
        return asked.about_threads(view, words) if thread else asked.about(view, words)


def holding(dossier: Path, articles: Iterable[str]) -> Contents:
    """As ``about``, of the stories that hold any of ``articles``, which are ids."""
    from samestory.dossier import asked  # noqa: PLC0415
    from samestory.store.view import View  # noqa: PLC0415

    with View.open(dossier) as view:
        return asked.holding(view, articles)


def in_parts(contents: Contents, stories: int = PART) -> Iterator[list[str]]:
    """The ids of all stories, by thread, so many or a few more at a time; no thread is in two parts."""
    from samestory.export.index import threads  # noqa: PLC0415

    part: list[str] = []
    order = threads(contents)
    for one in order:
        part += [story.id for story in one]
        if len(part) >= stories or one is order[-1]:
            yield part
            part = []


def whom(dossier: Path, *said: str, where: bool = False) -> Contents:
    """Who is named in ``dossier``, whole those that any of ``said`` may mean, ``where`` with their articles.

    Raises DossierMissing or DossierError.
    """
    from samestory.dossier import asked  # noqa: PLC0415
    from samestory.store.view import View  # noqa: PLC0415

    with View.open(dossier) as view:
        return asked.whom_where(view, said) if where else asked.whom(view, said)


def spelled(dossier: Path, keys: Iterable[str]) -> tuple[Entity, ...]:
    """Who has any spelling of these ``keys``; raises DossierMissing or DossierError."""
    from samestory.dossier import asked  # noqa: PLC0415
    from samestory.store.view import View  # noqa: PLC0415

    with View.open(dossier) as view:
        return asked.spelled(view, keys)


def say(what: RenderableType) -> None:
    """Print ``what`` to standard output."""
    width = None if sys.stdout.isatty() or "COLUMNS" in os.environ else UNWRAPPED
    sys.stdout.write(_drawn(what, Console(width=width, highlight=False, markup=False)))


def unwrapped(what: RenderableType) -> str:
    """``what`` as a file has it: without colours, each line as long as what it says."""
    return _drawn(what, Console(width=UNWRAPPED, color_system=None, highlight=False, markup=False))


def say_json(value: object) -> None:
    """Print ``value`` to standard output as one indented JSON object."""
    sys.stdout.write(json_text(value))


def json_text(value: object) -> str:
    """``value`` as one indented JSON object, with a line's end."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n"


def complain(message: str, style: str = "") -> None:
    """Print ``message`` to standard error."""
    Console(stderr=True, highlight=False, markup=False).print(
        f"samestory: {message}", style=style, soft_wrap=True
    )


def write(out: Path, text: str) -> None:
    """Write ``text`` to ``out`` in UTF-8, replacing it whole or not at all.

    Raises InputError where ``out`` is a dossier, SamestoryError where it cannot be written.
    """
    with replacing(out) as stream:
        stream.write(text.encode())


@contextmanager
def replacing(out: Path) -> Iterator[BinaryIO]:
    """A stream for ``out``, which is replaced whole when all is written, or not at all.

    Raises InputError where ``out`` is a dossier, SamestoryError where it cannot be written.
    """
    try:
        if out.is_file():
            _spare_dossiers(out)
        # A pipe or a device has no whole to replace.
        with out.open("wb") if out.exists() and not out.is_file() else _part(out.resolve()) as stream:
            yield stream
    except OSError as error:
        raise SamestoryError(f"cannot write {out}: {error.strerror}; give another path") from error


def speak_every_script() -> None:
    """Files and pipes get UTF-8 whatever the system's encoding; no terminal stops at a letter it lacks."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding=stream.encoding if stream.isatty() else "utf-8", errors="replace")


def drop_output() -> None:
    """What is still unwritten has nowhere to go; Python would complain when it flushes at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _drawn(what: RenderableType, console: Console) -> str:
    with console.capture() as captured:
        console.print(what, soft_wrap=isinstance(what, str))
    # Columns are filled up to the console's width with spaces.
    return "".join(f"{line.rstrip()}\n" for line in captured.get().splitlines())


def _spare_dossiers(out: Path) -> None:
    with out.open("rb") as stream:
        begins = stream.read(len(DOSSIER_BEGINS))
    if begins == DOSSIER_BEGINS:
        raise InputError(f"{out} is a dossier, or another database, and stays as it is; give another path")


@contextmanager
def _part(out: Path) -> Iterator[BinaryIO]:
    """A file beside ``out`` that takes its place once it is whole."""
    part = out.with_name(f".{token_hex(8)}.part")
    try:
        with part.open("xb") as stream:
            yield stream
        if out.exists():
            copymode(out, part)
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
