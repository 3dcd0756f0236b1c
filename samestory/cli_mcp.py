"""`samestory mcp`: a thin door to what assistants are told of a dossier, mcp/."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from samestory.errors import InputError


def mcp(dossier: Path, /) -> int:
    """Tell an assistant of a dossier, by the Model Context Protocol over standard input and output.

    Parameters
    ----------
    dossier
        A dossier made by `samestory run`.
    """
    if find_spec("mcp") is None:
        raise InputError("assistants need mcp, which is not installed: pip install 'samestory[mcp]'")
    # Imported here, as in each command: only what a command needs is loaded.
    from samestory.dossier.opened import Dossier  # noqa: PLC0415
    from samestory.mcp.server import serve  # noqa: PLC0415

    with Dossier(dossier) as held:
        serve(held)
    return 0
