"""The words of the domain as frozen records (see docs/words.md).

Imports nothing of ours but the rest of the vocabulary, record.py, about.py, told.py and acts.py, and does no
work: every step takes these records and gives these records.
Offsets are Unicode code points, half-open, into the Article's text, which never changes once read.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from samestory.about import About, Key, Mention, Occasion, Spot, Title, Titled
from samestory.acts import QUADS, Actor, Body, Clue, Codes, Deed, DeedTold, Event, Mood, Quad, Root, Standing
from samestory.record import Granularity, Record, Span, Timed, TimeMention, Unit, When
from samestory.told import Cell, Happening, Moment, Quote, Said, TimeTold, Utterance

# Words of this vocabulary that stand in files of their own.
__all__ = [
    "QUADS", "About", "Actor", "Body", "Cell", "Clue", "Codes", "Deed", "DeedTold", "Event", "Granularity",
    "Happening", "Key", "Mention", "Moment", "Mood", "Occasion", "Quad", "Quote", "Record", "Root", "Said",
    "Span", "Spot", "Standing", "TimeMention", "TimeTold", "Timed", "Title", "Titled", "Unit", "Utterance",
    "When",
]  # fmt: skip

Verdict = Literal["same", "different", "related", "copy", "partial", "independent"]
DifferenceKind = Literal["number", "date", "name", "place", "attribution", "negation", "addition"]
RowKind = Literal["shared", "differs", "alone"]
NameType = Literal["person", "organisation", "place", "work", "event"]
Stage = Literal["ingest", "read", "encode", "gather", "collate"]


class Failure(Record, frozen=True, kw_only=True):
    """What was not read, where it stopped and why."""

    source: str
    stage: Stage
    reason: str


class Document(Record, frozen=True, kw_only=True):
    """Bytes as received, with where they came from and what came beside them.

    ``fields`` has what is stated beside the text: title, published, outlet, url, lang, author. ``seen``, no
    part of the id, is when it was got (ISO 8601, UTC).
    """

    id: str
    source: str
    media_type: str
    data: bytes
    fields: dict[str, str] = msgspec.field(default_factory=dict)
    seen: str = ""


class DayClue(Record, frozen=True, kw_only=True):
    """A publication day known without its year, read from evidence inside the text."""

    month: int
    day: int
    reason: str
    span: Span | None = None


class CapitalMention(Record, frozen=True, kw_only=True):
    """A capitalised word at a span; ``key`` is its form compared (script and ending folded)."""

    span: Span
    key: str


class NameForms(Record, frozen=True, kw_only=True):
    """A name in the forms compared, so that who compares them needs to know no language.

    ``words`` are its words in Latin letters, lower case, as written; ``lemmas`` the same words spelled by
    sound without case endings, each with every form that may be its base, the barest first; ``known`` is a
    code that names a well-known one ("territory:US"), None for others; ``initials`` are its first letters in
    Latin, for acronyms. ``base`` is true where it stands as a dictionary has it, with no case ending.
    """

    words: tuple[str, ...] = ()
    lemmas: tuple[tuple[str, ...], ...] = ()
    known: str | None = None
    initials: str = ""
    base: bool = False


class NameMention(Record, frozen=True, kw_only=True):
    """A name at a span, with its type; ``score`` in 0..1 is how sure its finder is.

    ``post`` is the title or post that stands beside a person's name ("president of France").
    """

    span: Span
    type: NameType
    score: float = 1.0
    post: Span | None = None


class NumberMention(Record, frozen=True, kw_only=True):
    """A figure at a span, as a number; parts of dates are not figures.

    ``step`` is what one more in the last digit written would add ("1.2 million": 100,000), 0 where not known.
    ``bound`` is what the words beside it make of it ("more than 300"), ``unit`` is "%" or None. ``worded`` is
    true where it is written out ("twelve").
    """

    span: Span
    value: float
    step: float = 0.0
    bound: Literal["over", "under", "about"] | None = None
    unit: str | None = None
    worded: bool = False


class Cue(Record, frozen=True, kw_only=True):
    """Words at a span that tell how a sentence is meant.

    ``negation`` and ``denial`` turn it into its contrary, ``refusal`` holds a no of its own ("without"),
    ``source`` stands beside the name of who says it.
    """

    span: Span
    kind: Literal["negation", "denial", "refusal", "source"]


class Occurrence(Record, frozen=True, kw_only=True):
    """Words at a span that tell which of its kind a happening is.

    ``value`` is an ordinal's number, a weekday's day (Monday 0), and 0 for a ``repeat`` ("again").
    """

    span: Span
    kind: Literal["ordinal", "weekday", "repeat"]
    value: int = 0


class Article(Record, frozen=True, kw_only=True):
    """The clean text read from a Document, with its marks.

    ``title`` and ``subtitle`` lie in ``text`` before the body; ``sentences`` are the body's.
    ``published`` is None where the article does not say; ``clue`` is the day it half-says.
    ``credits`` are agencies and outlets the text names as its source, ``byline`` is where its author's name
    stands. ``bodies`` act without a name.
    ``standings`` are those of names whose words tell anything, in the order of names.
    """

    id: str
    document_id: str
    source: str
    lang: str
    text: str
    title: Span | None = None
    subtitle: Span | None = None
    outlet: str | None = None
    url: str | None = None
    author: str | None = None
    byline: Span | None = None
    published: When | None = None
    clue: DayClue | None = None
    sentences: tuple[Span, ...] = ()
    times: tuple[Timed, ...] = ()
    capitals: tuple[CapitalMention, ...] = ()
    names: tuple[NameMention, ...] = ()
    numbers: tuple[NumberMention, ...] = ()
    credits: tuple[str, ...] = ()
    cues: tuple[Cue, ...] = ()
    occurrences: tuple[Occurrence, ...] = ()
    quotes: tuple[Quote, ...] = ()
    bodies: tuple[Body, ...] = ()
    deeds: tuple[Deed, ...] = ()
    standings: tuple[Standing, ...] = ()

    def units(self) -> tuple[Span, ...]:
        """What is encoded, in the order of the vectors' rows: title, subtitle (where given), sentences."""
        return (*(s for s in (self.title, self.subtitle) if s is not None), *self.sentences)

    def party(self, place: int) -> Span:
        """Who acts at a place among the names and, behind them, the ``bodies``."""
        named = len(self.names)
        return self.names[place].span if place < named else self.bodies[place - named].span

    def stated_times(self) -> tuple[TimeMention, ...]:
        """The dates and relative times of the text as written, in order: parts of its ``times``."""
        return tuple(part for time in self.times for part in time.parts if part.weekday is None)

    def words(self, span: Span | None) -> str | None:
        """The characters under ``span``; None for no span."""
        return None if span is None else span.of(self.text)


