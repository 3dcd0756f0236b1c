"""`samestory timeline`: what it prints of the examples, and its JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from dossiers import Cli

from samestory.model import Contents


def listed(samestory: Cli, *arguments: object) -> list[dict[str, Any]]:
    done = samestory("timeline", *arguments, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    found: list[dict[str, Any]] = json.loads(done.stdout)["timelines"]
    return found


def test_a_story_is_told_in_order_with_who_says_otherwise(process: Cli, pile_dossier: Path):
    done = process("timeline", pile_dossier, "06.html")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    headings = ["What was before", "What happened", "Still to come when last reported"]
    assert [line for line in lines if line in headings] == headings
    assert "14 May 2024 · told by 3 of 5 origins" in lines
    assert "2 September 2024 · told by 2 of 5 origins" in lines
    (otherwise,) = (line for line in lines if "‹1 октября›" in line)
    assert otherwise.startswith("   ≠ B  1 October 2024: ")


def test_the_reader_s_language_comes_first(samestory: Cli, pile_dossier: Path):
    lines = samestory("timeline", pile_dossier, "06.html", "--lang", "de").stdout.splitlines()
    place = lines.index("2 September 2024 · told by 2 of 5 origins")
    assert lines[place + 1].strip().startswith("E  Baubeginn soll am ‹2. September› sein")


def test_a_thread_is_told_whole_and_all_threads_where_none_is_named(samestory: Cli, pile_dossier: Path):
    (thread,) = listed(samestory, pile_dossier, "06.html", "--thread")
    assert len(thread["stories"]) == 2
    every = listed(samestory, pile_dossier)
    assert thread in every
    assert len(every) == 3
    (story,) = listed(samestory, pile_dossier, "06.html")
    inner = [one for each in thread["happenings"] for one in each["moments"]]
    assert [one for each in story["happenings"] for one in each["moments"] if one not in inner] == []


def test_every_span_leads_to_its_characters(samestory: Cli, pile_dossier: Path, pile: Contents):
    texts = {one.id: one.text for one in pile.articles}
    moments = [
        one
        for each in listed(samestory, pile_dossier)
        for happening in each["happenings"]
        for one in happening["moments"]
    ]
    told = [one for each in moments for side in ("told", "otherwise") for one in each[side]]
    assert len(told) > 40
    for one in told:
        for span in (one["sentence"], one["time"]["read_from"]):
            assert texts[one["article"]][span["start"] : span["end"]] == span["text"]
        assert one["time"]["read_from"]["text"] in one["sentence"]["text"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nothing of it",), "nothing of it"),
        (("nothing of it", "--thread"), "nothing of it"),
        (("--thread",), "give a story of it"),
    ],
)
def test_what_is_not_there_is_said(samestory: Cli, pile_dossier: Path, arguments: tuple[str, ...], said: str):
    done = samestory("timeline", pile_dossier, *arguments)
    assert (done.returncode, done.stdout) == (1, "")
    assert said in done.stderr
