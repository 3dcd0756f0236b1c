"""The naive search: SQLite's own full text index, its Unicode tokenizer, any of the words, ranked by bm25."""

from __future__ import annotations

import re
from collections.abc import Sequence

import apsw

from samestory.model import Article

# Cutting words to so many letters is the cheapest way to find their forms.
CUT = 5


class Plain:
    """Sentences of articles in one index, in memory."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self._connection = apsw.Connection(":memory:")
        self._connection.execute("CREATE VIRTUAL TABLE said USING fts5(words, lang, tokenize = 'unicode61')")
        self._places = [(one.id, number) for one in articles for number in range(len(one.units()))]
        rows = [(span.of(one.text), one.lang) for one in articles for span in one.units()]
        self._connection.executemany("INSERT INTO said VALUES (?, ?)", rows)

    def find(self, words: str, lang: str, limit: int) -> list[tuple[str, int]]:
        """Articles and sentences in ``lang`` with any of ``words``, the best first."""
        return self._find([f'"{word}"' for word in re.findall(r"\w+", words)], lang, limit)

    def beginning(self, words: str, lang: str, limit: int) -> list[tuple[str, int]]:
        """The same with words that begin with the first CUT letters of any of ``words``."""
        return self._find([f'"{word[:CUT]}" *' for word in re.findall(r"\w+", words)], lang, limit)

    def _find(self, each: Sequence[str], lang: str, limit: int) -> list[tuple[str, int]]:
        said = " OR ".join(each)
        asked = f"words : ({said}) AND lang : {lang}"
        sql = "SELECT rowid FROM said WHERE said MATCH ? ORDER BY bm25(said), rowid LIMIT ?"
        return [self._places[row - 1] for (row,) in self._connection.execute(sql, (asked, limit))]
