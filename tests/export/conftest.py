"""A small synthetic dossier, written for these tests, with every shape an export must show."""

from __future__ import annotations

from datetime import datetime

import pytest
from ferry_names import named as with_names
from ferry_texts import (
    AR,
    BG,
    EN,
    HOSTILE,
    LONE,
    NEXT_EN,
    NEXT_RO,
    RO,
    RU,
    cell,
    day,
    headlines,
    under,
    write,
)

from samestory.model import (
    Account,
    Aligned,
    Article,
    Contents,
    Copy,
    Dated,
    Decision,
    Difference,
    Failure,
    Origin,
    Reason,
    Statement,
    Story,
    Thread,
    When,
)


def ferry() -> Story:
    """Three origins in five languages; one copy translated with a number changed, one credited."""
    rows = (
        Statement(
            kind="shared",
            cells=((cell(RO, 0), cell(BG, 0), cell(EN, 0)), (cell(AR, 0),), (cell(RU, 0),)),
        ),
        Statement(
            kind="differs",
            cells=((cell(RO, 1), cell(BG, 1), cell(EN, 1)), (cell(AR, 1),), (cell(RU, 1),)),
            differences=(
                Difference(
                    kind="number",
                    left=cell(RO, 1),
                    right=cell(BG, 1),
                    left_span=under(RO, 1, "212"),
                    right_span=under(BG, 1, "221"),
                ),
                Difference(
                    kind="number",
                    left=cell(RO, 1),
                    right=cell(AR, 1),
                    left_span=under(RO, 1, "212"),
                    right_span=under(AR, 1, "200"),
                ),
            ),
        ),
        Statement(
            kind="differs",
            cells=((cell(RO, 2), cell(BG, 2)), (), (cell(RU, 2),)),
            differences=(
                Difference(
                    kind="date",
                    left=cell(RO, 2),
                    right=cell(RU, 2),
                    left_span=under(RO, 2, "14.00"),
                    right_span=under(RU, 2, "16:00"),
                ),
            ),
        ),
        Statement(kind="shared", cells=((cell(RO, 4), cell(BG, 4)), (cell(AR, 3),), (cell(RU, 4),))),
        Statement(kind="alone", cells=((cell(RO, 3), cell(BG, 3)), (), ())),
        Statement(kind="alone", cells=((cell(RO, 5),), (), ())),
        Statement(kind="alone", cells=((cell(EN, 2),), (), ())),
        Statement(kind="alone", cells=((), (cell(AR, 2),), ())),
        Statement(kind="alone", cells=((), (cell(AR, 4),), ())),
        Statement(kind="alone", cells=((), (), (cell(RU, 3),))),
    )
    copies = (
        Copy(
            left=RO.id,
            right=BG.id,
            verdict="copy",
            left_share=0.83,
            right_share=1.0,
            pairs=tuple(Aligned(left=(one,), right=(one,), score=0.93) for one in range(5)),
            source=RO.id,
            reasons=(
                Reason(name="credit", value=1.0, says="it names “Агенция Литорал”, the other's outlet"),
                Reason(name="order", value=1.0, says="5 sentences stand in the same order"),
            ),
        ),
        Copy(
            left=RO.id,
            right=EN.id,
            verdict="copy",
            left_share=0.33,
            right_share=0.67,
            pairs=(Aligned(left=(0,), right=(0,), score=0.9), Aligned(left=(1,), right=(1,), score=0.91)),
            reasons=(Reason(name="share", value=0.67, says="2 of its 3 sentences have a counterpart"),),
        ),
        Copy(
            left=AR.id,
            right=RU.id,
            verdict="partial",
            left_share=0.2,
            right_share=0.2,
            pairs=(Aligned(left=(0,), right=(0,), score=0.88),),
            reasons=(Reason(name="share", value=0.2, says="1 of 5 sentences stands in both"),),
        ),
        Copy(left=RO.id, right=RU.id, verdict="independent", left_share=0.5, right_share=0.4, pairs=()),
    )
    return Story(
        id="story-ferry",
        titles=headlines(EN, RO, BG, AR, RU),
        thread="thread-ferry",
        articles=(RO.id, BG.id, EN.id, AR.id, RU.id),
        origins=(
            Origin(articles=(RO.id, BG.id, EN.id)),
            Origin(articles=(AR.id,)),
            Origin(articles=(RU.id,)),
        ),
        dates=(
            Dated(article=RO.id, when=RO.published, how="stated"),
            Dated(
                article=BG.id,
                when=day(2024, 11, 12, "its counterpart “a1f0ro.txt” is dated 12 November 2024"),
                how="counterpart",
            ),
            Dated(article=EN.id, when=EN.published, how="stated"),
            Dated(
                article=AR.id,
                when=day(2024, 11, 12, "“صباح الثلاثاء” and “يوم الخميس” fit only this day"),
                how="inferred",
            ),
            Dated(article=RU.id, when=RU.published, how="stated"),
        ),
        account=Account(rows=rows, copies=copies),
    )


