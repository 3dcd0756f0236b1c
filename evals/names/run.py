"""Names found and typed: strict F1 on what did not train; agreement with English where there is no gold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from evals.base import DataMissing, Figure, Result, found
from evals.corpora import LINES, NAMED
from evals.counts import Counts
from evals.names import gold, naive
from evals.names.gold import GoldText
from evals.names.tagging import by_group, counted, tagged
from evals.names.translated import agreements
from samestory.encode import Encoder
from samestory.heads.names import NameTagger

# As the set names them; the last three have gold of their own and show what agreement means.
TRANSLATED = ("deu", "spa", "fra", "ita", "tur", "arb", "zho-CN", "ell", "bul", "ron", "rus")


def run(data: Path) -> Result:
    encoder, tagger = Encoder.open(), NameTagger.open()
    texts = gold.texts(data)
    held = [text for text in texts if text.held]
    if not held:
        raise DataMissing(f"the sets under {data} hold no text that trained nothing")
    usual = naive.known(text for text in texts if not text.held)
    ours = [
        counted(t, [(n.span, n.type) for n in its])
        for t, its in zip(held, tagged(held, encoder, tagger), strict=True)
    ]
    plain = [counted(t, naive.tagged(t, usual)) for t in held]
    return Result(
        task="names",
        about=(
            f"{sum(c.wanted for c in ours)} gold names in {len(held)} texts that trained nothing: a whole "
            f"topic of SlavNER, the last quarter of RONEC, FactRuEval, KazNERD and UNER "
            "English PUD, NEREL's dev part: strict F1, span and type; and, where there is no gold, how far "
            "types of names in translated news (NTREX) agree with those found in the English original"
        ),
        baseline="runs of capitalised words, typed as such words mostly are in the texts that train",
        peer=None,
        figures=(*_figures(held, ours, plain), *_agreements(data, encoder, tagger)),
        files=tuple(str(file.relative_to(data)) for file in _files(data)),
    )


def _figures(held: Sequence[GoldText], ours: Sequence[Counts], plain: Sequence[Counts]) -> list[Figure]:
    values = _by_group(held, ours)
    naive_values = _by_group(held, plain)
    return [
        Figure(name=f"F1, {name}", value=its.f1, baseline=naive_values[name].f1)
        for name, its in values.items()
    ]


def _by_group(held: Sequence[GoldText], counts: Sequence[Counts]) -> Mapping[str, Counts]:
    """All Slavic texts first, then each set's languages, then each type in the Slavic texts."""
    slavic = [("six Slavic languages", c) for t, c in zip(held, counts, strict=True) if t.set == "slavner"]
    each = [(f"{t.set} {t.lang}", c) for t, c in zip(held, counts, strict=True)]
    return by_group([*slavic, *each])


def _agreements(data: Path, encoder: Encoder, tagger: NameTagger) -> list[Figure]:
    try:
        agreed = agreements(data, TRANSLATED, encoder, tagger)
    except DataMissing:
        return []
    return [Figure(name=f"agreement with English, {name}", value=its.f1) for name, its in agreed.items()]


def _files(data: Path) -> list[Path]:
    patterns = (
        NAMED,
        gold.ROMANIAN,
        gold.NESTED,
        gold.FACTS,
        gold.KAZAKH,
        gold.ENGLISH,
        LINES.format(language="*"),
    )
    files = []
    for pattern in patterns:
        try:
            files += found(data, pattern)
        except DataMissing:
            continue
    return files
