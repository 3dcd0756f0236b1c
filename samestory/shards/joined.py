"""The shards of several dossiers, each a window on one pile, joined: a table of the stories of all of them.

Reads shards of stories and of articles' days, a window at a time; how stories are joined is joining.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

import msgspec

from samestory.errors import InputError
from samestory.ids import content_id
from samestory.ingest.broken import BROKEN
from samestory.model import Origin, Record
from samestory.progress import Progress
from samestory.shards.joining import Joined, Joining, Member, Told
from samestory.shards.laying import Rows, Store
from samestory.shards.layout import GROUP, MOST, UNDATED, Label, Table, Whole, whole
from samestory.shards.rows import Row

# The shards that `lay_out` writes of a dossier, by its name.
SHARD = re.compile(r"(?:articles|stories)/[\w-]+/(?P<name>.+)-\d{4,}\.parquet")
TABLE: Table = "joined"
# What tells of which shards the table was made, and what it consists of; hidden from runs.
DONE = ".done/joined.json"


class Counts(Record, frozen=True, kw_only=True):
    """Of how many windows how many stories were joined, and how many there are then."""

    windows: int
    stories: int
    joined: int


class Window(NamedTuple):
    """The shards of a dossier, by table, and the first and last day of its articles."""

    store: Store
    name: str
    articles: tuple[str, ...]
    stories: tuple[str, ...]
    first: date
    last: date


class _Done(Record, frozen=True, kw_only=True):
    state: str
    shards: tuple[str, ...]
    counts: Counts


class _Dated(Record, frozen=True):
    """What is asked of an article's row."""

    id: str
    day: date | None


class _Story(Record, frozen=True):
    """What is asked of a story's row."""

    id: str
    day: date | None
    title: str | None
    articles: tuple[str, ...]
    record: bytes


class _Origins(Record, frozen=True):
    """What is asked of a story's record."""

    origins: tuple[Origin, ...]


def join(out: Store, stores: Iterable[Store], progress: Progress) -> Counts:
    """Write to ``out`` the stories of all windows of which ``stores`` hold shards, those of one as one.

    The order of ``stores`` changes nothing. What is there as it would be is left. Raises InputError where
    there are none, where two have one name, where one is missing, is damaged or another Samestory wrote it,
    and as Store does.
    """
    found = _shards(stores)
    here = msgspec.json.encode(Label(table=TABLE, state=""))
    state = content_id(here, *(part for name in sorted(found) for part in (name, *_states(*found[name]))))
    before = out.noted(DONE, _Done)
    if before is not None and before.state == state and out.has(before.shards):
        return before.counts
    windows = sorted(
        (_window(name, *its) for name, its in found.items()), key=lambda one: (one.first, one.last, one.name)
    )
    shards = _Shards(out, state)
    # Not true from here on: a run that is cut off leaves shards of both.
    out.drop([DONE])
    counts = _joined(windows, shards, progress)
    out.drop(sorted(out.names(TABLE) - shards.names))
    out.note(DONE, _Done(state=state, shards=tuple(sorted(shards.names)), counts=counts))
    return counts


def _shards(stores: Iterable[Store]) -> dict[str, tuple[Store, tuple[str, ...]]]:
    """For the name of each window where it is, and its shards of articles and stories."""
    found: dict[str, tuple[Store, tuple[str, ...]]] = {}
    for store in {one.place: one for one in sorted(stores, key=lambda one: one.address)}.values():
        its = _windows(store)
        twice = its.keys() & found.keys()
        if twice:
            other = found[min(twice)][0].address
            raise InputError(
                f"{store.address} and {other} both have a window {min(twice)}; give their dossiers other "
                "names"
            )
        found |= {name: (store, shards) for name, shards in its.items()}
    return found


