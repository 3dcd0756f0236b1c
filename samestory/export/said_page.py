"""What a story's articles quote, as parts of the report page: who says it, each wording, the way to it.

Chooses nothing; said.py has the order. How it looks is the template's.
"""

from __future__ import annotations

from collections.abc import Mapping

from samestory.export.index import Index, letter
from samestory.export.named import sentence_at
from samestory.export.parts import SaidPart, SpokenPart
from samestory.export.said import Names, Spoken, Wording, extent_words, flags, spans
from samestory.model import Story

Hrefs = Mapping[str, str]


def spoken_parts(story: Story, names: Names, held: Index, hrefs: Hrefs) -> tuple[SpokenPart, ...]:
    """What is said in ``story``; ``hrefs`` are where the page tells of an entity, by its id."""
    return tuple(_spoken(one, held, hrefs) for one in names.spoken(story))


def _spoken(one: Spoken, held: Index, hrefs: Hrefs) -> SpokenPart:
    entity = one.voice.entity
    return SpokenPart(
        id=f"said-{one.id}",
        speaker=one.voice.words,
        href=None if entity is None else hrefs.get(entity.id),
        audience=one.audience,
        extent="" if one.lone else extent_words(one, held.speech),
        wordings=tuple(_wording(each, one, held) for each in one.wordings),
    )


def _wording(one: Wording, spoken: Spoken, held: Index) -> SaidPart:
    places = dict.fromkeys(sentence_at(one.article, span.start) for span in spans(one))
    return SaidPart(
        letter=letter(one.origin),
        name=one.article.outlet or held.name(one.article.id),
        lang=one.article.lang,
        language=held.speech.language(one.article.lang),
        words=one.words,
        flags=flags(one, spoken, held.speech),
        places=tuple((0, one.article.id) if n is None else (n + 1, f"{one.article.id}-s{n}") for n in places),
    )
