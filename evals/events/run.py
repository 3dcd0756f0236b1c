"""Events, actors given: PLOVER roots, how a deed is told, and which of two actors acts.

Of the first gold set each sentence is judged by the nets that have not seen it; the second never trains.
Of the own cases one half was there to develop on; the other is only measured.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from evals.base import Figure, Result, found
from evals.events import cases, in_news, naive, news, told
from evals.events.ends import ends, marked, pairs_of_names, right_source, sure_deeds
from evals.events.gold import RECORDS, SENTENCES, Acted, Gold, fold, records, sentences
from evals.events.score import Scored, quads, scored
from evals.events.told import Read, read
from samestory.encode import Encoder
from samestory.encode.neutral import Floats2d
from samestory.heads.events import FOLDS
from samestory.model import Mood, Root

# Macro-F1 of roots and of classes on the test part of the first set, as its authors publish them.
PEERS = {"root F1": 0.824, "quad F1": 0.896}


def run(data: Path) -> Result:
    """Measure all sets."""
    encoder = Encoder.open()
    gold, other = sentences(data), records(data)
    seen, unread = (read(encoder, [one.told for one in its]) for its in (gold, other))
    centres = naive.means(seen.vectors, [one.answer for one in gold])
    figures = [*_roots("unseen gold", gold, told.unseen(seen), _naive_unseen(seen, gold), PEERS)]
    figures += _roots("records", other, told.roots(unread), naive.roots(unread.vectors, centres))
    figures += _order("who acts, records", unread)
    for half in reversed(cases.HALVES):
        figures += _own(half, encoder, centres)
        for kind in news.FILES:
            pairs = news.pairs(data, half, kind)
            figures += in_news.figures(f"{news.NAMED[kind]}, {half}", pairs, encoder, centres)
    return Result(
        task="events",
        about=(
            "PLOVER roots, their four classes, how a deed is told and who acts, actors given: 1,050 English "
            "gold sentences by nets that have not seen them, 314 records that train nothing, and 124 own "
            "happenings in seven languages; pairs of actors in news that a reader judged, in these languages"
        ),
        baseline=(
            "roots: that whose gold sentences are nearest by mean sentence vector; moods: denied where the "
            "language's words negate or deny, else stated; who acts: the first; deeds: every pair"
        ),
        peer="zero-shot entailment with RoBERTa-large (ZSP), published, on the test part of the set",
        figures=tuple(figures),
        files=tuple(_files(data)),
    )


def _own(half: str, encoder: Encoder, centres: Floats2d) -> Iterator[Figure]:
    """Figures of own cases."""
    deeds, moods = cases.roots(half), cases.moods(half)
    seen, seen_moods = (read(encoder, [one.told for one in its]) for its in (deeds, moods))
    pairs = told.roots(seen), naive.roots(seen.vectors, centres)
    for lang, value, base in _by_language(deeds, *pairs):
        yield Figure(name=_name("roots right", half, lang), value=value.right, baseline=base.right)
    mood_pairs = told.moods(seen_moods), [naive.mood(one.told) for one in moods]
    for lang, value, base in _by_language(moods, *mood_pairs):
        yield Figure(name=_name("mood F1", half, lang), value=value.f1, baseline=base.f1)
    yield from _order(_name("who acts", half), seen)
    turned = read(encoder, cases.turned(half))
    yield from _order(_name("who acts, standing behind", half), turned)
    yield from _told(half, (seen_moods, turned), read(encoder, cases.idle(half)))
    yield from _ends(half, encoder, pairs[1])


def _name(what: str, half: str, lang: str = "") -> str:
    return f"{what}, own cases, {half}" + (f", {lang}" if lang else "")


def _by_language(
    wanted: Sequence[Gold[Root]] | Sequence[Gold[Mood]], ours: Sequence[str], plain: Sequence[str]
) -> Iterator[tuple[str, Scored, Scored]]:
    """Both scores of all sentences, then of each language's."""
    langs = [one.told.lang for one in wanted]
    for lang in ("", *dict.fromkeys(langs)):
        rows = [row for row, its in enumerate(langs) if lang in ("", its)]
        right = [str(wanted[row].answer) for row in rows]
        both = [scored(right, [one[row] for row in rows]) for one in (ours, plain)]
        yield lang, both[0], both[1]


