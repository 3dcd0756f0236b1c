"""Capitalised words, with a key that holds across alphabets and endings: what stories are compared by.

Rough on purpose: finds nothing in scripts without capitals and gives no types; heads/ finds names proper.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from anyascii import anyascii

from samestory.lang import Language, fold, load
from samestory.model import CapitalMention, Span
from samestory.read.edges import either

# An apostrophe parts a Latin word ("d'Italia", "Kasım'da") and is a letter's sign in a Cyrillic one.
WORD = re.compile(r"[^\W\d_]+(?:(?:-|(?<=[\u0400-\u052f])['’ʼ](?=[\u0400-\u052f]))[^\W\d_]+)*")
FIGURE_BEFORE = re.compile(r"(?<=\d)\W{0,2}\Z")
# One sound, many spellings once in Latin letters: the order matters, longer first. All hissing sounds
# are one, as "c", "z", "ch" and "sh" trade places from one language's spelling to the next.
SOUNDS = (
    ("tsch", "s"), ("tch", "s"), ("sch", "s"), ("tsh", "s"), ("dzh", "s"), ("cz", "s"), ("sz", "s"),
    ("sh", "s"), ("zh", "s"), ("kh", "h"), ("gh", "g"), ("ch", "s"), ("ph", "f"), ("th", "t"),
    ("ck", "k"), ("dz", "s"), ("dj", "s"), ("ts", "s"), ("tz", "s"), ("z", "s"), ("w", "v"),
    ("x", "ks"), ("q", "k"),
)  # fmt: skip
SOFT_C = re.compile(r"c(?=[eiy])")
GLIDE = re.compile(r"^[ij](?=[aeiou])")
SKIPPED = re.compile(r"[^a-z]|(?<!^)[aeiouyjh]")
DOUBLED = re.compile(r"(.)\1+")
LONGEST_KEY = 4
# Shorter stems are names that only look as if they had an ending ("Крым").
SHORTEST_STEM = 4
# Characters looked at before a word for what marks it as a common noun.
LONGEST_MARKER = 60


def mentions(text: str, sentences: Sequence[Span], language: Language) -> tuple[CapitalMention, ...]:
    """Capitalised words of ``text`` that are not capitalised only because they open a sentence.

    Months and weekdays are no names. Where the language writes every noun with a capital, a word counts
    beside another capitalised one, or where nothing before it or at its end marks a common noun.
    """
    words = [m for m in WORD.finditer(text) if m[0][0].isupper() and not _of_time(m[0], language)]
    small = {w for w in WORD.findall(text) if w[0].islower()}
    openers = {_first_letter(text, s) for s in sentences}
    seen_inside = {m[0] for m in words if m.start() not in openers}
    kept = [
        m for m in words if m[0].lower() not in small and (m.start() not in openers or m[0] in seen_inside)
    ]
    if language.names.nouns_capitalised:
        kept = _without_nouns(text, kept, language)
    keyed = ((m, name_key(_stem(m[0], language.code))) for m in kept)
    return tuple(CapitalMention(span=Span(m.start(), m.end()), key=key) for m, key in keyed if len(key) >= 2)


@lru_cache(maxsize=65536)
def name_key(word: str) -> str:
    """The word's first consonants in Latin letters, spelling of sounds evened out ("Токаева" -> "tkv")."""
    latin = re.sub("[^a-z]", "", anyascii(word).lower())
    latin = GLIDE.sub("y", latin)
    latin = latin.removeprefix("y") if latin.startswith("ye") else latin
    latin = SOFT_C.sub("s", latin)
    for spelling, sound in SOUNDS:
        latin = latin.replace(spelling, sound)
    latin = latin.replace("c", "k")
    return DOUBLED.sub(r"\1", SKIPPED.sub("", latin))[:LONGEST_KEY]


def _of_time(word: str, language: Language) -> bool:
    times, folded = language.times, fold(word)
    return any(folded in words for words in (times.weekdays, times.months, times.year_openers))


def _stem(word: str, code: str) -> str:
    """The word without a case ending that would change its key."""
    return _endings(code).sub("", word)


@lru_cache(maxsize=64)
def _endings(code: str) -> re.Pattern[str]:
    return re.compile(rf"(?<=\w{{{SHORTEST_STEM}}})(?:{either(load(code).names.endings)})\Z")


def _without_nouns(text: str, words: Sequence[re.Match[str]], language: Language) -> list[re.Match[str]]:
    """The words that stand as names do, in a language that writes every noun with a capital."""
    marker, folded = _noun_marker(language.code), fold(text)
    runs = [
        (run, marker.search(folded, max(0, run[0].start() - LONGEST_MARKER), run[0].start()) is not None)
        for run in _runs(text, words)
    ]
    nouns = {name_key(run[0][0]) for run, marked in runs if marked and len(run) == 1}
    kept = [
        word
        for run, marked in runs
        if not FIGURE_BEFORE.search(text, max(0, run[0].start() - 4), run[0].start())
        # Behind a marker the first is a noun and what follows it may be its name: "der Kanzler Haralin".
        for word in (run[1:] if marked else run)
        if len(run) > 1 or name_key(word[0]) not in nouns
    ]
    ends = tuple(language.names.noun_endings)
    return [word for word in kept if not word[0].endswith(ends)]


@lru_cache(maxsize=64)
def _noun_marker(code: str) -> re.Pattern[str]:
    """A word that stands before nouns or a figure, with one adjective behind it at most."""
    names = load(code).names
    adjective = rf"[^\W\d_]{{4,}}(?:{either(names.adjective_endings)}) "
    return re.compile(rf"(?:\b(?:{either(names.before_nouns)}) |\d\W{{0,2}})(?:{adjective})?\Z")


def _runs(text: str, words: Sequence[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """Capitalised words with one space between them, together."""
    run: list[re.Match[str]] = []
    for word in words:
        if run and text[run[-1].end() : word.start()] != " ":
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _first_letter(text: str, sentence: Span) -> int:
    """Where the sentence's first letter stands, past quote marks and dashes."""
    match = WORD.search(text, sentence.start, sentence.end)
    return match.start() if match else sentence.start
