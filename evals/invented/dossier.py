"""``python -m evals.invented.dossier PATH --articles N``: an invented dossier, as a run writes one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import combinations, pairwise
from pathlib import Path
from random import Random
from typing import Literal

import cyclopts
import msgspec
import numpy as np

from evals.invented.accounts import Collated
from evals.invented.texts import Drafted
from evals.invented.words import LANGUAGES, Named, Words, named
from samestory.ids import content_id
from samestory.model import (
    About,
    Article,
    Decision,
    Entity,
    Failure,
    Key,
    Mention,
    Moment,
    Occasion,
    Reason,
    Spelling,
    Spot,
    Story,
    Thread,
    Title,
    Verdict,
)
from samestory.store.writer import Batch, Derived, Encoded, Sighting, Writer

MODEL, ROOT, WIDTH = "invented", "invented", 384
LARGEST_STORY = 30
FIRST_DAY = datetime(2026, 1, 1)
STORIES_A_DAY = 60
STORIES_A_THREAD = 1.5
Whom = dict[str, list[Named]]


class Pile:
    """Everything that is put in, made from one seed: the same on any machine."""

    def __init__(self, articles: int, seed: int = 7) -> None:
        self._rng = Random(seed)
        self._words = Words(self._rng)
        count = max(40, articles // 4)
        self._named = [named(self._rng, content_id("entity", str(one))) for one in range(count)]
        # A few are named in a large part of all that is told.
        self._weights = [1 / (rank + 2) for rank in range(count)]
        self.articles = list[Article]()
        self.whom: Whom = {}
        told = list(self._stories(articles))
        self.threads, self.stories = _threaded(self._rng, told)
        self.entities = tuple(_entities(self._named, self.articles, self.whom))
        self.decisions = tuple(self._decisions())
        self.failures = tuple(
            Failure(source=f"broken/{one:04}.pdf", stage="read", reason="no text was found in it")
            for one in range(articles // 100)
        )

    def _stories(self, articles: int) -> Iterator[Story]:
        sizes = range(1, LARGEST_STORY + 1)
        weights = [size**-1.7 for size in sizes]
        number = 0
        while len(self.articles) < articles:
            size = min(self._rng.choices(sizes, weights)[0], articles - len(self.articles))
            yield self._story(size, FIRST_DAY + timedelta(days=number // STORIES_A_DAY))
            number += 1

    def _story(self, size: int, day: datetime) -> Story:
        some = self._rng.choices(self._named, self._weights, k=14)
        cast = list({one.id: one for one in some}.values())
        several = self._rng.sample(LANGUAGES, min(size, self._rng.randint(1, 4)))
        members = list[Article]()
        for _ in range(size):
            drafted = Drafted(self._rng, self._words, self._rng.choice(several), day)
            number = len(self.articles)
            article, whom = drafted.article(number, cast, min(60, 6 + int(self._rng.expovariate(1 / 12))))
            members.append(article)
            self.articles.append(article)
            self.whom[article.id] = whom
        return _story(self._rng, members, self.whom)

    def _decisions(self) -> Iterator[Decision]:
        for one in self.stories:
            # Of a large story not each pair is compared.
            for left, right in list(combinations(one.articles, 2))[:90]:
                yield _decision("story", left, right, "same", 0.9)
        by_id = {one.id: one for one in self.stories}
        for one, after in pairwise(by_id[id_] for thread in self.threads for id_ in thread.stories):
            for left in one.articles[:4]:
                for right in after.articles[:4]:
                    yield _decision("story", left, right, "different", self._rng.random() / 2)
            verdict: Verdict = "related" if one.thread == after.thread else "different"
            yield _decision("thread", one.id, after.id, verdict, 0.5)
        for entity in self.entities:
            for left, right in list(combinations((s.key for s in entity.spellings), 2))[:12]:
                yield _decision("entity", left, right, "same", 0.9)


def write(path: Path, articles: int, seed: int = 7) -> None:
    """An invented dossier at ``path``, where there is none yet."""
    pile = Pile(articles, seed)
    drawn = np.random.default_rng(seed).standard_normal((4096, WIDTH), np.float32)
    drawn /= np.linalg.norm(drawn, axis=1, keepdims=True)
    rng = np.random.default_rng(seed)
    with Writer.open(path) as writer:
        for at in range(0, len(pile.articles), 200):
            some = pile.articles[at : at + 200]
            rows = [drawn[rng.integers(0, len(drawn), len(one.units()))] for one in some]
            encoded = tuple(Encoded(one, its, MODEL) for one, its in zip(some, rows, strict=True))
            seen = tuple(Sighting(ROOT, one.source, one.document_id) for one in some)
            writer.add(Batch(articles=encoded, sightings=seen))
        writer.add(Batch(failures=tuple((ROOT, one) for one in pile.failures)))
        derived = Derived(
            stories=pile.stories,
            bases=tuple(one.id for one in pile.stories),
            threads=pile.threads,
            entities=pile.entities,
            decisions=pile.decisions,
        )
        writer.derive(derived, "invented", lambda: True)


def _story(rng: Random, members: Sequence[Article], whom: Whom) -> Story:
    collated = Collated(rng, members)
    firsts = {one.lang: one for one in reversed(members) if one.title}
    return Story(
        id=content_id("story", *sorted(one.id for one in members)),
        thread="",
        articles=tuple(one.id for one in members),
        titles=tuple(
            Title(lang=lang, words=one.title.of(one.text), article=one.id, span=one.title)
            for lang, one in firsts.items()
            if one.title
        ),
        about=_about(members, whom),
        origins=collated.origins,
        dates=collated.dates,
        account=collated.account,
        timeline=collated.timeline,
        utterances=collated.utterances,
        events=collated.events,
    )


def _about(members: Sequence[Article], whom: Whom) -> About:
    counts = Counter(one.id for article in members for one in whom[article.id])
    keys = tuple(_key(id_, members, whom) for id_, _ in counts.most_common(4))
    day = members[0].published
    spots = (Spot(article=members[0].id),)
    return About(keys=keys, time=None if day is None else Occasion(when=day, how="published", spots=spots))


def _key(entity: str, members: Sequence[Article], whom: Whom) -> Key:
    firsts = (
        Mention(article=article.id, name=ids.index(entity))
        for article in members
        if entity in (ids := [one.id for one in whom[article.id]])
    )
    return Key(entity=entity, mentions=tuple(firsts))


def _threaded(rng: Random, stories: Sequence[Story]) -> tuple[tuple[Thread, ...], tuple[Story, ...]]:
    """Threads of one story or a few that follow, and the stories with them, the most reported first."""
    threads, placed, left = list[Thread](), list[Story](), list(stories)
    while left:
        size = min(len(left), 1 + int(rng.expovariate(1 / (STORIES_A_THREAD - 1))))
        some, left = left[:size], left[size:]
        id_ = content_id("thread", *(one.id for one in some))
        within = [msgspec.structs.replace(one, thread=id_) for one in some]
        threads.append(
            Thread(
                id=id_,
                stories=tuple(one.id for one in within),
                titles=within[0].titles,
                about=within[0].about,
                timeline=_moments(within) if size > 1 else (),
            )
        )
        placed += within
    return tuple(threads), tuple(sorted(placed, key=lambda one: -len(one.origins)))


def _moments(stories: Sequence[Story]) -> tuple[tuple[Moment, ...], ...]:
    each = [
        (happening.when.start, Moment(story=one.id, happening=at))
        for one in stories
        for at, happening in enumerate(one.timeline)
    ]
    return tuple((moment,) for _, moment in sorted(each, key=lambda one: one[0]))


def _entities(everyone: Iterable[Named], articles: Iterable[Article], whom: Whom) -> Iterator[Entity]:
    mentions, counts = dict[str, list[Mention]](), dict[str, Counter[str]]()
    for article in articles:
        for place, one in enumerate(whom[article.id]):
            mentions.setdefault(one.id, []).append(Mention(article=article.id, name=place))
            counts.setdefault(one.id, Counter())[article.lang] += 1
    for one in everyone:
        if one.id in mentions:
            yield Entity(
                id=one.id,
                name=one.written[counts[one.id].most_common(1)[0][0]],
                type=one.type,
                mentions=tuple(mentions[one.id]),
                spellings=tuple(
                    Spelling(
                        key=f"{one.type}:{lang}:{one.written[lang]}",
                        lang=lang,
                        written=one.written[lang],
                        count=count,
                    )
                    for lang, count in sorted(counts[one.id].items())
                ),
            )


def _decision(
    kind: Literal["story", "thread", "entity"], left: str, right: str, verdict: Verdict, score: float
) -> Decision:
    says = "invented: likeness of the vectors, measured against what stands near"
    reasons = tuple(Reason(name=name, value=score, says=says) for name in ("meaning", "names", "time"))
    return Decision(kind=kind, left=left, right=right, verdict=verdict, score=score, reasons=reasons)


def main(path: Path, *, articles: int = 20_000) -> None:
    """Write an invented dossier at PATH."""
    write(path, articles)


if __name__ == "__main__":
    cyclopts.run(main)
