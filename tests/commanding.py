"""The command in this process, which has all loaded already: for tests that call it many times.

What only a process of its own shows (how it starts, pipes, signals) is tested with one.
"""

from __future__ import annotations

import io
import sys
import warnings
from collections.abc import Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import pytest

from samestory import cli

# It is called as it is from a shell, with words that it takes from there.
FROM_A_SHELL = "Cyclopts application invoked without tokens"
AS_IN_A_SHELL = pytest.mark.filterwarnings(f"ignore:{FROM_A_SHELL}")


class Ended(NamedTuple):
    status: int
    told: str
    complaint: str


def command(*words: object) -> Ended:
    """What ``samestory`` with these words ends with, prints, and complains of."""
    out, complaints = (io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in range(2))
    with (
        patch.object(sys, "argv", ["samestory", *map(str, words)]),
        redirect_stdout(out),
        redirect_stderr(complaints),
        pytest.raises(SystemExit) as ended,
    ):
        cli.main()
    return Ended(int(str(ended.value.code)), _written(out), _written(complaints))


def command_in(folder: Path, variables: Mapping[str, str], *words: object) -> Ended:
    """The same in ``folder``, with these variables of the environment and no others."""
    with chdir(folder), patch.dict("os.environ", variables, clear=True), warnings.catch_warnings():
        warnings.filterwarnings("ignore", FROM_A_SHELL)
        return command(*words)


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    stream.seek(0)
    return stream.read()
