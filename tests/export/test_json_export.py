"""The listing has exactly its keys; the account's texts are the articles' own."""

from __future__ import annotations

import json
from datetime import datetime

import pytest
from msgspec.structs import replace

from samestory.errors import InputError
from samestory.export.dates import iso
from samestory.export.json import account, listing
from samestory.model import Aligned, Contents, When


def test_listing_has_exactly_the_promised_keys(contents: Contents) -> None:
    listed = listing(contents)
    assert set(listed) == {"stories", "threads", "entities", "failures"}
    for story in listed["stories"]:
        counts = {"reports", "independent_origins"}
        assert set(story) == {"id", "title", "title_from", "about", "thread", "articles", "origins"} | counts
        for article in story["articles"]:
            assert set(article) == {
                "file",
                "lang",
                "title",
                "published",
                "published_how",
                "published_doubted",
                "published_reason",
            }
    assert all(set(one) == {"file", "reason"} for one in listed["failures"])
    assert json.loads(json.dumps(listed)) == listed


def test_listing_of_the_ferry(contents: Contents) -> None:
    story = listing(contents)["stories"][0]
    assert (story["id"], story["thread"]) == ("story-ferry", "thread-ferry")
    by_file = {one["file"]: one for one in story["articles"]}
    assert by_file["pile/a1f0ro.txt"]["published"] == "2024-11-12T15:20"
    assert by_file["pile/a1f0ro.txt"]["published_how"] == "stated"
    assert by_file["pile/b2e1bg.txt"]["published"] == "2024-11-12"
    assert by_file["pile/b2e1bg.txt"]["published_how"] == "counterpart"
    assert "counterpart" in by_file["pile/b2e1bg.txt"]["published_reason"]
    assert story["origins"] == [
        ["pile/a1f0ro.txt", "pile/b2e1bg.txt", "pile/c3d2en.txt", "pile/again/courier.txt"],
        ["pile/d4c3ar.txt"],
        ["pile/e5b4ru.txt"],
    ]


def test_an_article_seen_at_two_files_is_listed_at_both(contents: Contents) -> None:
    story = listing(contents)["stories"][0]
    english = [one for one in story["articles"] if one["lang"] == "en"]
    assert [one["file"] for one in english] == ["pile/c3d2en.txt", "pile/again/courier.txt"]
    assert english[0] | {"file": ""} == english[1] | {"file": ""}


def test_what_is_not_known_is_null(contents: Contents) -> None:
    lone, bad = listing(contents)["stories"][2:]
    assert lone["articles"] == [
        {
            "file": "pile/182xru.txt",
            "lang": "ru",
            "title": None,
            "published": None,
            "published_how": "unknown",
            "published_doubted": None,
            "published_reason": None,
        }
    ]
    assert bad["articles"][0]["published"] == "2024-11"


def test_nothing_lists_nothing(nothing: Contents) -> None:
    assert listing(nothing) == {"stories": [], "threads": [], "entities": [], "failures": []}


@pytest.mark.parametrize(
    ("granularity", "written"),
    [
        ("minute", "2024-11-12T07:05"),
        ("day", "2024-11-12"),
        ("week", "2024-W46"),
        ("month", "2024-11"),
        ("year", "2024"),
    ],
)
def test_times_are_no_finer_than_known(granularity: str, written: str) -> None:
    start = datetime(2024, 11, 12, 7, 5)
    assert iso(When(start=start, end=start, granularity=granularity, reason="")) == written  # type: ignore[arg-type]


def test_every_text_of_an_account_stands_at_its_offsets(contents: Contents) -> None:
    told = account(contents, "story-ferry")
    texts = {one.id: one.text for one in contents.articles}
    cells = [cell for row in told["rows"] for column in row["cells"] for cell in column]
    sides = [one[side] for row in told["rows"] for one in row["differences"] for side in ("left", "right")]
    assert len(cells) == 24
    assert [one["text"] for one in sides] == ["212", "221", "212", "200", "14.00", "16:00"]
    for one in cells + sides:
        assert texts[one["article"]][one["start"] : one["end"]] == one["text"]
    for copy in told["copies"]:
        for pair in copy["pairs"]:
            for side in ("left", "right"):
                text = texts[copy[side]["article"]]
                assert text[pair[side]["start"] : pair[side]["end"]] == pair[side]["text"]
    assert json.loads(json.dumps(told)) == told


def test_two_neighbours_that_state_what_one_does_are_given_as_one_stretch(contents: Contents) -> None:
    story = contents.stories[0]
    (first, *others) = story.account.copies
    split = replace(first, pairs=(Aligned(left=(0, 1), right=(0,), score=0.9),))
    changed = replace(story, account=replace(story.account, copies=(split, *others)))
    told = account(replace(contents, stories=(changed, *contents.stories[1:])), story.id)
    text = next(one.text for one in contents.articles if one.id == split.left)
    (pair,) = told["copies"][0]["pairs"]
    left = pair["left"]
    assert (left["sentences"], pair["right"]["sentences"]) == ([0, 1], [0])
    parts = [span.of(text) for one in contents.articles if one.id == split.left for span in one.sentences[:2]]
    assert left["text"] == text[left["start"] : left["end"]]
    assert left["text"].startswith(parts[0])
    assert left["text"].endswith(parts[1])


def test_an_account_tells_shares_and_direction(contents: Contents) -> None:
    told = account(contents, "story-ferry")
    keys = {
        "id",
        "title",
        "title_from",
        "about",
        "thread",
        "reports",
        "independent_origins",
        "articles",
        "dates",
        "origins",
        "rows",
        "rows_left_out",
        "wordings",
        "copies",
        "events",
        "entities",
    }
    assert set(told) == keys
    copy = told["copies"][0]
    assert (copy["left"]["share"], copy["right"]["share"]) == (0.83, 1.0)
    assert copy["source_file"] == "pile/a1f0ro.txt"
    assert copy["reasons"][0]["name"] == "credit"
    assert told["copies"][1]["source"] is None


def test_a_story_is_found_by_the_beginning_of_its_id(contents: Contents) -> None:
    assert account(contents, "story-f")["id"] == "story-ferry"
    with pytest.raises(InputError, match="4 stories have an id that begins with 'story-'"):
        account(contents, "story-")
    for wrong in ("", "no-such"):
        with pytest.raises(InputError, match="no story has the id"):
            account(contents, wrong)
