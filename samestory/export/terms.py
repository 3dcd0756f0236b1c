"""What reports call a thing: its sides in the order to read, each term with the form shown.

Puts in order and counts; which terms compete is decided in collate/wording.py.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from samestory.export.index import Index
from samestory.model import Record, Story, Term, Wording


class Called(Record, frozen=True, kw_only=True):
    """A term of one language on one side of a thing: ``written`` is the form shown, ``terms`` who uses it."""

    lang: str
    written: str
    terms: tuple[Term, ...]

    @property
    def count(self) -> int:
        """How often it stands, in any of its forms."""
        return sum(len(one.spans) for one in self.terms)


Side = tuple[Called, ...]
Thing = tuple[Side, ...]


def things(story: Story, held: Index) -> tuple[Thing, ...]:
    """What the reports of ``story`` call differently, as the account has it, each with its sides.

    Sides with a term in the reader's language come first, then those that most articles use, then that stand
    most often. In a side the same holds for its terms. Articles that share a form of it use one term.
    """
    place = {article: number for number, article in enumerate(story.articles)}
    return tuple(_thing(one, place, held) for one in story.account.wordings)


def shown(forms: Iterable[str]) -> str:
    """Of the forms of a term the one shown: the most frequent, else the shortest; case does not count.

    It is given as it is mostly written, in small letters where that is even, on one line.
    """
    counts = Counter(" ".join(form.split()) for form in forms)
    folded: Counter[str] = Counter()
    for form, count in counts.items():
        folded[form.casefold()] += count
    best = min(folded, key=lambda form: (-folded[form], len(form), form))
    alike = (form for form in counts if form.casefold() == best)
    return min(alike, key=lambda form: (-counts[form], sum(map(str.isupper, form)), form))


def forms(term: Term, held: Index) -> tuple[str, ...]:
    """The characters of ``term`` at each of its places."""
    text = held.articles[term.article].text
    return tuple(span.of(text) for span in term.spans)


def _thing(wording: Wording, place: dict[str, int], held: Index) -> Thing:
    sides = [_side(sorted(side, key=lambda term: place[term.article]), held) for side in wording.sides]
    return tuple(sorted(sides, key=lambda side: _rank(side, place, held)))


def _side(terms: Sequence[Term], held: Index) -> Side:
    """The terms of one side, those of one language together where they share a form."""
    place = {term.article: number for number, term in enumerate(terms)}
    alike: list[tuple[str, set[str], list[Term]]] = []
    for term in terms:
        lang, its = held.articles[term.article].lang, {one.casefold() for one in forms(term, held)}
        home = next((one for one in alike if one[0] == lang and not its.isdisjoint(one[1])), None)
        if home is None:
            alike.append((lang, its, [term]))
        else:
            home[1].update(its)
            home[2].append(term)
    called = (_called(lang, users, held) for lang, _, users in alike)
    return tuple(sorted(called, key=lambda one: _rank((one,), place, held)))


def _called(lang: str, terms: Sequence[Term], held: Index) -> Called:
    written = shown(form for term in terms for form in forms(term, held))
    return Called(lang=lang, written=written, terms=tuple(terms))


def _rank(side: Side, place: dict[str, int], held: Index) -> tuple[bool, int, int, int]:
    users = [term.article for one in side for term in one.terms]
    return (
        all(one.lang != held.reader for one in side),
        -len(users),
        -sum(one.count for one in side),
        min(place[one] for one in users),
    )