class Version(Record, frozen=True, kw_only=True):
    """What stood at the address ``source`` when ``seen`` (ISO 8601, UTC), or published if not told."""

    source: str
    seen: str
    article: Article


class Reason(Record, frozen=True, kw_only=True):
    """One piece of evidence for a decision: the feature's name, its value, and a sentence to show."""

    name: str
    value: float
    says: str


class Decision(Record, frozen=True, kw_only=True):
    """Left and right were judged: verdict, score in 0..1, reasons, and who made it.

    ``made_by`` is ``machine`` or ``user:NAME``; a user's decision outranks the machine's.
    Kinds ``story`` and ``copy`` judge articles, ``thread`` stories, ``entity`` spellings (see Spelling.key);
    ``name`` gives the spelling ``left`` the shown name ``right``. As the id of a story changes with its
    articles, users' decisions of kind ``thread`` stand on articles, any of which stands for its story.
    Of kind ``copy`` are users' alone: ``same`` is one text, ``copy`` one that ``right`` took from ``left``,
    ``different`` two reports that are independent.
    """

    kind: Literal["story", "thread", "copy", "entity", "name"]
    left: str
    right: str
    verdict: Verdict
    score: float
    reasons: tuple[Reason, ...] = ()
    made_by: str = "machine"


class Aligned(Record, frozen=True, kw_only=True):
    """Sentences ``left`` of one article state what sentences ``right`` of another state.

    Numbers of sentences, in order: one, or on one side two neighbours where one was split or two joined.
    """

    left: tuple[int, ...]
    right: tuple[int, ...]
    score: float


class Copy(Record, frozen=True, kw_only=True):
    """How much of each article stands in the other, and which took from which where it can be told.

    ``left_share`` is the share of left's sentences that surely state what sentences of right state, in 0..1.
    ``source`` is the id of the article that was there first, None where it cannot be told. ``made_by`` is as
    in Decision; where a user decided, the first of the ``reasons`` says so, then come the user's and, last,
    the machine's.
    """

    left: str
    right: str
    verdict: Literal["copy", "partial", "independent"]
    left_share: float
    right_share: float
    pairs: tuple[Aligned, ...]
    source: str | None = None
    reasons: tuple[Reason, ...] = ()
    made_by: str = "machine"


