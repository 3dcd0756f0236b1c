"""Work that is given so much time and no more, so that one document made to do harm cannot stall a run.

Knows nothing of what the work is. A process of its own for each document would cost more than reading does.
"""

from __future__ import annotations

import ctypes
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

Result = TypeVar("Result")
# Seconds between looks at the clock.
LOOK = 0.5


class TimeIsUp(Exception):
    """The work was ended; the message says after how long."""


class _Ended(BaseException):
    """Raised in the work itself: no Exception, as libraries catch those and go on."""


def in_time(work: Callable[[], Result], seconds: float) -> Result:
    """What ``work`` gives; raises TimeIsUp where it takes more than ``seconds``, and what ``work`` raises.

    Seconds of this thread's processor time, where the system tells that: a machine that sleeps or is busy
    does not count. Ends the work between two steps of Python; one step of a library in C runs to its end.
    """
    watch = _Watch(seconds)
    try:
        try:
            watch.start()
            return work()
        finally:
            watch.end()
    except _Ended:
        watch.end()
        raise TimeIsUp(f"reading it took longer than {seconds:g} s") from None


class _Watch(threading.Thread):
    """Raises _Ended in the thread that made it when its time is over, again and again until it is ended."""

    def __init__(self, seconds: float) -> None:
        super().__init__(daemon=True)
        self._seconds, self._thread = seconds, threading.get_ident()
        self._over, self._lock = threading.Event(), threading.Lock()
        self._clock = _clock(self._thread)
        # Told here: the thread may have ended before this one runs.
        self._began = self._clock()

    def run(self) -> None:
        while not self._over.wait(min(LOOK, self._seconds)):
            with self._lock:
                if not self._over.is_set() and self._clock() - self._began > self._seconds:
                    _raise_in(self._thread, ctypes.py_object(_Ended))

    def end(self) -> None:
        """Nothing is raised from here on, nor is what was to be."""
        with self._lock:
            self._over.set()
            _raise_in(self._thread, None)


def _raise_in(thread: int, error: ctypes.py_object[type[BaseException]] | None) -> None:
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), error)


def _clock(thread: int) -> Callable[[], float]:
    """Seconds that ``thread`` has worked; where the system does not tell, seconds that have passed."""
    with suppress(AttributeError, OSError):
        which = time.pthread_getcpuclockid(thread)
        return lambda: time.clock_gettime(which)
    return time.monotonic
