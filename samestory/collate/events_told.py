"""The deeds of a story's articles, each with where its account has it, who its actors are and when it was.

Groups nothing; that is events_groups.py.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Literal, NamedTuple

from samestory.collate.marks import Marked, Who
from samestory.collate.quote_first import Told
from samestory.collate.told_when import Told as Time
from samestory.collate.told_when import told_in
from samestory.model import Article, Body, Cell, Dated, Deed, DeedTold, Mention, NameType, Root, Statement
from samestory.signals import Named

# Of these it makes no difference which of the two is named as acting: "A and B met".
MUTUAL: frozenset[Root] = frozenset(("AGREE", "CONSULT", "COOPERATE"))
# What kind of name an actor has, or that it has none.
Kind = NameType | Literal["body"]
# An actor's country and sector, None where not told.
Post = tuple[str | None, str | None]


class Act(NamedTuple):
    """A deed that an article of origin ``origin`` tells in row ``row``.

    ``actors`` are keys of source and target, equal for one actor in all articles, ``types`` what kind of
    actor each is, ``posts`` whose and what each is; ``beside`` are the keys of all in the cell. ``time`` is
    when it was, None where the sentence does not tell. ``day`` is that on which the article was written,
    where it states or implies it.
    """

    told: DeedTold
    deed: Deed
    origin: int
    row: int
    actors: tuple[str, str]
    types: tuple[Kind, Kind]
    posts: tuple[Post, Post]
    beside: frozenset[str]
    time: Time | None
    day: date | None

    @property
    def place(self) -> tuple[str, int]:
        """Its article and its place among the deeds there."""
        return self.told.article, self.told.deed

    @property
    def parties(self) -> tuple[str, ...]:
        """Its actors; in an order of their own where it makes no difference who is named as acting."""
        return tuple(sorted(self.actors)) if self.deed.root in MUTUAL else self.actors


class Keys:
    """Who is told of at each party of the articles: a key that is equal for those of one actor."""

    def __init__(self, articles: Mapping[str, Article], who: Named) -> None:
        self._articles = articles
        self._marked = Marked(articles, who)
        self._keys: dict[str, tuple[str, ...]] = {}

    def of(self, mention: Mention) -> str:
        """Who that is."""
        named = self._marked.named(mention.article)
        if mention.name < len(named):
            return self._meant(mention.article)[mention.name]
        return _body(self._articles[mention.article].bodies[mention.name - len(named)])

    def _meant(self, article: str) -> tuple[str, ...]:
        """The key of each name of an article.

        A place of which nothing is known, and that is part of a person's name there, is the person.
        """
        if article not in self._keys:
            named = self._marked.named(article)
            known = {one.name for one in self._articles[article].standings}
            people = [one for one in named if one.type == "person" and len(one.words) > 1]
            self._keys[article] = tuple(
                _key(one if one.type != "place" or place in known else _whose(one, people))
                for place, one in enumerate(named)
            )
        return self._keys[article]

    def post(self, mention: Mention) -> Post:
        """Whose and what that is: as most names of the same in the story say, where they say anything."""
        article = self._articles[mention.article]
        if mention.name >= len(article.names):
            body = article.bodies[mention.name - len(article.names)]
            return body.country, body.sector
        return self._posts.get(self.of(mention), (None, None))

    @cached_property
    def _posts(self) -> Mapping[str, Post]:
        told: dict[str, tuple[Counter[str], Counter[str]]] = defaultdict(lambda: (Counter(), Counter()))
        for article in self._articles.values():
            for one in article.standings:
                its = told[self.of(Mention(article=article.id, name=one.name))]
                for counted, value in zip(its, (one.country, one.sector), strict=True):
                    counted.update([] if value is None else [value])
        return {key: (_most(country), _most(sector)) for key, (country, sector) in told.items()}

    def within(self, cell: Cell) -> frozenset[str]:
        """All who are told of in a cell."""
        bodies = self._articles[cell.article].bodies
        within = (
            one for one in bodies if cell.span.start <= one.span.start and one.span.end <= cell.span.end
        )
        return frozenset((*map(_key, self._marked.of(cell).names), *map(_body, within)))


def acts(story: Told, rows: Sequence[Statement], keys: Keys) -> list[Act]:
    """All deeds by article and place, but those in which one actor is named twice."""
    known = {one.article: one for one in story.dates}
    found = [
        act
        for number, row in enumerate(rows)
        for origin, cells in enumerate(row.cells)
        for cell in cells
        for act in _acts(cell, (origin, number), story, keys, known[cell.article])
    ]
    return sorted(found, key=lambda one: one.place)


def _acts(cell: Cell, at: tuple[int, int], story: Told, keys: Keys, written: Dated) -> Iterator[Act]:
    article = story.articles[cell.article]
    sentences = range(cell.sentence, cell.sentence + cell.count)
    deeds = [(place, one) for place, one in enumerate(article.deeds) if one.sentence in sentences]
    if not deeds:
        return
    times: Mapping[object, Time] = {one.timed.span: one for one in told_in(cell, at[0], article, written)}
    beside = keys.within(cell)
    sure = written.when if written.how in ("stated", "inferred") else None
    for place, deed in deeds:
        source, target = (
            keys.of(Mention(article=article.id, name=name)) for name in (deed.source, deed.target)
        )
        if source == target:
            continue
        yield Act(
            told=DeedTold(article=article.id, deed=place),
            deed=deed,
            origin=at[0],
            row=at[1],
            actors=(source, target),
            types=(_type(article, deed.source), _type(article, deed.target)),
            posts=(
                keys.post(Mention(article=article.id, name=deed.source)),
                keys.post(Mention(article=article.id, name=deed.target)),
            ),
            beside=beside,
            time=None if deed.time is None else times.get(article.times[deed.time].span),
            day=None if sure is None else sure.start.date(),
        )


def _type(article: Article, place: int) -> Kind:
    return article.names[place].type if place < len(article.names) else "body"


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
