from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise

import pytest
from fetching import QUICK, Site, answers, in_turn, moved, serving
from msgspec.structs import replace

from samestory.errors import InputError
from samestory.fetch.polite import Polite
from samestory.links.trouble import NotFetched

WORDS = "<p>The ferry is late.</p>"


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as made:
        made.pages["/"] = WORDS
        yield made


@pytest.mark.parametrize("wrong", [{"tries": 0}, {"newest": 0}, {"seconds": 0.0}, {"redirects": -1}])
def test_bounds_that_leave_nothing_to_be_asked_say_so(wrong: dict[str, float]):
    with pytest.raises(InputError, match=next(iter(wrong))):
        Polite(replace(QUICK, **wrong))


def test_robots_is_asked_once_a_host(site: Site):
    guest = Polite(QUICK)
    assert guest.get(site.url("/")).data.decode() == WORDS
    guest.get(site.url("/"))
    assert [one.path for one in site.asked] == ["/robots.txt", "/", "/"]


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("User-agent: *\nDisallow: /", "/", False),
        ("User-agent: *\nDisallow:", "/", True),
        ("User-agent: other\nDisallow: /", "/", True),
        ("User-agent: samestory\nDisallow: /\n\nUser-agent: *\nDisallow:", "/", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf", False),
        ("User-agent: *\nDisallow: /news\nAllow: /news/open", "/news/open/a", True),
        ("User-agent: *\nDisallow: /news\nAllow: /news/open", "/news/a", False),
        ("\ufeffUser-agent: *\nDisallow: /", "/", False),
        ("<html><p>no such page</p></html>", "/", True),
    ],
)
def test_what_robots_forbids_is_not_asked(site: Site, rules: str, path: str, allowed: bool):
    site.pages |= {"/robots.txt": answers(rules, Content_Type="text/plain"), path: WORDS}
    if allowed:
        assert Polite(QUICK).get(site.url(path)).status == 200
    else:
        with pytest.raises(NotFetched, match=r"robots\.txt") as told:
            Polite(QUICK).get(site.url(path))
        assert not told.value.passes
        assert site.paths() == []


def test_robots_of_where_a_redirect_leads_counts_too(site: Site):
    with serving() as other:
        other.pages |= {"/robots.txt": "User-agent: *\nDisallow: /", "/b": WORDS}
        site.pages["/"] = moved(other.url("/b"))
        with pytest.raises(NotFetched, match=r"robots\.txt"):
            Polite(QUICK).get(site.url("/"))
        assert other.paths() == []


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_where_there_is_no_robots_all_may_be_asked(site: Site, status: int):
    site.pages["/robots.txt"] = answers(b"", status)
    assert Polite(QUICK).get(site.url("/")).status == 200


@pytest.mark.parametrize("status", [500, 503])
def test_where_robots_cannot_be_had_nothing_is_asked_for_now(site: Site, status: int):
    site.pages["/robots.txt"] = answers(b"", status)
    with pytest.raises(NotFetched, match=r"robots\.txt was answered with status") as told:
        Polite(QUICK).get(site.url("/"))
    assert told.value.passes
    assert site.paths() == []


def test_a_host_is_asked_no_sooner_than_its_gap(site: Site):
    guest = Polite(replace(QUICK, gap=0.15))
    for _ in range(3):
        guest.get(site.url("/"))
    times = [one.at for one in site.asked]
    assert all(later - sooner >= 0.14 for sooner, later in pairwise(times))


def test_a_longer_gap_that_robots_asks_for_is_kept(site: Site):
    site.pages["/robots.txt"] = "User-agent: *\nCrawl-delay: 0.2"
    guest = Polite(QUICK)
    guest.get(site.url("/"))
    guest.get(site.url("/"))
    times = [one.at for one in site.asked if one.path == "/"]
    assert times[1] - times[0] >= 0.19


def test_hosts_do_not_wait_for_one_another(site: Site):
    guest = Polite(replace(QUICK, gap=20.0, tries=1))
    with serving() as other:
        for one in (site, other):
            # So that a host is asked once.
            one.pages["/robots.txt"] = answers(b"", 500)
            with pytest.raises(NotFetched):
                guest.get(one.url("/"))
        assert other.asked[0].at - site.asked[0].at < 20


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_server_that_is_busy_is_asked_again(site: Site, status: int):
    site.pages["/"] = in_turn(answers(b"", status), answers(b"", status), answers(WORDS))
    assert Polite(QUICK).get(site.url("/")).data.decode() == WORDS
    assert len(site.paths()) == 3


