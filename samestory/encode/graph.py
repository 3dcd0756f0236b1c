"""Builds the ONNX graph of the encoder from its unpacked tensors, and gives a foreign graph our outputs.

One graph serves every use: a session asks for the outputs it wants by name, though all layers run for any.
It neither reads the weights file nor runs the graph.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

from samestory.encode.outputs import IDS, LAST, VECTORS, Precision, layer_output
from samestory.encode.products import LARGEST
from samestory.encode.unpack import BLOCK, Shape, Unpacked
from samestory.errors import InputError

Array = npt.NDArray[np.generic]
Output = tuple[str, Sequence[str | int]]

MICROSOFT = "com.microsoft"
OPSET, IR_VERSION = 18, 10
_MICROSOFT_KINDS = frozenset(
    {"BiasGelu", "GatherBlockQuantized", "MatMulIntegerToFloat", "MultiHeadAttention"}
)


class LayerWeights(Protocol):
    """Where the weights of layers come from; a name is layer, part and kind, such as ``l0.q.w``."""

    shape: Shape

    def floats(self, name: str) -> npt.NDArray[np.float32]:
        """A bias or norm, flat."""

    def matrix(self, name: str) -> npt.NDArray[np.float32]:
        """A matrix by rows of outputs, flat."""


def build(weights: Unpacked, precision: Precision, largest: int = LARGEST) -> onnx.ModelProto:
    """The encoder as an ONNX model, for texts of one length at a time (there is no padding mask).

    Input: ``input_ids``, int64 (texts, tokens). Outputs, all float32: ``vectors`` (texts, hidden), the mean
    over tokens scaled to unit length; ``layerN`` for each layer and ``last``, the token states
    (texts, tokens, hidden). The architecture is that of BERT (post layer norm, erf GELU), as in
    multilingual-e5 (Wang et al. 2024, arXiv 2402.05672).

    With ``int8``, weights are 8-bit with one scale for each output, and activations 8-bit with one scale for
    each token, found as it runs; so a text's vector does not depend on the texts beside it. ``largest`` is
    the size of the largest weight of each output, 127 at most; see products.py.
    """
    return _EncoderBuilder(weights, precision, largest).model()


def with_vectors(model: onnx.ModelProto) -> onnx.ModelProto:
    """A foreign encoder with the outputs ``last`` and ``vectors`` added, as ``build`` describes them.

    The token states are its output ``last_hidden_state``, else its first output with three axes; raises
    InputError where it has neither.
    """
    outputs = {value.name: len(value.type.tensor_type.shape.dim) for value in model.graph.output}
    states = [name for name, axes in outputs.items() if name == "last_hidden_state" or axes == 3]
    if not states:
        raise InputError(
            f"the ONNX model gives {', '.join(outputs)}, none of them token states (texts, tokens, hidden). "
            "Export it for feature extraction."
        )
    chosen = "last_hidden_state" if "last_hidden_state" in states else states[0]
    result = onnx.ModelProto()
    result.CopyFrom(model)
    result.graph.node.extend([helper.make_node("Identity", [chosen], [LAST]), *_pooling(LAST)])
    for name in (LAST, VECTORS):
        result.graph.output.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, None))
    return result


def _pooling(states: str) -> list[onnx.NodeProto]:
    """Nodes for the mean over tokens, scaled to unit length; they mean the same in every ONNX opset."""
    return [
        helper.make_node("Transpose", [states], ["pool.turned"], perm=[0, 2, 1]),
        helper.make_node("GlobalAveragePool", ["pool.turned"], ["pool.mean"]),
        helper.make_node("Flatten", ["pool.mean"], ["pool.flat"], axis=1),
        helper.make_node("LpNormalization", ["pool.flat"], [VECTORS], axis=1, p=2),
    ]


def rows_to_int8(
    rows: npt.NDArray[np.float32], largest: int = LARGEST
) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float32]]:
    """Each row as integers of at most ``largest``, and the scale that gives it back: (n, k) i8, (n,) f32."""
    scales = np.maximum(np.abs(rows).max(axis=1), np.float32(1e-12)) / np.float32(largest)
    return np.rint(rows / scales[:, None]).astype(np.int8), scales.astype(np.float32)


class LayerBuilder:
    """Collects nodes and tensors; each method adds one part of the graph and gives its output's name."""

    def __init__(self, weights: LayerWeights, precision: Precision, largest: int = LARGEST) -> None:
        self.weights, self.shape, self.precision = weights, weights.shape, precision
        self.largest = largest
        self.nodes: list[onnx.NodeProto] = []
        self.tensors: list[onnx.TensorProto] = []
        self.tensor("last.axis", np.array([-1], np.int64))
        self.tensor("int8.range", np.float32(1 / 127))
        self.tensor("int8.one", np.float32(1))
        self.tensor("int8.zero", np.uint8(128))

    def node(self, kind: str, inputs: Sequence[str], output: str, **options: object) -> str:
        """Adds a node of ``kind``; gives ``output``."""
        domain = MICROSOFT if kind in _MICROSOFT_KINDS else ""
        self.nodes.append(helper.make_node(kind, inputs, [output], output, domain=domain, **options))
        return output

    def tensor(self, name: str, values: Array | np.generic) -> str:
        """Adds constant ``values`` under ``name``; gives the name."""
        self.tensors.append(numpy_helper.from_array(np.asarray(values, order="C"), name))
        return name

    def stored(self, name: str) -> str:
        """Adds the weights' own tensor ``name``."""
        return self.tensor(name, self.weights.floats(name))

    def layer(self, number: int, states: str) -> str:
        """Adds layer ``number`` on top of ``states``."""
        at = f"l{number}."
        parts = [f"{at}{part}" for part in "qkv"]
        joined = self.linear(states, parts, f"{at}qkv")
        bias = self.tensor(f"{at}qkv.b", np.concatenate([self.weights.floats(f"{part}.b") for part in parts]))
        biased = self.node("Add", [joined, bias], f"{at}qkv.biased")
        split = helper.make_node("Split", [biased], parts, f"{at}split", axis=-1, num_outputs=3)
        self.nodes.append(split)
        heads = self.node("MultiHeadAttention", parts, f"{at}heads", num_heads=self.shape.heads)
        mixed = self.normed(self.linear(heads, [f"{at}ao"], f"{at}ao"), states, f"{at}ao", f"{at}aln")
        inner = self.linear(mixed, [f"{at}fi"], f"{at}fi")
        raised = self.node("BiasGelu", [inner, self.stored(f"{at}fi.b")], f"{at}gelu")
        outer = self.normed(self.linear(raised, [f"{at}fo"], f"{at}fo"), mixed, f"{at}fo", f"{at}oln")
        return self.node("Identity", [outer], layer_output(number + 1))

    def normed(self, added: str, states: str, bias: str, norm: str) -> str:
        """Adds bias, residual and layer norm."""
        # Three plain nodes: the runtime's fused SkipLayerNormalization took twice their time.
        biased = self.node("Add", [added, self.stored(f"{bias}.b")], f"{norm}.biased")
        summed = self.node("Add", [biased, states], f"{norm}.sum")
        return self.norm(summed, norm, f"{norm}.out")

    def norm(self, states: str, name: str, output: str) -> str:
        """Adds the layer norm ``name`` on ``states``."""
        inputs = [states, self.stored(f"{name}.w"), self.stored(f"{name}.b")]
        return self.node("LayerNormalization", inputs, output, axis=-1, epsilon=self.shape.epsilon)

    def linear(self, states: str, parts: Sequence[str], name: str) -> str:
        """``states`` times the joined weights of ``parts``, without bias."""
        width = self.shape.feed_forward if parts[0].endswith("fo") else self.shape.hidden
        matrices = [self.weights.matrix(f"{part}.w").reshape(-1, width) for part in parts]
        rows = np.concatenate(matrices)
        if self.precision == "fp32":
            return self.node("MatMul", [states, self.tensor(f"{name}.w", rows.T)], f"{name}.product")
        return self.integer_product(states, rows, name)

    def integer_product(self, states: str, rows: npt.NDArray[np.float32], name: str) -> str:
        """The 8-bit product; each token's values are rounded to steps of its own, by its largest value.

        Tokens stand in rows there: only so can each have its own step as it is rounded, which saves a pass.
        """
        integers, scales = rows_to_int8(rows, self.largest)
        width = self.tensor(f"{name}.in", np.array([-1, rows.shape[1]], np.int64))
        flat = self.node("Reshape", [states, width], f"{name}.flat")
        sizes = self.node("Abs", [flat], f"{name}.abs")
        top = self.node("ReduceMax", [sizes, "last.axis"], f"{name}.top", keepdims=0)
        step = self.node("Mul", [top, "int8.range"], f"{name}.step")
        count = self.node("Shape", [step], f"{name}.count")
        zeros = self.node("Expand", ["int8.zero", count], f"{name}.zeros")
        small = self.node("QuantizeLinear", [flat, step, zeros], f"{name}.small", axis=0)
        weight, scale = self.tensor(f"{name}.w", integers.T), self.tensor(f"{name}.scales", scales)
        inputs = [small, weight, "int8.one", scale, "int8.zero"]
        product = self.node("MatMulIntegerToFloat", inputs, f"{name}.whole")
        steps = self.node("Unsqueeze", [step, "last.axis"], f"{name}.steps")
        scaled = self.node("Mul", [product, steps], f"{name}.scaled")
        return self.in_texts(scaled, states, len(rows), name)

    def in_texts(self, rows: str, states: str, width: int, name: str) -> str:
        """``rows`` of tokens as texts of tokens again, as they stand in ``states``."""
        texts = self.node("Shape", [states], f"{name}.texts", start=0, end=2)
        last = self.tensor(f"{name}.out", np.array([width], np.int64))
        shape = self.node("Concat", [texts, last], f"{name}.shape", axis=0)
        return self.node("Reshape", [rows, shape], f"{name}.product")

    def proto(self, given: onnx.ValueInfoProto, outputs: Sequence[Output]) -> onnx.ModelProto:
        """The parts added so far as a model from the input ``given`` to ``outputs``, float32 all."""
        graph = helper.make_graph(
            self.nodes,
            "encoder",
            [given],
            [helper.make_tensor_value_info(name, TensorProto.FLOAT, size) for name, size in outputs],
            self.tensors,
        )
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(MICROSOFT, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=IR_VERSION)


