"""Bytes made to break the readers: what must hold for any bytes, and how they are searched for.

Not part of the package; the tests run each target on its seeds and on what was found before.
"""
