"""Bytes to text: which encoding, whether it is text at all, and one form for the same characters.

Knows nothing of what the text says; refuses what would only give rubbish.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from email.message import Message
from functools import lru_cache
from types import MappingProxyType

from samestory.codepages import guess
from samestory.errors import UnreadableDocument

# Longer marks first: UTF-32's begins with UTF-16's.
BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a WebP image, sound or film"),
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a zip file (or a .docx, .xlsx, .odt, .epub)"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip file"),
    (b"BZh", "a bzip2 file"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\xfd7zXZ", "an xz file"),
    (b"Rar!", "a rar archive"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\x7fELF", "a program"),
)
META_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]{0,400}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
META_WITHIN = 8192
# What pages call these is, by the WHATWG Encoding Standard, the wider page that contains it.
WIDER = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso8859-9": "cp1254",
}
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
CONTROL_BYTES = bytes((*range(1, 9), *range(14, 32)))
NUL_PAIRS = frozenset(b"\x00\x04\x05\x20")
MAX_CONTROLS = 0.01
MAX_LOST = 0.005
MAX_SCRAMBLED = 0.3
# A page may carry some other text scrambled, as in a script; its own words are then still sound.
MAX_SCRAMBLED_OF_ALL = 0.01
SAMPLE = 100_000
BEYOND_ASCII = re.compile(r"[^\s\x00-\x7f]{2,}")
LOST_LETTERS = re.compile(r"\?{3,}")
LINE_ENDS = "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
SPACES = "\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
# Controls, soft hyphens, and marks without width; the two joiners are letters' business in several scripts.
UNSEEN = (
    "\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"
)
# Looked for all at once, as pages are long; what is in neither of the two is left out.
ODD = re.compile(f"[{LINE_ENDS}{SPACES}{UNSEEN}]")
PLAIN = MappingProxyType({**dict.fromkeys(LINE_ENDS, "\n"), **dict.fromkeys(SPACES, " ")})
SURROGATES = re.compile("[\ud800-\udfff]")
NO_WORDS = (
    "its bytes are not valid text in UTF-8 nor in any encoding that gives words; "
    "save it as UTF-8 and run again"
)


def decode(data: bytes, media_type: str) -> str:
    """``data`` as normalised text (see ``normalise``); ``media_type`` may state a charset.

    Tried in turn: byte order mark, charset stated, UTF-16 by its shape, UTF-8, the charset an HTML page
    states, the best code page. UnreadableDocument where the bytes are no text, or only give rubbish.
    """
    kind = next((name for magic, name in MAGIC if data.startswith(magic)), None)
    if kind:
        raise UnreadableDocument(f"looks like {kind}, not text; give its text in a .txt or .html file")
    text = normalise(_sound(_decoded(data, media_type)))
    if not text.strip():
        raise UnreadableDocument("empty")
    return text


def normalise(text: str) -> str:
    r"""One form for the same characters: NFC, ``\n`` line ends, plain spaces, nothing unseen.

    Lone surrogates become U+FFFD. Idempotent.
    """
    text = SURROGATES.sub("\ufffd", text)
    text = ODD.sub(lambda found: PLAIN.get(found[0], ""), text.replace("\r\n", "\n"))
    return unicodedata.normalize("NFC", text)


def _decoded(data: bytes, media_type: str) -> str:
    bom = next(((mark, name) for mark, name in BOMS if data.startswith(mark)), None)
    if bom:
        return data[len(bom[0]) :].decode(bom[1], "replace")
    stated = _tried(data, _charset(media_type))
    if stated is not None:
        return stated
    wide = _utf16(data)
    if wide:
        return data.decode(wide, "replace")
    if _is_binary(data):
        raise UnreadableDocument("looks like a binary file, not text; give its text in a .txt or .html file")
    utf8 = _utf8(data)
    if utf8 is not None:
        return utf8
    return _legacy(data, media_type)


def _charset(media_type: str) -> str | None:
    header = Message()
    header["content-type"] = media_type
    return header.get_content_charset()


def _tried(data: bytes, charset: str | None) -> str | None:
    """``data`` in ``charset``; None where there is no such charset or ``data`` is not in it."""
    if charset is None:
        return None
    try:
        name = codecs.lookup(charset).name
        text, _ = codecs.lookup(WIDER.get(name, name)).decode(data)
    except (LookupError, UnicodeError, ValueError):
        return None
    return text if isinstance(text, str) else None


def _utf16(data: bytes) -> str | None:
    """UTF-16 without its mark: every other byte is one of the few that lead letters and spaces."""
    pairs = min(len(data) // 2, 2000)
    if pairs < 4 or len(data) % 2:
        return None
    for first, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        leading = data[first : 2 * pairs : 2]
        if 0 in leading and sum(byte in NUL_PAIRS for byte in leading) > 0.9 * pairs:
            return name
    return None


def _is_binary(data: bytes) -> bool:
    if b"\x00" in data:
        return True
    controls = len(data) - len(data.translate(None, CONTROL_BYTES))
    return controls > MAX_CONTROLS * len(data)


def _utf8(data: bytes) -> str | None:
    """``data`` as UTF-8, letting a rare damaged character pass (a file cut off); None where it is none."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    sound = sum(character > "\x7f" for character in text) - lost
    return text if lost * 20 <= sound else None


