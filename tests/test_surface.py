"""What ``import samestory`` offers: a list held here, so that a change to it is meant."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

import samestory
from samestory import errors

SURFACE = [
    *("About", "Account", "Article", "Cell", "Contents", "Copy", "Dated", "Decision", "Difference"),
    *("DossierError", "DossierMissing", "DossierVersionError", "Entity", "Failure", "Happening"),
    *("InputError", "Key", "LanguageDataError", "Limits", "Mention", "Moment", "NameForms"),
    *("NameMention", "Net", "Occasion", "OpenDossier", "Options", "Origin", "Progress", "Quote"),
    *("Reason", "Said"),
    *("SamestoryError", "Span", "Spelling", "Spot", "Statement", "Story", "Summary", "Thread"),
    *("TimeTold", "Title", "UnreadableDocument", "Utterance", "Version", "View", "WeightsDamaged"),
    *(
        "WeightsError",
        "WeightsMissing",
        "When",
        "WorkersLost",
        "WorkersUnlike",
        "__version__",
        "add",
        "decide",
    ),
    *("forget", "open", "run", "upgrade"),
]
HEAVY = ("numpy", "onnxruntime", "onnx", "dask", "distributed", "trafilatura", "apsw", "rich", "cyclopts")
PYTHON = Path(__file__).parent.parent / "docs" / "python.md"


def test_the_surface_is_this_list():
    assert samestory.__all__ == SURFACE == sorted(SURFACE)
    assert all(getattr(samestory, name) is not None for name in SURFACE)
    assert set(SURFACE) <= set(dir(samestory))


def test_what_is_not_on_the_list_is_not_there():
    assert not hasattr(samestory, "Encoder")
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = samestory.nothing


def test_every_error_is_on_the_list():
    raised = {name for name, kind in vars(errors).items() if isinstance(kind, type)}
    assert raised <= set(SURFACE)


def test_the_version_is_the_installed_one():
    assert samestory.__version__ == version("samestory")


def test_importing_loads_nothing_heavy(environment: dict[str, str]):
    asked = f"import samestory, sys; print([m for m in {HEAVY} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", asked], env=environment, capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"


def test_the_documented_program_runs(environment: dict[str, str], tmp_path: Path):
    (program,) = re.findall(r"```python\n(.+?)```", PYTHON.read_text("utf-8"), re.S)
    (tmp_path / "examples").symlink_to(PYTHON.parent.parent / "examples", target_is_directory=True)
    line = [sys.executable, "-X", "utf8", "-c", program]
    done = subprocess.run(line, env=environment, cwd=tmp_path, capture_output=True, check=True)
    told = done.stdout.decode()
    assert told.startswith("18 articles, 4 stories, 0 not read\n")
    assert "Haralin to visit Velmora in May as port talks near end: 2 independent origins\n" in told
    assert "304 milioane ≠ 340 млн" in told
