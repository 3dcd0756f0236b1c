"""What cuts texts into the encoder's tokens: our own pieces, or a foreign tokenizer's file.

Texts come cleaned and with their prefix; what that means is in tokenizer.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np

from samestory.encode.pieces import PIECES_FILE, Pieces, Spans
from samestory.errors import WeightsDamaged, WeightsMissing

if TYPE_CHECKING:
    from tokenizers import Tokenizer

TOKENIZER_FILE = "tokenizer.json"


class Cutter(Protocol):
    """Cuts texts into the encoder's tokens, special ones included. Safe to ask from several threads."""

    def ids(self, texts: Sequence[str]) -> list[list[int]]:
        """The tokens' ids, text by text."""

    def located(self, texts: Sequence[str]) -> Iterable[tuple[list[int], Spans]]:
        """The tokens' ids and where they stand: (tokens, 2), from 0 to 0 for special ones."""


class ByFile:
    """A tokenizer.json, read by the library that such files are of."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer

    @classmethod
    def open(cls, path: Path) -> ByFile:
        """The tokenizer in the file; raises WeightsMissing without that library, and whatever it raises."""
        try:
            from tokenizers import Tokenizer  # noqa: PLC0415 - optional
        except ImportError as error:
            raise WeightsMissing(
                f'{path} needs the package tokenizers. Run `pip install "samestory[hub]"`.'
            ) from error
        tokenizer = Tokenizer.from_file(str(path))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return cls(tokenizer)

    def ids(self, texts: Sequence[str]) -> list[list[int]]:
        """As in ``Cutter``."""
        return [one.ids for one in self._tokenizer.encode_batch_fast(list(texts))]

    def located(self, texts: Sequence[str]) -> Iterator[tuple[list[int], Spans]]:
        """As in ``Cutter``."""
        encodings = self._tokenizer.encode_batch(list(texts))
        return ((one.ids, np.array(one.offsets, np.int64).reshape(-1, 2)) for one in encodings)


def cutter(folder: Path) -> Cutter:
    """What is prepared in ``folder``; raises WeightsDamaged when it cannot be read."""
    try:
        if (folder / PIECES_FILE).exists():
            return Pieces.open(folder / PIECES_FILE)
        return ByFile.open(folder / TOKENIZER_FILE)
    except WeightsMissing:
        raise
    except Exception as error:  # the tokenizers package raises bare Exception
        raise WeightsDamaged(
            f"the tokenizer in {folder} cannot be read: {error}. Run `samestory models prepare`."
        ) from error
