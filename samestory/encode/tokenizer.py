"""Texts to token ids: the Unigram tokenizer of the encoder and the characters replaced before it.

It cuts texts at the encoder's limit and says which; it knows nothing of vectors.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from samestory.encode.cutters import Cutter, cutter
from samestory.encode.pieces import PIECES_FILE, packed
from samestory.encode.unpack import Vocabulary
from samestory.errors import WeightsDamaged

LIMIT = 512
PREFIX = "query: "
CHARACTERS_FILE = "characters.json"
_SURROGATES = re.compile("[\ud800-\udfff]")


class Placed(NamedTuple):
    """A cleaned text, and where it came from: ``starts`` and ``ends`` int32 (characters of ``cleaned``,).

    Character i of ``cleaned`` stands for code points ``starts[i]`` to ``ends[i]`` of the text as given.
    """

    cleaned: str
    starts: npt.NDArray[np.int32]
    ends: npt.NDArray[np.int32]


class TextTokenizer:
    """Turns texts into ids the way multilingual-e5 was trained: prefix, replaced characters, pieces.

    Lone surrogates count as U+FFFD, NUL is dropped, and outer white space does not count.
    Texts are composed (Unicode NFC) first, so both spellings of an accented letter give the same ids.
    """

    def __init__(self, cutter: Cutter, characters: dict[int, str]) -> None:
        self._cutter = cutter
        self._characters = characters

    @classmethod
    def load(cls, folder: Path) -> TextTokenizer:
        """The tokenizer prepared in ``folder``; raises WeightsDamaged when its files cannot be read.

        Raises WeightsMissing where they are foreign and the library that reads them is not installed.
        """
        opened = cutter(folder)
        table = folder / CHARACTERS_FILE
        try:
            characters = json.loads(table.read_text("utf-8")) if table.exists() else {}
        except (OSError, ValueError) as error:
            raise WeightsDamaged(
                f"{table} cannot be read: {error}. Run `samestory models prepare`."
            ) from error
        return cls(opened, {int(code): text for code, text in characters.items()})

    def cleaned(self, text: str) -> str:
        """``text`` as the pieces see it: characters replaced, spaces single; empty for nothing visible."""
        plain = unicodedata.normalize("NFC", _SURROGATES.sub("\ufffd", text.replace("\0", "")))
        return " ".join(filter(None, plain.translate(self._characters).split(" ")))

    def placed(self, text: str) -> Placed:
        """``cleaned(text)``, each of its characters with the part of ``text`` it stands for."""
        if self.cleaned(text) == text:
            places = np.arange(len(text) + 1, dtype=np.int32)
            return Placed(text, places[:-1], places[1:])
        characters: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for start, end in _composing(text):
            part = unicodedata.normalize("NFC", _SURROGATES.sub("\ufffd", text[start:end].replace("\0", "")))
            for character in part.translate(self._characters):
                if character != " " or (characters and characters[-1] != " "):
                    characters.append(character)
                    starts.append(start)
                    ends.append(end)
        kept = len(characters) - (characters[-1:] == [" "])
        spans = (np.array(side[:kept], np.int32) for side in (starts, ends))
        return Placed("".join(characters[:kept]), *spans)

    def located(self, placed: Sequence[Placed]) -> list[tuple[list[int], npt.NDArray[np.int32]]]:
        """As ``ids``, with where each token stands: int32 (tokens, 2), code points of the text as given.

        Prefix and special tokens, and white space, stand nowhere: from 0 to 0.
        """
        located = self._cutter.located([PREFIX + one.cleaned for one in placed])
        return [(ids, _places(spans, one)) for (ids, spans), one in zip(located, placed, strict=True)]

    def ids(self, cleaned: Sequence[str]) -> list[list[int]]:
        """The ids of each cleaned text, prefix and special tokens included, however many they are."""
        return self._cutter.ids([PREFIX + text for text in cleaned])


def _composing(text: str) -> Iterator[tuple[int, int]]:
    """Parts of ``text`` that compose (Unicode NFC) each by itself: mostly single code points."""
    if unicodedata.is_normalized("NFC", text):
        yield from ((i, i + 1) for i in range(len(text)))
        return
    start = 0
    for i, character in enumerate(text):
        if i == start or unicodedata.combining(character):
            continue
        before, itself = (unicodedata.normalize("NFC", part) for part in (text[start:i], character))
        if unicodedata.normalize("NFC", text[start : i + 1]) == before + itself:
            yield start, i
            start = i
    if text:
        yield start, len(text)


def _places(spans: npt.NDArray[np.int64], placed: Placed) -> npt.NDArray[np.int32]:
    """Spans of prefix and cleaned text, turned into places in the text as given; a leading space is cut."""
    spaces = np.frombuffer(f"{placed.cleaned}.".encode("utf-32-le"), "<u4") == ord(" ")
    first, end = np.maximum(spans[:, 0] - len(PREFIX), 0), spans[:, 1] - len(PREFIX)
    first = first + spaces[first]
    told = first < end
    found = np.zeros(spans.shape, np.int32)
    found[told, 0], found[told, 1] = placed.starts[first[told]], placed.ends[end[told] - 1]
    return found


def within_limit(ids: list[int]) -> list[int]:
    """``ids`` cut to the encoder's 512 tokens, the closing special token kept."""
    return ids if len(ids) <= LIMIT else [*ids[: LIMIT - 1], ids[-1]]


def save(vocabulary: Vocabulary, folder: Path) -> None:
    """Writes the pieces of ``vocabulary`` and its table of replaced characters into ``folder``."""
    (folder / PIECES_FILE).write_bytes(packed(vocabulary))
    table = {str(code): text for code, text in sorted(vocabulary.characters.items())}
    (folder / CHARACTERS_FILE).write_text(json.dumps(table, ensure_ascii=False), "utf-8")
