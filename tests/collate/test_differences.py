"""Differences between two sentences of one meaning, by kind, from text read as the program reads it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from samestory.collate.differences import between, differences
from samestory.collate.figures import same_figure
from samestory.collate.marks import Marked
from samestory.model import Article, Cell, Difference, Document, NameMention, NameType, NumberMention, Span
from samestory.read.article import read


def told(name: str, lang: str, text: str, **names: NameType) -> Article:
    """An article of one sentence; ``names`` are its names with their types, spaces as underscores."""
    document = Document(
        id=name, source=name, media_type="text/plain", data=text.encode(), fields={"lang": lang}
    )
    article = read(document)
    spans = [(written.replace("_", " "), kind) for written, kind in names.items()]
    found = [
        NameMention(span=Span(article.text.index(w), article.text.index(w) + len(w)), type=kind)
        for w, kind in spans
    ]
    return structs.replace(article, names=tuple(sorted(found, key=lambda n: n.span)))


def whole(article: Article) -> Cell:
    return Cell(article=article.id, sentence=0, span=Span(0, len(article.text)))


def found(left: Article, right: Article) -> list[tuple[str, str, str]]:
    made = differences([whole(left), whole(right)], {left.id: left, right.id: right})
    return [(d.kind, d.left_span.of(left.text), d.right_span.of(right.text)) for d in made]


def texts(left: tuple[str, str], right: tuple[str, str]) -> list[tuple[str, str, str]]:
    return found(told("a", *left), told("b", *right))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            ("en", "The flood hit more than 300 homes in Orvale."),
            ("ru", "Паводок затронул 312 домов в Орвейле."),
        ),
        (("en", "It cost 1.2 million crowns to mend."), ("ro", "Reparația a costat 1.187.000 de coroane.")),
        (("en", "Twelve goats were sold at the fair."), ("bg", "На панаира бяха продадени 12 кози.")),
        (("de", "Zwölf Ziegen wurden verkauft, 3,5 Prozent mehr."), ("en", "They sold 12 goats, up 3.5%.")),
        (
            ("ru", "Мэрия не подписала договор о катке."),
            ("bg", "Кметството не е подписало договора за пързалката."),
        ),
        (("en", "The town refused to sell the mill."), ("fr", "La ville n'a pas vendu le moulin.")),
        (
            ("en", "Not only the mill but the barn was sold."),
            ("de", "Die Mühle und die Scheune wurden verkauft."),
        ),
    ],
)
def test_other_words_for_the_same_are_no_difference(left: tuple[str, str], right: tuple[str, str]) -> None:
    assert texts(left, right) == []


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (
            ("en", "It cost 5 million crowns."),
            ("de", "Es kostete 5 Milliarden Kronen."),
            ("number", "5 million", "5 Milliarden"),
        ),
        (("en", "More than 300 homes burned."), ("es", "Ardieron 750 casas."), ("number", "300", "750")),
        (("en", "Seven goats were sold."), ("ru", "Продано девять коз."), ("number", "Seven", "девять")),
        (
            ("en", "The fair was founded in 1987."),
            ("fr", "La foire a été fondée en 1978."),
            ("date", "1987", "1978"),
        ),
        (
            ("tr", "Yeni köprü açılmayacak."),
            ("en", "The new bridge will open."),
            ("negation", "açılmayacak", ""),
        ),
        (
            ("en", "The baker sold the mill."),
            ("pl", "Piekarz nie sprzedał młyna."),
            ("negation", "", "nie sprzedał"),
        ),
        (
            ("en", "The mayor confirmed the sale."),
            ("ro", "Primarul a negat vânzarea."),
            ("negation", "", "negat vânzarea"),
        ),
    ],
)
def test_a_clash_is_found_with_its_kind_and_characters(
    left: tuple[str, str], right: tuple[str, str], expected: tuple[str, str, str]
) -> None:
    assert texts(left, right) == [expected]


def test_least_numbers_clash_where_they_are_counts_and_not_round() -> None:
    assert len(texts(("en", "At least 11 goats fled."), ("de", "Mindestens 12 Ziegen flohen."))) == 1
    assert texts(("en", "At least 300 goats fled."), ("de", "Mindestens 310 Ziegen flohen.")) == []


def test_a_word_with_a_no_of_its_own_leaves_negation_untold() -> None:
    assert texts(("en", "The airport stays closed."), ("bg", "Летището няма да работи.")) == []


def test_names_that_neither_article_shares_clash() -> None:
    left = told("a", "en", "Ada Lorn painted the barn.", Ada_Lorn="person")
    right = told("b", "en", "Piet Dessel painted the barn.", Piet_Dessel="person")
    assert found(left, right) == [("name", "Ada Lorn", "Piet Dessel")]


def test_a_name_that_the_other_article_has_too_is_no_clash() -> None:
    left = told("a", "en", "Ada Lorn painted the barn.", Ada_Lorn="person")
    right = told("b", "en", "Piet Dessel painted it for Lorn.", Piet_Dessel="person", Lorn="person")
    assert found(left, right) == []


def test_a_surname_or_another_alphabet_is_the_same_name() -> None:
    left = told("a", "en", "Ada Lornova painted the barn.", Ada_Lornova="person")
    right = told("b", "ru", "Сарай покрасила Лорнова.", Лорнова="person")
    assert found(left, right) == []


def test_two_who_say_the_same_differ_in_who_says_it() -> None:
    left = told("a", "en", "According to Ada Lorn the barn is dry.", Ada_Lorn="person")
    right = told("b", "en", "The barn is dry, said Piet Dessel.", Piet_Dessel="person")
    assert [kind for kind, _, _ in found(left, right)] == ["attribution"]


def test_a_clause_more_is_an_addition_with_nothing_on_the_other_side() -> None:
    left = told("a", "en", "The old barn by the river burned down.")
    right = told(
        "b",
        "en",
        "The old barn by the river burned down, which had cost 900 crowns and held 40 goats in 1962.",
    )
    assert found(left, right) == [("addition", "", "which had cost 900 crowns and held 40 goats in 1962.")]


def test_large_rows_are_compared_by_witnesses() -> None:
    said = [told(f"a{n}", "en", f"The fair sold {17 if n % 2 else 12} goats.") for n in range(14)]
    marked = Marked({one.id: one for one in said})
    columns = (tuple(whole(one) for one in said[:13]), (whole(said[13]),))
    made: tuple[Difference, ...] = between(columns, marked)
    assert {said[0].id} == {d.left.article for d in made}
    assert {d.right.article for d in made} == {one.id for one in said[1:] if "17" in one.text}


NUMBERS = st.builds(
    NumberMention,
    span=st.just(Span(0, 1)),
    value=st.floats(0, 1e9),
    step=st.sampled_from([0.0, 0.1, 1.0, 100.0, 1e6]),
    bound=st.sampled_from([None, "over", "under", "about"]),
)


@given(NUMBERS, NUMBERS)
def test_agreement_of_figures_is_symmetric_and_holds_with_itself(
    one: NumberMention, other: NumberMention
) -> None:
    assert same_figure(one, other) == same_figure(other, one)
    assert same_figure(one, one)
