"""The whole path over the example pile against the account a careful editor expects of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
from dossiers import EXAMPLES

from samestory.export.json import listing
from samestory.model import Article, Contents, Copy, Difference, Happening, Statement, Story, TimeTold, When

EXPECTED = json.loads((EXAMPLES / "expected.json").read_text("utf-8"))
STORIES = {story["name"]: story for story in EXPECTED["stories"]}
# Known to be missed: a report that no citizens of one country are among the dead is taken for another
# country's; some figures stand in sentences that are not aligned.
ALONE_FLOOR, DIFFERS_FLOOR = 0.95, 0.65
# Known to be missed: an election in March told by an adjective, a January that is the next year's.
DATED_FLOOR = 0.9

Groups = set[frozenset[str]]
# First and last day, and the files that say so.
Dating = tuple[str, str, frozenset[str]]


@pytest.fixture(scope="module")
def by_file(pile: Contents) -> dict[str, Article]:
    articles = {article.id: article for article in pile.articles}
    return {file: articles[i] for i, files in pile.files.items() for file in files}


@pytest.fixture(scope="module")
def files(pile: Contents) -> dict[str, str]:
    return {article: found for article, (found,) in pile.files.items()}


@pytest.fixture(scope="module")
def found(pile: Contents, files: dict[str, str]) -> dict[str, Story]:
    """The stories found, under the names expected for them."""
    by_files = {frozenset(files[a] for a in story.articles): story for story in pile.stories}
    return {name: by_files[frozenset(story["articles"])] for name, story in STORIES.items()}


@pytest.fixture(scope="module")
def copies(pile: Contents, files: dict[str, str]) -> dict[frozenset[str], Copy]:
    every = (copy for story in pile.stories for copy in story.account.copies)
    return {frozenset((files[copy.left], files[copy.right])): copy for copy in every}


def test_every_file_is_read(pile: Contents, by_file: dict[str, Article]):
    assert not pile.failures
    assert set(by_file) == set(EXPECTED["languages"])


def test_stories(pile: Contents, files: dict[str, str]):
    made = {frozenset(files[a] for a in story.articles) for story in pile.stories}
    assert made == {frozenset(story["articles"]) for story in EXPECTED["stories"]}


@pytest.mark.parametrize("name", STORIES)
def test_origins(name: str, found: dict[str, Story], files: dict[str, str]):
    made = {frozenset(files[a] for a in origin.articles) for origin in found[name].origins}
    assert made == {frozenset(origin) for origin in STORIES[name]["origins"]}


def test_threads_hold_their_stories_earliest_first(pile: Contents, found: dict[str, Story]):
    names = {story.id: name for name, story in found.items()}
    made = [[names[story] for story in thread.stories] for thread in pile.threads]
    assert sorted(made) == sorted(EXPECTED["threads"])
    assert {(story.thread, names[story.id]) for story in pile.stories} == {
        (thread.id, names[story]) for thread in pile.threads for story in thread.stories
    }


@pytest.mark.parametrize("file", EXPECTED["published"])
def test_published(file: str, pile: Contents):
    (told,) = [a for s in listing(pile)["stories"] for a in s["articles"] if a["file"] == file]
    expected = EXPECTED["published"][file]
    assert ((told["published"] or "")[:10] or None, told["published_how"]) == (
        expected["day"],
        expected["how"],
    )


@pytest.mark.parametrize("file", EXPECTED["languages"])
def test_language_and_title(file: str, by_file: dict[str, Article]):
    article = by_file[file]
    assert article.lang == EXPECTED["languages"][file]
    assert article.words(article.title) == EXPECTED["titles"][file]


@pytest.mark.parametrize("file", EXPECTED["sentences"])
def test_sentences(file: str, by_file: dict[str, Article]):
    assert len(by_file[file].sentences) == EXPECTED["sentences"][file]


@pytest.mark.parametrize("pair", EXPECTED["aligned_counts"])
def test_aligned_sentences_of_copies(pair: str, copies: dict[frozenset[str], Copy]):
    made = len(copies[frozenset(pair.split("|"))].pairs)
    assert made == pytest.approx(EXPECTED["aligned_counts"][pair], abs=1)


@pytest.mark.parametrize(("taker", "source", "share"), EXPECTED["partial_copies"])
def test_partial_copies(taker: str, source: str, share: float, copies: dict[frozenset[str], Copy], by_file):
    copy = copies[frozenset((taker, source))]
    assert copy.verdict == "partial"
    takers_share = copy.left_share if copy.left == by_file[taker].id else copy.right_share
    assert takers_share == pytest.approx(share, abs=0.1)


def test_what_only_one_says_stands_alone(pile: Contents, by_file: dict[str, Article]):
    alone = [
        _row(pile, by_file[one["file"]], one["contains"]).kind == "alone" for one in EXPECTED["only_in_one"]
    ]
    assert sum(alone) / len(alone) >= ALONE_FLOOR


def test_differences(pile: Contents, by_file: dict[str, Article]):
    made = [(x, _words(by_file, x)) for row in _rows(pile) for x in row.differences]
    hits = [any(_is_expected(one, *told, by_file) for told in made) for one in EXPECTED["differs"]]
    assert sum(hits) / len(hits) >= DIFFERS_FLOOR


def _rows(pile: Contents) -> Iterator[Statement]:
    return (row for story in pile.stories for row in story.account.rows)


def _row(pile: Contents, article: Article, contains: str) -> Statement:
    """The row with the article's sentence that holds these words."""
    (row,) = [
        row
        for row in _rows(pile)
        for column in row.cells
        for cell in column
        if cell.article == article.id and contains in cell.span.of(article.text)
    ]
    return row


