"""The one path: ingest -> read -> gather -> collate. The only place that writes; resumable at any point.

Reading is intake.py; here the stored articles become stories, accounts and threads. Steps are pure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from msgspec import structs

from samestory.collate.account import account
from samestory.encode.neutral import neutral
from samestory.gather.dating import dates
from samestory.gather.stories import stories
from samestory.gather.threads import Gathered, Threads, threads
from samestory.gather.titles import title
from samestory.ids import content_id
from samestory.intake import Options, take_in
from samestory.model import Article, Dated, Record, Story, Thread
from samestory.progress import Progress
from samestory.signals import Signals, signals
from samestory.store.writer import Writer

__all__ = ["Options", "Summary", "run"]

# Raised when a step gives other results for the same articles, so that a dossier is derived anew.
DERIVATION = "1"


class Summary(Record, frozen=True, kw_only=True):
    """What a run did and what the dossier holds after it; ``unchanged`` counts files not opened again."""

    read: int
    unchanged: int
    articles: int
    stories: int
    failures: int


def run(folder: Path, dossier: Path, options: Options, progress: Progress) -> Summary:
    """Bring the dossier up to date with ``folder``: read what is new, then gather and collate all.

    A second run over the same input writes nothing. Raises InputError, WeightsError or DossierError.
    """
    with Writer.open(dossier) as writer:
        counts = take_in(writer, folder, options, progress)
        held = tuple(writer.article_ids())
        _derive(writer, held, progress)
        return Summary(
            read=counts.read,
            unchanged=counts.unchanged,
            articles=len(held),
            stories=writer.count_stories(),
            failures=len(writer.failures()),
        )


def _derive(writer: Writer, held: Sequence[str], progress: Progress) -> None:
    """Replace stories, accounts and threads where the articles or a user's decisions have changed."""
    told = tuple(d for d in writer.decisions() if d.made_by != "machine")
    state = content_id(DERIVATION, *held, *(f"{d.kind}{d.left}{d.right}{d.verdict}" for d in told))
    if writer.meta("derived") == state:
        return
    articles = {a.id: a for a in writer.articles()}
    seen = {i: signals(a, neutral(writer.vectors(i))) for i, a in articles.items()}
    progress("gather", 0, 1)
    grouped = stories(seen, told)
    progress("gather", 1, 1)
    told_of = []
    for done, members in enumerate(grouped.groups, 1):
        told_of.append(_story(members, articles, seen))
        progress("collate", done, len(grouped.groups))
    gathered = [Gathered(s.id, s.articles, _first_day(s.dates)) for s in told_of]
    threaded = threads(gathered, grouped.judged, told)
    records, chains = _threaded(told_of, threaded)
    writer.derive(records, chains, (*grouped.decisions, *threaded.decisions), state)


def _story(members: Sequence[str], articles: Mapping[str, Article], seen: Mapping[str, Signals]) -> Story:
    collated = account(members, articles, seen)
    return Story(
        id=content_id("story", *sorted(members)),
        title=title(members, articles, seen),
        thread="",
        articles=tuple(members),
        origins=collated.origins,
        dates=dates([articles[m] for m in members], collated.account.copies),
        account=collated.account,
    )


def _first_day(known: Sequence[Dated]) -> date | None:
    return min((d.when.start.date() for d in known if d.when is not None), default=None)


def _threaded(told_of: Sequence[Story], threaded: Threads) -> tuple[list[Story], list[Thread]]:
    """Stories with their thread, and the threads: the undated last, else by their first day."""
    by_id = {s.id: s for s in told_of}

    def when(story: str) -> tuple[date, str]:
        return (_first_day(by_id[story].dates) or date.max, story)

    chains = [tuple(sorted(group, key=when)) for group in threaded.groups]
    records, made = [], []
    for chain in sorted(chains, key=lambda c: when(c[0])):
        thread = Thread(id=content_id("thread", *sorted(chain)), stories=chain)
        made.append(thread)
        records += [structs.replace(by_id[story], thread=thread.id) for story in chain]
    return records, made
