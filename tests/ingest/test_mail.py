import io
from email.message import EmailMessage
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from packing import BRIDGE, read, zipped

from samestory.ingest import Limits
from samestory.ingest.contents import contents
from samestory.ingest.records import How

TEXT = "Podul din Kestrin rămâne închis până vineri, a anunțat primăria."
PAGE = f"<html><body><p>{TEXT}</p></body></html>"


def message(text: str | None = TEXT, page: str | None = None, **headers: str) -> EmailMessage:
    made = EmailMessage()
    stated = {"From": "Gazeta de Kestrin <news@gazeta.example>", "Subject": "Podul e închis", **headers}
    if text is not None:
        made.set_content(text)
    if page is not None:
        made.add_alternative(page, subtype="html")
    for name, value in stated.items():
        made[name.replace("_", "-")] = value
    return made


def eml(tmp_path: Path, made: EmailMessage | bytes):  # type: ignore[no-untyped-def]
    return read(tmp_path / "x.eml", made if isinstance(made, bytes) else bytes(made))


def test_headers_say_title_outlet_time_and_language(tmp_path: Path) -> None:
    found, failed = eml(tmp_path, message(Date="Tue, 11 Nov 2025 18:30:00 +0200", Content_Language="ro"))
    assert not failed
    assert found["x.eml"].data.decode().strip() == TEXT
    assert found["x.eml"].media_type == "text/plain; charset=utf-8"
    assert found["x.eml"].fields == {
        "title": "Podul e închis",
        "outlet": "Gazeta de Kestrin",
        "published": "2025-11-11T18:30:00+02:00",
        "lang": "ro",
    }
    found, _ = eml(tmp_path, message(From="news@gazeta.example", Date="yesterday"))
    assert found["x.eml"].fields == {"title": "Podul e închis", "outlet": "gazeta.example"}


def test_of_two_forms_the_text_is_taken_unless_it_is_a_stub(tmp_path: Path) -> None:
    assert eml(tmp_path, message(TEXT, PAGE))[0]["x.eml"].media_type.startswith("text/plain")
    assert eml(tmp_path, message("Open it.", PAGE))[0]["x.eml"].media_type.startswith("text/html")
    assert eml(tmp_path, message(None, PAGE))[0]["x.eml"].media_type.startswith("text/html")


def test_what_is_attached_is_read_where_it_may_be_news(tmp_path: Path) -> None:
    made = message()
    made.add_attachment(BRIDGE, maintype="application", subtype="octet-stream", filename="anunț.txt")
    made.add_attachment(zipped({"b.txt": BRIDGE}), maintype="application", subtype="zip", filename="more.zip")
    made.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    found, failed = eml(tmp_path, made)
    assert (list(found), failed) == (["x.eml", "x.eml!anunț.txt", "x.eml!more.zip!b.txt"], {})


def test_a_message_passed_on_is_read(tmp_path: Path) -> None:
    outer = message(None, Subject="Fwd")
    outer.add_attachment(message())
    assert TEXT in eml(tmp_path, outer)[0]["x.eml"].data.decode()


def mailbox(*messages: bytes) -> bytes:
    return b"\n".join(
        b"From news@gazeta.example Tue Nov 11 18:30:00 2025\n" + one + b"\n" for one in messages
    )


def test_each_message_of_a_mailbox_is_one(tmp_path: Path) -> None:
    made = message()
    made.add_attachment(BRIDGE, maintype="application", subtype="octet-stream", filename="a.txt")
    quoted = b"Subject: B\n\nOne.\n>From the town hall.\n\nFrom afar, too.\n"
    found, failed = read(tmp_path / "x.mbox", mailbox(bytes(made), quoted.replace(b"\nFrom", b"\n>From")))
    assert (list(found), failed) == (["x.mbox#1", "x.mbox#1!a.txt", "x.mbox#2"], {})
    assert found["x.mbox#2"].data.strip() == b"One.\nFrom the town hall.\n\nFrom afar, too."


def test_a_giant_message_is_one_failure(tmp_path: Path) -> None:
    data = mailbox(
        bytes(message()),
        b"Subject: B\n\n" + b"words\n" * 20_000,
        b"C: d\n\n" + b"x" * 90_000,
        bytes(message()),
    )
    found, failed = read(tmp_path / "x.mbox", data, Limits(max_bytes=50_000))
    assert list(found) == ["x.mbox#1", "x.mbox#4"]
    assert failed == {f"x.mbox#{n}": "the message is 0.1 MB long, over the limit of 0.1 MB" for n in (2, 3)}


def test_what_says_nothing_says_so(tmp_path: Path) -> None:
    assert eml(tmp_path, b"Subject: A\n\n")[1] == {"x.eml": "no text in the message"}
    assert eml(tmp_path, b"")[1] == {"x.eml": "empty"}
    assert "no message in it" in read(tmp_path / "x.mbox", b"Subject: A\n\nText.\n")[1]["x.mbox"]


def test_headers_that_lie_or_are_broken_are_taken_as_they_are(tmp_path: Path) -> None:
    headers = b"Subject: =?utf-8?b?\xff?= =?nonsense?q?x?=\nDate: Tue, 99 Foo\n"
    data = headers + b"Content-Type: text/plain; charset=nonsense\n\nOne."
    (one,) = eml(tmp_path, data)[0].values()
    assert one.data == b"One."
    assert "published" not in one.fields
    raw = f"Subject: {TEXT}\n\nOne.".encode()
    assert eml(tmp_path, raw)[0]["x.eml"].fields == {"title": TEXT}
    legacy = "Subject: Мост\n\nМостът".encode("cp1251")
    assert eml(tmp_path, legacy)[0]["x.eml"].data == "Мостът".encode("cp1251")


BASE = bytes(message(TEXT, PAGE, Date="Tue, 11 Nov 2025 18:30:00 +0200"))


@settings(max_examples=300)
@given(
    st.lists(st.tuples(st.integers(0, 9999), st.binary(max_size=5)), max_size=8),
    st.sampled_from([".eml", ".mbox"]),
)
def test_no_damage_raises(changes: list[tuple[int, bytes]], suffix: str) -> None:
    data = bytearray(mailbox(BASE, BASE) if suffix == ".mbox" else BASE)
    for place, put in changes:
        data[place % len(data) : place % len(data) + 2] = put
    for found in contents(io.BytesIO(data), "x", suffix, How(Limits(max_bytes=1500))):
        assert found.source.startswith("x")
