"""What stands in a dossier at a glance: stories without accounts, articles without texts, who is named where.

Held in memory and loaded again when the file has changed; it knows no order and no filter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from samestory.dossier.book import Book
from samestory.store.portions import Head, NamedHead
from samestory.store.searched import Heading
from samestory.store.view import View


class Catalogue(NamedTuple):
    """``stories`` in the order of the account; the rest by id.

    ``langs`` are the languages of the articles. ``story_of`` gives for each article the story it stands in,
    ``naming`` the entities it names, ``thread`` the stories of a thread, earliest first, ``book`` who is
    named, by what a reader types.
    """

    stories: Mapping[str, Heading]
    articles: Mapping[str, Head]
    langs: frozenset[str]
    entities: Mapping[str, NamedHead]
    story_of: Mapping[str, str]
    naming: Mapping[str, tuple[str, ...]]
    threads: Mapping[str, tuple[str, ...]]
    failures: int
    book: Book

    def named_in(self, articles: Iterable[str]) -> tuple[str, ...]:
        """The ids of the entities that ``articles`` name, each once."""
        return tuple(dict.fromkeys(id_ for one in articles for id_ in self.naming.get(one, ())))

    def holding(self, known: str) -> Heading | None:
        """The story with this id, or the story that holds the article with this id."""
        return self.stories.get(known) or self.stories.get(self.story_of.get(known, ""))


def catalogue(view: View) -> Catalogue:
    """The catalogue of what ``view`` shows now; raises DossierError."""
    portions = view.portions()
    stories = {one.id: one for one in view.index().headings()}
    story_of = {article: one.id for one in stories.values() for article in one.articles}
    # Older versions of articles are stored as well, and what no file holds any more.
    known = {*view.article_ids(), *story_of}
    articles = {one.id: one for one in portions.heads() if one.id in known}
    entities = {one.id: one for one in portions.named()}
    naming: dict[str, dict[str, None]] = {}
    for one in entities.values():
        for article in one.articles:
            naming.setdefault(article, {})[one.id] = None
    return Catalogue(
        stories=stories,
        articles=articles,
        langs=frozenset(one.lang for one in articles.values()),
        entities=entities,
        story_of=story_of,
        naming={article: tuple(its) for article, its in naming.items()},
        threads={one.id: one.stories for one in view.threads()},
        failures=view.count_failures(),
        book=Book(entities),
    )
