"""What an outlet changed is counted, shown by sentence, and leads from the story's card."""

from __future__ import annotations

from io import StringIO

import pytest
from lxml import html
from msgspec.structs import replace
from rich.console import Console
from test_versions import FIRST, HERE, SECOND, seen

from samestory.export.changed import changed
from samestory.export.html import report
from samestory.export.printed import account
from samestory.model import Contents, Version
from samestory.speech import Speech

THIRD = SECOND.replace("Ferry late", "Ferry held by ice").replace(" Nobody was hurt.", "")


def test_a_line_counts_what_came_went_and_was_altered():
    told = changed(seen(FIRST, SECOND, THIRD))
    assert told.says == (
        "changed 2 times; first seen 11 November 2025 08:00 UTC, last 13 November 2025 08:00 UTC: "
        "title altered, 1 sentence added, 1 sentence removed, 1 sentence altered, 1 number altered"
    )
    assert [step.seen for step in told.steps] == ["12 November 2025 08:00 UTC", "13 November 2025 08:00 UTC"]


def test_of_a_sentence_that_was_altered_the_words_are_marked():
    altered, added = changed(seen(FIRST, SECOND)).steps[0].pairs
    marks = [[one.text for one in side if one.marked] for side in (altered.before, altered.after)]
    assert marks == [["three"], ["four"]]
    assert "".join(one.text for one in altered.after) == "Ice held it up for four hours."
    assert (added.before, [one.text for one in added.after]) == ((), ["It sails again."])


@pytest.mark.parametrize(("code", "words"), [("ru", "1 раз"), ("ro", "o dată"), ("bg", "1 път")])
def test_it_is_told_in_the_language_of_who_reads(code: str, words: str):
    assert words in changed(seen(FIRST, SECOND), Speech(code)).says


def test_a_sentence_that_is_quite_another_came_and_the_old_one_went():
    other = FIRST.replace("Nobody was hurt.", "Buses ran from the market square instead.")
    assert changed(seen(FIRST, other)).says.endswith("1 sentence added, 1 sentence removed")


@pytest.fixture
def mended(contents: Contents) -> Contents:
    """Contents whose first article was seen with another text the day before."""
    now = contents.articles[0]
    span = now.sentences[0]
    text = now.text[: span.start] + "x" * (span.end - span.start) + now.text[span.end :]
    before = replace(now, id="before", text=text)
    times = (("2025-11-11T08:00:00.000+00:00", before), ("2025-11-12T08:00:00.000+00:00", now))
    versions = tuple(Version(source=HERE, seen=seen, article=one) for seen, one in times)
    return replace(contents, versions=versions)


def test_the_card_leads_to_what_was_changed(mended: Contents):
    now = mended.articles[0]
    page = html.document_fromstring(report(mended, "Ferry"))
    cards = page.xpath("//*[@class='witness' or @class='copies']//details[@class='changed']")
    assert cards
    assert cards[0].findtext("summary").startswith("changed 1 time; first seen 11 November 2025 08:00 UTC")
    assert cards[0].xpath("string(.//ins)") == now.sentences[0].of(now.text)
    assert set(cards[0].xpath("string(.//del)")) == {"x"}


def test_the_account_says_it_in_a_line(mended: Contents):
    story = next(one for one in mended.stories if mended.articles[0].id in one.articles)
    console = Console(file=StringIO(), width=200, force_terminal=False)
    console.print(account(mended, story.id))
    printed = " ".join(console.file.getvalue().split())  # type: ignore[attr-defined]
    assert "changed 1 time" in printed
