"""Answers of the API made short for an assistant: what is claimed, each with its sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from samestory.mcp import shapes

Values = Mapping[str, Any]
ARTICLE, STORY = "samestory://articles/", "samestory://stories/"
# Names told of a listed story, and sentences of one origin in a row.
NAMED, SENTENCES = 6, 1


def stories(told: Values) -> shapes.Stories:
    """Listed stories."""
    return shapes.Stories(
        page=told["page"],
        pages=told["pages"],
        total=told["total"],
        stories=[_story(one) for one in told["stories"]],
    )


def account(told: Values) -> shapes.Account:
    """A story's account with one sentence of each origin in each row."""
    outlets = {one["id"]: one["outlet"] for one in told["articles"]}
    origins = [
        shapes.Origin(
            letter=one["letter"],
            files=one["files"],
            outlets=list(dict.fromkeys(filter(None, (outlets[each] for each in one["articles"])))),
        )
        for one in told["origins"]
    ]
    return shapes.Account(
        id=told["id"],
        title=told["title"],
        reports=told["reports"],
        independent_origins=told["independent_origins"],
        origins=origins,
        rows=[_row(one, [each.letter for each in origins]) for one in told["rows"]],
        rows_left_out=told["rows_left_out"],
    )


def quotes(told: Values) -> shapes.Quotes:
    """What is said, every wording with where it stands."""
    return shapes.Quotes(
        quotes=[
            shapes.Quote(
                story=story["id"],
                speaker=one["speaker"]["name"],
                origins=one["origins"],
                wordings=[
                    _sentence(each, each["origin"], None, quote)
                    for each in one["wordings"]
                    for quote in each["quotes"]
                ],
            )
            for story in told["stories"]
            for one in story["utterances"]
        ]
    )


def timeline(told: Values, story: str) -> shapes.Timeline:
    """The happenings of a story in order."""
    return shapes.Timeline(
        story=story,
        happenings=[
            shapes.Happening(
                start=one["start"],
                end=one["end"],
                when=one["words"],
                told=_tellings(one["moments"], "told"),
                otherwise=_tellings(one["moments"], "otherwise"),
            )
            for each in told["timelines"]
            for one in each["happenings"]
        ],
    )


def found(told: Values) -> shapes.Found:
    """Sentences that a search found."""
    each = [
        shapes.FoundSentence(
            **_sentence(_place(one), None, hit["sentence"], hit).model_dump(),
            story=story["id"],
            title=story["title"],
        )
        for story in told["stories"]
        for one in story["articles"]
        for hit in one["hits"]
    ]
    return shapes.Found(by=told["by"], sentences=each)


def _place(article: Values) -> Values:
    # What was found before the file was mended may be seen at none any more.
    return {**article, "article": article["id"], "file": next(iter(article["files"]), "")}


def _story(one: Values) -> shapes.ListedStory:
    place = one["title_from"]
    return shapes.ListedStory(
        id=one["id"],
        title=one["title"],
        first=min((each["published"] for each in one["articles"] if each["published"]), default=None),
        reports=one["reports"],
        independent_origins=one["independent_origins"],
        languages=list(dict.fromkeys(each["lang"] for each in one["articles"])),
        named=[each["name"] for each in one["about"]["entities"][:NAMED]],
        title_read_from=None if place is None else _sentence(place, None, None, place),
        resource=f"{STORY}{one['id']}",
    )


def _row(row: Values, letters: list[str]) -> shapes.Row:
    said = [
        _sentence(cell, letters[place], cell["sentence"], cell)
        for place in row["said_by"]
        for cell in row["cells"][place][:SENTENCES]
    ]
    differences = [
        shapes.Difference(kind=one["kind"], left=_side(one["left"]), right=_side(one["right"]))
        for one in row["differences"]
    ]
    origins = [letters[place] for place in row["said_by"]]
    return shapes.Row(kind=row["kind"], origins=origins, sentences=said, differences=differences)


def _side(side: Values) -> shapes.Sentence:
    return _sentence(side, None, side["sentence"], side)


def _tellings(moments: Iterable[Values], how: str) -> list[shapes.Sentence]:
    return [
        _sentence(one, one["origin"], one["sentence"]["number"], one["sentence"])
        for moment in moments
        for one in moment[how]
    ]


def _sentence(article: Values, origin: str | None, number: int | None, words: Values) -> shapes.Sentence:
    return shapes.Sentence(
        origin=origin,
        article=article["article"],
        file=article["file"],
        lang=article["lang"],
        sentence=number,
        start=words["start"],
        end=words["end"],
        text=words["text"],
        resource=f"{ARTICLE}{article['article']}",
    )
