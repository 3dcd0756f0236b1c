"""Gold texts with their names, sentence by sentence, from six sets, all in one shape and with our types.

Reads files only; what trains and what is held out is told by ``GoldText.held``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from evals.base import DataMissing, found
from evals.corpora import named
from samestory.lang import load
from samestory.model import NameType, Span
from samestory.read.sentences import split

# Topics that train; every other one is held out.
TRAIN_TOPICS = frozenset(("asia_bibi", "brexit", "covid-19", "nord_stream"))
# Of sets without topics the last part of this file, in its order, is held out, and all of every other file.
HELD_SHARE, SHARED_FILES = 0.25, re.compile("valid|dev|pud")

ROMANIAN = "ronec/data/*.json"
NESTED = "nerel/NEREL-v1.1/*/*.ann"
FACTS = "factrueval2016/*/*.objects"
KAZAKH = "kaznerd/KazNERD/IOB2_*.txt"
ENGLISH = "uner_en_pud/*.iob2"

ALL_TYPES: frozenset[NameType] = frozenset(("person", "organisation", "place", "work", "event"))
THREE_TYPES: frozenset[NameType] = frozenset(("person", "organisation", "place"))
THREE_TYPED = frozenset(("factrueval", "pud"))
# Each set's classes that are ours. A class given as None is one that our types cut differently:
# where it stands, no answer is asked for.
TYPES: dict[str, dict[str, NameType | None]] = {
    "slavner": {kind: kind for kind in ALL_TYPES},
    "ronec": {
        "PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FACILITY": None,
        "NAT_REL_POL": None, "WORK_OF_ART": "work", "EVENT": "event",
    },
    "nerel": {
        "PERSON": "person", "ORGANIZATION": "organisation", "CITY": "place", "COUNTRY": "place",
        "STATE_OR_PROVINCE": "place", "DISTRICT": "place", "LOCATION": "place", "FACILITY": "place",
        "WORK_OF_ART": "work", "PRODUCT": "work", "EVENT": "event", "LAW": None, "AWARD": None,
        "NATIONALITY": None, "DISEASE": None, "FAMILY": None,
    },
    "factrueval": {
        "Person": "person", "Org": "organisation", "LocOrg": "place", "Location": "place", "Project": None,
    },
    "kaznerd": {
        "PERSON": "person", "ORGANISATION": "organisation", "GPE": "place", "LOCATION": "place",
        "FACILITY": "place", "ART": "work", "PRODUCT": "work", "EVENT": "event", "LAW": None, "PROJECT": None,
        "NORP": None, "DISEASE": None, "MISCELLANEOUS": None, "NON_HUMAN": None,
    },
    "pud": {"PER": "person", "ORG": "organisation", "LOC": "place"},
}  # fmt: skip
NO_SPACE_BEFORE = re.compile(r"[.,!?:;)»”%…]+\Z")
OPENS = frozenset("(«“")
WORD = re.compile(r"\S+")


class Marked(NamedTuple):
    """A gold name in a text; ``type`` is None where no answer is asked for."""

    span: Span
    type: NameType | None


class GoldText(msgspec.Struct, frozen=True, kw_only=True):
    """A text of one set with its sentences and names, in code points; names in order, none in another.

    ``types`` are those that its set marks, ``counted`` those that figures count; ``held`` says that it does
    not train.
    """

    set: str
    lang: str
    topic: str
    text: str
    sentences: tuple[Span, ...]
    names: tuple[Marked, ...]
    types: frozenset[NameType]
    counted: frozenset[NameType]
    held: bool


def texts(root: Path) -> list[GoldText]:
    """Every text of every set at hand under ``root``, in a fixed order; raises DataMissing for none."""
    result = [text for reader in READERS for text in _at_hand(reader, root)]
    if not result:
        raise DataMissing(f"none of the sets {', '.join(TYPES)} is under {root}")
    return result


def _at_hand(reader: Callable[[Path], Iterator[GoldText]], root: Path) -> list[GoldText]:
    try:
        return list(reader(root))
    except DataMissing:
        return []


def slavic(root: Path) -> Iterator[GoldText]:
    """Online news in bg, cs, pl, ru, sl and uk on five topics."""
    for one in named(root):
        spans = [(name.span, name.type) for name in one.names]
        held = one.topic not in TRAIN_TOPICS
        yield _text("slavner", one.lang, one.text, spans, topic=one.topic, held=held)


def romanian(root: Path) -> Iterator[GoldText]:
    """Sentences of news and the web. The set counts words for people as names: those without a capital are
    left out, alone and at the edges of a name ("președinte Ilie Dorca"). So is a comma after a name, which it
    has in one of seven places where one follows.
    """
    for file in found(root, ROMANIAN):
        rows = msgspec.json.decode(file.read_bytes())
        for place, row in enumerate(rows):
            spaces = _spaced(row["tokens"], row["space_after"])
            text, spans = _joined(row["tokens"], row["ner_tags"], spaces)
            capital = [(_capitalised(span, text), kind) for span, kind in spans]
            held = _is_held(file, place, len(rows))
            yield _text("ronec", "ro", text, [(s, kind) for s, kind in capital if s is not None], held=held)


def nested(root: Path) -> Iterator[GoldText]:
    """Articles of a news wiki; of nested names the outermost counts, an event only with a capital."""
    for file in found(root, NESTED):
        text = _read(file.with_suffix(".txt"))
        rows = (line.split("\t")[1].split() for line in _read(file).splitlines() if line.startswith("T"))
        spans = [(Span(int(row[1]), int(row[-1])), row[0]) for row in rows]
        proper = [s for s in spans if s[1] != "EVENT" or s[0].of(text)[:1].isupper()]
        yield _text("nerel", "ru", text, proper, held=file.parent.name != "train")


def facts(root: Path) -> Iterator[GoldText]:
    """News with objects made of spans; an object's words from its first name to its last are the name."""
    files = found(root, FACTS)
    for place, file in enumerate(files):
        rows = (line.split() for line in _read(file.with_suffix(".spans")).splitlines() if line.strip())
        spans = {row[0]: (row[1], Span(int(row[2]), int(row[2]) + int(row[3]))) for row in rows}
        text = _read(file.with_suffix(".txt"))
        yield _text(
            "factrueval", "ru", text, _objects(file, spans), held=_is_held(file.parent, place, len(files))
        )


