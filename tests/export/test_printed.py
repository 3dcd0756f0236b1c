"""Printed text is readable in a plain pipe of 80 columns and carries its meaning without colour."""

from __future__ import annotations

from io import StringIO

import msgspec
import pytest
from ferry_texts import headlines, write
from rich.console import Console, RenderableType

from samestory.errors import InputError
from samestory.export.printed import account, summary
from samestory.model import Contents, Decision, Origin


def printed(what: RenderableType, width: int = 80) -> str:
    console = Console(file=StringIO(), width=width, force_terminal=False)
    console.print(what)
    return console.file.getvalue()  # type: ignore[attr-defined,no-any-return]


def flowing(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("width", [80, 100])
def test_summary_fits_and_has_no_codes(contents: Contents, width: int) -> None:
    text = printed(summary(contents), width)
    assert "\x1b" not in text
    assert max(len(line.rstrip()) for line in text.splitlines()) <= width


def test_summary_tells_counts_origins_and_dates(contents: Contents) -> None:
    text = flowing(printed(summary(contents), 200))
    assert "4 stories, 9 articles, 5 languages, 7 independent origins, 2 files not read" in text
    assert "Thread of 2 stories, earliest first" in text
    assert "5 reports, 3 independent origins; 3 reports in 3 languages carry one text;" in text
    assert "= 2 shared ≠ 2 differ · 6 alone" in text
    assert "212 (A) ≠ 221 (b2e1bg.txt of A) ≠ 200 (B)" in text
    assert "… and 4 more rows" in text
    assert "≈ 12 November 2024" in text
    assert "not the same story as “182xru.txt (no title)”: one happens at Corva" in text
    assert "pile/empty.html (read): no article text found in the page" in text


def test_single_reports_come_last_under_their_own_heading(contents: Contents) -> None:
    text = printed(summary(msgspec.structs.replace(contents, threads=contents.threads[::-1])), 200)
    assert text.index("Tugs refloat") < text.index("Reported by one article only") < text.rindex("(no title)")
    alone = msgspec.structs.replace(contents, stories=contents.stories[2:], threads=())
    assert "Reported by one article only" not in printed(summary(alone))


def test_a_summary_names_three_look_alikes_and_counts_the_rest(contents: Contents) -> None:
    lone = contents.stories[2]
    others = [write(f"other{n}", "en", f"Other {n}", ["A sentence."]) for n in range(5)]
    stories = [
        msgspec.structs.replace(
            lone, id=one.id, titles=headlines(one), articles=(one.id,), origins=(Origin(articles=(one.id,)),)
        )
        for one in others
    ]
    decisions = [
        Decision(kind="story", left=lone.articles[0], right=one.id, verdict="different", score=0.4)
        for one in others
    ]
    fuller = msgspec.structs.replace(
        contents,
        articles=(*contents.articles, *others),
        stories=(*contents.stories, *stories),
        decisions=tuple(decisions),
    )
    text = printed(summary(fuller), 200)
    told = text[text.index("182xru.txt (no title)") : text.index("<script>")]
    assert told.count("not the same story as") == 3
    assert "and 2 more stories that look alike" in told
    assert printed(account(fuller, lone.id), 200).count("not the same story as") == 5


def test_marks_need_no_colour(contents: Contents) -> None:
    text = printed(account(contents, "story-ferry"))
    for mark in ("= all", "≠ differs: number", "≠ differs: date", "· only A", "· only B", "· only C"):
        assert mark in text


def test_a_copys_own_sentence_is_not_its_witnesss(contents: Contents) -> None:
    text = flowing(printed(account(contents, "story-ferry")))
    assert "dredged in 2019. [c3d2en.txt]" in text


def test_account_prints_every_row_and_who_decided(contents: Contents) -> None:
    text = flowing(printed(account(contents, "story-ferry"), 200))
    story = contents.stories[0]
    articles = {one.id: one for one in contents.articles}
    for row in story.account.rows:
        for column in row.cells:
            if column:
                assert column[0].span.of(articles[column[0].article].text) in text
    assert "decided by Maria Ionescu" in text
    with pytest.raises(InputError):
        account(contents, "no-such")


def test_markup_and_control_characters_do_nothing(contents: Contents) -> None:
    evil = write("evil", "en", "Title \x1b[31m[bold]x[/bold]\x07", ["A sentence."])
    story = msgspec.structs.replace(contents.stories[3], titles=headlines(evil))
    text = printed(summary(msgspec.structs.replace(contents, stories=(story,))))
    assert "\x1b" not in text
    assert "\x07" not in text
    assert "[bold]x[/bold]" in text


def test_nothing_prints_zero(nothing: Contents) -> None:
    assert "0 stories, 0 articles" in printed(summary(nothing))


def test_articles_in_no_story_and_stories_in_no_thread_are_not_lost(contents: Contents) -> None:
    fewer = msgspec.structs.replace(contents, stories=contents.stories[:1], threads=())
    text = flowing(printed(summary(fewer)))
    assert "5 reports, 3 independent origins" in text
    assert "Not yet placed in a story: f6a5ro.txt, 071sen.txt, 182xru.txt, 293bad.txt" in text
