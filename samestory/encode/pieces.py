"""Texts -> the pieces of words that the encoder knows, as SentencePiece cuts them, by a file of its own kind.

Which characters of a text are replaced before is for tokenizer.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sentencepiece import SentencePieceProcessor

from samestory.encode.unpack import Vocabulary

PIECES_FILE = "pieces.model"

Spans = npt.NDArray[np.int64]


class Pieces:
    """A Unigram vocabulary (Kudo 2018, arXiv 1804.10959). Safe to ask from several threads."""

    def __init__(self, processor: SentencePieceProcessor) -> None:
        self._processor = processor

    @classmethod
    def open(cls, path: Path) -> Pieces:
        """The pieces that ``packed`` put into ``path``; raises OSError or RuntimeError."""
        # On one thread: who asks has as many as there are cores already.
        return cls(SentencePieceProcessor(model_file=str(path), num_threads=1))

    def ids(self, texts: Sequence[str]) -> list[list[int]]:
        """The pieces' ids, text by text, those of begin and end included."""
        found: list[list[int]] = self._processor.encode(list(texts), out_type=int, add_bos=True, add_eos=True)
        return found

    def located(self, texts: Sequence[str]) -> Iterator[tuple[list[int], Spans]]:
        """The ids, and where the pieces stand: (pieces, 2), from 0 to 0 for begin and end."""
        written = self._processor.encode(list(texts), out_type=str)
        return ((ids, _spans(its)) for ids, its in zip(self.ids(texts), written, strict=True))


def packed(vocabulary: Vocabulary) -> bytes:
    """What the file of the pieces of ``vocabulary`` holds: a SentencePiece model that replaces nothing."""
    # Imported here, as protobuf is: running the encoder does without them.
    from sentencepiece.sentencepiece_model_pb2 import ModelProto  # noqa: PLC0415

    kinds = ModelProto.SentencePiece
    special = {
        vocabulary.unknown: kinds.UNKNOWN,
        **dict.fromkeys((vocabulary.begin, vocabulary.end, vocabulary.pad), kinds.CONTROL),
    }
    model = ModelProto()
    for number, (piece, score) in enumerate(vocabulary.pieces):
        model.pieces.add(piece=piece, score=score, type=special.get(number, kinds.NORMAL))
    roles = {"unk": vocabulary.unknown, "bos": vocabulary.begin, "eos": vocabulary.end, "pad": vocabulary.pad}
    for role, number in roles.items():
        setattr(model.trainer_spec, f"{role}_id", number)
        setattr(model.trainer_spec, f"{role}_piece", vocabulary.pieces[number][0])
    model.normalizer_spec.name = "identity"
    model.normalizer_spec.remove_extra_whitespaces = False
    return bytes(model.SerializeToString(deterministic=True))


def _spans(written: Sequence[str]) -> Spans:
    """Where ``written`` pieces stand in their text, which has no space in front as they do."""
    ends = np.fromiter(accumulate(map(len, written), initial=0), np.int64)
    found = np.zeros((len(written) + 2, 2), np.int64)
    found[1:-1, 0], found[1:-1, 1] = np.maximum(ends[:-1] - 1, 0), ends[1:] - 1
    return found
