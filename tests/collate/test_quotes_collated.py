"""Which quotes are one utterance, what became of it, and who had it first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from texts import WIDTH, point, seen

from samestory.collate.marks import Marked
from samestory.collate.quote_first import Told
from samestory.collate.quote_heard import Encoded, heard, voices, words
from samestory.collate.quote_pairs import Sides, evidence
from samestory.collate.quotes import utterances
from samestory.model import (
    Aligned,
    Article,
    Copy,
    Dated,
    NameMention,
    NumberMention,
    Origin,
    Quote,
    Span,
    Utterance,
    When,
)

BRIDGE = "The old bridge of Marn will open to the public again in spring"
PONTUL = "Podul vechi din Marn se va redeschide pentru public la primăvară"
TAXES = "Nobody in this town has to pay a higher tax this year"


def article(name: str, lang: str, said: Sequence[tuple[str, str]], day: int | None = None) -> Article:
    """An article of a sentence for each of what is ``said``, each with who says it in front."""
    text, sentences, names, quotes, numbers = "", [], [], [], []
    for speaker, quoted in said:
        start = len(text)
        text += f"{speaker}: “{quoted}.”\n"
        sentences.append(Span(start, len(text) - 1))
        if speaker != "He":
            names.append(NameMention(span=Span(start, start + len(speaker)), type="person"))
        span = Span(start + len(speaker) + 3, len(text) - 3)
        quotes.append(Quote(span=span, kind="direct", name=len(names) - 1 if speaker != "He" else None))
        for word in quoted.split():
            if word.isdigit():
                place = text.index(word, span.start)
                numbers.append(NumberMention(span=Span(place, place + len(word)), value=float(word)))
    when = None
    if day is not None:
        start_ = datetime(2026, 3, day)
        when = When(start=start_, end=start_ + timedelta(days=1), granularity="day", reason="stated")
    return Article(
        id=name, document_id=name, source=name, lang=lang, text=text, sentences=tuple(sentences),
        names=tuple(names), quotes=tuple(quotes), numbers=tuple(numbers), published=when,
    )  # fmt: skip


def told(
    articles: Sequence[Article], meanings: dict[str, int], copies: Sequence[Copy] | None = None
) -> tuple[Utterance, ...]:
    """The utterances of a story in which each text that is quoted has a meaning by number."""

    def encode(texts: Sequence[str]) -> Encoded:
        return Encoded(np.stack([point(meanings[text.rstrip(".")]) for text in texts]))

    by_id = {one.id: one for one in articles}
    pairs = [(a.id, b.id) for n, a in enumerate(articles) for b in articles[n + 1 :]]
    plain = [
        Copy(left=left, right=right, verdict="independent", left_share=0.0, right_share=0.0, pairs=())
        for left, right in pairs
    ]
    story = Told(
        by_id,
        [Origin(articles=(one.id,)) for one in articles],
        plain if copies is None else copies,
        [Dated(article=a.id, when=a.published, how="stated" if a.published else "unknown") for a in articles],
    )
    vectors = {one.id: seen(one.id, [WIDTH // 2 + n for n in range(len(one.sentences))]) for one in articles}
    return utterances(story, vectors, encode)


def wordings(found: Sequence[Utterance]) -> list[list[tuple[str, tuple[int, ...], str]]]:
    return [[(said.article, said.quotes, said.how) for said in one.wordings] for one in found]


def test_the_same_in_two_languages_is_one_and_the_earlier_comes_first():
    early = article("b", "ro", [("Ana Bel", PONTUL)], day=3)
    late = article("a", "en", [("Ana Bel", BRIDGE), ("Ana Bel", TAXES)], day=4)
    found = told([late, early], {BRIDGE: 0, PONTUL: 0, TAXES: 1})
    assert wordings(found) == [[("b", (0,), "whole"), ("a", (0,), "whole")], [("a", (1,), "whole")]]
    # Ids follow from what is in it, whatever the order.
    again = told([early, late], {BRIDGE: 0, PONTUL: 0, TAXES: 1})
    assert {one.id for one in again} == {one.id for one in found}


def test_another_known_speaker_says_another_thing_unless_the_words_are_the_same_at_length():
    one, other = article("a", "en", [("Ana Bel", BRIDGE)]), article("b", "ro", [("Igor Zem", PONTUL)])
    assert len(told([one, other], {BRIDGE: 0, PONTUL: 0})) == 2
    assert len(told([one, article("b", "en", [("Igor Zem", BRIDGE)])], {BRIDGE: 0})) == 1
    short = "We did it"
    apart = [article("a", "en", [("Ana Bel", short)]), article("b", "en", [("Igor Zem", short)])]
    assert len(told(apart, {short: 0})) == 2


def test_a_few_words_are_one_across_languages_only_where_their_sentences_are_aligned():
    one, other = (
        article("a", "en", [("He", "Deeply unfair")]),
        article("b", "ro", [("El", "Profund nedrept")]),
    )
    meanings = {"Deeply unfair": 0, "Profund nedrept": 0}
    assert len(told([one, other], meanings)) == 2
    aligned = Copy(
        left="a", right="b", verdict="independent", left_share=1.0, right_share=1.0,
        pairs=(Aligned(left=(0,), right=(0,), score=0.9),),
    )  # fmt: skip
    assert len(told([one, other], meanings, [aligned])) == 1


def test_what_became_of_it_is_told_against_the_first_wording():
    long = "and 40 men from every village of the valley work there day and night"
    first = article("a", "en", [("Ana Bel", f"{BRIDGE} {long}")], day=1)
    cut = article("b", "en", [("Ana Bel", BRIDGE)], day=2)
    altered = article("c", "en", [("Ana Bel", f"{BRIDGE} {long.replace('40', '90')}")], day=2)
    every = {one.quotes[0].span.of(one.text): 0 for one in (first, cut, altered)}
    (only,) = told([cut, altered, first], every)
    assert [(said.article, said.how) for said in only.wordings] == [
        ("a", "whole"),
        ("b", "shortened"),
        ("c", "altered"),
    ]


def test_what_joins_two_stands_in_both_and_is_told_to():
    apart = article("a", "en", [("Ana Bel", BRIDGE), ("Igor Zem", "It rains"), ("Ana Bel", TAXES)], day=1)
    joined = article("b", "en", [("Ana Bel", f"{BRIDGE}. {TAXES}")], day=2)
    found = told([apart, joined], {BRIDGE: 0, TAXES: 1, "It rains": 2, f"{BRIDGE}. {TAXES}": 0})
    hows = [[(said.article, said.how) for said in one.wordings] for one in found if len(one.wordings) > 1]
    assert hows == [[("a", "whole"), ("b", "merged")]] * 2


def test_split_up_after_it_was_whole_it_is_one_with_its_parts_shortened():
    whole = article("a", "en", [("Ana Bel", f"{BRIDGE}. {TAXES}")], day=1)
    parts = article("b", "en", [("Ana Bel", BRIDGE), ("Igor Zem", "It rains"), ("Ana Bel", TAXES)], day=2)
    found = told([whole, parts], {BRIDGE: 0, TAXES: 1, "It rains": 2, f"{BRIDGE}. {TAXES}": 0})
    assert wordings(found)[0] == [("a", (0,), "whole"), ("b", (0,), "shortened"), ("b", (2,), "shortened")]


def test_quotes_that_go_on_are_one_saying():
    text = "“We dig all night,” said Ana Bel. “Nobody sleeps.” Igor Zem said: “It rains.”\n"
    said = [Span(text.index(w), text.index("”", text.index(w))) for w in ("We dig", "Nobody", "It rains")]
    named = [Span(text.index(n), text.index(n) + len(n)) for n in ("Ana Bel", "Igor Zem")]
    one = Article(
        id="a", document_id="a", source="a", lang="en", text=text, sentences=(Span(0, len(text) - 1),),
        names=tuple(NameMention(span=span, type="person") for span in named),
        quotes=tuple(Quote(span=s, kind="direct", name=n) for s, n in zip(said, (0, 0, 1), strict=True)),
    )  # fmt: skip
    sayings = heard(one, Marked({"a": one}).named("a"))
    assert [each.quotes for each in sayings] == [(0, 1), (2,)]
    assert sayings[0].text == "We dig all night, Nobody sleeps."
    # A line's end parts them, unless nothing but marks stands between and none is attributed anew.
    apart = replace(one, text=text.replace(". “N", ".\n“N").replace("  ", " "))
    assert [each.quotes for each in heard(apart, Marked({"a": apart}).named("a"))] == [(0,), (1,), (2,)]


def test_what_is_reported_in_an_articles_own_words_is_no_wording():
    one = article("a", "en", [("Ana Bel", BRIDGE)])
    assert told([replace(one, quotes=(replace(one.quotes[0], kind="reported"),))], {}) == ()


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 3)), min_size=1, max_size=8))
def test_every_quote_stands_in_an_utterance(said: list[tuple[str, int]]):
    kinds = [f"{BRIDGE} number{n} for all of us" for n in range(4)]
    by_article: dict[str, list[tuple[str, str]]] = {}
    for name, kind in said:
        by_article.setdefault(name, []).append(("Ana Bel", kinds[kind]))
    articles = [article(name, name, quoted) for name, quoted in by_article.items()]
    found = told(articles, {text: n for n, text in enumerate(kinds)})
    stood = {(w.article, q) for one in found for w in one.wordings for q in w.quotes}
    assert stood == {(a.id, n) for a in articles for n in range(len(a.quotes))}
    assert len({one.id for one in found}) == len(found)


def test_words_know_signs_that_stand_alone():
    assert words("„Das, 2 新闻“") == ("das", "2", "新", "闻")


def answered(one: Sequence[int], other: Sequence[int], lean: float = 0.0) -> float:
    """How well what two articles say is answered, of meanings of tokens; those of ``other`` lean one way."""
    states = {BRIDGE: np.stack([point(n) for n in one]), PONTUL: np.stack([point(n) for n in other]) + lean}
    by_id = {
        "a": article("a", "en", [("Ana Bel", BRIDGE)]),
        "b": article("b", "ro", [("Ana Bel", PONTUL)]),
    }

    def encode(texts: Sequence[str]) -> Encoded:
        return Encoded(np.stack([point(0)] * len(texts)), [states[text.rstrip(".")] for text in texts])

    both = voices(by_id, Marked(by_id), encode)
    sentences = seen("a", [5]).sentences
    _, found = evidence(Sides(both["a"], both["b"], sentences, sentences, ()))
    return float(found[0, -1])


def test_tokens_of_the_shorter_are_answered_by_the_longer_and_not_the_other_way():
    whole = answered([0, 1, 2, 3], [0, 1, 2, 3])
    assert whole > 0.99
    assert answered([0, 1], [0, 1, 2, 3]) == answered([0, 1, 2, 3], [0, 1]) > answered([0, 7], [0, 1, 2, 3])
    assert whole > answered([0, 1, 6, 7], [0, 1, 2, 3]) > answered([4, 5, 6, 7], [0, 1, 2, 3])


def test_what_all_tokens_of_a_language_share_answers_nothing():
    plain = answered([0, 1, 2, 3], [0, 1, 4, 5])
    assert abs(answered([0, 1, 2, 3], [0, 1, 4, 5], lean=3.0) - plain) < 1e-5
