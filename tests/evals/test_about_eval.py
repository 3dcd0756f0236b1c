from __future__ import annotations

from datetime import date, datetime, timedelta

from evals.about import naive
from evals.about.cases import every, happenings, means
from evals.about.run import Answers, _figures
from samestory.model import Article, Entity, Mention, NameType, When


def test_every_happening_asked_about_has_its_texts_and_a_day_near_to_them() -> None:
    given = happenings(every())
    assert len(given) == len({one.id for one in given}) >= 40
    for one in given:
        published = [date.fromisoformat(text.published) for text in one.texts if text.published]
        assert published
        assert all(0 <= (day - one.day).days <= 2 for day in published), one.id
        words = " ".join(f"{text.title} {text.text}" for text in one.texts)
        assert all(any(form in words for form in forms) for forms in (one.place, one.about) if forms), one.id
    assert {one.half for one in given} == {"chosen by", "rest"}


def test_a_name_is_meant_by_the_beginning_of_any_word_of_it() -> None:
    assert means(["Nurettin Akgöl", "Ακγκιόλ"], ["akg"])
    assert not means(["Sakgöl"], ["Akg"])
    assert not means([], ["Akg"])


def test_the_naive_way_counts() -> None:
    def entity(name: str, type_: NameType, often: int) -> Entity:
        mentions = tuple(Mention(article="a", name=n) for n in range(often))
        return Entity(id=name, name=name, type=type_, mentions=mentions, spellings=())

    pile = [entity("roth", "person", 2), entity("corva", "place", 3), entity("laden", "place", 1)]
    assert naive.keys(pile, {"a"}, 2) == (["roth", "laden"], "corva")
    assert naive.keys(pile, {"b"}, 2) == ([], None)


def test_the_naive_day_is_the_earliest() -> None:
    def article(name: str, day: int | None) -> Article:
        start = datetime(2025, 11, day or 1)
        when = When(start=start, end=start + timedelta(days=1), granularity="day", reason="said")
        published = when if day else None
        return Article(id=name, document_id=name, source=name, lang="und", text="", published=published)

    assert naive.day([article("a", 12), article("b", 11), article("c", None)]) == date(2025, 11, 11)
    assert naive.day([article("c", None)]) is None


def test_what_the_texts_do_not_name_is_not_counted() -> None:
    ours = Answers([True, False], [None, True], [True, True], [False, True])
    shares = {one.name: (one.value, one.baseline) for one in _figures("rest", ours, ours)}
    assert shares["day, rest"] == (0.5, 0.5)
    assert shares["place, rest"] == (1.0, 1.0)
    assert shares["the first of them, rest"] == (0.5, 0.5)
