from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from samestory.model import NameType, Span
from samestory.read.forms import forms
from training.silver import Found, agreed, likeness

LINE = "Orlin Maren met Adela Voss of the Harbour Union in Lorna."


def found(line: str, code: str, *names: tuple[str, NameType], score: float = 0.95) -> list[Found]:
    places = [(line.index(written), written, kind) for written, kind in names]
    return [
        Found(Span(at, at + len(written)), kind, score, forms(written, kind, code))
        for at, written, kind in places
    ]


def marked(line: str, ours: Sequence[Found], others: Sequence[Sequence[Found]]) -> dict[str, NameType | None]:
    return {one.span.of(line): one.type for one in agreed(line, "en", ours, others)}


BULGARIAN = "Орлин Марен се срещна с Адела Вос от Пристанищния съюз в Лорна."
SPANISH = "Orlin Maren se reunió con Adela Voss del Sindicato Portuario en Lorna."
OTHERS = [
    found(BULGARIAN, "bg", ("Орлин Марен", "person"), ("Адела Вос", "person"), ("Лорна", "place")),
    found(SPANISH, "es", ("Orlin Maren", "person"), ("Adela Voss", "person"), ("Lorna", "place")),
]


def test_a_type_that_translations_do_not_share_is_outvoted():
    ours = found(LINE, "en", ("Orlin Maren", "organisation"), ("Lorna", "place"), score=0.4)
    names = marked(LINE, ours, OTHERS)
    assert names["Orlin Maren"] == "person"
    assert names["Lorna"] == "place"


def test_a_name_that_translations_have_is_added():
    assert marked(LINE, found(LINE, "en", ("Lorna", "place")), OTHERS)["Adela Voss"] == "person"


def test_a_translated_name_stands_where_it_is_sure_and_others_have_as_many():
    more = [
        [*its, *found(line, code, (written, "organisation"))]
        for its, (line, code, written) in zip(
            OTHERS,
            [(BULGARIAN, "bg", "Пристанищния съюз"), (SPANISH, "es", "Sindicato Portuario")],
            strict=True,
        )
    ]
    sure = found(LINE, "en", ("Harbour Union", "organisation"))
    unsure = found(LINE, "en", ("Harbour Union", "organisation"), score=0.5)
    assert marked(LINE, sure, more)["Harbour Union"] == "organisation"
    assert marked(LINE, unsure, more)["Harbour Union"] is None
    assert marked(LINE, sure, OTHERS)["Harbour Union"] is None


def test_names_come_in_order_and_none_in_another():
    ours = found(LINE, "en", ("Lorna", "place"), ("Orlin Maren", "person"))
    spans = [one.span for one in agreed(LINE, "en", ours, OTHERS)]
    assert spans == sorted(spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_likeness_is_of_sounds_and_of_territories():
    assert likeness(forms("Орлин Марен", "person", "bg"), forms("Orlin Maren", "person", "en")) > 0.9
    assert likeness(forms("САЩ", "place", "bg"), forms("United States", "place", "en")) == 1.0
    assert likeness(forms("Орлин", "person", "bg"), forms("Adela", "person", "en")) < 0.6
    assert likeness(forms("…", "person", "en"), forms("Adela", "person", "en")) == 0.0
