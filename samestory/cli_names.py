"""`samestory names`: thin doors to who is named, to a reader's corrections and to the table of mentions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import App, Parameter

from samestory import console
from samestory.cli_correct import By, correct, reader
from samestory.console import Json, say, say_json, write
from samestory.model import NameType

if TYPE_CHECKING:
    from samestory.model import Contents, Decision

names = App(name="names", help="Who is named in a dossier: list, show, correct, export.")


@names.default
def listing(
    dossier: Path,
    /,
    *,
    only: Annotated[NameType | None, Parameter(name="--type")] = None,
    as_json: Json = False,
) -> int:
    """List who and what is named, those in most articles first.

    Parameters
    ----------
    dossier
        A dossier made by `samestory run`.
    only
        List one type: `person`, `organisation`, `place`, `work` or `event`.
    as_json
        Print one JSON object instead of text.
    """
    # Imported here, as in each command: only what a command needs is loaded.
    from samestory.export import names_json, names_printed  # noqa: PLC0415

    held = console.contents(dossier)
    if as_json:
        say_json({"entities": names_json.listed(held, only)})
    else:
        say(names_printed.table(held, only))
    return 0


@names.command
def show(dossier: Path, name: str, /, *, as_json: Json = False) -> int:
    """Show one name: its spellings by language, its posts, every sentence it stands in, and why it is one.

    Parameters
    ----------
    dossier
        A dossier made by `samestory run`.
    name
        The name shown, any of its spellings, its id or the beginning of it.
    as_json
        Print one JSON object instead of text.
    """
    from samestory.corrections.names import find  # noqa: PLC0415
    from samestory.export import names_json, names_printed  # noqa: PLC0415

    held = console.whom(dossier, name, where=True)
    found = find(held.entities, name)
    if as_json:
        say_json(names_json.shown(held, found))
    else:
        say(names_printed.entity(held, found))
    return 0


@names.command
def merge(dossier: Path, name: str, other: str, /, *, by: By = None) -> int:
    """Decide that two names are one. It outranks the machine and holds in every later run.

    Parameters
    ----------
    dossier
        A dossier made by `samestory run`.
    name
        The one: its name, a spelling, or its id. A name that a reader chose for it stays.
    other
        The other: its name, a spelling, or its id.
    by
        Who decides; the login name if not given.
    """
    from samestory.corrections.names import find, merged  # noqa: PLC0415

    def decided(held: Contents, reader: str) -> tuple[Decision, ...]:
        one, another = find(held.entities, name), find(held.entities, other)
        return merged(one, another, held.decisions, reader)

    return _correct(dossier, (name, other), decided, by)


@names.command
def split(dossier: Path, name: str, spelling: str, /, *, by: By = None) -> int:
    """Decide that a spelling names another. It outranks the machine and holds in every later run.

    Parameters
    ----------
    dossier
        A dossier made by `samestory run`.
    name
        The one it was taken for: its name, a spelling, or its id.
    spelling
        The spelling to part from it, in every language that writes it so; `LANG:SPELLING` for one language.
    by
        Who decides; the login name if not given.
    """
    from samestory.corrections.names import find, find_spellings, parted  # noqa: PLC0415

    def decided(held: Contents, reader: str) -> tuple[Decision, ...]:
        one = find(held.entities, name)
        return parted(one, find_spellings(one, spelling), held.decisions, reader)

    return _correct(dossier, (name,), decided, by)


@names.command
def rename(dossier: Path, name: str, new_name: str, /, *, by: By = None) -> int:
    """Decide how a name is shown. It outranks the machine and holds in every later run.

    Parameters
    ----------
    dossier
        A dossier made by `samestory run`.
    name
        The one: its name, a spelling, or its id.
    new_name
        The name to show.
    by
        Who decides; the login name if not given.
    """
    from samestory.corrections.names import find, renamed  # noqa: PLC0415

    def decided(held: Contents, reader: str) -> tuple[Decision, ...]:
        return renamed(find(held.entities, name), new_name, reader, held.entities)

    return _correct(dossier, (name,), decided, by)


@names.command
def undo(dossier: Path, name: str, /) -> int:
    """Forget what readers decided of a name, so that it is again as the machine judges.

    Parameters
    ----------
    dossier
        A dossier made by `samestory run`.
    name
        The one: its name, a spelling, or its id. All that was decided of any of its spellings is undone.
    """
    from samestory.corrections.names import find, undoable  # noqa: PLC0415
    from samestory.corrections.rows import Correction  # noqa: PLC0415

    held = console.whom(dossier, name)
    taken_back = undoable(find(held.entities, name), held.decisions)
    correct(dossier, Correction((), taken_back))
    _say_touched(dossier, taken_back)
    return 0


@names.command
def export(dossier: Path, out: Path, /) -> int:
    """Write every mention as a row of comma-separated values.

    Parameters
    ----------
    dossier
        A dossier made by `samestory run`.
    out
        The table to write, such as names.csv; an existing file is replaced.
    """
    from samestory.export import names_csv  # noqa: PLC0415

    held = console.contents(dossier)
    write(out, names_csv.table(held))
    mentions = sum(len(one.mentions) for one in held.entities)
    say(f"Wrote {out} ({mentions:,} mentions of {len(held.entities):,} names)")
    return 0


def _correct(
    dossier: Path,
    said: Iterable[str],
    decided: Callable[[Contents, str], tuple[Decision, ...]],
    by: str | None,
) -> int:
    """Store what a reader has ``decided`` on who is ``said``, and print the names touched as they are now."""
    from samestory.corrections.rows import Correction  # noqa: PLC0415

    who = reader(by)
    made = decided(console.whom(dossier, *said), who)
    correct(dossier, Correction(made))
    _say_touched(dossier, made)
    say(f"Decided by {who}.")
    return 0


def _say_touched(dossier: Path, decisions: Iterable[Decision]) -> None:
    """Print the names that ``decisions`` are of, as they are now."""
    from samestory.export import names_printed  # noqa: PLC0415

    for one in console.spelled(dossier, (key for each in decisions for key in (each.left, each.right))):
        say(names_printed.summary(one))