def kazakh(root: Path) -> Iterator[GoldText]:
    """Sentences of television news, of which only the tokens are known."""
    for file, place, block, count in _blocks(root, KAZAKH):
        rows = [line.split() for line in block.splitlines()]
        tokens = [row[0] for row in rows]
        text, spans = _joined(tokens, [row[1] for row in rows], _spaces(tokens))
        yield _text("kaznerd", "kk", text, spans, held=_is_held(file, place, count))


def english(root: Path) -> Iterator[GoldText]:
    """Sentences of news and an encyclopedia, with their text as written."""
    for file, place, block, count in _blocks(root, ENGLISH):
        text = next(line[9:] for line in block.splitlines() if line.startswith("# text = "))
        rows = [line.split("\t") for line in block.splitlines() if line[:1].isdigit()]
        spans = _tagged([row[1] for row in rows], [row[2] for row in rows], _starts(text, rows))
        yield _text("pud", "en", text, spans, held=_is_held(file, place, count))


READERS = (slavic, romanian, nested, facts, kazakh, english)


def _text(name: str, lang: str, text: str, spans: Iterable[tuple[Span, str]], **known: object) -> GoldText:
    types = TYPES[name]
    names = [Marked(span, types[kind]) for span, kind in spans if kind in types]
    types_marked = THREE_TYPES if name in THREE_TYPED else ALL_TYPES
    counted = THREE_TYPES if name == "ronec" else types_marked
    values = {"topic": "", "types": types_marked, "counted": counted, **known}
    sentences = tuple(split(text, load(lang)))
    return GoldText(
        set=name,
        lang=lang,
        text=text,
        sentences=sentences,
        names=_outermost(names),
        **values,  # type: ignore[arg-type]
    )


