"""Asking as a guest does: what robots.txt allows, not too often, and later where a server says so.

Keeps what it learns of hosts for as long as it lives; what is to be kept longer is told with the exception.
"""

from __future__ import annotations

import time
from collections import Counter
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

from protego import Protego

from samestory.errors import InputError
from samestory.fetch.client import Answer, fetch
from samestory.fetch.safety import Resolve, resolved
from samestory.ingest.records import Net
from samestory.links.trouble import NotFetched

# The name that robots.txt knows us by.
NAME = "samestory"
# RFC 9309 asks for at least 500 kibibytes.
LONGEST_RULES = 512 * 1024
# Longest time between two requests that a robots.txt is followed in.
LONGEST_DELAY = 60.0
# Of one host's addresses; each may take minutes to fail.
MOST_LOST = 3
# The longest that a server is left alone at its own wish.
LONGEST_WISH = 7 * 86400.0
BUSY = frozenset({429, 503})
PASSING = frozenset({408, 425, 500, 502, 504, *BUSY})
ALLOW_ALL = ""


class Polite:
    """A guest on any number of hosts; raises InputError where ``net`` leaves nothing to be asked."""

    def __init__(self, net: Net, resolve: Resolve = resolved) -> None:
        _check(net)
        self._net, self._resolve = net, resolve
        self._rules: dict[str, Protego] = {}
        # Of each host: its gap, when it may be asked again, and until when it wants to be left alone.
        self._delay: dict[str, float] = {}
        self._next: dict[str, float] = {}
        self._closed: dict[str, float] = {}
        # How many addresses of a host failed in a row.
        self._lost: Counter[str] = Counter()

    def get(self, url: str, conditions: dict[str, str] | None = None) -> Answer:
        """The answer of status 200 or, where ``conditions`` are met, 304; may wait, and ask several times.

        Raises NotFetched.
        """
        host = _host(url)
        if self._lost[host] >= MOST_LOST:
            raise NotFetched("its host failed time after time in this round", passes=True)
        try:
            answer = self._tried(url, conditions or {})
        except NotFetched as error:
            self._lost[host] += error.passes
            raise
        self._lost[host] = 0
        return answer

    def _tried(self, url: str, conditions: dict[str, str]) -> Answer:
        for attempt in range(1, self._net.tries + 1):
            pause = self._net.pause * 2 ** (attempt - 1)
            try:
                return self._once(url, conditions, pause)
            except NotFetched as error:
                pause = pause if error.wait is None else error.wait
                if not error.passes or attempt == self._net.tries or pause > self._net.patience:
                    raise
                time.sleep(pause)
        raise AssertionError("the last try returns or raises")

    def _once(self, url: str, conditions: dict[str, str], pause: float) -> Answer:
        answer = fetch(url, self._net, conditions, self._enter, self._resolve)
        self._left(answer.url)
        # Who was told no condition has nothing to call unchanged.
        if answer.status == 200 or (answer.status == 304 and conditions):
            return answer
        wait = _asked_to_wait(answer.headers.get("retry-after")) if answer.status in PASSING else None
        if answer.status in BUSY:
            self._closed[_host(answer.url)] = time.monotonic() + (pause if wait is None else wait)
        raise NotFetched(f"answered with status {answer.status}", passes=answer.status in PASSING, wait=wait)

    def _enter(self, url: str) -> None:
        """Waits for the host's next turn; raises NotFetched where ``url`` is not to be asked."""
        rules = self._rules_of(url)
        if not rules.can_fetch(url, NAME):
            raise NotFetched("the site's robots.txt asks that it be left alone; save the page, give the file")
        self._take_turn(url, min(float(rules.crawl_delay(NAME) or 0), LONGEST_DELAY))

    def _take_turn(self, url: str, delay: float) -> None:
        host, now = _host(url), time.monotonic()
        left = self._closed.get(host, now) - now
        if left > self._net.patience:
            raise NotFetched("the server asks to be left alone for a while", passes=True, wait=left)
        time.sleep(max(0.0, left, self._next.get(host, now) - now))
        self._delay[host] = max(self._net.gap, delay)
        self._left(url)

    def _left(self, url: str) -> None:
        """The gap is one between an answer's end and the next question."""
        self._next[_host(url)] = time.monotonic() + self._delay[_host(url)]

    def _rules_of(self, url: str) -> Protego:
        host = _host(url)
        if host not in self._rules:
            self._rules[host] = Protego.parse(self._robots(urljoin(url, "/robots.txt")))
        return self._rules[host]

    def _robots(self, url: str) -> str:
        """The words of a robots.txt; as RFC 9309 has it, none where there is none.

        Raises NotFetched, which passes, where the host does not say whether there is one.
        """
        answer = fetch(url, self._net, None, lambda hop: self._take_turn(hop, 0), self._resolve)
        self._left(answer.url)
        if answer.status == 200:
            return answer.data[:LONGEST_RULES].decode("utf-8", "replace").removeprefix("\ufeff")
        if answer.status in PASSING or answer.status >= 500:
            wait = _asked_to_wait(answer.headers.get("retry-after"))
            raise NotFetched(
                f"its robots.txt was answered with status {answer.status}", passes=True, wait=wait
            )
        return ALLOW_ALL


def _check(net: Net) -> None:
    for name in ("tries", "newest", "max_bytes", "seconds", "silence"):
        if getattr(net, name) <= 0:
            raise InputError(f"Net({name}={getattr(net, name)}) asks for nothing; give 1 or more")
    for name in ("redirects", "gap", "pause", "patience"):
        if getattr(net, name) < 0:
            raise InputError(f"Net({name}={getattr(net, name)}) is less than nothing; give 0 or more")


def _host(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _asked_to_wait(stated: str | None) -> float | None:
    """The seconds of a Retry-After, a number or a date, up to a week; None where it is neither."""
    if stated is None:
        return None
    if stated.strip().isdecimal():
        return min(float(stated), LONGEST_WISH)
    try:
        until = parsedate_to_datetime(stated)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    left = (until.replace(tzinfo=until.tzinfo or UTC) - datetime.now(UTC)).total_seconds()
    return min(max(0.0, left), LONGEST_WISH)
