import io
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from packing import read, zipped

from samestory.ingest import Limits
from samestory.ingest.contents import contents
from samestory.ingest.records import How

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


def made(body: str, namespace: str = NAMESPACE, before: str = "") -> bytes:
    again = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    xml = f'<?xml version="1.0" encoding="UTF-8"?>{before}<w:document xmlns:w="{namespace}" {again}>'
    return zipped({"word/document.xml": f"{xml}<w:body>{body}</w:body></w:document>".encode()})


def p(*runs: str) -> str:
    return f"<w:p>{''.join(f'<w:r>{run}</w:r>' for run in runs)}</w:p>"


def t(text: str) -> str:
    return f"<w:t>{text}</w:t>"


def text(tmp_path: Path, data: bytes) -> str:
    found, failed = read(tmp_path / "x.docx", data)
    assert not failed
    assert found["x.docx"].media_type == "text/plain; charset=utf-8"
    return found["x.docx"].data.decode()


@pytest.mark.parametrize("namespace", [NAMESPACE, STRICT])
def test_paragraphs_are_read_in_their_order(tmp_path: Path, namespace: str) -> None:
    body = p(t("Podul e "), t("închis")) + p() + p(t("One"), "<w:br/>", t("two"), "<w:tab/>", t("three."))
    assert text(tmp_path, made(body, namespace)) == "Podul e închis\n\nOne\ntwo three."


def test_cells_and_links_are_read_and_what_was_struck_out_is_not(tmp_path: Path) -> None:
    cell = f"<w:tbl><w:tr><w:tc>{p(t('In a cell.'))}</w:tc></w:tr></w:tbl>"
    link = f"<w:p><w:hyperlink><w:r>{t('A link')}</w:r></w:hyperlink><w:r>{t(' follows.')}</w:r></w:p>"
    struck = p(t("Kept."), "<w:delText>Gone.</w:delText>", "<w:instrText>PAGE</w:instrText>")
    assert text(tmp_path, made(cell + link + struck)) == "In a cell.\n\nA link follows.\n\nKept."


def test_a_box_is_read_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{p(t('In a box.'))}</w:txbxContent>"
    either = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    twice = f"<mc:AlternateContent>{either}</mc:AlternateContent>"
    assert text(tmp_path, made(p(t("Around."), twice))).count("In a box.") == 1


def test_entities_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("not for this dossier")
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    before = f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}<!ENTITY s SYSTEM "file://{tmp_path}/secret.txt">]>'
    tracemalloc.start()
    found, _ = read(tmp_path / "x.docx", made(p(t("&l9;&s;")) + p(t("Plain.")), before=before))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert all("dossier" not in one.data.decode() for one in found.values())
    assert peak < 5_000_000


def test_what_is_no_word_document_says_so(tmp_path: Path) -> None:
    whole = made(p(t("One.")))
    for data, reason in (
        (b"words", "not a Word document"),
        (zipped({"a.txt": b"x"}), "not a Word document"),
        (whole[:200], "not a Word document"),
        (zipped({"word/document.xml": b"<w:document"}), "damaged Word document"),
        (made(""), "no text in it"),
    ):
        found, failed = read(tmp_path / "x.docx", data)
        assert not found
        assert reason in failed["x.docx"]


def test_a_bomb_is_bounded(tmp_path: Path) -> None:
    data = made(p(t("words " * 30_000)) * 100)
    for limits, reason in (
        (Limits(max_bytes=1_000_000), "more than 1.0 MB of text"),
        (Limits(min_unpacked=1_000_000, max_ratio=5), "unpacks to far more"),
    ):
        found, failed = read(tmp_path / "x.docx", data, limits)
        assert not found
        assert reason in failed["x.docx"]
    tracemalloc.start()
    read(tmp_path / "x.docx", made(p(t("word")) * 200_000), Limits(max_bytes=100_000))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 60_000_000


@settings(max_examples=150)
@given(st.lists(st.tuples(st.integers(0, 9999), st.integers(0, 255)), max_size=6))
def test_no_damage_raises(changes: list[tuple[int, int]]) -> None:
    packed = io.BytesIO()
    xml = f'<w:document xmlns:w="{NAMESPACE}"><w:body>{p(t("One.")) * 3}</w:body></w:document>'
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", xml)
    data = bytearray(packed.getvalue())
    for place, byte in changes:
        data[place % len(data)] = byte
    for found in contents(io.BytesIO(data), "x", ".docx", How()):
        assert found.source == "x"
