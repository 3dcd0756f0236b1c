"""Gold sentences with two actors and what one does to the other, in one shape: two English sets.

Reads files only. Which part of the first set a net has not seen is told by ``fold``.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

import msgspec

from evals.base import found
from samestory.heads.events import FOLDS, ROOTS
from samestory.model import Root, Span

SENTENCES = "zero_shot_plover/datasets/PLV_train.tsv"
RECORDS = "plover/gold_standard_records/*.txt"
# Roots by their names, and by those that the records' edition of PLOVER (2016) has for some.
NAMED: Mapping[str, Root] = {
    **{root: root for root in ROOTS},
    "CONCEDE": "YIELD",
    "RETREAT": "YIELD",
    "DEMAND": "REQUEST",
    "DISAPPROVE": "ACCUSE",
    "INVESTIGATE": "ACCUSE",
    "FIGHT": "ASSAULT",
}
A = TypeVar("A")
_TAG = re.compile(r"</?[st]>")
_ROLE = re.compile(r"\(([A-Z/]+): ([^()]*)\)")


class Acted(NamedTuple):
    """A sentence with two actors: who acts and whom it is done to, None where it does not name one."""

    text: str
    lang: str
    source: Span | None
    target: Span | None


class Gold(NamedTuple, Generic[A]):
    """A sentence and what is right to say of it."""

    told: Acted
    answer: A


def fold(text: str) -> int:
    """The fold of a sentence: by its hash, so that none ever changes places."""
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % FOLDS


def sentences(root: Path) -> list[Gold[Root]]:
    """The train part of Zero-Shot-PLOVER; raises DataMissing."""
    with found(root, SENTENCES)[0].open(encoding="utf-8", newline="") as opened:
        rows = csv.DictReader(opened, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [_sentence(row["marked_sentence"], row["gold_root"]) for row in rows]


def records(root: Path) -> list[Gold[Root]]:
    """The gold standard records of PLOVER, those that mark a source; raises DataMissing.

    Of several sources or targets the first counts; where both are one another's, the first two names.
    """
    told = msgspec.json.decode(found(root, RECORDS)[0].read_bytes())
    return [deed for record in told for deed in _record(record)]


def _sentence(marked: str, named: str) -> Gold[Root]:
    text, at, end = "", dict[str, int](), 0
    for tag in _TAG.finditer(marked):
        text += marked[end : tag.start()]
        at[tag[0]], end = len(text), tag.end()
    text += marked[end:]
    source, target = (Span(at[f"<{a}>"], at[f"</{a}>"]) if f"<{a}>" in at else None for a in "st")
    return Gold(Acted(text, "en", source, target), NAMED[named])


def _record(record: Mapping[str, Any]) -> Iterator[Gold[Root]]:
    information = record.get("textInfo", "")
    marked = information if isinstance(information, str) else information.get("markup") or ""
    text, roles, end = "", list[tuple[str, Span]](), 0
    for role in _ROLE.finditer(marked):
        text += marked[end : role.start()]
        roles.append((role[1], Span(len(text), len(text) + len(role[2]))))
        text, end = text + role[2], role.end()
    text += marked[end:]
    sources = [span for role, span in roles if "SRC" in role]
    if sources and record["event"] != "DOCUMENT":
        targets = [span for role, span in roles if "TAR" in role and span != sources[0]]
        told = Acted(text, "en", sources[0], next(iter(targets), None))
        yield Gold(told, NAMED[record["event"]])
