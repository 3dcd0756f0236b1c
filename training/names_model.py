"""The name tagger as a torch module: layers that go on from the encoder's own, and a row of tags.

Training's alone; the package runs the same arithmetic from the ONNX file that ``exported`` gives.
"""

from __future__ import annotations

import json
import math

import numpy as np
import numpy.typing as npt
import onnx
import torch
from msgspec import structs
from onnx import TensorProto, helper
from torch import Tensor, nn

from samestory.encode.graph import LayerBuilder
from samestory.encode.unpack import Shape, Unpacked
from samestory.heads.name_tags import TAGS, barred
from samestory.heads.names import AFTER_LAYER, SAID, STATES, TRANSITIONS

LAYERS = 3
# Of the 1,536 inner units of a layer those kept: a fifth of the layer's time less.
INNER = 1024
DROPPED = 0.1
PARTS = ("q", "k", "v", "ao", "fi", "fo")


class Layer(nn.Module):
    """One layer of BERT (post layer norm, erf GELU) that begins as layer ``number`` of the encoder.

    It keeps the INNER units with the largest weights in and out.
    """

    def __init__(self, weights: Unpacked, number: int) -> None:
        super().__init__()
        shape = weights.shape
        self.heads = shape.heads
        wide = {"fi": (shape.hidden, INNER), "fo": (INNER, shape.hidden)}
        self.parts = nn.ModuleDict({p: nn.Linear(*wide.get(p, (shape.hidden, shape.hidden))) for p in PARTS})
        self.norms = nn.ModuleDict({n: nn.LayerNorm(shape.hidden, shape.epsilon) for n in ("aln", "oln")})
        self.dropped = nn.Dropout(DROPPED)
        at = f"l{number}."
        units = _inner(weights, at)
        for name, part in self.parts.items():
            matrix = weights.matrix(f"{at}{name}.w").reshape(-1, _width(shape, name))
            bias = weights.floats(f"{at}{name}.b")
            _set(part.weight, matrix[units] if name == "fi" else matrix[:, units] if name == "fo" else matrix)
            _set(part.bias, bias[units] if name == "fi" else bias)
        for name, norm in self.norms.items():
            _set(norm.weight, weights.floats(f"{at}{name}.w"))
            _set(norm.bias, weights.floats(f"{at}{name}.b"))

    def forward(self, states: Tensor) -> Tensor:
        """States (texts, tokens, d) after this layer; all texts are of one length."""
        q, k, v = (self._by_head(self.parts[p](states)) for p in "qkv")
        seen = nn.functional.scaled_dot_product_attention(q, k, v, scale=1 / math.sqrt(q.shape[-1]))
        joined = self.parts["ao"](seen.transpose(1, 2).flatten(2))
        mixed = self.norms["aln"](states + self.dropped(joined))
        inner = nn.functional.gelu(self.parts["fi"](mixed))
        result: Tensor = self.norms["oln"](mixed + self.dropped(self.parts["fo"](inner)))
        return result

    def _by_head(self, states: Tensor) -> Tensor:
        return states.unflatten(-1, (self.heads, -1)).transpose(1, 2)


class Tagger(nn.Module):
    """States after the encoder's layer AFTER_LAYER in, logits of tags out: (texts, tokens, TAGS)."""

    def __init__(self, weights: Unpacked) -> None:
        super().__init__()
        self.layers = nn.ModuleList(Layer(weights, AFTER_LAYER + i) for i in range(LAYERS))
        self.tags = nn.Linear(weights.shape.hidden, TAGS)
        self.transitions = nn.Parameter(torch.zeros(TAGS, TAGS))
        self.shape = weights.shape

    def steps(self) -> Tensor:
        """The score of tag (column) after tag (row), (TAGS, TAGS)."""
        return self.transitions + torch.from_numpy(barred())

    def forward(self, states: Tensor) -> Tensor:
        """Logits of each token's tag."""
        for layer in self.layers:
            states = layer(states)
        result: Tensor = self.tags(states)
        return result


class _Trained:
    """A trained tagger's weights by the names the graph builder asks for."""

    def __init__(self, tagger: Tagger) -> None:
        self.shape: Shape = structs.replace(tagger.shape, feed_forward=INNER)
        self._values = {
            f"l{number}.{name}.{kind[0]}": value.detach().numpy().ravel()
            for number, layer in enumerate(tagger.layers)
            for group in (layer.parts, layer.norms)
            for name, part in group.items()
            for kind, value in part.named_parameters()
        }

    def floats(self, name: str) -> npt.NDArray[np.float32]:
        return np.asarray(self._values[name], np.float32)

    matrix = floats


def exported(tagger: Tagger) -> onnx.ModelProto:
    """The tagger as the package runs it: 8-bit layers, ``states`` in, log-probabilities ``said`` out."""
    builder = LayerBuilder(_Trained(tagger), "int8")
    states = STATES
    for number in range(LAYERS):
        states = builder.layer(number, states)
    weight = builder.tensor("tags.w", tagger.tags.weight.detach().numpy().T)
    bias = builder.tensor("tags.b", tagger.tags.bias.detach().numpy())
    product = builder.node("MatMul", [states, weight], "tags.product")
    builder.node("LogSoftmax", [builder.node("Add", [product, bias], "tags.sum")], SAID, axis=-1)
    sizes = ["texts", "tokens"]
    given = helper.make_tensor_value_info(STATES, TensorProto.FLOAT, [*sizes, tagger.shape.hidden])
    model = builder.proto(given, [(SAID, [*sizes, TAGS])])
    learnt = np.round(tagger.transitions.detach().numpy().astype(float), 4).tolist()
    model.metadata_props.add(key=TRANSITIONS, value=json.dumps(learnt))
    return model


def _width(shape: Shape, part: str) -> int:
    return shape.feed_forward if part == "fo" else shape.hidden


def _inner(weights: Unpacked, at: str) -> npt.NDArray[np.intp]:
    """The inner units that are kept, in order."""
    ways = weights.matrix(f"{at}fi.w").reshape(-1, weights.shape.hidden)
    back = weights.matrix(f"{at}fo.w").reshape(weights.shape.hidden, -1)
    size = np.linalg.norm(ways, axis=1) * np.linalg.norm(back, axis=0)
    return np.sort(np.argsort(-size)[:INNER])


def _set(parameter: Tensor, values: npt.NDArray[np.float32]) -> None:
    parameter.data.copy_(torch.from_numpy(values.reshape(parameter.shape).copy()))
