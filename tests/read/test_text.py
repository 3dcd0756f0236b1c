import pytest
from hypothesis import given
from hypothesis import strategies as st

from samestory.errors import UnreadableDocument
from samestory.lang import load
from samestory.read.text import Clean, Given, clean, unwrap

EN = load("en")
FIRST = (
    "The old bridge over the river was closed on Monday after engineers found cracks in two of its pillars."
)
SECOND = "Repairs will take a month, the mayor told reporters, and buses will go by the northern road."
TITLE = "Old bridge closed after engineers find cracks"
SUBTITLE = "Repairs to take a month, buses sent north"


def read(*lines: str, code: str = "en", **given_: str) -> Clean:
    return clean("\n".join(lines), language=load(code), given=Given(**given_))


def title(found: Clean) -> str | None:
    return found.title and found.title.of(found.text)


def subtitle(found: Clean) -> str | None:
    return found.subtitle and found.subtitle.of(found.text)


def body(found: Clean) -> list[str]:
    return found.body.of(found.text).split("\n")


def test_prose_alone_has_no_title() -> None:
    found = read(FIRST, "", SECOND)
    assert (found.title, found.subtitle, found.removed) == (None, None, ())
    assert found.text == f"{FIRST}\n{SECOND}"


def test_title_and_subtitle_on_lines_of_their_own() -> None:
    found = read(TITLE, SUBTITLE, "", FIRST, "", "", SECOND)
    assert (title(found), subtitle(found), body(found)) == (TITLE, SUBTITLE, [FIRST, SECOND])
    assert found.text == "\n".join((TITLE, SUBTITLE, FIRST, SECOND))


def test_title_and_subtitle_with_a_slash_between() -> None:
    found = read(f"{TITLE} / {SUBTITLE}", FIRST)
    assert (title(found), subtitle(found)) == (TITLE, SUBTITLE)
    assert title(read("Bridge / road closed after storm", FIRST)) == "Bridge / road closed after storm"


def test_a_headline_may_ask_and_quote() -> None:
    for line in (
        "Who will pay for the old bridge?",
        "Mayor: “We close the bridge”",
        "The bridge is falling!",
    ):
        assert title(read(line, FIRST)) == line


def test_date_header_before_prose_on_the_same_line() -> None:
    found = read(f" date 2025-03-04 {FIRST}", SECOND)
    assert found.header_date is not None
    assert found.header_date.iso == "2025-03-04"
    assert (found.title, found.text) == (None, f"{FIRST}\n{SECOND}")


def test_dates_on_lines_of_their_own() -> None:
    for lines in (
        ("4 March 2025, 14:05", TITLE, FIRST),
        (TITLE, "Published on 4 March 2025", FIRST),
        (TITLE, FIRST, "04.03.2025"),
    ):
        found = read(*lines)
        assert found.header_date is not None
        assert (found.header_date.year, title(found), body(found)) == (2025, TITLE, [FIRST])


PAGES = {
    "en": [
        "Follow us on Facebook",
        "Telegram",
        "News",
        "Home > City > Bridges",
        "Share",
        TITLE,
        "14:05 |",
        TITLE,
    ],
    "bg": ["Последвайте ни:", "Фейсбук", "Начало » Новини", "Мостът в Ловеч е затворен", "14:05"],
    "ro": ["Meniu", "Acasă > Știri > Local", "Podul vechi din Arad se închide", "Distribuie pe Facebook"],
    "ru": ["Подписывайтесь на нас:", "ВКонтакте", "Вести → Город 12+", "Старый мост закрыли на месяц", "16+"],
    "uk": ["Підписуйтесь на наш Telegram", "Старий міст закрили на місяць", "14:05"],
    "de": ["Folgen Sie uns auf Facebook", "Alte Brücke für einen Monat gesperrt", "Teilen"],
    "es": ["Síguenos en Facebook", "El puente viejo cierra un mes", "Compartir"],
}
TITLES = {"en": TITLE, "bg": PAGES["bg"][3], "ro": PAGES["ro"][2], "ru": PAGES["ru"][3]} | {
    code: PAGES[code][1] for code in ("uk", "de", "es")
}


@pytest.mark.parametrize("code", PAGES)
def test_furniture_before_and_after_goes(code: str) -> None:
    found = read(*PAGES[code], "", FIRST, "", SECOND, "", "Telegram | Viber", PAGES[code][0], code=code)
    assert (title(found), found.subtitle, body(found)) == (TITLES[code], None, [FIRST, SECOND])
    assert PAGES[code][0] in found.removed


