"""How gathering grows, in time and memory: ``python -m evals.gathering [--json]``.

Piles are made of vectors, names and figures, so that nothing is read or encoded. Each size is measured in a
process of its own; the naive way judges all pairs.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from typing import Annotated, TypeVar

import cyclopts
import msgspec
import numpy as np
import numpy.typing as npt
from cyclopts import Parameter
from rich.console import Console

from evals.stories.score import b_cubed
from samestory.gather.decisions import judge
from samestory.gather.features import Pair
from samestory.gather.gathered import JOINING, Gathered
from samestory.gather.groups import groups
from samestory.gather.judging import judgements
from samestory.gather.pile import Side, pile
from samestory.gather.stories import gathered
from samestory.gather.windows import opened
from samestory.signals import Signals

ROOT = Path(__file__).parents[1]
SIZES = (1_000, 10_000, 100_000)
# Articles that are held when they come from a file.
LATELY = 4_000
# How many are added to a pile, and of how many articles all pairs are tried in it.
MORE, TRIED = 1_000, 100
# The naive way is measured up to here; its time grows with the square.
NAIVE = 1_000
UNITS, WIDTH = 5, 384
# Reports of one happening; articles of one subject, whose happenings share actors; days they are spread over.
REPORTS, SUBJECT, DAYS = (1, 1, 1, 1, 1, 1, 2, 2, 3, 4, 8, 20), 250, 730
ACTORS, NAMED, DATED = 12, 4, 0.8
# How far a wording lies from what it states.
BLUR = 0.7
FIRST = date(2023, 1, 1)
Found = TypeVar("Found")
Floats = npt.NDArray[np.float32]


class Looked(Mapping[str, Signals]):
    """Articles that count how often each is asked for, and how often one is that was not asked for lately."""

    def __init__(self, seen: Mapping[str, Signals]) -> None:
        self._seen, self._lately = seen, OrderedDict[str, None]()
        self.asked = self.loaded = 0

    def __getitem__(self, one: str) -> Signals:
        self.asked += 1
        if one in self._lately:
            self._lately.move_to_end(one)
        else:
            self.loaded += 1
            self._lately[one] = None
            if len(self._lately) > LATELY:
                self._lately.popitem(last=False)
        return self._seen[one]

    def __iter__(self) -> Iterator[str]:
        return iter(self._seen)

    def __len__(self) -> int:
        return len(self._seen)

    def __contains__(self, one: object) -> bool:
        return one in self._seen


class Gathering(msgspec.Struct, frozen=True, kw_only=True):
    """One pile gathered whole, then MORE articles added; seconds by the clock and of processor, memory in MB.

    ``memory`` is the peak until it is gathered, ``given`` what the articles took before. ``judged`` is
    how many pairs were judged one by one; ``f1`` is B-cubed F1 with the happenings that the pile was made
    of; ``asked`` is how often an article was looked up on average, ``loaded`` how often that was one not
    among the LATELY looked up last; ``found`` the share of the pairs that would link, among all pairs of
    TRIED articles, that the search brought up. ``naive`` and ``naive_f1`` are of judging all pairs, None
    where it was not tried.
    """

    articles: int
    seconds: float
    processor: float
    adding: float
    adding_processor: float
    memory: float
    given: float
    judged: int
    stories: int
    f1: float
    found: float
    asked: float
    loaded: float
    naive: float | None = None
    naive_f1: float | None = None


def made(count: int, seed: int = 3) -> tuple[dict[str, Signals], dict[str, str]]:
    """``count`` articles by id, and the happening of each."""
    chance = np.random.default_rng(seed)
    subjects = _unit(chance.standard_normal((max(4, count // SUBJECT), WIDTH)))
    ids = [f"{number:08x}" for number in chance.permutation(count)]
    rows = np.empty((count, UNITS, WIDTH), np.float32)
    seen: dict[str, Signals] = {}
    home: dict[str, str] = {}
    while len(seen) < count:
        happening, subject = len(home), int(chance.integers(len(subjects)))
        statements = _told(chance, subjects[subject], 2 * UNITS)
        actors = [f"{subject}-{n}" for n in chance.choice(ACTORS, NAMED, replace=False)]
        day = FIRST + timedelta(days=int(chance.integers(DAYS)))
        for _ in range(min(int(chance.choice(REPORTS)), count - len(seen))):
            name = ids[len(seen)]
            rows[len(seen)] = _worded(chance, statements)
            seen[name] = _report(name, rows[len(seen)], [*actors, f"own{happening}"], day, chance)
            home[name] = str(happening)
    return seen, home


def _told(chance: np.random.Generator, subject: Floats, count: int) -> Floats:
    """What can be said of a happening: statements about the subject, the happening and themselves."""
    happening = _unit(chance.standard_normal(WIDTH))
    return _unit(0.55 * subject + 0.6 * happening + 0.55 * _unit(chance.standard_normal((count, WIDTH))))


def _worded(chance: np.random.Generator, statements: Floats) -> Floats:
    """Some of the statements, in words of one's own."""
    told = statements[np.sort(chance.choice(len(statements), UNITS, replace=False))]
    return _unit(told + BLUR * _unit(chance.standard_normal(told.shape)))


