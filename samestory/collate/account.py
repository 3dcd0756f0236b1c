"""The account of one story: near articles aligned, copies judged, origins grouped, statements in rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from samestory.collate.align import align
from samestory.collate.candidates import compared
from samestory.collate.common_words import Words, words
from samestory.collate.copies import Side, copy, origins
from samestory.collate.direction import directed, sources_first
from samestory.collate.marks import NOBODY
from samestory.collate.statements import statements
from samestory.collate.wording import SHUT, Book, wordings
from samestory.model import Account, Article, Copy, Origin
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
) -> Collated:
    """Collate the articles ``members``; ``articles`` and ``seen`` hold them by id, ``who`` their names.

    ``book`` tells what words mean; without it no competing terms are found.
    """
    copies = _copies({m: articles[m] for m in sorted(members)}, seen)
    columns = sources_first(origins(sorted(members), copies), copies)
    rows = statements({m: articles[m] for m in members}, columns, copies, who)
    terms = wordings(articles, columns, copies, book)
    return Collated(columns, Account(rows=rows, copies=copies, wordings=terms))


def _copies(articles: Mapping[str, Article], seen: Mapping[str, Signals]) -> tuple[Copy, ...]:
    sides = {i: Side(seen[i], _words(article)) for i, article in articles.items()}
    found = []
    for left, right in compared([seen[i] for i in articles]):
        judged = copy(sides[left], sides[right], align(seen[left], seen[right]))
        found.append(directed(judged, articles[left], articles[right]))
    return tuple(found)


def _words(article: Article) -> Words:
    return words(article.lang, [span.of(article.text) for span in article.sentences])
