"""A dossier of any size made of invented words: texts, names, stories and accounts shaped like real ones.

Says nothing of quality: no sentence means anything. It is for measuring how fast a large dossier is read.
"""
