"""A naive guess of a text's language: its most frequent tell-tale letter or small word, else its script."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

_WORD = re.compile(r"[^\W\d_]+")
# One script's most common language in news, for texts that show nothing else.
_SCRIPT = {"CYRILLIC": "ru", "LATIN": "en", "ARABIC": "ar", "CJK": "zh", "GREEK": "el"}
_SMALL = {
    "ar": "في من على",
    "be": "і ў што на",
    "bg": "на и че да се",
    "cs": "že a na se v",
    "de": "der die und das in",
    "el": "και το να του η",
    "en": "the of and to in",
    "es": "de la que el en",
    "fr": "de la le les et",
    "it": "di che il la e",
    "kk": "және бұл мен үшін деп",
    "mk": "на и дека да се",
    "nl": "de van het een en",
    "pl": "w na się że z",
    "pt": "de que o a do",
    "ro": "de în și a la",
    "ru": "в и на что не",
    "sk": "že a na sa v",
    "tr": "ve bir bu için de",
    "uk": "і що на в у",
}


def guess(text: str) -> str:
    """The language most of whose five smallest common words stand in ``text``; else its script's."""
    words = Counter(_WORD.findall(text.lower()))
    scores = {code: sum(words[word] for word in small.split()) for code, small in _SMALL.items()}
    best = max(scores, key=scores.__getitem__)
    return best if scores[best] else _SCRIPT.get(_script(text), "und")


def _script(text: str) -> str:
    letters = (unicodedata.name(c, "").split(" ")[0] for c in text if c.isalpha())
    return Counter(letters).most_common(1)[0][0] if any(c.isalpha() for c in text) else ""
