"""Whether products of 8-bit numbers are whole on this processor, and how large weights may be for it.

Asks the runtime by a product of its own, as the processor alone does not tell which way it takes.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

# The largest 8-bit weight, of either sign.
LARGEST = 127
# Where products are cut off: AVX2 adds two of them in 16 bits, which hold 32,767, and two of the largest are
# 64,770. From 90 to 110 is nearest to fp32: little is cut off, and little more is rounded.
SPARING = 100
# As many numbers a side as the quick way is taken for.
WIDE = 64


def largest() -> int:
    """The size of the largest weight that products are near to exact with."""
    return LARGEST if _whole() else SPARING


def _whole() -> bool:
    """Whether a product of the largest numbers has the sum that it should have."""
    most, expected = np.full((WIDE, WIDE), 255, np.uint8), WIDE * 255 * LARGEST
    model = product(np.full((WIDE, WIDE), LARGEST, np.int8)).SerializeToString()
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    (found,) = session.run(None, {"numbers": most})
    return bool((found == expected).all())


def product(weights: npt.NDArray[np.int8]) -> onnx.ModelProto:
    """A model that multiplies ``numbers``, uint8, by ``weights``, both WIDE by WIDE, into int32 ``sums``."""
    size = [WIDE, WIDE]
    graph = helper.make_graph(
        [helper.make_node("MatMulInteger", ["numbers", "weights"], ["sums"])],
        "product",
        [helper.make_tensor_value_info("numbers", TensorProto.UINT8, size)],
        [helper.make_tensor_value_info("sums", TensorProto.INT32, size)],
        [numpy_helper.from_array(weights, "weights")],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=10)
