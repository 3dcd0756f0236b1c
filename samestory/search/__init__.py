"""Finding sentences of a dossier by words and by meaning, across languages. Reads a View; writes nothing."""

from samestory.search.found import Found, FoundArticle, FoundStory, Hit, Wanted
from samestory.search.searching import Search

__all__ = ["Found", "FoundArticle", "FoundStory", "Hit", "Search", "Wanted"]
