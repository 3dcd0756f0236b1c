"""Which lines of a text are page furniture: subscribe lines, breadcrumbs, share bars, photo credits.

Judges one line by itself; phrases come from the language's data, shapes are the same in all. What stands
where around the article is text.py's to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from samestory.lang import Furniture, fold
from samestory.read.appeals import NETWORKS, is_appeal, is_note

BUTTONS = re.compile(r"\s*[|·•/,;→»›>+&]\s*|\s{2,}")
TRAIL = re.compile(r"\s+[»›>→▸/]\s+")
AGE_MARK = re.compile(r"(?<!\w)\d{1,2}\+(?!\w)")
CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")
LETTER = re.compile(r"[^\W\d_]")
UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u9fff]")
# A word from its first letter or figure on.
SPACED = re.compile(r"[^\W_]\S*")
ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+", re.IGNORECASE)
COPYRIGHT = re.compile(r"©|\(c\)\s*(?:19|20)\d\d", re.IGNORECASE)
AFTER_CALL = re.compile(r"\s*(?:[:|»›→•·>]|$)")
AFTER_CREDIT = re.compile(r"\s*[:/|©–—]")
EDGES = " \t.,:;!|·•*#>»›→-–—[]()«\"'"
CLOSERS = "\"'”’“»›)]} "
SENTENCE_MARKS = tuple(".!?…。！？؟।։۔")

# In words: a longer line is the article's own whatever it contains.
LONGEST = 30
LONGEST_CHARACTERS = 500
LONGEST_COPYRIGHT = 20
LONGEST_CALL = 20
LONGEST_WITHIN = 12
LONGEST_SENTENCE = 7
LONGEST_NAME = 6
SURE_NAME = 3
LONGEST_STEP = 4
MORE_THAN_CALL = 2


def count_words(line: str) -> int:
    """Words in ``line``; scripts written without spaces count two characters as one."""
    unspaced = 0 if line.isascii() else len(UNSPACED.findall(line))
    return max(len(SPACED.findall(line)), unspaced // 2)


def ends_sentence(line: str) -> bool:
    """True where ``line`` ends in a mark that ends sentences, inside or outside closing quotes."""
    return line.rstrip(CLOSERS).endswith(SENTENCE_MARKS)


def is_furniture(line: str, phrases: Furniture) -> bool:
    """True where ``line`` is no part of an article, whatever stands around it."""
    words = count_words(line)
    if words > LONGEST or len(line) > LONGEST_CHARACTERS:
        return False
    folded = fold(line)
    return (
        _is_shape(line, words)
        or _is_buttons(folded)
        or _is_call(folded, words, phrases)
        or is_credit(line, phrases.credits)
        or is_note(folded, words, phrases)
        or is_appeal(folded, words, phrases)
    )


def is_likely_furniture(line: str, phrases: Furniture) -> bool:
    """True where a short ``line`` holds a phrase of page furniture, though a headline could hold it too."""
    longest = LONGEST_SENTENCE if ends_sentence(line) else LONGEST_WITHIN
    return count_words(line) <= longest and _holds(fold(line), phrases.contains)


def is_list_heading(line: str, phrases: Furniture) -> bool:
    """True where ``line`` announces links below it: one of the language's phrases, alone or with a colon."""
    return fold(line).strip(EDGES) in phrases.lines | phrases.contains


def is_credit(line: str, credits_: Iterable[str]) -> bool:
    """True for a picture's credit, or its caption with the credit in it."""
    if count_words(line) > LONGEST or len(line) > LONGEST_CHARACTERS:
        return False
    folded = fold(line)
    held = (entry for each in credits_ if (entry := each.strip()) in folded)
    return any(_is_credited(line, folded, entry) for entry in held)


