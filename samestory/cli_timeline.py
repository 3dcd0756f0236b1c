"""`samestory timeline`: a thin door to what happened when."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from samestory import console
from samestory.console import Json, Lang, say, say_json
from samestory.model import Thread

timeline = App(name="timeline", help="What happened when: a story's or thread's happenings in order.")


@timeline.default
def show(
    dossier: Path,
    story: str | None = None,
    /,
    *,
    thread: Annotated[bool, Parameter(negative="")] = False,
    lang: Lang = None,
    as_json: Json = False,
) -> int:
    """Print what happened when: each time, who tells it in which sentence, and who puts it elsewhere (≠).

    Parameters
    ----------
    dossier
        A dossier made by `samestory run`.
    story
        The story: its id, title, or any article of it; every thread that several articles tell if not given.
    thread
        The whole thread of that story; its id does, too.
    lang
        The reader's language, such as `ro`: titles and sentences in it come first.
    as_json
        Print one JSON object instead of text.
    """
    # Imported here, as in each command: only what a command needs is loaded.
    from samestory.corrections.threads import chosen  # noqa: PLC0415
    from samestory.export import happenings, happenings_json, happenings_printed  # noqa: PLC0415

    held = console.about(dossier, story, thread=thread)
    match chosen(held, story, thread=thread):
        case None:
            shown = happenings.every(held, lang)
        case Thread() as whole:
            shown = happenings.of_thread(held, whole, lang)
        case alone:
            shown = happenings.of_story(held, alone, lang)
    if as_json:
        say_json(happenings_json.listed(shown))
    else:
        say(happenings_printed.printed(shown))
    return 0
