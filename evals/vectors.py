"""Sentence vectors for training and evaluation, kept in a folder between runs where one is given."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from samestory.encode import Encoder
from samestory.signals import Floats2d


class Vectors:
    """The package's encoder; with a ``folder``, a list of texts encoded once is not encoded again."""

    def __init__(self, encoder: Encoder, folder: Path | None = None) -> None:
        self._encoder, self._folder = encoder, folder

    def of(self, texts: Sequence[str]) -> Floats2d:
        """Unit rows, float32 (texts, d), as the encoder gives them."""
        if self._folder is None:
            return self._encoder.encode(texts)
        file = self._folder / f"{self._key(texts)}.npy"
        if file.exists():
            return np.asarray(np.load(file), dtype=np.float32)
        vectors = self._encoder.encode(texts)
        self._folder.mkdir(parents=True, exist_ok=True)
        np.save(file, vectors)
        return vectors

    def _key(self, texts: Sequence[str]) -> str:
        return hashlib.sha256("\0".join((self._encoder.model_id, *texts)).encode()).hexdigest()
