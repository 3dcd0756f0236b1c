"""The quotes of a story -> its utterances: what was said once, in every wording, across languages.

Which of two sayings are one is quote_pairs.py, what became of them quote_how.py, who had it first
quote_first.py.
"""

from __future__ import annotations

from collections.abc import Mapping

from samestory.collate.marks import NOBODY, Marked
from samestory.collate.quote_first import First, Told
from samestory.collate.quote_groups import Group, Likes, grouped
from samestory.collate.quote_heard import Encode, Voices, voices
from samestory.collate.quote_how import how
from samestory.collate.quote_pairs import Sides, sayings, usual_ratio
from samestory.ids import content_id
from samestory.model import Said, Utterance
from samestory.signals import Named, Signals

Voiced = Mapping[str, Voices]


def utterances(
    story: Told, seen: Mapping[str, Signals], encode: Encode, who: Named = NOBODY
) -> tuple[Utterance, ...]:
    """What is said in the story, what most origins quote first; what one article says alone is in it too.

    ``encode`` gives vectors of texts, made neutral of language; ``who`` tells whom the articles' names mean.
    """
    marked = Marked(story.articles, who)
    voiced = voices(story.articles, marked, encode)
    likes = _likes(story, voiced, seen)
    first = First(story, voiced)
    told = [_utterance(group, likes, marked) for group in grouped(likes, first.ordered)]
    return tuple(sorted(told, key=first.rank))


def _likes(story: Told, voiced: Voiced, seen: Mapping[str, Signals]) -> Likes:
    likes = Likes(voiced)
    for copy in story.copies:
        if copy.left in voiced and copy.right in voiced:
            sides = Sides(
                voiced[copy.left], voiced[copy.right],
                seen[copy.left].sentences, seen[copy.right].sentences, copy.pairs,
            )  # fmt: skip
            likes.add((copy.left, copy.right), sayings(sides), usual_ratio(sides))
    return likes


def _utterance(group: Group, likes: Likes, marked: Marked) -> Utterance:
    first = likes.heard(group[0])
    wordings = [Said(article=group[0][0], quotes=first.quotes)]
    for place in group[1:]:
        other = likes.heard(place)
        found = how(first, other, likes.ratio(group[0][0], place[0]), marked)
        merged = found != "altered" and likes.joins(place) and not likes.joins(group[0])
        wordings.append(Said(article=place[0], quotes=other.quotes, how="merged" if merged else found))
    parts = sorted(f"{one.article}:{one.quotes}" for one in wordings)
    return Utterance(id=content_id("utterance", *parts), wordings=tuple(wordings))
