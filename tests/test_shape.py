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

# What each room may import besides itself, from the ground up: words, steps, store, pipeline, doors.
GROUND = {"cached", "model", "errors", "ids", "progress"}
MAY_IMPORT = {
    **dict.fromkeys(
        ("ahead", "bounded", "cached", "codepages", "heap", "record", "errors", "progress"), frozenset[str]()
    ),
    **dict.fromkeys(("about", "told"), frozenset({"record"})),
    "acts": frozenset({"about", "record"}),
    "model": frozenset({"about", "acts", "record", "told"}),
    "ids": frozenset({"model", "errors"}),
    "signals": frozenset({"model"}),
    "lang": frozenset(GROUND),
    "speech": frozenset({"record"}),
    "links": frozenset(GROUND | {"codepages"}),
    "ingest": frozenset(GROUND | {"bounded", "codepages", "links"}),
    "fetch": frozenset(GROUND | {"ingest", "links"}),
    "read": frozenset(GROUND | {"codepages", "lang", "links"}),
    "encode": frozenset(GROUND),
    "heads": frozenset(GROUND | {"encode"}),
    "gather": frozenset(GROUND | {"signals"}),
    "collate": frozenset(GROUND | {"signals"}),
    "store": frozenset(GROUND),
    "search": frozenset(GROUND | {"corrections", "encode", "lang", "store"}),
    "engine": frozenset(GROUND | {"ahead"}),
    "shards": frozenset(GROUND | {"ingest", "store"}),
    "taken_over": frozenset(GROUND | {"ingest", "shards", "store"}),
    "reading": frozenset(GROUND | {"bounded", "heap", "lang", "read", "encode", "heads", "store"}),
    "intake": frozenset(GROUND | {"ingest", "encode", "engine", "reading", "shards", "store", "taken_over"}),
    "rereading": frozenset(GROUND | {"engine", "intake", "reading", "store"}),
    "follow": frozenset(GROUND | {"engine", "fetch", "ingest", "intake", "links", "reading", "store"}),
    "shelf": frozenset(GROUND | {"signals"}),
    "windowed": frozenset(GROUND | {"encode", "engine", "gather", "shelf", "signals", "store"}),
    "collated": frozenset(GROUND | {"signals", "read", "encode", "gather", "collate"}),
    "accounts": frozenset(GROUND | {"ahead", "collate", "collated", "engine", "gather", "shelf", "signals"}),
    "derivation": frozenset(
        GROUND
        | {
            "accounts",
            "heap",
            "signals",
            "shelf",
            "read",
            "encode",
            "gather",
            "collated",
            "store",
            "windowed",
        }
    ),
    "growing": frozenset(GROUND | {"signals", "read", "encode", "gather", "collate", "collated", "store"}),
    "pipeline": frozenset(
        GROUND
        | {
            "accounts",
            "collated",
            "corrections",
            "derivation",
            "growing",
            "engine",
            "follow",
            "ingest",
            "intake",
            "reading",
        }
        | {"rereading", "shelf", "store"}
    ),
    "sharded": frozenset(GROUND | {"encode", "engine", "ingest", "intake", "reading", "shards"}),
    "export": frozenset(GROUND | {"lang", "speech"}),
    "dossier": frozenset(GROUND | {"corrections", "encode", "lang", "search", "store"}),
    "api": frozenset(GROUND | {"corrections", "dossier", "export", "search", "store"}),
    "web": frozenset(
        GROUND | {"api", "corrections", "dossier", "export", "lang", "pipeline", "search", "speech", "store"}
    ),
    "notebook": frozenset(GROUND | {"dossier", "export", "search", "store"}),
    "mcp": frozenset(GROUND | {"api", "dossier", "search"}),
    "bars": frozenset(GROUND),
    "corrections": frozenset(GROUND),
    "console": frozenset(GROUND | {"dossier", "export", "store"}),
    "cli_copies": frozenset(GROUND | {"cli_correct", "console", "corrections", "export"}),
    "cli_correct": frozenset(GROUND | {"bars", "console", "corrections", "pipeline"}),
    "cli_events": frozenset(GROUND | {"console", "corrections", "dossier", "export"}),
    "cli_graph": frozenset(GROUND | {"console", "corrections", "export"}),
    "cli_keep": frozenset(GROUND | {"bars", "console", "pipeline", "store"}),
    "cli_mcp": frozenset(GROUND | {"dossier", "mcp"}),
    "cli_names": frozenset(GROUND | {"cli_correct", "console", "corrections", "export"}),
    "cli_shards": frozenset(GROUND | {"bars", "cli_sources", "console", "sharded", "shards", "store"}),
    "cli_sources": frozenset(GROUND | {"bars", "cli_keep", "console", "pipeline"}),
    "cli_versions": frozenset(GROUND | {"console", "export", "links", "store"}),
    "cli_quotes": frozenset(GROUND | {"console", "corrections", "export"}),
    "cli_search": frozenset(GROUND | {"console", "encode", "export", "search", "store"}),
    "cli_serve": frozenset(GROUND | {"cli_correct", "console", "dossier", "web"}),
    "cli_stories": frozenset(
        GROUND | {"cli_correct", "console", "corrections", "dossier", "export", "pipeline", "store"}
    ),
    "cli_timeline": frozenset(GROUND | {"console", "corrections", "export"}),
    "cli": frozenset(
        GROUND
        | {
            "bars",
            "cli_copies",
            "cli_events",
            "cli_graph",
            "cli_keep",
            "cli_mcp",
            "cli_names",
            "cli_quotes",
            "cli_search",
            "cli_serve",
            "cli_shards",
            "cli_sources",
            "cli_stories",
            "cli_timeline",
            "cli_versions",
            "console",
            "encode",
            "export",
        }
        | {"pipeline", "store"}
    ),
    "__main__": frozenset({"cli"}),
}


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
            assert node.level == 0, "imports are absolute, so that they can be judged here"
            module = node.module or ""
            names = [f"samestory.{alias.name}" for alias in node.names] if module == "samestory" else [module]
        found |= {room(name) for name in names if name.startswith("samestory.")}
    return found


