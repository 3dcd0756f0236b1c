"""What shards hold: the columns of each table, and what a shard says of itself. Holds no file.

Every shard is a Parquet file under TABLE/MONTH/ whose own description tells table, version and state.
"""

from __future__ import annotations

from importlib.metadata import version
from types import MappingProxyType
from typing import Any, Literal, get_args

import msgspec

from samestory.errors import InputError
from samestory.ingest.extras import needed
from samestory.ingest.records import NotInstalled
from samestory.model import Record

Table = Literal["articles", "failures", "stories", "threads", "entities", "decisions", "joined"]
# Raised when columns change.
LAYOUT = 3
KEY = b"samestory"
UNDATED = "undated"
# Rows in a group, which is what is held at a time, and in a shard.
GROUP, MOST = 256, 4096

# json: a record as in model.py. rows: of vectors, ``width`` to a row, as store/vectors.py packs them.
_TYPES = MappingProxyType(
    {
        "text": "string",
        "count": "int64",
        "share": "float64",
        "day": "date32",
        "json": "binary",
        "rows": "binary",
    }
)
COLUMNS: MappingProxyType[Table, MappingProxyType[str, str]] = MappingProxyType(
    {
        "articles": MappingProxyType(
            {
                "id": "text", "document": "text", "outlet": "text", "lang": "text", "day": "day",
                "published": "text", "title": "text", "url": "text", "text": "text", "seen": "seen",
                "record": "json", "model": "text", "width": "count", "vectors": "rows",
            }
        ),
        "failures": MappingProxyType(
            {"root": "text", "home": "text", "source": "text", "stage": "text", "reason": "text"}
        ),
        "stories": MappingProxyType(
            {
                "id": "text", "thread": "text", "day": "day", "title": "text", "articles": "texts",
                "origins": "count", "record": "json",
            }
        ),
        "threads": MappingProxyType({"id": "text", "title": "text", "stories": "texts", "record": "json"}),
        "entities": MappingProxyType({"id": "text", "type": "text", "name": "text", "record": "json"}),
        "decisions": MappingProxyType(
            {
                "kind": "text", "left": "text", "right": "text", "verdict": "text", "score": "share",
                "made_by": "text", "reasons": "json",
            }
        ),
        "joined": MappingProxyType(
            {
                "id": "text", "window": "text", "story": "text", "day": "day", "title": "text",
                "articles": "texts", "origins": "count", "stories": "told",
            }
        ),
    }
)  # fmt: skip


class Label(Record, frozen=True, kw_only=True):
    """What a shard says of itself.

    ``state`` tells what is in it: two of one state hold the same. ``samestory`` is the version that read or
    derived it.
    """

    table: Table
    state: str
    layout: int = LAYOUT
    samestory: str = msgspec.field(default_factory=lambda: version("samestory"))


class Whole(Record, frozen=True, kw_only=True):
    """The names of all shards that there are of a dossier; a note of it lies with them."""

    shards: tuple[str, ...]


def whole(name: str) -> str:
    """What the note of a dossier's shards is called, which begin with ``name``; no file read is called so."""
    return f".done/.{name}.shards"


def schema(label: Label) -> Any:
    """The columns of a shard as pyarrow has them, with its label; raises InputError without pyarrow."""
    arrow = library("pyarrow")
    # What the root of a source is called, which of that name it is, the source, and when it was seen there
    # (ISO 8601, UTC; empty where not told).
    seen = arrow.struct([(name, arrow.string()) for name in ("root", "home", "source", "seen")])
    # A window and a story of it.
    told = arrow.struct([(name, arrow.string()) for name in ("window", "story")])
    made = {"texts": arrow.list_(arrow.string()), "seen": arrow.list_(seen), "told": arrow.list_(told)}
    made |= {kind: getattr(arrow, name)() for kind, name in _TYPES.items()}
    columns = [(name, made[kind]) for name, kind in COLUMNS[label.table].items()]
    return arrow.schema(columns, metadata={KEY: msgspec.json.encode(label)})


def label_in(metadata: dict[bytes, bytes] | None) -> Label | None:
    """The label in what a Parquet file says of itself; None where it is none of ours."""
    try:
        return msgspec.json.decode((metadata or {})[KEY], type=Label)
    except (KeyError, msgspec.MsgspecError):
        return None


def told(footer: Any) -> Label | None:
    """What a Parquet file says of itself, given its footer as pyarrow has it; None where it is none of ours.

    Raises ValueError where it is a shard, by its columns, that does not say which any more.
    """
    label, said = label_in(footer.metadata), footer.metadata or {}
    columns = {footer.schema.column(one).path.partition(".")[0] for one in range(footer.num_columns)}
    if label is None and (KEY in said or any(columns == its.keys() for its in COLUMNS.values())):
        raise ValueError("it has the columns of a shard and does not say which it is")
    return label


def library(name: str) -> Any:
    """pyarrow or a part of it; raises InputError where it is not installed."""
    try:
        return needed(name, "tables")
    except NotInstalled as error:
        raise InputError(f"shards: {error}") from error


def tables() -> tuple[Table, ...]:
    """The tables there are."""
    return get_args(Table)
