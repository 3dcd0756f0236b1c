"""A dossier in a program or a notebook: what it holds as things that show themselves, and as tables.

A thin door to dossier/, search/ and export/. Decides nothing about news.
"""
