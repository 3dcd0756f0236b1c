"""Timelines as plain JSON values, each sentence and each time with the characters it is read from.

Writes nothing and encodes nothing; whoever calls turns the values into text.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from samestory.export.happenings import Entry, Shown, Timeline
from samestory.export.index import Index, letter
from samestory.export.reader import title
from samestory.export.spans import words_at
from samestory.model import Happening, Story, TimeTold, When


def listed(shown: Shown) -> dict[str, Any]:
    """``timelines``: each has ``thread``, ``stories`` (``id`` and ``title``) and ``happenings`` in order.

    A happening has its time (``start`` and ``end``, half-open, in ISO 8601, ``granularity``, ``words``),
    ``part`` (before, happened, to_come) and ``moments``, one for each story that tells it: ``story``, the
    ``row`` of its account, how many ``origins`` tell it ``of`` how many, and who has ``told`` it and who
    says ``otherwise``, each with its sentence and the words that the time is ``read_from``.
    """
    return {"timelines": [_timeline(one, shown.held) for one in shown.timelines]}


def _timeline(told: Timeline, held: Index) -> dict[str, Any]:
    return {
        "thread": told.stories[0].thread,
        "stories": [{"id": one.id, "title": title(one, held)} for one in told.stories],
        "happenings": [_entry(one, held) for one in told.entries],
    }


def _entry(entry: Entry, held: Index) -> dict[str, Any]:
    return {
        **_when(entry.finest.when),
        "words": entry.words,
        "part": entry.part,
        "moments": [
            _moment(story, one, held) for story, one in zip(entry.stories, entry.happenings, strict=True)
        ],
    }


def _moment(story: Story, one: Happening, held: Index) -> dict[str, Any]:
    return {
        "story": story.id,
        "row": one.row,
        "origins": sum(map(bool, one.told)),
        "of": len(story.origins),
        "told": _told(one.told, held),
        "otherwise": _told(one.otherwise, held),
    }


def _told(told: Sequence[Sequence[TimeTold]], held: Index) -> list[dict[str, Any]]:
    return [
        {
            "origin": letter(place),
            "article": one.cell.article,
            "file": held.sources(one.cell.article)[0],
            "lang": held.articles[one.cell.article].lang,
            "sentence": {
                "number": one.cell.sentence,
                **words_at(held.articles[one.cell.article], one.cell.span),
            },
            "time": {**_when(one.when), "reason": one.when.reason, "read_from": _read(one, held)},
        }
        for place, its in enumerate(told)
        for one in its
    ]


def _read(one: TimeTold, held: Index) -> dict[str, Any] | None:
    return None if one.when.span is None else words_at(held.articles[one.cell.article], one.when.span)


def _when(when: When) -> dict[str, Any]:
    return {
        "start": when.start.isoformat(timespec="minutes"),
        "end": when.end.isoformat(timespec="minutes"),
        "granularity": when.granularity,
    }
