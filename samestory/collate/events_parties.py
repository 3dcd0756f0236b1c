"""Who acts in a story's articles: a key that is equal for one actor in all, and what is known of it.

Goes by whom the names mean; two of whom that is not known may still be one: ``may_be_one``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import groupby, product
from typing import Literal, NamedTuple

from rapidfuzz import fuzz

from samestory.collate.marks import Marked, Who
from samestory.model import Article, Body, Cell, Mention, NameType
from samestory.signals import Named

# What kind of name an actor has, or that it has none.
Kind = NameType | Literal["body"]
# An actor's country and sector, None where not told.
Post = tuple[str | None, str | None]
# Words whose letters and consonants are alike to this degree, of 100, may be one.
ALIKE = 65
# Letters that come and go between spellings, and those that stand for one another.
SILENT = frozenset("aeiouywhj")
SPELT = str.maketrans("cqzxd", "kksst")


class Party(NamedTuple):
    """An actor as one article has it: ``key`` is equal for one actor in all articles.

    ``name`` is None for a body; ``post`` is whose and what it is. ``lang`` is the article's language,
    ``article`` its id.
    """

    key: str
    kind: Kind
    name: Who | None
    post: Post
    lang: str
    article: str


class Keys:
    """Who is told of at each party of the articles."""

    def __init__(self, articles: Mapping[str, Article], who: Named) -> None:
        self._articles = articles
        self._marked = Marked(articles, who)
        self._keys: dict[str, tuple[str, ...]] = {}

    def of(self, mention: Mention) -> str:
        """The key of who that is."""
        return self._all(mention.article)[mention.name]

    def party(self, mention: Mention) -> Party:
        """Who that is; whose and what it is as most of its names tell that tell it."""
        article, key = self._articles[mention.article], self.of(mention)
        names = self._marked.named(mention.article)
        if mention.name < len(names):
            name = names[mention.name]
            return Party(key, name.type, name, self._posts.get(key, (None, None)), article.lang, article.id)
        body = article.bodies[mention.name - len(names)]
        return Party(key, "body", None, (body.country, body.sector), article.lang, article.id)

    def within(self, cell: Cell) -> frozenset[str]:
        """The keys of all who are told of in a cell."""
        article = self._articles[cell.article]
        return frozenset(
            key
            for place, key in enumerate(self._all(article.id))
            if cell.span.start <= article.party(place).start and article.party(place).end <= cell.span.end
        )

    def named_in(self, article: str) -> frozenset[str]:
        """The keys of all who are told of anywhere in an article."""
        return frozenset(self._all(article))

    def _all(self, article: str) -> tuple[str, ...]:
        """The key of each party of an article.

        A place of which nothing is known, and that is part of a person's name there, is the person.
        """
        if article not in self._keys:
            held, named = self._articles[article], self._marked.named(article)
            known = {one.name for one in held.standings}
            people = [one for one in named if one.type == "person" and len(one.words) > 1]
            meant = (
                _key(one if one.type != "place" or place in known else _whose(one, people))
                for place, one in enumerate(named)
            )
            self._keys[article] = (*meant, *map(_body, held.bodies))
        return self._keys[article]

    @cached_property
    def _posts(self) -> Mapping[str, Post]:
        told: dict[str, tuple[Counter[str], Counter[str]]] = defaultdict(lambda: (Counter(), Counter()))
        for article in self._articles.values():
            for one in article.standings:
                its = told[self._all(article.id)[one.name]]
                for counted, value in zip(its, (one.country, one.sector), strict=True):
                    counted.update([] if value is None else [value])
        return {key: (_most(country), _most(sector)) for key, (country, sector) in told.items()}


def may_be_one(one: Party, other: Party, named: tuple[frozenset[str], frozenset[str]]) -> bool:
    """Whether two actors that were not linked may be one.

    ``named`` are the keys of all in the article of each. Persons and places sound alike in all languages;
    but a place of which nothing is known may be a town of the other. What bodies are called is translated;
    but one that the other article names as well is not who that article names here.
    """
    countries = {post[0] for post in (one.post, other.post)}
    if len(countries - {None}) > 1:
        return False
    if one.name is None or other.name is None:
        return one.post[1] == other.post[1] if one.kind == other.kind else None not in countries
    if any(_sound_alike(*words) for words in product(one.name.words, other.name.words)):
        return True
    if one.kind == other.kind == "place":
        return None in countries
    if one.kind == other.kind and (one.kind == "person" or one.lang == other.lang):
        return False
    return one.key not in named[1] and other.key not in named[0]


@lru_cache(maxsize=65536)
def _sound_alike(one: str, other: str) -> bool:
    """Whether two words in Latin letters may be one in two spellings."""
    sounds = _sounds(one), _sounds(other)
    written = fuzz.ratio(one, other)
    return (written if min(map(len, sounds)) < 2 else (written + fuzz.ratio(*sounds)) / 2) >= ALIKE


def _sounds(word: str) -> str:
    """Its consonants, those that are spelt variously by one letter and none twice in a row."""
    letters = (one for one in word.translate(SPELT) if one not in SILENT)
    return "".join(one for one, _ in groupby(letters))


def _whose(part: Who, people: Sequence[Who]) -> Who:
    """The person whose name ``part`` is a part of; itself where there is none, or where there are several."""
    found = [one for one in people if part.words and {*part.words} < {*one.words}]
    return found[0] if len({_key(one) for one in found}) == 1 else part


def _most(counted: Counter[str]) -> str | None:
    return max(counted, key=lambda value: (counted[value], value), default=None)


def _body(one: Body) -> str:
    return f"body:{one.country}:{one.sector}"


def _key(name: Who) -> str:
    """The entity, else the words of the name."""
    return f"entity:{name.entity}" if name.entity is not None else f"words:{' '.join(name.words)}"
