"""Which story, or who, a reader may mean: by a link, an id, or words of a title or name.

Finds among what the catalogue holds; decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import TypeVar

from samestory.corrections.found import folded
from samestory.dossier.catalogue import Catalogue
from samestory.export.dates import earliest, spoken
from samestory.export.reasons import ReasonPart
from samestory.export.words import reports
from samestory.model import Record
from samestory.speech import Speech
from samestory.store.portions import NamedHead, bare
from samestory.store.searched import Heading

LINKED = re.compile(r"(?:(stories|threads|articles|names)/|\b)([0-9a-f]{32})\b")
SHOWN = 12
Thing = TypeVar("Thing")


class Candidate(Record, frozen=True, kw_only=True):
    """A story or a name that may be meant: its id, what it is called, and what tells it from others."""

    id: str
    title: str
    lang: str | None
    facts: str
    why: tuple[ReasonPart, ...] = ()


def story_candidate(heading: Heading, speech: Speech, why: tuple[ReasonPart, ...] = ()) -> Candidate:
    """A story to choose, told in ``speech``, and ``why`` it is thought of."""
    head, first = heading.title(speech.code), earliest(heading.dates)
    when = speech.say("date not known") if first is None else spoken(first, speech)
    return Candidate(
        id=heading.id,
        title=heading.id if head is None else head.words,
        lang=None if head is None else head.lang,
        facts=f"{when} · {reports(bare(heading), speech)}",
        why=why,
    )


def stories_meant(held: Catalogue, said: str) -> list[Heading]:
    """The stories that ``said`` may mean, likeliest first: a link or id, words of a title, a like title."""
    linked = _linked(held, said)
    if linked is not None:
        return [linked]
    forms: dict[str, list[Heading]] = {}
    for one in held.stories.values():
        for title in one.titles:
            forms.setdefault(folded(title.words), []).append(one)
    for head in held.articles.values():
        home = held.holding(head.id)
        if home is not None and head.title:
            forms.setdefault(folded(head.title), []).append(home)
    return _ranked(forms, said, lambda one: one.id)


def names_meant(held: Catalogue, said: str) -> list[NamedHead]:
    """Those whom ``said`` may mean, likeliest first: a link or id, a spelling, words of one, a like one."""
    known = LINKED.search(said)
    if known is not None and known[2] in held.entities:
        return [held.entities[known[2]]]
    forms: dict[str, list[NamedHead]] = {}
    for one in held.entities.values():
        for form in {folded(each) for each in (one.name, *(every.written for every in one.spellings))}:
            forms.setdefault(form, []).append(one)
    return _ranked(forms, said, lambda one: one.id)


def _linked(held: Catalogue, said: str) -> Heading | None:
    known = LINKED.search(said)
    if known is None:
        return None
    stories = held.threads.get(known[2], ())
    return held.holding(stories[0] if stories else known[2])


def _ranked(forms: Mapping[str, list[Thing]], said: str, id_: Callable[[Thing], str]) -> list[Thing]:
    form = folded(said)
    if not form:
        return []
    words = form.split()
    tiers = (
        [form] if form in forms else [],
        [one for one in forms if form in one],
        [one for one in forms if all(word in one for word in words)],
    )
    found = [one for tier in tiers for one in tier] or get_close_matches(form, forms, SHOWN, 0.5)
    every = {id_(one): one for each in found for one in forms[each]}
    return list(every.values())[:SHOWN]