def home(file: Path) -> str:
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


ALL = modules(PACKAGE, ROOT / "evals", ROOT / "fuzz", ROOT / "training")
OURS = modules(PACKAGE)


def named(file: Path) -> str:
    return str(file.relative_to(ROOT))


@pytest.mark.parametrize("file", ALL, ids=named)
def test_a_module_says_what_it_is_for_and_is_short(file: Path):
    assert ast.get_docstring(parsed(file))
    assert len(file.read_text("utf-8").splitlines()) <= LONGEST_FILE
    for one in functions(parsed(file)):
        told = (*one.args.posonlyargs, *one.args.args, *one.args.kwonlyargs, one.args.vararg, one.args.kwarg)
        given = {arg.arg for arg in told if arg is not None} - {"self", "cls"}
        assert len(given) <= MOST_PARAMETERS, one.name


def test_functions_are_small():
    lengths = sorted(
        (one.end_lineno or 0) - one.lineno + 1 for file in ALL for one in functions(parsed(file))
    )
    assert lengths[math.ceil(0.95 * len(lengths)) - 1] <= LONG_FUNCTION


def test_every_room_has_its_place():
    assert {home(file) for file in OURS} - {"__init__"} == set(MAY_IMPORT)


@pytest.mark.parametrize("file", [file for file in OURS if home(file) != "__init__"], ids=named)
def test_a_room_imports_what_stands_below_it(file: Path):
    assert imported(file) - {home(file)} <= MAY_IMPORT[home(file)]


def test_only_the_pipeline_writes():
    writing = {
        home(file)
        for file in OURS
        for node in ast.walk(parsed(file))
        if isinstance(node, ast.ImportFrom) and node.module == "samestory.store.writer"
        if "Writer" in {alias.name for alias in node.names}
    }
    assert writing == {"pipeline", "intake", "follow", "rereading", "taken_over"}


def test_tasks_do_not_import_what_trains():
    for file in modules(ROOT / "evals"):
        assert "training" not in re.findall(r"^\s*(?:from|import) (\w+)", file.read_text("utf-8"), re.M), file


def words(file: Path) -> Iterator[str]:
    """What the code of a file says: its names, and its strings but for docstrings."""
    told = set()
    for node in ast.walk(parsed(file)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            told.add(node.value)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in told:
            yield node.value
        # Names are held under one of these, whatever kind of node has them.
        yield from (str(getattr(node, part, "")) for part in ("id", "attr", "arg", "name", "asname"))


def test_no_language_is_named_outside_its_file():
    names = {tomllib.loads(file.read_text("utf-8"))["name"] for file in (PACKAGE / "lang").glob("*.toml")}
    names.discard(tomllib.loads((PACKAGE / "lang" / "und.toml").read_text("utf-8"))["name"])
    assert len(names) > 20
    # Letters before or after make another word; an underscore does not.
    word = re.compile(rf"(?<![a-z])(?:{'|'.join(map(re.escape, names))})(?![a-z])", re.IGNORECASE)
    found = [(named(file), said) for file in OURS if home(file) != "lang" for said in words(file)]
    assert [(file, said) for file, said in found if word.search(said)] == []
