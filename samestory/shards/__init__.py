"""Parquet shards of what was read and what follows from it, on any store that fsspec has a file system for.

How a shard looks and is laid down; what is in a dossier and what is read is told by who writes them.
"""
