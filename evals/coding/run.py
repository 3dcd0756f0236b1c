"""Events coded once: how often a happening is coded, what is joined that is not one, what is told otherwise.

Deeds of the examples and of own stories are given, those of translated news found; who is meant and which
sentences say the same is found in all. The half that is held out is only measured.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from evals.base import Figure, Result
from evals.coding import cases, examples, naive, translated
from evals.coding.read import read_anew
from evals.coding.score import Place, Tally, places, summed, tally
from evals.coding.stories import Coded, coded
from evals.corpora import Parallel
from samestory.encode import Encoder
from samestory.heads.deeds import TOLD

ROOT = Path(__file__).parents[2]


class Ways(NamedTuple):
    """One story or many, coded in three ways."""

    ours: Tally
    by_article: Tally
    one_a_day: Tally


def run(data: Path) -> Result:
    """Measure all; raises DataMissing."""
    held, encoder = translated.texts(data), Encoder.open()
    figures = [
        *_figures(_all(_ways(one.coded, one.happenings) for one in examples.given()), "examples"),
        *(one for half in cases.HALVES for one in _own(half, encoder)),
        *(one for parity, half in enumerate(cases.HALVES) for one in _news(held, parity, half, encoder)),
    ]
    own = (*cases.files(), examples.GOLD, translated.ONE, *sorted(examples.PILE.iterdir()))
    return Result(
        task="coding",
        about=(
            "own examples, own stories of two reports, and news translated into five languages, a story "
            "each: in how many events a happening stands, whether deeds of one event tell one happening, and "
            "whether what tells it otherwise is found as that"
        ),
        baseline=(
            "an event for each article; told otherwise wherever two articles differ in what they tell of two"
        ),
        peer="the field's filter: one event a day for the same source, target and root",
        figures=tuple(figures),
        files=tuple(str(file.relative_to(data)) for file in held.files)
        + tuple(str(file.relative_to(ROOT)) for file in own),
    )


def _ways(story: Coded, told: Mapping[Place, object]) -> Ways:
    """A story coded in each way; what one actor does to itself is no event and counts in none."""
    ours = list(places(story.events))
    known = {place: told[place] for group in ours for place in group}
    pairs, disputed = naive.told_of(story)
    by_article, one_a_day = (
        tally([group & known.keys() for group in way(story)], known, 0)
        for way in (naive.by_article, naive.one_a_day)
    )
    return Ways(
        tally(ours, known, sum(any(one.otherwise) for one in story.events)),
        by_article._replace(groups=len(pairs), disputed=len(disputed)),
        one_a_day,
    )


def _all(ways: Iterable[Ways]) -> Ways:
    held = list(ways)
    return Ways(*(summed(column) for column in zip(*held, strict=True)))


def _figures(ways: Ways, where: str) -> Iterator[Figure]:
    measures: tuple[tuple[str, Callable[[Tally], float]], ...] = (
        ("events per happening", lambda one: one.redundancy),
        ("pairs of one happening", lambda one: one.precision),
    )
    for name, of in measures:
        ours, baseline, peer = map(of, ways)
        yield Figure(name=f"{name}, {where}", value=ours, baseline=baseline, peer=peer)
    ours, baseline, _ = (one.peace for one in ways)
    yield Figure(name=f"told in one way, {where}", value=ours, baseline=baseline)


def _own(half: str, encoder: Encoder) -> Iterator[Figure]:
    given = cases.stories(half)
    plain = [coded(cases.encoded(cases.reports(one), encoder)) for one in given]
    told = [
        _ways(one, {(a.id, n): n for a in one.articles.values() for n in range(len(a.deeds))})
        for one in plain
    ]
    yield from _figures(_all(told), f"own stories, {half}")
    changes = [(one, change) for one in given for change in one.change]
    yield from _found([(c, coded(cases.encoded(cases.reports(one, c), encoder))) for one, c in changes], half)
    yield _apart(given, half, encoder)
    yield from _as_read(given, changes, half, encoder)


def _found(changes: Sequence[tuple[cases.Change, Coded]], half: str) -> Iterator[Figure]:
    for wanted in (None, *cases.KINDS):
        chosen = [(change, story) for change, story in changes if wanted in (None, cases.kind(change))]
        yield Figure(
            name=f"told otherwise and found{f', {wanted}' if wanted else ''}, {half}",
            value=_share(cases.is_found(change, story.events) for change, story in chosen),
            baseline=_share(_naively_found(change, story) for change, story in chosen),
        )


def _apart(given: Sequence[cases.Story], half: str, encoder: Encoder) -> Figure:
    """Of lines told of another actor in one report; an event for each article keeps all apart."""
    told = [
        (one.line, coded(cases.encoded(cases.reports(given[one.story], one.change), encoder)))
        for one in cases.near(half)
    ]
    return Figure(
        name=f"another actor, another happening, {half}",
        value=_share(cases.is_apart(line, story.events) for line, story in told),
        baseline=1.0,
    )


def _as_read(
    given: Sequence[cases.Story],
    changes: Sequence[tuple[cases.Story, cases.Change]],
    half: str,
    encoder: Encoder,
) -> Iterator[Figure]:
    """Where root, mood and who acts are read: what is changed, and what is not and should stay one."""

    def read(story: cases.Story, change: cases.Change | None = None) -> Coded:
        return coded(
            cases.encoded([read_anew(one, encoder) for one in cases.reports(story, change)], encoder)
        )

    told = [(change, read(one, change)) for one, change in changes]
    yield Figure(
        name=f"told otherwise and found, as read, {half}",
        value=_share(cases.is_found(change, story.events) for change, story in told),
        baseline=_share(_naively_found(change, story) for change, story in told),
    )
    plain = [read(one) for one in given]
    pairs = [naive.told_of(one) for one in plain]
    yield Figure(
        name=f"told in one way, own stories as read, {half}",
        value=_share(not any(event.otherwise) for one in plain for event in one.events),
        baseline=_share(pair not in disputed for known, disputed in pairs for pair in known),
    )


def _naively_found(change: cases.Change, story: Coded) -> bool:
    (article,) = (one for one in story.articles.values() if one.id == change.side)
    deed = article.deeds[change.line]
    return frozenset(story.key(article.id, k) for k in (deed.source, deed.target)) in naive.told_of(story)[1]


def _news(held: Parallel, parity: int, half: str, encoder: Encoder) -> Iterator[Figure]:
    read = list(translated.documents(held, parity, encoder))
    for floor, where in ((TOLD, "translated news"), (translated.FAINT, "translated news, told faintly")):
        given = [document.above(floor) for document in read]
        stories = [(one, coded(one.articles)) for one in given if any(a.deeds for a, _ in one.articles)]
        ways = _all(_ways(story, translated.happenings(one, story)) for one, story in stories)
        yield from _figures(ways, f"{where}, {half}")


def _share(given: Iterable[bool]) -> float:
    listed = list(given)
    return sum(listed) / len(listed) if listed else 0.0