def single(story_id: str, thread: str, article: Article, dated: Dated | None = None) -> Story:
    """A story of one article, with every sentence alone."""
    rows = tuple(
        Statement(kind="alone", cells=((cell(article, one),),)) for one in range(len(article.sentences))
    )
    return Story(
        id=story_id,
        titles=headlines(article),
        thread=thread,
        articles=(article.id,),
        origins=(Origin(articles=(article.id,)),),
        dates=() if dated is None else (dated,),
        account=Account(rows=rows, copies=()),
    )


def refloated() -> Story:
    """Two articles, two origins, all shared."""
    return Story(
        id="story-refloat",
        titles=headlines(NEXT_EN, NEXT_RO),
        thread="thread-ferry",
        articles=(NEXT_RO.id, NEXT_EN.id),
        origins=(Origin(articles=(NEXT_RO.id,)), Origin(articles=(NEXT_EN.id,))),
        dates=(
            Dated(article=NEXT_RO.id, when=NEXT_RO.published, how="stated"),
            Dated(article=NEXT_EN.id, when=NEXT_EN.published, how="stated"),
        ),
        account=Account(
            rows=tuple(
                Statement(kind="shared", cells=((cell(NEXT_RO, one),), (cell(NEXT_EN, one),)))
                for one in range(2)
            ),
            copies=(),
        ),
    )


def decisions() -> tuple[Decision, ...]:
    """Why the ferry's articles are one story, what is left out, and what a reader corrected."""
    names = Reason(name="names", value=0.8, says="both name Corva and Meridian")
    return (
        Decision(kind="story", left=RO.id, right=BG.id, verdict="same", score=0.98, reasons=(names,)),
        Decision(kind="story", left=RO.id, right=AR.id, verdict="same", score=0.91, reasons=(names,)),
        Decision(kind="story", left=RO.id, right=RU.id, verdict="different", score=0.48, reasons=(names,)),
        Decision(
            kind="story", left=RO.id, right=RU.id, verdict="same", score=1.0, made_by="user:Maria Ionescu"
        ),
        Decision(
            kind="story",
            left=RU.id,
            right=LONE.id,
            verdict="different",
            score=0.41,
            reasons=(
                Reason(name="places", value=0.0, says="one happens at Corva, the other at Laden"),
                Reason(name="numbers", value=0.0, says="212 and 40 aboard do not agree"),
            ),
        ),
        Decision(
            kind="thread",
            left="story-ferry",
            right="story-refloat",
            verdict="related",
            score=0.77,
            reasons=(Reason(name="names", value=0.9, says="the same ship, two days later"),),
        ),
    )


@pytest.fixture
def contents() -> Contents:
    """Four stories in three threads, two failures, one article seen at two files."""
    articles = (RO, BG, EN, AR, RU, NEXT_RO, NEXT_EN, LONE, HOSTILE)
    files = {one.id: (one.source,) for one in articles}
    files[EN.id] = ("pile/c3d2en.txt", "pile/again/courier.txt")
    return Contents(
        articles=articles,
        files=files,
        stories=(
            ferry(),
            refloated(),
            single("story-lone", "thread-lone", LONE),
            single(
                "story-bad",
                "thread-bad",
                HOSTILE,
                Dated(
                    article=HOSTILE.id,
                    when=When(
                        start=datetime(2024, 11, 1),
                        end=datetime(2024, 12, 1),
                        granularity="month",
                        reason="only the month is stated",
                    ),
                    how="inferred",
                ),
            ),
        ),
        threads=(
            Thread(
                id="thread-ferry",
                titles=headlines(EN, RO, BG, AR, RU),
                stories=("story-ferry", "story-refloat"),
            ),
            Thread(id="thread-lone", stories=("story-lone",)),
            Thread(id="thread-bad", stories=("story-bad",)),
        ),
        decisions=decisions(),
        failures=(
            Failure(source="pile/empty.html", stage="read", reason="no article text found in the page"),
            Failure(source="pile/<script>.pdf", stage="ingest", reason="pages of PDF are not read yet"),
        ),
    )


@pytest.fixture
def nothing() -> Contents:
    """A dossier that holds nothing."""
    return Contents(articles=(), files={}, stories=(), threads=(), decisions=(), failures=())


@pytest.fixture
def many() -> Contents:
    """One story of six origins and ninety rows, for what must fold away."""
    articles = tuple(
        write(f"many{place}", "en", f"Report {place}", [f"Point {n} by {place}." for n in range(90)])
        for place in range(6)
    )
    rows = tuple(
        Statement(
            kind="shared" if n % 3 else "alone",
            cells=tuple((cell(one, n),) if n % 3 or one is articles[n % 6] else () for one in articles),
        )
        for n in range(90)
    )
    story = Story(
        id="story-many",
        titles=headlines(articles[2]),
        thread="thread-many",
        articles=tuple(one.id for one in articles),
        origins=tuple(Origin(articles=(one.id,)) for one in articles),
        dates=tuple(Dated(article=one.id, when=None, how="unknown") for one in articles),
        account=Account(rows=rows, copies=()),
    )
    return Contents(
        articles=articles,
        files={one.id: (one.source,) for one in articles},
        stories=(story,),
        threads=(Thread(id="thread-many", stories=("story-many",)),),
        decisions=(),
        failures=(),
    )


@pytest.fixture
def named(contents: Contents) -> Contents:
    """The same four stories with seven entities named in them."""
    return with_names(contents)