class _EncoderBuilder(LayerBuilder):
    """The whole encoder: embeddings, layers, the mean."""

    def __init__(self, weights: Unpacked, precision: Precision, largest: int) -> None:
        super().__init__(weights, precision, largest)
        self.whole = weights

    def model(self) -> onnx.ModelProto:
        states = self.embedded()
        for layer in range(self.shape.layers):
            states = self.layer(layer, states)
        self.node("Identity", [states], LAST)
        self.nodes += _pooling(LAST)
        return self.finished()

    def embedded(self) -> str:
        """Word, position and type embeddings, normed; words stay in their 4-bit blocks until looked up."""
        hidden = self.shape.hidden
        positions = self.weights.floats("emb.pos").reshape(-1, hidden)
        self.tensor("emb.places", positions + self.weights.floats("emb.type")[:hidden])
        self.tensor("emb.first", np.array([0], np.int64))
        self.tensor("emb.axis", np.array([0], np.int64))
        length = self.node("Shape", [IDS], "emb.length", start=1, end=2)
        here = self.node("Slice", ["emb.places", "emb.first", length, "emb.axis"], "emb.here")
        summed = self.node("Add", [self.words(), here], "emb.sum")
        return self.norm(summed, "emb.ln", "emb.out")

    def words(self) -> str:
        rows, hidden = self.shape.vocabulary, self.shape.hidden
        packed = self.whole.packed("emb.word")
        # Flipping the high bit turns a nibble that is 8 too large into a signed one.
        signed = (packed.paired() ^ 0x88).tobytes()
        self.tensors.append(
            helper.make_tensor("emb.word", TensorProto.INT4, [rows, hidden], signed, raw=True)
        )
        self.tensor("emb.scales", packed.scales.astype(np.float32).reshape(rows, hidden // BLOCK))
        options = {"block_size": BLOCK, "gather_axis": 0, "quantize_axis": 1}
        return self.node("GatherBlockQuantized", ["emb.word", IDS, "emb.scales"], "emb.rows", **options)

    def finished(self) -> onnx.ModelProto:
        tokens: list[str | int] = ["texts", "tokens"]
        states: list[str | int] = [*tokens, self.shape.hidden]
        layers = [layer_output(number + 1) for number in range(self.shape.layers)]
        outputs: list[Output] = [
            (VECTORS, ["texts", self.shape.hidden]),
            *((name, states) for name in [LAST, *layers]),
        ]
        return self.proto(helper.make_tensor_value_info(IDS, TensorProto.INT64, tokens), outputs)