def _words(by_file: dict[str, Article], difference: Difference) -> dict[str, str]:
    """What each article says, by its id."""
    texts = {article.id: article.text for article in by_file.values()}
    sides = ((difference.left, difference.left_span), (difference.right, difference.right_span))
    return {cell.article: span.of(texts[cell.article]) for cell, span in sides}


def _is_expected(
    one: dict, difference: Difference, words: dict[str, str], by_file: dict[str, Article]
) -> bool:
    ids = [by_file[file].id for file in one["files"]]
    return (
        difference.kind == one["kind"]
        and set(ids) == set(words)
        and all(value in words[i] for i, value in zip(ids, one["values"], strict=True))
    )


def test_what_happened_when_is_found_with_who_says_so(found: dict[str, Story], files: dict[str, str]):
    wanted = [
        (one["story"], _dated(one), frozenset(map(_dated, one["otherwise"]))) for one in EXPECTED["timeline"]
    ]
    made = [
        (name, _told(one.when, one.told, files), _elsewhere(one, files))
        for name, story in found.items()
        for one in story.timeline
    ]
    assert sum(one in made for one in wanted) >= DATED_FLOOR * len(wanted)
    # Nobody is said to put something elsewhere who does not.
    assert [one for one in made if one[2] and one not in wanted] == []


def _dated(one: Any) -> Dating:
    return one["first"], one["last"], frozenset(one["files"])


def _told(when: When, told: Sequence[Sequence[TimeTold]], files: dict[str, str]) -> Dating:
    last = when.end - timedelta(microseconds=1)
    return (
        f"{when.start:%Y-%m-%d}",
        f"{last:%Y-%m-%d}",
        frozenset(files[t.cell.article] for its in told for t in its),
    )


def _elsewhere(happening: Happening, files: dict[str, str]) -> frozenset[Dating]:
    times: dict[tuple[datetime, datetime], list[TimeTold]] = {}
    for its in happening.otherwise:
        for one in its:
            times.setdefault((one.when.start, one.when.end), []).append(one)
    return frozenset(_told(its[0].when, [its], files) for its in times.values())
