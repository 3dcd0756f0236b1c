from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

import msgspec
import numpy as np
import pytest

from evals.copies import naive
from evals.copies.cases import Case, in_common, news_cases, reprinted, topic_cases
from evals.copies.reports import CODES, Report, Taken, mixed
from evals.copies.run import f1, run
from evals.corpora import NamedDocument
from samestory.signals import Signals

TOPICS = ("ferry", "bridge", "harvest", "election", "library", "tunnel", "festival", "glacier")
TELLING = (
    "The {0} near Torvik was closed on Friday after {1} people complained.",
    "A spokeswoman for the {0} said that {1} letters had come in a week.",
    "Nobody expects the {0} to open again before the {1}th of May.",
    "The council paid {1} crowns for the {0} three years ago.",
    "Engineers from Marbeck will look at the {0} with {1} instruments.",
    "An old man remembers when the {0} first drew {1} visitors.",
)


def lines(topic: int) -> list[str]:
    return [line.format(TOPICS[topic], 17 * topic + place) for place, line in enumerate(TELLING, 3)]


def report(document: int, lang: str = "en", length: int = 8) -> Report:
    """A report whose sentences are its own directions; the line of each tells its document."""
    noise = np.random.default_rng(document).standard_normal((length, 32)).astype(np.float32)
    places = tuple(range(100 * document, 100 * document + length))
    nothing = (frozenset[str](),) * (length + 1)
    found = Signals(
        id=f"{document}/{lang}", headline=noise[:0], sentences=noise, names=nothing,
        numbers=tuple(frozenset({float(i)}) for i in range(length + 1)), days=(frozenset(),) * (length + 1),
        published=date(2024, 5, 14), clue=None, ordinals=0, credits=frozenset(),
    )  # fmt: skip
    return Report(found, lang, tuple(f"{lang} {place}" for place in places), places)


def document(name: str, lang: str, text: str) -> NamedDocument:
    return NamedDocument(f"harbour/{lang}/{name}", "harbour", lang, text, ())


def test_a_mixed_report_keeps_what_belongs_to_each_sentence():
    one, other = report(1), report(2)
    made = mixed([Taken(one, 3), Taken(other, 0)])
    assert (made.words, made.lines) == (("en 103", "en 200"), (103, 200))
    assert made.seen.numbers == (frozenset(), frozenset({4.0}), frozenset({1.0}))
    assert np.array_equal(made.seen.sentences, np.stack([one.seen.sentences[3], other.seen.sentences[0]]))


def test_copies_hold_a_part_of_their_document_and_know_their_shares():
    reports = {lang: [report(number, lang) for number in range(5)] for lang in ("en", "ro")}
    made = news_cases(reports, [("en", "ro")], "seed")
    again = news_cases(reports, [("en", "ro")], "seed")
    assert [case.right.lines for case in made] == [case.right.lines for case in again]
    assert [case.copied for case in made] == [True, False] * 5
    for case in made:
        kept = len(set(case.left.lines) & set(case.right.lines))
        assert case.shares == (kept / len(case.left.lines), kept / len(case.right.lines))
        assert kept >= 2 if case.copied else kept == 0


def test_reprints_among_the_documents_of_a_topic_are_left_out():
    words = " ".join(f"word{i}" for i in range(40))
    texts = {"a": words, "b": words + " more", "c": " ".join(f"other{i}" for i in range(40))}
    taken = [document(name, "en", text) for name, text in texts.items()]
    reports = {d.doc_id: msgspec.structs.replace(report(1), words=(d.text,)) for d in taken}
    made, dropped = topic_cases(taken, reports, "seed")
    assert dropped == 2
    assert all(in_common(case.left.text, case.right.text) == 0 for case in made)
    assert len(made) == 4


def test_a_reprint_has_some_words_changed():
    taken = [document("a", "en", " ".join(f"word{i}" for i in range(400)))]
    (made,) = reprinted(taken, "seed")
    kept = len(set(made.text.split()) & set(taken[0].text.split())) / 400
    assert 0.6 <= kept < 1
    assert made.doc_id == taken[0].doc_id


def test_the_best_threshold_parts_what_can_be_parted():
    rng = Random(3)
    cases = [Case(report(1), report(2), i < 10, "") for i in range(30)]
    values = [rng.uniform(0.6, 1.0) if case.copied else rng.uniform(0.0, 0.5) for case in cases]
    found = naive.best(cases, lambda _: values)
    assert found == min(v for v, case in zip(values, cases, strict=True) if case.copied)
    assert f1(cases, [value >= found for value in values]) == 1


@pytest.mark.usefixtures("encoding")
def test_the_task_runs_on_data_laid_out_alike(tmp_path: Path):
    _news(tmp_path / "ntrex128" / "lines")
    _topics(tmp_path / "slavner")
    events = tmp_path / "ecbplus" / "docs.jsonl"
    events.parent.mkdir()
    own = ["Whoever drives south takes a detour.", "It costs them an hour.", "Some have sold their cars."]
    rows = [
        {"doc_id": f"20/20ecb/{i}", "topic": "20", "event": "20ecb", "sentences": told}
        for i, told in enumerate((lines(1), own))
    ]
    events.write_bytes(b"\n".join(map(msgspec.json.encode, rows)))
    figures = {figure.name: figure.value for figure in run(tmp_path).figures}
    assert figures["recall"] > 0.7
    assert figures["share copied"] > 0.7
    assert figures["reports of one event kept apart"] == 1


def _news(folder: Path) -> None:
    folder.mkdir(parents=True)
    names = [f"{topic}\n" for topic in range(8) for _ in TELLING]
    (folder / "DOCUMENT_IDS.tsv").write_text("".join(names))
    text = "\n".join(line for topic in range(8) for line in lines(topic)) + "\n"
    for language in CODES:
        (folder / f"newstest2019-ref.{language}.txt").write_text(text)


def _topics(folder: Path) -> None:
    for number in range(8):
        names = folder / "ner" / "harbour" / "cs" / f"{number}.tsv"
        raw = folder / "raw" / "harbour" / "cs" / f"{number}.txt"
        for file, text in ((names, ""), (raw, "\n\n".join(lines(number)) + "\n")):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