def _roots(
    name: str,
    gold: Sequence[Gold[Root]],
    ours: Sequence[Root],
    plain: Sequence[Root],
    peers: Mapping[str, float] | None = None,
) -> Iterator[Figure]:
    wanted = [one.answer for one in gold]
    value, base = (scored(wanted, one) for one in (ours, plain))
    quad, quad_base = (quads(wanted, one) for one in (ours, plain))
    for what, is_, was in (
        ("root F1", value.f1, base.f1),
        ("roots right", value.right, base.right),
        ("quad F1", quad.f1, quad_base.f1),
    ):
        yield Figure(name=f"{what}, {name}", value=is_, baseline=was, peer=(peers or {}).get(what))


def _order(name: str, given: Read) -> Iterator[Figure]:
    right, first = told.right_order(given), told.source_first(given)
    yield Figure(name=name, value=sum(right) / len(right), baseline=sum(first) / len(first))


def _told(half: str, deeds: Sequence[Read], idle: Read) -> Iterator[Figure]:
    found = [is_told for one in deeds for is_told in told.told(one)]
    wrong = told.told(idle)
    yield Figure(name=_name("deeds found", half), value=sum(found) / len(found), baseline=1.0)
    left_out = 1 - sum(wrong) / len(wrong)
    yield Figure(name=_name("idle pairs left out", half), value=left_out, baseline=0.0)


def _ends(half: str, encoder: Encoder, plain: Sequence[Root]) -> Iterator[Figure]:
    """Figures with names as the tagger finds them; ``plain`` are the roots that the naive coder tells."""
    told_of = [*(one.told for one in cases.moods(half)), *cases.turned(half)]
    articles, idle = (marked(encoder, its) for its in (told_of, cases.idle(half)))
    ours = ends(articles, told_of, idle)
    every = ours.named * len(told_of) / max(1, pairs_of_names([*articles, *idle]))
    yield Figure(name=_name("both actors among names found", half), value=ours.named)
    yield Figure(name=_name("deeds found of names found", half), value=ours.found, baseline=1.0)
    yield Figure(name=_name("deeds of names found that are told", half), value=ours.right, baseline=every)
    roots = cases.roots(half)
    sure = sure_deeds(articles[: len(roots)], told_of[: len(roots)])
    right = [
        deed.root == roots[row].answer and right_source(articles[row], deed, told_of[row])
        for row, deed in sure.items()
    ]
    naive_right = [plain[row] == roots[row].answer and _first(roots[row].told) for row in sure]
    value, base = (sum(its) / max(1, len(its)) for its in (right, naive_right))
    yield Figure(name=_name("root and source right, names found", half), value=value, baseline=base)


def _first(one: Acted) -> bool:
    return one.source is not None and one.target is not None and one.source < one.target


def _naive_unseen(given: Read, gold: Sequence[Gold[Root]]) -> list[Root]:
    """The nearest root by the gold of the other folds."""
    parts = np.array([fold(one.text) for one in given.told])
    found: dict[int, Root] = {}
    for part in range(FOLDS):
        others, held = np.flatnonzero(parts != part), np.flatnonzero(parts == part)
        centres = naive.means(given.vectors[others], [gold[row].answer for row in others.tolist()])
        found.update(zip(held.tolist(), naive.roots(given.vectors[held], centres), strict=True))
    return [found[row] for row in range(len(gold))]


def _files(data: Path) -> Iterator[str]:
    for pattern in (SENTENCES, RECORDS):
        yield from (str(file.relative_to(data)) for file in found(data, pattern))
    own = [*cases.files(), *(news.file(half, kind) for half in cases.HALVES for kind in news.FILES)]
    yield from (str(file.relative_to(Path(__file__).parents[2])) for file in own)
