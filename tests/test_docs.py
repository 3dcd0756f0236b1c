"""The documents keep what they promise: links lead somewhere, commands exist, paths are there."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import acting
import pytest
from border_dispute import dispute
from gathering import gathered
from naming import contents, stored
from rich.console import Console

from samestory import cli, errors, pipeline
from samestory.cli import app
from samestory.corrections.names import find, merged, renamed
from samestory.corrections.threads import find_thread, joined
from samestory.export import (
    events,
    events_json,
    graph,
    graph_json,
    happenings,
    happenings_json,
    names_json,
    printed,
    stories_json,
)
from samestory.export import json as exported
from samestory.model import QUADS, Contents

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
SET_UP = re.compile(r"^ {4}python3 -m venv .+", re.M)
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
# In a line of prose between back ticks, or in a block: behind a path, or as the line's first word.
COMMAND = re.compile(r"(?:`|bin/|^ {4}|^\$ )samestory ([a-z]+)((?: [a-z]+)?)", re.M)
OPTION = re.compile(r"(?<![\w#-])--[a-z]+(?:-[a-z]+)*\b")
VARIABLE = re.compile(r"\bSAMESTORY_[A-Z]+\b")
# A path of this very machine would be of no use to anyone else.
OWN_PLACES = re.compile(r"(?<![\w.$}])/(?:(?:work|root|home)/\w|tmp/(?:venv|spec))")
TWO = ("ferry", "bridge")
CLI = (ROOT / "docs" / "cli.md").read_text("utf-8")


def documents() -> list[Path]:
    folders = (ROOT, ROOT / "docs", ROOT / "docs" / "decisions", ROOT / "examples", *cards())
    return sorted({file for folder in folders for file in folder.glob("*.md")})


def cards() -> Iterator[Path]:
    """Folders of the package that hold a model's card."""
    yield from {file.parent for file in (ROOT / "samestory").rglob("*.md")}


def sources() -> list[Path]:
    """All that is kept of the project; where an unpacked archive has no list of it, all but what is made."""
    line = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(line, cwd=ROOT, capture_output=True, check=False) if shutil.which("git") else None
    names = listed.stdout.decode().split("\0")[:-1] if listed else []
    folders = (".ci", "docs", "evals", "examples", "samestory", "tests", "training")
    kept = [ROOT, *(ROOT / name for name in folders)]
    found = [file for folder in kept for file in folder.glob("*" if folder == ROOT else "**/*")]
    unmade = [file for file in found if "__pycache__" not in file.parts and file.suffix != ".db"]
    return [file for file in [ROOT / name for name in names] or unmade if file.is_file()]


def commands(of: Any = app, before: str = "") -> Iterator[tuple[str, Any]]:
    """Every command's words, and what it is."""
    for name in of:
        if not name.startswith("-"):
            yield f"{before}{name}", of[name]
            yield from commands(of[name], f"{before}{name} ")


def test_the_readme_has_two_commands_that_set_themselves_up():
    run, test = SET_UP.findall(README.read_text("utf-8"))
    assert "samestory run examples" in run
    assert "samestory report" in run
    assert test.endswith("-m pytest")


def test_the_readme_shows_a_result_by_line_25():
    lines = README.read_text("utf-8").splitlines()[:25]
    assert lines.count("```") == 2
    assert any("independent origins" in line for line in lines)


@pytest.mark.parametrize("file", documents(), ids=lambda file: str(file.relative_to(ROOT)))
def test_links_lead_somewhere(file: Path):
    links = [link for link in LINK.findall(file.read_text("utf-8")) if ":" not in link]
    assert [link for link in links if not (file.parent / link).exists()] == []


def options(command: Any) -> set[str]:
    arguments = command.assemble_argument_collection(parse_docstring=False)
    return {name for argument in arguments for name in argument.names if name.startswith("-")}


def test_the_readme_shows_what_is_printed(pile: Contents, monkeypatch: pytest.MonkeyPatch):
    # So wide that no card's words go on in the next line, beside another's.
    monkeypatch.setattr(printed, "CARD", 1_000)
    console = Console(width=100_000)
    with console.capture() as captured:
        console.print(printed.summary(pile))
    told = " ".join(captured.get().split())
    shown = README.read_text("utf-8").split("```")[1]
    # It is shortened at each …, and columns are parted by spaces.
    parts = [part.strip() for part in re.split(r"…|;|\s{2,}", shown)]
    assert sum(map(bool, parts)) > 20
    assert [part for part in parts if part not in told] == []


def test_every_command_and_option_is_documented():
    for words, command in commands():
        assert f"`samestory {words}" in CLI
        assert [name for name in options(command) if f"`{name}" not in CLI] == [], words


def test_every_documented_option_exists():
    known = {name for _, command in commands() for name in options(command)} | {"--help", "--version"}
    # Gold data and peers are for the evaluations, workers are Dask's: neither is a command of this app.
    assert set(OPTION.findall(CLI)) - {"--data", "--peers", "--nworkers", "--nthreads"} <= known


def test_every_documented_command_exists():
    known = {words for words, _ in commands()}
    found = [(file, words) for file in documents() for words in COMMAND.findall(file.read_text("utf-8"))]
    assert len(found) > 15
    for file, (first, second) in found:
        assert first in known, (file.name, first)
        if first in ("models", "names", "stories", "threads") and second:
            assert f"{first}{second}" in known, (file.name, second)