def test_a_caption_under_the_title_is_no_subtitle() -> None:
    found = read(TITLE, "The bridge at dawn, photo: Jane Roe/Agency", "Jane Roe", FIRST)
    assert (title(found), found.subtitle, body(found)) == (TITLE, None, [FIRST])
    assert "Jane Roe" in found.removed


def test_links_under_a_heading_go_and_subheadings_stay() -> None:
    found = read(TITLE, FIRST, "Read also:", "Ferry sinks near the coast", "What comes next", SECOND)
    assert body(found) == [FIRST, SECOND]
    assert body(read(TITLE, FIRST, "What comes next", SECOND)) == [FIRST, "What comes next", SECOND]


def test_signature_and_tags_at_the_end_go() -> None:
    found = read(TITLE, FIRST, SECOND, "Jane Roe", "bridge, city council, repairs", "#bridge #repairs")
    assert body(found) == [FIRST, SECOND]
    assert set(found.removed) == {"Jane Roe", "bridge, city council, repairs", "#bridge #repairs"}


def test_a_title_given_wins_and_stands_once() -> None:
    found = read("City news today and more", TITLE.upper(), SUBTITLE, FIRST, title=TITLE)
    assert (title(found), subtitle(found), body(found)) == (TITLE, SUBTITLE, [FIRST])
    assert title(read(FIRST, title=TITLE)) == TITLE


def test_text_without_prose_keeps_its_lines() -> None:
    found = read("Old bridge closed", "Buses go north", "Repairs in March")
    assert (title(found), body(found)) == ("Old bridge closed", ["Buses go north", "Repairs in March"])
    assert body(read("Old bridge closed")) == ["Old bridge closed"]


def test_only_furniture_is_no_article() -> None:
    with pytest.raises(UnreadableDocument, match="only page furniture"):
        read("Telegram", "Share", "14:05")


def test_lines_broken_to_one_width_are_joined() -> None:
    wrapped = FIRST.replace("on Monday", "on\nMonday").replace("of its", "of\nits")
    text = f"Old bridge closed\n\n{wrapped}\n\n{wrapped}\n"
    assert unwrap(text) == ["Old bridge closed", FIRST, FIRST]


WORDS = st.sampled_from(
    ["bridge", "river", "mayor", "council", "Monday", "repairs", "money", "Ловеч", "град", "мост", "către"]
)
PARAGRAPH = st.builds(
    lambda words, end: " ".join(words).capitalize() + end,
    st.lists(WORDS, min_size=8, max_size=40),
    st.sampled_from([".", "!", "?", "…", ".”", "?»"]),
)
HEADLINE = st.builds(" ".join, st.lists(WORDS, min_size=3, max_size=12)).map(lambda line: f"Headline {line}")
LANGUAGES = st.sampled_from(["bg", "ro", "ru", "en", "und"]).map(load)


@given(
    st.lists(HEADLINE, max_size=2),
    st.lists(PARAGRAPH, min_size=1, max_size=6),
    LANGUAGES,
    st.sampled_from(["\n", "\n\n"]),
)
def test_cleaning_twice_changes_nothing_more(heads, paragraphs, language, gap) -> None:  # type: ignore[no-untyped-def]
    once = clean(gap.join([*heads, *paragraphs]), language=language)
    twice = clean(once.text, language=language)
    assert (twice.text, twice.title, twice.subtitle) == (once.text, once.title, once.subtitle)


@given(st.lists(st.one_of(PARAGRAPH, HEADLINE, st.text(max_size=30)), max_size=8), PARAGRAPH, LANGUAGES)
def test_no_paragraph_is_lost(lines, paragraph, language) -> None:  # type: ignore[no-untyped-def]
    found = clean("\n\n".join([*lines, paragraph]), language=language)
    for line in [*lines, paragraph]:
        if line.endswith((".", "!", "?")) and len(line.split()) >= 8:
            assert " ".join(line.split()) in found.text


@given(st.text(max_size=200), LANGUAGES)
def test_spans_lie_in_the_text(raw, language) -> None:  # type: ignore[no-untyped-def]
    try:
        found = clean(raw, language=language)
    except UnreadableDocument:
        return
    parts = [span.of(found.text) for span in (found.title, found.subtitle, found.body) if span]
    assert "\n".join(parts) == found.text
    assert not any(line != line.strip() or not line for line in found.text.split("\n"))
