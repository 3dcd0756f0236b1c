"""The parts of the report page as records a template can walk without thinking.

Holds no markup and no styling; page.py fills them.
"""

from __future__ import annotations

from samestory.export.changed import Changed
from samestory.export.events_parts import EventPart
from samestory.export.graph_parts import GraphPart
from samestory.export.happenings_parts import TimelinePart
from samestory.export.marked import Block, Piece
from samestory.export.reasons import FailurePart, ReasonPart
from samestory.model import Record, RowKind
from samestory.speech import Speech

# With more origins than this, columns would be too narrow to read; the cells then flow.
COLUMNS = 4


class ArticlePart(Record, frozen=True, kw_only=True):
    """An article as shown: what it is called, when it appeared, and its text in blocks."""

    id: str
    name: str
    title: str | None
    lang: str
    language: str
    outlet: str | None
    author: str | None
    files: tuple[str, ...]
    url: str | None
    time: str | None
    when: str
    how: str
    reason: ReasonPart | None
    changed: Changed | None
    blocks: tuple[Block, ...]


class CopyPart(Record, frozen=True, kw_only=True):
    """An article behind a witness: how much of it stands elsewhere, taken from where, and why."""

    article: ArticlePart
    share: float | None
    share_words: str
    direction: str
    reasons: tuple[ReasonPart, ...]


class OriginPart(Record, frozen=True, kw_only=True):
    """An origin's card: its letter, its witness and the copies beneath."""

    letter: str
    witness: ArticlePart
    copies: tuple[CopyPart, ...]


class CellPart(Record, frozen=True, kw_only=True):
    """A sentence in its own language, with the characters that differ and the way to its article."""

    article: ArticlePart
    number: int
    href: str
    pieces: tuple[Piece, ...]

    @property
    def differs(self) -> bool:
        """Whether any of it is marked."""
        return any(one.marked for one in self.pieces)


class ColumnPart(Record, frozen=True, kw_only=True):
    """One origin's cells in a row, the first of them shown openly.

    ``named`` says that the first is not the witness's own, so that its article must be named.
    """

    letter: str
    name: str
    named: bool
    cells: tuple[CellPart, ...]


class VoicePart(Record, frozen=True, kw_only=True):
    """Who says it: an origin, or one article of it (``otherwise``) that does not say what the origin does."""

    letter: str
    article: ArticlePart
    otherwise: bool


class WordingPart(Record, frozen=True, kw_only=True):
    """Disputed characters and who wrote them so."""

    words: str
    lang: str
    voices: tuple[VoicePart, ...]


class DisputePart(Record, frozen=True, kw_only=True):
    """A point of dispute: its sides, each with wordings equal in value."""

    kind: str
    sides: tuple[tuple[WordingPart, ...], ...]


class RowPart(Record, frozen=True, kw_only=True):
    """A row of the collation table.

    ``text`` says which of its origins carry one text; ``more`` are those that add a clause others lack. In a
    story that flows ``columns`` are only those with cells.
    """

    id: str
    number: int
    kind: RowKind
    symbol: str
    label: str
    text: str
    more: tuple[str, ...]
    columns: tuple[ColumnPart, ...]
    disputes: tuple[DisputePart, ...]


class DecisionPart(Record, frozen=True, kw_only=True):
    """A decision as read: the two things, the verdict, the score, who decided (``decided``) and why."""

    left: str
    right: str
    href: str | None
    verdict: str
    score: float
    maker: str | None
    decided: str
    reasons: tuple[ReasonPart, ...]


class KeyPart(Record, frozen=True, kw_only=True):
    """One who is named in a story; ``href`` leads to its own part, None where the page has none for it."""

    name: str
    href: str | None


class SpotPart(Record, frozen=True, kw_only=True):
    """A sentence where a time is read, None in a title, the article it stands in, and the way to it."""

    name: str
    href: str
    number: int | None


class AboutPart(Record, frozen=True, kw_only=True):
    """Whom and what a story or thread is about, where and when; ``spots`` are where the time is read."""

    keys: tuple[KeyPart, ...]
    place: KeyPart | None
    when: str | None
    time: str | None
    spots: tuple[SpotPart, ...]


class KeysPart(Record, frozen=True, kw_only=True):
    """Those of one type named most in a story, and how many more there are."""

    heading: str
    keys: tuple[KeyPart, ...]
    unlisted: int


class WherePart(Record, frozen=True, kw_only=True):
    """A sentence or title that names an entity, with the name marked, and the ways to where it stands."""

    pieces: tuple[Piece, ...]
    href: str
    number: int | None
    row: RowPart | None


class NamingPart(Record, frozen=True, kw_only=True):
    """An article that names an entity, and its sentences that do."""

    name: str
    outlet: str | None
    lang: str
    language: str
    places: tuple[WherePart, ...]


class WrittenPart(Record, frozen=True, kw_only=True):
    """How something is written in one language: each form, and how often."""

    lang: str
    language: str
    forms: tuple[tuple[str, int], ...]


class ToldPart(Record, frozen=True, kw_only=True):
    """Words that tell a country or sector in one language, in how many articles, and the way to the first."""

    lang: str
    written: str
    count: int
    href: str


class StandingPart(Record, frozen=True, kw_only=True):
    """A country or sector in words, and what tells it."""

    words: str
    by: tuple[ToldPart, ...]


