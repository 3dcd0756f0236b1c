"""`samestory versions`: a thin door to what outlets changed in their articles."""

from __future__ import annotations

from pathlib import Path

from samestory.console import Json, say, say_json


def versions(dossier: Path, article: str | None = None, /, *, as_json: Json = False) -> int:
    """Print the pages of the web that were seen with several texts, and what changed in each (−, +).

    Parameters
    ----------
    dossier
        A dossier that `samestory run`, `add` or `watch` made from addresses.
    article
        One page: its address, also with what tracks its readers, the end of it, or the id of any of its
        articles or its beginning.
    as_json
        Print one JSON object instead of text.
    """
    # Imported here, as in each command: only what a command needs is loaded.
    from samestory.export import versions as told  # noqa: PLC0415
    from samestory.store.view import View  # noqa: PLC0415

    with View.open(dossier) as view:
        held = view.versions()
    found = told.histories(held) if article is None else [told.of_article(held, _called(article))]
    if as_json:
        say_json(told.listed(found))
    else:
        say(told.printed(found))
    return 0


def _called(article: str) -> str:
    """An address in the one form it is kept in; all else as it is."""
    from samestory.links.address import canonical  # noqa: PLC0415
    from samestory.links.trouble import NotFetched  # noqa: PLC0415

    try:
        return canonical(article)
    except NotFetched:
        return article
