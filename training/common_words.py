"""Writes languages' common words into samestory/lang: ``python -m training.common_words --data ROOT``.

Words so frequent that they name nothing in particular, by the lines of translated news they stand in
(NTREX-128). Only the words are kept, no text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import cyclopts

from evals.base import DATA_ROOT, DataRoot
from evals.corpora import languages, parallel
from samestory.lang import fold

# Languages with a file, as the set names them. One written without spaces has no words to count.
CODES = {
    "bel": "be", "bul": "bg", "ces": "cs", "deu": "de", "ell": "el", "eng": "en", "spa": "es", "fra": "fr",
    "ita": "it", "kaz": "kk", "kir": "ky", "mkd": "mk", "nld": "nl", "pol": "pl", "por": "pt", "ron": "ro",
    "rus": "ru", "slk": "sk", "slv": "sl", "srp-Cyrl": "sr", "tur": "tr", "ukr": "uk", "arb": "ar",
}  # fmt: skip
LANG = Path(__file__).parents[1] / "samestory" / "lang"
# Of 1,997 lines. A word this frequent is mostly a function word, or one as general: "said", "people".
FEWEST_LINES = 50
WORD = re.compile(r"[^\W\d_]+")
SECTION = re.compile(r"\n\[words\]\n(?:[^\[\n].*\n|\]\n)*")
WIDTH = 110


def common(lines: Sequence[str]) -> list[str]:
    """Words in at least FEWEST_LINES of ``lines``, mostly in small letters, the most frequent first."""
    small: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for line in lines:
        words = set(WORD.findall(line))
        small.update({fold(word) for word in words if word == word.lower()})
        every.update({fold(word) for word in words})
    frequent = (word for word, count in every.items() if count >= FEWEST_LINES and 2 * small[word] >= count)
    return sorted(frequent, key=lambda word: (-every[word], word))


def written(words: Sequence[str]) -> str:
    """The section of a language's file that holds ``words``."""
    rows, row = [], " "
    for word in words:
        if len(row) + len(word) + 4 > WIDTH:
            rows.append(row)
            row = " "
        row += f' "{word}",'
    return "\n[words]\ncommon = [\n" + "\n".join((*rows, row)) + "\n]\n"


def main(*, data: DataRoot = DATA_ROOT) -> None:
    """Write the section into the file of every language that the news is at hand in."""
    news = parallel(data, sorted(CODES.keys() & set(languages(data))))
    for name, lines in news.lines.items():
        file = LANG / f"{CODES[name]}.toml"
        file.write_text(SECTION.sub("", file.read_text("utf-8")) + written(common(lines)), "utf-8")
        print(f"{file.name}: {len(common(lines))} words")


if __name__ == "__main__":
    cyclopts.run(main)
