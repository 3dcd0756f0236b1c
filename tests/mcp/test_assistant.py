"""What an assistant asks of the server, once of a real process: every answer leads to its sentences."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from samestory.dossier.opened import Dossier
from samestory.mcp import told as made
from samestory.model import Contents

mcp = pytest.importorskip("mcp")

Ask = Callable[[str, dict[str, Any]], Awaitable[Any]]
Asking = Callable[[Callable[[Any], Awaitable[None]]], None]


def asks(server: Any) -> Asking:
    """Runs what an assistant does with a client of ``server``."""

    def asked(does: Callable[[Any], Awaitable[None]]) -> None:
        async def run() -> None:
            async with mcp.Client(server, read_timeout_seconds=60) as client:
                await does(client)

        asyncio.run(run())

    return asked


@pytest.fixture
def asking_a_process(pile_dossier: Path, environment: dict[str, str]) -> Asking:
    """Of a process of its own."""
    line = ["-m", "samestory", "mcp", str(pile_dossier)]
    return asks(mcp.StdioServerParameters(command=sys.executable, args=line, env=environment))


@pytest.fixture
def asking(pile_dossier: Path, encoding: None) -> Iterator[Asking]:
    """Of the same server in this process."""
    from samestory.mcp.server import create  # noqa: PLC0415

    with Dossier(pile_dossier) as dossier:
        yield asks(create(dossier))


async def told(client: Any, tool: str, **given: Any) -> dict[str, Any]:
    """What a tool answers."""
    answer = await client.call_tool(tool, given)
    assert not answer.is_error, answer.content
    assert json.loads(answer.content[0].text) == answer.structured_content
    return answer.structured_content


def sentences(value: Any) -> Iterator[dict[str, Any]]:
    """Every sentence in an answer."""
    if isinstance(value, dict) and "resource" in value and "start" in value:
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from sentences(part)


def check(value: Any, pile: Contents) -> int:
    """How many sentences an answer has, all of which stand where it says."""
    articles, count = {one.id: one for one in pile.articles}, 0
    for one in sentences(value):
        article = articles[one["article"]]
        assert article.text[one["start"] : one["end"]] == one["text"]
        assert (one["lang"], one["resource"]) == (article.lang, f"samestory://articles/{article.id}")
        if one["sentence"] is not None:
            assert article.sentences[one["sentence"]].start <= one["start"]
        count += 1
    return count


def test_every_tool_answers_with_its_sentences(asking_a_process: Asking, pile: Contents):
    async def does(client: Any) -> None:
        tools = (await client.list_tools()).tools
        assert {one.name for one in tools} == {"stories", "account", "search", "quotes", "timeline"}
        assert all(one.description and one.output_schema and one.annotations.read_only_hint for one in tools)
        listed = await told(client, "stories")
        assert {one["id"] for one in listed["stories"]} == {one.id for one in pile.stories}
        assert check(listed, pile) == len(pile.stories)
        for record in pile.stories:
            account = await told(client, "account", story=record.id, rows=200)
            assert len(account["rows"]) == len(record.account.rows)
            assert [one["letter"] for one in account["origins"]] == ["A", "B", "C", "D", "E"][
                : len(record.origins)
            ]
            assert check(account, pile) >= len(record.account.rows)
            quotes = await told(client, "quotes", story=record.id)
            assert len(quotes["quotes"]) == len(record.utterances)
            assert check(quotes, pile) >= len(record.utterances)
            timeline = await told(client, "timeline", story=record.id)
            assert check(timeline, pile) >= len(timeline["happenings"]) == len(record.timeline)
        found = await told(client, "search", words="Haralin", limit=4)
        assert check(found, pile) == len(found["sentences"]) == 4

    asking_a_process(does)


def test_of_a_story_only_what_one_says_may_be_asked(asking: Asking, pile: Contents):
    async def does(client: Any) -> None:
        story = max(pile.stories, key=lambda one: len(one.utterances))
        every = (await told(client, "quotes", story=story.id))["quotes"]
        speaker = next(one["speaker"] for one in every if one["speaker"])
        its = (await told(client, "quotes", story=story.id, name=speaker))["quotes"]
        assert {one["speaker"] for one in its} == {speaker}
        assert len(its) < len(every)
        refused = await client.call_tool("quotes", {"story": story.id, "name": "Nobody Whatever"})
        assert refused.is_error

    asking(does)


def test_resources_are_articles_and_accounts(asking: Asking, pile: Contents):
    async def does(client: Any) -> None:
        article, story = pile.articles[0], pile.stories[0]
        answer = await client.read_resource(f"samestory://articles/{article.id}")
        assert json.loads(answer.contents[0].text)["text"] == article.text
        answer = await client.read_resource(f"samestory://stories/{story.id}")
        assert len(json.loads(answer.contents[0].text)["rows"]) == len(story.account.rows)
        with pytest.raises(mcp.MCPError, match="no article has the id"):
            await client.read_resource("samestory://articles/none")

    asking(does)


def test_what_cannot_be_answered_is_said(asking: Asking):
    async def does(client: Any) -> None:
        for tool, given, said in (
            ("account", {"story": "0" * 32}, "no story has the id"),
            ("stories", {"name": "Nobody Whatever"}, "nobody is called"),
            ("search", {"words": ",,"}, "no word to look for"),
            ("stories", {"page": 0}, "page"),
        ):
            answer = await client.call_tool(tool, given)
            assert answer.is_error
            assert said in answer.content[0].text

    asking(does)


def test_what_is_seen_at_no_file_any_more_is_found_without_one():
    hit = {"sentence": 0, "start": 0, "end": 4, "text": "Rain"}
    article = {"id": "a", "files": [], "lang": "en", "hits": [hit]}
    story = {"id": None, "title": "", "articles": [article]}
    (one,) = made.found({"by": "words", "stories": [story]}).sentences
    assert (one.file, one.text, one.story) == ("", "Rain", None)
