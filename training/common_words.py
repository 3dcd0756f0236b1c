"""Writes languages' common words into samestory/lang: ``python -m training.common_words --data ROOT``.

Words so widespread that they name nothing in particular, by the documents of translated news they stand in
(NTREX-128). Only the words are kept, no text.
"""

from __future__ import annotations

import re
from collections import defaultdict
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
# Of 123. A word in so many is mostly grammar, or as general: "said", "people". What is frequent in few
# documents, such as "war", is what they are about.
FEWEST_DOCUMENTS = 18
WORD = re.compile(r"[^\W\d_]+")
SECTION = re.compile(r"\n\[words\]\n(?:[^\[\n].*\n|\]\n)*")
WIDTH = 110


def common(lines: Sequence[str], documents: Sequence[str]) -> list[str]:
    """Words of at least FEWEST_DOCUMENTS, mostly in small letters, the most widespread first.

    ``documents`` names the document of each of the ``lines``.
    """
    small: dict[str, set[str]] = defaultdict(set)
    every: dict[str, set[str]] = defaultdict(set)
    for line, document in zip(lines, documents, strict=True):
        for word in set(WORD.findall(line)):
            every[fold(word)].add(document)
            if word == word.lower():
                small[fold(word)].add(document)
    spread = [word for word, its in every.items() if len(its) >= FEWEST_DOCUMENTS]
    kept = (word for word in spread if 2 * len(small[word]) >= len(every[word]))
    return sorted(kept, key=lambda word: (-len(every[word]), word))


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
        words = common(lines, news.documents)
        file = LANG / f"{CODES[name]}.toml"
        file.write_text(SECTION.sub("", file.read_text("utf-8")) + written(words), "utf-8")
        print(f"{file.name}: {len(words)} words")


if __name__ == "__main__":
    cyclopts.run(main)
