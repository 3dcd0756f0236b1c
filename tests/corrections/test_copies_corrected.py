"""What joining, parting and undoing of copies come to as decisions."""

from __future__ import annotations

import pytest
from copying import stored
from gathering import contents
from msgspec import structs

from samestory.corrections.copies import joined, parted, undoable
from samestory.corrections.rows import check
from samestory.corrections.stories import file_name
from samestory.errors import InputError
from samestory.model import Article, Contents, Reason


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Contents:
    return contents(stored(tmp_path_factory.mktemp("held") / "a.db"))


@pytest.fixture
def two(held: Contents) -> tuple[Article, Article]:
    """The articles a.txt and c.txt."""
    return named(held, "a"), named(held, "c")


def named(held: Contents, name: str) -> Article:
    return next(one for one in held.articles if held.files[one.id] == (f"{name}.txt",))


def test_one_decision_on_the_two_lesser_first(held: Contents, two: tuple[Article, Article]):
    for left, right in (two, two[::-1]):
        for made in (joined(held, left, right, "ana"), parted(held, left, right, "ana")):
            (one,) = made.made
            check(one)
            assert (one.kind, one.left, one.right) == ("copy", *sorted(each.id for each in two))
            assert (one.made_by, one.score, made.forgotten) == ("user:ana", 1.0, ())
    assert joined(held, *two, "ana").made[0].verdict == "same"
    assert parted(held, *two, "ana").made[0].verdict == "different"


def test_who_was_first_stands_left(held: Contents, two: tuple[Article, Article]):
    for first, taker in (two, two[::-1]):
        for pair in (two, two[::-1]):
            (one,) = joined(held, *pair, "ana", source=first).made
            check(one)
            assert (one.verdict, one.left, one.right) == ("copy", first.id, taker.id)
            says = f"{file_name(held, taker)} took it from {file_name(held, first)}"
            assert one.reasons == (Reason(name="taken", value=1.0, says=says),)


def test_the_readers_own_reason_comes_first(held: Contents, two: tuple[Article, Article]):
    (one,) = parted(held, *two, "ana", " both  were\tthere ").made
    assert [each.says for each in one.reasons] == [
        "both were there", "a.txt and c.txt are independent reports"
    ]  # fmt: skip


def test_a_file_whose_name_cannot_be_shown_can_still_be_decided_of(
    held: Contents, two: tuple[Article, Article]
):
    odd = structs.replace(held, files={**held.files, two[0].id: (f"may/{'a' * 300}\u202e.txt",)})
    for made in (joined(odd, *two, "ana"), joined(odd, *two, "ana", source=two[0]), parted(odd, *two, "ana")):
        check(made.made[0])


def test_what_is_taken_back_is_of_this_article_or_of_these_two(held: Contents, two: tuple[Article, Article]):
    other = named(held, "f")
    told = (
        *parted(held, *two, "ana").made,
        *joined(held, two[0], other, "bo").made,
        *joined(held, two[1], other, "eva").made,
    )
    known = structs.replace(held, decisions=(*held.decisions, *told))
    assert undoable(known, two[0]).forgotten == told[:2]
    assert undoable(known, two[0], other).forgotten == told[1:2]
    assert undoable(known, other, two[1]).forgotten == told[2:]
    with pytest.raises(InputError, match="nothing to undo"):
        undoable(known, named(held, "g"))
