"""A few articles taken into a large dossier: what is near them is worked out again, the rest stays."""
