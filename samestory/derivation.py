"""The second half of the pipeline: stored articles -> stories, accounts, threads, entities. Writes nothing.

Loads numpy and the steps, which take a while; pipeline imports it where something has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import NamedTuple

from msgspec import structs

from samestory.collate.account import account
from samestory.collate.decided import Decided
from samestory.collate.events import events
from samestory.collate.quote_first import Told
from samestory.collate.quote_heard import Encoded
from samestory.collate.quotes import utterances
from samestory.collate.thread_timeline import thread_timeline
from samestory.collate.timeline import timeline
from samestory.collate.wording import Book, Meant
from samestory.encode.neutral import Floats2d, neutral
from samestory.gather.about import Naming, keys
from samestory.gather.actors import with_actors
from samestory.gather.dating import dates
from samestory.gather.entities import entities
from samestory.gather.linked import Linked
from samestory.gather.name_context import Texts
from samestory.gather.occasion import occasion, overall
from samestory.gather.readers import readers
from samestory.gather.spellings import spellings
from samestory.gather.stories import stories
from samestory.gather.threads import Gathered, Threads, threads
from samestory.gather.titles import titles
from samestory.ids import content_id
from samestory.model import About, Article, Dated, Decision, Span, Story, Thread
from samestory.progress import Progress
from samestory.read.content_words import content_words
from samestory.read.forms import forms
from samestory.read.lead_days import lead_days
from samestory.read.times_anew import times_from
from samestory.signals import Named, Signals, entities_by_sentence, named, signals
from samestory.store.writer import Derived


class Vectors(NamedTuple):
    """Where vectors come from: those of an article's units, by its id, and of any texts; float32 (n, d).

    ``of_words`` gives states and meanings of words at places of texts, as collate/wording.py takes them;
    ``with_states`` the vectors of texts and the states of their tokens. Both give None where there are none.
    """

    of_article: Callable[[str], Floats2d]
    of_texts: Callable[[Sequence[str]], Floats2d]
    of_words: Callable[[Sequence[tuple[str, Sequence[Span]]]], Sequence[tuple[Floats2d, Floats2d]] | None]
    with_states: Callable[[Sequence[str]], tuple[Floats2d, Sequence[Floats2d] | None]]

    def meant(self, sentences: Sequence[tuple[str, Sequence[Span]]]) -> list[Meant] | None:
        """What the words at the given places of ``sentences`` mean; None where it cannot be told."""
        found = self.of_words(sentences)
        return None if found is None else [Meant(*one) for one in found]

    def encoded(self, texts: Sequence[str]) -> Encoded:
        """Vectors of ``texts``, neutral of language, and the states of their tokens."""
        rows, states = self.with_states(texts)
        return Encoded(neutral(rows), states)


class Kept(NamedTuple):
    """Stories collated before, by a hash of what they follow from; ``version`` is that of the steps."""

    version: str
    story: Callable[[str], Story | None]


class Given(NamedTuple):
    """What the account of a story follows from, besides its articles.

    ``whom`` its articles' names mean, by numbers of its own; which are ``misdated``; what readers ``decided``
    of its copies.
    """

    whom: Named
    misdated: frozenset[str]
    decided: Decided

    def basis(self, version: str) -> str:
        """A hash of all of it."""
        parts = [version, *sorted(self.misdated)]
        for member, its in self.whom.items():
            parts += [member, str(len(its)), *(entity or "" for entity in its)]
        return content_id("story", *parts, *self.decided.parts())


NOTHING_KEPT = Kept("", lambda _: None)


def derived(
    held: Iterable[Article],
    vectors: Vectors,
    told: Sequence[Decision],
    progress: Progress,
    kept: Kept = NOTHING_KEPT,
) -> Derived:
    """Stories, threads, entities and decisions of the articles ``held``; ``told`` are users' decisions.

    A decision on an article or spelling that is not held counts for nothing.
    A story that is ``kept`` is not collated again; an article's text, names and vectors never change.
    """
    articles = {a.id: a for a in held}
    seen = {i: signals(a, neutral(vectors.of_article(i))) for i, a in articles.items()}
    progress("names", 0, 1)
    linked_names = linked(articles, vectors, told, seen)
    who = named(linked_names.entities, articles)
    seen = {
        i: structs.replace(s, entities=entities_by_sentence(articles[i], who[i])) for i, s in seen.items()
    }
    progress("names", 1, 1)
    progress("gather", 0, 1)
    grouped = stories(seen, told)
    progress("gather", 1, 1)
    told_of, bases = [], {}
    book = Book(content_words, vectors.meant)
    of_copies = [one for one in told if one.kind == "copy"]
    for done, members in enumerate(grouped.groups, 1):
        its = Given(_whom(members, who), grouped.misdated & {*members}, _decided(members, of_copies))
        basis = its.basis(kept.version)
        told_of.append(kept.story(basis) or _story(its, articles, seen, book, vectors))
        bases[told_of[-1].id] = basis
        progress("collate", done, len(grouped.groups))
    naming = Naming.of(linked_names.entities, seen)
    told_of = [structs.replace(s, about=_about(s, articles, naming)) for s in told_of]
    gathered = [_gathered(s, naming) for s in told_of]
    threaded = threads(gathered, grouped.judged, told)
    records, chains = _threaded(told_of, threaded, articles, seen, naming)
    return Derived(
        stories=tuple(records),
        bases=tuple(bases[s.id] for s in records),
        threads=tuple(chains),
        entities=with_actors(linked_names.entities, articles),
        decisions=(*grouped.decisions, *threaded.decisions, *linked_names.decisions),
    )


def linked(
    articles: Mapping[str, Article], vectors: Vectors, told: Sequence[Decision], seen: Mapping[str, Signals]
) -> Linked:
    """The entities; what a written name means is its vector, each encoded once."""
    spelt = spellings(articles, forms)
    written = list(dict.fromkeys(one.spelling.written for one in spelt))
    meant = dict(zip(written, neutral(vectors.of_texts(written)), strict=True)) if written else {}
    meanings = {one.key: meant[one.spelling.written] for one in spelt}
    where = Texts(articles, seen, meanings)
    return entities(where, spelt, [d for d in told if d.kind in ("entity", "name")])


def _whom(members: Sequence[str], who: Named) -> Named:
    """Whom the names of a story's articles mean, by numbers of its own.

    The id of an entity changes with every spelling that it gains anywhere; the story does not.
    """
    numbers: dict[str, str] = {}
    for member in members:
        for entity in who[member]:
            if entity is not None:
                numbers.setdefault(entity, str(len(numbers)))
    return {m: tuple(None if e is None else numbers[e] for e in who[m]) for m in members}


def _decided(members: Sequence[str], told: Iterable[Decision]) -> Decided:
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


def _story(
    given: Given, articles: Mapping[str, Article], seen: Mapping[str, Signals], book: Book, vectors: Vectors
) -> Story:
    """The articles of ``given`` collated."""
    whom, members = given.whom, tuple(given.whom)
    within = {
        member: structs.replace(seen[member], entities=entities_by_sentence(articles[member], its))
        for member, its in whom.items()
    }
    collated = account(members, articles, within, whom, book, given.decided)
    known = dates([articles[m] for m in members], collated.account.copies, given.misdated)
    placed = {one.article: times_from(articles[one.article], one) for one in known}
    told = Told({m: articles[m] for m in members}, collated.origins, collated.account.copies, known)
    happenings = timeline(collated.account.rows, known, placed)
    return Story(
        id=content_id("story", *sorted(members)),
        titles=titles(members, articles, seen),
        thread="",
        articles=members,
        origins=collated.origins,
        dates=known,
        account=collated.account,
        timeline=happenings,
        utterances=utterances(told, within, vectors.encoded, whom),
        events=events(told._replace(articles=placed), collated.account.rows, happenings, whom),
    )


def _about(story: Story, articles: Mapping[str, Article], naming: Naming) -> About:
    found, place = keys([origin.articles for origin in story.origins], naming)
    time = occasion(story.origins, story.dates, articles, lead_days)
    return About(keys=found, place=place, time=time)


def _gathered(story: Story, naming: Naming) -> Gathered:
    about = {one: naming.entities[one].name for one in story.about.entities()}
    return Gathered(story.id, story.articles, _first_day(story.dates), about)


def _first_day(known: Sequence[Dated]) -> date | None:
    return min((d.when.start.date() for d in known if d.when is not None), default=None)


def _threaded(
    told_of: Sequence[Story],
    threaded: Threads,
    articles: Mapping[str, Article],
    seen: Mapping[str, Signals],
    naming: Naming,
) -> tuple[list[Story], list[Thread]]:
    """Stories with their thread, and the threads, those with most independent origins first.

    Inside a thread the earliest story comes first, the undated last.
    """
    by_id = {s.id: s for s in told_of}

    def when(story: str) -> tuple[date, str]:
        return (_first_day(by_id[story].dates) or date.max, story)

    chains = [tuple(sorted(group, key=when)) for group in threaded.groups]
    records, made = [], []
    for chain in sorted(chains, key=lambda c: (-sum(len(by_id[s].origins) for s in c), when(c[0]))):
        told = [by_id[story] for story in chain]
        id_ = content_id("thread", *sorted(chain))
        members = [one for story in told for one in story.articles]
        made.append(
            Thread(
                id=id_,
                titles=titles(members, articles, seen),
                about=_thread_about(told, naming),
                stories=chain,
                timeline=thread_timeline(told, seen),
            )
        )
        records += [structs.replace(story, thread=id_) for story in told]
    return records, made


def _thread_about(told: Sequence[Story], naming: Naming) -> About:
    if len(told) == 1:
        return told[0].about
    found, place = keys([story.articles for story in told], naming)
    return About(keys=found, place=place, time=overall(story.about.time for story in told))