def test_every_exit_status_is_documented():
    named = (cli.STOPPED, cli.MISUSED, cli.SOME_FAILED, cli.INTERRUPTED, cli.CUT_OFF)
    assert re.findall(r"^\| (\d+) \|", CLI, re.M) == ["0", *map(str, named)]


def test_every_variable_is_documented():
    folders = (ROOT / "samestory", ROOT / "evals", ROOT / "training")
    code = "".join(file.read_text("utf-8") for folder in folders for file in folder.rglob("*.py"))
    assert set(VARIABLE.findall(code)) == set(VARIABLE.findall(CLI))


def test_the_objects_are_as_documented(pile: Contents, tmp_path: Path):
    def keys(value: Any) -> set[str]:
        inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        return set(value if isinstance(value, dict) else ()).union(*map(keys, inner))

    def documented(section: str) -> set[str]:
        (block,) = re.findall(rf"^## `samestory {section}.+?\n\n((?: {{4}}[^\n]+\n)+)", CLI, re.M | re.S)
        return set(re.findall(r'"(\w+)"', block))

    named = contents(corrected(stored(tmp_path / "names.db")))
    entity = keys(names_json.listed(named))
    assert documented("names DOSSIER") == entity | {"entities"}
    (shown,) = (one for one in named.entities if one.name == "Barbă Albă")
    reason, clue = {"name", "value", "says"}, {"tells"}
    assert documented("names show") == keys(names_json.shown(named, shown)) | reason | clue
    listings = keys(exported.listing(pile)) | keys(exported.listing(named))
    assert documented("stories DOSSIER") | entity == listings | {"file", "reason"}
    linked = contents(related(gathered(tmp_path / "few.db")))
    one, other = ([each.id for each in linked.articles if each.source == f"{name}-1.txt"] for name in TWO)
    told = stories_json.why(linked, one, other)
    assert told["threads"][0]["reader"] is not None
    assert documented("stories why") | {"verdict", "score", "made_by", "reasons"} | reason == keys(told)
    assert documented("threads") == keys(stories_json.timeline(linked))
    acts = events_json.listed(events.every(acting.contents(), events.Wanted()))
    assert documented("events") == keys(acts)
    assert documented("timeline") == keys(happenings_json.listed(happenings.every(pile)))
    drawn = graph_json.listed(graph.every(dispute()))
    assert documented("graph") == keys(drawn) - set(QUADS)
    cell = {"article", "file", "lang", "sentence", "text", "start", "end"}
    accounts = [
        exported.account(held, story.id)
        for held in (pile, named, acting.contents())
        for story in held.stories
    ]
    event = keys(acts["stories"][0]["events"])
    about = {"about", *set().union(*(keys(one["about"]) for one in accounts))}
    assert documented("account") | cell | entity | about | event == set().union(*map(keys, accounts))


def corrected(dossier: Path) -> Path:
    """``dossier`` with an entity that has a post, two spellings and a decision on them."""
    held = contents(dossier)
    one, other = (find(held.entities, name) for name in ("Ilie Dorca", "Whitebeard"))
    pipeline.decide(dossier, (*merged(one, other, (), "ana"), *renamed(one, "Barbă Albă", "ana")))
    return dossier


def related(dossier: Path) -> Path:
    """``dossier`` with two stories in one thread."""
    held = contents(dossier)
    one, other = (find_thread(held, f"{name}-1.txt") for name in TWO)
    pipeline.decide(dossier, joined(held, one, other, "ana").made)
    return dossier


def test_the_house_is_as_drawn():
    drawn = (ROOT / "docs" / "house.md").read_text("utf-8").split("```")[1]
    inside = re.findall(r"^  ([\w.]+/?) ", drawn, re.M)
    beside = re.findall(r"([\w]+/)(?= )|([\w]+/)$", drawn.split("training/")[1], re.M)
    assert len(inside) > 10
    assert [name for name in inside if not (ROOT / "samestory" / name).exists()] == []
    assert [name for pair in beside for name in pair if name and not (ROOT / name).exists()] == []
    rooms = {file.parent.name + "/" for file in (ROOT / "samestory").glob("*/__init__.py")}
    assert rooms <= set(inside)


def test_the_changelog_has_what_is_unreleased():
    assert "## [Unreleased]" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_the_tree_of_errors_is_drawn_as_it_is():
    drawn, above = {}, ["Exception"]
    for line in (errors.__doc__ or "").split("\n\n")[1].splitlines():
        lines, name = re.match(r"([ │├└─]*)(\w+)", line).groups()  # type: ignore[union-attr]
        depth = len(lines) // 4
        drawn[name] = above[depth]
        above[depth + 1 :] = [name]
    kinds = {name: kind for name, kind in vars(errors).items() if isinstance(kind, type)}
    assert drawn == {name: kind.__base__.__name__ for name, kind in kinds.items()}


def test_nothing_names_a_place_on_the_machine_it_was_made_on():
    texts = {file: file.read_bytes().decode("utf-8", "replace") for file in sources()}
    assert len(texts) > 150
    assert [str(file) for file, text in texts.items() if "\0" not in text and OWN_PLACES.search(text)] == []