def _windows(store: Store) -> dict[str, tuple[str, ...]]:
    """The shards of each window that a store has; InputError where it has none, or one is missing."""
    its: dict[str, list[str]] = {}
    for shard in sorted(store.names("articles") | store.names("stories")):
        match = SHARD.fullmatch(shard)
        if match:
            its.setdefault(match["name"], []).append(shard)
    if not its:
        raise InputError(f"{store.address} has no shards of dossiers; write some with `samestory shards`")
    for name, shards in its.items():
        written = store.noted(whole(name), Whole)
        wanted = filter(SHARD.fullmatch, written.shards if written else ())
        missing = set(wanted).difference(shards)
        if missing:
            raise InputError(
                f"{min(missing)} is missing in {store.address}; write it again with `samestory shards`"
            )
    return {name: tuple(shards) for name, shards in its.items()}


def _states(store: Store, shards: Sequence[str]) -> Iterator[str]:
    for shard in shards:
        label = store.label(shard)
        if label is None or label != Label(table=label.table, state=label.state):
            raise InputError(
                f"{shard} in {store.address} is damaged, or another Samestory wrote it; write it again with "
                "`samestory shards`"
            )
        yield f"{shard} {label.state}"


def _window(name: str, store: Store, shards: Sequence[str]) -> Window:
    articles, stories = (
        tuple(one for one in shards if one.startswith(f"{table}/")) for table in ("articles", "stories")
    )
    days = [row.day for one in articles for row in store.rows(one, _Dated) if row.day is not None]
    return Window(store, name, articles, stories, min(days, default=date.max), max(days, default=date.max))


def _joined(windows: Sequence[Window], shards: _Shards, progress: Progress) -> Counts:
    joining, stories, joined = Joining(), 0, 0
    for number, window in enumerate(windows):
        days = {
            row.id: row.day
            for one in window.articles
            for row in window.store.rows(one, _Dated)
            if row.day is not None
        }
        for told in _told(window):
            joining.add(Member(window.name, told, _inside(told.day, window)), days.get)
            stories += 1
        later = windows[number + 1].first if number + 1 < len(windows) else None
        for one in joining.closed(later):
            shards.add(one)
            joined += 1
        shards.write(later)
        progress("join", number + 1, len(windows))
    return Counts(windows=len(windows), stories=stories, joined=joined)


def _told(window: Window) -> Iterator[Told]:
    decode = msgspec.json.Decoder(_Origins).decode
    for shard in window.stories:
        for row in window.store.rows(shard, _Story):
            try:
                origins = tuple(one.articles for one in decode(row.record).origins)
            except BROKEN as error:
                raise window.store.damaged(shard, error) from error
            yield Told(row.id, row.day, row.title, row.articles, origins)


def _inside(day: date | None, window: Window) -> int:
    return 0 if day is None else min((day - window.first).days, (window.last - day).days)


class _Shards:
    """The shards of the table, by month of the first report, written as stories come."""

    def __init__(self, store: Store, state: str) -> None:
        self._store, self._label = store, Label(table=TABLE, state=state)
        self._waiting: dict[str, list[Row]] = {}
        self._numbers: dict[str, int] = {}
        self.names: set[str] = set()

    def add(self, joined: Joined) -> None:
        """Take a story; it is written with others of its month."""
        day = joined.home.told.day
        month = f"{day:%Y-%m}" if day else UNDATED
        waiting = self._waiting.setdefault(month, [])
        waiting.append(_row(joined))
        if len(waiting) >= MOST:
            self._write(month)

    def write(self, before: date | None) -> None:
        """Write what waits for the months before the one of this day; all where there is none."""
        for month in sorted(self._waiting):
            if before is None or month < f"{before:%Y-%m}":
                self._write(month)

    def _write(self, month: str) -> None:
        """A shard of what waits for its month."""
        number = self._numbers[month] = self._numbers.get(month, -1) + 1
        name, rows = f"{TABLE}/{month}/{number:04}.parquet", self._waiting.pop(month)
        with self._store.laid(name) as stream, Rows(stream, self._label) as table:
            for start in range(0, len(rows), GROUP):
                table.add(rows[start : start + GROUP])
        self.names.add(name)


def _row(joined: Joined) -> Row:
    home = joined.home
    return {
        "id": joined.id,
        "window": home.window,
        "story": home.told.id,
        "day": home.told.day,
        "title": home.told.title,
        "articles": list(joined.articles),
        "origins": joined.origins,
        "stories": [{"window": one.window, "story": one.told.id} for one in joined.members],
    }
