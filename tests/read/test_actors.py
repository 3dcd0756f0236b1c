"""Whose and what actors are, by the words at their names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samestory.lang import UNKNOWN, known, load
from samestory.model import Article, NameMention, NameType, Span
from samestory.read.actors import Mentioned, standings, told
from samestory.read.posts import post


def said(lang: str, text: str, name: str, kind: NameType | None = "person") -> tuple[str | None, str | None]:
    span = Span(text.index(name), text.index(name) + len(name))
    beside = post(text, span, load(lang)) if kind == "person" else None
    found = told(text, Mentioned(span, kind, beside), load(lang))
    return found.country, found.sector


@pytest.mark.parametrize(
    ("lang", "text", "name", "country", "sector"),
    [
        ("en", "French Finance Minister Ada Lorn resigned.", "Ada Lorn", "FR", "GOV"),
        ("en", "Ada Lorn, a spokeswoman for the Danish police, agreed.", "Ada Lorn", "DK", "COP"),
        ("en", "The head of the county hospital, Ada Lorn, resigned.", "Ada Lorn", None, "MED"),
        ("en", "Former Finnish president Ada Lorn wrote a book.", "Ada Lorn", "FI", "CVL"),
        ("en", "The president of Lornbank, Ada Lorn, resigned.", "Ada Lorn", None, None),
        ("en", "The ambassador to Chile, Ada Lorn, resigned.", "Ada Lorn", None, "GOV"),
        ("en", "Peru's ambassador to Chile, Ada Lorn, resigned.", "Ada Lorn", "PE", "GOV"),
        ("ru", "Выступила министр обороны Дании Ада Лорн.", "Ада Лорн", "DK", "GOV"),
        ("ru", "Приехал польский адвокат и депутат Левон Маренов.", "Левон Маренов", None, "LEG"),
        ("ro", "Au venit Ada Maior, Levon Maren, Ana Lorn.", "Levon Maren", None, None),
        ("ro", "Directorul general al Lornwatt, Levon Maren, a plecat.", "Levon Maren", None, None),
        ("fr", "L'ambassadeur du Pérou au Chili, Ada Lorn, est partie.", "Ada Lorn", "PE", "GOV"),
        ("bg", "Датската министърка Ада Лорн пристигна.", "Ада Лорн", "DK", "GOV"),
        ("ro", "Ministra daneză a apărării, Ada Lorn, a sosit.", "Ada Lorn", "DK", "GOV"),
        ("uk", "Приїхала данська міністерка Ада Лорн.", "Ада Лорн", "DK", "GOV"),
    ],
)
def test_a_person_is_told_by_post_and_peoples_words(
    lang: str, text: str, name: str, country: str | None, sector: str | None
) -> None:
    assert said(lang, text, name) == (country, sector)


@pytest.mark.parametrize(
    ("lang", "text", "name", "country", "sector"),
    [
        ("en", "The Portuguese energy company Lornwatt grew.", "Lornwatt", "PT", "BUS"),
        ("en", "The Ministry of Health of Kenya replied.", "Ministry of Health", "KE", "GOV"),
        ("en", "Rebels of the Lorn Front fled.", "Lorn Front", None, "REB"),
        ("en", "The president of Lornwatt fled.", "Lornwatt", None, None),
        ("en", "Kenya's rival Lornwatt fled.", "Lornwatt", None, None),
        ("en", "Amnesty International objected.", "Amnesty International", "NGO", None),
        ("ru", "Президент компании «Лорнгаз» уехал.", "Лорнгаз", None, "BUS"),
        ("ru", "Чешское агентство «Лорн» сообщило.", "Лорн", "CZ", "JRN"),
        ("ru", "Агентство по лесам Чехии ответило.", "Агентство по лесам", "CZ", None),
        ("bg", "Чешкият вестник „Лорн“ писа.", "Лорн", "CZ", "JRN"),
        ("ro", "Partidul Verde din Portugalia a câștigat.", "Partidul Verde din Portugalia", "PT", "PTY"),
        ("es", "La Dirección General de Lorn replicó.", "Dirección General de Lorn", None, None),
        ("zh", "法国公司洛恩修桥。", "洛恩", "FR", "BUS"),
        ("uk", "Міністерство освіти Чехії відповіло.", "Міністерство освіти", "CZ", "GOV"),
    ],
)
def test_a_body_is_told_by_its_name_and_what_touches_it(
    lang: str, text: str, name: str, country: str | None, sector: str | None
) -> None:
    assert said(lang, text, name, "organisation") == (country, sector)


@pytest.mark.parametrize(
    ("text", "name", "country", "sector"),
    [
        ("Kenyan riot police came.", "Kenyan riot police", "KE", "COP"),
        ("Chadian soldiers fled.", "Chadian", "TD", "MIL"),
        ("US and British forces landed.", "US and British forces", None, "MIL"),
        ("Soldiers in Chad fled.", "Soldiers in Chad", None, "MIL"),
        ("Students in Chad marched.", "Students in Chad", "TD", "EDU"),
        ("A pro-Russian party won.", "pro-Russian party", None, "PTY"),
        ("NATO-member Norway agreed.", "NATO-member Norway", "NO", None),
        ("Ethnic Albanians marched.", "Ethnic Albanians", None, None),
        ("Those who marched left.", "Those who marched", None, None),
    ],
)
def test_a_phrase_is_told_by_its_words(text: str, name: str, country: str | None, sector: str | None) -> None:
    assert said("en", text, name, None) == (country, sector)


def test_a_place_has_its_country_and_no_sector_and_works_have_neither() -> None:
    assert said("en", "Police left Nairobi.", "Nairobi", "place") == ("KE", None)
    assert said("en", "Police left Lorn.", "Lorn", "place") == (None, None)
    assert said("en", "The Kenyan newspaper Lorn.", "Lorn", "work") == (None, None)


def test_names_that_tell_something_have_a_standing_with_its_words() -> None:
    text = "Danish minister Ada Lorn left. Ada Lorn slept. The police of Lorn slept."
    starts = (16, 31, text.rindex("Lorn"))
    kinds: tuple[NameType, ...] = ("person", "person", "place")
    names = tuple(
        NameMention(span=span, type=kind, post=post(text, span, load("en")) if kind == "person" else None)
        for kind, span in zip(
            kinds, (Span(s, s + 8 if k < 2 else s + 4) for k, s in enumerate(starts)), strict=True
        )
    )
    article = Article(id="a", document_id="d", source="s", lang="en", text=text, names=names)
    (found,) = standings(article)
    assert (found.name, found.country, found.sector) == (0, "DK", "GOV")
    assert [article.words(span) for span in (found.country_span, found.sector_span)] == ["Danish", "minister"]


# The words of a language are made ready when it is first read.
@given(st.text(max_size=60), st.data(), st.sampled_from([*known(), UNKNOWN]))
def test_clues_lie_in_the_text_of_any_language(text: str, data: st.DataObject, lang: str) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    kind: NameType | None = data.draw(st.sampled_from(["person", "organisation", "place", None]))
    found = told(text, Mentioned(Span(start, end), kind), load(lang))
    for value, span in ((found.country, found.country_span), (found.sector, found.sector_span)):
        assert (value is None) == (span is None)
        assert span is None or 0 <= span.start < span.end <= len(text)
