"""Beside whom a copy is shown, and in which words a reader's decision stands."""

from __future__ import annotations

import pytest

from samestory.export.copied import because
from samestory.export.kinship import behind
from samestory.export.reasons import reason_parts
from samestory.model import Account, Copy, Origin, Reason, Story
from samestory.speech import speech


def copy(left: str, right: str, share: float, by: str = "machine") -> Copy:
    return Copy(
        left=left, right=right, verdict="copy", left_share=share, right_share=share, pairs=(), made_by=by
    )


@pytest.mark.parametrize(
    ("copies", "model"),
    [
        ((copy("a", "c", 0.2), copy("b", "c", 0.9)), "a"),
        ((copy("a", "c", 0.2), copy("b", "c", 0.1, "user:ana")), "b"),
        ((copy("a", "c", 0.0), copy("b", "c", 0.0, "user:ana")), "b"),
        ((copy("a", "c", 0.9), copy("b", "c", 0.1, "user:ana")), "a"),
        ((copy("a", "c", 0.0, "user:ana"), copy("b", "c", 0.1, "user:ana")), "b"),
    ],
)
def test_who_has_little_from_any_stands_beside_whom_a_reader_told(copies: tuple[Copy, ...], model: str):
    origin = Origin(articles=("a", "b", "c"))
    story = Story(
        id="s", thread="t", articles=origin.articles, origins=(origin,), dates=(),
        account=Account(rows=(), copies=(copy("a", "b", 1.0), *copies)),
    )  # fmt: skip
    _, last = behind(story, origin)
    assert (last.article, last.model) == ("c", model)


def test_who_decided_opens_the_line():
    def reasons(*names: str) -> list[Reason]:
        return [Reason(name=name, value=1.0, says=f"<{name}>") for name in names]

    assert because(reasons("decided", "because", "parted", "aligned")) == (
        "<decided>: <because>; <parted>; <aligned>"
    )
    assert because(reasons("aligned", "order")) == "<aligned>; <order>"
    assert because(reasons("decided")) == "<decided>"
    assert because([]) == ""


def test_who_decided_is_said_in_the_readers_language():
    told = (
        Reason(name="decided", value=1.0, says="decided by ana"),
        Reason(name="of_others", value=1.0, says="of other texts of the two origins"),
        Reason(name="because", value=1.0, says="we were there"),
        Reason(name="parted", value=1.0, says="a.txt and b.txt are independent reports"),
    )
    parts = reason_parts(told, speech("ro"))
    # Nothing is left in another language but what the reader wrote.
    assert [one.lang for one in parts] == [None] * 4
    assert [one.says == part.words for one, part in zip(told, parts, strict=True)] == [
        False,
        False,
        True,
        False,
    ]