def _outermost(names: Iterable[Marked]) -> tuple[Marked, ...]:
    kept: list[Marked] = []
    for name in sorted(names, key=lambda n: (n.span.start, -n.span.end)):
        if not kept or name.span.start >= kept[-1].span.end:
            kept.append(name)
    return tuple(kept)


def _objects(file: Path, spans: dict[str, tuple[str, Span]]) -> Iterator[tuple[Span, str]]:
    for line in _read(file).splitlines():
        row = line.partition("#")[0].split()
        parts = [spans[i] for i in row[2:] if i in spans]
        named = [
            span for kind, span in parts if "name" in kind or kind in ("surname", "patronymic", "nickname")
        ]
        if named and row[1] != "Org":
            yield Span(min(s.start for s in named), max(s.end for s in named)), row[1]
        elif named:
            yield Span(min(s.start for _, s in parts), max(s.end for _, s in parts)), row[1]


def _joined(
    tokens: Sequence[str], tags: Sequence[str], spaces: Sequence[bool]
) -> tuple[str, list[tuple[Span, str]]]:
    text, starts = "", []
    for token, space in zip(tokens, spaces, strict=True):
        starts.append(len(text))
        text += token + (" " if space else "")
    return text.rstrip(), _tagged(tokens, tags, starts)


def _tagged(tokens: Sequence[str], tags: Sequence[str], starts: Sequence[int]) -> list[tuple[Span, str]]:
    spans: list[tuple[Span, str]] = []
    for token, tag, start in zip(tokens, tags, starts, strict=True):
        if tag.startswith("I-") and spans and spans[-1][1] == tag[2:]:
            spans[-1] = (Span(spans[-1][0].start, start + len(token)), tag[2:])
        elif tag != "O":
            spans.append((Span(start, start + len(token)), tag[2:]))
    return spans


def _starts(text: str, rows: Sequence[Sequence[str]]) -> list[int]:
    starts, after = [], 0
    for row in rows:
        place = text.index(row[1], after)
        starts.append(place)
        after = place + len(row[1])
    return starts


def _spaces(tokens: Sequence[str]) -> list[bool]:
    """Where a space most likely stood after each token."""
    following = [*tokens[1:], "."]
    return [
        a not in OPENS and NO_SPACE_BEFORE.match(b) is None for a, b in zip(tokens, following, strict=True)
    ]


def _capitalised(span: Span, text: str) -> Span | None:
    """``span`` from its first word with a capital to its last, None where there is none; no comma ends it."""
    words = [m for m in WORD.finditer(text, span.start, span.end) if any(c.isupper() for c in m[0])]
    return Span(words[0].start(), words[-1].start() + len(words[-1][0].rstrip(","))) if words else None


def _blocks(root: Path, pattern: str) -> Iterator[tuple[Path, int, str, int]]:
    for file in found(root, pattern):
        blocks = _read(file).strip().split("\n\n")
        yield from ((file, place, block, len(blocks)) for place, block in enumerate(blocks))


def _spaced(tokens: Sequence[str], spaces: Sequence[bool]) -> list[bool]:
    """The spaces told, and those lost: of two tokens of letters each one stands between."""
    pairs = zip(tokens, [*tokens[1:], "."], spaces, strict=True)
    return [space or (a[-1:].isalnum() and b[:1].isalnum()) for a, b, space in pairs]


def _is_held(file: Path, place: int, count: int) -> bool:
    return SHARED_FILES.search(file.name) is None or place >= count * (1 - HELD_SHARE)


def _read(file: Path) -> str:
    with file.open(encoding="utf-8", newline="") as opened:
        return opened.read()
