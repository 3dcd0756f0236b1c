"""Trains the name tagger on the gold texts' token states and writes heads/names.onnx.

The states are those the package's encoder gives; torch is needed here and nowhere else.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import cyclopts
import msgspec
import numpy as np
import numpy.typing as npt
import torch
from rich.progress import track
from torch import Tensor

from evals.base import DATA_ROOT, DataRoot
from evals.names import gold
from evals.names.gold import GoldText
from samestory.encode import Encoder
from samestory.encode.unpack import unpack
from samestory.encode.weights import wheel_file
from samestory.heads import names as head
from samestory.heads.name_edges import tidied
from samestory.heads.name_tags import OUTSIDE, TAGS, TYPES
from samestory.heads.names import NameTagger
from samestory.model import Span
from training import names_crf, silver
from training.names_model import Tagger, exported

WEIGHTS = Path(head.__file__).with_name(head.FILE)
# A word without an answer: it has no share in the loss. Of some sets a word outside their names may
# still be a name of a type they do not mark.
UNASKED, OUTSIDE_OR_UNMARKED = -1, -2
UNMARKED_TAGS = [
    OUTSIDE,
    *(1 + 2 * k + goes_on for k, t in enumerate(TYPES) if t not in gold.THREE_TYPES for goes_on in (0, 1)),
]
QUOTE_MARKS = "\"'«»„“”‘’‚‹›"
TOKENS_AT_ONCE = 2048
# How often a text of a set and language is taken in a round, so that large ones do not drown small ones.
SHARES = {
    ("slavner", "pl"): 0.5, ("slavner", "bg"): 0.7, ("slavner", "uk"): 1.5, ("slavner", "sl"): 1.2,
    ("ronec", "ro"): 3.0, ("pud", "en"): 4.0,
    **dict.fromkeys((("ntrex", code) for code in ("de", "fr", "es", "it", "nl", "pt", "tr", "el")), 0.5),
    ("ntrex", "en"): 2.0, ("ntrex", "ro"): 3.0,
}  # fmt: skip


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """How to train: rounds over the data, the highest step sizes, and what trains.

    With ``all_topics`` the held part too; with ``translated`` also names on which translations agree, as
    found by the weights that ship now.
    """

    rounds: int = 3
    rate: float = 1.5e-4
    tags_rate: float = 1e-3
    decay: float = 0.01
    all_topics: bool = False
    translated: bool = True


class Sentence(NamedTuple):
    """Token states (tokens, d) float16, the first token of each word, and each word's tag or its lack."""

    source: tuple[str, str]
    states: npt.NDArray[np.float16]
    rows: npt.NDArray[np.intp]
    tags: npt.NDArray[np.int64]


