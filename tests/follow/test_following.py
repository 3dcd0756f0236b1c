"""Feeds, sitemaps and pages of a site of our own, read into a dossier again and again."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import apsw
import pytest
from dossiers import tables
from fetching import QUICK, Handler, Site, answers, in_turn, moved, reply, serving
from msgspec.structs import replace

from samestory import pipeline
from samestory.model import Article
from samestory.pipeline import Options, Summary
from samestory.store.view import View

pytestmark = pytest.mark.usefixtures("encoding")

FERRY = "The ferry to Velmora was late on Tuesday, the harbour office said. Ice held it up for three hours."
BREAD = "Bread got dearer in Kestrin on Monday, bakers said. The town will hold a meeting about it next week."
BRIDGE = "The bridge at Orlec stays closed until Friday, the council said. Lorries take the road by the mill."
LONG = " ".join([FERRY, BREAD, BRIDGE] * 2)


def news(words: str, head: str = "") -> str:
    paragraphs = "".join(f"<p>{one.strip('.')}.</p>" for one in words.split(". "))
    return f"<html><head>{head}</head><body><article>{paragraphs}</article></body></html>"


def feed(*items: str) -> str:
    return f"<rss><channel><title>Kestrin Post</title>{''.join(items)}</channel></rss>"


def item(link: str, title: str = "", **more: str) -> str:
    parts = {"link": link, "title": title, **more}
    return f"<item>{''.join(f'<{name}>{value}</{name}>' for name, value in parts.items() if value)}</item>"


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as made:
        made.pages |= {"/ferry": news(FERRY), "/bread": news(BREAD), "/bridge": news(BRIDGE)}
        yield made


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    return tmp_path / "news.db"


def add(dossier: Path, *addresses: str, due: bool = False, **net: Any) -> Summary:
    return pipeline.add(dossier, addresses, Options(net=replace(QUICK, **net), due=due))


def held(dossier: Path) -> dict[str, Article]:
    """What the dossier holds, by the path of its address."""
    with View.open(dossier) as view:
        files = view.files()
        return {path(file): article for article in view.articles() for file in files[article.id]}


def failures(dossier: Path) -> dict[str, str]:
    with View.open(dossier) as view:
        return {path(one.source): one.reason for one in view.failures()}


def path(address: str) -> str:
    return "/" + address.partition("://")[2].partition("/")[2]


def asked(dossier: Path, column: str) -> dict[str, Any]:
    rows = apsw.Connection(str(dossier)).execute(f"SELECT url, {column} FROM asked")
    return {path(url): value for url, value in rows}


def pass_time(dossier: Path, column: str) -> None:
    """What was put off is due."""
    connection = apsw.Connection(str(dossier))
    connection.execute(f"UPDATE asked SET {column} = '2020-01-01T00:00:00+00:00' WHERE {column} <> ''")
    connection.close()


def test_a_page_is_an_article_at_its_address(site: Site, dossier: Path):
    site.pages["/ferry?utm_source=letter"] = news(FERRY)
    done = add(dossier, site.url("/ferry?utm_source=letter#top"))
    assert (done.read, done.failures) == (1, 0)
    ((_, article),) = held(dossier).items()
    assert article.url == article.source == site.url("/ferry")
    assert "Ice held it up" in article.text


def test_a_feed_s_new_pages_are_read_and_only_those(site: Site, dossier: Path):
    site.pages["/feed"] = feed(item("/ferry", "Ferry"), item("/bread", "Bread"))
    assert add(dossier, site.url("/feed")).read == 2
    assert set(held(dossier)) == {"/ferry", "/bread"}
    site.asked.clear()
    site.pages["/feed"] = feed(item("/bridge", "Bridge"), item("/ferry", "Ferry"), item("/bread", "Bread"))
    done = add(dossier, site.url("/feed"))
    assert (done.read, done.unchanged, done.articles) == (1, 2, 3)
    assert site.paths() == ["/feed", "/bridge"]


def test_a_feed_that_has_not_changed_is_not_sent(site: Site, dossier: Path):
    def conditional(handler: Any) -> None:
        if (
            handler.headers.get("If-None-Match") == '"1"'
            and handler.headers.get("If-Modified-Since") == "then"
        ):
            reply(handler, status=304)
        else:
            reply(handler, feed(item("/ferry")).encode(), ETag='"1"', Last_Modified="then")

    site.pages["/feed"] = conditional
    add(dossier, site.url("/feed"))
    site.asked.clear()
    done = add(dossier, site.url("/feed"))
    assert (done.read, done.unchanged, done.failures) == (0, 1, 0)
    assert site.paths() == ["/feed"]


@pytest.mark.parametrize("mark", ["a" * 5000, "\x1b[31m"])
def test_a_mark_that_cannot_be_sent_back_is_not_kept(site: Site, dossier: Path, mark: str):
    site.pages["/feed"] = answers(feed(), ETag=mark)
    for _ in range(2):
        assert add(dossier, site.url("/feed")).failures == 0
    assert asked(dossier, "etag")["/feed"] == ""


def test_a_feed_with_pages_still_to_get_is_asked_for_whole(site: Site, dossier: Path):
    site.pages |= {
        "/feed": answers(feed(item("/ferry"), item("/bread")), ETag='"1"'),
        "/bread": answers(b"", 500),
    }
    add(dossier, site.url("/feed"))
    assert asked(dossier, "etag")["/feed"] == ""
    assert failures(dossier) == {"/bread": "answered with status 500"}
    site.pages["/bread"] = news(BREAD)
    site.asked.clear()
    # Its pause is not over.
    assert add(dossier, site.url("/feed")).read == 0
    assert site.paths() == ["/feed"]
    pass_time(dossier, "later")
    done = add(dossier, site.url("/feed"))
    assert (done.read, done.failures) == (1, 0)
    assert asked(dossier, "etag")["/feed"] == '"1"'


def test_a_page_that_is_refused_holds_nothing_up(site: Site, dossier: Path):
    site.pages["/feed"] = answers(feed(item("/ferry"), item("/gone")), ETag='"1"')
    for _ in range(2):
        add(dossier, site.url("/feed"))
        assert asked(dossier, "etag")["/feed"] == '"1"'
    assert failures(dossier) == {"/gone": "answered with status 404"}
    assert site.paths().count("/gone") == 1


def test_pauses_of_what_fails_again_grow(site: Site, dossier: Path):
    site.pages |= {"/feed": feed(item("/ferry")), "/ferry": answers(b"", 500)}
    pauses = []
    for _ in range(3):
        add(dossier, site.url("/feed"))
        later = datetime.fromisoformat(asked(dossier, "later")["/ferry"])
        pauses.append((later - datetime.now(UTC)) / timedelta(minutes=5))
        pass_time(dossier, "later")
    assert [round(one) for one in pauses] == [1, 2, 4]


def test_a_wish_to_be_left_alone_is_kept_in_later_rounds(site: Site, dossier: Path):
    site.pages["/feed"] = answers(b"", 429, Retry_After="7200")
    add(dossier, site.url("/feed"), due=True)
    later = datetime.fromisoformat(asked(dossier, "later")["/feed"])
    assert timedelta(hours=1.9) < later - datetime.now(UTC) <= timedelta(hours=2)
    site.asked.clear()
    assert add(dossier, site.url("/feed"), due=True).failures == 1
    assert site.asked == []
    # Who gives it by hand has it asked.
    add(dossier, site.url("/feed"))
    assert site.paths() == ["/feed"]


def test_two_links_to_one_page_are_one_article_asked_for_once(site: Site, dossier: Path):
    site.pages["/feed"] = feed(item("/ferry"), item("/ferry?utm_medium=rss"), item("/go"), item("/go2"))
    site.pages |= {
        "/go": moved("/ferry?fbclid=7"),
        "/go2": moved("/ferry?fbclid=7"),
        "/ferry?fbclid=7": news(FERRY),
    }
    assert add(dossier, site.url("/feed")).articles == 1
    assert site.paths() == ["/feed", "/ferry", "/go", "/ferry?fbclid=7", "/go2", "/ferry?fbclid=7"]
    site.asked.clear()
    add(dossier, site.url("/feed"))
    assert site.paths() == ["/feed"]


def test_the_same_text_with_other_trimmings_is_the_same_article(site: Site, dossier: Path):
    add(dossier, site.url("/ferry"))
    (before,) = held(dossier).values()
    site.pages["/ferry"] = news(FERRY, "<script>token=8</script>")
    done = add(dossier, site.url("/ferry"))
    assert (done.read, done.unchanged) == (0, 1)
    assert held(dossier)["/ferry"] == before
    assert len(tables(dossier)["versions"]) == 1


def test_another_text_at_the_same_address_takes_its_place(site: Site, dossier: Path):
    site.pages["/feed"] = feed(item("/ferry", "Ferry late"))
    add(dossier, site.url("/feed"))
    site.pages |= {
        "/feed": feed(item("/ferry", "Ferry back")),
        "/ferry": news(FERRY.replace("three", "four")),
    }
    done = add(dossier, site.url("/feed"))
    assert (done.read, done.articles) == (1, 1)
    assert "four hours" in held(dossier)["/ferry"].text
    assert len(tables(dossier)["versions"]) == 2


def test_versions_of_a_page_are_kept_in_the_order_they_stood_there(site: Site, dossier: Path):
    texts = [FERRY, FERRY.replace("three", "four"), FERRY]
    for text in (*texts, FERRY):
        site.pages["/ferry"] = news(text)
        add(dossier, site.url("/ferry"))
    with View.open(dossier) as view:
        kept = view.versions()
    assert [one.source for one in kept] == [site.url("/ferry")] * 3
    assert ["three" in one.article.text for one in kept] == [True, False, True]
    assert [one.seen for one in kept] == sorted({one.seen for one in kept})
    assert held(dossier)["/ferry"].id == kept[0].article.id == kept[2].article.id


def test_a_page_is_looked_at_again_twice_though_its_list_tells_nothing_new(site: Site, dossier: Path):
    site.pages["/feed"] = feed(item("/ferry", "Ferry"))
    add(dossier, site.url("/feed"))
    hours = []
    for text in ("four", "five", "six"):
        again = asked(dossier, "again")["/ferry"]
        if again:
            hours.append(round((datetime.fromisoformat(again) - datetime.now(UTC)) / timedelta(hours=1)))
        site.pages["/ferry"] = news(FERRY.replace("three", text))
        assert add(dossier, site.url("/feed")).read == 0
        pass_time(dossier, "again")
        add(dossier, site.url("/feed"))
    assert hours == [1, 24]
    assert "five hours" in held(dossier)["/ferry"].text
    assert len(tables(dossier)["versions"]) == 3


def test_what_was_read_stays_when_its_page_is_gone(site: Site, dossier: Path):
    add(dossier, site.url("/ferry"), site.url("/bread"))
    site.pages |= {"/ferry": answers(b"", 410), "/bread": "<html><body></body></html>"}
    done = add(dossier, site.url("/ferry"), site.url("/bread"))
    assert (done.articles, done.failures) == (2, 0)
    assert set(held(dossier)) == {"/ferry", "/bread"}


def test_a_feed_that_moved_and_fails_is_put_right_at_its_address(site: Site, dossier: Path):
    site.pages |= {
        "/feed": moved("/new"),
        "/new": in_turn(answers(feed()), answers(b"", 404), answers(feed())),
    }
    assert [add(dossier, site.url("/feed")).failures for _ in range(3)] == [0, 1, 0]


@pytest.mark.parametrize("link", ["/" + "ж" * 1000, "/" + "a" * 5000, "http://[", "mailto:desk@post.example"])
def test_a_link_that_is_no_address_is_passed_over(site: Site, dossier: Path, link: str):
    site.pages["/feed"] = feed(item(link, "Ferry", description=LONG), item("/bread"))
    done = add(dossier, site.url("/feed"), site.url(link), site.url("/bread"))
    assert {"/bread"} < set(held(dossier))
    assert done.articles == 2


def test_an_address_that_is_given_and_listed_is_asked_for_once(site: Site, dossier: Path):
    site.pages["/feed"] = feed(item("/ferry"))
    add(dossier, site.url("/ferry"), site.url("/feed"))
    assert site.paths() == ["/ferry", "/feed"]


def test_no_password_comes_into_the_dossier(site: Site, dossier: Path):
    add(dossier, site.url("/ferry").replace("//", "//ana:se@cret@"))
    assert list(failures(dossier)) == ["/ferry"]
    assert b"cret" not in dossier.read_bytes()
    assert site.asked == []


def test_a_failure_goes_when_it_is_put_right(site: Site, dossier: Path):
    site.pages |= {
        "/ferry": "<html><body></body></html>",
        "/go": answers(b"", 500),
        "/feed": answers(feed(), 500),
    }
    every = [site.url(one) for one in ("/ferry", "/go", "/feed")]
    assert add(dossier, *every).failures == 3
    site.pages |= {"/ferry": news(FERRY), "/go": moved("/bread"), "/feed": feed()}
    assert add(dossier, *every).failures == 0
    assert set(held(dossier)) == {"/ferry", "/bread"}


def test_a_page_that_has_not_changed_is_as_unreadable_as_before(site: Site, dossier: Path):
    site.pages["/ferry"] = in_turn(answers("<html><body></body></html>", ETag="1"), answers(b"", 304))
    for _ in range(2):
        assert add(dossier, site.url("/ferry")).failures == 1


def test_a_run_that_is_cut_off_goes_on(site: Site, dossier: Path):
    class Cut(Exception):
        pass

    links = [f"/{number}" for number in range(20)]
    site.pages |= {one: news(f"{FERRY} It was ferry number {one[1:]} of the day.") for one in links}
    site.pages["/feed"] = answers(feed(*map(item, links)), ETag='"1"')

    def cut(step: str, done: int, total: int) -> None:
        if step == "fetch" and done == 18:
            raise Cut

    with pytest.raises(Cut):
        pipeline.add(dossier, [site.url("/feed")], Options(net=QUICK, batch=4), cut)
    got = len(tables(dossier)["sightings"])
    assert 0 < got < 18
    site.asked.clear()
    assert add(dossier, site.url("/feed")).articles == 20
    assert len(site.paths()) == 1 + 20 - got


@pytest.mark.parametrize(
    ("stated", "day"),
    [
        ("Tue, 11 Nov 2025 18:30:00 +0200", "2025-11-11"),
        ("Thu, 11 Nov 2055 18:30:00 +0200", None),
        ("Thu, 01 Jan 1970 00:00:00 +0000", None),
        ("soon", None),
    ],
)
def test_the_time_that_a_feed_states_is_taken_where_it_can_be_true(
    site: Site, dossier: Path, stated: str, day: str | None
):
    site.pages["/feed"] = feed(item("/ferry", pubDate=stated))
    add(dossier, site.url("/feed"))
    published = held(dossier)["/ferry"].published
    assert (published and published.start.date().isoformat()) == day
    assert published is None or published.reason == "stated by the feed"


def test_the_page_knows_better_when_it_was_published(site: Site, dossier: Path):
    meta = '<meta property="article:published_time" content="2025-11-10T08:00:00+02:00">'
    site.pages |= {
        "/ferry": news(FERRY, meta),
        "/feed": feed(item("/ferry", pubDate="11 Nov 2025 18:30 GMT")),
    }
    add(dossier, site.url("/feed"))
    published = held(dossier)["/ferry"].published
    assert published is not None
    assert published.start.isoformat() == "2025-11-10T08:00:00"


def test_a_feed_that_changes_its_times_changes_nothing(site: Site, dossier: Path):
    for day in (11, 12, 13):
        site.pages["/feed"] = feed(item("/ferry", f"Ferry {day}", pubDate=f"{day} Nov 2025 18:30 GMT"))
        add(dossier, site.url("/feed"))
    published = held(dossier)["/ferry"].published
    assert published is not None
    assert published.start.day == 11
    assert len(tables(dossier)["articles"]) == 1


def test_what_stands_in_a_feed_alone_is_read_there(site: Site, dossier: Path):
    site.pages["/feed"] = feed(
        item("", "Mill", guid="a7", description=LONG, pubDate="11 Nov 2025 18:30 GMT"),
        item("", "Short", guid="a8", description="A line."),
    )
    for _ in range(2):
        assert add(dossier, site.url("/feed")).articles == 1
    (article,) = held(dossier).values()
    assert article.source.startswith(f"{site.url('/feed')}#")
    assert (article.words(article.title), article.outlet) == ("Mill", "Kestrin Post")
    assert article.published is not None


def test_entries_that_a_feed_gives_no_name_are_told_apart_by_title(site: Site, dossier: Path):
    other = LONG.replace("ferry", "tram").replace("Bread", "Butter")
    site.pages["/feed"] = feed(item("", "Mill", description=LONG), item("", "Tram", description=other))
    assert add(dossier, site.url("/feed")).articles == 2


def test_a_feed_s_own_text_stands_for_a_page_that_is_refused(site: Site, dossier: Path):
    site.pages |= {
        "/robots.txt": "User-agent: *\nDisallow: /ferry",
        "/feed": feed(item("/ferry", "Ferry", description=LONG)),
    }
    assert add(dossier, site.url("/feed")).failures == 0
    assert held(dossier)["/ferry"].url == site.url("/ferry")
    assert site.paths() == ["/feed"]


def test_robots_refusal_is_a_failure_with_the_reason(site: Site, dossier: Path):
    site.pages |= {"/robots.txt": "User-agent: *\nDisallow: /ferry", "/feed": feed(item("/ferry"))}
    add(dossier, site.url("/feed"))
    assert "robots.txt" in failures(dossier)["/ferry"]


def sitemap(*entries: tuple[str, str], kind: str = "url") -> str:
    listed = "".join(f"<{kind}><loc>{loc}</loc><lastmod>{day}</lastmod></{kind}>" for loc, day in entries)
    root = "urlset" if kind == "url" else "sitemapindex"
    return f"<{root}>{listed}</{root}>"


def test_a_sitemap_s_newest_pages_are_read(site: Site, dossier: Path):
    old = sitemap(("/ferry", "2025-11-01"), ("/bread", "2025-11-03"))
    site.pages |= {
        "/sitemap.xml": sitemap(("/old.xml.gz", "2025-11-03"), ("/new.xml", "2025-11-04"), kind="sitemap"),
        "/old.xml.gz": answers(gzip.compress(old.encode()), Content_Type="application/gzip"),
        "/new.xml": sitemap(("/bridge", "2025-11-04")),
    }
    add(dossier, site.url("/sitemap.xml"), newest=2)
    assert site.paths() == ["/sitemap.xml", "/new.xml", "/bridge", "/old.xml.gz", "/bread"]
    assert set(held(dossier)) == {"/bridge", "/bread"}
    assert pipeline.followed(dossier) == (site.url("/sitemap.xml"),)


def test_sitemaps_that_lead_to_themselves_end(site: Site, dossier: Path):
    site.pages["/sitemap.xml"] = sitemap(("/sitemap.xml", ""), ("/sitemap.xml?2", ""), kind="sitemap")
    site.pages["/sitemap.xml?2"] = site.pages["/sitemap.xml"]
    add(dossier, *[site.url("/sitemap.xml")] * 2)
    assert site.paths() == ["/sitemap.xml", "/sitemap.xml?2"]


def test_a_page_that_says_it_has_changed_is_asked_for_again(site: Site, dossier: Path):
    site.pages |= {
        "/sitemap.xml": sitemap(("/ferry", "2025-11-01"), ("/bread", "2025-11-01")),
        "/ferry": in_turn(answers(news(FERRY), ETag="1"), answers(b"", 304)),
    }
    add(dossier, site.url("/sitemap.xml"))
    site.asked.clear()
    site.pages["/sitemap.xml"] = sitemap(("/ferry", "2025-11-02"), ("/bread", "2025-11-01"))
    done = add(dossier, site.url("/sitemap.xml"))
    assert site.paths() == ["/sitemap.xml", "/ferry"]
    assert (done.read, done.unchanged) == (0, 2)


@pytest.mark.parametrize(
    ("address", "answer", "sources"),
    [
        (
            "/a.jsonl",
            answers(
                "\n".join(json.dumps({"text": one}) for one in (FERRY, BREAD)), Content_Type="text/plain"
            ),
            {"/a.jsonl#1", "/a.jsonl#2"},
        ),
        ("/api?n=1", answers(json.dumps([{"text": FERRY}]), Content_Type="application/json"), {"/api?n=1#1"}),
        ("/a", answers(FERRY, Content_Type="text/plain; charset=utf-8"), {"/a"}),
        ("/a", answers(news(FERRY), Content_Type=""), {"/a"}),
        ("/a.txt", answers(FERRY, Content_Type="text/plain"), {"/a.txt"}),
    ],
)
def test_files_of_any_kind_are_read(
    site: Site, dossier: Path, address: str, answer: Handler, sources: set[str]
):
    site.pages[address] = answer
    assert add(dossier, site.url(address)).failures == 0
    assert set(held(dossier)) == sources


def test_what_is_no_article_is_a_failure_with_the_reason(site: Site, dossier: Path):
    site.pages |= {"/a.png": answers(b"\x89PNG", Content_Type="image/png"), "/empty": answers(b" ")}
    add(dossier, site.url("/a.png"), site.url("/empty"), "http://")
    told = failures(dossier)
    assert "image/png" in told["/a.png"]
    assert told["/empty"] == "empty"
    assert len(told) == 3


def test_pages_in_other_encodings_are_read_as_their_server_says(site: Site, dossier: Path):
    words = "Мост у Орлеца закрыт до пятницы, сообщил городской совет. Грузовики едут в объезд мимо мельницы."
    site.pages["/a"] = answers(
        news(words).encode("windows-1251"), Content_Type="text/html; charset=windows-1251"
    )
    add(dossier, site.url("/a"))
    assert "Грузовики едут" in held(dossier)["/a"].text


def test_files_and_addresses_stand_in_one_dossier(site: Site, dossier: Path, tmp_path: Path):
    (tmp_path / "pile").mkdir()
    (tmp_path / "pile" / "a.txt").write_text(BREAD)
    done = pipeline.add(dossier, [tmp_path / "pile", site.url("/ferry")], Options(net=QUICK))
    assert (done.read, done.articles) == (2, 2)
    with View.open(dossier) as view:
        assert {file for files in view.files().values() for file in files} == {
            "pile/a.txt",
            site.url("/ferry"),
        }


def test_workers_read_pages_too(site: Site, dossier: Path):
    links = [f"/{number}" for number in range(12)]
    site.pages |= {one: news(f"{FERRY} It was ferry number {one[1:]} of the day.") for one in links}
    site.pages["/feed"] = feed(*map(item, links))
    done = pipeline.add(dossier, [site.url("/feed")], Options(net=QUICK, jobs=2, batch=2))
    assert (done.read, done.articles) == (12, 12)