def _is_credited(line: str, folded: str, entry: str) -> bool:
    """``entry`` stands in ``line`` as a credit: a name follows it, and no sentence goes on around it."""
    start = _find(folded, entry)
    if start < 0:
        return False
    rest = line[start + len(entry) :]
    if entry.endswith(":") or AFTER_CREDIT.match(rest):
        return _is_name(rest)
    return (start == 0 or " " in entry) and not ends_sentence(line) and _is_name(rest)


def _is_name(rest: str) -> bool:
    """What follows a credit is a name or two: short and mostly capitalised, very short, or nothing."""
    words = [word for word in re.split(r"[\s/,|]+", rest) if LETTER.search(word)]
    capitalised = sum(word.lstrip(EDGES)[:1].isupper() for word in words)
    return len(words) <= SURE_NAME or (len(words) <= LONGEST_NAME and capitalised * 2 >= len(words))


def _is_shape(line: str, words: int) -> bool:
    """Furniture by its form alone, in any language."""
    return (
        not LETTER.search(ADDRESS.sub("", line))
        or all(token.startswith("#") and len(token) > 1 for token in line.split())
        or (words <= LONGEST_COPYRIGHT and bool(COPYRIGHT.search(line)))
        or (words <= 2 and bool(AGE_MARK.search(line)))
        or _is_trail(line)
    )


def _is_trail(line: str) -> bool:
    """A breadcrumb: short steps with arrows between; with slashes at least three steps."""
    marks = {mark.strip() for mark in TRAIL.findall(line)}
    if not marks or ends_sentence(line):
        return False
    steps = [step for step in TRAIL.split(AGE_MARK.sub("", line).strip()) if step.strip()]
    return len(steps) >= (3 if marks == {"/"} else 2) and all(count_words(s) <= LONGEST_STEP for s in steps)


def _is_buttons(folded: str) -> bool:
    """Nothing but names of networks."""
    bare = CLOCK.sub("", folded)
    names = [name for part in BUTTONS.split(bare) if (name := part.strip(EDGES))]
    words = [word for part in bare.split() if (word := part.strip(EDGES))]
    return bool(names) and (NETWORKS.issuperset(names) or NETWORKS.issuperset(words))


def _is_call(folded: str, words: int, phrases: Furniture) -> bool:
    """A line that opens with a call to the reader, or with the name of a page part, and is little more."""
    bare = folded.lstrip(EDGES)
    if words > LONGEST_CALL:
        return False
    return any(
        _is_little_more(bare[len(entry) :], entry, words, phrases)
        for entry in phrases.lines
        if bare.startswith(entry) and _find(bare, entry) == 0
    )


def _is_little_more(rest: str, entry: str, words: int, phrases: Furniture) -> bool:
    """``rest`` is what follows a call: a colon or separator, a few words, or words of the same kind.

    The openings are words that headlines and sentences open with too ("home", "search for"), so more
    than a few words beside them need a sign that they are meant for the reader.
    """
    if AFTER_CALL.match(rest) or not rest.strip(EDGES):
        return True
    if _holds(rest, NETWORKS) or _holds(entry + rest, phrases.contains):
        return True
    if ends_sentence(rest) and not rest.rstrip().endswith("!"):
        return False
    few = MORE_THAN_CALL if " " in entry or "-" in entry else MORE_THAN_CALL - 1
    return words - count_words(entry) <= few or rest.rstrip().endswith((":", "!"))


def _holds(folded: str, phrases: Iterable[str]) -> bool:
    return any(_find(folded, phrase) >= 0 for phrase in phrases if len(phrase) > 2)


def _find(text: str, phrase: str) -> int:
    """Where ``phrase`` first stands in ``text`` as whole words, hyphens joining words; -1 where nowhere."""
    start = text.find(phrase)
    while start >= 0:
        end = start + len(phrase)
        before = text[start - 1 : start] if phrase[:1].isalnum() else ""
        after = text[end : end + 1] if phrase[-1:].isalnum() else ""
        if not any(c.isalnum() or c in "-_" for c in before + after):
            return start
        start = text.find(phrase, start + 1)
    return -1
