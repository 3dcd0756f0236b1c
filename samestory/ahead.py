"""A function over items in threads, two at a time: while one waits for the encoder the other works.

Worth it only where much of the time is spent outside Python; knows nothing of what is done.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")
Made = TypeVar("Made")

# More at a time would only hold more memory: Python itself works on one.
AT_ONCE = 2


def ahead(function: Callable[[Item], Made], items: Iterable[Item]) -> Iterator[Made]:
    """The function's result for each item, in the items' order; its exception where it raises.

    Items are taken in the caller's thread, at most ``AT_ONCE`` before their results are. The first runs alone
    and in the caller's thread: what all need is loaded once.
    """
    waiting = iter(items)
    yield from map(function, islice(waiting, 1))
    with ThreadPoolExecutor(AT_ONCE) as pool:
        running: deque[Future[Made]] = deque()
        try:
            running.extend(pool.submit(function, item) for item in islice(waiting, AT_ONCE))
            while running:
                made = running.popleft().result()
                running.extend(pool.submit(function, item) for item in islice(waiting, 1))
                yield made
        finally:
            for future in running:
                future.cancel()
