"""Gold data for training and evaluation: translated news, documents of twin events, pairs of news judged.

Found by pattern under a root, so another set laid out the same way works. Nothing is encoded here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import msgspec

from evals.base import found
from samestory.model import NameType, Span

LINES = "ntrex128/**/newstest2019-*.{language}.txt"
LINE_DOCUMENTS = "ntrex128/**/DOCUMENT_IDS.tsv"
ARTICLES = "meantime/**/docs.jsonl"
TWINS = "ecbplus/**/docs.jsonl"
NAMED = "slavner/**/ner/*/*/*.tsv"
JUDGED = "semeval2022_task8/**/*_text_subset.jsonl"
# Topics of ECB+ that train and that are held out; those after them are its usual test part.
TRAIN_TOPICS, HELD_TOPICS, EVERY_TOPIC = range(1, 18), range(18, 36), range(1, 46)

# Spaces that cutting into tokens put before marks, after opening brackets, and within figures and hyphens.
_SPACED = re.compile(
    r" (?=[.,;:!?%)\]”’]|'s\b|n't\b)|(?<=[(\[$#“‘]) |(?<=\d [.,:]) (?=\d)| (?=[-/] )|(?<= [-/]) "
)
# Types of names as the gold names write them.
NAME_TYPES: dict[str, NameType] = {
    "PER": "person",
    "ORG": "organisation",
    "LOC": "place",
    "PRO": "work",
    "EVT": "event",
}
_QUOTES = re.compile(r"(?:\"|``) (.+?) (?:\"|'')")


class Parallel(msgspec.Struct, frozen=True):
    """News in several languages: line i of each says the same and stands in ``documents[i]``."""

    documents: tuple[str, ...]
    lines: dict[str, tuple[str, ...]]
    files: tuple[Path, ...]

    def rows(self) -> list[list[int]]:
        """Line numbers by document, in the order of ids."""
        return sorted(self.half(0) + self.half(1), key=lambda lines: self.documents[lines[0]])

    def half(self, parity: int) -> list[list[int]]:
        """Line numbers by document, of every second document in the order of ids; 0: train, 1: held out."""
        chosen = sorted(set(self.documents))[parity::2]
        places: dict[str, list[int]] = {document: [] for document in chosen}
        for line, document in enumerate(self.documents):
            if document in places:
                places[document].append(line)
        return list(places.values())


class TwinDocument(msgspec.Struct, frozen=True):
    """One document of ECB+; a topic holds two events that are near twins."""

    doc_id: str
    topic: str
    event: str
    sentences: tuple[str, ...]

    @property
    def story(self) -> str:
        """What tells its event from all others."""
        return f"{self.topic}/{self.event}"

    def text(self) -> str:
        """A line a sentence, as it was written before it was cut into tokens; without its web address."""
        return "\n".join(line for line in map(_written, self.sentences) if not line.startswith("http:"))


class _Translation(msgspec.Struct, frozen=True):
    """One article of MEANTIME in one language."""

    lang: str
    topic: str
    translation_group: str
    sentences: tuple[str, ...]


class GoldName(msgspec.Struct, frozen=True):
    """A name where it stands, its type, and the id it has in every language."""

    span: Span
    type: NameType
    entity: str


class NamedDocument(msgspec.Struct, frozen=True):
    """A news text with its names; the texts of a topic share their ids. ``doc_id`` is TOPIC/LANGUAGE/FILE."""

    doc_id: str
    topic: str
    lang: str
    text: str
    names: tuple[GoldName, ...]


class JudgedPair(msgspec.Struct, frozen=True):
    """Two news texts and how alike readers found them: ``overall`` from 1 (the same) to 4."""

    pair_id: str
    lang1: str
    lang2: str
    text1: str
    text2: str
    overall: float
    likely_original: bool

    def sides(self) -> tuple[tuple[str, str, str], tuple[str, str, str]]:
        """Id, language and text of both."""
        first, second = self.pair_id.split("_")
        return (first, self.lang1, self.text1), (second, self.lang2, self.text2)


def languages(root: Path) -> tuple[str, ...]:
    """Languages the translated news is at hand in, by the code in the file's name."""
    return tuple(sorted({file.name.split(".")[-2] for file in found(root, LINES.format(language="*"))}))


