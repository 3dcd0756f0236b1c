"""The search, by atheris (``samestory[fuzz]``): bytes are changed towards code not reached before.

Ends at the first input that breaks a target, and leaves it in a file. Atheris is imported here alone.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import Any

from samestory.errors import InputError

# Where coverage is counted: our readers, and the libraries in Python that they lead bytes to.
COUNTED = [
    "samestory", "trafilatura", "htmldate", "justext", "courlan", "pypdf",
    "email", "zipfile", "tarfile", "csv", "gzip",
]  # fmt: skip
# Seconds and megabytes of one input.
LONGEST, MOST_MEMORY = 20, 3000
LONGEST_INPUT = 20_000


def search(name: str, seconds: int, folder: Path) -> None:
    """Try inputs on the target ``name`` for so many seconds; never returns.

    ``folder`` keeps inputs that reached something new, so that a later search goes on from them, and what
    broke the target. Raises InputError without atheris, and where there is no such target.
    """
    atheris = _atheris()
    # Parsers tell of each thing that they mend.
    logging.disable(logging.CRITICAL)
    with atheris.instrument_imports(include=COUNTED):
        from fuzz.seeds import seeds  # noqa: PLC0415
        from fuzz.targets import TARGETS  # noqa: PLC0415

        if name not in TARGETS:
            raise InputError(f"there is no target {name}; give one of {', '.join(TARGETS)}")
        # Readers are imported when they are first needed: here, so that they are counted.
        for seed in seeds(name):
            TARGETS[name](seed)
    known = folder / name
    known.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(name)):
        (known / f"seed-{number}").write_bytes(seed)
    options = {
        "max_total_time": seconds, "timeout": LONGEST, "rss_limit_mb": MOST_MEMORY, "max_len": LONGEST_INPUT,
        "artifact_prefix": f"{folder / name}-", "print_final_stats": 1,
    }  # fmt: skip
    stated = [f"-{option}={value}" for option, value in options.items()]
    atheris.Setup([sys.argv[0], *stated, str(known)], TARGETS[name])
    atheris.Fuzz()


def _atheris() -> Any:
    try:
        import atheris  # noqa: PLC0415
    except ImportError:
        raise InputError("searching needs atheris, on Linux: pip install 'samestory[fuzz]'") from None
    return atheris
