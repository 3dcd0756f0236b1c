"""The sentence encoder at work: texts in, unit vectors out.

Texts of one token length run together, so there is no padding and a text's vector does not depend on its
company; one that is given twice runs once. It neither finds nor prepares weights; see ``weights``.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt
import onnxruntime

from samestory.encode import weights
from samestory.encode.outputs import IDS, VECTORS
from samestory.encode.tokenizer import TextTokenizer, within_limit
from samestory.errors import WeightsDamaged

# Larger batches are no faster, as they leave the processor's cache, and take more memory.
TOKENS_AT_ONCE = 512
# The runtime would fuse these nodes into one that is slower than they are (docs/decisions/0002-encoder.md).
UNWANTED_FUSIONS = ["SkipLayerNormFusion"]

Batch = tuple[list[int], npt.NDArray[np.int64]]
Floats = npt.NDArray[np.float32]


class Head(Protocol):
    """A small model on the token states after one layer of the encoder; called from several threads."""

    @property
    def layer(self) -> str:
        """The output of the encoder it reads; see ``outputs.layer_output``."""

    def __call__(self, states: Floats) -> Floats:
        """What it says of each token: float32 (texts, tokens, d) in, (texts, tokens, k) out."""


class Tokens(NamedTuple):
    """A text's tokens as a head sees them.

    ``places`` int32 (tokens, 2) are code points of the text, from 0 to 0 for tokens that stand nowhere;
    ``said`` float32 (tokens, k) is what the head says of each.
    """

    places: npt.NDArray[np.int32]
    said: Floats


class Encoder:
    """Sentence vectors from prepared weights. Make one in each process that needs it; never fork after use.

    ``model_id`` names weights, precision and graph; vectors with different ids do not compare.
    """

    def __init__(
        self, session: onnxruntime.InferenceSession, tokenizer: TextTokenizer, model_id: str, threads: int
    ) -> None:
        self._session, self._tokenizer = session, tokenizer
        # One pool for all calls: what a second call asks waits behind the first, and no core idles between.
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="encoder")
        self._inputs = frozenset(value.name for value in session.get_inputs())
        self._outputs = frozenset(value.name for value in session.get_outputs())
        self.model_id = model_id
        self.dimension = _dimension(session)

    @classmethod
    def open(cls, threads: int = 0, cache: Path | None = None) -> Encoder:
        """The encoder on the prepared weights, which are prepared first where they are not.

        ``threads`` 0 uses every core; give each of several worker processes its share instead. ``cache``
        is the weights' folder, else the user's. Raises WeightsMissing or WeightsDamaged.
        """
        found = weights.ready(cache=cache)
        tokenizer = TextTokenizer.load(found.path)
        session = _session(found.path / weights.MODEL_FILE)
        return cls(session, tokenizer, found.model_id, threads or _cores())

    def encode(self, texts: Sequence[str]) -> Floats:
        """Unit vectors of ``texts``, float32 (texts, dimension), in their order.

        Texts of more than 512 tokens are read up to there. A text without a visible character has no
        meaning to encode: its row is zero, and so is its likeness to every text.
        """
        once, rows = _once(texts)
        cleaned = [self._tokenizer.cleaned(text) for text in once]
        filled = [row for row, text in enumerate(cleaned) if text]
        vectors = np.zeros((len(once), self.dimension), np.float32)
        for places, (found,) in self._passes(self._tokenizer.ids([cleaned[row] for row in filled]), ()):
            vectors[[filled[place] for place in places]] = found
        return vectors[rows]

    def read(self, texts: Sequence[str], head: Head) -> tuple[Floats, list[Tokens]]:
        """Vectors of ``texts`` as ``encode`` gives them, and what ``head`` says of their tokens, in one pass.

        A text past 512 tokens or without a visible character has no tokens there. Other weights than those
        the head was trained on may lack its layer: ask ``has`` first.
        """
        vectors, (tokens,) = self.read_all(texts, (head,))
        return vectors, tokens

    def read_all(self, texts: Sequence[str], heads: Sequence[Head]) -> tuple[Floats, list[list[Tokens]]]:
        """What ``read`` gives, for several heads in one pass: the tokens of all texts by head."""
        once, rows = _once(texts)
        placed = [self._tokenizer.placed(text) for text in once]
        filled = [row for row, one in enumerate(placed) if one.cleaned]
        located = self._tokenizer.located([placed[row] for row in filled])
        vectors = np.zeros((len(once), self.dimension), np.float32)
        nothing = Tokens(np.zeros((0, 2), np.int32), np.zeros((0, 0), np.float32))
        tokens = [[nothing] * len(once) for _ in heads]
        for places, (found, *said) in self._passes([ids for ids, _ in located], heads):
            vectors[[filled[place] for place in places]] = found
            for its_tokens, its_said in zip(tokens, said, strict=True):
                for place, its in zip(places, its_said, strict=True):
                    its_tokens[filled[place]] = Tokens(located[place][1][: len(its)], its)
        return vectors[rows], [[its[row] for row in rows] for its in tokens]

    def has(self, head: Head) -> bool:
        """True where these weights give the layer that ``head`` reads."""
        return head.layer in self._outputs

    def _passes(
        self, ids: Sequence[list[int]], heads: Sequence[Head]
    ) -> Iterator[tuple[list[int], tuple[Floats, ...]]]:
        """Places in ``ids``, with their vectors and what each head says of their tokens, by batch."""
        groups = list(batches([within_limit(tokens) for tokens in ids]))
        found = self._pool.map(lambda batch: self._run(batch, heads), [batch for _, batch in groups])
        for (places, _), parts in zip(groups, found, strict=True):
            yield places, parts

    def _run(self, ids: npt.NDArray[np.int64], heads: Sequence[Head]) -> tuple[Floats, ...]:
        constants = {"attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        fed = {name: values for name, values in constants.items() if name in self._inputs}
        vectors, *states = self._session.run([VECTORS, *(head.layer for head in heads)], {IDS: ids, **fed})
        return vectors, *(head(its) for head, its in zip(heads, states, strict=True))


def _once(texts: Sequence[str]) -> tuple[list[str], list[int]]:
    """Each text once, and for every text given its place among them: a text means the same in any company."""
    places: dict[str, int] = {}
    rows = [places.setdefault(text, len(places)) for text in texts]
    return list(places), rows


def batches(ids: Sequence[Sequence[int]]) -> Iterator[Batch]:
    """Groups texts of equal token count, at most ``TOKENS_AT_ONCE`` tokens in a group where it can be.

    Gives the texts' places in ``ids`` and their tokens, int64 (texts, tokens); longest first, so that
    memory peaks at once.
    """
    by_length: dict[int, list[int]] = {}
    for place, tokens in enumerate(ids):
        by_length.setdefault(len(tokens), []).append(place)
    for length, places in sorted(by_length.items(), reverse=True):
        step = max(1, TOKENS_AT_ONCE // length)
        for start in range(0, len(places), step):
            part = places[start : start + step]
            yield part, np.array([ids[place] for place in part], np.int64)


def _dimension(session: onnxruntime.InferenceSession) -> int:
    """The width of the vectors, from the graph where it says, else from one run."""
    size = next(value.shape for value in session.get_outputs() if value.name == VECTORS)
    if size and isinstance(size[-1], int):
        return size[-1]
    ids = np.array([[0, 2]], np.int64)
    fed = {value.name: ids if value.name == IDS else np.ones_like(ids) for value in session.get_inputs()}
    return int(session.run([VECTORS], fed)[0].shape[-1])


def _cores() -> int:
    """Cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _session(model: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    # Threads take whole batches. Threads within a batch wait for one another by spinning, which on a busy
    # machine halved the speed of one.
    options.intra_op_num_threads = 1
    # A plan of memory for each shape of batch would be held, and spare no time.
    options.enable_mem_pattern = False
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(
            str(model), options, providers=["CPUExecutionProvider"], disabled_optimizers=UNWANTED_FUSIONS
        )
    except Exception as error:  # onnxruntime's errors share no narrower base
        raise WeightsDamaged(f"{model} cannot be loaded: {error}. Run `samestory models prepare`.") from error
