"""What an outlet changed in its articles: versions of one address beside one another, by sentence.

Compares words as they are written and judges nothing; dates, names and figures are for the account.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby, pairwise
from typing import Any

from rich.console import Group, RenderableType

from samestory.errors import InputError
from samestory.export.dates import iso
from samestory.export.lines import line
from samestory.ids import ID_SHOWN
from samestory.model import Article, Record, Span, Version

UTC = "+00:00"
SECONDS = len("2025-11-11T18:30:00")


class Change(Record, frozen=True):
    """Neighbouring sentences of one version and what stands for them in the next; either may be empty."""

    before: tuple[Span, ...]
    after: tuple[Span, ...]


# The versions of one address, the earliest first.
History = tuple[Version, ...]


def histories(versions: Sequence[Version]) -> list[History]:
    """The versions of each address that has several."""
    grouped = (tuple(group) for _, group in groupby(versions, key=lambda one: one.source))
    return [group for group in grouped if len(group) > 1]


def of_article(versions: Sequence[Version], said: str) -> History:
    """The versions of the address that ``said`` names, even if there is one alone.

    An address, its end, or the id of any of its articles or the beginning of one. Raises InputError where
    several are meant or none.
    """
    every = [tuple(group) for _, group in groupby(versions, key=lambda one: one.source)]
    kinds = (
        [one for one in every if one[0].source == said],
        [one for one in every if said and any(each.article.id.startswith(said) for each in one)],
        [one for one in every if said and one[0].source.endswith(said)],
    )
    found = next((kind for kind in kinds if kind), [])
    if len(found) == 1:
        return found[0]
    if not found:
        raise InputError(f"no page of the web is called {said}; give an address, or an article's id")
    listed = ", ".join(one[0].source for one in found[:10])
    raise InputError(f"{said} may be any of {listed}; give one of them")


def changes(before: Article, after: Article) -> list[Change]:
    """What changed from one version to the next, in order, titles first; white space does not count."""
    one, other = before.units(), after.units()
    words = [" ".join(span.of(before.text).split()) for span in one]
    now = [" ".join(span.of(after.text).split()) for span in other]
    codes = SequenceMatcher(None, words, now, autojunk=False).get_opcodes()
    return [Change(one[a:b], other[c:d]) for how, a, b, c, d in codes if how != "equal"]


def listed(found: Sequence[History]) -> dict[str, Any]:
    """``pages`` with ``url`` and ``versions``, the earliest first.

    A version has ``article`` (its id), ``seen``, ``title``, ``published`` and ``changes`` since the one
    before: sentences ``before`` and ``after`` with their characters.
    """
    return {"pages": [{"url": one[0].source, "versions": list(_versions(one))} for one in found]}


def printed(found: Sequence[History]) -> RenderableType:
    """Each address with its versions, and beneath each what it took away (−) and what it brought (+)."""
    told = [part for one in found for part in (*_lines(one), line(""))]
    return Group(*told[:-1]) if told else line("No page was seen with two texts.")


def _versions(history: History) -> Iterator[dict[str, Any]]:
    for before, one in zip((None, *history), history, strict=False):
        article = one.article
        yield {
            "article": article.id,
            "seen": one.seen,
            "title": article.words(article.title),
            "published": iso(article.published),
            "changes": [] if before is None else _changes(before.article, article),
        }


def _changes(before: Article, after: Article) -> list[dict[str, Any]]:
    return [
        {
            "before": [_span(one, before) for one in change.before],
            "after": [_span(one, after) for one in change.after],
        }
        for change in changes(before, after)
    ]


def _span(span: Span, article: Article) -> dict[str, Any]:
    return {"text": span.of(article.text), "start": span.start, "end": span.end}


def _lines(history: History) -> Iterator[RenderableType]:
    yield line(history[0].source, "bold underline")
    yield _head(history[0])
    for before, after in pairwise(history):
        yield _head(after)
        for change in changes(before.article, after.article):
            yield from (line(f"   − {one.of(before.article.text)}", "dim") for one in change.before)
            yield from (line(f"   + {one.of(after.article.text)}") for one in change.after)


def _head(version: Version) -> RenderableType:
    moment = version.seen[:SECONDS].replace("T", " ")
    seen = f"{moment} UTC" if version.seen.endswith(UTC) else moment or "date not known"
    return line(f"{seen} · article {version.article.id[:ID_SHOWN]}", "bold")
