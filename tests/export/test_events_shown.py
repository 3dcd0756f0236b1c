"""What the exports say of events: parties, who tells them, who tells them otherwise, filters."""

from __future__ import annotations

from datetime import date

import pytest
from acting import BENCH, ENTITIES, MORE, OIL, STORIES, THREAD, contents, does
from msgspec import structs

from samestory.errors import InputError
from samestory.export.countries import alpha3, standing_words
from samestory.export.events import (
    DOES,
    MOODS,
    QUAD_CODES,
    Coded,
    Shown,
    Wanted,
    actors,
    every,
    of_story,
    of_thread,
    tells,
    told_by,
)
from samestory.model import QUADS, Actor, Body, DeedTold, Mention, Span


def oil(lang: str | None = None) -> Coded:
    return next(every(contents(), Wanted(), lang).events())


def ids(shown: Shown) -> list[str]:
    return [one.event.id for one in shown.events()]


def test_parties_have_a_country_and_a_sector():
    one = oil()
    assert (one.source.words, one.source.codes, one.source.standing) == (
        "Ada Venn",
        "RO GOV",
        "Romania, government",
    )
    assert (one.target.words, one.target.codes) == ("=Norvik Lines", "BUS")
    assert one.place is not None
    assert (one.place.words, one.place.codes) == ("Corva", "")


def test_a_name_of_no_entity_is_called_as_written():
    (fine,) = of_story(contents(), STORIES[1], Wanted()).events()
    assert (fine.source.words, fine.source.entity, fine.source.codes) == ("Corva court", None, "")


def test_who_has_no_name_is_called_as_written_and_has_what_its_words_tell():
    police = Body(
        span=Span(2, 13), country="DK", sector="COP", country_span=Span(2, 8), sector_span=Span(8, 13)
    )
    held = contents()
    bench = structs.replace(BENCH, bodies=(police,))
    articles = tuple(bench if one.id == BENCH.id else one for one in held.articles)
    at = Mention(article=BENCH.id, name=len(BENCH.names))
    story = structs.replace(STORIES[1], events=(structs.replace(STORIES[1].events[0], source=at),))
    (fine,) = of_story(structs.replace(held, articles=articles), story, Wanted()).events()
    assert (fine.source.words, fine.source.type, fine.source.codes) == (
        police.span.of(BENCH.text), "body", "DK COP",
    )  # fmt: skip
    assert [clue.spot.span for clue in fine.source.actor.clues] == [police.country_span, police.sector_span]
    assert (fine.source.id, fine.source.key) == (None, "body:DK:COP")


def test_origins_and_reports_are_counted():
    one, suit, fine = every(contents(), Wanted()).events()
    assert told_by(one) == "told by 2 of 3 origins, 3 reports"
    assert told_by(fine) == "told by 1 of 1 origin, 1 report"
    assert [each.lone for each in (one, suit, fine)] == [False, True, True]


def test_one_telling_an_origin_and_all_that_tell_otherwise():
    one = oil()
    assert [(each.letter, each.article.source) for each in one.tellings] == [
        ("A", "litoral.txt"),
        ("B", "more.txt"),
    ]
    assert [(each.letter, tells(each, one)) for each in one.disputes] == [
        ("B", "denied"),
        ("C", "REJECT, the other way round"),
    ]
    assert [span.of(one.lead.article.text) for span in one.lead.actors] == ["Ada Venn", "=Norvik Lines"]


def test_one_telling_an_origin_however_its_moods_differ():
    planned = does(MORE, 0, (0, 1), "ACCUSE", mood="planned", score=0.99)
    base = contents()
    articles = tuple(planned if one.id == planned.id else one for one in base.articles)
    told = (*OIL[0].told[:1], (DeedTold(article=MORE.id, deed=0), DeedTold(article=MORE.id, deed=2)), ())
    story = structs.replace(STORIES[0], events=(structs.replace(OIL[0], told=told),))
    held = structs.replace(base, articles=articles, stories=(story,))
    (one,) = every(held, Wanted()).events()
    assert [(each.letter, each.deed.mood) for each in one.tellings] == [("A", "stated"), ("B", "planned")]


def test_a_country_called_just_so_is_not_told_twice():
    party = oil().target
    assert structs.replace(party, words="business").standing == ""
    assert party.standing == "business"