def test_pauses_grow(site: Site):
    site.pages["/"] = answers(b"", 500)
    with pytest.raises(NotFetched, match="status 500") as told:
        Polite(replace(QUICK, pause=0.1)).get(site.url("/"))
    assert told.value.passes
    first, second, third = (one.at for one in site.asked if one.path == "/")
    assert second - first >= 0.1
    assert third - second >= 0.2


@pytest.mark.parametrize("status", [400, 403, 404, 410, 451])
def test_a_refusal_is_taken_for_one(site: Site, status: int):
    site.pages["/"] = answers(b"", status)
    with pytest.raises(NotFetched, match=f"status {status}") as told:
        Polite(QUICK).get(site.url("/"))
    assert not told.value.passes
    assert len(site.paths()) == 1


def test_a_server_is_asked_again_when_it_said(site: Site):
    site.pages["/"] = in_turn(answers(b"", 429, Retry_After="1"), answers(WORDS))
    assert Polite(replace(QUICK, patience=5.0)).get(site.url("/")).status == 200
    first, second = (one.at for one in site.asked if one.path == "/")
    assert second - first >= 0.99


@pytest.mark.parametrize("how", ["seconds", "date"])
def test_a_server_that_wants_long_to_be_left_alone_is(site: Site, how: str):
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=600), usegmt=True)
    site.pages["/"] = answers(b"", 503, Retry_After="600" if how == "seconds" else later)
    guest = Polite(QUICK)
    with pytest.raises(NotFetched, match="status 503") as told:
        guest.get(site.url("/"))
    assert told.value.wait is not None
    assert 590 < told.value.wait <= 600
    with pytest.raises(NotFetched, match="left alone") as again:
        guest.get(site.url("/another"))
    assert again.value.passes
    assert site.paths() == ["/"]


@pytest.mark.parametrize(
    "said", ["soon", "-5", "1.5", "Tue, 99 Nov 2025 99:99:99 GMT", "Mon, 01 Jan 0001 00:00:00 GMT"]
)
def test_a_wait_that_cannot_be_understood_is_none(site: Site, said: str):
    site.pages["/"] = in_turn(answers(b"", 503, Retry_After=said), answers(WORDS))
    assert Polite(QUICK).get(site.url("/")).status == 200


def test_a_host_that_fails_time_after_time_is_left_for_this_round(site: Site):
    site.pages |= {f"/{number}": answers(b"", 500) for number in range(9)}
    guest = Polite(replace(QUICK, tries=1))
    for number in (1, 2, 3):
        with pytest.raises(NotFetched, match="status 500"):
            guest.get(site.url(f"/{number}"))
        if number == 2:
            guest.get(site.url("/"))
    for number in (4, 5, 6):
        with pytest.raises(NotFetched) as told:
            guest.get(site.url(f"/{number}"))
        assert told.value.passes
    assert site.paths() == ["/1", "/2", "/", "/3", "/4", "/5"]


def test_an_answer_to_another_question_is_none(site: Site):
    site.pages["/"] = answers(b"", 304)
    with pytest.raises(NotFetched, match="status 304"):
        Polite(QUICK).get(site.url("/"))


@pytest.mark.parametrize("said", ["9" * 400, "Fri, 31 Dec 9999 23:59:59 GMT"])
def test_no_wish_is_without_end(site: Site, said: str):
    site.pages["/"] = answers(b"", 503, Retry_After=said)
    with pytest.raises(NotFetched) as told:
        Polite(QUICK).get(site.url("/"))
    assert told.value.wait == 7 * 86400


@pytest.mark.parametrize("delay", ["nan", "inf", "-5", "1e999", "x", "0"])
def test_a_gap_that_is_none_is_passed_over(site: Site, delay: str):
    site.pages["/robots.txt"] = f"User-agent: *\nCrawl-delay: {delay}"
    assert Polite(QUICK).get(site.url("/")).status == 200


def test_what_has_not_changed_is_not_sent_again(site: Site):
    site.pages["/"] = answers(b"", 304)
    assert Polite(QUICK).get(site.url("/"), {"If-None-Match": '"7"'}).status == 304
    assert site.asked[-1].headers["if-none-match"] == '"7"'