def parallel(root: Path, wanted: Sequence[str]) -> Parallel:
    """The translated news (NTREX-128) in the ``wanted`` languages; raises DataMissing."""
    index = found(root, LINE_DOCUMENTS)[0]
    files = {language: found(root, LINES.format(language=language))[0] for language in wanted}
    documents = tuple(line.split("\t")[0].strip() for line in _lines(index))
    return Parallel(documents, {name: _lines(file) for name, file in files.items()}, (index, *files.values()))


def translated_articles(root: Path) -> dict[str, Parallel]:
    """MEANTIME by topic: the articles that have as many sentences in each language; raises DataMissing.

    Nobody aligned its sentences; where the counts agree, those in one place are taken for translations.
    """
    file = found(root, ARTICLES)[0]
    by_topic: dict[str, dict[str, dict[str, tuple[str, ...]]]] = {}
    for one in msgspec.json.Decoder(_Translation).decode_lines(file.read_bytes()):
        its = by_topic.setdefault(one.topic, {}).setdefault(one.translation_group, {})
        its[one.lang] = tuple(map(_written, one.sentences))
    return {topic: _line_by_line(articles, file) for topic, articles in by_topic.items()}


def twins(root: Path, topics: range) -> tuple[TwinDocument, ...]:
    """The documents of these topics of ECB+; raises DataMissing."""
    decoder = msgspec.json.Decoder(TwinDocument)
    every = decoder.decode_lines(found(root, TWINS)[0].read_bytes())
    return tuple(document for document in every if int(document.topic) in topics)


def held_twins(root: Path) -> tuple[TwinDocument, ...]:
    """The documents of the topics held out; of a split without these, all; raises DataMissing."""
    return twins(root, HELD_TOPICS) or twins(root, EVERY_TOPIC)


def judged(root: Path) -> tuple[JudgedPair, ...]:
    """The pairs of SemEval-2022 Task 8 whose texts are at hand and original; raises DataMissing.

    Every second pair trains (``[0::2]``), the others are held out (``[1::2]``).
    """
    decoder = msgspec.json.Decoder(JudgedPair)
    every = decoder.decode_lines(found(root, JUDGED)[0].read_bytes())
    return tuple(pair for pair in every if pair.likely_original)


def named(root: Path) -> tuple[NamedDocument, ...]:
    """The documents of SlavNER, sorted; raises DataMissing."""
    return tuple(_named_document(file) for file in found(root, NAMED))


def _named_document(file: Path) -> NamedDocument:
    topic, lang = file.parts[-3:-1]
    raw = file.parents[3] / "raw" / topic / lang / file.with_suffix(".txt").name
    # Offsets count carriage returns.
    with raw.open(encoding="utf-8", newline="") as opened:
        text = opened.read()
    rows = (line.split("\t") for line in file.read_text("utf-8").splitlines() if line.strip())
    names = tuple(
        GoldName(Span(int(start), int(end)), NAME_TYPES[kind], entity)
        for start, end, _, _, kind, entity in rows
    )
    return NamedDocument(f"{topic}/{lang}/{file.stem}", topic, lang, text, names)


def _line_by_line(articles: dict[str, dict[str, tuple[str, ...]]], file: Path) -> Parallel:
    languages = sorted({language for its in articles.values() for language in its})
    even = {
        name: its
        for name, its in sorted(articles.items())
        if len(its) == len(languages) and len(set(map(len, its.values()))) == 1
    }
    documents = tuple(name for name, its in even.items() for _ in its[languages[0]])
    lines = {language: tuple(s for its in even.values() for s in its[language]) for language in languages}
    return Parallel(documents, lines, (file,))


def _written(sentence: str) -> str:
    """As it was before it was cut into tokens."""
    return _SPACED.sub("", _QUOTES.sub(r'"\1"', sentence))


def _lines(file: Path) -> tuple[str, ...]:
    return tuple(line.strip() for line in file.read_text("utf-8-sig").strip("\n").split("\n"))
