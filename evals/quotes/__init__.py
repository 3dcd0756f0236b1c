"""Quotes in gold sets of two languages and in own cases of 22: what is said, and who says it."""
