"""Texts to token ids: the Unigram tokenizer of the encoder and the characters replaced before it.

It cuts texts at the encoder's limit and says which; it knows nothing of vectors.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from tokenizers import Regex, Tokenizer, normalizers, pre_tokenizers, processors
from tokenizers.models import Unigram

from samestory.encode.unpack import Vocabulary
from samestory.errors import WeightsDamaged

LIMIT = 512
PREFIX = "query: "
TOKENIZER_FILE, CHARACTERS_FILE = "tokenizer.json", "characters.json"
_SURROGATES = re.compile("[\ud800-\udfff]")


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

    def ids(self, cleaned: Sequence[str]) -> list[list[int]]:
        """The ids of each cleaned text, prefix and special tokens included, however many they are."""
        encodings = self._tokenizer.encode_batch_fast([PREFIX + text for text in cleaned])
        return [encoding.ids for encoding in encodings]


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
