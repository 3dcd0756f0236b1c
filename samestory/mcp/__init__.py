"""`samestory mcp`: a dossier for assistants, by the Model Context Protocol. Needs ``samestory[mcp]``.

A thin door to api/answers.py: what an assistant is told comes with the sentences that it stands in.
"""
