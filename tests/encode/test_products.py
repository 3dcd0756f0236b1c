"""Products of 8-bit numbers: what a processor makes of them is asked, and weights made for it."""

from __future__ import annotations

import numpy as np
import onnxruntime
import pytest

from samestory.encode import graph, products
from samestory.encode.session import Encoder

TEXTS = tuple(
    f"{who} said on Monday that the {what} would be shut for repairs until the end of the year, we were told."
    for who in ("The mayor", "Министърът", "Primarul", "Директор порта")
    for what in ("bridge", "port", "airport", "ring road", "metro line", "stadium", "опера", "gară de nord")
)


def sums(most: int) -> np.ndarray:
    """What the runtime makes of a product whose numbers are all as large as they come."""
    weights = np.full((products.WIDE, products.WIDE), most, np.int8)
    model = products.product(weights)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    return np.asarray(session.run(None, {"numbers": np.full(weights.shape, 255, np.uint8)})[0])


def test_the_largest_weight_is_what_the_processor_bears():
    whole = bool((sums(products.LARGEST) == products.WIDE * 255 * products.LARGEST).all())
    assert products.largest() == (products.LARGEST if whole else products.SPARING)
    # Half as large is borne by all.
    assert (sums(63) == products.WIDE * 255 * 63).all()


@pytest.mark.parametrize(("cut", "expected"), [(False, products.LARGEST), (True, products.SPARING)])
def test_weights_are_spared_where_sums_are_cut_off(cut: bool, expected: int, monkeypatch: pytest.MonkeyPatch):
    class Session:
        """Adds two products in 16 bits, as AVX2 does, or not."""

        def __init__(self, *_: object, **__: object) -> None:
            pass

        def run(self, _: None, given: dict[str, np.ndarray]) -> list[np.ndarray]:
            numbers = given["numbers"].astype(np.int64)
            pairs = np.full_like(numbers, 2 * 255 * products.LARGEST)
            held = np.minimum(pairs, 32_767) if cut else pairs
            return [held * (products.WIDE // 2)]

    monkeypatch.setattr(products.onnxruntime, "InferenceSession", Session)
    assert products.largest() == expected


@pytest.mark.parametrize("largest", [products.LARGEST, products.SPARING])
def test_rows_are_rounded_to_the_largest(largest: int):
    rows = np.random.default_rng(5).standard_normal((7, 33)).astype(np.float32)
    integers, scales = graph.rows_to_int8(rows, largest)
    assert (np.abs(integers).max(axis=1) == largest).all()
    assert np.abs(integers * scales[:, None] - rows).max() <= scales.max() / 2 + 1e-6


def test_vectors_are_near_to_exact_ones_on_any_processor(encoder: Encoder, exact: Encoder):
    near = np.einsum("ij,ij->i", encoder.encode(TEXTS), exact.encode(TEXTS))
    assert near.min() > 0.9987
