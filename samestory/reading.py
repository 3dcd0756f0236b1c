"""What a worker does: reads and encodes a handful of documents. Stores nothing and finds no files.

Loads the readers and the encoder, which take a while; intake imports it where there is something to read.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from threading import Lock

from msgspec import structs
from threadpoolctl import threadpool_limits

from samestory.bounded import TimeIsUp, in_time
from samestory.encode import Encoder
from samestory.encode.neutral import Floats2d
from samestory.encode.session import Floats, Tokens
from samestory.errors import UnreadableDocument
from samestory.heads.deeds import Parties, deeds
from samestory.heads.names import NameTagger, names
from samestory.heads.terms import WordStates, meanings, of_words, with_states
from samestory.heap import trim
from samestory.lang import load
from samestory.model import Article, Document, Failure, NameMention, Record, Span
from samestory.read.actors import standings
from samestory.read.article import again, read
from samestory.read.bodies import bodies, only_what, said_where
from samestory.read.forms import forms
from samestory.read.posts import posts
from samestory.read.quotes import quotes
from samestory.store.vectors import kept
from samestory.store.writer import Encoded

# Characters; no article comes near, and to encode so many takes a minute.
LONGEST_TEXT = 1_000_000
# Token states take a kilobyte and a half each, a token is some four characters, and two tasks are at work.
CHARACTERS_AT_ONCE = 200_000
# A cache alone would let two tasks load the encoder at once.
_LOADING = Lock()


class Made(Record, frozen=True, kw_only=True):
    """What came of some documents: articles with vectors, failures, and what each document's source is.

    They are a ``part_of`` the file of this source, where a worker opened it itself.
    """

    articles: tuple[Encoded, ...]
    failures: tuple[Failure, ...]
    sources: tuple[tuple[str, str], ...]
    part_of: str = ""


def vectors(texts: Sequence[str], threads: int = 0) -> Floats2d:
    """Vectors of ``texts``, float32 (texts, d), on every core or ``threads``; raises WeightsError."""
    return _encoder(threads or os.cpu_count() or 1).encode(texts)


def vectors_and_states(texts: Sequence[str], threads: int = 0) -> tuple[Floats, list[Floats] | None]:
    """Vectors of ``texts`` and the states of their tokens, on all cores or ``threads``: see heads/terms."""
    return with_states(_encoder(threads or os.cpu_count() or 1), texts)


def meant(
    sentences: Sequence[tuple[str, Sequence[Span]]], threads: int = 0
) -> list[tuple[Floats, Floats]] | None:
    """States in context and meanings of the words at the given places of ``sentences``; see heads/terms.py.

    On every core or ``threads``. None where the weights do not give the layer they are read from. Raises
    WeightsError.
    """
    encoder, head = _encoder(threads or os.cpu_count() or 1), WordStates()
    if not encoder.has(head):
        return None
    _, tokens = encoder.read([text for text, _ in sentences], head)
    states = [of_words(words, its) for (_, words), its in zip(sentences, tokens, strict=True)]
    return [(its, meanings(its)) for its in states]


def let_go() -> None:
    """Give back the memory of the encoder, which is loaded again once it is asked for."""
    _opened.cache_clear()
    trim()


def read_and_encode(documents: Sequence[Document], *, threads: int, seconds: float = 60.0) -> Made:
    """Read ``documents`` and encode what was read, on ``threads`` threads; raises WeightsError.

    One that takes more than ``seconds`` to read is a failure, as is one on which reading itself fails.
    """
    # The encoder has threads of its own; a second pool beside it would only contend with them.
    with threadpool_limits(1, user_api="blas"):
        return _read_and_encoded(documents, threads, seconds)


def read_again(articles: Sequence[Article], *, threads: int) -> tuple[Encoded, ...]:
    """``articles`` with all their marks read anew, and encoded anew; raises WeightsError."""
    with threadpool_limits(1, user_api="blas"):
        read_anew = [again(one) for one in articles]
        return tuple(one for part in parts(read_anew) for one in encoded(part, _encoder(threads)))


def _read_and_encoded(documents: Sequence[Document], threads: int, seconds: float) -> Made:
    articles: list[Article] = []
    failures: list[Failure] = []
    for document in documents:
        try:
            articles.append(_short_enough(in_time(partial(read, document), seconds)))
        except (UnreadableDocument, TimeIsUp) as error:
            failures.append(Failure(source=document.source, stage="read", reason=str(error)))
        except (ArithmeticError, LookupError, ValueError, RuntimeError) as error:
            # A fault of ours, which must not keep the others from being read.
            told = f"{type(error).__name__}: {error}; this is a fault of Samestory, please report it"
            failures.append(Failure(source=document.source, stage="read", reason=told))
    return Made(
        articles=tuple(one for part in parts(articles) for one in encoded(part, _encoder(threads))),
        failures=tuple(failures),
        sources=tuple((d.source, d.id) for d in documents),
    )


def _short_enough(article: Article) -> Article:
    length = len(article.text)
    if length > LONGEST_TEXT:
        raise UnreadableDocument(
            f"{length:,} characters of text, over the limit of {LONGEST_TEXT:,} for one article"
        )
    return article


def encoded(articles: Sequence[Article], encoder: Encoder) -> Iterator[Encoded]:
    """All texts in one call, as the encoder is fastest with many; names are found in the same pass."""
    texts = [span.of(a.text) for a in articles for span in a.units()]
    tagger, states = _tagger(), WordStates()
    # Both heads are trained on the states of one model; with other weights no names are found.
    heads = (tagger, states) if encoder.has(tagger) and encoder.has(states) else ()
    vectors, tokens = encoder.read_all(texts, heads)
    start = 0
    for article in articles:
        end = start + len(article.units())
        marked = article
        if heads:
            tags, its_states = (its[start:end] for its in tokens)
            marked = with_deeds(_named(article, tags, tagger), its_states)
        # As a dossier gives them back: whoever takes them from here takes the same.
        yield Encoded(marked, kept(vectors[start:end]), encoder.model_id)
        start = end


def parts(articles: Sequence[Article]) -> Iterator[Sequence[Article]]:
    """``articles`` in order, so many together that their token states fit in memory; at least one."""
    start = held = 0
    for place, article in enumerate(articles):
        held += len(article.text)
        if held > CHARACTERS_AT_ONCE and place > start:
            yield articles[start:place]
            start, held = place, len(article.text)
    if articles:
        yield articles[start:]


def with_deeds(article: Article, states: Sequence[Tokens]) -> Article:
    """``article`` with what its actors do to one another; its names, bodies and standings are there already.

    ``states`` are those of its units' tokens as terms.WordStates gives them. Actors are persons,
    organisations and bodies, territories for their states, and known places in them for their governments; a
    name within a person's post or a body stands for that.
    """
    inside = [name.post for name in article.names if name.post is not None]
    inside += [body.span for body in article.bodies]
    countries = {one.name: one.country for one in article.standings}
    actors = [
        None if _within(name.span, inside) else _actor(article, name, countries.get(place))
        for place, name in enumerate(article.names)
    ]
    actors += [f"{body.country}:{body.sector}" for body in article.bodies]
    said = [quote.speaker for quote in article.quotes if quote.speaker is not None]
    saying = frozenset(place for place in range(len(actors)) if _within(article.party(place), said))
    of_any = frozenset(len(article.names) + k for k, one in enumerate(article.bodies) if one.country is None)
    parties = Parties(actors, said_where(article), saying, of_any)
    return structs.replace(article, deeds=deeds(article, states, parties))


def _actor(article: Article, name: NameMention, country: str | None) -> str | None:
    """Who is named, as told without other articles; None for what does not act."""
    if name.type in ("work", "event"):
        return None
    written = name.span.of(article.text)
    if name.type == "person" and only_what(article.text, name.span, load(article.lang)):
        return None
    known = forms(written, name.type, article.lang).known
    if name.type != "place":
        return known or written
    if known is not None and known.startswith(("territory:", "city:")):
        return known
    return None if country is None else f"territory:{country}"


def _within(span: Span, others: Sequence[Span]) -> bool:
    return any(one.start <= span.start and span.end <= one.end for one in others)


def _named(article: Article, tokens: Sequence[Tokens], tagger: NameTagger) -> Article:
    """``article`` with its names, a person's post beside it, their standings, its quotes and bodies."""
    language = load(article.lang)
    found = names(article.text, article.units(), tokens, tagger.transitions)
    people = [n.span for n in found if n.type == "person"]
    beside = dict(zip(people, posts(article.text, people, language), strict=True))
    named = (structs.replace(n, post=beside.get(n.span)) for n in found)
    with_names = structs.replace(article, names=tuple(named))
    told = structs.replace(with_names, quotes=quotes(with_names), standings=standings(with_names))
    return structs.replace(told, bodies=bodies(told))


def _encoder(threads: int) -> Encoder:
    """One encoder a process: loading it takes longer than reading many articles, and memory as for thousands.

    Of two tasks that ask for it at once the second waits.
    """
    with _LOADING:
        return _opened(threads)


@lru_cache(maxsize=1)
def _opened(threads: int) -> Encoder:
    return Encoder.open(threads=threads)


@lru_cache(maxsize=1)
def _tagger() -> NameTagger:
    return NameTagger.open()
