"""Deeds of own reports as the events head reads them: the two are given, root, mood and who acts are read."""

from __future__ import annotations

from msgspec import structs

from samestory.encode import Encoder
from samestory.encode.session import Tokens
from samestory.heads.events import acts, deed
from samestory.heads.terms import WordStates
from samestory.model import Article, Deed, Span


def read_anew(article: Article, encoder: Encoder) -> Article:
    """``article`` with deeds of the same two each, as read; one past the encoder's limit stays as it is."""
    texts = [span.of(article.text) for span in article.units()]
    _, (tokens,) = encoder.read_all(texts, (WordStates(),))
    heads = len(texts) - len(article.sentences)
    deeds = tuple(_read(article, one, tokens[heads + one.sentence]) for one in article.deeds)
    return structs.replace(article, deeds=deeds)


def _read(article: Article, told: Deed, tokens: Tokens) -> Deed:
    start = article.sentences[told.sentence].start
    one, other = (
        Span(its.start - start, its.end - start) for its in map(article.party, (told.source, told.target))
    )
    turned = acts(tokens, one, other) < 1 / 2
    done = deed(tokens, other, one) if turned else deed(tokens, one, other)
    source, target = (told.target, told.source) if turned else (told.source, told.target)
    return told if done is None else structs.replace(
        told, source=source, target=target, root=done.root, mood=done.mood, sure=round(done.score, 2)
    )  # fmt: skip
