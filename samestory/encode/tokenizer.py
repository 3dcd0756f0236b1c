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
from tokenizers import Regex, Tokenizer, normalizers, pre_tokenizers, processors
from tokenizers.models import Unigram

from samestory.encode.unpack import Vocabulary
from samestory.errors import WeightsDamaged

LIMIT = 512
PREFIX = "query: "
TOKENIZER_FILE, CHARACTERS_FILE = "tokenizer.json", "characters.json"
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

    def __init__(self, tokenizer: Tokenizer, characters: dict[int, str]) -> None:
        self._tokenizer = tokenizer
        self._characters = characters

    @classmethod
    def load(cls, folder: Path) -> TextTokenizer:
        """The tokenizer prepared in ``folder``; raises WeightsDamaged when its files cannot be read."""
        try:
            tokenizer = Tokenizer.from_file(str(folder / TOKENIZER_FILE))
            table = folder / CHARACTERS_FILE
            characters = json.loads(table.read_text("utf-8")) if table.exists() else {}
        except Exception as error:  # the tokenizers package raises bare Exception
            raise WeightsDamaged(
                f"the tokenizer in {folder} cannot be read: {error}. Run `samestory models prepare`."
            ) from error
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return cls(tokenizer, {int(code): text for code, text in characters.items()})

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
        encodings = self._tokenizer.encode_batch([PREFIX + one.cleaned for one in placed])
        return [(e.ids, _places(e.offsets, one)) for e, one in zip(encodings, placed, strict=True)]

    def ids(self, cleaned: Sequence[str]) -> list[list[int]]:
        """The ids of each cleaned text, prefix and special tokens included, however many they are."""
        encodings = self._tokenizer.encode_batch_fast([PREFIX + text for text in cleaned])
        return [encoding.ids for encoding in encodings]


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


def _places(offsets: Sequence[tuple[int, int]], placed: Placed) -> npt.NDArray[np.int32]:
    """Offsets in prefix and cleaned text, turned into places in the text as given; a leading space is cut."""
    found = np.zeros((len(offsets), 2), np.int32)
    for row, (start, end) in enumerate(offsets):
        first, last = max(start - len(PREFIX), 0), end - len(PREFIX)
        first += placed.cleaned[first : first + 1] == " "
        if first < last:
            found[row] = placed.starts[first], placed.ends[last - 1]
    return found


def within_limit(ids: list[int]) -> list[int]:
    """``ids`` cut to the encoder's 512 tokens, the closing special token kept."""
    return ids if len(ids) <= LIMIT else [*ids[: LIMIT - 1], ids[-1]]


def save(vocabulary: Vocabulary, folder: Path) -> None:
    """Writes the tokenizer of ``vocabulary`` and its table of replaced characters into ``folder``."""
    tokenizer = Tokenizer(Unigram(list(vocabulary.pieces), unk_id=vocabulary.unknown, byte_fallback=False))
    tokenizer.normalizer = normalizers.Replace(Regex(" {2,}"), " ")
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    special = [(vocabulary.pieces[index][0], index) for index in (vocabulary.begin, vocabulary.end)]
    begin, end = (word for word, _ in special)
    tokenizer.post_processor = processors.TemplateProcessing(f"{begin} $A {end}", special_tokens=special)
    tokenizer.save(str(folder / TOKENIZER_FILE), pretty=False)
    table = {str(code): text for code, text in sorted(vocabulary.characters.items())}
    (folder / CHARACTERS_FILE).write_text(json.dumps(table, ensure_ascii=False), "utf-8")
