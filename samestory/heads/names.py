"""Names in a text, found and typed from the encoder's token states (card: names.md).

The tagger runs inside the encoder's one pass; what it says of tokens becomes names here. It resolves none:
who is meant is for gather/entities.py.
"""

from __future__ import annotations

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

from samestory.encode.graph import layer_output
from samestory.encode.session import UNWANTED_FUSIONS, Tokens
from samestory.model import NameMention, NameType, Span

Floats = npt.NDArray[np.float32]

FILE = "names.onnx"
STATES, SAID = "states", "said"
# The layer of the encoder after which the head goes on with layers of its own.
AFTER_LAYER = 6
TYPES: tuple[NameType, ...] = ("person", "organisation", "place", "work", "event")
# A word is outside any name (tag 0), begins one of type k (1 + 2k) or goes on in it (2 + 2k).
OUTSIDE, TAGS = 0, 1 + 2 * len(TYPES)
IMPOSSIBLE = -1e4
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


def names(text: str, units: Sequence[Span], tokens: Sequence[Tokens]) -> tuple[NameMention, ...]:
    """The names in ``units`` of ``text``, in order; ``tokens`` are what the tagger says of each unit.

    The names of one text agree: a written form has one type, the likeliest of its places together, and
    where a name with a capital is found once, the same word elsewhere is that name too.
    """
    found = [name for unit, its in zip(units, tokens, strict=True) for name in _in_unit(text, unit, its)]
    proper = [n for n in found if not is_word_for_people(n.span.of(text), n.type)]
    kinds = _kinds(text, proper)
    agreed = [structs.replace(name, type=kinds[name.span.of(text)]) for name in proper]
    return tuple(sorted((*agreed, *_elsewhere(text, units, agreed)), key=lambda name: name.span))


def is_word_for_people(written: str, type: NameType | None) -> bool:  # noqa: A002
    """True for a person's name without a capital in a script that has them: a people, a party or a trade."""
    return type == "person" and written == written.lower() != written.upper()


def words(text: str, places: npt.NDArray[np.int32]) -> list[Span]:
    """The words of ``text``; where a script puts no spaces between them, the encoder's tokens."""
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


def best_tags(said: Floats) -> npt.NDArray[np.intp]:
    """The likeliest tags of a row of words, (words,), among rows in which names go on only after they begin.

    ``said`` float32 (words, 11). Viterbi (1967); most rows need none, as their likeliest tags are in order.
    """
    best = said.argmax(axis=1)
    if not _allowed()[np.concatenate(([OUTSIDE], best[:-1])), best].all():
        best = _viterbi(said)
    return np.asarray(best, np.intp)


def _viterbi(said: Floats) -> npt.NDArray[np.intp]:
    barred = np.where(_allowed(), 0.0, IMPOSSIBLE)
    scores = said[0] + barred[OUTSIDE]
    back = np.zeros(said.shape, np.intp)
    for row in range(1, len(said)):
        paths = scores[:, None] + barred
        back[row] = paths.argmax(axis=0)
        scores = paths.max(axis=0) + said[row]
    tags = np.zeros(len(said), np.intp)
    tags[-1] = scores.argmax()
    for row in range(len(said) - 1, 0, -1):
        tags[row - 1] = back[row, tags[row]]
    return tags


def _allowed() -> npt.NDArray[np.bool_]:
    """Whether tag (column) may follow tag (row): a name goes on only after its beginning or itself."""
    tags = np.arange(TAGS)
    goes_on = (tags > OUTSIDE) & (tags % 2 == 0)
    follows = (tags[None, :] == tags[:, None]) | (tags[None, :] == tags[:, None] + 1)
    return np.asarray(~goes_on[None, :] | follows, np.bool_)


def _in_unit(text: str, unit: Span, tokens: Tokens) -> list[NameMention]:
    found = words(unit.of(text), tokens.places)
    rows = first_tokens(found, tokens.places) if len(tokens.places) else np.full(len(found), -1)
    # Words past the encoder's limit have no token.
    read = [word for word, row in zip(found, rows, strict=True) if row >= 0]
    if not read:
        return []
    said = tokens.said[rows[rows >= 0]]
    tags = best_tags(said)
    result = []
    for start in np.flatnonzero(tags % 2 == 1):
        end = start + 1
        while end < len(tags) and tags[end] == tags[start] + 1:
            end += 1
        sure = float(np.exp(said[np.arange(start, end), tags[start:end]].min()))
        span = Span(unit.start + read[start].start, unit.start + read[end - 1].end)
        kind = TYPES[(tags[start] - 1) // 2]
        result.append(NameMention(span=span, type=kind, score=round(sure, 3)))
    return result


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
