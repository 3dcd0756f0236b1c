"""Translated news as articles to search in, and what is asked: English lines, whole or by a few words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from evals.corpora import Parallel
from evals.search.made import article
from samestory.model import Article
from samestory.store.terms import terms

# The languages searched in, by the codes of the files and of the articles.
LANGUAGES = {"bul": "bg", "ron": "ro", "rus": "ru"}
ASKED = "eng"
# Words asked for are so many of a line's rarest.
TELLING = 4
# Of the lines one in so many is asked for.
STEP = 4


class Question(NamedTuple):
    """What is asked, and the number of the line that says it in every language."""

    words: str
    line: int


def articles(held: Parallel, half: int) -> list[Article]:
    """The documents of a half in every language searched in."""
    return [
        article(f"{code}/{rows[0]}", code, [held.lines[language][row] for row in rows])
        for language, code in LANGUAGES.items()
        for rows in held.half(half)
    ]


def places(held: Parallel, half: int) -> dict[tuple[str, int], int]:
    """The line at each article and sentence."""
    return {
        (f"{code}/{rows[0]}", sentence): row
        for code in LANGUAGES.values()
        for rows in held.half(half)
        for sentence, row in enumerate(rows)
    }


def whole(held: Parallel, half: int) -> list[Question]:
    """English lines as they are."""
    return [Question(held.lines[ASKED][row], row) for row in _asked(held, half)]


def telling(held: Parallel, half: int) -> list[Question]:
    """The rarest words of the same lines, in their order, by how many English lines have them."""
    words = [tuple(dict.fromkeys(form for _, form in terms(line))) for line in held.lines[ASKED]]
    spread = Counter(word for line in words for word in line)
    return [Question(" ".join(_rarest(words[row], spread)), row) for row in _asked(held, half)]


def _rarest(words: Sequence[str], spread: Counter[str]) -> Iterator[str]:
    longer = [word for word in words if len(word) > 2] or words
    chosen = sorted(longer, key=lambda word: (spread[word], -len(word), word))[:TELLING]
    return (word for word in words if word in chosen)


def _asked(held: Parallel, half: int) -> list[int]:
    return [row for rows in held.half(half) for row in rows][::STEP]
