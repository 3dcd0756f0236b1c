"""What a story's account gives, in one sentence of plain words.

Counts what the account holds; takes no words from articles and decides nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from samestory.export.index import Index, letter, origin_of
from samestory.export.kinship import passages
from samestory.export.texts import sides
from samestory.export.words import reports, shared_words
from samestory.model import Origin, Statement, Story
from samestory.speech import Speech, messages

# How many carry a text: of a wire or not, in several languages or in one.
Carried = dict[tuple[bool, bool], tuple[str, str]]
ONE_TEXT: Carried = {
    (False, False): messages("{n} report carries one text", "{n} reports carry one text"),
    (True, False): messages("{n} report carries one wire text", "{n} reports carry one wire text"),
    (False, True): messages("{n} report {abroad} carries one text", "{n} reports {abroad} carry one text"),
    (True, True): messages(
        "{n} report {abroad} carries one wire text", "{n} reports {abroad} carry one wire text"
    ),
}
ANOTHER_TEXT: Carried = {
    (False, False): messages("{n} carries another text", "{n} carry another text"),
    (True, False): messages("{n} carries another wire text", "{n} carry another wire text"),
    (False, True): messages("{n} {abroad} carries another text", "{n} {abroad} carry another text"),
    (True, True): messages("{n} {abroad} carries another wire text", "{n} {abroad} carry another wire text"),
}
# More texts than this are only counted.
TEXTS_TOLD = 3


def gist(story: Story, held: Index) -> str:
    """How many report it independently, how many carry one text, how much is in dispute or called otherwise.

    "8 reports, 5 independent origins; 3 reports in 3 languages carry one wire text, 2 carry another; E took 6
    sentences from A; 2 statements differ; 1 thing is called differently."
    """
    speech = held.speech
    said = [
        reports(story, speech),
        *_carried(story, held),
        *_passed(story, speech),
        *_disputed(story, speech),
        *_called(story, speech),
    ]
    return "; ".join(said) + "."


def _carried(story: Story, held: Index) -> list[str]:
    copied = [one for one in story.origins if len(one.articles) > 1]
    if len(copied) > TEXTS_TOLD:
        many = sum(len(one.articles) for one in copied)
        said = messages("{n} report carries {texts} texts", "{n} reports carry {texts} texts between them")
        return [held.speech.plural(*said, many, texts=len(copied))]
    if not copied:
        return []
    first, *others = copied
    return [", ".join((_carry(first, ONE_TEXT, held), *(_carry(one, ANOTHER_TEXT, held) for one in others)))]


def _carry(origin: Origin, words: Carried, held: Index) -> str:
    """How many reports carry a text, in how many languages where in several."""
    languages = len({held.articles[one].lang for one in origin.articles})
    number, plural = len(origin.articles), held.speech.plural
    abroad = plural("in {n} language", "in {n} languages", languages)
    return plural(*words[_wire(origin, held), languages > 1], number, abroad=abroad)


def _wire(origin: Origin, held: Index) -> bool:
    """A text is a wire's where two of the articles that carry it name the same source."""
    named = Counter(credit for one in origin.articles for credit in set(held.articles[one].credits))
    return any(times > 1 for times in named.values())


def _passed(story: Story, speech: Speech) -> list[str]:
    """Which origins have part of their text from others, and so are not independent in all."""
    places = origin_of(story)
    taken: dict[int, list[tuple[int, int]]] = {}
    shared = []
    for copy in passages(story):
        left, right = places[copy.left], places[copy.right]
        if copy.source in (copy.left, copy.right):
            taker, giver = (left, right) if copy.source == copy.right else (right, left)
            taken.setdefault(taker, []).append((giver, len(sides(copy)[taker == right])))
        else:
            shared.append(shared_words(left, right, len(copy.pairs), speech))
    said = [*(_took(one, taken[one], speech) for one in sorted(taken)), *shared]
    if len(said) > TEXTS_TOLD:
        pairs = messages(
            "{n} pair of origins has sentences in common", "{n} pairs of origins have sentences in common"
        )
        return [speech.plural(*pairs, len(passages(story)))]
    return said


def _took(taker: int, taken: Sequence[tuple[int, int]], speech: Speech) -> str:
    """As in "C took 4 sentences from A and 3 from B"."""
    (giver, number), *others = taken
    said = speech.plural(
        "{taker} took {n} sentence from {source}",
        "{taker} took {n} sentences from {source}",
        number,
        taker=letter(taker),
        source=letter(giver),
    )
    for other, count in others:
        said = speech.say("{told} and {n} from {source}", told=said, n=count, source=letter(other))
    return said


def _disputed(story: Story, speech: Speech) -> list[str]:
    rows = story.account.rows
    differing = sum(row.kind == "differs" for row in rows)
    altered = sum(_altered(row, story) for row in rows)
    said = []
    if differing:
        said.append(speech.plural("{n} statement differs", "{n} statements differ", differing))
    elif any(row.kind == "shared" for row in rows):
        said.append(speech.say("no difference is found between origins"))
    elif len(story.origins) > 1:
        said.append(speech.say("no statement is found in two of them"))
    if altered:
        where = messages(
            "copies of one text differ from one another in {n} statement",
            "copies of one text differ from one another in {n} statements",
        )
        said.append(speech.plural(*where, altered))
    return said


def _altered(row: Statement, story: Story) -> bool:
    """Whether articles of one origin differ in ``row``."""
    places = origin_of(story)
    told = (one for one in row.differences if one.kind != "addition")
    return any(places[one.left.article] == places[one.right.article] for one in told)


def _called(story: Story, speech: Speech) -> list[str]:
    found = len(story.account.wordings)
    said = messages("{n} thing is called differently", "{n} things are called differently")
    return [speech.plural(*said, found)] if found else []
