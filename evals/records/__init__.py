"""Coded events end to end: PLOVER's gold records from their text alone."""
