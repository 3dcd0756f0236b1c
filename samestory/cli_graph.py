"""`samestory graph`: a thin door to who acts on whom."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from samestory import console
from samestory.console import Lang, json_text, say
from samestory.model import Thread

if TYPE_CHECKING:
    from samestory.export.graph import Graph
    from samestory.model import Contents

Form = Literal["text", "json", "graphml", "gexf"]


def graph(
    dossier: Path,
    story: str | None = None,
    /,
    *,
    thread: Annotated[bool, Parameter(negative="")] = False,
    form: Annotated[Form, Parameter(name="--format")] = "text",
    out: Path | None = None,
    lang: Lang = None,
) -> int:
    """Print who acts on whom: for each two actors what is done, and whether it is cooperation or conflict.

    Parameters
    ----------
    dossier
        A dossier made by `samestory run`.
    story
        One story alone: its id, title, or any article of it; all stories together if not given.
    thread
        The whole thread of that story; its id does, too.
    form
        `text`; `json` with the sentences behind every edge; or `graphml` or `gexf` for tools that draw.
    out
        The file to write instead of printing; an existing one is replaced.
    lang
        The reader's language, such as `ro`: names are written as in it.
    """
    held = console.about(dossier, story, thread=thread)
    drawn = _drawn(held, story, lang, thread=thread)
    text = _written(drawn, form)
    if out is None:
        sys.stdout.write(text)
    else:
        console.write(out, text)
        say(f"Wrote {out}")
    return 0


def _drawn(held: Contents, story: str | None, lang: str | None, *, thread: bool) -> Graph:
    # Imported here, as in each command: only what a command needs is loaded.
    from samestory.corrections.threads import chosen  # noqa: PLC0415
    from samestory.export import graph as graphs  # noqa: PLC0415

    match chosen(held, story, thread=thread):
        case None:
            return graphs.every(held, lang)
        case Thread() as whole:
            return graphs.of_thread(held, whole, lang)
        case alone:
            return graphs.of_story(held, alone, lang)


def _written(drawn: Graph, form: Form) -> str:
    from samestory.export import graph_files, graph_json, graph_words  # noqa: PLC0415

    match form:
        case "text":
            return graph_words.printed(drawn)
        case "json":
            return json_text(graph_json.listed(drawn))
        case "graphml":
            return graph_files.graphml(drawn)
        case "gexf":
            return graph_files.gexf(drawn)