def _report(name: str, rows: Floats, names: Sequence[str], day: date, chance: np.random.Generator) -> Signals:
    held = [frozenset(names[n] for n in chance.choice(len(names), 2)) for _ in range(UNITS)]
    # The happening's own figures, and one by chance.
    own = int.from_bytes(names[-1].encode()[-4:], "big") % 900 + 20
    figures = [frozenset({float(own)}), frozenset({float(chance.integers(20, 900))})]
    numbers = (*figures, *(frozenset[float]() for _ in range(UNITS - len(figures))))
    return Signals(
        id=name,
        headline=rows[:1],
        sentences=rows[1:],
        names=tuple(held),
        numbers=numbers,
        days=tuple(frozenset() for _ in range(UNITS)),
        published=day + timedelta(days=int(chance.integers(3))) if chance.random() < DATED else None,
        clue=None,
        ordinals=0,
        credits=frozenset(),
        entities=tuple(held),
        counted=numbers,
    )


def measured(count: int) -> Gathering:
    """Gathers a pile of ``count`` articles and adds MORE; memory is that of this process."""
    every, home = made(count + MORE)
    first, more = (dict(list(every.items())[part]) for part in (slice(count), slice(count, None)))
    given = _memory()
    start = time.process_time()
    looked = Looked(first)
    whole, seconds = _timed(lambda: gathered(looked, ()))
    asked, loaded = looked.asked / count, looked.loaded / count
    memory, halfway = _memory(), time.process_time()
    _, adding = _timed(lambda: gathered(more, (), whole))
    end, found = time.process_time(), whole.stories()
    plain = naive(first) if count <= NAIVE else None
    return Gathering(
        articles=count,
        seconds=seconds,
        processor=halfway - start,
        adding=adding,
        adding_processor=end - halfway,
        memory=memory,
        given=given,
        judged=len(whole.pairs.every),
        stories=len(found.groups),
        f1=b_cubed(found.groups, {i: home[i] for i in first}).f1,
        found=_recall(whole),
        asked=asked,
        loaded=loaded,
        naive=None if plain is None else plain[1],
        naive_f1=None if plain is None else b_cubed(plain[0], {i: home[i] for i in first}).f1,
    )


def naive(seen: dict[str, Signals]) -> tuple[tuple[tuple[str, ...], ...], float]:
    """Groups of judging all pairs, and the seconds it took."""

    def gather() -> tuple[tuple[str, ...], ...]:
        pairs = list(combinations(sorted(seen), 2))
        among = pile(seen, pairs)
        sides = {one: among.side(article) for one, article in seen.items()}
        judged = {(a, b): judge(Pair((sides[a], sides[b]))) for a, b in pairs}
        apart = [ids for ids, one in judged.items() if one.apart]
        links = {ids: one.log_odds for ids, one in judged.items() if not one.apart}
        return groups(sorted(seen), links, forbidden=apart, joining=JOINING)

    return _timed(gather)


def _recall(whole: Gathered) -> float:
    """Of all pairs of some articles that would link, the share that was judged."""
    ids, found = whole.space.ids, whole.stories().judged
    linked = judged = 0

    def side(row: int) -> Side:
        return whole.side(ids[row])

    for one in range(len(ids))[:: max(1, len(ids) // TRIED)][:TRIED]:
        for start in range(0, len(ids), 1000):
            others = [other for other in range(start, min(len(ids), start + 1000)) if other != one]
            pairs = judgements(opened(np.array([(one, other) for other in others], np.int32), side)).every
            for pair in whole.named(np.flatnonzero(pairs["odds"] > JOINING.least)):
                linked, judged = linked + 1, judged + (pair in found)
    return judged / max(1, linked)


def _timed(work: Callable[[], Found]) -> tuple[Found, float]:
    start = time.perf_counter()
    found = work()
    return found, time.perf_counter() - start


def _memory() -> float:
    """The peak so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _unit(rows: npt.NDArray[np.floating]) -> Floats:
    return np.asarray(rows / np.linalg.norm(rows, axis=-1, keepdims=True), np.float32)


def _apart(count: int) -> Gathering:
    """``measured`` in a process of its own."""
    command = [sys.executable, "-m", "evals.gathering", "--articles", str(count)]
    done = subprocess.run(command, stdout=subprocess.PIPE, cwd=ROOT, check=True)
    return msgspec.json.decode(done.stdout, type=Gathering)


def main(
    *,
    json: Annotated[bool, Parameter(negative="")] = False,
    articles: Annotated[int | None, Parameter(show=False)] = None,
) -> None:
    """Time gathering of 1,000, 10,000 and 100,000 articles, and adding 1,000 to each.

    Parameters
    ----------
    json
        Print the figures as JSON.
    articles
        Measure a pile of this size in this process and print it as JSON.
    """
    if articles is not None:
        print(msgspec.json.encode(measured(articles)).decode())
        return
    timed = [_apart(count) for count in SIZES]
    if json:
        print(msgspec.json.encode(timed).decode())
        return
    for one in timed:
        plain = "" if one.naive is None else f"; all pairs {one.naive:.1f} s, F1 {one.naive_f1:.3f}"
        Console().print(
            f"{one.articles:,} articles: gathered in {one.seconds:.1f} s, {one.processor:.1f} s of "
            f"processor, {MORE:,} more in {one.adding:.2f} s, {one.adding_processor:.2f} s of processor; "
            f"{one.judged:,} pairs judged, {one.stories:,} stories, F1 {one.f1:.3f}, {one.found:.3f} of "
            f"links found; each looked up {one.asked:.2f} times, loaded {one.loaded:.2f}; "
            f"peak {one.memory:,.0f} MB, {one.given:,.0f} of them given{plain}"
        )


if __name__ == "__main__":
    cyclopts.run(main)
