"""The shape of the house, held by tests on the source: small parts, imports one way, no language named."""

from __future__ import annotations

import ast
import math
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "samestory"
LONGEST_FILE = 400
# Lines of a function at the 95th percentile.
LONG_FUNCTION = 30
MOST_PARAMETERS = 6

# What each room may import besides itself, from the ground up.
GROUND = {"model", "errors", "ids", "progress"}
MAY_IMPORT = {
    **dict.fromkeys(("model", "errors", "progress"), frozenset[str]()),
    "ids": frozenset({"model", "errors"}),
    "signals": frozenset({"model"}),
    "lang": frozenset(GROUND),
    "ingest": frozenset(GROUND),
    "read": frozenset(GROUND | {"lang"}),
    "encode": frozenset(GROUND | {"signals"}),
    "gather": frozenset(GROUND | {"signals"}),
    "collate": frozenset(GROUND | {"signals"}),
    "store": frozenset(GROUND | {"signals"}),
    "engine": frozenset(GROUND),
    "bars": frozenset(GROUND),
}
DOORS = {"cli", "export", "__main__", "bars"}


def modules(*folders: Path) -> list[Path]:
    return sorted(file for folder in folders for file in folder.rglob("*.py"))


def parsed(file: Path) -> ast.Module:
    return ast.parse(file.read_text("utf-8"))


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def room(module: str) -> str:
    """``encode`` for ``samestory.encode.neutral``."""
    return module.split(".")[1] if "." in module else ""


def imported(file: Path) -> set[str]:
    """Rooms of the package that a file imports from, those imported late among them."""
    found = set()
    for node in ast.walk(parsed(file)):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            module = node.module or ""
            names = [f"samestory.{alias.name}" for alias in node.names] if module == "samestory" else [module]
        found |= {room(name) for name in names if name.startswith("samestory.")}
    return found


def home(file: Path) -> str:
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


ALL = modules(PACKAGE, ROOT / "evals", ROOT / "training")
OURS = modules(PACKAGE)


def named(file: Path) -> str:
    return str(file.relative_to(ROOT))


@pytest.mark.parametrize("file", ALL, ids=named)
def test_a_module_says_what_it_is_for_and_is_short(file: Path):
    assert ast.get_docstring(parsed(file))
    assert len(file.read_text("utf-8").splitlines()) <= LONGEST_FILE
    for one in functions(parsed(file)):
        given = one.args.posonlyargs + one.args.args + one.args.kwonlyargs
        assert len([arg for arg in given if arg.arg not in {"self", "cls"}]) <= MOST_PARAMETERS, one.name


def test_functions_are_small():
    lengths = sorted(
        (one.end_lineno or 0) - one.lineno + 1 for file in ALL for one in functions(parsed(file))
    )
    assert lengths[math.ceil(0.95 * len(lengths)) - 1] <= LONG_FUNCTION


@pytest.mark.parametrize("file", [file for file in OURS if home(file) in MAY_IMPORT], ids=named)
def test_steps_import_what_stands_below_them(file: Path):
    assert imported(file) - {home(file)} <= MAY_IMPORT[home(file)]


@pytest.mark.parametrize("file", [file for file in OURS if home(file) not in DOORS], ids=named)
def test_nothing_but_doors_imports_doors(file: Path):
    assert not imported(file) & DOORS


@pytest.mark.parametrize("file", [file for file in OURS if home(file) == "export"], ids=named)
def test_exports_see_records_alone(file: Path):
    assert imported(file) <= GROUND | {"export", "lang"}


def test_tasks_do_not_import_what_trains():
    for file in modules(ROOT / "evals"):
        assert "training" not in re.findall(r"^\s*(?:from|import) (\w+)", file.read_text("utf-8"), re.M), file


def test_no_language_is_named_outside_its_file():
    names = {tomllib.loads(file.read_text("utf-8"))["name"] for file in (PACKAGE / "lang").glob("*.toml")}
    names.discard(tomllib.loads((PACKAGE / "lang" / "und.toml").read_text("utf-8"))["name"])
    assert len(names) > 20
    word = re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b")
    for file in (file for file in OURS if home(file) != "lang"):
        for node in ast.walk(parsed(file)):
            said = node.value if isinstance(node, ast.Constant) else getattr(node, "id", None)
            # Strings of several words are docstrings and help, which may give an example.
            if isinstance(said, str) and " " not in said.strip():
                assert not word.search(said), (named(file), said)
