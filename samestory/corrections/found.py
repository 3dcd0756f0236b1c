"""What a reader's words mean: the one thing held that they name, or an error that lists candidates."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from typing import Generic, NamedTuple, Protocol, TypeVar

from samestory.errors import InputError

# Candidates named in an error before the rest is only counted.
NAMED = 6


class Known(Protocol):
    """Anything with an id."""

    @property
    def id(self) -> str:
        """What no two share."""


Thing = TypeVar("Thing", bound=Known)


class Among(NamedTuple, Generic[Thing]):
    """Things that may be meant: what one and several are called, how each is listed, what it goes by."""

    one: str
    several: str
    held: Sequence[Thing]
    listed: Callable[[Thing], str]
    forms: Callable[[Thing], Iterable[str]]


def meant(said: str, kinds: Iterable[Sequence[Thing]], among: Among[Thing]) -> Thing:
    """The only thing of the first of ``kinds`` that holds any.

    Raises InputError, which lists candidates, where it holds several or none does.
    """
    found = list({one.id: one for one in next((kind for kind in kinds if kind), [])}.values())
    if len(found) == 1:
        return found[0]
    if found:
        said_of = f"{len(found)} {among.several} are meant by {said!r}"
        raise InputError(f"{said_of}; give the id of one: {counted(map(among.listed, found))}")
    near = counted(map(among.listed, _near(folded(said), among)))
    like = f"; near it: {near}" if near else ""
    raise InputError(f"no {among.one} {said!r} among the {len(among.held)} held; list them first{like}")


def folded(name: str) -> str:
    """``name`` as it compares: without case, accents and repeated spaces, in any script."""
    # Taken apart twice: letters taken apart may have capitals, and folded ones parts.
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    return " ".join("".join(one for one in apart if not unicodedata.combining(one)).split())


def counted(said: Iterable[str]) -> str:
    """The first of ``said``, and how many more there are."""
    every = list(said)
    more = f" and {len(every) - NAMED} more" if len(every) > NAMED else ""
    return ", ".join(every[:NAMED]) + more


def _near(form: str, among: Among[Thing]) -> list[Thing]:
    """Things that go by what holds ``form``, else by what looks like it."""
    forms: dict[str, list[Thing]] = {}
    for one in among.held:
        for each in {folded(every) for every in among.forms(one)}:
            forms.setdefault(each, []).append(one)
    holding = [each for each in forms if form and form in each]
    alike = holding or get_close_matches(form, forms, NAMED)
    return list({one.id: one for each in alike for one in forms[each]}.values())
