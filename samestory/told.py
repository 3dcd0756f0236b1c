"""What articles tell of a story: their sentences as cells, happenings in time, and what is said in quotes.

Part of the vocabulary in model.py, which is where all else takes it from.
"""

from __future__ import annotations

from typing import Literal

from samestory.record import Record, Span, When


class Cell(Record, frozen=True, kw_only=True):
    """One article's own sentence in a row of the account, or two neighbours with what stands between them.

    ``sentence`` is the number of the first, ``count`` how many there are.
    """

    article: str
    sentence: int
    span: Span
    count: int = 1


class TimeTold(Record, frozen=True, kw_only=True):
    """When one article's sentence says that something was: ``when.span`` are the words that tell it.

    Where others tell the same of another year, week or day, and it names none, ``when`` is theirs, with why.
    """

    cell: Cell
    when: When


class Happening(Record, frozen=True, kw_only=True):
    """What a story tells of one time: the statement of ``row`` in its account, and who places it there.

    ``when`` is what most origins tell, the finest of it. ``told[i]`` belongs to origin ``i`` and has the
    sentences that tell this time or a coarser one about it; ``otherwise[i]`` those that put the same
    elsewhere, which is a disagreement.
    """

    when: When
    row: int
    told: tuple[tuple[TimeTold, ...], ...]
    otherwise: tuple[tuple[TimeTold, ...], ...]


class Moment(Record, frozen=True, kw_only=True):
    """An entry of a thread's timeline as one of its stories tells it: the place in ``story.timeline``."""

    story: str
    happening: int


class Quote(Record, frozen=True, kw_only=True):
    """What someone says at ``span``, marks left out.

    ``direct`` is said in so many words, ``partial`` are such words within a sentence of the article's own,
    ``reported`` is told in the article's words. ``cue`` attributes it. ``speaker`` is the noun phrase that
    tells who says it, ``name`` the place in ``article.names`` of who that is, ``audience`` those told.
    """

    span: Span
    kind: Literal["direct", "partial", "reported"]
    cue: Span | None = None
    speaker: Span | None = None
    name: int | None = None
    audience: Span | None = None
    reason: str = ""


class Said(Record, frozen=True, kw_only=True):
    """One wording of an utterance: places in ``article.quotes``, and what became of it there.

    ``quotes`` are one, or several that follow one another with nothing but who says it between them. ``how``
    is against the first wording: ``whole`` has all of it, ``shortened`` a part, ``merged`` joins it with
    another, ``altered`` tells a figure, a name or yes and no otherwise.
    """

    article: str
    quotes: tuple[int, ...]
    how: Literal["whole", "shortened", "merged", "altered"] = "whole"


class Utterance(Record, frozen=True, kw_only=True):
    """What one speaker said once, in every wording that articles quote it in, across languages.

    The first wording is the fullest of the article known to have it first; the others come by article. What
    only one article quotes has one wording. A wording that joins two utterances stands in both.
    """

    id: str
    wordings: tuple[Said, ...]
