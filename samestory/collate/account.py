"""The account of one story: every pair aligned, copies judged, origins grouped, statements in rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from samestory.collate.align import align
from samestory.collate.copies import copy, origins
from samestory.collate.marks import NOBODY
from samestory.collate.statements import statements
from samestory.model import Account, Article, Origin
from samestory.signals import Named, Signals


class Collated(NamedTuple):
    """A story's origins and its account, whose columns stand in the origins' order."""

    origins: tuple[Origin, ...]
    account: Account


def account(
    members: Sequence[str],
    articles: Mapping[str, Article],
    seen: Mapping[str, Signals],
    who: Named = NOBODY,
) -> Collated:
    """Collate the articles ``members``; ``articles`` and ``seen`` hold them by id, ``who`` their names."""
    copies = tuple(
        copy(seen[left], seen[right], align(seen[left], seen[right]))
        for left, right in combinations(sorted(members), 2)
    )
    columns = origins(sorted(members), copies)
    rows = statements({m: articles[m] for m in members}, columns, copies, who)
    return Collated(columns, Account(rows=rows, copies=copies))
