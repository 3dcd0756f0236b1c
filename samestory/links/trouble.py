"""What ends a request: one exception with the reason, and whether and when to ask again."""

from __future__ import annotations

from samestory.links.shown import shown


class NotFetched(Exception):
    """Nothing came of a request; its message is the reason.

    ``passes`` is true where the same request may do later; ``wait`` is how many seconds its server asked to
    wait, None where it did not say.
    """

    def __init__(self, reason: str, *, passes: bool = False, wait: float | None = None) -> None:
        # A server may have had a hand in it.
        super().__init__(shown(reason))
        self.passes, self.wait = passes, wait
