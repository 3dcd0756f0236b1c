"""Every message of code and templates stands in every language's file, with its holes, and no other."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from samestory.speech import SOURCE, speech, spoken

ROOT = Path(__file__).parents[2]
SPEECH = ROOT / "samestory" / "speech"
KEYWORDS = {"say": None, "message": None, "plural": (1, 2), "messages": (1, 2)}
TRANSLATED = [code for code in spoken() if code != SOURCE]

Id = str | tuple[str, ...]


def written() -> set[Id]:
    """The messages in code and templates."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as lines:
        methods, options = parse_mapping_cfg(lines)
    found = extract_from_dir(ROOT, methods, options, KEYWORDS)
    return {message for _, _, message, _, _ in found}


def catalogue(code: str) -> Catalog:
    with (SPEECH / f"{code}.po").open("rb") as lines:
        return read_po(lines, locale=code, abort_invalid=True)


def entries(code: str) -> dict[Id, tuple[str, ...]]:
    """The forms of every message."""
    return {
        one.id: one.string if isinstance(one.string, tuple) else (one.string,)
        for one in catalogue(code)
        if one.id
    }


def holes(words: str) -> list[str]:
    return sorted(re.findall(r"\{\w*\}", words))


WRITTEN = written()


def test_there_are_messages_and_languages():
    assert len(WRITTEN) > 300
    assert {"story", "{n} report"} <= {one[0] for one in WRITTEN if isinstance(one, tuple)}
    assert {"bg", "ro", "ru"} <= set(TRANSLATED)


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_message_is_there_and_no_other(code: str):
    # "name" alone is what its one form says.
    several = {one[0] for one in WRITTEN if isinstance(one, tuple)}
    wanted = {one for one in WRITTEN if isinstance(one, tuple) or one not in several}
    found = set(entries(code))
    assert sorted(map(str, wanted - found)) == [], f"say these in {code}.po, see docs/adding-a-language.md"
    assert sorted(map(str, found - wanted)) == [], f"nothing says these any more; take them out of {code}.po"


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_message_stands_once(code: str):
    # Two branches that add the same are merged into two of it, and the reader of the file takes the last.
    found = re.findall(r'^msgid "(.+)"$', (SPEECH / f"{code}.po").read_text("utf-8"), re.M)
    assert [one for one, times in Counter(found).items() if times > 1] == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_form_is_filled_and_has_the_same_holes(code: str):
    # Where the first form is for one thing alone, its number may be a word.
    words = speech(code)
    one_alone = words.plural("story", "stories", 21) != words.plural("story", "stories", 1)
    for id_, forms in entries(code).items():
        for number, form in enumerate(forms):
            assert form.strip(), id_
            wanted = id_ if isinstance(id_, str) else id_[min(number, 1)]
            missing = ["{n}"] if one_alone and len(forms) > 1 and number == 0 and "{n}" not in form else []
            assert sorted(holes(form) + (missing if "{n}" in wanted else [])) == holes(wanted), (id_, form)


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_message_begins_ends_and_is_spaced_as_ours(code: str):
    for id_, forms in entries(code).items():
        ours = id_ if isinstance(id_, str) else id_[0]
        for form in forms:
            assert form == form.strip(), form
            assert "  " not in form, form
            assert (form[-1] in ".:") == (ours[-1] in ".:"), (ours, form)


@pytest.mark.parametrize("code", TRANSLATED)
def test_letters_are_those_of_the_language(code: str):
    # Of another alphabet, or of the old code page, are letters that only look right.
    for id_, forms in entries(code).items():
        for form in forms:
            # Commands and kinds of files are called alike everywhere.
            bare = re.sub(r"\{\w+\}|samestory \w+|[A-Z]{3,}", "", form)
            foreign = r"[ЁёЫыЭэ]" if code == "bg" else r"[ŞşŢţ\u0400-\u04ff]" if code == "ro" else r"[ЇїІі]"
            assert not re.search(foreign, bare), (id_, form)
            if code != "ro":
                assert not re.search(r"[A-Za-z]", bare), (id_, form)


def test_no_message_hides_in_another_string():
    # What stands within an f-string is not found by who collects messages.
    for file in (ROOT / "samestory" / "export").rglob("*.py"):
        for outer in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(outer, ast.JoinedStr):
                for call in ast.walk(outer):
                    said = call.func if isinstance(call, ast.Call) else None
                    name = getattr(said, "attr", getattr(said, "id", ""))
                    literal = name in KEYWORDS and isinstance(call.args[0], ast.Constant)
                    assert not literal, f"{file.name}:{call.lineno}"
