"""The vocabulary as older versions of Samestory prepared it: a tokenizer.json of ours.

Foreign files of that name are not read here; their own library reads them, see cutters.py.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from samestory.encode.tokenizer import CHARACTERS_FILE, TOKENIZER_FILE
from samestory.encode.unpack import Vocabulary


class _Model(msgspec.Struct):
    vocab: tuple[tuple[str, float], ...]
    unk_id: int


class _Special(msgspec.Struct):
    ids: list[int]


class _Id(msgspec.Struct):
    id: str


class _Part(msgspec.Struct):
    special: _Id | None = msgspec.field(name="SpecialToken", default=None)


class _Around(msgspec.Struct):
    single: list[_Part]
    special_tokens: dict[str, _Special]


class _Held(msgspec.Struct):
    model: _Model
    around: _Around = msgspec.field(name="post_processor")


def vocabulary(folder: Path) -> Vocabulary | None:
    """The vocabulary in ``folder``; None where there is none of ours, or it cannot be read."""
    try:
        characters = msgspec.json.decode((folder / CHARACTERS_FILE).read_bytes(), type=dict[int, str])
        held = msgspec.json.decode((folder / TOKENIZER_FILE).read_bytes(), type=_Held)
    except (OSError, msgspec.MsgspecError):
        return None
    around = [
        held.around.special_tokens[part.special.id].ids[0] for part in held.around.single if part.special
    ]
    return Vocabulary(
        pieces=held.model.vocab,
        begin=around[0],
        end=around[-1],
        pad=held.model.unk_id,
        unknown=held.model.unk_id,
        characters=characters,
    )
