"""Plain text to the clean text of an article: title, subtitle and paragraphs, page furniture taken out.

Works on lines and on the language's data; has no rule for any one site. Dates and sentences inside the text
are read later.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from samestory.errors import UnreadableDocument
from samestory.lang import Language, fold
from samestory.model import Record, Span
from samestory.read.furniture import (
    count_words,
    ends_sentence,
    is_furniture,
    is_likely_furniture,
    is_list_heading,
)
from samestory.read.header import HeaderDate, date_line, opening

BLANK_LINE = re.compile(r"\n[ \t]*\n")
SENTENCE_INSIDE = re.compile(r"(?<=[^\W\d_]{2})[.!?…][\"'”’“»)]*\s+[\"'„“«(]*(?=[^\W\d_])(\w)|[。！？]\S")
FULL_STOPS = tuple(".。।։۔")
CLOSERS = "\"'”’“»›)]} "
TITLE_MARK = " / "
# Words.
LONGEST_TITLE = 30
SHORTEST_TITLE = 3
SHORTEST_PROSE = 6
SHORTEST_SURE_TITLE = 5
LONGEST_BYLINE = 4
LONGEST_TAIL_LINE = 3
# Lines before the prose from which on they are a menu, and its entries may be as long as a short title.
MENU = 5
# Characters; a text whose longest line lies between was broken into lines of one width.
WRAP_WIDTHS = range(40, 101)


class Given(Record, frozen=True):
    """What is known of title and subtitle from outside the text; it wins over what the text shows.

    ``removed`` are lines taken out of the text before.
    """

    title: str | None = None
    subtitle: str | None = None
    removed: tuple[str, ...] = ()


class Clean(Record, frozen=True):
    r"""An article's clean text: title, subtitle and paragraphs, each a line, joined by ``\n``.

    The spans lie in ``text``. ``header_date`` is the date stated at its head or foot, taken out of it.
    ``removed`` are the lines taken out, as written, dates first: a credit may stand in them.
    """

    text: str
    title: Span | None
    subtitle: Span | None
    body: Span
    header_date: HeaderDate | None
    removed: tuple[str, ...]


class Head(Record, frozen=True):
    """What stands before the first prose, sorted out."""

    title: str | None = None
    subtitle: str | None = None
    kept: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


NOTHING_GIVEN = Given()


def clean(raw: str, *, language: Language, given: Given = NOTHING_GIVEN) -> Clean:
    """The article in ``raw`` (normalised text, see decode) without what the page put around it.

    Idempotent on its own text where nothing was given. UnreadableDocument where no text is left.
    """
    header, rest = opening(raw) or (None, raw)
    lines = unwrap(rest)
    start, end = _prose_bounds(lines, language)
    head_dates, head_lines = _dates(lines[:start], language)
    tail_dates, tail_lines = _dates(lines[end:], language)
    head = _head(head_lines, language, given)
    body, body_removed = _body(lines[start:end], language)
    tail, tail_removed = _tail(tail_lines, language)
    dates = [header] if header else []
    dates += head_dates + tail_dates
    removed = (*(d.written for d in dates), *head.removed, *body_removed, *tail_removed, *given.removed)
    return _assembled(head, [*head.kept, *body, *tail], next(iter(dates), None), removed)


def unwrap(text: str) -> list[str]:
    """The lines of ``text`` that hold anything, spaces collapsed; lines broken to one width joined again.

    Such a text has blank lines between its paragraphs, no long line, and no line into which the next one's
    first word would still have fitted.
    """
    blocks = [
        [" ".join(line.split()) for line in block.split("\n") if line.strip()]
        for block in BLANK_LINE.split(text)
    ]
    width = max((len(line) for block in blocks for line in block), default=0)
    pairs = [pair for block in blocks for pair in pairwise(block)]
    full = sum(_was_full(line, following, width) for line, following in pairs)
    if sum(map(bool, blocks)) < 2 or width not in WRAP_WIDTHS or full * 10 < len(pairs) * 8:
        return [line for block in blocks for line in block]
    return [line for block in blocks for line in _joined(block, width)]


def _was_full(line: str, following: str, width: int) -> bool:
    return len(line) + 1 + len(following.split(" ", 1)[0]) > width * 0.9


def _joined(block: Sequence[str], width: int) -> list[str]:
    lines: list[str] = []
    for position, line in enumerate(block):
        if position and _was_full(block[position - 1], line, width):
            lines[-1] += f" {line}"
        else:
            lines.append(line)
    return lines


def _is_prose(line: str) -> bool:
    """True where a line can be nothing but a paragraph: too long for a headline, or ended by a full stop."""
    words = count_words(line)
    if words > LONGEST_TITLE or (words >= SHORTEST_PROSE and _has_sentence_inside(line)):
        return True
    return words >= SHORTEST_PROSE and line.rstrip(CLOSERS).endswith(FULL_STOPS)


def _has_sentence_inside(line: str) -> bool:
    return any(not match[1] or match[1].isupper() for match in SENTENCE_INSIDE.finditer(line))


def _prose_bounds(lines: Sequence[str], language: Language) -> tuple[int, int]:
    """Where the article's prose starts and ends among ``lines``.

    Where there is none, all lines from the second of the article's own are taken for it.
    """
    phrases = language.furniture
    own = [
        i
        for i, line in enumerate(lines)
        if not is_furniture(line, phrases) and not is_likely_furniture(line, phrases)
    ]
    first = next((i for i in own if _is_prose(lines[i])), None)
    if first is None:
        return (own[0] + 1 if own else len(lines)), len(lines)
    last = max(i for i in own if _is_prose(lines[i]) or _is_sentence(lines[i]))
    return first, last + 1


def _is_sentence(line: str) -> bool:
    return ends_sentence(line) and count_words(line) >= SHORTEST_PROSE


def _dates(lines: Sequence[str], language: Language) -> tuple[list[HeaderDate], list[str]]:
    """The dates that stand alone on their lines, and the other lines."""
    dates: list[HeaderDate] = []
    others: list[str] = []
    after_title = False
    for line in lines:
        found = date_line(line, language, after_title=after_title)
        if found:
            dates.append(found)
        else:
            others.append(line)
            after_title = after_title or _can_be_title(line)
    return dates, others


def _can_be_title(line: str) -> bool:
    return count_words(line) >= SHORTEST_TITLE and not _is_prose(line)


def _head(lines: Sequence[str], language: Language, given: Given) -> Head:
    """Title and subtitle from the lines before the prose; of the others those worth keeping."""
    phrases = language.furniture
    surely = [line for line in lines if not is_furniture(line, phrases)]
    candidates = [line for line in surely if not is_likely_furniture(line, phrases)]
    if not candidates and not given.title:
        candidates = [line for line in surely if count_words(line) >= SHORTEST_SURE_TITLE]
    title_line = given.title or _title_line(candidates)
    if title_line is None:
        return Head(kept=tuple(candidates), removed=_without(lines, candidates))
    title, below_slash = _split(_tidy(title_line))
    others = _others(candidates, title_line, title)
    subtitle = _tidy(given.subtitle) if given.subtitle else below_slash or _subtitle(others)
    kept = [
        line
        for line in others
        if _is_worth_keeping(line) and not (subtitle is not None and _same(line, subtitle))
    ]
    return Head(
        title=title,
        subtitle=subtitle,
        kept=tuple(kept),
        removed=_without(lines, [title_line, *([subtitle] if subtitle else []), *kept]),
    )


def _others(candidates: Sequence[str], title_line: str, title: str) -> list[str]:
    """The candidates beside the title, each once; before it only sentences count, the rest is a menu."""
    position = next((i for i, line in enumerate(candidates) if _same(line, title_line)), 0)
    before = [line for line in candidates[:position] if ends_sentence(line)]
    each_once = {fold(line): line for line in (*before, *candidates[position:])}
    return [line for line in each_once.values() if not _same(line, title_line) and not _same(line, title)]


def _title_line(candidates: Sequence[str]) -> str | None:
    """The headline: the line that stands twice, else the first long enough, else the longest."""
    times = Counter(fold(line) for line in candidates)
    entries = sum(not ends_sentence(line) for line in candidates)
    least = SHORTEST_SURE_TITLE if entries >= MENU else SHORTEST_TITLE
    return next(
        (line for line in candidates if times[fold(line)] > 1 and count_words(line) >= SHORTEST_TITLE),
        None,
    ) or next(
        (line for line in candidates if count_words(line) >= least),
        max(reversed(candidates), key=count_words, default=None),
    )


def _subtitle(after: Sequence[str]) -> str | None:
    """The first line after the title that could be a headline itself and is nobody's name."""
    return next((line for line in after if _can_be_title(line) and not _is_byline(line)), None)


