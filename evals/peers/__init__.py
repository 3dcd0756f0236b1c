"""Peers: other people's programs, timed and scored beside ours on the same sentences, vectors and threads.

They are no dependencies: they live in an environment of their own, which ``--peers FOLDER`` or the variable
SAMESTORY_PEERS names. Made with ``python -m venv FOLDER`` and
``FOLDER/bin/pip install sentence-transformers bertopic`` (torch for the processor alone is enough). What is
not there is said to be absent.
"""
