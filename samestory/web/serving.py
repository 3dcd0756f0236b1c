"""How the reader is served: where, for whom, and to which hosts it answers."""

from __future__ import annotations

from samestory.errors import InputError
from samestory.model import Record

LOOPBACK = ("localhost", "127.0.0.1", "::1")
# Letters that a token must have at least, where other machines can ask.
SHORTEST_TOKEN = 16


class Serving(Record, frozen=True, kw_only=True):
    """Options of `samestory serve`.

    ``host`` is an address or name to listen at, ``by`` who corrects, ``token`` what every request from
    another machine must bring; None on loopback.
    """

    host: str = "127.0.0.1"
    port: int = 8321
    by: str = ""
    token: str | None = None

    @property
    def local(self) -> bool:
        """Whether only this machine can ask."""
        return self.host in LOOPBACK


def check(serving: Serving) -> None:
    """Raise InputError where other machines could ask without a token, or the token or the port is none."""
    if not serving.local and len(serving.token or "") < SHORTEST_TOKEN:
        raise InputError(
            f"--host {serving.host} can be asked by other machines, so a token is needed: give --token with "
            f"{SHORTEST_TOKEN} characters or more, or leave out --host"
        )
    if not all("!" <= letter <= "~" for letter in serving.token or ""):
        raise InputError("--token may have ASCII letters, figures and signs alone, no spaces; give another")
    if not 0 <= serving.port < 1 << 16:
        raise InputError(f"{serving.port} is no port; give one from 1 to 65535, or 0 for any that is free")
