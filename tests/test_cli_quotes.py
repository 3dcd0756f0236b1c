"""`samestory quotes`: what is said in the examples, by whom, with which status."""

from __future__ import annotations

import json
from pathlib import Path

from dossiers import Cli

from samestory.model import Contents

RIVER = ("The river that divided us", "Реката, която ни разделяше", "Râul care ne despărțea")


def test_wordings_of_one_utterance_stand_together(process: Cli, pile_dossier: Path):
    done = process("quotes", pile_dossier)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    places = [number for number, line in enumerate(lines) if any(words in line for words in RIVER)]
    assert len(places) == 3
    assert places == list(range(places[0], places[0] + 3))
    assert "Vardan" in lines[places[0] - 1]
    assert "3 languages" in lines[places[0] - 1]


def test_what_one_speaker_says_by_any_spelling(samestory: Cli, pile_dossier: Path):
    shown = samestory("quotes", pile_dossier, "--by", "Харалин").stdout
    assert "Девять лет мы спорили" in shown
    assert "We have been neighbours" in shown
    assert not any(words in shown for words in RIVER)
    nobody = samestory("quotes", pile_dossier, "--by", "Harvey Nobody")
    assert nobody.returncode == 1
    assert "no name 'Harvey Nobody'" in nobody.stderr


def test_every_quote_has_its_place(samestory: Cli, pile_dossier: Path, pile: Contents):
    texts = {one.id: one.text for one in pile.articles}
    told = json.loads(samestory("quotes", pile_dossier, "--json").stdout)["stories"]
    stood = set()
    for wording in (w for story in told for one in story["utterances"] for w in one["wordings"]):
        for quote in wording["quotes"]:
            assert quote["text"] == texts[wording["article"]][quote["start"] : quote["end"]]
            stood.add((wording["article"], quote["start"]))
    direct = {(a.id, q.span.start) for a in pile.articles for q in a.quotes if q.kind != "reported"}
    assert stood == direct


def test_one_story_alone_in_the_readers_language(samestory: Cli, pile_dossier: Path):
    every = json.loads(samestory("quotes", pile_dossier, "--json", "--lang", "ro").stdout)["stories"]
    (alone,) = json.loads(samestory("quotes", pile_dossier, every[0]["id"][:12], "--json").stdout)["stories"]
    assert alone["id"] == every[0]["id"]
    for said in (every[0]["title"], every[0]["utterances"][0]["wordings"][0]["file"]):
        (named,) = json.loads(samestory("quotes", pile_dossier, said, "--json").stdout)["stories"]
        assert named["id"] == every[0]["id"]
    unknown = samestory("quotes", pile_dossier, "nothing")
    assert unknown.returncode == 1
    assert "no story 'nothing'" in unknown.stderr
    several = [one for story in every for one in story["utterances"] if len(one["wordings"]) > 2]
    assert next(w["lang"] for one in several for w in one["wordings"][1:]) == "ro"
