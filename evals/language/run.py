"""How often the language of a line of news is found: the whole line, and its first five words."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from evals.base import Figure, Result, found
from evals.language import naive
from samestory.read.language import detect

# Our codes beside those of the files: newstest2019-ref.CODE.txt, and -src.eng.txt for English.
FILES = {
    "ar": "ref.arb",
    "be": "ref.bel",
    "bg": "ref.bul",
    "cs": "ref.ces",
    "de": "ref.deu",
    "el": "ref.ell",
    "en": "src.eng",
    "es": "ref.spa",
    "fr": "ref.fra",
    "it": "ref.ita",
    "kk": "ref.kaz",
    "mk": "ref.mkd",
    "nl": "ref.nld",
    "pl": "ref.pol",
    "pt": "ref.por",
    "ro": "ref.ron",
    "ru": "ref.rus",
    "sk": "ref.slk",
    "tr": "ref.tur",
    "uk": "ref.ukr",
    "zh": "ref.zho-CN",
}
LINES = 300
WORDS = 5
# Scripts without spaces between words have no first five words; this many characters stand in.
CHARACTERS = 10

Guess = Callable[[str], str]


def run(data: Path) -> Result:
    """Measure on the first 300 lines of each of our languages found under ``data``."""
    files = {lang: found(data, f"ntrex128/**/newstest2019-{name}.txt")[0] for lang, name in FILES.items()}
    whole = {lang: _lines(file) for lang, file in files.items()}
    short = {lang: [_start(line) for line in lines] for lang, lines in whole.items()}
    figures = [
        _figure("accuracy, whole lines", whole),
        _figure("accuracy, first five words", short),
        *(_figure(f"accuracy, whole lines, {lang}", {lang: lines}) for lang, lines in whole.items()),
        *(_figure(f"accuracy, first five words, {lang}", {lang: lines}) for lang, lines in short.items()),
    ]
    return Result(
        task="language",
        about="language of single lines of translated news, without a hint",
        baseline="the most frequent small words, else the script",
        peer="py3langid with all its languages",
        figures=tuple(figures),
        files=tuple(file.relative_to(data).as_posix() for file in files.values()),
    )


def _lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8-sig").splitlines()[:LINES]


def _start(line: str) -> str:
    words = line.split()
    return " ".join(words[:WORDS]) if len(words) > WORDS else line[:CHARACTERS] if len(words) < 3 else line


def _figure(name: str, texts: dict[str, list[str]]) -> Figure:
    return Figure(
        name=name,
        value=_accuracy(texts, detect),
        baseline=_accuracy(texts, naive.guess),
        peer=_accuracy(texts, _unrestricted),
    )


def _accuracy(texts: dict[str, list[str]], guess: Guess) -> float:
    right = sum(guess(text) == lang for lang, lines in texts.items() for text in lines)
    return round(right / sum(map(len, texts.values())), 4)


def _unrestricted(text: str) -> str:
    code, _ = _peer().classify(text)
    return str(code)


@lru_cache(maxsize=1)
def _peer() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE)
