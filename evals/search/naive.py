"""The naive search: SQLite's own full text index, its Unicode tokenizer, any of the words, ranked by bm25."""

from __future__ import annotations

import re
from collections.abc import Sequence

import apsw

from samestory.model import Article


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
        said = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", words))
        asked = f"words : ({said}) AND lang : {lang}"
        sql = "SELECT rowid FROM said WHERE said MATCH ? ORDER BY bm25(said), rowid LIMIT ?"
        return [self._places[row - 1] for (row,) in self._connection.execute(sql, (asked, limit))]
