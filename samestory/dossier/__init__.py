"""A dossier held open: what doors ask of it again and again, answered from as little of the file as needed.

Reads only. What is shown, and how, is the doors' and export's.
"""