def _is_byline(line: str) -> bool:
    words = line.split()
    capitalised = sum(word[:1].isupper() for word in words)
    return len(words) <= LONGEST_BYLINE and capitalised >= len(words) - 1 and not ends_sentence(line)


def _is_worth_keeping(line: str) -> bool:
    return ends_sentence(line) or (count_words(line) >= SHORTEST_TITLE and not _is_byline(line))


def _split(line: str) -> tuple[str, str | None]:
    """A headline and a subtitle written on one line with a slash between."""
    title, _, subtitle = line.partition(TITLE_MARK)
    if min(count_words(title), count_words(subtitle)) < SHORTEST_TITLE:
        return line, None
    return title.strip(), subtitle.strip()


def _body(lines: Sequence[str], language: Language) -> tuple[list[str], list[str]]:
    """The lines from the first prose to the last: those that are the article's, and those taken out."""
    phrases = language.furniture
    kept: list[str] = []
    removed: list[str] = []
    in_links = False
    for line in lines:
        prose = _is_prose(line)
        in_links = (in_links and not prose and not ends_sentence(line)) or is_list_heading(line, phrases)
        if in_links or is_furniture(line, phrases) or is_likely_furniture(line, phrases):
            removed.append(line)
        else:
            kept.append(line)
    return kept, removed