class Origin(Record, frozen=True, kw_only=True):
    """Articles that are copies of one another: the unit of independent reporting.

    The first article is the witness shown; the others stand behind it.
    """

    articles: tuple[str, ...]


class Dated(Record, frozen=True, kw_only=True):
    """The best-known publication time of an article and how it is known.

    ``how`` is ``stated`` (page, file or text says so), ``inferred`` (evidence inside the text),
    ``counterpart`` (from an article of its origin or story) or ``unknown``. ``doubted`` is what the article
    states itself, where its story contradicts it.
    """

    article: str
    when: When | None
    how: Literal["stated", "inferred", "counterpart", "unknown"]
    doubted: When | None = None


class Difference(Record, frozen=True, kw_only=True):
    """Where two cells of a row disagree: the kind, and each side's characters.

    A side that has nothing to show, because it affirms what the other negates or lacks what the other adds,
    has an empty span at the end of its sentence. An addition is no disagreement.
    """

    kind: DifferenceKind
    left: Cell
    right: Cell
    left_span: Span
    right_span: Span


class Statement(Record, frozen=True, kw_only=True):
    """A row of the account: what is stated, by whom; ``cells[i]`` belongs to origin ``i``."""

    kind: RowKind
    cells: tuple[tuple[Cell, ...], ...]
    differences: tuple[Difference, ...] = ()


class Term(Record, frozen=True, kw_only=True):
    """What one article calls a thing: every place where it does."""

    article: str
    spans: tuple[Span, ...]


class Wording(Record, frozen=True, kw_only=True):
    """One thing that articles call by competing terms ("riot", "protest"); terms of a side call it alike."""

    sides: tuple[tuple[Term, ...], ...]


class Account(Record, frozen=True, kw_only=True):
    """A Story collated: rows of aligned statements, one column per origin, and things called differently."""

    rows: tuple[Statement, ...]
    copies: tuple[Copy, ...]
    wordings: tuple[Wording, ...] = ()


class Spelling(Record, frozen=True, kw_only=True):
    """One written form of an entity in one language, and how often it stands.

    ``key`` names the spelling in decisions: its type, language and written form, "person:ru:Токаева".
    """

    key: str
    lang: str
    written: str
    count: int


class Entity(Record, frozen=True, kw_only=True):
    """One person, organisation, place, work or event, with everything that names it.

    ``name`` is the form shown: a reader's choice, else the most usual full form. ``spellings`` come by
    language, then the most frequent first; ``mentions`` in the order of articles and names. ``actor`` is
    whose and what it is, as most of its mentions tell that tell it.
    """

    id: str
    name: str
    type: NameType
    mentions: tuple[Mention, ...]
    spellings: tuple[Spelling, ...]
    actor: Actor = Actor()


class Story(Titled, frozen=True, kw_only=True):
    """Articles about one happening: their origins, dates, account, happenings in order, quotes and events.

    ``utterances`` are those quoted, the most quoted first; ``events`` who did what to whom, the most told
    first.
    """

    id: str
    thread: str
    articles: tuple[str, ...]
    origins: tuple[Origin, ...]
    dates: tuple[Dated, ...]
    account: Account
    timeline: tuple[Happening, ...] = ()
    utterances: tuple[Utterance, ...] = ()
    events: tuple[Event, ...] = ()


class Thread(Titled, frozen=True, kw_only=True):
    """Stories that follow from one another, earliest first.

    ``timeline`` is theirs made one; what several of its stories tell is one entry with a moment for each. A
    thread of one story has none: it is the story's.
    """

    id: str
    stories: tuple[str, ...]
    timeline: tuple[tuple[Moment, ...], ...] = ()


class Contents(Record, frozen=True, kw_only=True):
    """What a dossier holds, as the exports take it.

    ``files`` gives for each article id the sources its document was seen at (usually one). ``versions`` are
    of addresses that had several texts: by address, the earliest first.
    """

    articles: tuple[Article, ...]
    files: dict[str, tuple[str, ...]]
    stories: tuple[Story, ...]
    threads: tuple[Thread, ...]
    decisions: tuple[Decision, ...]
    failures: tuple[Failure, ...]
    entities: tuple[Entity, ...] = ()
    versions: tuple[Version, ...] = ()
