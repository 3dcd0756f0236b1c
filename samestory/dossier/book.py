"""Who is named in a dossier, found by what a reader types: any spelling, or the beginnings of its words.

Compares in the forms that search has; which spellings are of one name was decided in gather/.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from samestory.store.portions import NamedHead
from samestory.store.terms import words

# Behind every letter that a word may go on with.
LAST = "\U0010ffff"


class Book:
    """The names of ``entities``, by id; what it is looked up by is made when it is first asked."""

    def __init__(self, entities: Mapping[str, NamedHead]) -> None:
        self._entities = entities

    def find(self, said: str) -> tuple[NamedHead, ...]:
        """The one with this id, else all with such a spelling; those named in most articles first."""
        if said in self._entities:
            return (self._entities[said],)
        return self._ordered(self._whole.get(words(said), ()))

    def holding(self, said: str) -> tuple[NamedHead, ...]:
        """Those with a word in some spelling that begins so, for each word said, in the same order.

        All of them where nothing is said.
        """
        each = [frozenset(self._beginning(word)) for word in words(said).split()]
        return self._ordered(frozenset.intersection(*each) if each else self._entities)

    def _ordered(self, ids: Iterable[str]) -> tuple[NamedHead, ...]:
        found = (self._entities[one] for one in ids)
        return tuple(sorted(found, key=lambda one: (-len(one.articles), one.name, one.id)))

    def _beginning(self, start: str) -> Iterator[str]:
        first, last = (bisect_left(self._words, (one,)) for one in (start, start + LAST))
        return (known for _, known in self._words[first:last])

    @cached_property
    def _forms(self) -> dict[str, frozenset[str]]:
        """Each entity's spellings in the form compared; without those that have no letter."""
        return {
            one.id: frozenset(filter(None, map(words, (one.name, *(each.written for each in one.spellings)))))
            for one in self._entities.values()
        }

    @cached_property
    def _whole(self) -> dict[str, tuple[str, ...]]:
        found = dict[str, list[str]]()
        for known, forms in self._forms.items():
            for form in forms:
                found.setdefault(form, []).append(known)
        return {form: tuple(ids) for form, ids in found.items()}

    @cached_property
    def _words(self) -> list[tuple[str, ...]]:
        return sorted(
            {(word, known) for known, forms in self._forms.items() for form in forms for word in form.split()}
        )
