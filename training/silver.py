"""Names on which translations of a line agree: silver for languages with little gold or none.

A tagger trained on gold finds names in each translation; here they vote. Where they do not agree no answer
is asked for. It trains nothing itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import regex
from rapidfuzz import fuzz

from evals.corpora import parallel
from evals.names.gold import ALL_TYPES, GoldText
from evals.names.gold import Marked as Silver
from evals.names.translated import LINES
from samestory.encode import Encoder
from samestory.heads.names import NameTagger, names
from samestory.model import NameForms, NameType, Span
from samestory.read.forms import forms

# Languages that vote, as the set names them, with their codes.
VOTING = {
    "eng": "en", "ron": "ro", "bul": "bg", "rus": "ru", "pol": "pl", "ces": "cs", "slv": "sl", "ukr": "uk",
    "kaz": "kk", "deu": "de", "fra": "fr", "spa": "es", "ita": "it", "nld": "nl", "por": "pt", "tur": "tr",
    "ell": "el",
}  # fmt: skip
# Of those, the ones that are taught: of the others gold has enough.
TAUGHT = ("eng", "ron", "bul", "deu", "fra", "spa", "ita", "nld", "por", "tur", "ell")
# Names alike at least so much are one name; a word outside every name must be likelier one.
ALIKE, MISSED_ALIKE = 0.75, 0.8
# Names of unequal numbers of words are less alike by this.
UNEQUAL = 0.9
# Which share of the translations must have a name, how many make it doubtful, and which share of the votes
# its type must have.
AGREE, DOUBT, CLEAR = 0.5, 3, 0.6
# A translated name sounds like none; it stands where it is sure and as many of its type are found elsewhere.
SURE = 0.9
CAPITALISED = regex.compile(r"\p{Lu}[\p{L}\p{M}'’-]*(?: \p{Lu}[\p{L}\p{M}'’-]*)*")


class Found(NamedTuple):
    """A name that the tagger found in a line, and the forms it is compared by."""

    span: Span
    type: NameType
    score: float
    forms: NameForms


class Votes(NamedTuple):
    """How many translations have a name like one, and for which types, by their scores."""

    translations: int
    types: Counter[NameType]


def texts(root: Path, encoder: Encoder, tagger: NameTagger) -> list[GoldText]:
    """Lines of translated news (NTREX) with names on which translations agree; not those that evaluate."""
    lines = {name: news[LINES:] for name, news in parallel(root, tuple(VOTING)).lines.items()}
    found = {name: _found(lines[name], code, encoder, tagger) for name, code in VOTING.items()}
    result = []
    for name in TAUGHT:
        for place, line in enumerate(lines[name]):
            others = [its[place] for other, its in found.items() if other != name]
            result.append(_text(line, VOTING[name], agreed(line, VOTING[name], found[name][place], others)))
    return result


def agreed(line: str, code: str, ours: Sequence[Found], others: Sequence[Sequence[Found]]) -> list[Silver]:
    """The names of ``line``, in order, as its translations vote; a type of None where they do not agree."""
    counts = [Counter(name.type for name in its) for its in others]
    own = Counter(name.type for name in ours)
    enough = AGREE * len(others)
    result = []
    for name in ours:
        votes = _votes(name.forms, others, ALIKE)
        as_many = sum(its[name.type] >= own[name.type] for its in counts)
        kind: NameType | None = None
        if votes.translations >= enough:
            kind = _clear(votes.types + Counter({name.type: name.score}))
        elif name.score >= SURE and as_many >= enough:
            kind = name.type
        result.append(Silver(name.span, kind))
    return sorted((*result, *_missed(line, code, ours, others)), key=lambda name: name.span)


def _missed(
    line: str, code: str, ours: Sequence[Found], others: Sequence[Sequence[Found]]
) -> Iterator[Silver]:
    """Runs of capitalised words outside every name that translations have as a name."""
    for match in CAPITALISED.finditer(line):
        span = Span(*match.span())
        if any(span.start < name.span.end and name.span.start < span.end for name in ours):
            continue
        its = forms(match[0], "person", code)
        same = [[name for name in one if len(name.forms.lemmas) == len(its.lemmas)] for one in others]
        votes = _votes(its, same, MISSED_ALIKE)
        if votes.translations >= AGREE * len(others):
            yield Silver(span, _clear(votes.types))
        elif votes.translations >= DOUBT:
            yield Silver(span, None)


def _votes(ours: NameForms, others: Sequence[Sequence[Found]], least: float) -> Votes:
    types: Counter[NameType] = Counter()
    translations = 0
    for its in others:
        best = max(its, key=lambda name: likeness(ours, name.forms), default=None)
        if best and likeness(ours, best.forms) >= least:
            types[best.type] += best.score  # type: ignore[assignment]
            translations += 1
    return Votes(translations, types)


def likeness(left: NameForms, right: NameForms) -> float:
    """How alike two names sound, 0 to 1; 1 for one territory."""
    if left.known and left.known == right.known:
        return 1.0
    short, long = sorted((left.lemmas, right.lemmas), key=len)
    if not short:
        return 0.0
    best = (max(fuzz.ratio(a, b) for a in word for other in long for b in other) for word in short)
    return sum(best) / len(short) / 100 * (1 if len(short) == len(long) else UNEQUAL)


def _clear(types: Mapping[NameType, float]) -> NameType | None:
    best = max(sorted(types), key=lambda kind: types[kind])
    return best if types[best] >= CLEAR * sum(types.values()) else None


def _found(lines: Sequence[str], code: str, encoder: Encoder, tagger: NameTagger) -> list[list[Found]]:
    _, tokens = encoder.read(lines, tagger)
    return [
        [
            Found(name.span, name.type, name.score, forms(name.span.of(line), name.type, code))
            for name in names(line, [Span(0, len(line))], [its], tagger.transitions)
        ]
        for line, its in zip(lines, tokens, strict=True)
    ]


def _text(line: str, code: str, its: Sequence[Silver]) -> GoldText:
    return GoldText(
        set="ntrex",
        lang=code,
        topic="",
        text=line,
        sentences=(Span(0, len(line)),),
        names=tuple(its),
        types=ALL_TYPES,
        counted=ALL_TYPES,
        held=False,
    )
