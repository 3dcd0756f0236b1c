"""`samestory quotes`: a thin door to what is said, by whom, and in which wordings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from samestory import console
from samestory.console import Json, Lang, say, say_json
from samestory.errors import InputError

if TYPE_CHECKING:
    from samestory.model import Contents, Entity

By = Annotated[str | None, Parameter(name="--by")]


def quotes(
    dossier: Path, story: str | None = None, /, *, by: By = None, lang: Lang = None, as_json: Json = False
) -> int:
    """Print what is said in each story: by whom, to whom, and every wording of it side by side.

    Parameters
    ----------
    dossier
        A dossier made by `samestory run`.
    story
        One story alone: its id, title, or any article of it.
    by
        What one speaker says alone, in all stories: the name shown, any of its spellings, or its id.
    lang
        The reader's language, such as `ro`: titles and wordings in it come first.
    as_json
        Print one JSON object instead of text.
    """
    # Imported here, as in each command: only what a command needs is loaded.
    from samestory.corrections.threads import chosen  # noqa: PLC0415
    from samestory.export import said_json, said_printed  # noqa: PLC0415

    held = console.about(dossier, story)
    one = chosen(held, story)
    alone = None if one is None else one.id
    speaker = None if by is None else _speaker(dossier, held, by)
    if as_json:
        say_json(said_json.quotes(held, alone, speaker, lang))
    else:
        say(said_printed.quotes(held, alone, speaker, lang))
    return 0


def _speaker(dossier: Path, held: Contents, by: str) -> Entity:
    """Whom ``by`` names among those who say something, else among all: a place may be named like a person."""
    from samestory.corrections.names import find  # noqa: PLC0415
    from samestory.export.said import speakers  # noqa: PLC0415

    try:
        return find(speakers(held), by)
    except InputError:
        return find(console.whom(dossier, by).entities, by)
