"""One article as those who look for speakers see it: names, words and marks, by place. Decides nothing."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

from samestory.lang import Language
from samestory.model import Article, NameMention, Span
from samestory.read.quote_marks import Marked, marked
from samestory.read.quote_words import Word, words

_T = TypeVar("_T")
# Marks that other scripts write otherwise; each maps to one code point, so offsets hold.
_SAME_MARK = str.maketrans("，、；：。！？،؛؟", ",,;:.!?,;?")


class Named(NamedTuple):
    """A name and its ``place`` in ``article.names``; ``span`` holds the post that stands beside it."""

    span: Span
    name: Span
    place: int
    type: str


class Scene(NamedTuple):
    """The marks of one article, each sorted by place; ``said`` is what somebody says.

    ``text`` has the stops of every script as Latin ones; its offsets are those of the article's.
    """

    text: str
    language: Language
    sentences: tuple[Span, ...]
    names: tuple[Named, ...]
    words: tuple[Word, ...]
    marked: tuple[Marked, ...]
    said: tuple[Span, ...] = ()

    def named(self, within: Span) -> Sequence[Named]:
        """The names that start within a span."""
        return _within(self.names, within, lambda one: one.name.start)

    def told(self, within: Span) -> Sequence[Word]:
        """The words of the language's lists that start within a span."""
        return _within(self.words, within, lambda one: one.span.start)

    def sentence(self, place: int) -> Span:
        """The sentence that holds ``place``; empty where none does."""
        after = bisect_left(self.sentences, place + 1, key=lambda one: one.start)
        found = self.sentences[after - 1] if after else Span(0, 0)
        return found if found.start <= place < found.end else Span(place, place)

    def sentence_before(self, place: int) -> Span:
        """The last sentence that ends at ``place`` or before; empty where there is none."""
        after = bisect_left(self.sentences, place + 1, key=lambda one: one.end)
        return self.sentences[after - 1] if after else Span(0, 0)

    def says(self, span: Span) -> Sequence[Span]:
        """Everything said that stands in ``span``, in part at least."""
        first = bisect_left(self.said, span.start + 1, key=lambda one: one.end)
        return self.said[first : bisect_left(self.said, span.end, key=lambda one: one.start)]

    def says_within(self, span: Span) -> bool:
        """Whether anything said stands in ``span``, in part at least."""
        return bool(self.says(span))

    def holds_sentence(self, span: Span) -> bool:
        """Whether a whole sentence stands within ``span``."""
        first = bisect_left(self.sentences, span.start, key=lambda one: one.start)
        return first < len(self.sentences) and self.sentences[first].end <= span.end

    def is_said(self, place: int) -> bool:
        """Whether ``place`` lies within what somebody says."""
        after = bisect_left(self.said, place + 1, key=lambda one: one.start)
        return after > 0 and place < self.said[after - 1].end

    def line_start(self, place: int) -> int:
        """Where the line of ``place`` starts."""
        return self.text.rfind("\n", 0, place) + 1

    def line_end(self, place: int) -> int:
        """Where the line of ``place`` ends."""
        end = self.text.find("\n", place)
        return len(self.text) if end < 0 else end


def scene(article: Article, language: Language) -> Scene:
    """What stands where in ``article``."""
    units = tuple(sorted(article.units()))
    text = article.text.translate(_SAME_MARK)
    return Scene(
        text=text,
        language=language,
        sentences=units,
        names=tuple(sorted((_named(one, i) for i, one in enumerate(article.names)), key=lambda n: n.name)),
        words=words(text, language),
        marked=marked(text, language),
    )


def _named(one: NameMention, index: int) -> Named:
    whole = one.span
    if one.post is not None:
        whole = Span(min(whole.start, one.post.start), max(whole.end, one.post.end))
    return Named(whole, one.span, index, one.type)


def _within(ordered: Sequence[_T], within: Span, start: Callable[[_T], int]) -> Sequence[_T]:
    return ordered[
        bisect_left(ordered, within.start, key=start) : bisect_left(ordered, within.end, key=start)
    ]
