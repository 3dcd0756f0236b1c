"""Searching a dossier: words and meaning together, grouped by story. Loads once, then answers often."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple, Protocol

import numpy as np

from samestory.encode.neutral import Floats2d, neutral
from samestory.errors import DossierError, InputError
from samestory.model import Article, Span
from samestory.search.found import By, Found, FoundArticle, FoundStory, Hit, Wanted
from samestory.search.held import Held, Mask
from samestory.search.names import named_words
from samestory.search.ranking import DEEP, LEAST_LIKE, Floats, Ranked, Word, best, fused, shares, word
from samestory.store.terms import terms
from samestory.store.view import View

ANYWHERE = Wanted()
# A word that weighs less than this share of the weightiest is not shown as found.
TELLING = 0.3
# Sentences that a search gives where nobody says how many.
USUAL = 20


class Encodes(Protocol):
    """What gives vectors: the encoder."""

    model_id: str

    def encode(self, texts: Sequence[str]) -> Floats2d:
        """Unit vectors of ``texts``, float32 (texts, d)."""


class _Asked(NamedTuple):
    """A query taken apart: its words, how much of them stands at each place, and how near the meaning is."""

    words: tuple[Word, ...]
    shares: Floats
    likeness: Floats | None


class Search:
    """A dossier open for searching, as it was when this was made; make another when a run has changed it.

    The View must stay open. Vectors are loaded by the first search that asks for meaning.
    """

    def __init__(self, view: View, encoder: Encodes | None = None) -> None:
        self._view, self._held, self._encoder = view, Held(view), encoder

    def find(
        self,
        words: str,
        wanted: Wanted = ANYWHERE,
        limit: int = USUAL,
        by: By = "both",
        among: Collection[str] | None = None,
    ) -> Found:
        """At most ``limit`` sentences that hold ``words`` or mean what they say, by story.

        They stand in ``among``, ids of articles, where it is given, and in what ``wanted`` leaves. Raises
        InputError for words without a letter or figure, a name nobody has and no language, and DossierError
        where the vectors stored are of another model than the encoder's.
        """
        asked = self._asked(words, by)
        allowed = self._held.fitting(wanted, among)
        ranked = _ranked(asked, allowed, by, max(limit, DEEP))
        return Found(stories=self._grouped(ranked, asked, limit), holding=_holding(asked.words, allowed))

    def holding(self, words: str) -> frozenset[str]:
        """Ids of the articles with a title or sentence that holds all telling ``words``, in some form.

        Raises InputError for words without a letter or figure.
        """
        each = self._words(_forms(words))
        return self._held.articles(_all_of(each, np.ones(self._held.size, np.bool_)))

    def warm(self) -> None:
        """Load now what the first search would load."""
        if self._encoder is not None and self._held.models == {self._encoder.model_id}:
            self._encoder.encode([""])
            _ = self._held.vectors
        # Any word: the endings of each language are loaded with the first.
        self._words(["a"])

    def _asked(self, said: str, by: By) -> _Asked:
        each = _forms(said)
        likeness = self._likeness(said) if by != "words" else None
        words = self._words(each) if by != "meaning" else ()
        return _Asked(words, shares(words, self._held.size), likeness)

    def _words(self, each: Sequence[str]) -> tuple[Word, ...]:
        named = named_words(each, self._held.names)
        return tuple(word(one, self._held, named.get(one, {})) for one in dict.fromkeys(each))

    def _likeness(self, said: str) -> Floats:
        """How near the meaning of each place is to what is ``said``."""
        if self._encoder is None:
            raise InputError("meaning cannot be searched without an encoder; give one, or search by words")
        others = self._held.models - {self._encoder.model_id}
        if others:
            raise DossierError(
                f"this dossier was made with the weights {min(others)}, those prepared now are "
                f"{self._encoder.model_id}; prepare the former with `samestory models prepare`, "
                "or search by words"
            )
        (meant,) = neutral(self._encoder.encode([said]))
        vectors = self._held.vectors
        return vectors @ meant if len(vectors) else np.zeros(0, np.float32)

    def _grouped(self, ranked: Ranked, asked: _Asked, limit: int) -> tuple[FoundStory, ...]:
        held, of_article = self._held, dict[str, list[tuple[int, int, float]]]()
        for place, score in zip(ranked.places[:limit], ranked.scores, strict=False):
            run, unit = held.where(int(place))
            of_article.setdefault(held.runs[run].article, []).append((int(place), unit, float(score)))
        of_story: dict[str | None, list[FoundArticle]] = {}
        for article, places in of_article.items():
            story = held.stories.get(article)
            of_story.setdefault(story.id if story else article, []).append(
                self._found(article, places, asked)
            )
        return tuple(self._story(its) for its in of_story.values())

    def _story(self, articles: Sequence[FoundArticle]) -> FoundStory:
        story = self._held.stories.get(articles[0].article)
        return FoundStory(
            story=story.id if story else None,
            titles=story.titles if story else (),
            origins=len(story.origins) if story else 0,
            articles=tuple(articles),
        )

    def _found(self, id_: str, places: Iterable[tuple[int, int, float]], asked: _Asked) -> FoundArticle:
        article = self._view.article(id_)
        units = article.units()
        above = len(units) - len(article.sentences)
        hits = tuple(
            Hit(
                unit=unit,
                sentence=unit - above if unit >= above else None,
                span=units[unit],
                words=_marked(article, units[unit], asked.words),
                share=float(asked.shares[place]),
                likeness=None if asked.likeness is None else float(asked.likeness[place]),
                score=score,
            )
            for place, unit, score in places
        )
        return FoundArticle(
            article=id_, lang=article.lang, outlet=article.outlet, text=article.text, hits=hits
        )


def _ranked(asked: _Asked, allowed: Mask, by: By, deep: int) -> Ranked:
    near = asked.likeness if asked.likeness is not None else np.zeros_like(asked.shares)
    by_words = best(asked.shares, allowed, 0.0, near, deep)
    by_meaning = best(near, allowed, LEAST_LIKE, asked.shares, deep)
    if by != "both":
        return by_words if by == "words" else by_meaning
    return fused([by_words, by_meaning])


def _telling(words: Sequence[Word]) -> tuple[Word, ...]:
    """Those of ``words`` that are not far more common than the rarest."""
    least = TELLING * max((one.weight for one in words), default=0.0)
    return tuple(one for one in words if one.weight >= least)


def _forms(said: str) -> list[str]:
    """The words said, as they are searched by; raises InputError for none."""
    each = [form for _, form in terms(said)]
    if not each:
        raise InputError(f"{said!r} holds no word to look for; give a word, or what is to be meant")
    return each


def _holding(words: Sequence[Word], allowed: Mask) -> int:
    """How many places hold all of the telling ``words``."""
    return int(np.count_nonzero(_all_of(words, allowed))) if words else 0


def _all_of(words: Sequence[Word], allowed: Mask) -> Mask:
    """True where all of the telling ``words`` stand, of the places allowed."""
    return np.asarray(np.logical_and.reduce([allowed, *(one.stands > 0 for one in _telling(words))]))


def _marked(article: Article, unit: Span, words: Sequence[Word]) -> tuple[Span, ...]:
    asked: frozenset[str] = frozenset().union(*(one.forms(article.lang) for one in _telling(words)))
    found = terms(unit.of(article.text))
    return tuple(
        Span(unit.start + span.start, unit.start + span.end) for span, form in found if form in asked
    )
