"""What is worked out once and kept in the user's cache: the folder, and arrays in it.

Nothing depends on what is kept there: what is gone or damaged is worked out anew.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

CACHE_VARIABLE = "SAMESTORY_CACHE"


def cache_home() -> Path:
    """The folder in SAMESTORY_CACHE, else the user's own cache for this system."""
    named = os.environ.get(CACHE_VARIABLE)
    if named:
        return Path(named)
    import platformdirs  # noqa: PLC0415 - takes longer than all else here

    return platformdirs.user_cache_path("samestory", appauthor=False)


def arrays(name: str, make: Callable[[], Mapping[str, Any]]) -> Mapping[str, Any]:
    """The arrays kept as ``name``, which says all that they follow from; what ``make`` gives, once kept.

    Where nothing can be written they are made each time.
    """
    import numpy as np  # noqa: PLC0415 - not all who ask for the folder need it

    file = cache_home() / f"{name}.npz"
    # What does not load raises one of many errors, and is made anew.
    with suppress(Exception), np.load(file, allow_pickle=False) as held:
        return {key: held[key] for key in held.files}
    made = make()
    written = file.with_name(f"{file.stem}-{uuid4().hex}.npz")
    with suppress(OSError):
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            np.savez(written, **made)
            # Others see all of it or nothing.
            written.replace(file)
        finally:
            written.unlink(missing_ok=True)
    return made
