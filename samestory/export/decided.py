"""What readers decided of a story, its thread or a name, as parts of their pages."""

from __future__ import annotations

from collections.abc import Iterator

from samestory.export.index import Index, index
from samestory.export.named import spelling_words
from samestory.export.names_page import decision_part
from samestory.export.parts import DecisionPart
from samestory.export.reader import story_title
from samestory.export.why import by_user
from samestory.model import Contents, Decision, Entity, Story
from samestory.speech import UNTRANSLATED, Speech


def decided_parts(
    contents: Contents, story: Story, speech: Speech = UNTRANSLATED
) -> dict[str, tuple[DecisionPart, ...]]:
    """What readers decided of reports of ``story``, for each kind, the last first."""
    held, members = index(contents, speech=speech), frozenset(story.articles)
    return {kind: tuple(_parts(contents, kind, members, held)) for kind in ("story", "copy", "thread")}


def named_parts(
    contents: Contents, entity: Entity, speech: Speech = UNTRANSLATED
) -> tuple[DecisionPart, ...]:
    """Readers' decisions on spellings of ``entity``, the last first."""
    keys = {one.key for one in entity.spellings}
    told = (one for one in reversed(contents.decisions) if by_user(one) and keys & {one.left, one.right})
    return tuple(
        decision_part(
            one,
            speech,
            left=spelling_words(one.left),
            right=one.right if one.kind == "name" else spelling_words(one.right),
            href=None,
        )
        for one in told
    )


def _parts(contents: Contents, kind: str, members: frozenset[str], held: Index) -> Iterator[DecisionPart]:
    for one in reversed(contents.decisions):
        if one.kind == kind and by_user(one) and (one.left in members or one.right in members):
            yield _part(one, members, held)


def _part(one: Decision, members: frozenset[str], held: Index) -> DecisionPart:
    near, far = (one.left, one.right) if one.left in members else (one.right, one.left)
    home = held.holding(far)
    if home is not None and far not in members:
        right, href = story_title(home, held), f"story-{home.id}"
    else:
        right, href = held.name(far) if far in held.files or far in held.articles else far, None
    return decision_part(one, held.speech, left=held.name(near), right=right, href=href)
