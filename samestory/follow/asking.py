"""What is new at addresses: asks for lists (feeds, sitemaps) that changed, and for pages new in them.

Looks at what the dossier holds and writes nothing; what came of each request goes to storing.py.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from datetime import UTC, datetime, timedelta
from typing import Literal

from msgspec.structs import replace

from samestory.fetch.answers import files, is_page, opened, page
from samestory.fetch.client import Answer
from samestory.fetch.polite import Polite
from samestory.ids import content_id
from samestory.ingest.feeds import entry_document
from samestory.ingest.records import Limits, Mapping, Net, failure
from samestory.links.address import canonical, without_password
from samestory.links.listings import Entry, Listing, chosen, listing, nested
from samestory.links.trouble import NotFetched
from samestory.model import Document, Failure, Record
from samestory.progress import Progress
from samestory.store.web import Asked, Web

# How deep indexes of sitemaps may lie in one another.
DEEPEST = 2
# The pause of an address that failed, each later one twice as long; of one that was refused the longest.
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=5), timedelta(days=1)
# When a page is looked at again that stands in a list still: most corrections come soon.
LOOKS = (timedelta(hours=1), timedelta(days=1))
# What lists said of a page at the last times it was got: several lists may say several things.
MOST_MARKS = 8
# Characters of an ETag.
LONGEST_MARK = 1000

# True where nothing is left to be asked for later.
Findings = Generator["Found", None, bool]


class Found(Record, frozen=True, kw_only=True):
    """What came of a request: a document, a failure, or that nothing has changed.

    ``asked`` is to be remembered as soon as the document is stored, or, ``at_end``, all that came before.
    """

    document: Document | None = None
    failure: Failure | None = None
    unchanged: bool = False
    asked: Asked | None = None
    at_end: bool = False


class Ways(Record, frozen=True, kw_only=True):
    """How to ask and to read; ``due``: addresses that failed are passed over until their pause is over."""

    net: Net = Net()
    limits: Limits = Limits()
    mapping: Mapping = ()
    due: bool = False


class Asking:
    """One round of requests; what lists lead to is asked for once, however many lead there."""

    def __init__(self, web: Web, ways: Ways, progress: Progress) -> None:
        self._web, self._ways, self._progress = web, ways, progress
        self._guest = Polite(ways.net)
        self.now = datetime.now(UTC)
        self._listed = 0
        self._met: set[str] = set()
        self._read_at: set[str] = set()

    def given(self, address: str) -> Iterator[Found]:
        """What is new at an address that a reader gave."""
        yield from self._top(address, "list", self._ways.net.newest, DEEPEST)

    def _top(self, address: str, kind: Literal["list", "part"], room: int, depth: int) -> Findings:
        """What is new at an address that may be of a list; ``room`` is for so many of its articles."""
        try:
            asked = self._known(canonical(address))
        except NotFetched as error:
            yield Found(failure=failure(without_password(address), str(error)))
            return True
        self._met.add(asked.url)
        if self._ways.due and asked.later and not self._is_due(asked.later):
            return False
        try:
            answer = self._guest.get(address, _conditions(asked))
            found = listing(opened(answer, self._ways.net.max_bytes), answer.url)
        except NotFetched as error:
            yield self._failed(asked, error)
            return not error.passes
        if answer.status == 304:
            yield Found(asked=replace(asked, later="", failed=0), unchanged=True)
            return True
        if found is None:
            return (yield from self._read(answer, asked))
        # One that was given by itself stays so where an index leads to it too.
        kind = "list" if asked.kind == "list" else kind
        return (yield from self._list(found, replace(_got(asked, answer), kind=kind), room, depth))

    def _list(self, found: Listing, asked: Asked, room: int, depth: int) -> Findings:
        """The articles of a list that are new; only when all were got is it known as it now is."""
        yield Found(asked=replace(asked, etag="", modified=""))
        is_done, before = True, self._listed
        entries = chosen(found, room, self.now)
        self._listed += len(entries)
        for number, entry in enumerate(entries):
            self._progress("fetch", number, len(entries))
            done = yield from self._entry(entry, asked.url, found.title)
            is_done = is_done and done
        self._progress("fetch", len(entries), len(entries))
        for sitemap in nested(found) if depth else ():
            left = room - (self._listed - before)
            if left > 0 and canonical(sitemap) not in self._met:
                yield from self._top(sitemap, "part", left, depth - 1)
        # An index may stand as it was while what it leads to changes: it is gone through each time.
        if is_done and not found.sitemaps:
            yield Found(asked=asked, at_end=True)
        return is_done

    def _entry(self, entry: Entry, listed_at: str, outlet: str) -> Findings:
        """The article that a list tells of, if it is new or something new is told of it."""
        try:
            url = canonical(entry.url) if entry.url else ""
        except NotFetched:
            url = ""
        source = url or f"{listed_at}#{content_id(entry.name or entry.title)[:12]}"
        own = entry_document(entry, source, outlet, url)
        if not url:
            # It stands in the feed alone.
            yield Found(document=own)
            return True
        if url in self._met:
            return True
        self._met.add(url)
        asked, mark = self._known(url), content_id(entry.title, entry.updated or "")[:8]
        if asked.later and not self._is_due(asked.later):
            # What was refused holds the list up no longer.
            return asked.failed == 0
        if not asked.later and mark in asked.marks and not self._is_due(asked.again):
            yield Found(unchanged=True)
            return True
        marks = (*asked.marks, mark)[-MOST_MARKS:]
        asked = replace(
            self._looked_at(asked), marks=marks, announced=asked.announced or entry.published or ""
        )
        return (yield from self._page(entry.url or url, asked, own))

    def _page(self, link: str, asked: Asked, own: Document | None) -> Findings:
        """The page at a link; where it is refused ``own``, what the list itself has of it."""
        try:
            answer = self._guest.get(link, _conditions(asked))
        except NotFetched as error:
            if own is None or error.passes:
                yield self._failed(asked, error)
            else:
                yield Found(document=own, asked=replace(asked, later="", failed=0))
            return not error.passes
        if answer.status == 304:
            yield Found(asked=replace(asked, later="", failed=0), unchanged=True)
            return True
        return (yield from self._read(answer, asked))

    def _read(self, answer: Answer, asked: Asked) -> Findings:
        """What an answer that is no list holds."""
        got = _got(asked, answer)
        if got.source in self._read_at:
            # Two links lead to it.
            yield Found(asked=got, unchanged=True)
            return True
        self._read_at.add(got.source)
        if is_page(answer):
            yield _told(page(answer, got.announced), got)
            return True
        for one in files(answer, self._ways.limits, self._ways.mapping):
            yield _told(one, None)
        yield Found(asked=got, at_end=True)
        return True

    def _known(self, url: str) -> Asked:
        return self._web.asked(url) or Asked(url=url, kind="page", source=url)

    def _is_due(self, time: str) -> bool:
        return bool(time) and datetime.fromisoformat(time) <= self.now

    def _looked_at(self, asked: Asked) -> Asked:
        """``asked`` with the time of the next look, while there is one to come."""
        again = self._after(LOOKS[asked.looks]) if asked.looks < len(LOOKS) else ""
        return replace(asked, again=again, looks=asked.looks + 1)

    def _after(self, pause: timedelta) -> str:
        return (self.now + pause).isoformat(timespec="seconds")

    def _failed(self, asked: Asked, error: NotFetched) -> Found:
        pause = (
            min(FIRST_PAUSE * 2 ** min(asked.failed, 20), LONGEST_PAUSE) if error.passes else LONGEST_PAUSE
        )
        if error.wait is not None:
            pause = timedelta(seconds=error.wait)
        failed = asked.failed + 1 if error.passes else 0
        return Found(
            failure=failure(asked.source if asked.kind == "page" else asked.url, str(error)),
            asked=replace(asked, later=self._after(pause), failed=failed),
        )


def _told(one: Document | Failure, asked: Asked | None) -> Found:
    return Found(failure=one, asked=asked) if isinstance(one, Failure) else Found(document=one, asked=asked)


def _conditions(asked: Asked) -> dict[str, str]:
    """Headers by which an answer comes only where something has changed."""
    stated = {"If-None-Match": asked.etag, "If-Modified-Since": asked.modified}
    return {name: value for name, value in stated.items() if value}


def _got(asked: Asked, answer: Answer) -> Asked:
    stated = (answer.headers.get(name, "") for name in ("etag", "last-modified"))
    # What could not be sent back is not kept.
    etag, modified = (one if len(one) <= LONGEST_MARK and one.isprintable() else "" for one in stated)
    return replace(asked, source=canonical(answer.url), etag=etag, modified=modified, later="", failed=0)