def test_what_is_not_stated_elsewhere_says_so():
    (fine,) = of_story(contents(), STORIES[1], Wanted()).events()
    assert tells(oil().lead, fine) == "ACCUSE, stated"


@pytest.mark.parametrize(
    ("lang", "first", "name"), [("bg", "more.txt", "Ада Вен"), ("en", "herald.txt", "Ada Venn")]
)
def test_the_reader_s_language_speaks_first(lang: str, first: str, name: str):
    one = oil(lang)
    assert one.lead.article.source == one.tellings[0].article.source == first
    assert one.source.words == name


def test_times_and_days():
    one, suit, fine = every(contents(), Wanted()).events()
    assert (one.when, one.days) == ("12 May 2026", (date(2026, 5, 12), date(2026, 5, 12)))
    assert (suit.when, suit.days) == ("", None)
    assert (fine.when, fine.days) == ("May 2026", (date(2026, 5, 1), date(2026, 5, 31)))
    assert [each.published for each in (one, fine)] == [date(2026, 5, 13), date(2026, 5, 20)]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(), ["oil", "suit", "fine"]),
        (Wanted(roots=("ACCUSE", "SANCTION")), ["oil", "fine"]),
        (Wanted(quads=("verbal conflict",)), ["oil", "suit"]),
        (Wanted(moods=("planned", "hypothetical")), ["suit", "fine"]),
        (Wanted(actor=ENTITIES[0]), ["oil", "suit"]),
        (Wanted(actor=ENTITIES[1]), ["oil", "suit", "fine"]),
        (Wanted(actor=ENTITIES[2]), []),
        (Wanted(since=date(2026, 5, 13)), ["fine"]),
        (Wanted(until=date(2026, 5, 12)), ["oil", "fine"]),
        (Wanted(since=date(2026, 5, 12), until=date(2026, 5, 12)), ["oil", "fine"]),
        (Wanted(until=date(2026, 4, 30)), []),
        (Wanted(roots=("ACCUSE",), moods=("planned",)), []),
    ],
)
def test_only_what_is_wanted_is_shown(wanted: Wanted, found: list[str]):
    assert ids(every(contents(), wanted)) == [f"event-{one}" for one in found]


def test_a_story_a_thread_and_all():
    held = contents()
    assert ids(of_story(held, STORIES[0], Wanted())) == ["event-oil", "event-suit"]
    assert ids(of_thread(held, THREAD, Wanted())) == ids(every(held, Wanted()))
    told = every(held, Wanted(roots=("SANCTION",))).told()
    assert [story.id for story, _ in told] == ["story-fine"]
    with pytest.raises(InputError, match="no language has the code"):
        every(held, Wanted(), "xx")


def test_actors_are_those_who_take_part():
    assert [one.id for one in actors(contents())] == ["e-venn", "e-lines"]


def test_every_root_class_and_mood_has_its_words():
    assert set(DOES) == set(QUADS)
    assert QUAD_CODES == {
        "verbal cooperation": 1,
        "material cooperation": 2,
        "verbal conflict": 3,
        "material conflict": 4,
    }
    assert set(MOODS) == {"stated", "planned", "denied", "hypothetical"}


@pytest.mark.parametrize(
    ("country", "code"),
    [
        ("RO", "ROU"),
        ("DE", "DEU"),
        ("RU", "RUS"),
        ("CD", "COD"),
        ("MM", "MMR"),
        ("RS", "SRB"),
        ("XK", "XKK"),
        ("IGO", "IGO"),
        ("EU", None),
        (None, None),
    ],
)
def test_countries_in_three_letters(country: str | None, code: str | None):
    assert alpha3(country) == code


def test_every_country_of_unicode_has_one_code_of_three_letters():
    assert alpha3("TL") == "TLS"
    assert alpha3("YE") == "YEM"


@pytest.mark.parametrize(
    ("actor", "words"),
    [
        (Actor(), ""),
        (Actor(country="IGO"), "intergovernmental"),
        (Actor(country="DE", sector="ELI"), "Germany, ELI"),
        (Actor(sector="JRN"), "media"),
    ],
)
def test_standings_in_words(actor: Actor, words: str):
    assert standing_words(actor) == words
