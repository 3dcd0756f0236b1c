"""`samestory search` over the examples: found by words, by meaning, and by a name in another script."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from dossiers import Cli

from samestory.model import Contents


def found(samestory: Cli, *words: object) -> list[dict[str, Any]]:
    """Hits with the article's language and files, the best first."""
    done = samestory("search", *words, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    each = [
        {**hit, "lang": a["lang"], "files": a["files"], "article": a["id"]}
        for story in json.loads(done.stdout)["stories"]
        for a in story["articles"]
        for hit in a["hits"]
    ]
    return sorted(each, key=lambda hit: -hit["score"])


def test_asked_in_one_language_it_is_found_in_another(samestory: Cli, pile_dossier: Path):
    first = found(samestory, pile_dossier, "the first loan instalment will be paid out", "--lang", "bg")[0]
    assert "транш" in first["text"]
    assert first["words"] == []


def test_a_name_is_found_in_every_script(samestory: Cli, pile_dossier: Path):
    langs = {
        hit["lang"] for hit in found(samestory, pile_dossier, "Haralin", "--by", "words", "--limit", "99")
    }
    assert {"bg", "ru", "ro", "uk", "en"} <= langs


def test_every_hit_has_its_place(samestory: Cli, pile_dossier: Path, pile: Contents):
    texts = {one.id: one.text for one in pile.articles}
    hits = found(samestory, pile_dossier, "river ports")
    assert len(hits) == 20
    assert any(hit["words"] for hit in hits)
    for hit in hits:
        text = texts[hit["article"]]
        assert hit["text"] == text[hit["start"] : hit["end"]]
        assert {text[one["start"] : one["end"]].lower() for one in hit["words"]} <= {"river", "port", "ports"}


def test_what_is_printed_leads_to_story_and_file(process: Cli, pile_dossier: Path):
    lines = process("search", pile_dossier, "Харалином", "--by", "words", "--limit", "1").stdout.splitlines()
    assert lines[1]
    assert "independent origins" in lines[2]
    assert ".txt" in lines[3]
    assert "Харалин" in lines[4]


def test_what_cannot_be_found_is_said(samestory: Cli, pile_dossier: Path):
    nothing = samestory("search", pile_dossier, "zebras", "--by", "words")
    assert (nothing.returncode, nothing.stdout) == (0, "Nothing is found\n")
    for wrong, said in ((("...",), "no word"), (("river", "--name", "Nobody Atall"), "no name")):
        refused = samestory("search", pile_dossier, *wrong, "--by", "words")
        assert refused.returncode == 1
        assert said in refused.stderr
