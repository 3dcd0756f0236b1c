"""Document -> Article: the readers of this folder composed, in their order. Holds no rule of its own."""

from __future__ import annotations

from typing import NamedTuple

from msgspec import structs

from samestory.errors import UnreadableDocument
from samestory.ids import content_id
from samestory.lang import Language, load
from samestory.model import Article, DayClue, Document, Span, TimeMention, When
from samestory.read import capitals, cues, numbers, occurrences, published, times
from samestory.read.addressed import address
from samestory.read.authors import authors, byline
from samestory.read.credits import credited
from samestory.read.decode import decode
from samestory.read.header import HeaderDate, beside
from samestory.read.html import page
from samestory.read.language import detect
from samestory.read.markdown import plain
from samestory.read.sentences import split
from samestory.read.text import Clean, Given, clean
from samestory.read.times_told import told

HTML, MARKDOWN = "text/html", "text/markdown"


class Source(NamedTuple):
    """A document's raw text and what was stated beside it.

    ``sure`` is false where the day was found on a page that does not say what day it is; ``canonical``,
    ``beside`` and ``removed`` are the page's, see html.Page.
    """

    text: str
    fields: dict[str, str]
    canonical: str | None = None
    sure: bool = True
    beside: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def read(document: Document) -> Article:
    """The article in ``document`` with its marks; raises UnreadableDocument where there is none."""
    source = _opened(document)
    first = detect(source.text, hint=source.fields.get("lang"))
    language = load(first)
    given = Given(title=source.fields.get("title"), removed=source.removed)
    found = clean(source.text, language=language, given=given)
    source, found = _dated(source, found, beside(source.beside, language, first))
    sentences = _sentences(found, language)
    if not sentences:
        raise UnreadableDocument("no sentence found in it; give the text of an article")
    code = detect(found.text, hint=source.fields.get("lang"))
    stated = {**source.fields, "lang": code}
    url = address(source.fields.get("url"), source.canonical)
    return _marked(document, found, load(code), sentences, {**stated, "url": url} if url else stated)


def _opened(document: Document) -> Source:
    text = decode(document.data, document.media_type)
    if document.media_type.startswith(MARKDOWN):
        marked = plain(text)
        return Source(marked.text, {**marked.fields, **document.fields})
    if not document.media_type.startswith(HTML):
        return Source(text, document.fields)
    found = page(text, document.fields.get("url"))
    stated = {
        "title": found.title,
        "published": found.published,
        "outlet": found.outlet,
        "lang": found.lang,
        "author": found.author,
    }
    fields = {**{key: value for key, value in stated.items() if value}, **document.fields}
    lines = () if "published" in document.fields else found.beside
    return Source(found.text, fields, found.canonical, found.sure, lines, found.removed)


def _dated(source: Source, found: Clean, shown: HeaderDate | None) -> tuple[Source, Clean]:
    """The two with the day shown at the headline, where that counts and not the one stated elsewhere."""
    if shown is None or (source.sure and "published" in source.fields):
        return source, found
    fields = {key: value for key, value in source.fields.items() if key != "published"}
    return source._replace(fields=fields), structs.replace(found, header_date=shown)


def _sentences(found: Clean, language: Language) -> tuple[Span, ...]:
    """The body's sentences, as spans of the whole text."""
    body = found.body
    return tuple(Span(s.start + body.start, s.end + body.start) for s in split(body.of(found.text), language))


def again(article: Article) -> Article:
    """``article`` with the marks of its text read anew; what came beside the text stays."""
    language = load(article.lang)
    named = tuple(sorted({*article.credits, *credited(article.text)}))
    marked = _with_marks(article, language, times.mentions(article.text, language))
    return structs.replace(marked, credits=named)


def _marked(
    document: Document, found: Clean, language: Language, sentences: tuple[Span, ...], fields: dict[str, str]
) -> Article:
    text, names = found.text, authors(fields.get("author", ""), fields.get("outlet"))
    units = (*(s for s in (found.title, found.subtitle) if s is not None), *sentences)
    spoken = times.mentions(text, language)
    when, clue = _published(found, fields, published.inferred(text, units, spoken, language))
    article = Article(
        id=content_id("article", document.id),
        document_id=document.id,
        source=document.source,
        lang=fields["lang"],
        text=text,
        title=found.title,
        subtitle=found.subtitle,
        outlet=fields.get("outlet"),
        url=fields.get("url"),
        author=", ".join(names) or None,
        byline=byline(text, names),
        published=when,
        clue=clue,
        sentences=sentences,
        credits=credited(" ".join((text, *found.removed))),
    )
    return _with_marks(article, language, spoken)


def _with_marks(article: Article, language: Language, spoken: tuple[TimeMention, ...]) -> Article:
    """``article`` with the marks that its words tell without an encoder."""
    text = article.text
    return structs.replace(
        article,
        times=told(text, language, article.published),
        capitals=capitals.mentions(text, article.units(), language),
        numbers=numbers.mentions(text, language, spoken),
        cues=cues.mentions(text, language),
        occurrences=occurrences.mentions(text, language, spoken),
    )


def _published(
    found: Clean, fields: dict[str, str], implied: When | DayClue | None
) -> tuple[When | None, DayClue | None]:
    """What is stated with the text first, then at its head, then by a feed, then what the text implies."""
    stated = published.stated(fields["published"], "stated with the text") if "published" in fields else None
    listed = published.stated(fields["announced"], "stated by the feed") if "announced" in fields else None
    found_here = stated or _header(found.header_date) or listed or implied
    return (found_here, None) if isinstance(found_here, When) else (None, found_here)


def _header(header: HeaderDate | None) -> When | DayClue | None:
    if header is None:
        return None
    reason = f"stated beside the text: “{header.written}”"
    if header.iso is None:
        return DayClue(month=header.month, day=header.day, reason=reason)
    return published.stated(header.iso, reason)
