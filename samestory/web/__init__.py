"""The reader: pages of a dossier over HTTP on this machine; a thin door to dossier/, export/, corrections/.

Decides nothing about news; what is shown of a story is chosen in export/.
"""
