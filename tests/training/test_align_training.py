from __future__ import annotations

import pytest

from evals.alignment.lines import Reader
from evals.reports.cases import Event, Planted, Report, Sentence
from training.align import one_event


def told(*lines: str) -> Report:
    sentences = tuple(Sentence(frozenset(line[:1]) - {"-"}, line[2:]) for line in lines)
    return Report(lang="en", outlet="Post", published="2026-02-03", title="News", sentences=sentences)


@pytest.mark.usefixtures("encoding")
def test_every_two_reports_of_an_event_with_what_both_state():
    ferry = told("a The ferry ran aground on Friday.", "- Divers will inspect the hull.")
    other = told("- The captain was not on board.", "a A ferry struck rocks on Friday.", "b No one was hurt.")
    third = told("b Nobody on board was hurt, the owner says.", "- Shares lost four per cent.")
    events = [
        Event(name="ferry", reports=(ferry, other, third), differs=(Planted("a", "number", (0, 1)),)),
        Event(name="train", reports=(told("a A train left the rails.", "- It rained."),), differs=()),
    ]
    made = list(one_event(events, Reader.open()))
    assert [one.wanted for one in made] == [{(0, 1)}, set(), {(2, 0)}]
    assert [one.right.shape for one in made] == [(2, 3), (2, 2), (3, 2)]
    assert [int(one.right.sum()) for one in made] == [1, 0, 1]
