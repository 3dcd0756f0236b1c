"""The same address in tables, web archives and files: one article seen twice, or versions of one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from samestory import pipeline
from samestory.cli_versions import versions as print_versions
from samestory.model import Article
from samestory.store.view import View

pytestmark = pytest.mark.usefixtures("encoding")

URL = "https://post.example/news/ferry"
FIRST = "The ferry to Velmora was late on Tuesday, the harbour office said. Ice held it up for three hours."
LATER = f"{FIRST.replace('three', 'four')} It sails again on Wednesday."
OTHER = "Bread got dearer in Kestrin on Monday, bakers said. The town will hold a meeting about it next week."


def rows(*some: dict[str, str]) -> str:
    return "".join(f"{json.dumps(row)}\n" for row in some)


def page(words: str, head: str = "") -> str:
    paragraphs = "".join(f"<p>{one.strip('.')}.</p>" for one in words.split(". "))
    return f"<html><head>{head}</head><body><article>{paragraphs}</article></body></html>"


def warc(seen: str, url: str, words: str) -> bytes:
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page(words)}".encode()
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: {seen}\r\n"
    about = f"Content-Type: application/http\r\nContent-Length: {len(answer)}\r\n\r\n"
    return f"{head}{about}".encode() + answer + b"\r\n\r\n"


def run(folder: Path) -> Path:
    dossier = folder.parent / "news.db"
    pipeline.run(folder, dossier)
    return dossier


def held(dossier: Path) -> list[Article]:
    with View.open(dossier) as view:
        return list(view.articles())


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    return folder


def test_the_same_text_at_one_address_is_one_article_seen_twice(news: Path):
    (news / "a.jsonl").write_text(
        rows({"text": FIRST, "url": f"{URL}?utm_source=a"}, {"text": FIRST, "url": URL})
    )
    (news / "b.html").write_text(page(FIRST, f"<link rel='canonical' href='{URL}'>"))
    (news / "c.txt").write_text(FIRST)
    dossier = run(news)
    with View.open(dossier) as view:
        seen = sorted(view.files().values())
    # What has no address is an article of its own, though it says the same.
    assert seen == [("a.jsonl#1", "a.jsonl#2", "b.html"), ("c.txt",)]


def stated(dossier: Path) -> list[tuple[str | None, str | None]]:
    return [(one.outlet, one.published and f"{one.published.start:%Y-%m-%d}") for one in held(dossier)]


def test_a_row_that_is_put_right_counts(news: Path):
    row = {"text": FIRST, "url": URL, "outlet": "Pots", "published": "2014-05-14"}
    right = {**row, "outlet": "Post", "published": "2024-05-14"}
    # Another file that tells the same otherwise was not there first, and corrects nothing.
    (news / "b.jsonl").write_text(rows({**row, "outlet": "Gazette"}))
    for told in (row, right):
        (news / "a.jsonl").write_text(rows(told, {"text": OTHER}))
        dossier = run(news)
        assert ("Gazette", "2014-05-14") not in stated(dossier)
        assert (told["outlet"], told["published"]) in stated(dossier)
        with View.open(dossier) as view:
            assert sorted(view.files().values()) == [("a.jsonl#1", "b.jsonl#1"), ("a.jsonl#2",)]
    (news / "b.jsonl").write_text(rows({**row, "outlet": "Gazette"}, {"text": LATER}))
    assert ("Post", "2024-05-14") in stated(run(news))


def test_a_row_that_is_put_back_counts(news: Path):
    row = {"text": FIRST, "url": URL, "outlet": "Pots"}
    for outlet in ("Pots", "Post", "Pots"):
        (news / "a.jsonl").write_text(rows({**row, "outlet": outlet}, {"text": OTHER}))
        assert (outlet, None) in stated(dossier := run(news))
        assert len(stated(dossier)) == 2


@pytest.mark.parametrize("other", ["Gazette", "Pots", "Post"])
def test_a_row_that_is_put_back_counts_where_another_file_tells_the_same(news: Path, other: str):
    row = {"text": FIRST, "url": URL}
    (news / "b.jsonl").write_text(rows({**row, "outlet": other, "published": "2020-01-01"}))
    times = [("Pots", "2014-05-14"), ("Post", "2024-05-14")]
    for outlet, day in (*times, *times, times[0]):
        (news / "a.jsonl").write_text(rows({**row, "outlet": outlet, "published": day}, {"text": OTHER}))
        dossier = run(news)
        assert set(stated(dossier)) == {(outlet, day), (None, None)}
        with View.open(dossier) as view:
            assert sorted(view.files().values()) == [("a.jsonl#1", "b.jsonl#1"), ("a.jsonl#2",)]
            assert view.changed() == ()


def test_what_was_put_back_is_not_brought_again_by_another_file(news: Path):
    row = {"text": FIRST, "url": URL}
    wrong = {**row, "outlet": "Pots", "published": "2014-05-14"}
    right = {**row, "outlet": "Post", "published": "2024-05-14"}
    for told in (wrong, right, wrong):
        (news / "a.jsonl").write_text(rows(told, {"text": OTHER}))
        run(news)
    # The very words of what is told no more, then others.
    for told in (right, {**right, "outlet": "Gazette"}):
        (news / "b.jsonl").write_text(rows(told, {"text": LATER}))
        assert [one for one in stated(run(news)) if one[1]] == [("Pots", "2014-05-14")]
    third = {**row, "outlet": "Posts", "published": "2019-05-14"}
    (news / "a.jsonl").write_text(rows(third, {"text": OTHER}))
    assert [one for one in stated(run(news)) if one[1]] == [("Posts", "2019-05-14")]


def test_another_mapping_counts_for_what_has_an_address(news: Path):
    row = {"text": FIRST, "url": URL, "paper": "Post", "day": "2024-05-14"}
    (news / "a.jsonl").write_text(rows(row))
    dossier = run(news)
    assert stated(dossier) == [(None, None)]
    pipeline.run(news, dossier, pipeline.Options(mapping=(("outlet", "paper"), ("published", "day"))))
    assert stated(dossier) == [("Post", "2024-05-14")]


def test_a_later_text_at_one_address_stands_and_the_one_before_is_a_version(news: Path):
    dated = {"url": URL, "published": "2025-11-11T08:00:00"}
    (news / "b.jsonl").write_text(rows({"text": LATER, **dated, "published": "2025-11-11T11:30:00"}))
    (news / "a.jsonl").write_text(rows({"text": FIRST, **dated}))
    dossier = run(news)
    (told_of,) = held(dossier)
    assert told_of.text == LATER
    with View.open(dossier) as view:
        told = [(one.source, one.seen, one.article.text) for one in view.changed()]
        assert view.contents().versions == view.versions() == view.changed([told_of.id])
        assert view.changed(["another"]) == ()
        assert [story.articles for story in view.stories()] == [(told_of.id,)]
    assert told == [(URL, "2025-11-11T08:00:00", FIRST), (URL, "2025-11-11T11:30:00", LATER)]
    # The file with the later text gone, what stood before stands.
    (news / "b.jsonl").write_text(rows({"text": OTHER, "url": "https://post.example/news/bread"}))
    assert sorted(one.text for one in held(run(news))) == [OTHER, FIRST]


def test_pages_of_an_archive_go_by_when_they_were_got(news: Path):
    pytest.importorskip("fastwarc")
    late = warc("2025-11-12T07:00:00Z", f"{URL}?fbclid=1", LATER)
    (news / "a.warc").write_bytes(late + warc("2025-11-11T07:00:00Z", URL, FIRST))
    dossier = run(news)
    assert ["It sails again" in one.text for one in held(dossier)] == [True]
    with View.open(dossier) as view:
        seen = [one.seen for one in view.versions()]
    assert seen == [f"2025-11-{day}T07:00:00.000+00:00" for day in (11, 12)]


@pytest.mark.parametrize("url", ["https://post.example/", "https://post.example/news/all", "urn:a"])
def test_an_address_that_rows_share_but_no_text_makes_no_versions(news: Path, url: str):
    (news / "a.jsonl").write_text(rows({"text": FIRST, "url": url}, {"text": OTHER, "url": url}))
    assert sorted(one.text for one in held(run(news))) == [OTHER, FIRST]


def test_what_all_articles_of_a_paper_say_makes_no_versions(news: Path):
    line = "Write to the Post if you know more."
    told = [{"text": f"{text} {line}", "url": URL} for text in (FIRST, OTHER)]
    (news / "a.jsonl").write_text(rows(*told))
    assert len(held(run(news))) == 2


def test_an_address_is_found_as_it_is_pasted(news: Path, capsys: pytest.CaptureFixture[str]):
    (news / "a.jsonl").write_text(rows({"text": FIRST, "url": URL}, {"text": LATER, "url": f"{URL}#x"}))
    assert print_versions(run(news), f"{URL}?utm_campaign=z#part") == 0
    printed = capsys.readouterr().out
    assert printed.startswith(URL)
    assert "+ Ice held it up for four hours." in printed or "− Ice held it up for four hours." in printed
