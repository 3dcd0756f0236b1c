"""Names in a text, found and typed from the encoder's token states (card: names.md).

The tagger runs inside the encoder's one pass; what it says of tokens becomes names here. It resolves none:
who is meant is for gather/entities.py.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from importlib.resources import files
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import onnxruntime
import regex
from msgspec import structs

from samestory.encode.outputs import layer_output
from samestory.encode.session import UNWANTED_FUSIONS, Tokens
from samestory.heads.name_edges import tidied
from samestory.heads.name_tags import TYPES, Floats, best_tags
from samestory.model import NameMention, NameType, Span

FILE = "names.onnx"
# Input and output of the graph, and its metadata: transition scores as JSON, (11, 11).
STATES, SAID, TRANSITIONS = "states", "said", "transitions"
# The layer of the encoder after which the head goes on with layers of its own.
AFTER_LAYER = 6
# Shorter forms of a name are not looked for elsewhere.
SHORTEST = 3
# Letters and figures with their marks and joiners, with hyphens between them, and each other sign by itself.
WORD = regex.compile(r"\w[\w\p{M}\u200c\u200d]*(?:-\w[\w\p{M}\u200c\u200d]*)*|[^\w\s\p{M}\u200c\u200d]")
# Scripts that put no space between words: Thai, Lao, Burmese, Khmer, kana, Han.
UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003134f]"
)


class NameTagger:
    """The head: token states in, log-probabilities of tags out. Safe to call from several threads."""

    layer = layer_output(AFTER_LAYER)

    def __init__(self, session: onnxruntime.InferenceSession) -> None:
        self._session = session
        learnt = session.get_modelmeta().custom_metadata_map[TRANSITIONS]
        self.transitions: Floats = np.array(json.loads(learnt), np.float32)

    @classmethod
    def open(cls) -> NameTagger:
        """The tagger with the weights that come with the package."""
        options = onnxruntime.SessionOptions()
        # Threads take whole batches, as in the encoder.
        options.intra_op_num_threads = 1
        model = files(__package__).joinpath(FILE).read_bytes()
        return cls(
            onnxruntime.InferenceSession(
                model, options, providers=["CPUExecutionProvider"], disabled_optimizers=UNWANTED_FUSIONS
            )
        )

    def __call__(self, states: Floats) -> Floats:
        """Log-probabilities, float32 (texts, tokens, 11), of states, float32 (texts, tokens, 384)."""
        return np.asarray(self._session.run([SAID], {STATES: states})[0], np.float32)


def names(
    text: str, units: Sequence[Span], tokens: Sequence[Tokens], transitions: Floats
) -> tuple[NameMention, ...]:
    """The names in ``units`` of ``text``, in order; ``tokens`` are what the tagger says of each unit.

    ``transitions`` are the tagger's, float32 (11, 11).

    The names of one text agree: a written form has one type, the likeliest of its places together, and
    where a name with a capital is found once, the same word elsewhere is that name too.
    """
    proper = [
        n
        for n in _in_units(text, units, tokens, transitions)
        if not is_word_for_people(n.span.of(text), n.type)
    ]
    kinds = _kinds(text, proper)
    agreed = [structs.replace(name, type=kinds[name.span.of(text)]) for name in proper]
    return tuple(sorted((*agreed, *_elsewhere(text, units, agreed)), key=lambda name: name.span))


def is_word_for_people(written: str, type: NameType | None) -> bool:  # noqa: A002
    """True for a person's name without a capital in a script that has them: a people, a party or a trade."""
    return type == "person" and written == written.lower() != written.upper()


def words(text: str, places: npt.NDArray[np.int32]) -> list[Span]:
    """The words of ``text``; where a script puts no spaces between them, the encoder's tokens."""
    if not UNSPACED.search(text):
        return [Span(*match.span()) for match in WORD.finditer(text)]
    result: list[Span] = []
    for match in WORD.finditer(text):
        cuts = [match.start(), match.end()]
        if UNSPACED.search(match[0]):
            inside = (places[:, 0] > match.start()) & (places[:, 0] < match.end())
            cuts = sorted({*cuts, *places[inside, 0].tolist()})
        result += (Span(start, end) for start, end in pairwise(cuts))
    return result


def first_tokens(found: Sequence[Span], places: npt.NDArray[np.int32]) -> npt.NDArray[np.intp]:
    """For each word the row of the token that holds its first character; -1 where none does. (words,)"""
    rows = np.flatnonzero(places[:, 1] > places[:, 0])
    starts = np.array([word.start for word in found], np.int32)
    after = np.searchsorted(places[rows, 1], starts, side="right")
    held = after < len(rows)
    result = np.full(len(found), -1, np.intp)
    result[held] = rows[after[held]]
    return result


def _in_units(
    text: str, units: Sequence[Span], tokens: Sequence[Tokens], transitions: Floats
) -> Iterator[NameMention]:
    read = [_words_read(unit.of(text), its) for unit, its in zip(units, tokens, strict=True)]
    filled = [(unit, *one) for unit, one in zip(units, read, strict=True) if one[0]]
    rows = best_tags([said for _, _, said in filled], transitions)
    for (unit, found, said), tags in zip(filled, rows, strict=True):
        for start in np.flatnonzero(tags % 2 == 1):
            end = start + 1
            while end < len(tags) and tags[end] == tags[start] + 1:
                end += 1
            span = tidied(text, Span(unit.start + found[start].start, unit.start + found[end - 1].end))
            if span:
                sure = float(np.exp(said[np.arange(start, end), tags[start:end]].min()))
                yield NameMention(span=span, type=TYPES[(tags[start] - 1) // 2], score=round(sure, 3))


def _words_read(unit: str, tokens: Tokens) -> tuple[list[Span], Floats]:
    """The words of ``unit``, without those past the encoder's limit, and what is said of each."""
    found = words(unit, tokens.places)
    rows = first_tokens(found, tokens.places) if len(tokens.places) else np.full(len(found), -1)
    read = [word for word, row in zip(found, rows, strict=True) if row >= 0]
    return read, tokens.said[rows[rows >= 0]]


def _kinds(text: str, found: Sequence[NameMention]) -> dict[str, NameType]:
    """The type of each written form."""
    votes: dict[str, dict[NameType, float]] = defaultdict(lambda: defaultdict(float))
    for name in found:
        votes[name.span.of(text)][name.type] += name.score
    return {written: max(TYPES, key=lambda k: its.get(k, 0.0)) for written, its in votes.items()}


def _elsewhere(text: str, units: Sequence[Span], found: Sequence[NameMention]) -> Iterator[NameMention]:
    """The places in ``units`` where a written form of ``found`` stands and was not found."""
    scores: dict[str, list[float]] = defaultdict(list)
    kinds = {name.span.of(text): name.type for name in found}
    for name in found:
        scores[name.span.of(text)].append(name.score)
    forms = sorted((w for w in kinds if w[0].isupper() and len(w) >= SHORTEST), key=len, reverse=True)
    taken = {place for name in found for place in range(name.span.start, name.span.end)}
    places = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, forms)) or '(?!)'})(?![\w-])")
    for unit in units:
        for match in places.finditer(text, unit.start, unit.end):
            if taken.isdisjoint(range(*match.span())):
                mean = sum(scores[match[0]]) / len(scores[match[0]])
                # Less sure than where the tagger saw it.
                score = round(mean / 2, 3)
                yield NameMention(span=Span(*match.span()), type=kinds[match[0]], score=score)
