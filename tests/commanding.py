"""The command in this process, which has all loaded already: for tests that call it many times."""

from __future__ import annotations

import io
import sys
from contextlib import redirect_stderr, redirect_stdout
from typing import NamedTuple
from unittest.mock import patch

import pytest

from samestory import cli

# It is called as it is from a shell, with words that it takes from there.
AS_IN_A_SHELL = pytest.mark.filterwarnings("ignore:Cyclopts application invoked without tokens")


class Ended(NamedTuple):
    status: int
    told: str
    complaint: str


def command(*words: object) -> Ended:
    """What ``samestory`` with these words ends with, prints, and complains of."""
    out, complaints = io.StringIO(), io.StringIO()
    with (
        patch.object(sys, "argv", ["samestory", *map(str, words)]),
        redirect_stdout(out),
        redirect_stderr(complaints),
        pytest.raises(SystemExit) as ended,
    ):
        cli.main()
    return Ended(int(str(ended.value.code)), out.getvalue(), complaints.getvalue())
