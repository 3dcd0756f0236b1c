"""What most mentions of an entity tell of its country and sector."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from named import article

from samestory.gather.actors import actor, with_actors
from samestory.model import Article, Entity, Mention, Span, Standing

CODES = (None, "DK", "FI")
SECTORS = (None, "GOV", "COP")
# What the names of an article tell: the entity that each means, its country and its sector.
TOLD = st.tuples(st.integers(0, 2), st.sampled_from(CODES), st.sampled_from(SECTORS))
PILES = st.lists(st.lists(TOLD, max_size=4), max_size=6)


def standing(name: int, country: str | None, sector: str | None) -> Standing:
    spans = [None if code is None else Span(9 * name, 9 * name + 4) for code in (country, sector)]
    return Standing(name=name, country=country, sector=sector, country_span=spans[0], sector_span=spans[1])


def told(*values: tuple[str | None, str | None]) -> list[tuple[str, Standing]]:
    return [(f"a{n}", standing(0, *one)) for n, one in enumerate(values)]


def test_two_thirds_of_those_that_tell_anything_decide() -> None:
    assert actor(told(("DK", None), ("DK", None), ("FI", None))).country == "DK"
    assert actor(told(("DK", None), ("FI", None))).country is None
    assert actor(told(("DK", None), (None, "GOV"), (None, "GOV"), (None, "COP"))).sector == "GOV"
    assert actor([]).country is None


def test_clues_are_those_that_tell_what_was_decided() -> None:
    found = actor(told(("DK", "GOV"), ("FI", None), ("DK", "COP"), ("DK", None)))
    assert (found.country, found.sector) == ("DK", None)
    assert [(one.tells, one.value, one.spot.article) for one in found.clues] == [
        ("country", "DK", "a0"), ("country", "DK", "a2"), ("country", "DK", "a3"),
    ]  # fmt: skip
    assert found.clues[0].spot.span == Span(0, 4)


def test_an_article_that_tells_it_again_has_one_clue() -> None:
    again = [("a", standing(0, "DK", None)), ("b", standing(0, "DK", None)), ("a", standing(5, "DK", "GOV"))]
    found = actor(again)
    assert [(one.tells, one.spot.article, one.spot.span) for one in found.clues] == [
        ("country", "a", Span(0, 4)), ("country", "b", Span(0, 4)), ("sector", "a", Span(45, 49)),
    ]  # fmt: skip


def held(pile: Sequence[Sequence[tuple[int, str | None, str | None]]]) -> dict[str, Article]:
    made = {}
    for number, its in enumerate(pile):
        names = article(f"a{number}", "en", *(f"p:Lorn {who}" for who, _, _ in its))
        standings = (standing(k, *one[1:]) for k, one in enumerate(its) if one[1:] != (None, None))
        made[names.id] = structs.replace(names, standings=tuple(standings))
    return made


def entities(pile: Sequence[Sequence[tuple[int, str | None, str | None]]]) -> list[Entity]:
    where: dict[int, list[Mention]] = {}
    for number, its in enumerate(pile):
        for place, (who, _, _) in enumerate(its):
            where.setdefault(who, []).append(Mention(article=f"a{number}", name=place))
    return [
        Entity(id=str(who), name=f"Lorn {who}", type="person", mentions=tuple(its), spellings=())
        for who, its in sorted(where.items())
    ]


def acting(
    every: Sequence[Entity], pile: Sequence[Sequence[tuple[int, str | None, str | None]]]
) -> list[Entity]:
    """Entities with what the articles of ``pile`` tell of them."""
    articles = held(pile)
    return list(with_actors(every, lambda article: articles[article].standings))


@given(PILES, PILES)
def test_a_pile_that_grew_tells_as_one_read_at_once(pile, more) -> None:
    first = acting(entities(pile), pile)
    grown = [*pile, *more]
    at_once = acting(entities(grown), grown)
    before = {one.id: one.actor for one in first}
    again = [structs.replace(one, actor=before.get(one.id, one.actor)) for one in entities(grown)]
    assert acting(again, grown) == at_once


@given(PILES)
def test_an_actor_is_told_by_its_own_mentions_alone(pile) -> None:
    articles = held(pile)
    for one in acting(entities(pile), pile):
        said = [
            each
            for mention in one.mentions
            for each in articles[mention.article].standings
            if each.name == mention.name
        ]
        assert one.actor.country in {None, *(each.country for each in said)}
        assert one.actor.sector in {None, *(each.sector for each in said)}
        spots = [(each.spot.article, each.spot.span) for each in one.actor.clues]
        own = {(m.article, Span(9 * m.name, 9 * m.name + 4)) for m in one.mentions}
        assert {*spots} <= own
        assert bool(spots) == (one.actor.country is not None or one.actor.sector is not None)
