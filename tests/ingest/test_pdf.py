import io
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from packing import read, zipped

from samestory.ingest import Limits
from samestory.ingest.contents import contents
from samestory.ingest.records import How

pypdf = pytest.importorskip("pypdf")


FONT = "/Type /Font /Subtype /Type0 /BaseFont /F /Encoding /Identity-H"


def made(*pages: Sequence[str]) -> bytes:
    """A PDF whose pages have these lines, in any script: letters have numbers, a table says whose."""
    letters = sorted({c for page in pages for line in page for c in line})
    codes = {letter: number + 1 for number, letter in enumerate(letters)}
    table = "".join(f"<{codes[c]:04x}> <{c.encode('utf-16-be').hex()}>\n" for c in letters)
    space = "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange"
    kids = " ".join(f"{6 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        f"<< {FONT} /DescendantFonts [5 0 R] /ToUnicode 4 0 R >>",
        _stream(f"begincmap\n{space}\n{len(letters)} beginbfchar\n{table}endbfchar\nendcmap"),
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /F /DW 500 >>",
    ]
    for number, page in enumerate(pages):
        shown = "".join(f"<{''.join(f'{codes[c]:04x}' for c in line)}> Tj 0 -14 Td\n" for line in page)
        fonts = "/Resources << /Font << /F 3 0 R >> >> /MediaBox [0 0 600 800]"
        objects.append(f"<< /Type /Page /Parent 2 0 R {fonts} /Contents {7 + 2 * number} 0 R >>")
        objects.append(_stream(f"BT /F 12 Tf 50 750 Td\n{shown}ET"))
    return _written(objects)


def _stream(content: str) -> str:
    return f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"


def _written(objects: Sequence[str]) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{one}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return (
        out
        + (
            f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
            f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
        ).encode()
    )


def text(tmp_path: Path, data: bytes) -> str:
    found, failed = read(tmp_path / "x.pdf", data)
    assert not failed
    assert found["x.pdf"].media_type == "text/plain; charset=utf-8"
    return found["x.pdf"].data.decode()


def test_the_text_of_the_pages_in_any_script(tmp_path: Path) -> None:
    data = made(["Мостът е затворен", "Podul rămâne închis."], ["Until Friday."])
    assert text(tmp_path, data) == "Мостът е затворен\nPodul rămâne închis.\nUntil Friday."


def test_words_parted_at_the_end_of_a_line_are_joined(tmp_path: Path) -> None:
    data = made(["The informa-", "tion came from Saint-", "Kestrin at 5-", "6 and was \ufb01nal."])
    assert text(tmp_path, data) == "The information came from Saint-Kestrin at 5-\n6 and was final."


def test_what_runs_along_is_left_out(tmp_path: Path) -> None:
    pages = [
        ["The Kestrin Post, page 1", f"Words of page {word}.", f"– {n} –"] for n, word in enumerate("abc")
    ]
    assert text(tmp_path, made(*pages)) == "Words of page a.\nWords of page b.\nWords of page c."
    assert text(tmp_path, made(["One line."])) == "One line."
    assert (
        text(tmp_path, made(["Same start.", "A."], ["Other start.", "B."], ["Third start.", "C."])).count(
            "\n"
        )
        == 5
    )


def test_what_cannot_be_read_says_so(tmp_path: Path) -> None:
    for data, reason in (
        (b"words", "a damaged PDF"),
        (b"%PDF-1.4\n", "a damaged PDF"),
        (made([]), "run text recognition (OCR) on it"),
        (made(*[["A."]] * 1001), "1001 pages"),
    ):
        found, failed = read(tmp_path / "x.pdf", data)
        assert not found
        assert reason in failed["x.pdf"]
    failed = read(tmp_path / "x.pdf", made(["words " * 50]), Limits(max_bytes=100))[1]
    assert "more than 0.0 MB of text" in failed["x.pdf"]


def test_a_locked_document_says_so(tmp_path: Path) -> None:
    for password, readable in (("secret", False), ("", True)):
        writer = pypdf.PdfWriter(clone_from=io.BytesIO(made(["Words."])))
        writer.encrypt(password, owner_password="owner", algorithm="RC4-128")
        out = io.BytesIO()
        writer.write(out)
        found, failed = read(tmp_path / "x.pdf", out.getvalue())
        assert bool(found) is readable
        assert readable or failed == {"x.pdf": "locked with a password; save it without one"}


def test_in_an_archive(tmp_path: Path) -> None:
    assert list(read(tmp_path / "x.zip", zipped({"a.pdf": made(["Words."])}))[0]) == ["x.zip!a.pdf"]


def test_without_the_library_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    assert "pip install 'samestory[documents]'" in read(tmp_path / "x.pdf", b"%PDF")[1]["x.pdf"]


BASE = made(["The bridge is closed."], ["Until Friday."])


@settings(max_examples=150)
@given(st.lists(st.tuples(st.integers(0, 9999), st.integers(0, 255)), max_size=6))
def test_no_damage_raises(changes: list[tuple[int, int]]) -> None:
    data = bytearray(BASE)
    for place, byte in changes:
        data[place % len(data)] = byte
    for found in contents(io.BytesIO(data), "x", ".pdf", How()):
        assert found.source == "x"


def test_one_that_takes_too_long_is_a_failure_with_the_reason(tmp_path: Path) -> None:
    pages = [["The bridge is closed."] * 3000]
    found, failed = read(tmp_path / "x.pdf", made(*pages), Limits(max_seconds=0.05))
    assert (found, failed) == ({}, {"x.pdf": "reading it took longer than 0.05 s"})
