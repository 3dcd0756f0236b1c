"""Articles taken for one story, collated as the pipeline does it, but for competing terms and quotes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from msgspec import structs

from samestory.collate.account import account
from samestory.collate.events import events
from samestory.collate.events_parties import Keys
from samestory.collate.quote_first import Told
from samestory.collate.timeline import timeline
from samestory.collated import Encoding
from samestory.derivation import linked
from samestory.encode.neutral import Floats2d, neutral
from samestory.gather.dating import dates
from samestory.gather.written import written
from samestory.model import Article, Contents, Dated, Event, Mention, Origin, Statement, Story
from samestory.read.times_anew import times_from
from samestory.reading import meant, vectors, vectors_and_states
from samestory.signals import Named, entities_by_sentence, named, signals


class Coded(NamedTuple):
    """A story's articles by id, whom their deeds are of, and what came of them."""

    articles: Mapping[str, Article]
    keys: Keys
    origins: Sequence[Origin]
    dates: Sequence[Dated]
    rows: Sequence[Statement]
    events: Sequence[Event]

    def key(self, article: str, name: int) -> str:
        """Who acts at a place of an article, as our own way tells them apart."""
        return self.keys.of(Mention(article=article, name=name))


def coded(given: Sequence[tuple[Article, Floats2d]]) -> Coded:
    """The events of articles given with the vectors of their units, as the encoder gives them."""
    articles = {one.id: one for one, _ in given}
    seen = {one.id: signals(one, neutral(its)) for one, its in given}
    where = Encoding(vectors, meant, vectors_and_states)
    names = linked(written(articles[i] for i in sorted(articles)), where, (), seen)
    who = {i: names.who(i) for i in articles}
    within = {
        i: structs.replace(its, entities=entities_by_sentence(articles[i], who[i])) for i, its in seen.items()
    }
    origins, collated = account(tuple(articles), articles, within, who)
    known = dates(tuple(articles.values()), collated.copies, frozenset())
    return _coded(articles, who, Told(articles, origins, collated.copies, known), collated.rows)


def coded_anew(story: Story, held: Contents, articles: Mapping[str, Article]) -> Coded:
    """The events of a story that ``held`` has, of ``articles`` with other deeds than there."""
    members = {i: articles[i] for i in story.articles}
    who = named(held.entities, {one.id: one for one in held.articles})
    told = Told(members, story.origins, story.account.copies, story.dates)
    return _coded(members, who, told, story.account.rows)


def _coded(articles: Mapping[str, Article], who: Named, told: Told, rows: Sequence[Statement]) -> Coded:
    placed = {one.article: times_from(articles[one.article], one) for one in told.dates}
    happenings = timeline(rows, told.dates, placed)
    found = events(told._replace(articles=placed), rows, happenings, who)
    return Coded(articles, Keys(articles, who), told.origins, told.dates, rows, found)
