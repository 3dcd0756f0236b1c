from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.utterances import naive
from evals.utterances import run as told
from evals.utterances.planted import KINDS, Planted, alike, plots, quoted, speakers, speech

LINES = {
    "eng": (
        "Ferry Albatross runs aground near Torvik",
        "The ferry Albatross ran aground near Torvik on Friday with a loud noise, as the pilot had feared.",
        "All 212 passengers were brought ashore in lifeboats.",
        "The captain spoke of a failure of the rudder.",
        "Divers will inspect the hull in the coming days.",
        "The company operates 11 ships between the islands.",
        "Its shares lost four per cent in the afternoon.",
        "The harbour will stay closed until the weekend.",
    ),
    "deu": (
        "Fähre Albatross läuft bei Torvik auf Grund",
        "Die Fähre Albatross lief am Freitag mit Krach bei Torvik auf Grund, wie der Lotse befürchtet hatte.",
        "Alle 212 Fahrgäste wurden in Rettungsbooten an Land gebracht.",
        "Der Kapitän sprach von einem Versagen des Ruders.",
        "Taucher werden den Rumpf in den nächsten Tagen untersuchen.",
        "Das Unternehmen betreibt 11 Schiffe zwischen den Inseln.",
        "Seine Aktien verloren am Nachmittag vier Prozent.",
        "Der Hafen bleibt bis zum Wochenende geschlossen.",
    ),
}
PAIR = ("eng", "deu")
TEXTS = (LINES["eng"], LINES["deu"])


@given(st.lists(st.sampled_from(range(8)), unique=True, min_size=6), st.sampled_from(KINDS))
def test_what_is_planted_stands_in_its_sentence_and_the_same_is_planted_again(lines: list[int], kind: str):
    made = plots([lines], TEXTS, PAIR, "develop", kind)  # type: ignore[arg-type]
    assert made == plots([lines], TEXTS, PAIR, "develop", kind)  # type: ignore[arg-type]
    for side in made[0].sides:
        for one in side:
            assert one.said is None or one.said.words in one.text
        # A headline says once more what the text says.
        assert all(lines[0] not in one.lines for one in quoted(side))


def test_what_was_changed_is_told_by_what_it_is():
    made = plots([range(8)] * 200, TEXTS, PAIR, "held", "copies")
    found: dict[str, Planted] = {}
    for plot in made:
        for one in quoted(plot.sides[1 - plot.first]):
            found.setdefault(one.change, one)
        assert {one.change for one in quoted(plot.sides[plot.first])} <= {"whole"}
    assert set(found) == {"whole", "shortened", "merged", "figure", "negated"}
    assert len(found["merged"].lines) == 2
    every = [line.rstrip(".") for lines in TEXTS for line in lines]
    assert any(line.startswith(found["shortened"].words) for line in every)
    assert found["figure"].words not in every


def test_alike_is_a_line_in_common():
    one = Planted("a b", (1,), None)
    assert alike(one, Planted("c", (2, 1), None))
    assert not alike(one, Planted("a b", (2,), None))


def test_halves_share_no_speaker_and_every_language_has_its_ways():
    names = [{name for one in speakers(half) for name in one.values()} for half in ("develop", "held")]
    assert names[0].isdisjoint(names[1])
    for its in speech().values():
        assert all("{q}" in way for way in (*its["behind"], *its["before"], *its["he"]))  # type: ignore[misc]
        assert "{q}" in str(its["not"])


def test_naive_and_peer_know_what_is_shared():
    assert naive.shared(["214 cases in KBX", "no"], ["214 случаев KBX", "нет"]) == {(0, 0)}
    assert naive.shared([], ["214"]) == set()


def test_measured_on_lines_of_its_own(tmp_path: Path, encoding: None, monkeypatch: pytest.MonkeyPatch):
    folder = tmp_path / "ntrex128"
    folder.mkdir()
    # Of two documents the one counts as held out.
    for name, lines in LINES.items():
        text = "\n".join((*lines, *lines)) + "\n"
        (folder / f"newstest2019-ref.{name}.txt").write_text(text, "utf-8")
    ids = "\n".join(["doc-a"] * 8 + ["doc-b"] * 8) + "\n"
    (folder / "DOCUMENT_IDS.tsv").write_text(ids, "utf-8")
    monkeypatch.setattr(told, "EVERY_PAIR", (PAIR,))
    result = told.run(tmp_path)
    figures = {figure.name: figure for figure in result.figures}
    assert figures["recall, copies"].value > 0.5
    assert {"precision, few shared, quotes found", "f1, copies, eng-deu", "told: figure"} <= set(figures)
    assert all(0 <= figure.value <= 1 for figure in result.figures)
