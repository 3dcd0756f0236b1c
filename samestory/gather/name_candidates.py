"""Which pairs of names are worth judging: near by sound or in meaning, initials, brackets. Judges none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from samestory.gather.name_features import NameContext, acronyms, initials
from samestory.gather.name_words import pairs
from samestory.gather.spellings import Name
from samestory.signals import Floats1d

Keys = tuple[str, str]
NEIGHBOURS = 8
# Names of different things lie near 0; translations seldom below this.
LEAST_MEANING = 0.35
AT_ONCE = 2048


def name_pairs(pile: Sequence[Name], context: NameContext) -> list[Keys]:
    """Pairs of keys of names to judge, each once, in order."""
    found = pairs(pile, context.rare) | set(context.aliases) | _by_initials(pile) | _near(context.meanings)
    return sorted(p for p in found if p[0] != p[1])


def _by_initials(pile: Sequence[Name]) -> set[Keys]:
    long: dict[tuple[str, str], list[str]] = {}
    for name in pile:
        for letters in initials(name):
            long.setdefault(letters, []).append(name.key)
    found = ((name.key, other) for name in pile for word in acronyms(name) for other in long.get(word, ()))
    return {(min(p), max(p)) for p in found}


def _near(meanings: Mapping[str, Floats1d]) -> set[Keys]:
    """Each name's nearest in meaning."""
    if len(meanings) < 2:
        return set()
    keys = sorted(meanings)
    rows = np.stack([meanings[k] for k in keys])
    kept = min(NEIGHBOURS, len(keys) - 1)
    found: set[Keys] = set()
    for start in range(0, len(keys), AT_ONCE):
        near = rows[start : start + AT_ONCE] @ rows.T
        places = np.arange(len(near))
        near[places, start + places] = -1.0
        best = np.argpartition(-near, kept - 1, axis=1)[:, :kept]
        for i, j in zip(np.repeat(places, kept).tolist(), best.ravel().tolist(), strict=True):
            if near[i, j] >= LEAST_MEANING:
                found.add((min(keys[start + i], keys[j]), max(keys[start + i], keys[j])))
    return found
