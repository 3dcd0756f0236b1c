"""A run stores the events of its stories, by whom the names of the whole pile mean."""

from __future__ import annotations

from pathlib import Path

from msgspec import structs
from naming import contents, marked, stored

from samestory.model import Deed, DeedTold


def _deed(sentence: int, source: int, target: int) -> Deed:
    return Deed(sentence=sentence, source=source, target=target, root="CONSULT", mood="stated", score=0.9)


def test_a_story_has_its_articles_deeds_as_events(tmp_path: Path) -> None:
    bare = marked(
        "talks.txt", "en", None,
        "{person:Mara Velik} met {person:Ilie Dorca} in {place:Corva}.",
        "{person:Dorca} and {person:Velik} will talk again.",
        "{person:Velik} thanked {person:Mara Velik}.",
    )  # fmt: skip
    article = structs.replace(bare, deeds=(_deed(0, 0, 1), _deed(1, 3, 4), _deed(2, 5, 6)))
    (story,) = contents(stored(tmp_path / "made.db", [article])).stories
    (event,) = story.events
    assert event.told == ((DeedTold(article=article.id, deed=0), DeedTold(article=article.id, deed=1)),)
    assert [(one.article, one.name) for one in (event.source, event.target)] == [
        (article.id, 0),
        (article.id, 1),
    ]