def _legacy(data: bytes, media_type: str) -> str:
    if "html" in media_type or "xml" in media_type:
        stated = META_CHARSET.search(data[:META_WITHIN])
        text = _tried(data, stated[1].decode("ascii", "replace")) if stated else None
        if text is not None:
            return text
    page = guess(data)
    if page is None:
        raise UnreadableDocument(NO_WORDS)
    return data.decode(page, "replace")


def _sound(text: str) -> str:
    """``text`` itself; UnreadableDocument where its characters cannot be what was written."""
    size = max(len(text), 1)
    if len(CONTROLS.findall(text)) > MAX_CONTROLS * size or text.count("\ufffd") > MAX_LOST * size + 1:
        raise UnreadableDocument(NO_WORDS)
    # Most texts have none, and pages are long.
    if "???" in text and sum(len(run) for run in LOST_LETTERS.findall(text)) * 5 > size:
        raise UnreadableDocument("its letters were lost, with question marks in their place; get it again")
    scrambled = _scrambled_by(text)
    if scrambled:
        raise UnreadableDocument(
            f"its words are scrambled (UTF-8 read as {scrambled} and saved so); get it from its source again"
        )
    return text


def _scrambled_by(text: str) -> str | None:
    """The code page through which UTF-8 was misread, where that explains many of the words; else None."""
    sample = text[:SAMPLE]
    beyond = len(sample) - len(sample.encode("ascii", "ignore"))
    runs = Counter(BEYOND_ASCII.findall(sample))
    enough = max(MAX_SCRAMBLED * beyond, MAX_SCRAMBLED_OF_ALL * len(sample))
    if _length(runs, runs) <= enough:
        return None
    for page in ("cp1252", "latin-1", "cp1251", "cp1250", "koi8-r", "cp866"):
        if _length(runs, (run for run in runs if _is_utf8_in(run, page))) > enough:
            return page
    return None


def _length(runs: Counter[str], some: Iterable[str]) -> int:
    """Characters of ``some`` of ``runs``, each as often as it stands."""
    return sum(len(run) * runs[run] for run in some)


def _is_utf8_in(run: str, page: str) -> bool:
    # Nearly all that is not is found so, without a try.
    if run[1:2] not in _going_on(page):
        return False
    try:
        run.encode(page).decode("utf-8")
    except UnicodeError:
        return False
    return True


@lru_cache(maxsize=16)
def _going_on(page: str) -> frozenset[str]:
    """What the bytes that go on in a character of UTF-8 are in a code page."""
    return frozenset(bytes((byte,)).decode(page, "ignore") for byte in range(0x80, 0xC0)) - {""}
