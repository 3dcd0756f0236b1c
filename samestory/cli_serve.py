"""`samestory serve`: a thin door to the reader, web/."""

from __future__ import annotations

from pathlib import Path

from cyclopts import App

from samestory.console import say

serve = App(name="serve", help="Open a dossier in the browser: read, search, correct.")


@serve.default
def serving(
    dossier: Path,
    /,
    *,
    host: str = "127.0.0.1",
    port: int = 8321,
    by: str | None = None,
    token: str | None = None,
) -> int:
    """Serve the reader of a dossier until it is interrupted.

    Parameters
    ----------
    dossier
        A dossier made by `samestory run`.
    host
        Where to listen. Beyond this machine a token is required.
    port
        The port; 0 for any that is free.
    by
        Who corrects; the login name if not given.
    token
        What a browser must bring once, as `?token=`; 16 characters or more.
    """
    # Imported here, as in each command: only what a command needs is loaded.
    from samestory.cli_correct import reader  # noqa: PLC0415
    from samestory.dossier.opened import Dossier  # noqa: PLC0415
    from samestory.web.serve import listen  # noqa: PLC0415
    from samestory.web.serving import Serving  # noqa: PLC0415

    with Dossier(dossier) as held:
        listen(held, Serving(host=host, port=port, by=reader(by), token=token), say)
    return 0
