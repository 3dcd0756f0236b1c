"""The Dossier: one SQLite file. The pipeline writes through Writer; everyone else reads through View."""
