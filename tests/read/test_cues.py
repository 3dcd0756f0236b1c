"""Cues of negation, denial, refusal and source are marked where they stand."""

from __future__ import annotations

import pytest

from samestory.lang import load
from samestory.read.cues import mentions


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "He did not only deny it, he closed it.", [("denial", "deny"), ("refusal", "closed")]),
        ("fr", "Il n'a rien vu.", [("negation", "n'"), ("negation", "rien")]),
        ("fr", "Rien, affirme Lorne.", [("negation", "Rien"), ("source", "affirme")]),
        ("kk", "Мектеп ашылмайды.", [("negation", "ашылмайды")]),
        ("tr", "Komedi izledi, gelmedi.", [("negation", "gelmedi")]),
        ("cs", "Nemocnice nepodepsala smlouvu.", [("negation", "nepodepsala")]),
        ("ru", "По словам Лорновой, сарай цел.", [("source", "По словам")]),
    ],
)
def test_cues(lang: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert [(cue.kind, cue.span.of(text)) for cue in mentions(text, load(lang))] == expected
