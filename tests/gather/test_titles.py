from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from makers import article as seen_article
from makers import direction
from msgspec.structs import replace

from samestory.gather.titles import LONGEST, shortened, titles
from samestory.model import Article, Span, Story, Title
from samestory.signals import Signals


@dataclass
class Held:
    articles: dict[str, Article]
    seen: dict[str, Signals]

    def titles(self) -> tuple[Title, ...]:
        return titles(sorted(self.articles), self.articles, self.seen)


def held(*given: tuple[str, str, str | None, np.ndarray]) -> Held:
    """Articles by id, language, headline and where the headline points; all say the same in one sentence."""
    articles, seen = {}, {}
    for name, lang, headline, towards in given:
        text = f"{headline or ''}\nThe bridge at Corva is closed."
        start = text.index("The bridge")
        articles[name] = Article(
            id=name,
            document_id=name,
            source=name,
            lang=lang,
            text=text,
            title=None if headline is None else Span(0, len(headline)),
            sentences=(Span(start, len(text)),),
        )
        signals = seen_article(name, [direction(1.0)])
        seen[name] = replace(signals, headline=towards[None]) if headline is not None else signals
    return Held(articles, seen)


def test_each_language_has_its_most_central_headline_the_nearest_of_all_first() -> None:
    found = held(
        ("a", "en", "Corva in brief", direction(1.0, 2.0)),
        ("b", "en", "Bridge at Corva closed", direction(1.0, 0.5)),
        ("c", "ro", "Podul din Corva, închis", direction(1.0, 0.1)),
        ("d", "ro", "Circulația", direction(0.2, 1.0)),
    ).titles()
    assert [(one.lang, one.words) for one in found] == [
        ("ro", "Podul din Corva, închis"),
        ("en", "Bridge at Corva closed"),
    ]


def test_a_title_is_the_characters_of_its_article() -> None:
    given = held(("a", "en", "Bridge at Corva closed", direction(1.0)), ("b", "bg", None, direction(1.0)))
    (found,) = given.titles()
    assert found.span.of(given.articles[found.article].text) == found.words


def test_a_blank_headline_is_none_and_without_any_a_first_sentence_stands() -> None:
    (found,) = held(("a", "en", "  ", direction(1.0)), ("b", "en", None, direction(1.0))).titles()
    assert found.words == "The bridge at Corva is closed."


def test_a_long_sentence_is_cut_before_a_word() -> None:
    text = "word " * 60
    cut = shortened(Span(0, len(text)), text)
    assert cut.end <= LONGEST
    assert text[cut.end] == " "
    assert shortened(Span(0, 400), "x" * 400) == Span(0, LONGEST)


def test_the_readers_language_is_asked_for_and_the_most_central_stands_in() -> None:
    given = tuple(Title(lang=lang, words=lang, article="a", span=Span(0, 1)) for lang in ("ro", "en"))
    story = Story(
        id="s",
        titles=given,
        thread="t",
        articles=(),
        origins=(),
        dates=(),
        account=None,  # type: ignore[arg-type]
    )
    assert [getattr(story.title(lang), "words", "") for lang in (None, "en", "pl")] == ["ro", "en", "ro"]
    assert replace(story, titles=()).title("en") is None
