"""Corrections of who copied whom: decisions that two articles are one text, or independent reports.

They stand on the two articles named; what follows for others is derived.
"""

from __future__ import annotations

from samestory.corrections.rows import Correction, judged
from samestory.corrections.stories import decided, file_name, home, reasons
from samestory.errors import InputError
from samestory.model import Article, Contents, Decision


def joined(
    contents: Contents,
    one: Article,
    other: Article,
    by: str,
    because: str | None = None,
    source: Article | None = None,
) -> Correction:
    """The reader ``by`` says that two articles are one text, taken from one another or from a third.

    ``source`` is the one of them that was there first, where the reader tells it. Raises InputError where
    they are not two articles of one story, and where ``source`` is neither.
    """
    names = _two(contents, one, other)
    if source is None:
        why = reasons("joined", f"{names} are one text", because)
        return Correction(judged("copy", [(one.id, other.id)], "same", by, why))
    first = file_name(contents, source)
    if source.id not in (one.id, other.id):
        raise InputError(f"{first} is none of {names}; give one of these as the source")
    taker = other if source.id == one.id else one
    why = reasons("taken", f"{file_name(contents, taker)} took it from {first}", because)
    told = Decision(
        kind="copy", left=source.id, right=taker.id, verdict="copy", score=1.0, reasons=why,
        made_by=f"user:{by}",
    )  # fmt: skip
    return Correction((told,))


def parted(
    contents: Contents, one: Article, other: Article, by: str, because: str | None = None
) -> Correction:
    """The reader ``by`` says that two articles are independent reports.

    Raises InputError where they are not two articles of one story.
    """
    why = reasons("parted", f"{_two(contents, one, other)} are independent reports", because)
    return Correction(judged("copy", [(one.id, other.id)], "different", by, why))


def undoable(contents: Contents, one: Article, other: Article | None = None) -> Correction:
    """What readers decided of whether ``one`` is a copy, taken back; with ``other``, of these two alone.

    Raises InputError where that is nothing.
    """
    found = decided(contents, "copy", [one.id])
    names = file_name(contents, one)
    if other is not None:
        found = tuple(each for each in found if other.id in (each.left, each.right))
        names = f"{names} and {file_name(contents, other)}"
    if not found:
        raise InputError(f"no reader has decided whether {names} copied, so there is nothing to undo")
    return Correction((), found)


def _two(contents: Contents, one: Article, other: Article) -> str:
    """Their names; raises InputError where they are not two articles of one story."""
    names = f"{file_name(contents, one)} and {file_name(contents, other)}"
    if one.id == other.id:
        raise InputError(f"{names} are one article; give two")
    if home(contents, one).id != home(contents, other).id:
        raise InputError(
            f"{names} are of two stories, and only reports of one are compared; "
            "join these first with `samestory stories join`"
        )
    return names
