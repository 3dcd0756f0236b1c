"""Who the program finds named in single sentences, with a name or without: what deeds are told beside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec import structs

from evals.events.gold import Acted
from samestory.encode import Encoder
from samestory.heads.names import NameTagger, names
from samestory.lang import load
from samestory.model import Article, NameMention, Span
from samestory.read.bodies import bodies
from samestory.read.posts import posts


class Named(NamedTuple):
    """All who are named in a sentence, and those of them who are bodies of whatever country."""

    spans: Sequence[Span]
    of_any: Sequence[Span] = ()


def parties(encoder: Encoder, told: Sequence[Acted]) -> list[Named]:
    """The names and bodies of each sentence; what the sentence's actors are makes no difference."""
    texts = dict.fromkeys((one.text, one.lang) for one in told)
    tagger = NameTagger.open()
    _, tags = encoder.read([text for text, _ in texts], tagger)
    found = {
        sentence: _within(
            sentence, names(sentence[0], [Span(0, len(sentence[0]))], [its], tagger.transitions)
        )
        for sentence, its in zip(texts, tags, strict=True)
    }
    return [found[one.text, one.lang] for one in told]


def _within(sentence: tuple[str, str], named: Sequence[NameMention]) -> Named:
    text, lang = sentence
    people = [one.span for one in named if one.type == "person"]
    beside = dict(zip(people, posts(text, people, load(lang)), strict=True))
    article = Article(
        id="",
        document_id="",
        source="",
        lang=lang,
        text=text,
        sentences=(Span(0, len(text)),),
        names=tuple(structs.replace(one, post=beside.get(one.span)) for one in named),
    )
    found = bodies(article)
    spans = [*(one.span for one in article.names), *(one.span for one in found)]
    return Named(spans, [one.span for one in found if one.country is None])
