"""Expressions of time in text: where they stand and what they mean."""
