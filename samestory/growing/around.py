"""What lies around new articles in a dossier: articles, what is seen of them, whom they name, as asked for.

Reads a dossier through a View; works nothing out but whom a name means, which its spelling tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from msgspec import structs

from samestory.encode.neutral import neutral
from samestory.gather.about import Naming
from samestory.gather.linked import Linked
from samestory.gather.overview import Mark
from samestory.gather.written import form, written
from samestory.model import Article, Decision, Entity, Spelling, Story, Thread
from samestory.signals import Named, Signals, entities_by_sentence, signals
from samestory.store.grounds import Head
from samestory.store.searched import Heading
from samestory.store.view import View


class Around:
    """Articles of a dossier by id, met as they are asked for and held from then on.

    ``articles``, ``seen`` and ``whom`` hold those that were brought; whom new ones name is told by ``tell``.
    """

    def __init__(self, view: View) -> None:
        self._view, self.held = view, view.held()
        self.articles: dict[str, Article] = {}
        self.seen: dict[str, Signals] = {}
        self.whom: dict[str, tuple[str | None, ...]] = {}
        self.heads: dict[str, Head] = {}
        self._headings: dict[str, Heading] = {}

    def read(self, ids: Iterable[str]) -> list[str]:
        """Bring articles, with all but whom they name; those that were not there before, in order."""
        lacking = sorted(set(ids) - self.articles.keys())
        for article in self._view.portions().articles(lacking):
            self.articles[article.id] = article
            self.seen[article.id] = signals(article, neutral(self._view.vectors(article.id)))
        return lacking

    def bring(self, ids: Iterable[str]) -> None:
        """Bring articles that all was derived from before, and whom they name."""
        lacking = self.read(ids)
        keys = {one: [each.key for each in self.spellings(one)] for one in lacking}
        spelled = self.held.spelled(key for its in keys.values() for key in its)
        several = {entity for its in spelled.values() if len(its) > 1 for entity in its}
        placed = self._placed(several, frozenset(lacking))
        for one, its in keys.items():
            whom = (
                spelled[key][0] if len(spelled.get(key, ())) == 1 else placed.get((one, number))
                for number, key in enumerate(its)
            )
            self._tell(one, tuple(whom))
        self.meet(entity for one in lacking for entity in self.whom[one] if entity is not None)

    def tell(self, whom: Named, made: Iterable[Entity]) -> None:
        """Hold whom new articles name, and the entities that are new with them."""
        for one in made:
            self.heads[one.id] = Head(id=one.id, name=one.name, type=one.type, spellings=one.spellings)
        for article, its in whom.items():
            self._tell(article, its)

    def meet(self, entities: Iterable[str]) -> None:
        """Bring entities without their places."""
        self.heads |= self.held.heads(set(entities) - self.heads.keys())

    def decisions(self, kinds: Iterable[str], ids: Iterable[str]) -> tuple[Decision, ...]:
        """What the machine decided of any of ``ids``."""
        found = self._view.portions().decisions(kinds, ids)
        return tuple(one for one in found if one.made_by == "machine")

    def headings(self, stories: Iterable[str]) -> dict[str, Heading]:
        """Stories without their accounts, by id; those that are not held are left out."""
        asked = set(stories)
        self._headings |= self.held.headings(asked - self._headings.keys())
        return {one: self._headings[one] for one in sorted(asked & self._headings.keys())}

    def stories(self, ids: Iterable[str]) -> tuple[Story, ...]:
        """Whole stories."""
        return self._view.portions().stories(ids)

    def entities(self, ids: Iterable[str]) -> tuple[Entity, ...]:
        """Entities with their places."""
        return self._view.portions().entities(ids)

    def spellings(self, article: str) -> list[Spelling]:
        """How the names of an article are written, in their order; counted as standing nowhere."""
        held = self.articles[article]
        forms = (form(one, held) for one in held.names)
        return [Spelling(key=one.key, lang=one.lang, written=one.written, count=0) for one in forms]

    def threads(self, ids: Iterable[str]) -> tuple[Thread, ...]:
        """Threads, in the order of the account."""
        return self._view.portions().threads(ids)

    def naming(self, ids: Sequence[str], counts: Mapping[Mark, int], articles: int) -> Naming:
        """Who is named in these articles; ``counts`` tells in how many of all ``articles`` each stands."""
        names = written(self.articles[one] for one in sorted(ids))
        entities = sorted({entity for one in ids for entity in self.whom[one] if entity is not None})
        heads = tuple(_entity(self.heads[one]) for one in entities)
        places = {one: place for place, one in enumerate(entities)}
        means = [places[entity or ""] for one in names.ids for entity in self.whom[one]]
        linked = Linked(heads, names, np.array(means, np.int32), ())
        by_id = dict(zip(entities, heads, strict=True))
        return Naming(linked, by_id, {one: counts[one] for one in entities}, articles)

    def _tell(self, article: str, whom: tuple[str | None, ...]) -> None:
        self.whom[article] = whom
        by_sentence = entities_by_sentence(self.articles[article], whom)
        self.seen[article] = structs.replace(self.seen[article], entities=by_sentence)

    def _placed(self, entities: Iterable[str], among: frozenset[str]) -> dict[tuple[str, int], str]:
        """Which of ``entities`` names of articles mean, by article and place: for what several may mean."""
        placed = ((at, entity) for entity in sorted(entities) for at in self.held.mentions(entity))
        return {(at.article, at.name): entity for at, entity in placed if at.article in among}


def _entity(head: Head) -> Entity:
    return Entity(id=head.id, name=head.name, type=head.type, mentions=(), spellings=head.spellings)
