"""Quotes in gold sets of two languages and in own cases of fourteen: what is said, and who says it."""
