"""The sentence encoder: weights, tokenizer, graph, session."""

from samestory.encode.session import Encoder

__all__ = ["Encoder"]
