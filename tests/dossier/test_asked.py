"""What a reader asks about is told as from the whole dossier; what nobody asks about is not read."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from samestory.console import unwrapped
from samestory.corrections import names
from samestory.corrections.stories import (
    find_article,
    find_either,
    find_story,
    find_two,
    may_mean,
    members,
)
from samestory.corrections.threads import find_thread
from samestory.dossier import asked
from samestory.errors import InputError
from samestory.export import (
    copied_json,
    copied_printed,
    events,
    events_json,
    graph,
    graph_json,
    happenings,
    happenings_json,
    json,
    names_json,
    names_printed,
    printed,
    said_json,
    said_printed,
    stories_json,
    stories_printed,
)
from samestory.model import Contents, Story
from samestory.store.view import View

TOLD: dict[str, Callable[[Contents, Story, str], Any]] = {
    "account": lambda held, story, lang: json.account(held, story.id, None, lang),
    "account printed": lambda held, story, lang: unwrapped(printed.account(held, story.id, None, lang)),
    "quotes": lambda held, story, lang: said_json.quotes(held, story.id, None, lang),
    "quotes printed": lambda held, story, lang: unwrapped(said_printed.quotes(held, story.id, None, lang)),
    "timeline": lambda held, story, lang: happenings_json.listed(happenings.of_story(held, story, lang)),
    "events": lambda held, story, lang: events_json.listed(
        events.of_story(held, story, events.Wanted(), lang)
    ),
    "graph": lambda held, story, lang: graph_json.listed(graph.of_story(held, story, lang)),
    "copies": lambda held, story, lang: copied_json.listed(held, [story.id], lang),
    "copies printed": lambda held, story, lang: unwrapped(copied_printed.printed(held, [story.id], lang)),
    "touched": lambda held, story, _: unwrapped(stories_printed.touched(held, story.articles)),
    "thread touched": lambda held, story, _: unwrapped(stories_printed.threaded(held, story.articles)),
}


@pytest.fixture(scope="module")
def view(pile_dossier: Path):
    with View.open(pile_dossier) as held:
        yield held


def ways(held: Contents, story: Story) -> list[str]:
    """What a reader may call a story."""
    files = [held.files[story.articles[0]][0], held.files[story.articles[-1]][0].rsplit("/", 1)[-1]]
    return [story.id, story.id[:8], story.titles[0].words.upper(), story.articles[0], *files]


@pytest.mark.parametrize("what", TOLD)
def test_of_one_story_the_same_is_told_as_from_all(what: str, view: View, pile: Contents):
    for number, story in enumerate(pile.stories):
        lang = sorted({one.lang for one in pile.articles})[number % 3]
        expected = TOLD[what](pile, story, lang)
        for said in ways(pile, story):
            held = asked.about(view, [said])
            assert find_story(held, said).id == find_story(pile, said).id
            assert TOLD[what](held, find_story(held, said), lang) == expected


def test_of_one_thread_the_same_is_told_as_from_all(view: View, pile: Contents):
    assert any(len(one.stories) > 1 for one in pile.threads)
    for thread in pile.threads:
        for said in (thread.id, thread.id[:9], thread.stories[-1]):
            held = asked.about_threads(view, [said])
            found = find_thread(held, said)
            assert found == thread
            shown = happenings_json.listed(happenings.of_thread(held, found, "en"))
            assert shown == happenings_json.listed(happenings.of_thread(pile, found, "en"))
            drawn = graph_json.listed(graph.of_thread(held, found, "en"))
            assert drawn == graph_json.listed(graph.of_thread(pile, found, "en"))
            wanted = events.Wanted()
            coded = events_json.listed(events.of_thread(held, found, wanted))
            assert coded == events_json.listed(events.of_thread(pile, found, wanted))


def test_why_two_are_one_or_not_is_told_as_from_all(view: View, pile: Contents):
    both = [*pile.stories[:6], *pile.articles[:6]]
    for one, other in combinations(both, 2):
        held = asked.about(view, [one.id, other.id])
        lefts, rights = find_two(held, one.id, other.id)
        assert (lefts, rights) == (members(one), members(other))
        assert stories_json.why(held, lefts, rights) == stories_json.why(pile, lefts, rights)
        told = unwrapped(stories_printed.why(held, lefts, rights))
        assert told == unwrapped(stories_printed.why(pile, lefts, rights))


@pytest.mark.parametrize("find", [find_story, find_article, find_either, find_thread])
@pytest.mark.parametrize("said", ["", "nothing of ours", "a", "1", ".txt", "minister"])
def test_what_nobody_is_called_is_answered_as_from_all(
    find: Callable[[Contents, str], Any], said: str, view: View, pile: Contents
):
    def answered(held: Contents) -> str:
        try:
            return str(find(held, said).id)
        except InputError as error:
            return str(error)

    assert answered(asked.about(view, [said])) == answered(pile)
    assert answered(asked.about_threads(view, [said])) == answered(pile)


def test_what_is_not_asked_about_is_not_read(view: View, pile: Contents):
    first, *rest = pile.stories
    held = asked.about(view, [first.id])
    assert held.stories[0] == first
    assert [one.account.rows for one in held.stories[1:]] == [()] * len(rest)
    texts = {one.id: one for one in held.articles}
    for article in pile.articles:
        whole = article.id in first.articles
        assert texts[article.id].text == (article.text if whole else article.words(article.title) or "")
    named = {one.article for each in held.entities for one in each.mentions}
    assert named
    assert named <= {*first.articles}
    assert {id_ for one in held.decisions for id_ in (one.left, one.right)} & {*first.articles}


def test_an_article_in_no_story_may_be_meant(pile: Contents):
    article = pile.articles[0]
    apart = Contents(articles=(article,), files={}, stories=(), threads=(), decisions=(), failures=())
    assert may_mean(apart, article.id[:12]) == (frozenset(), {article.id})


def test_stories_that_hold_articles_are_whole(view: View, pile: Contents):
    first, last = pile.stories[0], pile.stories[-1]
    held = asked.holding(view, [first.articles[-1], last.articles[0], "0" * 32])
    assert (held.stories[0], held.stories[-1]) == (first, last)
    told = unwrapped(stories_printed.touched(held, [first.articles[-1], last.articles[0]]))
    assert told == unwrapped(stories_printed.touched(pile, [first.articles[-1], last.articles[0]]))


def test_of_a_name_the_same_is_told_as_from_all(view: View, pile: Contents):
    for entity in pile.entities:
        for said in (entity.id, entity.id[:12], entity.name.swapcase(), entity.spellings[-1].written):
            held = asked.whom_where(view, [said])
            try:
                found = names.find(pile.entities, said)
            except InputError as error:
                with pytest.raises(InputError, match=re.escape(str(error))):
                    names.find(held.entities, said)
                continue
            assert names.find(held.entities, said) == found
            assert names_json.shown(held, found) == names_json.shown(pile, found)
            assert unwrapped(names_printed.entity(held, found)) == unwrapped(
                names_printed.entity(pile, found)
            )
            assert names.find(asked.whom(view, [said]).entities, said) == found
    assert {one.id for one in asked.whom(view, []).entities} == {one.id for one in pile.entities}


def test_nobody_who_is_called_so_is_answered_as_from_all(view: View, pile: Contents):
    for said in ("", "Nobody At All", "a", pile.entities[0].name[:4]):
        answers = []
        for entities in (pile.entities, asked.whom(view, [said]).entities):
            with pytest.raises(InputError) as error:
                names.find(entities, said)
            answers.append(str(error.value))
        assert answers[0] == answers[1]


def test_whom_readers_decided_of_is_found_by_the_spellings(view: View, pile: Contents):
    keys = [pile.entities[0].spellings[0].key, pile.entities[-1].spellings[-1].key]
    expected = [one for one in pile.entities if any(each.key in keys for each in one.spellings)]
    assert list(asked.spelled(view, keys)) == expected