def _tail(lines: Sequence[str], language: Language) -> tuple[list[str], list[str]]:
    """As for the body, and without names, tags and links after the last prose."""
    kept, removed = _body(lines, language)
    own = [line for line in kept if not _is_loose_end(line)]
    return own, [*removed, *(line for line in kept if _is_loose_end(line))]


def _is_loose_end(line: str) -> bool:
    """A signature, a tag, or a list of tags."""
    if ends_sentence(line):
        return False
    parts = [part for part in re.split(r"[,;|•·]", line) if part.strip()]
    return all(count_words(part) <= LONGEST_TAIL_LINE for part in parts)


def _assembled(
    head: Head, body: Sequence[str], header_date: HeaderDate | None, removed: tuple[str, ...]
) -> Clean:
    title, subtitle = head.title, head.subtitle
    if not body:
        # A headline with nothing under it is all the article there is.
        body = [line for line in (title, subtitle) if line]
        title = subtitle = None
    if not body:
        raise UnreadableDocument("no article text in it, only page furniture")
    parts = [*(line for line in (title, subtitle) if line), *body]
    text = "\n".join(parts)
    title_span = Span(0, len(title)) if title else None
    below = len(title) + 1 if title else 0
    subtitle_span = Span(below, below + len(subtitle)) if subtitle else None
    start = len(text) - len("\n".join(body))
    return Clean(
        text=text,
        title=title_span,
        subtitle=subtitle_span,
        body=Span(start, len(text)),
        header_date=header_date,
        removed=removed,
    )


def _tidy(line: str) -> str:
    return " ".join(line.split())


def _same(left: str, right: str) -> bool:
    return fold(_tidy(left)) == fold(_tidy(right))


def _without(lines: Sequence[str], kept: Sequence[str]) -> tuple[str, ...]:
    """The ``lines`` that are not among ``kept``, each kept line taking one away."""
    left = Counter(map(fold, kept))
    removed: list[str] = []
    for line in lines:
        if left[fold(line)]:
            left[fold(line)] -= 1
        else:
            removed.append(line)
    return tuple(removed)
