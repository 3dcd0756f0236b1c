from datetime import datetime, timedelta

import pytest
from msgspec import structs
from texts import article

from samestory.collate.direction import directed, sources_first
from samestory.model import Aligned, Article, Copy, Origin, When


def day(number: int) -> When:
    start = datetime(2024, 5, number)
    return When(start=start, end=start + timedelta(days=1), granularity="day", reason="stated")


def minute(number: int, hour: int) -> When:
    start = datetime(2024, 5, number, hour)
    return When(start=start, end=start + timedelta(minutes=1), granularity="minute", reason="stated")


def report(name: str, sentences: int = 4, **known: object) -> Article:
    text = article(name, [f"Sentence {i} of the report." for i in range(sentences)])
    return structs.replace(text, **known)


def told(left: Article, right: Article, verdict: str = "copy") -> tuple[str | None, list[str]]:
    count = min(len(left.sentences), len(right.sentences))
    copy = Copy(
        left=left.id, right=right.id, verdict=verdict, left_share=count / len(left.sentences),  # type: ignore[arg-type]
        right_share=count / len(right.sentences),
        pairs=tuple(Aligned(left=(i,), right=(i,), score=0.9) for i in range(count)),
    )  # fmt: skip
    found = directed(copy, left, right)
    return found.source, [reason.says for reason in found.reasons]


@pytest.mark.parametrize("swapped", [False, True])
def test_the_earlier_one_was_first(swapped: bool) -> None:
    early, late = report("early", published=day(14)), report("late", published=day(16))
    source, says = told(late, early) if swapped else told(early, late)
    assert (source, says) == ("early", ["the source was published 2 days earlier"])


def test_hours_of_one_day_tell_nothing() -> None:
    assert told(report("a", published=minute(14, 9)), report("b", published=minute(14, 15))) == (None, [])
    assert told(report("a", published=minute(14, 9)), report("b", published=day(14))) == (None, [])


def test_who_names_the_others_outlet_took_from_it() -> None:
    agency = report("agency", outlet="Norlandia Press")
    paper = structs.replace(report("paper", outlet="The Ferry"), text="As Norlandia Press reports. " * 9)
    assert told(agency, paper) == ("agency", ["the other one names Norlandia Press"])


def test_an_agency_credited_that_is_the_others_outlet_is_the_source() -> None:
    agency, paper = report("agency", outlet="tass"), report("paper", outlet="The Ferry", credits=("TASS",))
    assert told(paper, agency)[0] == "agency"


def test_a_shared_wire_is_named_and_leaves_the_direction_open() -> None:
    left = report("left", credits=("TASS",), published=day(14))
    right = report("right", credits=("AFP", "TASS"), published=day(16))
    assert told(left, right) == (None, ["the source was published 2 days earlier", "both credit TASS"])


def test_an_earlier_one_that_names_the_later_ones_outlet_leaves_it_open() -> None:
    early = structs.replace(report("early", published=day(14)), text="As The Ferry writes. " * 9)
    assert told(early, report("late", published=day(16), outlet="The Ferry"))[0] is None


def test_what_the_longer_one_has_besides_at_its_end_is_told() -> None:
    assert told(report("brief", 4), report("full", 7)) == (
        None,
        ["what only the longer one has, 3 of its 7 sentences, stands at its end"],
    )


def test_of_independent_reports_nothing_is_told() -> None:
    assert told(report("a", published=day(14)), report("b", published=day(16)), "independent") == (None, [])


def took(taker: str, source: str | None, other: str = "") -> Copy:
    return Copy(
        left=taker, right=other or str(source), verdict="copy", left_share=1, right_share=1, pairs=(),
        source=source,
    )  # fmt: skip


def first(articles: str, *copies: Copy) -> str:
    (one,) = sources_first([Origin(articles=tuple(articles))], copies)
    return "".join(one.articles)


def test_the_witness_took_from_no_other_of_its_origin() -> None:
    assert first("abc", took("a", "c")) == "bca"
    assert first("abc", took("a", "c"), took("b", "a")) == "cab"
    assert first("abc", took("c", "a")) == "abc"


def test_where_nothing_or_all_is_told_the_order_stays() -> None:
    assert first("abc", took("a", None, "b"), took("a", "an agency", "b")) == "abc"
    assert first("abc", took("a", "b"), took("b", "c"), took("c", "a")) == "abc"
    assert first("ab", took("a", "x"), took("b", None, "a")) == "ab"