class _States:
    """A head that gives back what it is given: how training sees the states."""

    layer = NameTagger.layer

    def __call__(self, states: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        return states.astype(np.float16).astype(np.float32)


def sentences(texts: Sequence[GoldText], encoder: Encoder) -> Iterator[Sentence]:
    """Every sentence of ``texts`` with states and tags."""
    units = [(text, span) for text in texts for span in text.sentences]
    for start in track(range(0, len(units), 2000), "token states"):
        part = units[start : start + 2000]
        _, tokens = encoder.read([span.of(text.text) for text, span in part], _States())
        for (text, span), its in zip(part, tokens, strict=True):
            words = head.words(span.of(text.text), its.places)
            rows = head.first_tokens(words, its.places) if len(its.places) else np.full(len(words), -1)
            tags = _tags(text, span, words)
            if (rows >= 0).any():
                states = its.said.astype(np.float16)
                yield Sentence((text.set, text.lang), states, rows[rows >= 0], tags[rows >= 0])


def _tags(text: GoldText, sentence: Span, words: Sequence[Span]) -> npt.NDArray[np.int64]:
    outside = OUTSIDE if text.types == gold.ALL_TYPES else OUTSIDE_OR_UNMARKED
    tags = np.full(len(words), outside, np.int64)
    starts = np.array([sentence.start + w.start for w in words])
    ends = np.array([sentence.start + w.end for w in words])
    for name in text.names:
        asked = _without_quotes(name.span, text.text)
        inside = (starts < asked.end) & (ends > asked.start)
        whole = inside & (starts >= asked.start) & (ends <= asked.end)
        for_people = head.is_word_for_people(name.span.of(text.text), name.type)
        if name.type is None or for_people or (inside != whole).any():
            tags[inside] = UNASKED
        elif inside.any():
            tags[inside] = 2 + 2 * TYPES.index(name.type)
            tags[np.flatnonzero(inside)[0]] -= 1
    return tags


def _without_quotes(span: Span, text: str) -> Span:
    """The sets do not agree on quote marks around a name; here they are no part of it."""
    written = span.of(text)
    start = span.start + len(written) - len(written.lstrip(QUOTE_MARKS))
    end = max(start, span.end - (len(written) - len(written.rstrip(QUOTE_MARKS))))
    # A mark that closes a pair within the name is part of it.
    return tidied(text, Span(start, end)) or span


def batches(data: Sequence[Sentence], chance: np.random.Generator) -> list[list[int]]:
    """One round: sentences taken by their set's share, those of one token count together, in chance order."""
    shares = np.array([SHARES.get(s.source, 1.0) for s in data])
    times = np.floor(shares + chance.random(len(data))).astype(int)
    taken = chance.permutation(np.repeat(np.arange(len(data)), times))
    by_length: dict[int, list[int]] = {}
    for place in taken.tolist():
        by_length.setdefault(len(data[place].states), []).append(place)
    result = []
    for length, places in by_length.items():
        step = max(1, TOKENS_AT_ONCE // length)
        result += [places[i : i + step] for i in range(0, len(places), step)]
    return [result[i] for i in chance.permutation(len(result))]


def loss(tagger: Tagger, group: Sequence[Sentence]) -> Tensor:
    """What is lost on sentences of one token count, by the CRF, the mean over words."""
    states = torch.from_numpy(np.stack([s.states for s in group]).astype(np.float32))
    with torch.autocast("cpu", torch.bfloat16):
        logits = tagger(states)
    lengths = torch.tensor([len(s.rows) for s in group])
    shape = len(group), int(lengths.max())
    rows, tags = torch.zeros(shape, dtype=torch.long), torch.full(shape, UNASKED)
    for i, sentence in enumerate(group):
        rows[i, : len(sentence.rows)] = torch.from_numpy(sentence.rows)
        tags[i, : len(sentence.tags)] = torch.from_numpy(sentence.tags)
    said = logits.float().gather(1, rows[:, :, None].expand(-1, -1, logits.shape[-1]))
    return names_crf.loss(said, right_answers(tags), lengths, tagger.steps())


def right_answers(tags: Tensor) -> Tensor:
    """Which tags are right: the word's own; any where none is asked for. Int (...,) to bool (..., tags)."""
    right = torch.nn.functional.one_hot(tags.clamp(min=0), TAGS).bool()
    right[tags == UNASKED] = True
    unmarked = torch.zeros(TAGS, dtype=torch.bool)
    unmarked[UNMARKED_TAGS] = True
    right[tags == OUTSIDE_OR_UNMARKED] = unmarked
    return right


def trained(
    data: Sequence[Sentence], tagger: Tagger, options: Options, told: Callable[[str], None]
) -> Tagger:
    """``tagger`` after all rounds: AdamW, the step warmed up and then lowered in a straight line."""
    chance = np.random.default_rng(7)
    torch.manual_seed(7)
    rounds = [batches(data, chance) for _ in range(options.rounds)]
    steps = sum(map(len, rounds))
    groups = [
        {"params": tagger.layers.parameters(), "lr": options.rate},
        {"params": [*tagger.tags.parameters(), tagger.transitions], "lr": options.tags_rate},
    ]
    optimiser = torch.optim.AdamW(groups, weight_decay=options.decay, fused=True)
    warm = steps * 0.06
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / warm) * (1 - step / steps)
    )
    tagger.train()
    running = math.nan
    for step, batch in enumerate(place for round_ in rounds for place in round_):
        group = [data[i] for i in batch]
        error = loss(tagger, group)
        optimiser.zero_grad()
        error.backward()
        torch.nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        running = error.item() if math.isnan(running) else 0.98 * running + 0.02 * error.item()
        if step % 100 == 0:
            told(f"{step}/{steps} loss {running:.4f}")
    tagger.eval()
    return tagger


def main(data: DataRoot = DATA_ROOT, *, out: Path = WEIGHTS, options: Options = Options()) -> None:  # noqa: B008
    """Train on what is not held out and write the weights."""
    texts = [t for t in gold.texts(data) if options.all_topics or not t.held]
    encoder = Encoder.open()
    if options.translated:
        texts += silver.texts(data, encoder, NameTagger.open())
    seen = list(sentences(texts, encoder))
    tagger = trained(seen, Tagger(unpack(wheel_file())), options, print)
    out.write_bytes(exported(tagger).SerializeToString())


if __name__ == "__main__":
    cyclopts.run(main)
