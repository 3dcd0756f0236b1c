"""What a story's account gives, in one sentence of plain words.

Counts what the account holds; takes no words from articles and decides nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from samestory.export.index import Index, counted, letter, origin_of
from samestory.export.kinship import passages
from samestory.export.texts import sides
from samestory.export.words import reports
from samestory.model import Origin, Statement, Story

# More texts than this are only counted.
TEXTS_TOLD = 3


def gist(story: Story, held: Index) -> str:
    """How many report it independently, how many carry one text, how much is in dispute or called otherwise.

    "8 reports, 5 independent origins; 3 reports in 3 languages carry one wire text, 2 carry another; E took 6
    sentences from A; 2 statements differ; 1 thing is called differently."
    """
    said = [reports(story), *_carried(story, held), *_passed(story), *_disputed(story), *_called(story)]
    return "; ".join(said) + "."


def _carried(story: Story, held: Index) -> list[str]:
    copied = [one for one in story.origins if len(one.articles) > 1]
    if len(copied) > TEXTS_TOLD:
        reports = sum(len(one.articles) for one in copied)
        return [f"{reports:,} reports carry {len(copied):,} texts between them"]
    if not copied:
        return []
    first, *others = copied
    told = [f"{len(first.articles):,} reports{_languages(first, held)} carry one {_text(first, held)}"]
    told += [
        f"{len(one.articles):,}{_languages(one, held)} carry another {_text(one, held)}" for one in others
    ]
    return [", ".join(told)]


def _languages(origin: Origin, held: Index) -> str:
    languages = len({held.articles[one].lang for one in origin.articles})
    return "" if languages == 1 else f" in {languages} languages"


def _text(origin: Origin, held: Index) -> str:
    """A text is a wire's where two of the articles that carry it name the same source."""
    named = Counter(credit for one in origin.articles for credit in set(held.articles[one].credits))
    return "wire text" if any(times > 1 for times in named.values()) else "text"


def _passed(story: Story) -> list[str]:
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
            sentences = counted(len(copy.pairs), "sentence", "sentences")
            shared.append(f"{' and '.join(map(letter, sorted((left, right))))} share {sentences}")
    said = [*(_took(one, taken[one]) for one in sorted(taken)), *shared]
    if len(said) > TEXTS_TOLD:
        return [f"{len(passages(story)):,} pairs of origins have sentences in common"]
    return said


def _took(taker: int, taken: Sequence[tuple[int, int]]) -> str:
    """As in "C took 4 sentences from A and 3 from B"."""
    (giver, number), *others = taken
    more = "".join(f" and {count:,} from {letter(other)}" for other, count in others)
    return f"{letter(taker)} took {counted(number, 'sentence', 'sentences')} from {letter(giver)}{more}"


def _disputed(story: Story) -> list[str]:
    rows = story.account.rows
    differing = sum(row.kind == "differs" for row in rows)
    altered = sum(_altered(row, story) for row in rows)
    said = []
    if differing:
        said.append(counted(differing, "statement differs", "statements differ"))
    elif any(row.kind == "shared" for row in rows):
        said.append("no difference is found between origins")
    elif len(story.origins) > 1:
        said.append("no statement is found in two of them")
    if altered:
        where = counted(altered, "statement", "statements")
        said.append(f"copies of one text differ from one another in {where}")
    return said


def _altered(row: Statement, story: Story) -> bool:
    """Whether articles of one origin differ in ``row``."""
    places = origin_of(story)
    told = (one for one in row.differences if one.kind != "addition")
    return any(places[one.left.article] == places[one.right.article] for one in told)


def _called(story: Story) -> list[str]:
    found = len(story.account.wordings)
    return [counted(found, "thing is called differently", "things are called differently")] if found else []