class EntityPart(Record, frozen=True, kw_only=True):
    """One who or what is named; ``unlisted`` counts the sentences left out of ``naming``.

    ``actor`` is its country and sector in words, empty where neither is known.
    """

    id: str
    name: str
    extent: str
    actor: str
    written: tuple[WrittenPart, ...]
    standings: tuple[StandingPart, ...]
    posts: tuple[WrittenPart, ...]
    naming: tuple[NamingPart, ...]
    unlisted: int
    together: tuple[DecisionPart, ...]
    apart: tuple[DecisionPart, ...]


class TypePart(Record, frozen=True, kw_only=True):
    """The entities of one type, those named in most articles first."""

    heading: str
    entities: tuple[EntityPart, ...]


class CastPart(Record, frozen=True, kw_only=True):
    """All who are named; ``unlisted`` counts those that have no part."""

    types: tuple[TypePart, ...]
    total: int
    unlisted: int


class PlacesPart(Record, frozen=True, kw_only=True):
    """Sentences of an article, each with its number from 1 and the way to it."""

    article: ArticlePart
    places: tuple[tuple[int, str], ...]


class PassagePart(Record, frozen=True, kw_only=True):
    """What two origins share, on each side, and why it is taken for one text."""

    words: str
    sides: tuple[PlacesPart, ...]
    reasons: tuple[ReasonPart, ...]


class CalledPart(Record, frozen=True, kw_only=True):
    """A term for a thing that others call otherwise: how often it stands, and where ``users`` have it."""

    words: str
    lang: str
    language: str
    count: int
    users: tuple[PlacesPart, ...]


class SaidPart(Record, frozen=True, kw_only=True):
    """One wording of what is said, who has it, and the ways to where it stands; place 0 is a title."""

    letter: str
    name: str
    lang: str
    language: str
    words: str
    flags: tuple[str, ...]
    places: tuple[tuple[int, str], ...]


class SpokenPart(Record, frozen=True, kw_only=True):
    """What is said once: the speaker, who was told, how widely it is quoted, and every wording.

    ``extent`` is empty where one article alone quotes it.
    """

    id: str
    speaker: str
    href: str | None
    audience: str
    extent: str
    wordings: tuple[SaidPart, ...]


class StoryPart(Record, frozen=True, kw_only=True):
    """A story's whole section; ``most`` says that no other is reported by as many origins and articles.

    ``rows`` are open, ``folded`` are not; ``columns`` are the origins as the rows have them. ``things`` have
    sides, each with its terms.
    """

    id: str
    title: str
    lang: str | None
    when: str
    time: str | None
    gist: str
    about: AboutPart
    reports: str
    most: bool
    languages: tuple[str, ...]
    origins: tuple[OriginPart, ...]
    passages: tuple[PassagePart, ...]
    compounds: tuple[str, ...]
    columns: tuple[OriginPart, ...]
    rows: tuple[RowPart, ...]
    folded: tuple[RowPart, ...]
    tally: tuple[tuple[str, str], ...]
    things: tuple[tuple[tuple[CalledPart, ...], ...], ...]
    spoken: tuple[SpokenPart, ...]
    timeline: TimelinePart
    events: tuple[EventPart, ...]
    graph: GraphPart | None
    together: tuple[DecisionPart, ...]
    apart: tuple[DecisionPart, ...]
    threaded: tuple[DecisionPart, ...]
    unlisted: int
    keys: tuple[KeysPart, ...]
    texts: tuple[ArticlePart, ...]

    @property
    def single(self) -> bool:
        """Whether one article alone tells this story: there is nothing to collate."""
        return len(self.texts) == 1

    @property
    def differing(self) -> tuple[RowPart, ...]:
        """The rows with a point of dispute, as the account has them."""
        every = sorted((*self.rows, *self.folded), key=lambda row: row.number)
        return tuple(row for row in every if row.disputes)

    @property
    def flowing(self) -> bool:
        """Whether there are too many origins for columns."""
        return len(self.origins) > COLUMNS


class StepPart(Record, frozen=True, kw_only=True):
    """A story of a thread, and why it follows from the one before; nothing where it is the first."""

    story: StoryPart
    follows: tuple[ReasonPart, ...]


class ThreadPart(Record, frozen=True, kw_only=True):
    """A thread as a timeline: its stories in time order."""

    id: str
    title: str
    lang: str | None
    about: AboutPart
    steps: tuple[StepPart, ...]
    timeline: TimelinePart
    graph: GraphPart | None

    @property
    def stories(self) -> tuple[StoryPart, ...]:
        """The stories, earliest first."""
        return tuple(one.story for one in self.steps)


class Page(Record, frozen=True, kw_only=True):
    """The whole report: ``threads`` holds what several articles tell, ``singles`` the rest.

    ``graph`` is that of all stories, None where one thread's has it all. All is said in ``speech``.
    """

    speech: Speech
    counts: tuple[tuple[int, str], ...]
    languages: tuple[str, ...]
    threads: tuple[ThreadPart, ...]
    singles: tuple[StoryPart, ...]
    unplaced: tuple[ArticlePart, ...]
    graph: GraphPart | None
    cast: CastPart
    failures: tuple[FailurePart, ...]
    large: bool

    @property
    def several(self) -> bool:
        """Whether there is more than one place to go to."""
        stories = sum(len(one.stories) for one in self.threads)
        parts = (self.singles, self.graph, self.cast.total, self.failures)
        return stories + sum(map(bool, parts)) > 1
