"""Which language a text is written in, as an ISO 639-1 code.

Not for single sentences of a known article: below a handful of words the article's language is the
better guess.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from samestory.cached import arrays
from samestory.ids import content_id
from samestory.lang import UNKNOWN

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

# Kept to languages that news is written in: every further one takes short texts from its neighbours.
LANGUAGES = (
    *("ar", "az", "be", "bg", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he", "hi"),
    *("hr", "hu", "hy", "id", "it", "ja", "ka", "kk", "ko", "ky", "lt", "lv", "mk", "nl", "no", "pl"),
    *("pt", "ro", "ru", "sk", "sl", "sq", "sr", "sv", "th", "tr", "uk", "uz", "vi", "zh"),
)
_SAME_LANGUAGE = {"mo": "ro", "nb": "no", "nn": "no", "iw": "he", "in": "id"}
# Code points read from the start and from the middle; more does not change the answer.
_START, _MIDDLE = 3000, 1500
# Below this share of the probability the source's own word for its language counts for more,
# if the detector has it among its first few.
_SURE = 0.9
_FEW = 5


def detect(text: str, *, hint: str | None = None) -> str:
    """The code of the language of ``text``; ``und`` where it holds no letters.

    ``hint`` is the language its source states (a code, with or without a region). It wins where the
    detector is unsure and finds it plausible, not against clear evidence.
    """
    sample = _sample(text)
    if not any(character.isalpha() for character in sample):
        return UNKNOWN
    ranked: list[tuple[str, float]] = _identifier().rank(sample)
    best, share = ranked[0]
    stated = _code(hint)
    if share < _SURE and stated in {code for code, _ in ranked[:_FEW]}:
        return stated
    return best


def _sample(text: str) -> str:
    if len(text) <= _START + _MIDDLE:
        return text
    middle = max(_START, len(text) // 2)
    return f"{text[:_START]}\n{text[middle : middle + _MIDDLE]}"


def _code(hint: str | None) -> str:
    """The hint as one of our codes: region dropped, other names for the same language folded."""
    code = (hint or UNKNOWN).strip().lower().replace("_", "-").partition("-")[0]
    return _SAME_LANGUAGE.get(code, code)


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    # Imported here: it is only needed where something is read.
    import py3langid  # noqa: PLC0415
    from py3langid.langid import LanguageIdentifier  # noqa: PLC0415

    # Unpacking the model takes longer than reading some articles.
    held = arrays(f"language-{py3langid.__version__}-{content_id(*LANGUAGES)}", _model)
    moves, rows = array("I"), array("I")
    moves.frombytes(held["moves"].view("u1"))
    rows.frombytes(held["rows"].view("u1"))
    classes, outputs = held["classes"].tolist(), held["outputs"].tolist()
    return LanguageIdentifier(
        held["table"], held["priors"], classes, moves, outputs, norm_probs=True, tk_row=rows
    )


def _model() -> Mapping[str, npt.NDArray[Any]]:
    """What the detector knows of LANGUAGES, as arrays."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    whole = LanguageIdentifier.from_model_file(MODEL_FILE)
    whole.set_languages(LANGUAGES)
    return {
        "table": whole.nb_ptc,
        "priors": whole.nb_pc,
        "classes": np.array(whole.nb_classes),
        "moves": np.array(whole.tk_nextmove, np.uintc),
        "rows": np.array(whole.tk_row, np.uintc),
        "outputs": np.array(whole.tk_output, np.int32),
    }
