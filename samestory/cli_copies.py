"""`samestory copies`: a thin door to who copied whom."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import App, Parameter

from samestory import console
from samestory.cli_correct import Because, By, decide, undone
from samestory.console import Json, Lang, say, say_json

if TYPE_CHECKING:
    from rich.console import RenderableType

    from samestory.corrections.rows import Correction
    from samestory.model import Contents

copies = App(name="copies", help="Who copied whom: list, part what is independent, join what is one text.")


@copies.default
def listing(dossier: Path, story: str | None = None, /, *, lang: Lang = None, as_json: Json = False) -> int:
    """List who copied whom: how much, from whom, why it is held so, and what readers decided.

    Parameters
    ----------
    dossier
        A dossier made by `samestory run`.
    story
        One story alone: its id, title, or any article of it; all of several articles if not given.
    lang
        The reader's language, such as `ro`: titles in it come first.
    as_json
        Print one JSON object instead of text.
    """
    # Imported here, as in each command: only what a command needs is loaded.
    from samestory.corrections.threads import chosen  # noqa: PLC0415
    from samestory.export import copied_json, copied_printed  # noqa: PLC0415

    held = console.about(dossier, story)
    one = chosen(held, story)
    alone = None if one is None else [one.id]
    if as_json:
        say_json(copied_json.listed(held, alone, lang))
    else:
        say(copied_printed.printed(held, alone, lang))
    return 0


@copies.command
def part(dossier: Path, one: str, other: str, /, *, by: By = None, because: Because = None) -> int:
    """Decide that two reports are independent. It outranks the machine and holds in every later run.

    Parameters
    ----------
    dossier
        A dossier made by `samestory run`.
    one
        An article: its file, title, id or the beginning of it.
    other
        Another of the same story.
    by
        Who decides; the login name if not given.
    because
        Why, in your own words.
    """
    from samestory.corrections import copies as told  # noqa: PLC0415
    from samestory.corrections.stories import find_article  # noqa: PLC0415

    def decided(held: Contents, who: str) -> Correction:
        return told.parted(held, find_article(held, one), find_article(held, other), who, because)

    return decide(dossier, (one, other), decided, by, _touched)


@copies.command
def join(
    dossier: Path,
    one: str,
    other: str,
    /,
    *,
    source: Annotated[str | None, Parameter(name="--from")] = None,
    by: By = None,
    because: Because = None,
) -> int:
    """Decide that two reports are one text. It outranks the machine and holds in every later run.

    Parameters
    ----------
    dossier
        A dossier made by `samestory run`.
    one
        An article: its file, title, id or the beginning of it.
    other
        Another of the same story.
    source
        The one of them that the other took it from, where you know; else the machine judges it.
    by
        Who decides; the login name if not given.
    because
        Why, in your own words.
    """
    from samestory.corrections import copies as told  # noqa: PLC0415
    from samestory.corrections.stories import find_article  # noqa: PLC0415

    def decided(held: Contents, who: str) -> Correction:
        first = None if source is None else find_article(held, source)
        return told.joined(held, find_article(held, one), find_article(held, other), who, because, first)

    return decide(dossier, (one, other, *(() if source is None else (source,))), decided, by, _touched)


@copies.command
def undo(dossier: Path, one: str, other: str | None = None, /) -> int:
    """Forget what readers decided of whether an article is a copy, so that it is again as the machine judges.

    Parameters
    ----------
    dossier
        A dossier made by `samestory run`.
    one
        The article: its file, title, id or the beginning of it.
    other
        Another: only what was decided of these two.
    """
    from samestory.corrections import copies as told  # noqa: PLC0415
    from samestory.corrections.stories import find_article  # noqa: PLC0415

    def decided(held: Contents) -> Correction:
        another = None if other is None else find_article(held, other)
        return told.undoable(held, find_article(held, one), another)

    return undone(dossier, (one,) if other is None else (one, other), decided, _touched)


def _touched(held: Contents, articles: frozenset[str]) -> RenderableType:
    from samestory.export.copied_printed import touched  # noqa: PLC0415

    return touched(held, articles)
