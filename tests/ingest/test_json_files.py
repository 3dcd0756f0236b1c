import json
from pathlib import Path

from packing import read

from samestory.ingest.records import Mapping


def of(tmp_path: Path, value: object, mapping: Mapping = ()):  # type: ignore[no-untyped-def]
    return read(tmp_path / "x.json", json.dumps(value).encode(), mapping=mapping)


def test_an_object_is_an_article_and_a_list_is_one_each(tmp_path: Path) -> None:
    found, failed = of(tmp_path, {"title": "T", "text": "One."})
    assert (list(found), failed) == (["x.json"], {})
    found, failed = of(tmp_path, [{"text": "One."}, "two", {"title": "T"}, {"text": "Four."}])
    assert (list(found), set(failed)) == (["x.json#1", "x.json#4"], {"x.json#2", "x.json#3"})


def test_an_object_around_a_list_is_the_list(tmp_path: Path) -> None:
    found, failed = of(tmp_path, {"status": "ok", "tags": ["a"], "articles": [{"content": "One."}]})
    assert (list(found), failed) == (["x.json#1"], {})
    found, failed = of(tmp_path, {"people": [{"name": "A"}], "articles": [{"content": "One."}]})
    assert (found, list(failed)) == ({}, ["x.json"])


def test_what_is_no_json_says_so(tmp_path: Path) -> None:
    for data, reason in (
        (b'{"text": "One."}\n{"text": "Two."}', "one object a line is read from a .jsonl file"),
        (b'{"text": "caf\xe9"}', "not valid UTF-8"),
        (b"[" * 9000, "not JSON"),
        (b"7", "no object"),
        (b"[]", "no object"),
        (b"  ", "empty"),
    ):
        found, failed = read(tmp_path / "x.json", data)
        assert not found
        assert reason in failed["x.json"]


def test_ninjs_of_the_first_version(tmp_path: Path) -> None:
    item = {
        "uri": "https://agency.example/items/1",
        "type": "text",
        "versioncreated": "2025-11-12T08:00:00Z",
        "firstcreated": "2025-11-11T18:30:00Z",
        "language": "en",
        "provider": "Kestrin Agency",
        "headline": "Bridge closed",
        "body_xhtml": "<p>The bridge is closed.</p>",
    }
    found, _ = of(tmp_path, item)
    assert found["x.json"].media_type.startswith("text/html")
    assert found["x.json"].fields == {
        "title": "Bridge closed",
        "published": "2025-11-11T18:30:00Z",
        "outlet": "Kestrin Agency",
        "url": "https://agency.example/items/1",
        "lang": "en",
    }
    found, _ = of(tmp_path, {**item, "body_text": "The bridge is closed."})
    assert found["x.json"].data == b"The bridge is closed."


def test_ninjs_of_later_versions(tmp_path: Path) -> None:
    second = {
        "uri": "tag:agency.example,2025:1",
        "versioncreated": "2025-11-12T08:00:00Z",
        "infosources": [{"role": "origin"}, {"name": "Kestrin Agency"}],
        "headlines": [{"role": "short", "value": "Closed"}, {"role": "main", "value": "Bridge closed"}],
        "bodies": [
            {"role": "caption", "value": "A bridge."},
            {"contenttype": "text/html", "value": "<p>It is closed.</p>"},
            {"contenttype": "text/plain", "value": "It is closed."},
        ],
    }
    found, _ = of(tmp_path, second)
    assert found["x.json"].data == b"It is closed."
    assert found["x.json"].fields == {
        "title": "Bridge closed",
        "published": "2025-11-12T08:00:00Z",
        "outlet": "Kestrin Agency",
    }
    third = {
        "contentCreated": "2025-11-11",
        "bodies": [{"contentType": "text/plain", "value": "Open again."}],
    }
    found, _ = of(tmp_path, third)
    assert (found["x.json"].data, found["x.json"].fields) == (b"Open again.", {"published": "2025-11-11"})


def test_names_given_by_the_reader_go_before_those_of_ninjs(tmp_path: Path) -> None:
    found, _ = of(tmp_path, {"body_text": "Not this.", "lead": "This."}, (("text", "lead"),))
    assert found["x.json"].data == b"This."


def test_authors_are_names_or_objects_that_have_one(tmp_path: Path) -> None:
    for authors in (["Ana Veld", "Ivo Lind"], [{"name": "Ana Veld"}, 3, {"url": "x"}, {"name": "Ivo Lind"}]):
        found, _ = of(tmp_path, {"text": "One.", "authors": authors})
        assert found["x.json"].fields == {"author": "Ana Veld\nIvo Lind"}
