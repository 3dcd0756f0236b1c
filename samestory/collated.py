"""One story from what is given of it: titles, origins, account, timeline, what is quoted, events.

A pure step over records, which any worker can do; which articles are a story was decided in gather/.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from msgspec import structs
from threadpoolctl import threadpool_limits

from samestory.collate.account import account
from samestory.collate.decided import Decided
from samestory.collate.events import events
from samestory.collate.quote_first import Told
from samestory.collate.quote_heard import Encoded
from samestory.collate.quotes import utterances
from samestory.collate.timeline import timeline
from samestory.collate.wording import Book, Meant
from samestory.encode.neutral import Floats2d, neutral
from samestory.gather.dating import dates
from samestory.gather.occasion import occasion
from samestory.gather.readers import readers
from samestory.gather.titles import titles
from samestory.ids import content_id
from samestory.model import About, Article, Decision, Span, Story
from samestory.read.content_words import content_words
from samestory.read.lead_days import lead_days
from samestory.read.times_anew import times_from
from samestory.signals import Named, Signals, entities_by_sentence


class Encoding(NamedTuple):
    """Where vectors of any texts come from, float32 (n, d).

    ``of_words`` gives states and meanings of words at places of texts, as collate/wording.py takes them;
    ``with_states`` the vectors of texts and the states of their tokens. Both give None where there are none.
    ``let_go`` gives back what memory all this takes, until it is asked for again.
    """

    of_texts: Callable[[Sequence[str]], Floats2d]
    of_words: Callable[[Sequence[tuple[str, Sequence[Span]]]], Sequence[tuple[Floats2d, Floats2d]] | None]
    with_states: Callable[[Sequence[str]], tuple[Floats2d, Sequence[Floats2d] | None]]
    let_go: Callable[[], None] = lambda: None

    def meant(self, sentences: Sequence[tuple[str, Sequence[Span]]]) -> list[Meant] | None:
        """What the words at the given places of ``sentences`` mean; None where it cannot be told."""
        found = self.of_words(sentences)
        return None if found is None else [Meant(*one) for one in found]

    def encoded(self, texts: Sequence[str]) -> Encoded:
        """Vectors of ``texts``, neutral of language, and the states of their tokens."""
        rows, states = self.with_states(texts)
        return Encoded(neutral(rows), states)


class Given(NamedTuple):
    """What the account of a story follows from, besides its articles.

    ``whom`` its articles' names mean, by numbers of its own; which are ``misdated``; what readers ``decided``
    of its copies.
    """

    whom: Named
    misdated: frozenset[str]
    decided: Decided

    def basis(self, version: str) -> str:
        """A hash of all of it; ``version`` is that of the steps."""
        parts = [version, *sorted(self.misdated)]
        for member, its in self.whom.items():
            parts += [member, str(len(its)), *(entity or "" for entity in its)]
        return content_id("story", *parts, *self.decided.parts())


class Work(NamedTuple):
    """A story to be collated: what is given of it, its articles, and what is seen of them, by id."""

    given: Given
    articles: Mapping[str, Article]
    seen: Mapping[str, Signals]


def collated(work: Work, encoding: Encoding) -> Story:
    """The story, in no thread yet; of what it is about only the time is told, which no other story tells."""
    given, articles, seen = work
    whom, members = given.whom, tuple(given.whom)
    within = {
        member: structs.replace(seen[member], entities=entities_by_sentence(articles[member], its))
        for member, its in whom.items()
    }
    found = account(members, articles, within, whom, Book(content_words, encoding.meant), given.decided)
    known = dates([articles[m] for m in members], found.account.copies, given.misdated)
    placed = {one.article: times_from(articles[one.article], one) for one in known}
    told = Told({m: articles[m] for m in members}, found.origins, found.account.copies, known)
    happenings = timeline(found.account.rows, known, placed)
    return Story(
        id=story_id(members),
        titles=titles(members, articles, seen),
        thread="",
        about=About(time=occasion(found.origins, known, articles, lead_days)),
        articles=members,
        origins=found.origins,
        dates=known,
        account=found.account,
        timeline=happenings,
        utterances=utterances(told, within, encoding.encoded, whom),
        events=events(told._replace(articles=placed), found.account.rows, happenings, whom),
    )


def collated_each(works: Sequence[Work], encoding: Encoding) -> list[Story]:
    """What a worker process does: each story, as ``collated`` gives it."""
    # Products are small: more threads wait for one another longer than they work.
    with threadpool_limits(1, user_api="blas"):
        return [collated(work, encoding) for work in works]


def story_id(members: Iterable[str]) -> str:
    """The id of the story of these articles."""
    return content_id("story", *sorted(members))


def whom(members: Sequence[str], who: Callable[[str], Sequence[str | None]]) -> Named:
    """Whom the names of a story's articles mean, by numbers of its own; ``who`` tells an article's.

    The id of an entity changes with every spelling that it gains anywhere; the story does not.
    """
    numbers: dict[str, str] = {}
    found = {}
    for member in members:
        its = who(member)
        for entity in its:
            if entity is not None:
                numbers.setdefault(entity, str(len(numbers)))
        found[member] = tuple(None if e is None else numbers[e] for e in its)
    return found


def decided(members: Sequence[str], told: Iterable[Decision]) -> Decided:
    """What readers ``told`` of copies among ``members``, the last one last, and no later one overrules."""
    within, latest = frozenset(members), dict[tuple[str, str], Decision]()
    for one in told:
        left, right = sorted((one.left, one.right))
        if left != right and left in within and right in within:
            latest.pop((left, right), None)
            latest[left, right] = one
    found = readers([(*pair, one.verdict != "different") for pair, one in latest.items()])
    held = {*found.apart, *(pair for whole in found.together for pair in combinations(whole, 2))}
    return Decided(found.together, found.apart, {pair: latest[pair] for pair in latest if pair in held})
