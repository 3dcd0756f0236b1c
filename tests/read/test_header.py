import pytest

from samestory.lang import load
from samestory.read.header import beside, date_line, opening


@pytest.mark.parametrize(
    ("text", "iso", "rest"),
    [
        (" date 2025-03-04 The mayor resigned.", "2025-03-04", " The mayor resigned."),
        ("Date: 2025-03-04\nThe mayor resigned.", "2025-03-04", "\nThe mayor resigned."),
        ("2025-03-04 14:05\nMayor resigns", "2025-03-04T14:05", "\nMayor resigns"),
        ("2025-03-04T14:05:33+02:00\nMayor resigns", "2025-03-04T14:05", "\nMayor resigns"),
        ("Дата: 04.03.2025 Кметът подаде оставка.", "2025-03-04", " Кметът подаде оставка."),
    ],
)
def test_a_date_in_front_is_taken_out(text: str, iso: str, rest: str) -> None:
    found = opening(text)
    assert found is not None
    assert (found[0].iso, found[1]) == (iso, rest)


@pytest.mark.parametrize(
    "text",
    ["04.03.2025 г. кметът подаде оставка.", "2025 was a good year.", "2025-13-44 x", "Mayor: 2025 budget"],
)
def test_prose_that_opens_with_a_date_stays(text: str) -> None:
    assert opening(text) is None


@pytest.mark.parametrize(
    ("code", "line", "iso"),
    [
        ("bg", "4 март 2025, 14:05", "2025-03-04T14:05"),
        ("bg", "Публикувана: 04.03.2025 г., 14:05 ч.", "2025-03-04T14:05"),
        ("ro", "Publicat la 4 martie 2025, ora 14:05", "2025-03-04T14:05"),
        ("ro", "Marți, 4 martie 2025", "2025-03-04"),
        ("ru", "4 марта 2025, 14:05", "2025-03-04T14:05"),
        ("en", "March 4, 2025", "2025-03-04"),
        ("en", "Published on 4 March 2025 at 14:05", "2025-03-04T14:05"),
        ("en", "25/03/2025", "2025-03-25"),
        ("de", "Dienstag, 4. März 2025", "2025-03-04"),
        ("es", "4 de marzo de 2025", "2025-03-04"),
        ("uk", "4 березня 2025, 14:05", "2025-03-04T14:05"),
    ],
)
def test_lines_that_are_a_date(code: str, line: str, iso: str) -> None:
    found = date_line(line, load(code))
    assert found is not None
    assert found.iso == iso


def test_a_day_without_its_year_has_no_iso_form() -> None:
    found = date_line("4 March, 14:05", load("en"))
    assert found is not None
    assert (found.iso, found.month, found.day) == (None, 3, 4)


@pytest.mark.parametrize(
    "line",
    [
        "Elections on 4 March 2025",
        "The mayor resigned on 4 March 2025.",
        "1 May",
        "04/03/2025",
        "31.02.2025",
        "2025-2026 budget",
        "Match 14:05",
    ],
)
def test_lines_that_say_more_or_too_little(line: str) -> None:
    assert date_line(line, load("en")) is None


def test_a_short_label_needs_no_clock_after_the_title() -> None:
    assert date_line("Published on 4 March 2025", load("en")) is None
    assert date_line("Published on 4 March 2025", load("en"), after_title=True) is not None


def test_the_first_date_beside_a_headline_is_taken() -> None:
    lines = ("31 views", "Anna Roe • 4 March 2025 • 12 comments", "5 March 2025")
    found = beside(lines, load("en"), "en")
    assert found is not None
    assert found.iso == "2025-03-04"
    assert beside(("4 March", "no date"), load("en"), "en") is None


def test_months_that_no_file_has_are_those_of_cldr() -> None:
    found = beside(("4. mars 2025",), load("is"), "is")
    assert found is not None
    assert found.iso == "2025-03-04"
    assert beside(("4. mars 2025",), load("und"), "und") is None


def test_a_month_may_have_two_names() -> None:
    found = date_line("الجمعة 24 نيسان / أبريل 2020", load("ar"))
    assert found is not None
    assert found.iso == "2020-04-24"
