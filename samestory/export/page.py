"""Contents as the parts of the report page, in reading order.

Chooses what is shown and in which order; how it looks is the template's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from samestory.export.about_page import about_part, thread_part
from samestory.export.changed import changed
from samestory.export.chosen import chosen
from samestory.export.dates import earliest, iso, known_by, spoken
from samestory.export.events_page import event_parts
from samestory.export.events_parts import EventPart
from samestory.export.gist import gist
from samestory.export.graph_page import Graphs
from samestory.export.graph_parts import GraphPart
from samestory.export.happenings_page import story_part
from samestory.export.index import (
    Index,
    dated,
    index,
    letter,
    lone,
    most_reported,
    threads,
    witness,
)
from samestory.export.kinship import Behind, behind, passages
from samestory.export.marked import blocks
from samestory.export.names_page import DECISIONS_SHOWN, anchors, cast, decision_part, key_names
from samestory.export.parties import entities_named
from samestory.export.parts import (
    AboutPart,
    ArticlePart,
    CopyPart,
    DecisionPart,
    KeysPart,
    OriginPart,
    Page,
    PassagePart,
    PlacesPart,
    SpokenPart,
    StoryPart,
    ThreadPart,
)
from samestory.export.reader import columns, reader, title
from samestory.export.reasons import failure_part, reason_parts, stored
from samestory.export.rows_page import row_parts
from samestory.export.said import Names
from samestory.export.said_page import spoken_parts
from samestory.export.terms_page import thing_parts
from samestory.export.texts import Tellings, compounds, sides, tellings
from samestory.export.why import Beside, Why, whys
from samestory.export.words import (
    SYMBOL,
    compound_words,
    direction_words,
    figures,
    passage_words,
    reports,
    share_words,
    tally,
)
from samestory.model import Article, Contents, Copy, Decision, Story
from samestory.speech import Speech, speech

# Rows of an account shown openly where nobody says how many.
ROWS_OPEN = 30
# With more stories than this, a browser must not lay out the whole page at once.
LARGE = 100


def page(contents: Contents, rows: int | None = None, lang: str | None = None) -> Page:
    """Everything the report shows of ``contents``, in reading order.

    Of each account the ``rows`` rows that tell most are open. What is in the language ``lang`` comes first.
    Raises InputError for no language.
    """
    held = held_for(contents, lang)
    told = threads(contents)
    making = _Making(contents, held, anchors(contents))
    parts = {one.id: making.story(one, rows or ROWS_OPEN) for thread in told for one in thread}
    why, graphs = making.why, making.graphs
    languages = tuple(dict.fromkeys(held.speech.language(one.lang) for one in contents.articles))
    return Page(
        speech=held.speech,
        counts=figures(contents, held.speech),
        languages=languages,
        threads=tuple(thread_part(thread, parts, held, why, graphs) for thread in told if not lone(thread)),
        singles=tuple(parts[thread[0].id] for thread in told if lone(thread)),
        unplaced=tuple(article_part(held, one, None) for one in held.unplaced()),
        graph=graphs.part(contents.stories, "graph") if len(told) > 1 else None,
        cast=cast(contents, held, parts.values()),
        failures=tuple(failure_part(one, held.speech) for one in contents.failures),
        large=len(contents.stories) > LARGE,
    )


def story_page(
    contents: Contents, story: str, hrefs: Mapping[str, str], rows: int | None = None, lang: str | None = None
) -> StoryPart:
    """What the report shows of the story with this id, which ``contents`` holds whole, with its articles.

    ``hrefs`` are where entities are told of, by their ids. Raises InputError for no language.
    """
    held = held_for(contents, lang)
    return _Making(contents, held, hrefs).story(held.stories[story], rows or ROWS_OPEN)


def thread_page(
    contents: Contents, thread: str, hrefs: Mapping[str, str], lang: str | None = None
) -> ThreadPart:
    """What the report shows of the thread with this id, all of whose stories ``contents`` holds whole."""
    held = held_for(contents, lang)
    making = _Making(contents, held, hrefs)
    stories = [held.stories[one] for one in held.threads[thread].stories]
    parts = {one.id: making.story(one, ROWS_OPEN) for one in stories}
    return thread_part(stories, parts, held, making.why, making.graphs)


def held_for(contents: Contents, lang: str | None) -> Index:
    """The lookups over ``contents`` for who reads ``lang``; raises InputError for no language."""
    code = reader(contents, lang)
    return index(contents, code, speech(code))


class _Making:
    """What the parts of all stories of a page are made with."""

    def __init__(self, contents: Contents, held: Index, hrefs: Mapping[str, str]) -> None:
        self._held, self._hrefs = held, hrefs
        self.why = whys(contents, held)
        self._most = most_reported(contents)
        self._keys = key_names(contents, held, hrefs)
        self._names = Names(held)
        self._named = entities_named(contents.entities)
        self.graphs = Graphs(self._named, held, hrefs)

    def story(self, one: Story, rows: int) -> StoryPart:
        held, hrefs = self._held, self._hrefs
        whom = Whom(
            self._keys[one.id],
            about_part(one.about, held, hrefs),
            spoken_parts(one, self._names, held, hrefs),
            event_parts(one, self._named, held, hrefs),
            self.graphs.part([one], f"{one.id}-graph") if len(one.articles) > 1 else None,
        )
        return _story(one, held, self.why[one.id], whom, most=one.id == self._most, rows=rows)


class Whom(NamedTuple):
    """Who is named in a story, whom it is about, who says what, and who does what to whom."""

    keys: tuple[KeysPart, ...]
    about: AboutPart
    spoken: tuple[SpokenPart, ...]
    events: tuple[EventPart, ...]
    graph: GraphPart | None


def _story(story: Story, held: Index, why: Why, whom: Whom, *, most: bool, rows: int) -> StoryPart:
    parts = {one: article_part(held, one, story) for one in story.articles}
    first = earliest(story.dates)
    head = story.title(held.reader)
    told = tellings(story.account)
    every = row_parts(story, told, parts, held)
    origins = _origins(story, parts, held)
    shown = set(chosen(story.account, rows))
    return StoryPart(
        id=story.id,
        title=title(story, held),
        lang=None if head is None else head.lang,
        when=held.speech.say("date not known") if first is None else spoken(first, held.speech),
        time=None if first is None else iso(first.when),
        gist=gist(story, held),
        about=whom.about,
        reports=reports(story, held.speech),
        most=most,
        languages=tuple(held.speech.language(one) for one in held.languages(story)),
        origins=origins,
        passages=tuple(_passage(one, story, parts, held) for one in passages(story)),
        compounds=tuple(compound_words(one, story, held) for one in compounds(story, held)),
        columns=tuple(origins[place] for place in columns(story, held)),
        rows=tuple(row for row in every if row.number - 1 in shown),
        folded=tuple(row for row in every if row.number - 1 not in shown),
        tally=_tally(story, told, held.speech),
        things=thing_parts(story, parts, held),
        spoken=whom.spoken,
        timeline=story_part(story, held),
        events=whom.events,
        graph=whom.graph,
        together=tuple(_inside(one, held) for one in why.together[:DECISIONS_SHOWN]),
        apart=tuple(_outside(one, story, held) for one in why.apart[:DECISIONS_SHOWN]),
        threaded=tuple(_outside(one, story, held) for one in why.threaded),
        unlisted=max(0, len(why.together) - DECISIONS_SHOWN),
        keys=whom.keys,
        texts=tuple(parts[one] for one in story.articles),
    )


def _tally(story: Story, told: Sequence[Tellings], speech: Speech) -> tuple[tuple[str, str], ...]:
    words = tally(story.account.rows, told, speech)
    return tuple((SYMBOL[kind], words[kind]) for kind in words)


def article_part(held: Index, article_id: str, story: Story | None) -> ArticlePart:
    """An article as shown, dated as ``story`` has it."""
    article = held.articles[article_id]
    known = None if story is None else dated(story, article_id)
    when = article.published if known is None else known.when
    return ArticlePart(
        id=article.id,
        name=held.name(article.id),
        title=article.words(article.title),
        lang=article.lang,
        language=held.speech.language(article.lang),
        outlet=article.outlet,
        author=article.author,
        files=held.sources(article.id),
        url=_web(article),
        time=iso(when),
        when=held.speech.say("date not known") if known is None else spoken(known, held.speech),
        how="" if known is None else known_by(known, held.speech),
        reason=stored(when.reason, held.speech) if when and when.reason else None,
        changed=changed(held.versions[article_id], held.speech) if article_id in held.versions else None,
        blocks=blocks(article),
    )


def _web(article: Article) -> str | None:
    # Any other scheme (javascript:, data:) would run or hide something behind a link.
    url = article.url or ""
    return url if url.lower().startswith(("http://", "https://")) else None


def _origins(story: Story, parts: dict[str, ArticlePart], held: Index) -> tuple[OriginPart, ...]:
    return tuple(
        OriginPart(
            letter=letter(place),
            witness=parts[witness(origin)],
            copies=tuple(copy_part(one, parts[one.article], held) for one in behind(story, origin)),
        )
        for place, origin in enumerate(story.origins)
    )


def copy_part(stands: Behind, article: ArticlePart, held: Index) -> CopyPart:
    """A copy and what it took, ``article`` as shown."""
    return CopyPart(
        article=article,
        share=stands.share,
        share_words=share_words(stands, held),
        direction=direction_words(stands, held),
        reasons=reason_parts(stands.reasons, held.speech),
    )


def _passage(copy: Copy, story: Story, parts: dict[str, ArticlePart], held: Index) -> PassagePart:
    shared = zip((copy.left, copy.right), sides(copy), strict=True)
    return PassagePart(
        words=passage_words(copy, story, held),
        sides=tuple(
            PlacesPart(article=parts[one], places=tuple((n + 1, f"{one}-s{n}") for n in numbers))
            for one, numbers in shared
        ),
        reasons=reason_parts(copy.reasons, held.speech),
    )


def _inside(one: Decision, held: Index) -> DecisionPart:
    return decision_part(one, held.speech, left=held.name(one.left), right=held.name(one.right), href=None)


def _outside(beside: Beside, story: Story, held: Index) -> DecisionPart:
    one, other = beside.decision, beside.story
    near, far = (one.left, one.right)
    if held.holding(far) == story:
        near, far = far, near
    # A reader's decision on threads stands on articles, any of which stands for its story.
    left = held.name(near) if one.kind == "story" else held.speech.say("this story")
    return decision_part(one, held.speech, left=left, right=_title(other, held), href=f"story-{other.id}")


def _title(story: Story, held: Index) -> str:
    return title(story, held) or held.name(story.articles[0])
