"""Two ways from texts to token ids: by our own vocabulary, word by word, and by a foreign tokenizer's file.

Texts come cleaned and with their prefix; what that means is in tokenizer.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, chain
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

from samestory.encode.pieces import Cut, Pieces

if TYPE_CHECKING:
    from tokenizers import Tokenizer

# Stands for a space, before each word.
SPACE = "\u2581"

Spans = npt.NDArray[np.int64]


class Cutter(Protocol):
    """Cuts texts into the encoder's tokens, special ones included. Safe to ask from several threads."""

    def ids(self, texts: Sequence[str]) -> list[list[int]]:
        """The tokens' ids, text by text."""

    def located(self, texts: Sequence[str]) -> list[tuple[list[int], Spans]]:
        """The tokens' ids and where they stand: (tokens, 2), from 0 to 0 for special ones."""


class ByWords:
    """Our own vocabulary: a text's tokens are those of its words, each with the space before it."""

    def __init__(self, pieces: Pieces) -> None:
        self._pieces = pieces

    def ids(self, texts: Sequence[str]) -> list[list[int]]:
        """As in ``Cutter``."""
        return [self._ids(words) for words in self._cut(texts)]

    def located(self, texts: Sequence[str]) -> list[tuple[list[int], Spans]]:
        """As in ``Cutter``."""
        return [(self._ids(words), _spans(words)) for words in self._cut(texts)]

    def _cut(self, texts: Sequence[str]) -> Iterator[list[Cut]]:
        # That sign in a text is a space as well.
        words = [[SPACE + word for word in text.replace(SPACE, " ").split(" ")] for text in texts]
        known = self._pieces.cut(chain.from_iterable(words))
        return ([known[word] for word in its] for its in words)

    def _ids(self, words: Sequence[Cut]) -> list[int]:
        return [self._pieces.begin, *chain.from_iterable(word.ids for word in words), self._pieces.end]


class ByFile:
    """A tokenizer.json, read by the library that such files are of."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer

    @classmethod
    def open(cls, path: Path) -> ByFile:
        """The tokenizer in the file; raises whatever the library does."""
        # Imported here: our own vocabulary does without it.
        from tokenizers import Tokenizer  # noqa: PLC0415

        tokenizer = Tokenizer.from_file(str(path))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return cls(tokenizer)

    def ids(self, texts: Sequence[str]) -> list[list[int]]:
        """As in ``Cutter``."""
        return [one.ids for one in self._tokenizer.encode_batch_fast(list(texts))]

    def located(self, texts: Sequence[str]) -> list[tuple[list[int], Spans]]:
        """As in ``Cutter``."""
        encodings = self._tokenizer.encode_batch(list(texts))
        return [(one.ids, np.array(one.offsets, np.int64).reshape(-1, 2)) for one in encodings]


def _spans(words: Sequence[Cut]) -> Spans:
    """Where the pieces of ``words`` stand; the space before the first word is before the text."""
    ends = np.fromiter(accumulate(chain.from_iterable(word.lengths for word in words), initial=0), np.int64)
    found = np.zeros((len(ends) + 1, 2), np.int64)
    found[1:-1, 0], found[1:-1, 1] = np.maximum(ends[:-1] - 1, 0), ends[1:] - 1
    return found
