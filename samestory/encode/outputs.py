"""What the encoder's graph takes and gives, by name: all that running it needs to know of it.

How it is built is in graph.py, which loads what running does without.
"""

from __future__ import annotations

from typing import Literal

Precision = Literal["int8", "fp32"]

IDS = "input_ids"
VECTORS, LAST = "vectors", "last"
# Counts changes of the graph that change its vectors; part of the model's id.
LAYOUT = 1


def layer_output(layer: int) -> str:
    """The name of the output that holds the token states after layer ``layer``, counted from 1."""
    return f"layer{layer}"
