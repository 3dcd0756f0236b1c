"""The documents keep what they promise: links lead somewhere, commands exist, paths are there."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from samestory import errors
from samestory.cli import app

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
SET_UP = re.compile(r"^ {4}python3 -m venv .+", re.M)
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
COMMAND = re.compile(r"`samestory ([a-z]+)((?: [a-z]+)?)")
# A path of this very machine would be of no use to anyone else.
OWN_PLACES = re.compile(r"(?<![\w.])/(?:work|root|home)/\w")


def documents() -> list[Path]:
    folders = (ROOT, ROOT / "docs", ROOT / "docs" / "decisions", ROOT / "examples", *cards())
    return sorted({file for folder in folders for file in folder.glob("*.md")})


def cards() -> Iterator[Path]:
    """Folders of the package that hold a model's card."""
    yield from {file.parent for file in (ROOT / "samestory").rglob("*.md")}


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


def test_every_command_and_option_is_documented():
    told = (ROOT / "docs" / "cli.md").read_text("utf-8")
    for words, command in commands():
        assert f"`samestory {words}" in told
        for argument in command.assemble_argument_collection(parse_docstring=False):
            options = [name for name in argument.names if name.startswith("--")]
            assert all(name in told for name in options), (words, options)


def test_every_documented_command_exists():
    known = {words for words, _ in commands()}
    for file in documents():
        for first, second in COMMAND.findall(file.read_text("utf-8")):
            assert first in known, (file.name, first)
            if first == "models" and second:
                assert f"models{second}" in known, (file.name, second)


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


def test_the_tree_of_errors_is_drawn_whole():
    drawn = set(re.findall(r"\b[A-Z]\w+(?=\s|$)", (errors.__doc__ or "").split("\n\n")[1]))
    assert {name for name, kind in vars(errors).items() if isinstance(kind, type)} <= drawn


def test_nothing_names_a_place_on_the_machine_it_was_made_on():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    # An unpacked archive has no list; then all that is text and ours is looked at.
    names = listed.stdout.decode().split("\0")[:-1] if listed.returncode == 0 else []
    files = [ROOT / name for name in names] or [*ROOT.glob("*.md"), *ROOT.glob("[a-z]*/**/*.[pmt][ydo]*")]
    found = [file for file in files if file.suffix in {".py", ".md", ".toml", ".json"} and file.is_file()]
    assert len(found) > 100
    assert [str(file) for file in found if OWN_PLACES.search(file.read_text("utf-8", "replace"))] == []
