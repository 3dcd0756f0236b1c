import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samestory.errors import InputError
from samestory.ingest.jsonl import read_jsonl
from samestory.ingest.records import How, Limits
from samestory.ingest.rows import mapping
from samestory.model import Document, Failure

SMALL = Limits(max_bytes=500)


def read(*lines: object, limits: Limits = SMALL) -> list[Document | Failure]:
    data = b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode("utf-8") for line in lines)
    return list(read_jsonl(io.BytesIO(data), "n.jsonl", How(limits)))


def fields(row: dict[str, object]) -> dict[str, str]:
    (found,) = read({"text": "words"} | row)
    assert isinstance(found, Document)
    return found.fields


def test_each_line_is_a_document_counted_with_blank_lines() -> None:
    found = read({"text": "one"}, b"", b"  \r", {"body": "four"})
    assert [one.source for one in found] == ["n.jsonl#1", "n.jsonl#4"]
    assert [one.data for one in found if isinstance(one, Document)] == [b"one", b"four"]


def test_keys_in_use_have_one_name() -> None:
    assert fields(
        {"headline": "T", "publisher": "P", "link": "u", "language": "ro", "date": "2025-11-11"}
    ) == {
        "title": "T",
        "outlet": "P",
        "url": "u",
        "lang": "ro",
        "published": "2025-11-11",
    }
    assert fields({"Title": "T"}) == {"title": "T"}


def test_values_that_are_no_strings() -> None:
    assert fields({"title": None, "headline": 7, "lang": True, "source": {"id": 1, "name": "Paper"}}) == {
        "title": "7",
        "outlet": "Paper",
    }
    assert fields({"published": 1762870000})["published"] == "2025-11-11T14:06:40+00:00"
    assert fields({"published": 1762870000000})["published"] == "2025-11-11T14:06:40+00:00"
    assert fields({"published": 2025})["published"] == "2025"
    (found,) = read({"content": ["First.", None, "Second."]})
    assert isinstance(found, Document)
    assert found.data == b"First.\nSecond."


def test_markup_in_a_text_is_a_page() -> None:
    plain, marked = read({"text": "5 < 6"}, {"text": "<p>The bridge is closed.</p>"})
    assert isinstance(plain, Document)
    assert isinstance(marked, Document)
    assert (plain.media_type, marked.media_type) == ("text/plain; charset=utf-8", "text/html; charset=utf-8")


def test_bad_lines_are_failures_and_reading_goes_on() -> None:
    found = read(
        b"{broken", b"[1]", {"title": "only"}, b"\xff\xfa", b"[" * 400, {"text": "x" * 900}, {"text": "good"}
    )
    assert [one.source for one in found] == [f"n.jsonl#{n}" for n in range(1, 8)]
    reasons = [one.reason for one in found if isinstance(one, Failure)]
    starts = ("the line is not JSON", "the line is JSON but not", "no text", "the line is not valid UTF-8")
    assert [r.startswith(s) for r, s in zip(reasons, starts, strict=False)] == [True] * 4
    assert "over the limit" in reasons[5]
    assert isinstance(found[-1], Document)


def test_lone_surrogates_become_replacement_characters() -> None:
    (found,) = read(b'{"text": "a\\ud800b", "title": "\\udfff"}')
    assert isinstance(found, Document)
    assert (found.data.decode(), found.fields["title"]) == ("a\ufffdb", "\ufffd")


def test_halves_of_one_character_are_joined_however_they_are_written() -> None:
    escaped, raw = read(
        b'{"text": "a \\ud83d\\ude00"}', '{"text": "a \ud83d\ude00"}'.encode("utf-8", "surrogatepass")
    )
    assert isinstance(escaped, Document)
    assert isinstance(raw, Document)
    assert escaped.data == raw.data == "a \U0001f600".encode()
    (found,) = read('{"text": "a\ud800b"}'.encode("utf-8", "surrogatepass"))
    assert isinstance(found, Document)
    assert found.data.decode() == "a\ufffdb"


def test_a_text_of_halves_says_what_was_lost() -> None:
    reason = _only_reason(read(b'{"text": "the \\ud83d town \\ud83d hall \\ud83d"}'))
    assert reason.startswith("3 characters of its text are lone surrogates")


def test_controls_in_a_string_are_let_through() -> None:
    (found,) = read(b'{"text": "one\ttwo\x00"}')
    assert isinstance(found, Document)
    assert found.data == b"one\ttwo\x00"


def test_names_given_for_our_fields_are_the_ones_taken() -> None:
    row = {
        "text": "not this",
        "story": {"body": "this"},
        "PubTime": "2025-11-11",
        "title": "T",
        "date": "2001",
    }
    data = io.BytesIO(json.dumps(row).encode())
    mapped = mapping(["text=story.body,date=pubtime"])
    (found,) = read_jsonl(data, "n.jsonl", How(SMALL, mapped))
    assert isinstance(found, Document)
    assert found.data == b"this"
    assert found.fields == {"published": "2025-11-11", "title": "T"}
    (missing,) = read_jsonl(io.BytesIO(b'{"text": "x"}'), "n.jsonl", How(SMALL, mapped))
    assert isinstance(missing, Failure)
    assert missing.reason == "no text: none of story.body holds any"


def test_of_several_names_for_a_field_the_first_that_holds_anything() -> None:
    data = io.BytesIO(b'{"long": "", "short": "In short."}')
    (found,) = read_jsonl(data, "n.jsonl", How(SMALL, mapping(["text=long,text=short"])))
    assert isinstance(found, Document)
    assert found.data == b"In short."


@pytest.mark.parametrize("wrong", ["text", "text=", "words=body", "=body"])
def test_a_mapping_that_means_nothing_is_an_error(wrong: str) -> None:
    with pytest.raises(InputError, match="FIELD is one of text, title, published, outlet, url, lang"):
        mapping([wrong])


def test_files_of_no_use() -> None:
    assert "empty" in _only_reason(read(b"\n\n"))
    assert "UTF-16" in _only_reason(read('{"text": "x"}'.encode("utf-16")))


def _only_reason(found: list[Document | Failure]) -> str:
    (one,) = found
    assert isinstance(one, Failure)
    return one.reason


@given(st.binary(max_size=300))
def test_no_bytes_raise(data: bytes) -> None:
    for found in read_jsonl(io.BytesIO(data), "n.jsonl", How(Limits(max_bytes=50))):
        assert found.source.startswith("n.jsonl")


@given(st.recursive(st.none() | st.integers() | st.floats() | st.text(), st.lists, max_leaves=5))
def test_no_value_raises(value: object) -> None:
    read({"text": value, "published": value, "title": value}, limits=Limits())
