"""The tree of copies: each under the one it has most in common with, none twice, none lost."""

from __future__ import annotations

import pytest
from msgspec import structs

from samestory.export.page import story_page
from samestory.export.tree import Branch, trees
from samestory.model import Account, Contents, Copy, Origin, Story


def copied(left: str, right: str, share: float) -> Copy:
    return Copy(left=left, right=right, verdict="copy", left_share=share, right_share=share, pairs=())


def shape(branches: tuple[Branch, ...]) -> dict[str, object]:
    return {one.copy.article.id: shape(one.branches) for one in branches}


@pytest.mark.parametrize(
    ("copies", "tree"),
    [
        ((("a", "b"), ("a", "c")), {"b": {}, "c": {}}),
        ((("a", "b"), ("b", "c")), {"b": {"c": {}}}),
        # Two that stand nearest to one another, and not to the witness.
        ((("b", "c"),), {"c": {"b": {}}}),
        ((), {"b": {}, "c": {}}),
    ],
)
def test_copies_stand_under_what_they_are_nearest_to(
    contents: Contents, copies: tuple[tuple[str, str], ...], tree: dict[str, object]
):
    names = dict(zip("abc", (one.id for one in contents.articles), strict=False))
    origin = Origin(articles=tuple(names.values()))
    made = tuple(copied(names[left], names[right], 0.9) for left, right in copies)
    story = Story(
        id="s", thread="t", articles=origin.articles, origins=(origin,), dates=(),
        account=Account(rows=(), copies=made),
    )  # fmt: skip
    part = story_page(structs.replace(contents, stories=(story,)), "s", {})
    (found,) = trees(story, part.origins)

    def named(one: dict[str, object]) -> dict[str, object]:
        return {names[key]: named(value) for key, value in one.items()}  # type: ignore[arg-type]

    assert shape(found) == named(tree)
