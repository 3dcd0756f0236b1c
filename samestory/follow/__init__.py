"""The network's half of reading: what addresses lead to, read and stored.

asking.py finds what is new at them, storing.py keeps it. How requests are made is fetch/'s business.
"""

from __future__ import annotations

from samestory.follow.storing import follow

__all__ = ["follow"]
