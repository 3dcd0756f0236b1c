import codecs
import unicodedata
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samestory.errors import UnreadableDocument
from samestory.lang import fold
from samestory.read.decode import decode, normalise

BG = (
    "Общинският съвет в Ловеч прие бюджета за следващата година след шестчасово обсъждане. "
    "Кметът обяви, че още през март ще започне ремонтът на стария мост над реката."
)
RU = (
    "Городской совет принял бюджет на следующий год после шести часов обсуждения. "
    "Мэр объявил, что ремонт старого моста через реку начнётся ещё в марте."
)
UK = "Міська рада ухвалила бюджет на наступний рік. Мер оголосив, що ремонт моста почнеться вже у березні."
RO = (
    "Consiliul local a adoptat bugetul pentru anul viitor după șase ore de dezbateri. "
    "Primarul a anunțat că reparațiile la podul vechi încep încă din martie, în ciuda ploilor."
)
PL = "Rada miasta przyjęła budżet. Burmistrz ogłosił, że remont mostu zacznie się w marcu mimo świąt."
ES = "El ayuntamiento aprobó el presupuesto del próximo año. El alcalde anunció obras en el puente."
DE = "Der Stadtrat beschloss den Haushalt für das nächste Jahr. Die Brücke wird ab März überprüft."
LEGACY = [
    *((BG, page) for page in ("windows-1251", "koi8-r", "iso8859-5", "cp866")),
    *((RU, page) for page in ("windows-1251", "koi8-r", "iso8859-5", "cp866")),
    *((UK, page) for page in ("windows-1251", "koi8-u")),
    (RO, "iso8859-16"),
    *((RO.replace("ș", "ş").replace("ț", "ţ"), page) for page in ("windows-1250", "iso8859-2")),
    *((PL, page) for page in ("windows-1250", "iso8859-2")),
    (ES, "windows-1252"),
    (DE, "windows-1252"),
]


@pytest.mark.parametrize(("text", "page"), LEGACY)
def test_code_pages_are_told_by_the_words_they_give(text: str, page: str) -> None:
    assert fold(decode(text.encode(page), "text/plain")) == fold(text)


@pytest.mark.parametrize(
    "text", [BG, RU, UK, RO, PL, ES, DE, "国会は新しい予算を可決した。", "أقر المجلس الميزانية."]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_in_its_forms(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "text/plain") == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [BG, DE])
def test_utf16_without_its_mark(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "text/plain") == text


def test_charsets_stated_by_page_and_media_type() -> None:
    html = (
        f'<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1251"></head>{RU}'
    )
    assert RU in decode(html.encode("windows-1251"), "text/html")
    assert decode("Да".encode("koi8-r"), "text/plain; charset=koi8-r") == "Да"
    wrong = f'<meta charset="iso-8859-1"><p>{RU}</p>'
    assert RU in decode(wrong.encode("utf-8"), "text/html")
    assert "“Yes”" in decode('<meta charset="iso-8859-1"><p>“Yes”</p>'.encode("cp1252"), "text/html")
    assert decode(BG.encode(), "text/plain; charset=no-such") == BG


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "looks like a PNG image, not text"),
        (b"%PDF-1.7 ...", "looks like a PDF"),
        (b"PK\x03\x04rest", "zip"),
        (b"abc\x00\x01\x02def", "binary"),
        (bytes(range(1, 32)) * 20, "binary"),
        (RU.encode().decode("latin-1").encode(), "scrambled"),
        (RU.encode().decode("cp1251", "ignore").encode(), "scrambled"),
        (("The mayor said. " + "\ufffd" * 20).encode(), "not valid text"),
        (b"?????? ???? ?????? ??? ????????? ??.", "letters were lost"),
        (b"\n \xc2\xa0 ", "empty"),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableDocument, match=says):
        decode(data, "text/plain")


def test_a_file_cut_off_inside_a_character_is_still_read() -> None:
    assert decode(BG.encode()[:-1] + b"\xd0", "text/plain").startswith(BG[:-1])


def test_a_few_scrambled_characters_do_not_condemn_a_text() -> None:
    text = f"{DE * 5} It\u00e2\u20ac\u2122s open. {DE * 5}"
    assert decode(text.encode(), "text/plain") == text


def test_one_form_for_the_same_characters() -> None:
    assert normalise("a\r\nb\rc\u2028d") == "a\nb\nc\nd"
    assert normalise("re\u00adpu\u200bblic\ufeff") == "republic"
    assert normalise("10\u00a0000\u202f000") == "10 000 000"
    assert normalise("й") == "й"
    assert normalise("می\u200cروم") == "می\u200cروم"
    assert normalise("a\x00\x07b\ud800") == "ab\ufffd"


@given(st.text(alphabet=st.characters(codec=None)))
def test_normal_form_is_final(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert "\r" not in once
    once.encode("utf-8")


@given(st.binary(max_size=400), st.sampled_from(["text/plain", "text/html", "text/plain; charset=utf-16"]))
def test_any_bytes_give_text_or_a_reason(data: bytes, media_type: str) -> None:
    with suppress(UnreadableDocument):
        assert decode(data, media_type).strip()


@given(st.sampled_from([BG, RU, RO, DE]), st.sampled_from([codecs.BOM_UTF8, b""]))
def test_a_byte_order_mark_changes_nothing(text: str, bom: bytes) -> None:
    assert decode(bom + text.encode(), "text/plain") == text
