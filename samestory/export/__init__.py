"""What a dossier holds, given out: one file a form (JSON, print, page); the exports never change a record."""
