"""The account of one story: near articles aligned, copies judged, origins grouped, statements in rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from samestory.collate.align import align
from samestory.collate.candidates import compared
from samestory.collate.common_words import Words, words
from samestory.collate.copies import Side, copy, origins
from samestory.collate.decided import UNDECIDED, Decided, Pair, implied, signed, source
from samestory.collate.direction import directed, sources_first
from samestory.collate.marks import NOBODY
from samestory.collate.statements import statements
from samestory.collate.wording import SHUT, Book, wordings
from samestory.model import Account, Article, Copy, Decision, Origin
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
    book: Book = SHUT,
    decided: Decided = UNDECIDED,
) -> Collated:
    """Collate the articles ``members``; ``articles`` and ``seen`` hold them by id, ``who`` their names.

    ``book`` tells what words mean; without it no competing terms are found. ``decided`` is what readers say
    of copies.
    """
    sides = {i: Side(seen[i], _words(articles[i])) for i in sorted(members)}
    pairs = {*compared([side.seen for side in sides.values()]), *decided.by}
    copies = _copies(sorted(pairs), sides, articles, decided.by)
    found = origins(sorted(members), copies, decided)
    parted = implied(copies, found, decided)
    again = {(c.left, c.right): c for c in _copies(parted, sides, articles, parted)}
    copies = tuple(again.get((c.left, c.right), c) for c in copies)
    columns = sources_first(found, copies)
    rows = statements({m: articles[m] for m in members}, columns, copies, who)
    terms = wordings(articles, columns, copies, book)
    return Collated(columns, Account(rows=rows, copies=copies, wordings=terms))


def _copies(
    pairs: Iterable[Pair],
    sides: Mapping[str, Side],
    articles: Mapping[str, Article],
    told: Mapping[Pair, Decision],
) -> tuple[Copy, ...]:
    """Each of ``pairs`` judged, where a reader ``told`` nothing, and directed."""
    found = []
    for pair in pairs:
        (left, right), said = pair, told.get(pair)
        judged = copy(sides[left], sides[right], align(sides[left].seen, sides[right].seen), said)
        found.append(signed(directed(judged, articles[left], articles[right], source(said)), said))
    return tuple(found)


def _words(article: Article) -> Words:
    return words(article.lang, [span.of(article.text) for span in article.sentences])
