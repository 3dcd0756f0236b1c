"""The cases of the actors task are whole, and its counts and baseline say what they mean."""

from __future__ import annotations

from collections import Counter

import pytest

from evals.actors import naive
from evals.actors.agreement import Shares, ours, shares
from evals.actors.gold import HALVES, Case, cases, parsed
from evals.actors.run import counted
from samestory.lang.sectors import CODES
from samestory.model import Article, NameMention, Span

FIRST = frozenset({"bg", "ro", "ru", "uk", "en"})


def test_halves_have_sixteen_cases_in_the_first_languages_and_share_no_actor() -> None:
    seen = []
    for half in HALVES:
        given = cases(half)
        counted_by = Counter(one.lang for one in given)
        assert min(counted_by.values()) >= 6
        assert min(counted_by[lang] for lang in FIRST) >= 16
        assert {one.sector for one in given} <= {None, *CODES.values()}
        seen.append({one.span.of(one.text) for one in given if one.type == "person"})
    assert not seen[0] & seen[1]


def test_a_case_is_read_with_its_actor() -> None:
    case = parsed("en", "Mayor [person:Ada Lorn] left.", "-", "GOV")
    assert case == Case("en", "Mayor Ada Lorn left.", Span(6, 14), "person", None, "GOV")
    with pytest.raises(ValueError, match="no actor"):
        parsed("en", "Mayor Ada Lorn left.", "-", "GOV")


def test_what_is_told_where_nothing_is_to_tell_is_wrong_and_the_unsure_do_not_count() -> None:
    case = parsed("en", "Mayor [person:Ada Lorn] left.", "-", "GOV")
    said: list[tuple[str | None, str | None]] = [("DK", "GOV"), (None, "MIL")]
    country, sector = (counted([case, case._replace(unsure=True)], said, place) for place in (0, 1))
    assert (country.right, country.given, country.wanted) == (0, 1, 0)
    assert (sector.right, sector.given, sector.wanted) == (1, 1, 1)


def test_naive_sees_names_of_territories_alone() -> None:
    assert naive.told(parsed("en", "the [phrase:police of Denmark] left", "DK", "COP")) == ("DK", "GOV")
    assert naive.told(parsed("en", "the [phrase:Danish police] left", "DK", "COP")) == (None, "GOV")


def test_languages_agree_where_both_tell_the_same() -> None:
    text = "Danish minister Ada Lorn left. Ada Lorn slept."
    article = Article(id="a", document_id="d", source="s", lang="en", text=text)
    told, silent = (
        [(article, NameMention(span=Span(start, start + 8), type="person", post=post))]
        for start, post in ((16, Span(7, 15)), (31, None))
    )
    assert (ours(told), ours(silent)) == (("DK", "GOV"), (None, None))
    assert shares([{"en": told, "de": told}, {"en": told, "de": silent}], ours, 0) == Shares(1.0, 0.75)
    assert naive.of_entity(told) == (None, "GOV")
